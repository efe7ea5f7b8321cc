"""Claim answers: what people wait for, in the order of each chat."""

from dataclasses import replace
from datetime import datetime

import structlog
from sqlalchemy import exists, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from reminder.care.delivery import FRESH
from reminder.care.reasons import Reason
from reminder.care.timing import in_quiet
from reminder.delivery.parcels import LEASE, Parcel
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.outbox import REMINDERS
from reminder.store.tables import Delivery, DeliveryState, saved

log = structlog.get_logger(__name__)


async def claim_answers(db: Db, practice: Practice, now: datetime, room: int) -> list[Parcel]:
    """Claim answers, oldest first; one awaiting its retry holds back the chat's later ones."""
    if room <= 0:
        return []
    earlier = aliased(Delivery)
    held_back = exists().where(
        col(earlier.chat_hash) == col(Delivery.chat_hash),
        col(earlier.clinic_id) == col(Delivery.clinic_id),
        col(earlier.id) < col(Delivery.id),
        col(earlier.wake_at) > now,
        col(earlier.purpose) != REMINDERS,
        col(earlier.state) == DeliveryState.DEFERRED,
    )
    due = await db.exec(
        select(Delivery)
        .where(
            col(Delivery.wake_at) <= now,
            Delivery.clinic_id == practice.clinic_id,
            col(Delivery.state).in_((DeliveryState.QUEUED, DeliveryState.DEFERRED)),
            ~held_back,
        )
        .order_by(col(Delivery.id))
        .limit(room)
    )
    answers = [(answer, _read(answer, now)) for answer in due.all()]
    readable = [(answer, outgoing) for answer, outgoing in answers if outgoing is not None]
    tries = {answer.id: answer.attempts + 1 for answer, _ in readable}
    if readable:
        await db.exec(
            update(Delivery)
            .where(col(Delivery.id).in_([answer.id for answer, _ in readable]))
            .values(
                state=DeliveryState.SENDING,
                wake_at=now + LEASE,
                begun_at=now,
                attempts=col(Delivery.attempts) + 1,
            )
        )
    at_night = in_quiet(now, practice.profile.preferences())
    return [
        Parcel(
            delivery_id=saved(answer.id),
            chat_id=int(answer.chat_id),
            chat_hash=answer.chat_hash,
            # Late by an outage, it comes at night without a sound.
            outgoing=replace(outgoing, silent=True)
            if at_night and now - answer.created_at > FRESH
            else outgoing,
            patient_id=answer.patient_id,
            attempts=tries[answer.id],
            due_at=answer.created_at,
        )
        for answer, outgoing in readable
    ]


def _read(answer: Delivery, now: datetime) -> Outgoing | None:
    """Return what the answer says; one that cannot be read is dropped and stops nobody else's."""
    try:
        return Outgoing.from_json(answer.payload or "")
    except (LookupError, TypeError, ValueError) as fault:
        log.error(
            "answer cannot be read", action="claim", delivery=answer.id, fault=type(fault).__name__
        )
        answer.state = DeliveryState.DROPPED
        answer.reason = Reason.UNREADABLE
        answer.wake_at = answer.payload = None
        answer.finished_at = now
        return None
