"""What a chat has been told already, read from the ledger of deliveries."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col, func, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.outbox import CARD, REMINDERS
from reminder.store.tables import Delivery, Invitation, Staff

WITHDRAWN = "withdrawn"
"""The purpose of an edit that takes the buttons away from a question."""
SHOWN = "invitation:"
"""Anchors of the messages that show an invitation; its id follows."""
ANCHORS = (
    select(Delivery.anchor)
    .where(
        col(Delivery.clinic_id) == bindparam("clinic"),
        col(Delivery.chat_hash) == bindparam("chat"),
        col(Delivery.anchor).startswith(SHOWN, autoescape=True),
    )
    .distinct()
)


async def last_said(db: Db, practice: Practice, chat_id: int, purpose: str) -> datetime | None:
    """Return when this chat was last answered for this purpose, None if never."""
    found = await db.exec(
        select(func.max(Delivery.created_at)).where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == practice.keyring.chat(chat_id),
            Delivery.purpose == purpose,
        )
    )
    return found.one()


async def last_purpose(db: Db, practice: Practice, chat_id: int, since: datetime) -> str | None:
    """Return for what this chat was last written to after `since`, None if for nothing.

    What nobody reads as a message does not count: the card, reminders, buttons taken away.
    """
    found = await db.exec(
        select(Delivery.purpose)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == practice.keyring.chat(chat_id),
            col(Delivery.purpose).not_in((CARD, REMINDERS, WITHDRAWN)),
            Delivery.created_at > since,
        )
        .order_by(col(Delivery.id).desc())
        .limit(1)
    )
    return found.first()


async def was_sent(db: Db, practice: Practice, staff: Staff, anchor: str) -> bool:
    """Tell whether this staff member has been sent, or soon will be, a message of that anchor."""
    found = await db.exec(
        select(Delivery.id)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == staff.chat_hash,
            Delivery.anchor == anchor,
        )
        .limit(1)
    )
    return found.first() is not None


async def was_shown(db: Db, practice: Practice, chat_id: int, invitation_id: int) -> bool:
    """Tell whether this chat has opened that invitation with its link: a pressed button alone
    proves nothing.
    """
    found = await db.exec(
        select(Delivery.id)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.chat_hash == practice.keyring.chat(chat_id),
            Delivery.anchor == f"{SHOWN}{invitation_id}",
        )
        .limit(1)
    )
    return found.first() is not None


async def shown_invitations(
    db: Db, practice: Practice, chat_id: int, now: datetime
) -> list[Invitation]:
    """Return the invitations that this chat has opened and that still wait for an answer."""
    of = {"clinic": practice.clinic_id, "chat": practice.keyring.chat(chat_id)}
    anchors = await db.exec(ANCHORS, params=of)
    ids = [int(anchor.removeprefix(SHOWN)) for anchor in anchors.all() if anchor]
    if not ids:
        return []
    found = await db.exec(
        select(Invitation)
        .where(
            Invitation.clinic_id == practice.clinic_id,
            col(Invitation.id).in_(ids),
            col(Invitation.ended_at).is_(None),
            Invitation.expires_at > now,
        )
        .order_by(col(Invitation.id))
    )
    return list(found.all())
