"""Several clinics, each with a bot of its own, in one PostgreSQL database."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from reminder.app import Service
from reminder.clock import SystemClock
from reminder.demo.bots import Bot
from reminder.demo.stand_in import Person, StandIn
from reminder.demonstration import UNLIMITED
from reminder.opening import open_practice, open_store
from reminder.practice.claim import make_code
from reminder.settings import Settings
from reminder.store.roll import Look, Roll
from reminder.upkeep.clinics import add
from tests.journeys.process import configured

WITHIN = 60.0
"""Seconds that a busy machine may take for what has no promise of its own."""


@dataclass
class House:
    """A deployment of several clinics, and a Telegram with a bot for each."""

    folder: Path
    url: str
    stand_in: StandIn
    bots: dict[str, Bot] = field(default_factory=dict)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1_000_001))

    def settings(self, **more: Any) -> Settings:
        """The settings of a worker: no clinic of its own."""
        return Settings.load(
            env_file=None,
            telegram_url=self.stand_in.url,
            data_dir=self.folder / "data",
            **{"database_url": self.url, "web_port": 0, "backups_kept": 0, **more},
        )

    def folder_of(self, name: str) -> Path:
        """A configuration folder for a clinic of this name; it is made the first time."""
        place = self.folder / name
        if not place.exists():
            place.mkdir()
            path = configured(place) / "clinic.yaml"
            text, changed = re.subn(
                r"(?m)^name: .*$", f"name: {name.title()}", path.read_text(encoding="utf-8")
            )
            assert changed == 1
            path.write_text(text, encoding="utf-8")
        return place / "config"

    def token(self, name: str) -> str:
        """A token of a bot of this name, which there is from now on."""
        if name not in self.bots:
            number = next(self._numbers)
            token = f"{number}:token-of-{name}-at-the-stand-in-on-loopback"
            self.bots[name] = self.stand_in.add_bot(token, f"{name}_bot")
        return self.bots[name].token

    async def add(self, name: str) -> list[str]:
        """Add a clinic, as `reminder clinic add` does."""
        token, folder = self.token(name), self.folder_of(name)
        return await add(self.settings(), name, folder, token, datetime.now(UTC))

    async def start(self, **settings: Any) -> Service:
        """Start one more worker in this process."""
        lines: list[str] = []
        service = Service(self.settings(**settings), SystemClock(), lines.append, UNLIMITED)
        await service.start()
        self.stack.push_async_callback(service.stop)
        return service

    async def code(self, name: str) -> str:
        """A fresh owner's code, as `reminder claim-code --clinic NAME` gives it."""
        now = datetime.now(UTC)
        opened = await open_store(self.settings(), now)
        practice = await open_practice(self.settings(), opened, now, name)
        async with opened.store.writing() as db:
            code = await make_code(db, practice, now)
        await opened.store.close()
        return code

    async def look(self) -> Look:
        """Who serves what, as anybody at the database sees it."""
        roll = Roll(self.url)
        roll.is_present = False
        look = await roll.look()
        await roll.leave()
        assert look is not None
        return look

    async def counts(self) -> list[int]:
        """How many clinics each worker leads, the fewest first."""
        look = await self.look()
        leaders = [seen.leader for seen in look.clinics.values()]
        return sorted(leaders.count(worker) for worker in look.workers)

    async def up_to_agreeing(self, name: str, rita: Person, anna: Person) -> None:
        """Rita owns the clinic and enrols Anna, who has opened her link and not agreed yet."""
        bot = self.bots[name]
        await rita.write(f"/claim {await self.code(name)}", bot=bot)
        await self.stand_in.wait_for(lambda: "owner" in rita.last(bot=bot).text, WITHIN)
        await rita.write(f"/enrol {name.title()} K; oxygen; now; 1/9", bot=bot)
        await self.stand_in.wait_for(lambda: rita.button("Confirm", bot=bot), WITHIN)
        await rita.press("Confirm", bot=bot)
        await anna.open(str(await self.stand_in.wait_for(lambda: link(rita, bot), WITHIN)))
        await self.stand_in.wait_for(lambda: anna.button("I am the patient", bot=bot), WITHIN)

    def told(self, person: Person, name: str, text: str) -> list[str]:
        """The texts from a clinic's bot that hold `text`."""
        return [m.text for m in person.received(bot=self.bots[name]) if text in m.text]


def link(rita: Person, bot: Bot) -> str | None:
    """The newest link on somebody's screen."""
    words = (word for m in rita.received(bot=bot) for word in m.text.split())
    return next((word.strip("()") for word in words if "?start=" in word), None)


@asynccontextmanager
async def house_of(folder: Path, url: str, *names: str) -> AsyncIterator[House]:
    """Have a Telegram before the database at `url`, with these clinics in it."""
    stand_in = StandIn()
    await stand_in.start()
    house = House(folder, url, stand_in)
    try:
        for name in names:
            await house.add(name)
        async with house.stack:
            yield house
    finally:
        await stand_in.close()
