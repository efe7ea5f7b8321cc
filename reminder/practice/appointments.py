"""What becomes of an appointment: called off, held, or missed; and taking that back.

Past appointments that nobody has spoken about are presumed held. Staff are asked, in the morning
and in the day's list, until they have said.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import col

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.replan import replan
from reminder.practice.series import find_patient, known_of
from reminder.store.tables import (
    Appointment,
    Course,
    Enrolment,
    Patient,
    Session,
    Staff,
    saved,
)


class Became(StrEnum):
    """What staff say of an appointment whose time has come."""

    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment with its patient and course; `session`: what it was held as."""

    appointment: Appointment
    patient: Patient
    course: Course
    session: Session | None = None

    @property
    def id(self) -> int:
        """The appointment's id."""
        return saved(self.appointment.id)

    @property
    def became(self) -> Became | None:
        """What staff have said of it, None while they have not."""
        if self.appointment.held_as is not None:
            return Became.HELD
        if self.appointment.missed_at is not None:
            return Became.MISSED
        return None if self.appointment.cancelled_at is None else Became.CANCELLED


@dataclass(frozen=True, slots=True)
class SaidAlready:
    """Somebody has said what became of it."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class NotYetBegun:
    """Its time is still to come: it can be moved or called off, and no more."""


async def find_booking(
    db: Db, practice: Practice, appointment_id: int, *, lock_patient: bool = False
) -> Booking | None:
    """Return this clinic's appointment, None where it has none of that id, or its patient or course
    is gone.
    """
    appointment = await db.get(Appointment, appointment_id)
    if appointment is None or appointment.clinic_id != practice.clinic_id:
        return None
    patient = await find_patient(db, practice, appointment.patient_id, lock_row=lock_patient)
    await db.refresh(appointment)
    course = await db.get_one(Course, appointment.course_id)
    if patient is None or course.undone_at is not None:
        return None
    session = None
    if appointment.held_as is not None:
        session = await db.get_one(Session, appointment.held_as)
    return Booking(appointment, patient, course, session)


async def say_what_became(
    db: Db, practice: Practice, staff: Staff, appointment_id: int, became: Became, now: datetime
) -> Booking | SaidAlready | NotYetBegun | None:
    """Note what became of an appointment, and plan anew. One that is still to come can only be
    called off. None where the clinic has no such appointment.
    """
    found = await find_booking(db, practice, appointment_id, lock_patient=True)
    if found is None:
        return None
    if found.became is not None:
        return SaidAlready(found)
    appointment = found.appointment
    if became is not Became.CANCELLED and appointment.begins_at > now:
        return NotYetBegun()
    session = None
    if became is Became.CANCELLED:
        appointment.cancelled_at = now
    elif became is Became.MISSED:
        appointment.missed_at = now
    else:
        session = await _held(db, practice, staff, found, now)
    await db.flush()
    patient = found.patient
    await record(db, practice, f"appointment_{became}", now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    return Booking(appointment, patient, found.course, session)


def move(appointment: Appointment, at: datetime, now: datetime) -> None:
    """Give an appointment another time: what the patient said of the old one counts no more."""
    appointment.moved_from = appointment.begins_at
    appointment.moved_at = now
    appointment.begins_at = at
    appointment.revision += 1
    appointment.confirmed_at = appointment.move_asked_at = None


async def count_as_held(db: Db, appointment: Appointment, session: Session) -> None:
    """Let an appointment have been held as this session; an enrolment for it is for that one."""
    appointment.held_as = session.id
    await db.exec(
        update(Enrolment)
        .where(col(Enrolment.appointment_id) == appointment.id)
        .values(appointment_id=None, session_id=session.id)
    )
    await db.flush()


async def count_as_open(db: Db, appointment: Appointment, session: Session) -> None:
    """Let it not have been held as this session after all."""
    appointment.held_as = None
    await db.exec(
        update(Enrolment)
        .where(col(Enrolment.session_id) == session.id)
        .values(appointment_id=appointment.id, session_id=None)
    )
    await db.flush()


async def _held(db: Db, practice: Practice, staff: Staff, found: Booking, now: datetime) -> Session:
    known = await known_of(db, practice, found.patient)
    series = known.course(found.course.id)
    at = found.appointment.begins_at
    session = Session(
        clinic_id=practice.clinic_id,
        patient_id=saved(found.patient.id),
        course_id=saved(found.course.id),
        held_at=at,
        number=None if series is None else series.next_number(at),
        recorded_at=now,
        recorded_by=staff.id,
    )
    db.add(session)
    found.course.unbooked_told_at = None
    await db.flush()
    await count_as_held(db, found.appointment, session)
    return session
