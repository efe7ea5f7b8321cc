"""Taking an enrolment back, within five minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, find_enrolment
from reminder.practice.invite import NOT_REACHED, EndedBy, end_links
from reminder.practice.place import settle
from reminder.practice.replan import replan
from reminder.store.tables import EnrolmentState, PatientState, Staff

WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Undone:
    """It is taken back. `told`: the patient was connected, and is told what is true now."""

    enrolled: Enrolled
    told: bool


@dataclass(frozen=True, slots=True)
class TooLate:
    """Five minutes are over, or it was taken back before; it can still be corrected."""


async def undo(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, now: datetime
) -> Undone | TooLate | None:
    """Take the enrolment back, whether or not the patient has agreed meanwhile.

    None where the clinic has no such enrolment.
    """
    found = await find_enrolment(db, practice, enrolment_id)
    if found is None:
        return None
    if now - found.enrolment.created_at > WITHIN:
        return TooLate()
    # The link first: whoever is agreeing at this instant holds it before the patient's row.
    await end_links(db, practice, enrolment_id, EndedBy.UNDONE, now)
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None or found.enrolment.state is EnrolmentState.UNDONE:
        return TooLate()
    patient = found.patient
    found.enrolment.state = EnrolmentState.UNDONE
    found.course.undone_at = now
    if found.session is not None:
        found.session.undone_at = now
    if found.appointment is not None:
        found.appointment.cancelled_at = now
    if patient.state in NOT_REACHED:
        patient.state = PatientState.UNDONE
    await settle(db, practice, found, now)
    await record(db, practice, "undone", now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    return Undone(found, told=patient.state is PatientState.ACTIVE)
