"""Without Telegram: the printed sheet, or nothing at all. Neither is ever chased."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.outgoing import Attachment
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, find_enrolment
from reminder.practice.history import gather
from reminder.practice.invite import NOT_REACHED, EndedBy, end_links
from reminder.store.tables import EnrolmentState, PatientState, Staff
from reminder.wording import sheet_html


@dataclass(frozen=True, slots=True)
class Sheet:
    """The dated aftercare sheet, in the patient's language, ready to print."""

    enrolled: Enrolled
    document: Attachment


async def print_sheet(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, now: datetime
) -> Sheet | None:
    """Return the sheet; one who is not connected is on paper from now on (the link still works).

    None where the clinic has no such enrolment, or it was taken back.
    """
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None or found.enrolment.state is EnrolmentState.UNDONE:
        return None
    patient = found.patient
    if patient.state in NOT_REACHED:
        patient.state = PatientState.ON_PAPER
        found.enrolment.state = EnrolmentState.ON_PAPER
    words = practice.words(patient.language)
    history, protocols = await gather(db, practice, patient)
    html = sheet_html(history, protocols, now, words, practice.profile)
    day = now.astimezone(ZoneInfo(practice.profile.zone)).date()
    await record(db, practice, "printed", now=now, staff=staff, patient=patient)
    name = f"{words.plain('staff-sheet-file')}-{day.isoformat()}.html"
    return Sheet(found, Attachment(name, html.encode()))


async def decline(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, now: datetime
) -> Enrolled | None:
    """Note that the patient wants neither; the link ends.

    None where the clinic has no such enrolment, it was taken back, or the patient is connected.
    """
    found = await find_enrolment(db, practice, enrolment_id)
    if found is None:
        return None
    if found.patient.state not in NOT_REACHED:
        return None
    await end_links(db, practice, enrolment_id, EndedBy.DECLINED, now)
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None or found.patient.state not in NOT_REACHED:
        return None
    found.patient.state = PatientState.DECLINED
    found.enrolment.state = EnrolmentState.DECLINED
    await record(db, practice, "declined", now=now, staff=staff, patient=found.patient)
    return found
