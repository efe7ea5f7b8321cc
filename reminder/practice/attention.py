"""What the desk must not lose sight of, whatever the day: shown above today's list."""

from dataclasses import dataclass

from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.people import GONE
from reminder.store.tables import Conversation, Patient, Staff


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A conversation that nobody has resolved; `by`: who has taken it on, None while nobody has."""

    conversation: Conversation
    patient: Patient
    by: Staff | None


async def unresolved(db: Db, practice: Practice) -> list[Unresolved]:
    """Return the clinic's open conversations, the oldest first."""
    found = await db.exec(
        select(Conversation, Patient)
        .join(Patient, col(Patient.id) == col(Conversation.patient_id))
        .where(
            Conversation.clinic_id == practice.clinic_id,
            col(Conversation.resolved_at).is_(None),
            col(Patient.state).not_in(GONE),
        )
        .order_by(col(Conversation.opened_at), col(Conversation.id))
        .execution_options(populate_existing=True)
    )
    return [
        Unresolved(
            conversation,
            patient,
            None
            if conversation.claimed_by is None
            else await db.get(Staff, conversation.claimed_by),
        )
        for conversation, patient in found.all()
    ]
