"""The staff's list of a day: who was treated or enrolled, how they stand, and who is to come."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.timing import at_local
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, enrolments_of, find_enrolment
from reminder.practice.people import GONE
from reminder.store.tables import (
    Appointment,
    Course,
    Enrolment,
    EnrolmentState,
    Patient,
    PatientState,
    Session,
)


class Standing(StrEnum):
    """How a patient stands, in the one word that the desk needs."""

    WAITING = "waiting"
    CONNECTED = "connected"
    ON_PAPER = "on-paper"
    DECLINED = "declined"
    REFUSED = "refused"
    EXPIRED = "expired"
    PAUSED = "paused"
    UNREACHABLE = "unreachable"
    LEFT = "left"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Day:
    """One day at the clinic, in its zone: `seen` were treated or enrolled that day, `to_come` have
    an appointment on it that was not held (yet); both in the order of their times. Each has the
    session or the appointment that puts it on the list.
    """

    on: date
    seen: tuple[Enrolled, ...]
    to_come: tuple[Enrolled, ...]


async def day_of(db: Db, practice: Practice, on: date) -> Day:
    """Return the clinic's list of a day in its zone."""
    zone = ZoneInfo(practice.profile.zone)
    begins = at_local(on, time(), zone)
    ends = at_local(on + timedelta(days=1), time(), zone)
    sessions = await db.exec(
        select(Session)
        .where(
            Session.clinic_id == practice.clinic_id,
            Session.held_at >= begins,
            Session.held_at < ends,
            col(Session.undone_at).is_(None),
        )
        .execution_options(populate_existing=True)
    )
    appointments = await db.exec(
        select(Appointment)
        .where(
            Appointment.clinic_id == practice.clinic_id,
            Appointment.begins_at >= begins,
            Appointment.begins_at < ends,
            col(Appointment.held_as).is_(None),
            col(Appointment.cancelled_at).is_(None),
        )
        .execution_options(populate_existing=True)
    )
    enrolments = await db.exec(
        select(Enrolment.id).where(
            Enrolment.clinic_id == practice.clinic_id,
            Enrolment.state != EnrolmentState.UNDONE,
            Enrolment.created_at >= begins,
            Enrolment.created_at < ends,
        )
    )
    seen = [
        replace(enrolled, session=session, appointment=None)
        for session in sessions.all()
        if (enrolled := await _of_course(db, practice, session)) is not None
    ]
    to_come = [
        replace(enrolled, session=None, appointment=appointment)
        for appointment in appointments.all()
        if (enrolled := await _of_course(db, practice, appointment)) is not None
    ]
    listed = {enrolled.id for enrolled in (*seen, *to_come)}
    for enrolment_id in enrolments.all():
        enrolled = await find_enrolment(db, practice, enrolment_id or 0)
        if enrolled is not None and enrolled.id not in listed:
            seen.append(enrolled)
    return Day(on, _by_time(seen), _by_time(to_come))


async def _of_course(
    db: Db, practice: Practice, treatment: Session | Appointment
) -> Enrolled | None:
    """Return the enrolment by which a treatment's patient is found on the list: the one of its
    course, else the patient's newest; with the treatment's own course.
    """
    patient = await db.get_one(Patient, treatment.patient_id)
    course = await db.get_one(Course, treatment.course_id)
    if patient.state in GONE or course.undone_at is not None:
        return None
    all_of_them = await enrolments_of(db, practice, patient)
    counting = [one for one in all_of_them if one.enrolment.state is not EnrolmentState.UNDONE]
    of_course = [one for one in counting if one.course.id == course.id]
    found = next(iter((*of_course, *counting)), None)
    return None if found is None else replace(found, course=course)


def _by_time(listed: list[Enrolled]) -> tuple[Enrolled, ...]:
    return tuple(sorted(listed, key=lambda enrolled: (enrolled.at, enrolled.id)))


def standing_of(enrolment: Enrolment, patient: Patient) -> Standing:
    """Return how the patient stands."""
    if enrolment.state is EnrolmentState.CONNECTED:
        if patient.state is PatientState.UNREACHABLE:
            return Standing.UNREACHABLE
        if patient.state is PatientState.PAUSED and patient.paused_until is not None:
            return Standing.PAUSED
        if patient.state in (PatientState.OPTED_OUT, PatientState.ERASED):
            return Standing.LEFT
    return _BY_ENROLMENT[enrolment.state]


_BY_ENROLMENT = {
    EnrolmentState.WAITING: Standing.WAITING,
    EnrolmentState.CONNECTED: Standing.CONNECTED,
    EnrolmentState.ON_PAPER: Standing.ON_PAPER,
    EnrolmentState.DECLINED: Standing.DECLINED,
    EnrolmentState.REFUSED: Standing.REFUSED,
    EnrolmentState.UNDONE: Standing.UNDONE,
    EnrolmentState.EXPIRED: Standing.EXPIRED,
}
