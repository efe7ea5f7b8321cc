"""Record what became of messages: many outcomes, one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import update
from sqlmodel import col, select

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
from reminder.care.reasons import Reason
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


async def settle(db: Db, practice: Practice, finished: Sequence[Finished], now: datetime) -> None:
    """Write the outcomes of these parcels, and what follows from them."""
    for done in finished:
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
        case Delivered(message_id):
            values["message_id"] = message_id or None
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
    written = update(Delivery).where(col(Delivery.id) == parcel.delivery_id)
    if not isinstance(outcome, Delivered):
        # Called off meanwhile: it stays called off, unless it did arrive.
        written = written.where(col(Delivery.state) == DeliveryState.SENDING)
    await db.exec(written.values(**values))


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
            message_id=outcome.message_id if isinstance(outcome, Delivered) else None,
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
                await _write_reminder(db, parcel, carried, outcome, now, state=state, reason=reason)
            case Again(at, repeated, reason):
                waits_again = True
                await _write_reminder(
                    db,
                    parcel,
                    carried,
                    outcome,
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
    if isinstance(outcome, Delivered) and any(c.kind not in EXEMPT for c in parcel.carries):
        await db.exec(
            update(Patient).where(col(Patient.id) == parcel.patient_id).values(last_audible_at=now)
        )


async def _write_reminder(
    db: Db,
    parcel: Parcel,
    carried: Carried,
    outcome: Outcome,
    now: datetime,
    *,
    state: ReminderState,
    reason: str | None,
    wake_at: datetime | None = None,
    repeated: bool = False,
) -> None:
    written = update(Reminder).where(col(Reminder.id) == carried.id)
    if not isinstance(outcome, Delivered):
        # Cancelled while in flight, or taken up by another process: it stays so, unless it did
        # arrive.
        written = written.where(
            col(Reminder.state) == ReminderState.SENDING,
            col(Reminder.delivery_id) == parcel.delivery_id,
        )
    await db.exec(
        written.values(
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


async def last_look(db: Db, practice: Practice, parcel: Parcel, now: datetime) -> NotBegun | None:
    """Return why a claimed message is not to be sent after all, None if it is."""
    found = await db.exec(
        select(Delivery.state, Patient.plan_revision)
        .join(Patient, col(Patient.id) == col(Delivery.patient_id), isouter=True)
        .where(Delivery.id == parcel.delivery_id)
    )
    known = found.first()
    if known is None:
        # Whom it was for has been erased.
        return NotBegun("erased")
    state, plan_revision = known
    if state is not DeliveryState.SENDING:
        return NotBegun(Reason.CALLED_OFF)
    if parcel.carries and plan_revision != parcel.plan_revision:
        # A session recorded since may forbid what this message allows.
        return NotBegun(Reason.PLAN_CHANGED, retry_at=now)
    if parcel.is_answer and await _behind_a_retry(db, practice, parcel):
        return NotBegun(Reason.BEHIND_AN_EARLIER_ANSWER, retry_at=now + ANSWER_PAUSE)
    return None


async def _behind_a_retry(db: Db, practice: Practice, parcel: Parcel) -> bool:
    """Whether an earlier answer of the chat, claimed together with this one, waits to be tried
    again: nothing overtakes it, a confirmation of STOP least of all.
    """
    earlier = await db.exec(
        select(Delivery.id)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == parcel.chat_hash,
            Delivery.state == DeliveryState.DEFERRED,
            col(Delivery.wake_at).is_not(None),
            col(Delivery.id) < parcel.delivery_id,
        )
        .limit(1)
    )
    return earlier.first() is not None
