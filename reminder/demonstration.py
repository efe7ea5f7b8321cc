"""The demo: the whole service beside the Telegram stand-in, with a clock that can be moved.

The service is the one that `reminder run` starts; only its settings and its clock differ.
"""

import asyncio
import os
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import StandIn
from reminder.logs import configure_logs
from reminder.profile import load_profile
from reminder.serving import serve_until_stopped
from reminder.settings import Settings
from reminder.store.tables import Delivery, DeliveryState

TOKEN = "1000001:demo-token-of-the-stand-in-on-loopback"  # noqa: S105  (opens nothing)
USERNAME = "aftercare_demo_bot"
STARTS_AT = time(14, 40)
"""The local time of day at which the demo begins: a session has just ended."""

LONGEST_SEARCH = timedelta(days=90)
"""How far "next message" looks ahead."""


class DemoClock:
    """The page's clock: moves the service's, stopping at each due instant on the way, so that
    nothing expires that a patient would have got.
    """

    def __init__(self, clock: ShiftedClock) -> None:
        self._clock = clock
        self._moving = asyncio.Lock()
        self.service: Service

    def now(self) -> datetime:
        """Return what the service's clock shows."""
        return self._clock.now()

    async def advance(self, by: timedelta) -> None:
        """Move by `by`, making on the way what becomes due."""
        async with self._moving:
            await self._to(self._clock.now() + by)

    async def next_message(self) -> datetime | None:
        """Move to the next message that goes out; None if there is none to come."""
        async with self._moving:
            await self.service.quiet()
            sent = await self._sent()
            last = self._clock.now() + LONGEST_SEARCH
            while await self._sent() == sent:
                due_at = self.service.next_at
                if due_at is None or due_at > last or not await self._anything_planned():
                    return None
                await self._to(due_at)
            return self._clock.now()

    async def _to(self, at: datetime) -> None:
        await self.service.quiet()
        while (due_at := self.service.next_at) is not None and due_at < at:
            await self._jump(due_at)
        await self._jump(at)

    async def _jump(self, at: datetime) -> None:
        self._clock.jump(max(at - self._clock.now(), timedelta()))
        await self.service.quiet()

    async def _anything_planned(self) -> bool:
        """Whether anything but the morning round is still to come."""
        return self.service.dispatcher.next_at is not None or await self.service.awaits_anyone()

    async def _sent(self) -> int:
        async with self.service.store.reading() as db:
            found = await db.exec(
                select(func.count(col(Delivery.id))).where(
                    Delivery.state == DeliveryState.DELIVERED
                )
            )
        return found.one()


def show(host: str, port: int, language: str) -> None:
    """Run the demo until it is stopped."""
    configure_logs("console", [TOKEN])
    asyncio.run(_show(host, port, language))


async def _show(host: str, port: int, language: str) -> None:
    config_dir = Path(os.environ.get("REMINDER_CONFIG_DIR") or "config")
    zone = ZoneInfo(load_profile(config_dir / "clinic.yaml").zone)
    today = datetime.now(zone).date()
    clock = ShiftedClock(datetime.combine(today, STARTS_AT, zone))
    demo_clock = DemoClock(clock)
    stand_in = StandIn(now=clock.now, clock=demo_clock)
    stand_in.add_bot(TOKEN, USERNAME, "Aftercare")
    reception = stand_in.add_person("Reception", language_code="en")
    patient = stand_in.add_person("Anna", last_name="Kowalska", language_code=language)
    await stand_in.start(host, port)
    try:
        with tempfile.TemporaryDirectory(prefix="aftercare-demo-") as folder:
            settings = Settings.load(
                env_file=None,
                bot_token=TOKEN,
                telegram_url=stand_in.url,
                data_dir=Path(folder),
                database_url=f"sqlite:///{folder}/reminder.db",
                key_file=Path(folder) / "keys",
                web_port=0,
            )
            service = Service(settings, clock, lambda _line: None)
            demo_clock.service = service
            starting = asyncio.create_task(_introduce(service, stand_in, reception, patient))
            try:
                await serve_until_stopped(service)
            finally:
                starting.cancel()
    finally:
        await stand_in.close()
