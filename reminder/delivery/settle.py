"""Record what became of messages: many outcomes, one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import BindParameter, bindparam, update
from sqlmodel import col

from reminder.care.delivery import Again, Settled, after
from reminder.care.kinds import EXEMPT, ReminderKind, ReminderState
from reminder.care.outcomes import (
    Deferred,
    Delivered,
    NotBegun,
    Outcome,
    Refusal,
    Refused,
    Uncertain,
)
from reminder.delivery.parcels import Carried, Finished, Parcel
from reminder.practice.clinic import Db, Practice
from reminder.practice.reach import lose_reach
from reminder.practice.replan import replan
from reminder.store.tables import Clinic, Delivery, DeliveryState, Patient, Reminder

log = structlog.get_logger(__name__)

ANSWER_TRIES = 2
"""How often an answer of unknown fate is sent in all."""

ANSWER_PAUSE = timedelta(seconds=5)
"""How long an answer of unknown fate waits before it is sent once more."""

LEDGER = {
    Delivered: DeliveryState.DELIVERED,
    Deferred: DeliveryState.DEFERRED,
    Refused: DeliveryState.REFUSED,
    Uncertain: DeliveryState.UNCERTAIN,
}


AT_ONCE = 1000
"""How many rows one statement names."""

MESSAGES = Delivery.__table__  # type: ignore[attr-defined]
REMINDERS = Reminder.__table__  # type: ignore[attr-defined]
PATIENTS = Patient.__table__  # type: ignore[attr-defined]
ROWS: BindParameter[Any] = bindparam("rows", expanding=True)
NOW: BindParameter[Any] = bindparam("now")
ARRIVED = (
    update(MESSAGES)
    .where(MESSAGES.c.id == bindparam("row"))
    .values(
        state=DeliveryState.DELIVERED,
        reason=None,
        wake_at=None,
        finished_at=NOW,
        message_id=bindparam("message"),
    )
)
# What people were answered is kept no longer than it takes.
ANSWERED = ARRIVED.values(payload=None)
REMINDED = (
    update(REMINDERS)
    .where(REMINDERS.c.id.in_(ROWS))
    .values(state=ReminderState.DELIVERED, reason=None, wake_at=None, changed_at=NOW)
)
# Who has the instructions gets a card.
INSTRUCTED = (
    update(PATIENTS)
    .where(PATIENTS.c.id.in_(ROWS), PATIENTS.c.card_digest.is_(None))
    .values(card_at=NOW)
)
HEARD = update(PATIENTS).where(PATIENTS.c.id.in_(ROWS)).values(last_audible_at=NOW)


async def settle(db: Db, practice: Practice, finished: Sequence[Finished], now: datetime) -> None:
    """Write the outcomes of these parcels, and what follows from them.

    What was delivered, which is nearly all, is written by the same few statements.
    """
    await _settle_delivered(db, [one for one in finished if was_delivered(one)], now)
    for done in finished:
        if was_delivered(done):
            continue
        parcel, outcome = done.parcel, done.outcome
        match outcome:
            case NotBegun(reason, retry_at):
                await _not_begun(db, practice, parcel, reason, retry_at, now)
            case _ if parcel.is_answer:
                await _settle_answer(db, parcel, outcome, now)
            case _:
                await _settle_reminders(db, practice, parcel, outcome, now)
        match outcome:
            case Deferred(wait, _, True):
                await db.exec(
                    update(Clinic)
                    .where(col(Clinic.id) == practice.clinic_id)
                    .values(halted_until=now + wait)
                )
            case Refused(Refusal.UNSUPPORTED):
                # That the server lacks it has been warned of.
                log.info("left out", action="send", delivery=parcel.delivery_id)
            case Refused(refusal) if refusal is not Refusal.BAD_REQUEST and parcel.patient_id:
                log.info("refused", action="send", refusal=refusal.value)
                await lose_reach(db, practice, chat_id=parcel.chat_id, now=now)
            case Refused():
                log.error("telegram refused a message", action="send", delivery=parcel.delivery_id)


def was_delivered(done: Finished) -> bool:
    """Say whether Telegram has accepted this message."""
    return isinstance(done.outcome, Delivered)


async def _settle_delivered(db: Db, finished: Sequence[Finished], now: datetime) -> None:
    if not finished:
        return
    await db.flush()
    connection = await db.connection()
    for statement, answers in ((ANSWERED, True), (ARRIVED, False)):
        if rows := [
            {"row": one.parcel.delivery_id, "message": _number(one), "now": now}
            for one in finished
            if one.parcel.is_answer is answers
        ]:
            await connection.execute(statement, rows)
    parcels = [one.parcel for one in finished if not one.parcel.is_answer]
    carried = [reminder.id for parcel in parcels for reminder in parcel.carries]
    for begin in range(0, len(carried), AT_ONCE):
        together = carried[begin : begin + AT_ONCE]
        await connection.execute(REMINDED, {"rows": together, "now": now})
    instructed = [
        parcel.patient_id
        for parcel in parcels
        if any(c.kind is ReminderKind.INSTRUCTIONS for c in parcel.carries)
    ]
    if instructed:
        await connection.execute(INSTRUCTED, {"rows": instructed, "now": now})
    heard = [
        parcel.patient_id for parcel in parcels if any(c.kind not in EXEMPT for c in parcel.carries)
    ]
    if heard:
        await connection.execute(HEARD, {"rows": heard, "now": now})


def _number(done: Finished) -> int | None:
    """Return the message's number, by which an edit finds it; None where none was said."""
    return (done.outcome.message_id or None) if isinstance(done.outcome, Delivered) else None


async def _not_begun(
    db: Db,
    practice: Practice,
    parcel: Parcel,
    reason: str,
    retry_at: datetime | None,
    now: datetime,
) -> None:
    """Nothing reached the wire: what was called off stays so, what ran out of time waits again."""
    if retry_at is None:
        return
    await db.exec(
        update(Delivery)
        .where(col(Delivery.id) == parcel.delivery_id, col(Delivery.state) == DeliveryState.SENDING)
        .values(
            state=DeliveryState.DEFERRED,
            reason=reason,
            wake_at=retry_at if parcel.is_answer else None,
            attempts=col(Delivery.attempts) - 1,
            finished_at=None if parcel.is_answer else now,
        )
    )
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.id).in_([carried.id for carried in parcel.carries]),
            col(Reminder.state) == ReminderState.SENDING,
            # Another process may have taken it up meanwhile, and be sending it.
            col(Reminder.delivery_id) == parcel.delivery_id,
        )
        .values(
            state=ReminderState.PLANNED,
            reason=reason,
            wake_at=retry_at,
            attempts=col(Reminder.attempts) - 1,
            delivery_id=None,
            changed_at=now,
        )
    )
    await _plan_again(db, practice, parcel, now)


async def _plan_again(db: Db, practice: Practice, parcel: Parcel, now: datetime) -> None:
    """Bring reminders that wait again in line with a plan that may have changed meanwhile."""
    if parcel.carries:
        patient = await db.get_one(Patient, parcel.patient_id, populate_existing=True)
        await replan(db, practice, patient, now)


async def _settle_answer(db: Db, parcel: Parcel, outcome: Outcome, now: datetime) -> None:
    values: dict[str, object] = {
        "state": LEDGER[type(outcome)],
        "wake_at": None,
        "finished_at": now,
        "payload": None,
        "reason": _reason(outcome),
    }
    match outcome:
        case Deferred(wait):
            del values["payload"]
            values |= {"wake_at": now + wait, "finished_at": None}
        case Uncertain() if parcel.attempts < ANSWER_TRIES:
            del values["payload"]
            values |= {
                "state": DeliveryState.DEFERRED,
                "wake_at": now + ANSWER_PAUSE,
                "finished_at": None,
                "repeated": True,
            }
        case Refused(Refusal.BAD_REQUEST | Refusal.UNSUPPORTED):
            values["state"] = DeliveryState.DROPPED
    # Called off meanwhile: it stays called off.
    await db.exec(
        update(Delivery)
        .where(col(Delivery.id) == parcel.delivery_id, col(Delivery.state) == DeliveryState.SENDING)
        .values(**values)
    )


async def _settle_reminders(
    db: Db, practice: Practice, parcel: Parcel, outcome: Outcome, now: datetime
) -> None:
    await db.exec(
        update(Delivery)
        .where(col(Delivery.id) == parcel.delivery_id)
        .values(
            state=LEDGER[type(outcome)],
            reason=_reason(outcome),
            wake_at=None,
            finished_at=now,
        )
    )
    waits_again = False
    for carried in parcel.carries:
        match after(
            outcome,
            (carried.kind,),
            attempts=carried.attempts,
            repeated=carried.repeated,
            now=now,
        ):
            case Settled(state, reason):
                await _write_reminder(db, parcel, carried, now, state=state, reason=reason)
            case Again(at, repeated, reason):
                waits_again = True
                await _write_reminder(
                    db,
                    parcel,
                    carried,
                    now,
                    state=ReminderState.PLANNED,
                    reason=reason,
                    wake_at=at,
                    repeated=repeated,
                )
    if waits_again:
        await _plan_again(db, practice, parcel, now)
    if any(c.kind is ReminderKind.INSTRUCTIONS for c in parcel.carries):
        # Who has the instructions gets a card.
        await db.exec(
            update(Patient)
            .where(col(Patient.id) == parcel.patient_id, col(Patient.card_digest).is_(None))
            .values(card_at=now)
        )


async def _write_reminder(
    db: Db,
    parcel: Parcel,
    carried: Carried,
    now: datetime,
    *,
    state: ReminderState,
    reason: str | None,
    wake_at: datetime | None = None,
    repeated: bool = False,
) -> None:
    # Cancelled while in flight, or taken up by another process: it stays so.
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.id) == carried.id,
            col(Reminder.state) == ReminderState.SENDING,
            col(Reminder.delivery_id) == parcel.delivery_id,
        )
        .values(
            state=state,
            reason=reason,
            wake_at=wake_at,
            repeated=carried.repeated or repeated,
            changed_at=now,
        )
    )


def _reason(outcome: Outcome) -> str | None:
    match outcome:
        case Delivered():
            return None
        case Refused(refusal):
            return refusal.value
        case Deferred(_, reason) | Uncertain(reason):
            return reason[:64]
