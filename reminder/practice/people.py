"""Whose chat is it: the patients and the staff member behind a chat."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Patient, PatientState, Staff

GONE = (PatientState.UNDONE, PatientState.JOINED, PatientState.ERASED)

# Every update asks these: put together once.
PATIENTS = (
    select(Patient)
    .where(
        col(Patient.clinic_id) == bindparam("clinic"),
        col(Patient.chat_hash) == bindparam("chat"),
        col(Patient.state).not_in(GONE),
    )
    .order_by(col(Patient.id))
)
STAFF = select(Staff).where(
    col(Staff.clinic_id) == bindparam("clinic"),
    col(Staff.chat_hash) == bindparam("chat"),
    col(Staff.removed_at).is_(None),
)


async def patients_of_chat(db: Db, practice: Practice, chat_id: int) -> list[Patient]:
    """Return the clinic's patients who are reached in this chat, the first known first."""
    found = await db.exec(PATIENTS, params=_of(practice, chat_id))
    return list(found.all())


async def staff_of_chat(db: Db, practice: Practice, chat_id: int) -> Staff | None:
    """Return the staff member who writes in this chat, None for anyone else or once removed."""
    found = await db.exec(STAFF, params=_of(practice, chat_id))
    return found.first()


def _of(practice: Practice, chat_id: int) -> dict[str, object]:
    return {"clinic": practice.clinic_id, "chat": practice.keyring.chat(chat_id)}


async def all_staff(db: Db, practice: Practice) -> list[Staff]:
    """Return everyone who works at the clinic now."""
    found = await db.exec(
        select(Staff).where(
            Staff.clinic_id == practice.clinic_id,
            Staff.removed_at.is_(None),  # type: ignore[union-attr]
        )
    )
    return list(found.all())
