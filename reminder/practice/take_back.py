"""Taking back what was said of a known patient, within five minutes: a session, an appointment that
was booked, moved, called off, held or missed, a course that was finished.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.appointments import Became, count_as_open, find_booking, move
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.replan import replan
from reminder.practice.series import find_patient
from reminder.practice.unanswered import show_anew
from reminder.practice.undo import WITHIN
from reminder.store.tables import (
    Appointment,
    Course,
    Enrolment,
    Patient,
    Session,
    Staff,
    saved,
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """It is as it was before."""

    patient: Patient


@dataclass(frozen=True, slots=True)
class TooLate:
    """Five minutes are over, or it has changed meanwhile."""


Outcome = TakenBack | TooLate | None
"""None: the clinic has no such record."""


async def take_back_session(
    db: Db,
    practice: Practice,
    staff: Staff,
    session_id: int,
    now: datetime,
    *,
    however_late: bool = False,
) -> Outcome:
    """Let a session not have been held: the appointment that it fulfilled is open again, and a
    course that was begun with it is gone too. `however_late`: it never took place.
    """
    session = await db.get(Session, session_id)
    if session is None or session.clinic_id != practice.clinic_id:
        return None
    patient = await find_patient(db, practice, session.patient_id, lock_row=True)
    if patient is None:
        return None
    await db.refresh(session)
    if session.undone_at is not None:
        return TooLate()
    if not however_late and now - session.recorded_at > WITHIN:
        return TooLate()
    session.undone_at = now
    held = (await db.exec(select(Appointment).where(Appointment.held_as == session.id))).all()
    for appointment in held:
        await count_as_open(db, appointment, session)
    course = await db.get_one(Course, session.course_id)
    await _end_empty(db, course, now)
    await record(db, practice, "session_undone", now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    for appointment in held:
        await show_anew(db, practice, saved(appointment.id), now, but=staff)
    return TakenBack(patient)


async def take_back_booking(
    db: Db, practice: Practice, staff: Staff, appointment_id: int, now: datetime
) -> Outcome:
    """Let an appointment not have been booked: it is called off."""
    found = await find_booking(db, practice, appointment_id, lock_patient=True)
    if found is None:
        return None
    appointment = found.appointment
    changed = found.became is not None or appointment.moved_at is not None
    if changed or now - appointment.booked_at > WITHIN:
        return TooLate()
    appointment.cancelled_at = now
    await _end_empty(db, found.course, now)
    return await _done(db, practice, staff, found.patient, "booking_undone", now)


async def take_back_move(
    db: Db, practice: Practice, staff: Staff, appointment_id: int, revision: int, now: datetime
) -> Outcome:
    """Give an appointment the time back that it had before; `revision` is that of the move."""
    found = await find_booking(db, practice, appointment_id, lock_patient=True)
    if found is None:
        return None
    appointment = found.appointment
    moved_at, moved_from = appointment.moved_at, appointment.moved_from
    if found.became is not None or appointment.revision != revision:
        return TooLate()
    if moved_at is None or moved_from is None or now - moved_at > WITHIN:
        return TooLate()
    move(appointment, moved_from, now)
    return await _done(db, practice, staff, found.patient, "move_undone", now)


async def take_back_outcome(
    db: Db, practice: Practice, staff: Staff, appointment_id: int, now: datetime
) -> Outcome:
    """Let nobody have said what became of an appointment."""
    found = await find_booking(db, practice, appointment_id, lock_patient=True)
    if found is None:
        return None
    appointment = found.appointment
    if found.became is Became.HELD and found.session is not None:
        return await take_back_session(db, practice, staff, found.session.id or 0, now)
    said_at = appointment.missed_at or appointment.cancelled_at
    if said_at is None or now - said_at > WITHIN:
        return TooLate()
    if appointment.cancelled_at is not None and appointment.begins_at > now:
        # Who has been told that it is off is told that it stands.
        appointment.revision += 1
        appointment.moved_at, appointment.moved_from = now, None
    appointment.missed_at = appointment.cancelled_at = None
    done = await _done(db, practice, staff, found.patient, "appointment_reopened", now)
    await show_anew(db, practice, found.id, now, but=staff)
    return done


async def _end_empty(db: Db, course: Course, now: datetime) -> None:
    """Let a course be gone that nothing is left of, unless somebody was enrolled on it."""
    await db.flush()
    sessions = select(Session.id).where(
        Session.course_id == course.id, col(Session.undone_at).is_(None)
    )
    appointments = select(Appointment.id).where(
        Appointment.course_id == course.id, col(Appointment.cancelled_at).is_(None)
    )
    enrolments = select(Enrolment.id).where(Enrolment.course_id == course.id)
    for query in (sessions, appointments, enrolments):
        if (await db.exec(query.limit(1))).first() is not None:
            return
    await db.exec(update(Course).where(col(Course.id) == course.id).values(undone_at=now))
    await db.refresh(course)


async def _done(
    db: Db, practice: Practice, staff: Staff, patient: Patient, action: str, now: datetime
) -> TakenBack:
    await db.flush()
    await record(db, practice, action, now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    return TakenBack(patient)
