"""Whether a chat can be written to: blocked, gone, or open again."""

from datetime import datetime

from reminder.outgoing import Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.contact import names
from reminder.practice.outbox import queue
from reminder.practice.people import patients_of_chat
from reminder.practice.silence import fall_silent, lock
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import Patient, PatientState

REACHED = (PatientState.ACTIVE, PatientState.PAUSED)
"""States in which a patient counts on being written to."""


async def lose_reach(
    db: Db,
    practice: Practice,
    *,
    chat_id: int,
    now: datetime,
    how: Withdrawn = Withdrawn.BLOCKED,
) -> list[Patient]:
    """Note that the chat takes no messages any more; staff are told once.

    For `my_chat_member` and for a send that Telegram refused. Returns the patients who became
    unreachable: none where they had left, or were lost, before. Unblocking alone brings nobody
    back; agreeing again does (`reminder.practice.resume`).
    """
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    lost = [patient for patient in patients if patient.state in REACHED]
    if not lost:
        return []
    await fall_silent(db, practice, lost, PatientState.UNREACHABLE, how, now)
    for patient in lost:
        await record(db, practice, "unreachable", now=now, patient=patient, detail=how)
    told = {
        staff.id: staff
        for patient in lost
        for staff in await desk_of_patient(db, practice, patient)
    }
    for staff in told.values():
        words = practice.words(staff.language)
        text = words("patient-staff-unreachable", names=names(lost, words))
        await queue(db, practice, Outgoing(text), to=staff, now=now, purpose="unreachable")
    return lost
