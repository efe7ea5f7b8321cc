"""The audit log: who did what to whose record, when; never what was written.

Reading counts as doing: whoever opens a card, a list or a code of a patient leaves an event.
"""

from collections.abc import Iterable
from datetime import datetime

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import AuditEvent, Patient, Staff


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


def pseudonym_of(practice: Practice, patient_id: int) -> str:
    """Return what stands for an erased patient in the log: 32 hex digits that say nothing without
    the clinic's keys, and that are the same for all events about that patient.
    """
    return practice.keyring.hashed("erased", f"{practice.clinic_id}:{patient_id}")[:32]
