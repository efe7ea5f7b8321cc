"""Claim what is due: write the delivery as `sending` and commit, before anything touches the wire.

Everything is looked at once more here: consent, opt-out, holds, quiet hours, usefulness, and what
is in force for the patient now.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import exists, or_, update
from sqlmodel import col, select

from reminder.care.kinds import ReminderState
from reminder.care.outcomes import Uncertain
from reminder.care.reasons import Reason
from reminder.delivery.agenda import NEXT, agenda, is_due
from reminder.delivery.answers import claim_answers
from reminder.delivery.parcels import LEASE, Carried, Finished, Parcel
from reminder.delivery.reminders import claim_reminders
from reminder.delivery.settle import settle
from reminder.outgoing import Outgoing
from reminder.practice.card import refresh_due
from reminder.practice.clinic import Db, Practice
from reminder.practice.forget import erase_due
from reminder.practice.pause import end_due
from reminder.practice.raising import raise_due
from reminder.store.tables import (
    Clinic,
    Conversation,
    Delivery,
    DeliveryState,
    Reminder,
    saved,
)

__all__ = ["LEASE", "REQUEST", "Room", "claim", "next_wake", "rescue_all"]

log = structlog.get_logger(__name__)

REQUEST = timedelta(seconds=55)
"""Longer than any request to Telegram lasts (a test holds it to the transport's timeouts)."""

RAISE_PAUSE = timedelta(minutes=1)
"""How soon a fault of ours in raising a conversation is tried again."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may be claimed now: answers to people, and reminders. `hurried` says at any
    time whether the claim is to be cut short, since somebody waits for it to end.
    """

    answers: int
    reminders: int
    hurried: Callable[[], bool] = lambda: False


async def claim(
    db: Db, practice: Practice, now: datetime, room: Room, in_flight: frozenset[int]
) -> list[Parcel]:
    """Return what is due and may go, now marked `sending` until `now + LEASE`.

    `in_flight` are the deliveries that this very process is sending: they are not taken for lost.
    """
    due = await agenda(db, practice)
    if is_due(due.deliveries, now):
        await _rescue(db, practice, now, in_flight)
    if is_due(due.conversations, now):
        await _raise_conversations(db, practice, now)
    if due.erasures is not None:
        await erase_due(db, practice, now)
    if is_due(due.pauses, now):
        await end_due(db, practice, now)
    # Each of these may have planned or queued something that is due at once.
    if due.erasures is not None or is_due(due.other_at, now):
        due = await agenda(db, practice)
    if is_due(due.cards, now):
        # Counted with the reminders: who cannot be heard is not written to.
        await refresh_due(db, practice, now, room.reminders, room.hurried)
        due = await agenda(db, practice)
    parcels: list[Parcel] = []
    if is_due(due.deliveries, now):
        parcels += await claim_answers(db, practice, now, room.answers)
    if is_due(due.reminders, now):
        parcels += await claim_reminders(db, practice, now, room.reminders, room.hurried)
    return parcels


async def _raise_conversations(db: Db, practice: Practice, now: datetime) -> None:
    """Alert staff, or have a patient phone, where a conversation's time has come."""
    try:
        async with db.begin_nested():
            await raise_due(db, practice, now)
    except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
        log.error("not raised", action="raise", fault=type(fault).__name__)
        await db.exec(
            update(Conversation)
            .where(
                col(Conversation.clinic_id) == practice.clinic_id,
                col(Conversation.raise_at) <= now,
            )
            .values(raise_at=now + RAISE_PAUSE)
        )


async def _rescue(db: Db, practice: Practice, now: datetime, in_flight: frozenset[int]) -> None:
    """Take up what was `sending` when its process ended: nobody knows whether it arrived."""
    lost = await db.exec(
        select(Delivery).where(
            col(Delivery.wake_at) <= now,
            Delivery.clinic_id == practice.clinic_id,
            Delivery.state == DeliveryState.SENDING,
            col(Delivery.id).not_in(in_flight),
        )
    )
    finished = [
        Finished(await _parcel_again(db, delivery), Uncertain(Reason.FOUND_SENDING))
        for delivery in lost.all()
    ]
    if finished:
        log.warning("found sending", action="rescue", deliveries=len(finished))
        await settle(db, practice, finished, now)


async def _parcel_again(db: Db, delivery: Delivery) -> Parcel:
    carried = await db.exec(select(Reminder).where(Reminder.delivery_id == delivery.id))
    return Parcel(
        delivery_id=saved(delivery.id),
        chat_id=int(delivery.chat_id),
        chat_hash=delivery.chat_hash,
        outgoing=Outgoing(text=""),
        patient_id=delivery.patient_id,
        carries=tuple(
            _carried(reminder)
            for reminder in carried.all()
            if reminder.state is ReminderState.SENDING
        ),
        attempts=delivery.attempts,
    )


async def rescue_all(db: Db, practice: Practice, at: datetime) -> None:
    """End every lease at `at` (aware) or before: for the start of a process, when by then no other
    can still be sending.
    """
    await db.exec(
        update(Delivery)
        .where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.state) == DeliveryState.SENDING,
            col(Delivery.wake_at) > at,
        )
        .values(wake_at=at)
    )


def _carried(reminder: Reminder) -> Carried:
    return Carried(saved(reminder.id), reminder.kind, reminder.attempts, reminder.repeated)


async def next_wake(db: Db, practice: Practice) -> datetime | None:
    """Return the next instant at which something is to be claimed (aware, UTC); None if never."""
    return (await agenda(db, practice)).first_at


async def clinics_due(db: Db, clinics: Collection[int], now: datetime) -> set[int]:
    """Return those of the clinics for which something is due at `now`: one query for all."""
    due = (exists().where(clinic_id == col(Clinic.id), column <= now) for column, clinic_id in NEXT)
    found = await db.exec(select(Clinic.id).where(col(Clinic.id).in_(clinics), or_(*due)))
    return {saved(clinic_id) for clinic_id in found.all()}
