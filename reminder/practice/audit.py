"""The audit log: who did what to whose record, when; never what was written."""

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
) -> None:
    """Append an event. `detail` is a word of ours, never a person's."""
    db.add(
        AuditEvent(
            clinic_id=practice.clinic_id,
            staff_id=staff.id if staff else None,
            patient_id=patient.id if patient else None,
            action=action,
            detail=detail,
            at=now,
        )
    )
