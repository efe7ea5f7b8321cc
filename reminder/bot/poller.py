"""Ask Telegram for updates, store them, and only then let the offset move."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.hearing import Hearing
from reminder.bot.inbox import Inbox
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Clinic

log = structlog.get_logger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The updates that the service reads; named each time, since Telegram keeps the last setting."""

LONG_POLL = timedelta(seconds=30)
EARLY = timedelta(seconds=1)
"""A long poll that brings nothing and ends sooner was none: the server does not wait."""

PAUSE = 1.0
"""Seconds to wait in such a server's place."""

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries while Telegram or the database does not answer; the last goes on."""


class Poller(Hearing):
    """Feeds the inbox by long polling."""

    def __init__(
        self,
        store: Store,
        practice: Practice,
        gateway: Gateway,
        inbox: Inbox,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        elapsing: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(elapsing)
        self._store = store
        self._practice = practice
        self._gateway = gateway
        self._inbox = inbox
        self._sleep = sleep
        self._waits_itself = False

    async def catch_up(self) -> None:
        """Take all updates that wait at Telegram, and have them handled."""
        while await self._poll(timedelta()):
            pass
        await self._inbox.quiet()

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            await self._poll_once()

    async def _poll_once(self) -> None:
        """Wait for updates; where the server does not wait, or repeats itself, do it here."""
        begun = self._elapsing()
        if await self._poll(LONG_POLL) or self._elapsing() - begun >= EARLY.total_seconds():
            return
        if not self._waits_itself:
            self._waits_itself = True
            log.warning("this server does not wait for updates", action="short_poll", pause=PAUSE)
        await self._sleep(PAUSE)

    async def _poll(self, wait: timedelta) -> int:
        """Ask until Telegram answers and the answer is stored; return how many updates were new."""
        attempt = 0
        while True:
            try:
                came = await self._ask(wait)
                if not isinstance(came, Unanswered):
                    self.heard_at = self._elapsing()
                    if self.fault is not None:
                        await self._hear_all()
                    return came
            except Exception as fault:  # noqa: BLE001  (the database comes back, and so do we)
                came = Unanswered(type(fault).__name__, timedelta())
            if came.webhook:
                self.fault = "webhook"
            else:
                self.fault = "another_poller" if came.conflict else came.reason
            log.warning("polling failed", action="poll", fault=self.fault)
            if came.webhook:
                await self._gateway.remove_webhook()
            pause = PAUSES[min(attempt, len(PAUSES) - 1)]
            await self._sleep(max(pause, came.wait.total_seconds()))
            attempt += 1

    async def _hear_all(self) -> None:
        """After a fault: whoever wrote STOP meanwhile is heard before anything is sent."""
        while isinstance(more := await self._ask(timedelta()), int) and more:
            pass
        await self._inbox.quiet()
        self.fault = None

    async def _ask(self, wait: timedelta) -> int | Unanswered:
        async with self._store.reading() as db:
            clinic = await db.get_one(Clinic, self._practice.clinic_id)
        raw = await self._gateway.get_updates(clinic.update_offset, wait, ALLOWED)
        if isinstance(raw, Unanswered):
            return raw
        return await self._inbox.receive(raw) if raw else 0
