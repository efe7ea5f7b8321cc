"""Durable messages: what people are answered waits in the delivery table, written in the same
transaction as what they did, and goes out in order, chat by chat.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.reasons import Reason
from reminder.care.timing import in_quiet
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Delivery, DeliveryState, Patient, Staff

REMINDERS = "reminders"
"""The purpose of a delivery that carries reminders; every other purpose is an answer's."""


@dataclass(frozen=True, slots=True)
class Chat:
    """Somebody who is neither staff nor patient (yet)."""

    chat_id: int


async def queue(
    db: Db,
    practice: Practice,
    outgoing: Outgoing,
    *,
    to: Patient | Staff | Chat,
    now: datetime,
    purpose: str,
    urgent: bool = False,
    after: timedelta = timedelta(),
) -> Delivery:
    """Let `outgoing` be sent as soon as its chat's turn comes (`purpose`: the ledger's word), but
    no sooner than `after` now. What is queued for later holds back nothing that is queued after it.

    What staff are told in the clinic's quiet hours comes without a sound, unless it is `urgent`.
    """
    if to.chat_id is None:
        message = "a patient without a chat cannot be written to"
        raise ValueError(message)
    if isinstance(to, Staff) and not urgent and in_quiet(now, practice.profile.preferences()):
        outgoing = replace(outgoing, silent=True)
    delivery = Delivery(
        clinic_id=practice.clinic_id,
        patient_id=to.id if isinstance(to, Patient) else None,
        staff_id=to.id if isinstance(to, Staff) else None,
        chat_hash=practice.keyring.chat(to.chat_id),
        chat_id=str(to.chat_id),
        purpose=purpose,
        payload=outgoing.to_json(),
        anchor=outgoing.anchor,
        state=DeliveryState.QUEUED,
        audible=not outgoing.silent,
        wake_at=now + after,
        created_at=now,
    )
    db.add(delivery)
    await db.flush()
    return delivery


async def cancel_queued(
    db: Db, practice: Practice, chat_hash: str, *, now: datetime, reason: Reason
) -> None:
    """Call off everything for this chat that has not reached the wire, but for what staff are
    told: one who is a patient too and leaves goes on working here.

    A message in flight at this instant still records what became of it.
    """
    await db.exec(
        update(Delivery)
        .where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.chat_hash) == chat_hash,
            col(Delivery.staff_id).is_(None),
            col(Delivery.wake_at).is_not(None),
        )
        .values(
            state=DeliveryState.CANCELLED,
            reason=reason,
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )


async def anchored_message(db: Db, practice: Practice, chat_hash: str, anchor: str) -> int | None:
    """Return the id of the chat's newest delivered message with this anchor, if there is one."""
    found = await db.exec(
        select(Delivery.message_id)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == chat_hash,
            Delivery.anchor == anchor,
            Delivery.state == DeliveryState.DELIVERED,
            col(Delivery.message_id).is_not(None),
        )
        .order_by(col(Delivery.id).desc())
        .limit(1)
    )
    return found.first()
