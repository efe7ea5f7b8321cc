"""Another treatment of a known patient counts: a session recorded or corrected, an appointment
booked or moved. Everything is looked at again under the patient's lock; what staff have not been
warned of is shown to them first.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.care.timing import local_day
from reminder.practice.appointments import count_as_held, move
from reminder.practice.audit import record
from reminder.practice.cautions import cautions, codes, number_of
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import keep_protocol
from reminder.practice.replan import replan
from reminder.practice.series import Known, find_patient, known_of
from reminder.practice.treatment_form import Lack, TreatmentForm
from reminder.practice.unanswered import show_anew
from reminder.store.tables import Appointment, Course, Patient, Session, Staff, saved


@dataclass(frozen=True, slots=True)
class Lacking:
    """The form cannot count as it stands."""

    lacks: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something speaks against it that staff have not been shown."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session counts. `answers`: the appointment that was held as it."""

    patient: Patient
    course: Course
    session: Session
    answers: Appointment | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment stands. `moved_from`: when it was to be before, where it was moved."""

    patient: Patient
    course: Course
    appointment: Appointment
    moved_from: datetime | None = None


async def take_treatment(
    db: Db, practice: Practice, staff: Staff, form: TreatmentForm, now: datetime
) -> Recorded | Booked | Lacking | Unseen | None:
    """Let the form count, and plan anew. None where the clinic has no such patient (any more), or
    the patient no such course, session or appointment.
    """
    lacks = form.lacks(now)
    if lacks:
        return Lacking(lacks)
    patient = await find_patient(db, practice, form.patient_id, lock_row=True)
    if patient is None or form.at is None:
        return None
    known = await known_of(db, practice, patient)
    series = known.course(form.course_id)
    if form.course_id is not None and series is None:
        return None
    if series is not None and not series.is_running and form.corrects is None:
        return None
    found = cautions(practice, known, form, now)
    if not set(codes(found)) <= set(form.shown):
        return Unseen()
    number = number_of(known, form, now)
    course = series.course if series is not None else await _begin(db, practice, patient, form, now)
    if form.of is not None:
        course.sessions_planned = form.of
    if form.corrects is None:
        # Should nobody book after this one, the desk hears of it anew.
        course.unbooked_told_at = None
    done: Recorded | Booked | None
    if form.corrects is not None:
        done = await _correct(db, known, form, now)
    elif form.is_session:
        done = await _hold(db, practice, staff, known, course, form, number, now)
    else:
        done = await _book(db, practice, staff, known, course, form, now)
    if done is None:
        return None
    detail = "despite:" + ",".join(codes(found)) if codes(found) else None
    action = _action(done)
    await record(db, practice, action, now=now, staff=staff, patient=patient, detail=detail)
    await replan(db, practice, patient, now)
    if isinstance(done, Recorded) and done.answers is not None:
        await show_anew(db, practice, saved(done.answers.id), now)
    return done


def _action(done: Recorded | Booked) -> str:
    if isinstance(done, Recorded):
        return "session_corrected" if done.corrected else "session_recorded"
    return "booked" if done.moved_from is None else "moved"


async def _begin(
    db: Db, practice: Practice, patient: Patient, form: TreatmentForm, now: datetime
) -> Course:
    """Begin another course for a patient who is known: there is nobody to invite."""
    protocol = practice.protocols[form.procedure or ""]
    await keep_protocol(db, practice, protocol, now)
    course = Course(
        clinic_id=practice.clinic_id,
        patient_id=saved(patient.id),
        protocol=protocol.name,
        protocol_version=protocol.version,
        areas=",".join(form.areas),
        sessions_planned=form.of,
        begun_at=form.at or now,
    )
    db.add(course)
    await db.flush()
    return course


async def _hold(
    db: Db,
    practice: Practice,
    staff: Staff,
    known: Known,
    course: Course,
    form: TreatmentForm,
    number: int | None,
    now: datetime,
) -> Recorded:
    zone = ZoneInfo(practice.profile.zone)
    at = form.at or now
    session = Session(
        clinic_id=practice.clinic_id,
        patient_id=course.patient_id,
        course_id=saved(course.id),
        held_at=at,
        number=number,
        recorded_at=now,
        recorded_by=staff.id,
    )
    db.add(session)
    await db.flush()
    series = known.course(course.id)
    booked = None if series is None else series.on_day(local_day(at, zone), zone)
    if booked is not None:
        await count_as_held(db, booked, session)
    return Recorded(known.patient, course, session, booked)


async def _correct(db: Db, known: Known, form: TreatmentForm, now: datetime) -> Recorded | None:
    series = known.course(form.course_id)
    if series is None or form.at is None:
        return None
    session = next((one for one in series.sessions if one.id == form.corrects), None)
    if session is None:
        return None
    if session.held_at != form.at:
        session.held_at = form.at
        session.revision += 1
        session.corrected_at = now
    session.number = form.number
    await db.flush()
    return Recorded(known.patient, series.course, session, corrected=True)


async def _book(
    db: Db,
    practice: Practice,
    staff: Staff,
    known: Known,
    course: Course,
    form: TreatmentForm,
    now: datetime,
) -> Booked | None:
    at = form.at or now
    if form.moves is None:
        appointment = Appointment(
            clinic_id=practice.clinic_id,
            patient_id=course.patient_id,
            course_id=saved(course.id),
            begins_at=at,
            booked_at=now,
            booked_by=staff.id,
        )
        db.add(appointment)
        await db.flush()
        return Booked(known.patient, course, appointment)
    series = known.course(course.id)
    found = [] if series is None else [one for one in series.to_come(now) if one.id == form.moves]
    if not found:
        return None
    moved_from = found[0].begins_at
    if moved_from != at:
        move(found[0], at, now)
    await db.flush()
    return Booked(known.patient, course, found[0], moved_from)
