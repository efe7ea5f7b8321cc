"""Telegram updates on their way into the inbox: each is stored once, before it is confirmed.

That needs a clinic's id and the keys alone, so every process can store what is posted to it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from reminder.bot.gaps import mended_update
from reminder.practice.clinic import Db
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import InboxState, InboxUpdate

log = structlog.get_logger(__name__)

NO_CHAT = "none"

INBOX = InboxUpdate.__table__  # type: ignore[attr-defined]
KNOWN = select(INBOX.c.update_id).where(
    INBOX.c.clinic_id == bindparam("clinic"),
    INBOX.c.update_id.in_(bindparam("numbers", expanding=True)),
)
STORED = insert(INBOX).returning(INBOX.c.id, INBOX.c.update_id)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Whose updates come, and the keys of the hash by which a chat is known."""

    clinic_id: int
    keyring: Keyring


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the inbox, and whether it `waits` to be handled."""

    row_id: int
    chat_hash: str
    waits: bool


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
) -> Stored | None:
    """Store one update in a transaction of its own; None where it is stored already."""
    try:
        async with store.writing() as db:
            stored = await store_updates(db, arrivals, [raw], now)
    except IntegrityError:
        async with store.reading() as db:
            if await _known(db, arrivals, [int(raw["update_id"])]):
                return None  # posted twice at the same instant
        raise
    return next(iter(stored), None)


async def store_updates(
    db: Db, arrivals: Arrivals, raw_updates: Sequence[dict[str, Any]], now: datetime
) -> list[Stored]:
    """Store raw updates and return those that were not stored already, in their order. What belongs
    to no private chat, or cannot be read, is stored as done.
    """
    given: dict[int, dict[str, Any]] = {}
    for raw in raw_updates:
        given.setdefault(int(raw["update_id"]), raw)
    known = await _known(db, arrivals, list(given))
    rows = [
        _row(arrivals, number, raw, now) for number, raw in given.items() if number not in known
    ]
    if not rows:
        return []
    found = await (await db.connection()).execute(STORED, rows)
    ids = {number: row_id for row_id, number in found.all()}
    return [
        Stored(ids[row["update_id"]], row["chat_hash"], row["state"] is InboxState.NEW)
        for row in rows
    ]


def _row(arrivals: Arrivals, number: int, raw: dict[str, Any], now: datetime) -> dict[str, Any]:
    try:
        raw = mended_update(raw, now)
        chat_id = chat_of(raw)
        payload = json.dumps(raw)
    except (ArithmeticError, RecursionError, TypeError, ValueError) as fault:
        # Nobody could have meant anything by it, and those that came with it are heard.
        log.error("update cannot be read", action="receive", fault=type(fault).__name__)
        chat_id, payload = None, ""
    return {
        "clinic_id": arrivals.clinic_id,
        "update_id": number,
        "chat_hash": NO_CHAT if chat_id is None else arrivals.keyring.chat(chat_id),
        "payload": None if chat_id is None else payload,
        "state": InboxState.DONE if chat_id is None else InboxState.NEW,
        "attempts": 0,
        "received_at": now,
        "done_at": now if chat_id is None else None,
    }


async def _known(db: Db, arrivals: Arrivals, numbers: Sequence[int]) -> set[int]:
    asked = {"clinic": arrivals.clinic_id, "numbers": numbers}
    return set((await (await db.connection()).execute(KNOWN, asked)).scalars())
