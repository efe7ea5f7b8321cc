"""A clinic in a storm: the service in one process, Telegram and everybody's phones in this one."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from reminder.store.keyfile import read_keys
from tests.storm.clock import SharedClock
from tests.storm.ledger import InFlight, Ledger, Memory, Table
from tests.storm.lives import Lives
from tests.storm.people import People
from tests.storm.weather import CALM, Weather

BEGINS = datetime(2026, 9, 17, 9, 30, tzinfo=ZoneInfo("Europe/Warsaw"))
LONGEST_JUMP = timedelta(hours=12)
SETTLING = 300.0
"""Real seconds that the last life may need for all that is left."""


@dataclass
class Scene:
    """Everything that a storm works with. `lives`: those of the first process; `standby`: those of
    a second one beside it, where the database lets one stand by.
    """

    seed: int
    rng: Random
    clock: SharedClock
    telegram: StandIn
    weather: Weather
    people: People
    lives: Lives
    folder: Path
    database_url: str
    standby: Lives | None = None
    memory: Memory = field(default_factory=Memory)
    kills: int = 0
    _calls_at_death: int = 0
    begun: float = field(default_factory=time.monotonic)

    async def ledger(self) -> Ledger:
        """Open the database beside the service."""
        return Ledger(self.database_url, read_keys(self.folder / "data" / "keys"))

    @property
    def processes(self) -> list[Lives]:
        """The one process, or the two of which one leads."""
        return [self.lives] if self.standby is None else [self.lives, self.standby]

    async def kill(self, *victims: Lives) -> None:
        """SIGKILL processes of the service, and note what was on its way."""
        found: list[InFlight] | None = None
        others = [one for one in self.processes if one.alive and one not in victims]
        for other in others:
            other.freeze()
        try:
            if others:
                # What it has asked the database for, it has got.
                await asyncio.sleep(0.05)
            for victim in victims:
                await victim.kill()
            self.kills += len(victims)
            found = await self._in_flight(victims, others)
            if found is not None:
                self._calls_at_death = len(self.telegram.calls)
        finally:
            for other in others:
                other.thaw()
        # What had reached Telegram by then is carried out all the same.
        await self.weather.over()
        died_at = self.clock.now()
        self.memory.note([replace(one, died_at=died_at) for one in found or ()])

    async def _in_flight(
        self, dead: Sequence[Lives], alive: Sequence[Lives]
    ) -> list[InFlight] | None:
        """Return what was in flight; None where a living one still leads."""
        ledger = await self.ledger()
        try:
            await ledger.remember(self.memory)
            return await ledger.in_flight(
                self.clock.now(),
                [one.database_url for one in dead],
                [one.database_url for one in alive],
            )
        finally:
            await ledger.close()

    async def serves(self) -> None:
        """Wait until whoever leads now asks Telegram for updates and waits for them."""
        seen = self._calls_at_death
        await self.telegram.wait_for(
            lambda: any(
                call.method == "getUpdates" and call.params.get("timeout") not in {"0", 0}
                for call in self.telegram.calls[seen:]
            ),
            SETTLING,
        )

    async def something_is_on_its_way(self) -> None:
        """Wait until a message is under way, for a second at most."""
        seen = len(self.telegram.calls)
        with suppress(TimeoutError):
            await self.telegram.wait_for(
                lambda: any(
                    call.method.startswith("send") and call.params.get("chat_id") != "1001"
                    for call in self.telegram.calls[seen:]
                ),
                1.0,
            )

    async def until_the_next_is_due(self) -> None:
        """Move the clock to the instant at which the next reminder is due, some hours at most."""
        ledger = await self.ledger()
        try:
            await ledger.remember(self.memory)
            due_at = await ledger.next_due(self.clock.now())
        finally:
            await ledger.close()
        if due_at is not None:
            self.clock.jump(min(due_at - self.clock.now(), LONGEST_JUMP))

    async def begin(self) -> None:
        """Begin the next life of each process that is dead; returns long before it serves."""
        if not any(one.alive for one in self.processes):
            self._calls_at_death = len(self.telegram.calls)
        for one in self.processes:
            if not one.alive:
                await one.begin()

    async def settle(self) -> None:
        """Wait until the service has nothing left to handle or to send."""
        ledger = await self.ledger()
        queue = self.telegram.world.bots[TOKEN].updates
        try:
            async with asyncio.timeout(SETTLING):
                calm = 0
                while calm < 2:
                    await asyncio.sleep(0.2)
                    settled = await ledger.is_settled(self.clock.now())
                    calm = calm + 1 if settled and not queue.waiting else 0
        except TimeoutError:
            said = "\n".join(one.said[-6000:] for one in self.processes)
            raise AssertionError(f"it never came to rest:\n{said}") from None
        finally:
            await ledger.close()

    async def close_the_books(self) -> Table:
        """Let one calm life do all that is left, ask it whether it still answers, and compare."""
        self.weather.clear()
        self.weather.sky = CALM
        await self.begin()
        await self.people.done()
        # What waits for the end of a lease, a halt or a retry gets its time.
        for _ in range(3):
            self.clock.jump(timedelta(minutes=20))
            await self.settle()
        await self._answers()
        await self.settle()
        ledger = await self.ledger()
        try:
            table = await ledger.check(
                self.telegram, self.people, self.memory, self.clock.now(), self.weather.lost
            )
            if self.standby is not None:
                table.figures = {"changes of the lead": await ledger.terms() - 1, **table.figures}
        finally:
            await ledger.close()
        for one in self.processes:
            await one.stop()
        first = {
            "database": self.database_url.partition("+")[0],
            "seed": self.seed,
            "processes": len(self.processes),
            "kills": self.kills,
            "days on the service's clock": (self.clock.now() - BEGINS).days,
            "real seconds": round(time.monotonic() - self.begun),
            "patients enrolled": len(self.people.patients),
            "of them joined": sum(p.joined for p in self.people.patients),
            "what became too slow for people": self.people.given_up,
        }
        table.figures = {**first, **table.figures}
        return table

    async def _answers(self) -> None:
        before = len(self.people.reception.received())
        await self.people.reception.write("/day")
        await self.telegram.wait_for(
            lambda: len(self.people.reception.received()) > before, SETTLING
        )


@asynccontextmanager
async def clinic(
    folder: Path, database_url: str, seed: int, standby_url: str | None = None
) -> AsyncIterator[Scene]:
    """A clinic whose reception has claimed it; the first life goes on.

    `standby_url`: the same database under another account, for a second process.
    """
    rng = Random(seed)
    (folder / "data").mkdir()
    clock = SharedClock(folder / "clock")
    clock.show(BEGINS)
    telegram = StandIn(now=clock.now)
    weather = telegram.world.faults = Weather(Random(seed + 1))
    telegram.add_bot(TOKEN, USERNAME)
    await telegram.start()
    lives = await Lives.of(folder, telegram.url, database_url)
    people = People(telegram, rng)
    scene = Scene(seed, rng, clock, telegram, weather, people, lives, folder, database_url)
    try:
        await lives.begin()
        await people.claim(await lives.owner_code())
        if standby_url is not None:
            scene.standby = await Lives.of(folder, telegram.url, standby_url, "log of the standby")
            await scene.begin()
        yield scene
    finally:
        for one in scene.processes:
            with suppress(AssertionError, TimeoutError):
                await one.close()
        await telegram.close()
