"""What the desk must not lose sight of, whatever the day: shown above today's list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, exists, or_, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.people import GONE
from reminder.store.tables import (
    Appointment,
    Conversation,
    Patient,
    PatientState,
    Session,
    Staff,
)

LATELY = timedelta(days=14)
"""For how long after a treatment one who cannot be reached stands in the list."""


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


async def unreached(db: Db, practice: Practice, now: datetime) -> list[Patient]:
    """Return whom no message reaches any more (they have left, or Telegram takes none for them),
    though they were treated lately or an appointment is to come.
    """
    lately = now - LATELY
    treated = exists().where(
        col(Session.patient_id) == col(Patient.id),
        col(Session.undone_at).is_(None),
        col(Session.held_at) > lately,
    )
    booked = exists().where(
        col(Appointment.patient_id) == col(Patient.id),
        col(Appointment.cancelled_at).is_(None),
        col(Appointment.missed_at).is_(None),
        col(Appointment.held_as).is_(None),
        col(Appointment.begins_at) > lately,
    )
    found = await db.exec(
        select(Patient)
        .where(
            Patient.clinic_id == practice.clinic_id,
            col(Patient.state).in_((PatientState.OPTED_OUT, PatientState.UNREACHABLE)),
            or_(treated, booked),
        )
        .order_by(col(Patient.id).desc())
        .execution_options(populate_existing=True)
    )
    return list(found.all())
