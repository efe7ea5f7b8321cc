"""The demo: the whole service beside the Telegram stand-in, with a clock that can be moved.

The service is the one that `reminder run` starts; only its settings and its clock differ.
"""

import asyncio
import os
import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlalchemy import func
from sqlmodel import col, select

from reminder import logs
from reminder.app import Service
from reminder.bot.limits import Rates
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import Person, StandIn, Suggestion
from reminder.errors import DemoPortTaken
from reminder.practice.outbox import CARD
from reminder.profile import load_profile
from reminder.serving import serve_until_stopped
from reminder.settings import Settings
from reminder.store.tables import Delivery, DeliveryState, Enrolment, EnrolmentState

TOKEN = "1000001:demo-token-of-the-stand-in-on-loopback"  # noqa: S105  (opens nothing)
USERNAME = "aftercare_demo_bot"
STARTS_AT = time(14, 40)
"""The local time of day at which the demo begins: a session has just ended."""

UNLIMITED = Rates(bot=None, chat=None)
"""The stand-in takes as much as it is given, and nobody should wait for a demo."""

CLAIMING_SECONDS = 60
"""Longer than a busy machine needs for the first answer."""

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
        """Whether a message may still come: one that is due, or an invitation nobody opened."""
        if self.service.branch.dispatcher.next_at is not None:
            return True
        async with self.service.store.reading() as db:
            waiting = await db.exec(
                select(Enrolment.id)
                .where(
                    Enrolment.state == EnrolmentState.WAITING,
                    col(Enrolment.unopened_told_at).is_(None),
                )
                .limit(1)
            )
        return waiting.first() is not None

    async def _sent(self) -> int:
        async with self.service.store.reading() as db:
            found = await db.exec(
                select(func.count(col(Delivery.id))).where(
                    Delivery.state == DeliveryState.DELIVERED,
                    # The card changes without a sound: that is no message.
                    Delivery.purpose != CARD,
                )
            )
        return found.one()


def show(host: str, port: int, language: str) -> None:
    """Run the demo until it is stopped."""
    logs.configure("console", secrets=[TOKEN])
    asyncio.run(_show(host, port, language))


async def _show(host: str, port: int, language: str) -> None:
    config_dir = Path(os.environ.get("REMINDER_CONFIG_DIR") or "config")
    zone = ZoneInfo(load_profile(config_dir / "clinic.yaml").zone)
    today = datetime.now(zone).date()
    clock = ShiftedClock(datetime.combine(today, STARTS_AT, zone))
    demo_clock = DemoClock(clock)
    stand_in = StandIn(now=clock.now, clock=demo_clock)
    stand_in.stage.zone = zone.key
    stand_in.add_bot(TOKEN, USERNAME, "Aftercare")
    reception = stand_in.add_person("Reception", language_code="en")
    stand_in.add_person("Anna", last_name="Kowalska", language_code=language)
    try:
        await stand_in.start(host, port)
    except OSError as error:
        raise DemoPortTaken(f"({host}:{port}: {error.strerror})") from error
    try:
        with tempfile.TemporaryDirectory(prefix="aftercare-demo-") as folder:
            settings = Settings.load(
                env_file=None,
                bot_token=TOKEN,
                telegram_url=stand_in.url,
                data_dir=Path(folder),
                database_url=f"sqlite:///{folder}/reminder.db",
                key_file=Path(folder) / "keys",
                backups_kept=0,
                web_port=0,
            )
            service = Service(settings, clock, lambda _line: None, UNLIMITED)
            demo_clock.service = service
            introducing = asyncio.create_task(_introduce(service, stand_in, reception))
            try:
                await serve_until_stopped(service)
            finally:
                introducing.cancel()
    finally:
        await stand_in.close()


async def _introduce(service: Service, stand_in: StandIn, reception: Person) -> None:
    """Let reception claim the clinic, lay the first taps ready, and say where the page is."""
    await service.started.wait()
    stand_in.suggest(
        reception,
        [
            Suggestion("Enrol Anna", "/enrol Anna K; oxygen; today 14:30; 1/9"),
            Suggestion("Enrol by buttons", "/enrol"),
            Suggestion("Today's list", "/day"),
        ],
    )
    stand_in.suggest(
        None,
        [
            Suggestion("May I?", "/today"),
            Suggestion("My plan", "/plan"),
            Suggestion("Leave", "STOP"),
            Suggestion("“stop, it burns”", "please stop, it burns"),
        ],
    )
    await reception.write(f"/claim {service.owner_code}")
    await stand_in.wait_for(reception.received, CLAIMING_SECONDS)
    click.echo(f"\nThe demo is ready. Open  {stand_in.url}/  (Ctrl+C ends it)\n")
