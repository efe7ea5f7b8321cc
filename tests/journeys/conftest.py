"""The whole service against the stand-in: real HTTP, a real database, a clock that can be moved."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import Person, ShownMessage, StandIn
from reminder.demonstration import TOKEN, UNLIMITED, USERNAME, DemoClock
from reminder.settings import Settings

WARSAW = ZoneInfo("Europe/Warsaw")
NO_LONGER_THAN = 15.0
"""Seconds to wait for something that takes milliseconds on an idle machine."""


@dataclass
class Scene:
    """A clinic at work: the service, the stand-in and the people."""

    service: Service
    stand_in: StandIn
    clock: DemoClock
    service_clock: ShiftedClock
    reception: Person
    anna: Person
    settings: Settings
    stack: AsyncExitStack

    async def restart(self) -> None:
        """Start the service anew, after `service.stop()`, over the same data."""
        clock = self.service_clock
        self.service = Service(self.settings, clock, lambda _line: None, UNLIMITED)
        self.clock.service = self.service
        await self.service.start()
        self.stack.push_async_callback(self.service.stop)

    def now(self) -> datetime:
        """Return what the service's clock shows, in the clinic's zone."""
        return self.clock.now().astimezone(WARSAW)

    async def until_local(self, text: str) -> None:
        """Move the clock to "2026-10-25 09:00" local time, making what becomes due on the way."""
        at = datetime.fromisoformat(text).replace(tzinfo=WARSAW)
        await self.clock.advance(at - self.clock.now())

    async def settle(self) -> None:
        """Wait until nothing is left to handle or to send."""
        await self.service.quiet()

    async def claim(self) -> None:
        """Reception claims the clinic with the code of the first start."""
        await self.reception.write(f"/claim {self.service.owner_code}")
        await self.hears(self.reception, "You are an owner")

    async def enrol(self, line: str) -> str:
        """Reception enrols by one line and confirms; return the link."""
        await self.reception.write(line)
        await self.hears(self.reception, "", button="Confirm")
        await self.reception.press("Confirm")
        return await self.link()

    async def link(self) -> str:
        """Return the newest link on reception's screen."""

        def newest() -> str | None:
            for message in reversed(self.reception.received()):
                for word in message.text.split():
                    if "?start=" in word:
                        return word.strip("().,")
            return None

        return str(await self.stand_in.wait_for(newest, NO_LONGER_THAN))

    async def join(self, person: Person, link: str) -> None:
        """Open the link and agree; the instructions arrive."""
        before = len(person.received())
        await person.open(link)
        await self.hears(person, "", button="I am the patient")
        await person.press("I am the patient")
        await self.stand_in.wait_for(
            lambda: any("avoid" in m.text for m in person.received()[before:]), NO_LONGER_THAN
        )
        await self.settle()

    async def hears(self, person: Person, text: str, button: str | None = None) -> ShownMessage:
        """Wait until the newest message to `person` holds `text` (and a button with `button`)."""

        def found() -> ShownMessage | None:
            for message in reversed(person.received()):
                labels = [b.text for row in message.buttons for b in row]
                if text in message.text and (
                    button is None or any(button in label for label in labels)
                ):
                    return message
            return None

        heard = await self.stand_in.wait_for(found, NO_LONGER_THAN)
        assert heard is not None
        return heard


Begin = Callable[..., Awaitable[Scene]]


@pytest.fixture
async def begin(tmp_path: Path) -> AsyncIterator[Begin]:
    """Return a function that starts a clinic at a local time such as "2026-09-17 14:40"."""
    stack = AsyncExitStack()

    async def start(local: str = "2026-09-17 14:40", database_url: str | None = None) -> Scene:
        clock = ShiftedClock(datetime.fromisoformat(local).replace(tzinfo=WARSAW))
        demo_clock = DemoClock(clock)
        stand_in = StandIn(now=clock.now, clock=demo_clock)
        stand_in.add_bot(TOKEN, USERNAME, "Aftercare")
        await stand_in.start()
        stack.push_async_callback(stand_in.close)
        settings = Settings.load(
            env_file=None,
            bot_token=TOKEN,
            telegram_url=stand_in.url,
            data_dir=tmp_path / "data",
            web_port=0,
            # A clock that jumps over days would have one made at each.
            backups_kept=0,
            **({} if database_url is None else {"database_url": database_url}),
        )
        service = Service(settings, clock, lambda _line: None, UNLIMITED)
        demo_clock.service = service
        await service.start()
        stack.push_async_callback(service.stop)
        return Scene(
            service,
            stand_in,
            demo_clock,
            clock,
            stand_in.add_person("Rita", language_code="en", id=1001),
            stand_in.add_person("Anna", last_name="Kowalska", language_code="en", id=2001),
            settings,
            stack,
        )

    async with stack:
        yield start


def minutes(at: datetime) -> str:
    """Return an instant as the patient's wall clock shows it, to the minute."""
    return at.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M")


__all__ = ["NO_LONGER_THAN", "WARSAW", "Begin", "Scene", "minutes"]
