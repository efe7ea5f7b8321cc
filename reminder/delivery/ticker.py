"""The ticker: APScheduler keeps the time and does nothing but ring.

A date job at each clinic's next due instant and one interval job as a net; none runs any work
itself, since a job that is still running when its next time comes would be dropped silently.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reminder.clock import Clock

NET_SECONDS = 5


class Ticker:
    """Calls `net` every few seconds, and each alarm's `ring` at the instant that it is armed for.

    One serves a whole process.
    """

    def __init__(self, clock: Clock, net: Callable[[], None]) -> None:
        self._clock = clock
        self._net = net
        self._made = 0
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to keep the time (inside a running event loop)."""
        self._scheduler.add_job(self._ring_net, "interval", seconds=NET_SECONDS, id="net")
        self._scheduler.start()

    def alarm(self, ring: Callable[[], None]) -> "Alarm":
        """Return an alarm of its own for one clinic."""
        self._made += 1
        return Alarm(self._clock, self._scheduler, f"due {self._made}", ring)

    async def _ring_net(self) -> None:
        self._net()

    def stop(self) -> None:
        """Stop keeping the time."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


class Alarm:
    """Rings once at the instant that it was last armed for."""

    def __init__(
        self, clock: Clock, scheduler: AsyncIOScheduler, name: str, ring: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._scheduler = scheduler
        self._name = name
        self._ring = ring
        self._armed: datetime | None = None

    def arm(self, at: datetime | None) -> None:
        """Ring when the clock shows `at` (aware); None: not at all."""
        real = None if at is None else self._clock.real(at)
        if real == self._armed:
            return
        self._armed = real
        if real is None:
            if self._scheduler.get_job(self._name) is not None:
                self._scheduler.remove_job(self._name)
        else:
            self._scheduler.add_job(
                self._ring_due, "date", run_date=real, id=self._name, replace_existing=True
            )

    async def _ring_due(self) -> None:
        self._armed = None
        self._ring()
