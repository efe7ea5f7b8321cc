"""The ticker: APScheduler keeps the time and does nothing but ring.

A date job at the next due instant and an interval job as a net; neither runs any work itself, since
a job that is still running when its next time comes would be dropped silently.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reminder.clock import Clock

NET_SECONDS = 5


class Ticker:
    """Calls `ring` at the armed instant, and every few seconds besides."""

    def __init__(self, clock: Clock, ring: Callable[[], None]) -> None:
        self._clock = clock
        self._ring = ring
        self._armed: datetime | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to keep the time (inside a running event loop)."""
        self._scheduler.add_job(self._ring_now, "interval", seconds=NET_SECONDS, id="net")
        self._scheduler.start()

    def arm(self, at: datetime | None) -> None:
        """Ring when the clock shows `at` (aware); None: only the net is left."""
        real = None if at is None else self._clock.real(at)
        if real == self._armed:
            return
        self._armed = real
        if real is None:
            if self._scheduler.get_job("due") is not None:
                self._scheduler.remove_job("due")
        else:
            self._scheduler.add_job(
                self._ring_due, "date", run_date=real, id="due", replace_existing=True
            )

    async def _ring_due(self) -> None:
        self._armed = None
        self._ring()

    async def _ring_now(self) -> None:
        self._ring()

    def stop(self) -> None:
        """Stop keeping the time."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
