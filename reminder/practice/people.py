"""Whose chat is it: the patients and the staff member behind a chat."""

from sqlmodel import select

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Patient, PatientState, Staff

GONE = (PatientState.UNDONE, PatientState.JOINED, PatientState.ERASED)


async def patients_of_chat(db: Db, practice: Practice, chat_id: int) -> list[Patient]:
    """Return the clinic's patients who are reached in this chat, the first known first."""
    found = await db.exec(
        select(Patient)
        .where(
            Patient.clinic_id == practice.clinic_id,
            Patient.chat_hash == practice.keyring.chat(chat_id),
            Patient.state.not_in(GONE),  # type: ignore[attr-defined]
        )
        .order_by(Patient.id)  # type: ignore[arg-type]
    )
    return list(found.all())


async def staff_of_chat(db: Db, practice: Practice, chat_id: int) -> Staff | None:
    """Return the staff member who writes in this chat, None for anyone else or once removed."""
    found = await db.exec(
        select(Staff).where(
            Staff.clinic_id == practice.clinic_id,
            Staff.chat_hash == practice.keyring.chat(chat_id),
            Staff.removed_at.is_(None),  # type: ignore[union-attr]
        )
    )
    return found.first()


async def all_staff(db: Db, practice: Practice) -> list[Staff]:
    """Return everyone who works at the clinic now."""
    found = await db.exec(
        select(Staff).where(
            Staff.clinic_id == practice.clinic_id,
            Staff.removed_at.is_(None),  # type: ignore[union-attr]
        )
    )
    return list(found.all())
