"""Something like STOP inside a sentence: a wish to leave, or a complaint. Both need a person."""

from datetime import datetime

from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.contact import contact, names
from reminder.practice.conversation import begin
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff, patients_of_chat
from reminder.practice.silence import lock
from reminder.store.tables import Concern, HoldKind, Patient, PatientState

READ_BY = (PatientState.ACTIVE, PatientState.PAUSED)
"""States in which there is something to stop."""
SHOWN_AT_MOST = 1000
"""How many characters of what a patient wrote staff are shown."""


async def ask_what_is_meant(
    db: Db, practice: Practice, *, chat_id: int, text: str, now: datetime
) -> bool:
    """Let this chat's reminders wait, ask with two buttons, and show staff what was written.

    Returns False, with nothing done, where nobody in this chat gets messages. The text goes into
    the alert alone, which is emptied once it is sent.
    """
    known = await patients_of_chat(db, practice, chat_id)
    await lock(db, known)
    patients = [patient for patient in known if patient.state in READ_BY]
    if not patients:
        return False
    for patient in patients:
        await place_hold(db, patient, HoldKind.UNCLEAR_STOP, now)
        await record(db, practice, "unclear_stop", now=now, patient=patient)
    question = _question(practice, patients[0])
    await queue(db, practice, question, to=patients[0], now=now, purpose="unclear_stop")
    for staff in await all_staff(db, practice):
        words = practice.words(staff.language)
        alert = words(
            "patient-staff-unclear", names=names(patients, words), text=text[:SHOWN_AT_MOST]
        )
        await queue(db, practice, Outgoing(alert), to=staff, now=now, purpose="alert")
    return True


async def keep(db: Db, practice: Practice, *, chat_id: int, now: datetime) -> bool:
    """Let the reminders of this chat go on. Returns whether they were waiting for the answer.

    What was written counts as a complaint: lifts wait until staff have looked into it.
    """
    waiting = False
    for patient in await patients_of_chat(db, practice, chat_id):
        if await release_hold(db, patient, HoldKind.UNCLEAR_STOP, now):
            await record(db, practice, "kept", now=now, patient=patient)
            await begin(db, practice, patient, Concern.UNCLEAR_STOP, now)
            waiting = True
    return waiting


def _question(practice: Practice, patient: Patient) -> Outgoing:
    words = practice.words(patient.language)
    stop = Button(words.plain("patient-unsure-stop-button"), data=f"p:stop:{patient.id}")
    go_on = Button(words.plain("patient-unsure-keep-button"), data=f"p:keep:{patient.id}")
    return Outgoing(
        words("patient-unsure", **contact(practice, words)), buttons=((stop,), (go_on,))
    )
