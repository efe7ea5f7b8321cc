"""The clinic's words to a patient: what a staff member types after Reply."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.conversation import Over, Taken, TakenBy, claim_conversation
from reminder.practice.conversation_messages import LONGEST, from_clinic
from reminder.practice.outbox import queue
from reminder.practice.questions import WRITTEN_TO
from reminder.store.tables import Conversation, Patient, Staff

WITHIN = timedelta(minutes=10)
"""For how long the next typed text is taken for the reply: nobody's notes are to go astray."""


@dataclass(frozen=True, slots=True)
class Left:
    """The patient gets no messages here any more: phone."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It is on its way to the patient."""

    patient: Patient


@dataclass(frozen=True, slots=True)
class TooLong:
    """It does not fit into one message; the next typed text is awaited."""


async def await_reply(
    db: Db, practice: Practice, staff: Staff, conversation_id: int, now: datetime
) -> Taken | TakenBy | Over | Left | None:
    """Take a conversation on, and let what this staff member types next go to the patient."""
    taken = await claim_conversation(db, practice, staff, conversation_id, now)
    if not isinstance(taken, Taken):
        return taken
    if taken.patient.state not in WRITTEN_TO:
        return Left()
    await cancel_reply(db, practice, staff)
    taken.conversation.reply_by = staff.id
    taken.conversation.reply_until = now + WITHIN
    await db.flush()
    return taken


async def cancel_reply(db: Db, practice: Practice, staff: Staff) -> None:
    """Let what this staff member types go to no patient."""
    await db.exec(
        update(Conversation)
        .where(
            col(Conversation.clinic_id) == practice.clinic_id,
            col(Conversation.reply_by) == staff.id,
        )
        .values(reply_by=None, reply_until=None)
        .execution_options(synchronize_session="fetch")
    )


async def reply_typed(
    db: Db, practice: Practice, staff: Staff, text: str, now: datetime
) -> Sent | TooLong | Left | None:
    """Send what was typed to the patient whose reply is awaited; None where none is."""
    found = await db.exec(
        select(Conversation).where(
            Conversation.clinic_id == practice.clinic_id,
            Conversation.reply_by == staff.id,
            col(Conversation.reply_until) > now,
            col(Conversation.resolved_at).is_(None),
        )
    )
    conversation = found.first()
    if conversation is None:
        return None
    if len(text) > LONGEST:
        return TooLong()
    await cancel_reply(db, practice, staff)
    patient = await db.get_one(Patient, conversation.patient_id, populate_existing=True)
    if patient.state not in WRITTEN_TO:
        return Left()
    message = from_clinic(practice, patient, text)
    await queue(db, practice, message, to=patient, now=now, purpose="from_clinic")
    await record(db, practice, "replied", now=now, staff=staff, patient=patient)
    return Sent(patient)
