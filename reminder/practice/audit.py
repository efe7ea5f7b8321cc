"""The audit log: who did what to whose record, when; never what was written.

Reading counts as doing: whoever opens a card, a list or a code of a patient leaves an event.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlmodel import col, func, select

from reminder.practice.clinic import Db, Practice
from reminder.store.keyring import Keyring
from reminder.store.tables import AuditEvent, Clinic, Patient, Staff

ERASED = "erased"
"""What an event says by which everything about a patient is gone."""


async def record(
    db: Db,
    practice: Practice,
    action: str,
    *,
    now: datetime,
    staff: Staff | None = None,
    patient: Patient | None = None,
    detail: str | None = None,
    pseudonym: str | None = None,
) -> None:
    """Append an event. `detail` is a word of ours, never a person's. `pseudonym` stands for a
    patient who is erased.
    """
    db.add(
        AuditEvent(
            clinic_id=practice.clinic_id,
            staff_id=staff.id if staff else None,
            role=staff.role if staff else None,
            patient_id=patient.id if patient else None,
            pseudonym=pseudonym,
            action=action,
            detail=detail,
            at=now,
        )
    )


async def record_seen(
    db: Db,
    practice: Practice,
    staff: Staff,
    patients: Iterable[Patient],
    action: str,
    *,
    now: datetime,
    detail: str | None = None,
) -> None:
    """Append an event for each of the patients whom a staff member was shown; each counts once."""
    for patient in {patient.id: patient for patient in patients}.values():
        await record(db, practice, action, now=now, staff=staff, patient=patient, detail=detail)


def pseudonym_of(keyring: Keyring, patient: Patient) -> str:
    """Return what stands for an erased patient in the log: 32 hex digits that say nothing without
    the clinic's keys, and that are the same for all events about that patient.

    They follow from the id and the instant of enrolling: after a restore an id may be given to
    somebody else.
    """
    enrolled_at = patient.created_at.astimezone(UTC).isoformat()
    return keyring.hashed("erased", f"{patient.clinic_id}:{patient.id}:{enrolled_at}")[:32]


def trace_of(keyring: Keyring, clinic: Clinic) -> str:
    """Return what says, beside the backups, that everything of a clinic was erased: 32 hex digits
    that say nothing without the keys.
    """
    added_at = clinic.created_at.astimezone(UTC).isoformat()
    return keyring.hashed("erased", f"clinic:{clinic.id}:{added_at}")[:32]


async def erased_since(db: Db, practice: Practice, seen: int) -> tuple[list[str], int]:
    """Return the pseudonyms of those erased by events later than number `seen`, and the number of
    the last event.
    """
    last = (await db.exec(select(func.max(AuditEvent.id)))).one() or 0
    found = await db.exec(
        select(AuditEvent.pseudonym).where(
            AuditEvent.clinic_id == practice.clinic_id,
            AuditEvent.action == ERASED,
            col(AuditEvent.id) > seen,
            col(AuditEvent.id) <= last,
            col(AuditEvent.pseudonym).is_not(None),
        )
    )
    return [one for one in found.all() if one is not None], last
