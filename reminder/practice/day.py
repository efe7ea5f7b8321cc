"""The staff's list of a day: who was treated or enrolled, how they stand, and who is to come."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import col, or_, select

from reminder.care.timing import at_local
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, find_enrolment
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
    their appointment on it; both in the order of their times.
    """

    on: date
    seen: tuple[Enrolled, ...]
    to_come: tuple[Enrolled, ...]


async def day_of(db: Db, practice: Practice, on: date) -> Day:
    """Return the clinic's list of a day in its zone."""
    zone = ZoneInfo(practice.profile.zone)
    begins = at_local(on, time(), zone)
    ends = at_local(on + timedelta(days=1), time(), zone)
    found = await db.exec(
        select(Enrolment.id)
        .join(Course, col(Course.id) == col(Enrolment.course_id))
        .outerjoin(Session, col(Session.id) == col(Enrolment.session_id))
        .outerjoin(Appointment, col(Appointment.id) == col(Enrolment.appointment_id))
        .where(
            Enrolment.clinic_id == practice.clinic_id,
            Enrolment.state != EnrolmentState.UNDONE,
            or_(
                (col(Enrolment.created_at) >= begins) & (col(Enrolment.created_at) < ends),
                (col(Session.held_at) >= begins) & (col(Session.held_at) < ends),
                (col(Appointment.begins_at) >= begins) & (col(Appointment.begins_at) < ends),
            ),
        )
    )
    seen: list[Enrolled] = []
    to_come: list[Enrolled] = []
    for enrolment_id in found.all():
        enrolled = await find_enrolment(db, practice, enrolment_id or 0)
        if enrolled is not None:
            appointment = enrolled.appointment
            due_today = appointment is not None and begins <= appointment.begins_at < ends
            (to_come if due_today else seen).append(enrolled)
    return Day(
        on,
        tuple(sorted(seen, key=lambda enrolled: (enrolled.at, enrolled.id))),
        tuple(sorted(to_come, key=lambda enrolled: (enrolled.at, enrolled.id))),
    )


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
