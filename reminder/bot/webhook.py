"""Have Telegram post the updates, and notice where it does not get them through."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from reminder.bot.gateway import Gateway, Posting, Unanswered
from reminder.bot.hearing import Hearing
from reminder.bot.inbox import Inbox
from reminder.bot.poller import ALLOWED, PAUSES

log = structlog.get_logger(__name__)

LOOK_SECONDS = 15.0
"""How often Telegram is asked whether it gets the updates through."""

WAITING_SECONDS = 0.5
"""How often, while some are known to wait there."""

PATIENCE_LOOKS = 20
"""After so many looks a start goes on although updates wait, sending nothing but answers."""


class Webhook(Hearing):
    """Feeds the inbox by a webhook at `url`.

    What is posted goes to the inbox by itself; this is the side that speaks to Telegram.
    """

    def __init__(
        self,
        gateway: Gateway,
        inbox: Inbox,
        url: str,
        secret: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        elapsing: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(elapsing)
        self._gateway = gateway
        self._inbox = inbox
        self._url = url
        self._secret = secret
        self._sleep = sleep
        self._failed_at: datetime | None = None

    async def catch_up(self) -> None:
        """Set the webhook, and have what waits at Telegram posted and handled.

        Where Telegram does not get it through, `fault` is left set and nobody waits for ever.
        """
        self.fault = "webhook_not_set"
        await self._set()
        for _ in range(PATIENCE_LOOKS):
            if await self._look():
                return
            await self._sleep(WAITING_SECONDS)
        log.warning("updates wait and do not come", action="webhook", fault=self.fault)

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            await self._sleep(LOOK_SECONDS if self.fault is None else WAITING_SECONDS)
            await self._look()

    async def _set(self) -> None:
        attempt = 0
        while True:
            refused = await self._gateway.set_webhook(self._url, self._secret, ALLOWED)
            if refused is None:
                return
            self.fault = "webhook_refused" if refused.reason == "refused" else refused.reason
            log.warning("the webhook could not be set", action="webhook", fault=self.fault)
            pause = PAUSES[min(attempt, len(PAUSES) - 1)]
            await self._sleep(max(pause, refused.wait.total_seconds()))
            attempt += 1

    async def _look(self) -> bool:
        """Ask Telegram how it goes; return whether patients are heard."""
        state = await self._gateway.posting()
        if isinstance(state, Unanswered):
            self._ails(state.reason)
            await self._sleep(max(PAUSES[0], state.wait.total_seconds()))
        elif state.url is not None and state.url != self._url:
            # Another program has taken the bot's updates, or polled for them.
            self._ails("webhook_not_set")
            await self._set()
        elif self.fault is not None:
            if not state.waiting:
                await self._inbox.quiet()
                self.fault = None
        elif self._fails_anew(state):
            self._ails("webhook_failing")
        if isinstance(state, Posting):
            self.heard_at = self._elapsing()
            self._failed_at = state.failed_at
        return self.fault is None

    def _ails(self, fault: str) -> None:
        if self.fault != fault:
            log.warning("updates do not come through", action="webhook", fault=fault)
        self.fault = fault

    def _fails_anew(self, state: Posting) -> bool:
        """Whether updates wait after a failure since the last look; one on its way is no fault."""
        return state.waiting > 0 and state.failed_at not in (None, self._failed_at)
