"""Updates that wait for a bot, and the ways in which it takes them."""

# ruff: noqa: ASYNC109 - an empty poll is an outcome, not an error
from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from reminder.demo.changes import Changes
from reminder.demo.errors import ApiError

KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post",
        "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "inline_query", "chosen_inline_result", "callback_query",
        "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
        "my_chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
    }
)  # fmt: skip
"""What a bot gets unless it says otherwise: all but chat_member and the reactions."""

FIRST_ID = 700_000_001
FUTURE = 10
"""How far beyond the next update an offset may lie."""
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Update:
    """One update; `lane` is the chat within which order is kept."""

    update_id: int
    lane: tuple[str, int]
    body: dict[str, Any]


class UpdateQueue:
    """The updates of one bot, kept until confirmed by a greater offset or by a webhook's 2xx."""

    def __init__(self, changes: Changes) -> None:
        """Start empty, with Telegram's default of allowed kinds."""
        self._changes = changes
        self.next_id = FIRST_ID
        self._poller: asyncio.Event | None = None
        self._stopped = False
        self.waiting: list[Update] = []
        self.allowed: frozenset[str] = KINDS
        self.allowed_given: list[str] = []
        self.webhook_url = ""

    def put(self, kind: str, chat_id: int, body: dict[str, Any]) -> None:
        """Add an update unless the bot does not want its kind."""
        if kind in self.allowed:
            queue = "members" if kind == "my_chat_member" else "messages"
            update = {"update_id": self.next_id, kind: body}
            self.waiting.append(Update(self.next_id, (queue, chat_id), update))
            self.next_id += 1
        self._changes.touch()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember the wanted kinds; None keeps the last setting, an empty list is the default."""
        if kinds is None:
            return
        self.allowed = frozenset(kinds) or KINDS
        self.allowed_given = list(kinds)

    def confirm(self, offset: int) -> None:
        """Forget what is older than `offset`; a negative one keeps only the newest -offset, and one
        that lies far beyond the newest update is taken for a mistake and forgets nothing.
        """
        if offset > self.next_id + FUTURE:
            return
        if offset < 0:
            self.waiting = self.waiting[offset:]
        else:
            self.waiting = [update for update in self.waiting if update.update_id >= offset]

    def drop(self, update: Update) -> None:
        """Forget one update, taken by a webhook."""
        self.waiting = [other for other in self.waiting if other is not update]
        self._changes.touch()

    def clear(self) -> None:
        """Forget all (drop_pending_updates)."""
        self.waiting = []
        self._changes.touch()

    async def take(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """Return the next updates, after at most `timeout` seconds of waiting for the first.

        Raises ApiError 409 while a webhook is set, and when another request takes over.
        """
        if self.webhook_url:
            raise ApiError(409, WEBHOOK_ACTIVE)
        if self._poller is not None:
            self._poller.set()
        self._poller = taken_over = asyncio.Event()
        self._changes.touch()
        self.confirm(offset)
        try:
            return await self._wait(taken_over, limit, timeout)
        finally:
            if self._poller is taken_over:
                self._poller = None

    def resume(self) -> None:
        """Let polls wait again, for a server that comes back."""
        self._stopped = False

    def stop(self) -> None:
        """End a poll that is waiting, with nothing, for a server that goes down."""
        self._stopped = True
        self._changes.touch()

    async def _wait(
        self, taken_over: asyncio.Event, limit: int, timeout: float
    ) -> list[dict[str, Any]]:
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        while True:
            seen = self._changes.version
            if taken_over.is_set():
                raise ApiError(409, CONFLICT)
            if self.webhook_url:
                raise ApiError(409, "Conflict: terminated by setWebhook request")
            if self._stopped:
                return []
            if self.waiting:
                return [update.body for update in self.waiting[:limit]]
            left = until - loop.time()
            if left <= 0 or not await self._changes.after(seen, left):
                if taken_over.is_set():
                    raise ApiError(409, CONFLICT)
                return []
