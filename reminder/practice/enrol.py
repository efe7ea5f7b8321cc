"""Enrolling: a confirmed form becomes a patient, a course, a session or appointment, and a link."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled
from reminder.practice.form import EnrolmentForm, Problem
from reminder.practice.history import keep_protocol
from reminder.practice.invite import Link, invite
from reminder.practice.replan import replan
from reminder.store.tables import (
    Appointment,
    Course,
    Enrolment,
    EnrolmentState,
    Patient,
    PatientState,
    Session,
    Staff,
    saved,
)


@dataclass(frozen=True, slots=True)
class Welcome:
    """A patient was enrolled, and this is the link to show."""

    enrolled: Enrolled
    link: Link


@dataclass(frozen=True, slots=True)
class NotYet:
    """The form cannot count as it stands."""

    problems: tuple[Problem, ...]


async def enrol(
    db: Db, practice: Practice, staff: Staff, form: EnrolmentForm, now: datetime
) -> Welcome | NotYet:
    """Enrol the patient that the form describes; nothing is sent to anybody before they agree."""
    problems = form.problems(now)
    if problems or form.procedure is None:
        return NotYet(problems)
    protocol = practice.protocols[form.procedure]
    await keep_protocol(db, practice, protocol, now)
    patient = Patient(
        clinic_id=practice.clinic_id,
        name=form.name or guest_name(practice, staff, form),
        language=form.language,
        zone=practice.profile.zone,
        state=PatientState.INVITED,
        created_at=now,
    )
    db.add(patient)
    await db.flush()
    course = Course(
        clinic_id=practice.clinic_id,
        patient_id=saved(patient.id),
        protocol=protocol.name,
        protocol_version=protocol.version,
        areas=",".join(form.areas),
        sessions_planned=form.of,
        begun_at=form.at,
    )
    db.add(course)
    await db.flush()
    held = await begin(db, practice, staff, course, form, now)
    enrolment = Enrolment(
        clinic_id=practice.clinic_id,
        staff_id=saved(staff.id),
        patient_id=saved(patient.id),
        course_id=saved(course.id),
        session_id=held.id if isinstance(held, Session) else None,
        appointment_id=held.id if isinstance(held, Appointment) else None,
        state=EnrolmentState.WAITING,
        created_at=now,
    )
    db.add(enrolment)
    await db.flush()
    enrolled = Enrolled(
        enrolment,
        patient,
        course,
        held if isinstance(held, Session) else None,
        held if isinstance(held, Appointment) else None,
    )
    link = await invite(db, practice, enrolled, now)
    await record(db, practice, "enrolled", now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    return Welcome(enrolled, link)


async def begin(
    db: Db, practice: Practice, staff: Staff, course: Course, form: EnrolmentForm, now: datetime
) -> Session | Appointment:
    """Write down what the form was for: the session held, or the appointment to come."""
    held: Session | Appointment
    if form.appointment:
        held = Appointment(
            clinic_id=practice.clinic_id,
            patient_id=course.patient_id,
            course_id=saved(course.id),
            begins_at=form.at,
            booked_at=now,
            booked_by=staff.id,
        )
    else:
        held = Session(
            clinic_id=practice.clinic_id,
            patient_id=course.patient_id,
            course_id=saved(course.id),
            held_at=form.at,
            number=form.number,
            recorded_at=now,
            recorded_by=staff.id,
        )
    db.add(held)
    await db.flush()
    return held


def guest_name(practice: Practice, staff: Staff, form: EnrolmentForm) -> str:
    """Return what one is called who gave no name: by the hour of the session."""
    words = practice.words(staff.language)
    at = form.at.astimezone(ZoneInfo(practice.profile.zone))
    return words.plain("staff-guest", time=words.hour(at.time()))
