"""An enrolment together with what it was for, found by the clinic's own people only."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.catalogue import Html, Words
from reminder.catalogue.words import visible
from reminder.practice.clinic import Db, Practice
from reminder.practice.people import all_staff
from reminder.store.tables import Appointment, Course, Enrolment, Patient, Role, Session, Staff

_ON_BUTTON = 32


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An enrolment, its patient, its course, and the session held or the appointment booked."""

    enrolment: Enrolment
    patient: Patient
    course: Course
    session: Session | None
    appointment: Appointment | None

    @property
    def id(self) -> int:
        """The enrolment's id."""
        return self.enrolment.id or 0

    @property
    def at(self) -> datetime:
        """When the session was held, or the appointment begins (UTC)."""
        if self.session is not None:
            return self.session.held_at
        if self.appointment is not None:
            return self.appointment.begins_at
        return self.course.begun_at

    @property
    def areas(self) -> tuple[str, ...]:
        """The treated areas."""
        return tuple(filter(None, self.course.areas.split(",")))


async def find_enrolment(
    db: Db, practice: Practice, enrolment_id: int, *, lock: bool = False
) -> Enrolled | None:
    """Return this clinic's enrolment, None where it has none of that id.

    `lock` keeps everybody else's changes to the patient waiting, and reads what stands now.
    """
    enrolment = await db.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.clinic_id != practice.clinic_id:
        return None
    if lock:
        await db.exec(
            select(Patient)
            .where(Patient.id == enrolment.patient_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        await db.refresh(enrolment)
    return await _with_parts(db, enrolment)


async def enrolments_of(db: Db, practice: Practice, patient: Patient) -> list[Enrolled]:
    """Return the patient's enrolments, the newest first."""
    found = await db.exec(
        select(Enrolment)
        .where(Enrolment.clinic_id == practice.clinic_id, Enrolment.patient_id == patient.id)
        .order_by(col(Enrolment.id).desc())
    )
    return [await _with_parts(db, enrolment) for enrolment in found.all()]


async def desk_of(db: Db, practice: Practice, enrolment: Enrolment) -> list[Staff]:
    """Return who hears about an enrolment: who made it; where that one has left, the owners."""
    maker = await db.get(Staff, enrolment.staff_id)
    if maker is not None and maker.removed_at is None:
        return [maker]
    everyone = await all_staff(db, practice)
    return [staff for staff in everyone if staff.role is Role.OWNER] or everyone


def summary(practice: Practice, enrolled: Enrolled, words: Words) -> Html:
    """Return who, what and when in a line or two, in the clinic's time."""
    zone = ZoneInfo(practice.profile.zone)
    when = words.moment(enrolled.at, zone)
    session = enrolled.session
    return words(
        "staff-summary",
        name=shown_name(enrolled.patient, words),
        procedure=words.procedure(enrolled.course.protocol),
        when=words("staff-appointment-at", when=when) if session is None else when,
        number=place_in_course(
            session.number if session else None, enrolled.course.sessions_planned, words
        ),
    )


def place_in_course(number: int | None, of: int | None, words: Words) -> Html:
    """Return "session 3 of 9", or how much of it is known; empty where nothing is. One beyond those
    that were planned is the sixth, not the sixth of five.
    """
    if number is None:
        return Html("")
    if of is None or number > of:
        return Html(" · " + words("staff-number", number=number))
    return Html(" · " + words("staff-number-of", number=number, of=of))


def shown_name(patient: Patient, words: Words) -> str:
    """Return the noted name, else Telegram's, else that there is none."""
    name = patient.name or patient.telegram_name or ""
    return visible(name) or words.plain("staff-nameless")


def short_name(patient: Patient, words: Words) -> str:
    """Return the name as far as it fits on a button."""
    name = shown_name(patient, words)
    return name if len(name) <= _ON_BUTTON else name[: _ON_BUTTON - 1] + "…"


async def _with_parts(db: Db, enrolment: Enrolment) -> Enrolled:
    patient = await db.get_one(Patient, enrolment.patient_id)
    course = await db.get_one(Course, enrolment.course_id)
    session = appointment = None
    if enrolment.session_id is not None:
        session = await db.get_one(Session, enrolment.session_id)
    if enrolment.appointment_id is not None:
        appointment = await db.get_one(Appointment, enrolment.appointment_id)
    return Enrolled(enrolment, patient, course, session, appointment)
