"""Reading the audit log: who has seen and done what, for the clinic that has to answer for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from reminder.catalogue.words import visible
from reminder.practice.clinic import Db, Practice
from reminder.store.tables import AuditEvent, Patient, Role, Staff


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `patient` is an id, or a pseudonym once erased; names only where asked for."""

    at: datetime
    action: str
    detail: str | None
    staff: int | None
    role: Role | None
    patient: int | str | None
    staff_name: str | None = None
    patient_name: str | None = None


async def entries(
    db: Db,
    practice: Practice,
    *,
    patient_id: int | None = None,
    staff_id: int | None = None,
    since: datetime | None = None,
    names: bool = False,
) -> list[Entry]:
    """Return this clinic's events in order: of a patient, of a staff member, since an instant."""
    asked = select(AuditEvent).where(AuditEvent.clinic_id == practice.clinic_id)
    if patient_id is not None:
        asked = asked.where(AuditEvent.patient_id == patient_id)
    if staff_id is not None:
        asked = asked.where(AuditEvent.staff_id == staff_id)
    if since is not None:
        asked = asked.where(AuditEvent.at >= since)
    events = (await db.exec(asked.order_by(col(AuditEvent.at), col(AuditEvent.id)))).all()
    staff_names = await _names(db, practice, Staff) if names else {}
    patient_names = await _names(db, practice, Patient) if names else {}
    return [
        Entry(
            at=event.at,
            action=event.action,
            detail=event.detail,
            staff=event.staff_id,
            role=event.role,
            patient=event.patient_id if event.patient_id is not None else event.pseudonym,
            staff_name=staff_names.get(event.staff_id or 0),
            patient_name=patient_names.get(event.patient_id or 0),
        )
        for event in events
    ]


async def _names(db: Db, practice: Practice, table: type[Staff] | type[Patient]) -> dict[int, str]:
    found = await db.exec(select(table.id, table.name).where(table.clinic_id == practice.clinic_id))
    return {number: visible(name) for number, name in found.all() if number is not None and name}
