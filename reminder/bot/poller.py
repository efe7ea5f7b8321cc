"""Ask Telegram for updates, store them, and only then let the offset move."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import structlog

from reminder.bot.inbox import Inbox
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Clinic

log = structlog.get_logger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that the service reads; named each time, since Telegram keeps the last setting."""

POLL_SECONDS = 30
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


class UpdateSource(Protocol):
    """What the poller needs of the gateway."""

    async def get_updates(
        self, offset: int, seconds: int, allowed: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """Return raw updates from `offset` on, waiting at most `seconds`."""
        ...


class Poller:
    """Feeds the inbox by long polling."""

    def __init__(
        self,
        store: Store,
        practice: Practice,
        source: UpdateSource,
        inbox: Inbox,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._practice = practice
        self._source = source
        self._inbox = inbox
        self._sleep = sleep
        self.fault: str | None = None

    async def catch_up(self) -> None:
        """Take all updates that wait at Telegram, and have them handled."""
        while await self._poll(0):
            pass
        await self._inbox.quiet()

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            await self._poll(POLL_SECONDS)

    async def _poll(self, seconds: int) -> int:
        """Ask until Telegram answers; return how many updates came."""
        attempt = 0
        while True:
            try:
                async with self._store.reading() as db:
                    clinic = await db.get_one(Clinic, self._practice.clinic_id)
                raw = await self._source.get_updates(clinic.update_offset, seconds, ALLOWED)
                if raw:
                    await self._inbox.receive(raw)
            except Exception as fault:  # noqa: BLE001  (the network, or the database, comes back)
                self.fault = type(fault).__name__
                log.warning("polling failed", action="poll", fault=self.fault)
                await self._sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                attempt += 1
            else:
                self.fault = None
                return len(raw)
