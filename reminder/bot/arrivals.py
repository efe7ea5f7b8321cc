"""Telegram updates on their way into the inbox: each is stored once, before it is confirmed.

That needs a clinic's id and the keys alone, so every process can store what is posted to it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from reminder.bot.gaps import mended_update
from reminder.practice.clinic import Db
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import InboxState, InboxUpdate

log = structlog.get_logger(__name__)

NO_CHAT = "none"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Whose updates come, and the keys of the hash by which a chat is known."""

    clinic_id: int
    keyring: Keyring


def chat_of(raw: dict[str, Any]) -> int | None:
    """Return the private chat that an update belongs to, None for anything else.

    Groups and channels are not spoken to: a clinic's messages are between it and one person.
    """
    for kind in ("message", "edited_message", "my_chat_member"):
        if isinstance(body := raw.get(kind), dict):
            return _private(body.get("chat"))
    if isinstance(press := raw.get("callback_query"), dict):
        message = press.get("message")
        if isinstance(message, dict):
            return _private(message.get("chat"))
    return None


def _private(chat: object) -> int | None:
    if isinstance(chat, dict) and chat.get("type") == "private" and isinstance(chat.get("id"), int):
        return int(chat["id"])
    return None


async def take_in(
    store: Store, arrivals: Arrivals, raw: dict[str, Any], now: datetime
) -> InboxUpdate | None:
    """Store one update in a transaction of its own; None where it is stored already."""
    try:
        async with store.writing() as db:
            return await store_update(db, arrivals, raw, now)
    except IntegrityError:
        async with store.reading() as db:
            if await _is_known(db, arrivals, int(raw["update_id"])):
                return None  # posted twice at the same instant
        raise


async def store_update(
    db: Db, arrivals: Arrivals, raw: dict[str, Any], now: datetime
) -> InboxUpdate | None:
    """Store one raw update; None where it is stored already. What belongs to no private chat, or
    cannot be read, is stored as done.
    """
    update_id = int(raw["update_id"])
    if await _is_known(db, arrivals, update_id):
        return None
    try:
        raw = mended_update(raw, now)
        chat_id = chat_of(raw)
        payload = json.dumps(raw)
    except (ArithmeticError, RecursionError, TypeError, ValueError) as fault:
        # Nobody could have meant anything by it, and those that came with it are heard.
        log.error("update cannot be read", action="receive", fault=type(fault).__name__)
        chat_id, payload = None, ""
    row = InboxUpdate(
        clinic_id=arrivals.clinic_id,
        update_id=update_id,
        chat_hash=NO_CHAT if chat_id is None else arrivals.keyring.chat(chat_id),
        payload=None if chat_id is None else payload,
        state=InboxState.DONE if chat_id is None else InboxState.NEW,
        received_at=now,
        done_at=now if chat_id is None else None,
    )
    db.add(row)
    await db.flush()
    return row


async def _is_known(db: Db, arrivals: Arrivals, update_id: int) -> bool:
    known = await db.exec(
        select(InboxUpdate.id).where(
            InboxUpdate.clinic_id == arrivals.clinic_id, InboxUpdate.update_id == update_id
        )
    )
    return known.first() is not None
