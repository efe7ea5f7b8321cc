"""Work out a patient's plan anew and bring the stored reminders in line with it.

This is the only place that adds, moves or cancels a reminder. Whatever changes (a session, an
answer, an opt-out, a zone), the change is written first and `replan` is called in the same
transaction.
"""

from datetime import datetime

from sqlalchemy import insert, update
from sqlmodel import col, select

from reminder.care.kinds import PlannedReminder, ReminderState, StoredReminder
from reminder.care.plan import plan_reminders
from reminder.care.reasons import Reason
from reminder.care.reconcile import Changes, reconcile
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.questions import withdraw_superseded
from reminder.store.tables import Patient, PatientState, Reminder, saved

NO_LONGER = {
    PatientState.OPTED_OUT: Reason.OPTED_OUT,
    PatientState.UNREACHABLE: Reason.UNREACHABLE,
    PatientState.PAUSED: Reason.PAUSED,
    PatientState.UNDONE: Reason.UNDONE,
    PatientState.JOINED: Reason.JOINED,
    PatientState.ERASED: Reason.ERASED,
}
"""Why a reminder is cancelled, where the patient's state is the reason."""


async def replan(db: Db, practice: Practice, patient: Patient, now: datetime) -> None:
    """Plan again from the patient's history and reconcile with what is stored."""
    await db.flush()
    # Two changes to one patient at once must plan one after the other.
    await db.exec(select(Patient.id).where(Patient.id == patient.id).with_for_update())
    history, protocols = await gather(db, practice, patient)
    planned = plan_reminders(history, protocols, now)
    stored = (await db.exec(select(Reminder).where(Reminder.patient_id == patient.id))).all()
    changes = reconcile(planned, tuple(_stored(reminder) for reminder in stored))
    patient.plan_revision += 1
    # Whatever has changed, the card may have to say it: see reminder.practice.card.
    patient.card_at = now
    await _apply(db, patient, changes, NO_LONGER.get(patient.state), now)
    await withdraw_superseded(db, practice, patient, history, protocols, now)


def _stored(reminder: Reminder) -> StoredReminder:
    return StoredReminder(
        id=saved(reminder.id),
        key=reminder.key,
        state=reminder.state,
        due_at=reminder.due_at,
        useful_until=reminder.useful_until,
        topics=topics_of(reminder),
        until=reminder.until,
        wanted_at=reminder.wanted_at,
        shift=reminder.shift,
    )


def topics_of(reminder: Reminder) -> tuple[str, ...]:
    """Return the topics that a stored reminder speaks of."""
    return tuple(filter(None, reminder.topics.split(",")))


async def _apply(
    db: Db, patient: Patient, changes: Changes, why_cancelled: str | None, now: datetime
) -> None:
    if changes.add:
        await db.exec(
            insert(Reminder),
            params=[
                {
                    **_columns(planned),
                    "clinic_id": patient.clinic_id,
                    "patient_id": patient.id,
                    "key": planned.key,
                    "attempts": 0,
                    "repeated": False,
                    "created_at": now,
                    "changed_at": now,
                }
                for planned in changes.add
            ],
        )
    for move in changes.move:
        await db.exec(
            update(Reminder)
            .where(col(Reminder.id) == move.id)
            .values(**_columns(move.planned), changed_at=now)
        )
    for explain in changes.explain:
        await db.exec(
            update(Reminder)
            .where(col(Reminder.id) == explain.id)
            .values(wanted_at=explain.planned.wanted_at, shift=explain.planned.shift)
        )
    for cancel in changes.cancel:
        await db.exec(
            update(Reminder)
            .where(col(Reminder.id) == cancel.id)
            .values(
                state=ReminderState.CANCELLED,
                reason=why_cancelled or cancel.reason,
                wake_at=None,
                changed_at=now,
            )
        )
    # What was loaded before is stale now.
    for loaded in list(db.identity_map.values()):
        if isinstance(loaded, Reminder):
            db.expire(loaded)


def _columns(planned: PlannedReminder) -> dict[str, object]:
    return {
        "kind": planned.kind,
        "course_id": planned.course_id,
        "session_id": planned.session_id,
        "appointment_id": planned.appointment_id,
        "topics": ",".join(planned.topics),
        "until": planned.until,
        "wanted_at": planned.wanted_at,
        "shift": planned.shift,
        "due_at": planned.due_at,
        "useful_until": planned.useful_until,
        "wake_at": planned.due_at,
        "state": ReminderState.PLANNED,
        "reason": None,
    }
