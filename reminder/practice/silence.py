"""Falling silent: whatever the reason, nothing that is planned or queued for a chat goes out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.kinds import ReminderState
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn, withdraw_consent
from reminder.practice.holds import release_hold
from reminder.practice.outbox import cancel_queued
from reminder.practice.replan import NO_LONGER
from reminder.store.tables import HoldKind, Patient, PatientState, Reminder


async def lock(db: Db, patients: Sequence[Patient]) -> None:
    """Hold these patients' rows and read what stands now, so that changes come one by one.

    The order is always the same: two who want the same rows do not wait for each other.
    """
    found = await db.exec(
        select(Patient)
        .where(col(Patient.id).in_([patient.id for patient in patients]))
        .order_by(col(Patient.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found.all()  # the rows take on what was read as they are fetched


async def fall_silent(
    db: Db,
    practice: Practice,
    patients: Sequence[Patient],
    state: PatientState,
    how: Withdrawn,
    now: datetime,
) -> None:
    """Put the patients of one chat into `state`, end their consents, call off all that waits.

    What is on the wire at this instant still records what became of it; nothing follows it.
    """
    chats = {patient.chat_hash for patient in patients if patient.chat_hash is not None}
    await withdraw_consent(db, patients, how, now)
    for patient in patients:
        patient.state = state
        # The question what was meant is settled. What staff have to settle (who this is, a
        # complaint) stays open: lifts wait for it should the patient come back.
        await release_hold(db, patient, HoldKind.UNCLEAR_STOP, now)
        await _call_off(db, patient, state, now)
    for chat_hash in chats:
        await cancel_queued(db, practice, chat_hash, now=now, reason=NO_LONGER[state])


async def _call_off(db: Db, patient: Patient, state: PatientState, now: datetime) -> None:
    # The plan of one who is not reached is empty. It is not worked out here: a history or a
    # protocol that cannot be read keeps nobody from leaving. A claimed reminder is called off
    # together with its delivery.
    await db.flush()
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.patient_id) == patient.id,
            col(Reminder.state).in_((ReminderState.PLANNED, ReminderState.SENDING)),
        )
        .values(
            state=ReminderState.CANCELLED, reason=NO_LONGER[state], wake_at=None, changed_at=now
        )
    )
