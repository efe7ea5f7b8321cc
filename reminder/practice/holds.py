"""Holds: reasons for a patient's reminders to wait, placed and released."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy import select as select_columns
from sqlmodel import col

from reminder.care.kinds import ReminderState
from reminder.practice.clinic import Db
from reminder.store.tables import Hold, HoldKind, Patient, Reminder, saved

HELD = select_columns(col(Hold.patient_id), col(Hold.kind)).where(
    col(Hold.patient_id).in_(bindparam("patients", expanding=True)),
    col(Hold.released_at).is_(None),
)


async def place_hold(
    db: Db, patient: Patient, kind: HoldKind, now: datetime, about: int | None = None
) -> None:
    """Let the patient's reminders wait for this reason; twice for the same reason is once."""
    if kind not in await holds_of(db, patient):
        db.add(
            Hold(
                clinic_id=patient.clinic_id,
                patient_id=saved(patient.id),
                kind=kind,
                about=about,
                placed_at=now,
            )
        )
        patient.card_at = now
        await db.flush()


async def release_hold(db: Db, patient: Patient, kind: HoldKind, now: datetime) -> bool:
    """Release this reason; what waited takes its turn at once. Returns whether there was one."""
    released = await db.exec(
        update(Hold)
        .where(
            col(Hold.patient_id) == patient.id,
            col(Hold.kind) == kind,
            col(Hold.released_at).is_(None),
        )
        .values(released_at=now)
    )
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.patient_id) == patient.id,
            col(Reminder.state) == ReminderState.PLANNED,
            col(Reminder.due_at) < col(Reminder.wake_at),
        )
        .values(wake_at=col(Reminder.due_at))
    )
    if released.rowcount:
        patient.card_at = now
    return bool(released.rowcount)


async def holds_of(db: Db, patient: Patient) -> frozenset[HoldKind]:
    """Return the reasons in force."""
    return (await holds_of_all(db, [saved(patient.id)])).get(saved(patient.id), frozenset())


async def holds_of_all(db: Db, patients: Sequence[int]) -> dict[int, frozenset[HoldKind]]:
    """Return the reasons in force by patient, of those who have any."""
    await db.flush()
    found = await (await db.connection()).execute(HELD, {"patients": patients})
    held: dict[int, set[HoldKind]] = {}
    for patient_id, kind in found.all():
        held.setdefault(patient_id, set()).add(HoldKind(kind))
    return {patient_id: frozenset(kinds) for patient_id, kinds in held.items()}
