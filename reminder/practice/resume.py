"""Coming back after an opt-out or a block: only by agreeing again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import By, give_consent
from reminder.practice.people import patients_of_chat
from reminder.practice.replan import replan
from reminder.practice.silence import lock
from reminder.store.tables import Patient, PatientState, Reminder

AWAY = (PatientState.OPTED_OUT, PatientState.UNREACHABLE)
"""States from which agreeing again brings a patient back."""


@dataclass(frozen=True, slots=True)
class Returned:
    """They get messages again. `instructed`: the instructions are on their way, because they never
    arrived; otherwise the chat is to be told what is in force today.
    """

    patients: tuple[Patient, ...]
    instructed: bool


@dataclass(frozen=True, slots=True)
class NobodyAway:
    """Nobody in this chat had left."""


def away(patients: list[Patient]) -> list[Patient]:
    """Return those of the patients who can come back by agreeing again."""
    return [patient for patient in patients if patient.state in AWAY]


async def come_back(
    db: Db,
    practice: Practice,
    *,
    chat_id: int,
    telegram_name: str,
    language: str,
    by: By,
    now: datetime,
) -> Returned | NobodyAway:
    """Let everyone of this chat who had left get messages again, with a consent of its own each."""
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    returning = away(patients)
    if not returning:
        return NobodyAway()
    for patient in returning:
        patient.state = PatientState.ACTIVE
        patient.telegram_name = telegram_name
        await give_consent(
            db, practice, patient, chat_id=chat_id, by=by, language=language, now=now
        )
        await record(db, practice, "agreed_again", now=now, patient=patient, detail=by)
        await replan(db, practice, patient, now)
    return Returned(tuple(returning), await instructions_are_due(db, returning, now))


async def instructions_are_due(db: Db, patients: list[Patient], now: datetime) -> bool:
    """Tell whether the instructions for one of them are about to go out."""
    found = await db.exec(
        select(Reminder.id)
        .where(
            col(Reminder.patient_id).in_([patient.id for patient in patients]),
            Reminder.kind == ReminderKind.INSTRUCTIONS,
            Reminder.state == ReminderState.PLANNED,
            Reminder.due_at <= now,
        )
        .limit(1)
    )
    return found.first() is not None
