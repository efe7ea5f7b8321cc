"""Two processes, or two services in one, before one PostgreSQL database and one Telegram."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import Person, StandIn
from reminder.demonstration import TOKEN, UNLIMITED, USERNAME
from reminder.settings import Settings

WARSAW = ZoneInfo("Europe/Warsaw")
WITHIN = 60.0
"""Seconds that a busy machine may take for what has no promise of its own."""


@dataclass
class Pair:
    """A clinic that several services would serve, of which one leads."""

    stand_in: StandIn
    clock: ShiftedClock
    folder: Path
    url: str
    rita: Person
    anna: Person
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self, **settings: Any) -> Service:
        """Start one more service."""
        loaded = Settings.load(
            env_file=None,
            telegram_url=self.stand_in.url,
            data_dir=self.folder / "data",
            database_url=self.url,
            **{"bot_token": TOKEN, "web_port": 0, **settings},
        )
        service = Service(loaded, self.clock, lambda _line: None, UNLIMITED)
        await service.start()
        self.stack.push_async_callback(service.stop)
        return service

    async def agree(self, leader: Service) -> None:
        """Claim, enrol Anna, and let her open the link; she has not agreed yet."""
        await self.rita.write(f"/claim {leader.owner_code}")
        await self.stand_in.wait_for(lambda: "owner" in self.rita.last().text, WITHIN)
        await self.rita.write("/enrol Anna K; oxygen; today 14:30; 1/9")
        await self.stand_in.wait_for(lambda: self.rita.button("Confirm"), WITHIN)
        await self.rita.press("Confirm")
        await self.anna.open(str(await self.stand_in.wait_for(self._link, WITHIN)))
        await self.stand_in.wait_for(lambda: self.anna.button("I am the patient"), WITHIN)

    def _link(self) -> str | None:
        words = (word for m in self.rita.received() for word in m.text.split())
        return next((word.strip("()") for word in words if "?start=" in word), None)

    def told(self, person: Person, text: str) -> list[str]:
        """Return the texts of a person's messages that hold `text`."""
        return [m.text for m in person.received() if text in m.text]


@asynccontextmanager
async def pair_of(folder: Path, url: str) -> AsyncIterator[Pair]:
    """Have a Telegram and people before the database at `url`; services are started by the test."""
    clock = ShiftedClock(datetime(2026, 9, 17, 14, 40, tzinfo=WARSAW))
    stand_in = StandIn(now=clock.now)
    stand_in.add_bot(TOKEN, USERNAME)
    await stand_in.start()
    rita = stand_in.add_person("Rita", language_code="en", id=1001)
    anna = stand_in.add_person("Anna", last_name="Kowalska", language_code="en", id=2001)
    pair = Pair(stand_in, clock, folder, url, rita, anna)
    try:
        async with pair.stack:
            yield pair
    finally:
        await stand_in.close()
