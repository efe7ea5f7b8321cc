"""The Telegram stand-in: a Bot API server on loopback, and the people who use it."""

# ruff: noqa: ASYNC109 - its TimeoutError says what was on the screens
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from aiohttp import web

from reminder.demo.api import BotApi
from reminder.demo.bots import Bot
from reminder.demo.control import Control
from reminder.demo.faults import (
    AnswerLost,
    Fault,
    Faults,
    Hang,
    HangAfter,
    HttpError,
    Pause,
    Refuse,
    Reset,
    TooMany,
)
from reminder.demo.limits import Limits
from reminder.demo.pages import page_routes
from reminder.demo.people import Person, PressAnswer
from reminder.demo.shown import Button, ShownMessage
from reminder.demo.stage import NEXT_PATIENTS, ClockControl, Stage, Suggestion
from reminder.demo.world import Call, World

__all__ = [
    "AnswerLost", "Bot", "Button", "Call", "ClockControl", "Fault", "Faults", "Hang", "HangAfter",
    "HttpError", "Pause", "Person", "PressAnswer", "Refuse", "Reset", "ShownMessage", "StandIn",
"Suggestion",    "TooMany",
]  # fmt: skip

T = TypeVar("T")
LARGEST_REQUEST = 50 * 1024 * 1024


def utc_now() -> datetime:
    """Return the real time, aware, in UTC."""
    return datetime.now(UTC)


class StandIn:
    """A server that an unmodified Telegram bot talks to through its base_url.

    `base_url` is `stand_in.url + "/bot"`, `base_file_url` is `stand_in.url + "/file/bot"`.
    `now` gives the dates of messages; when it is left out, the service's clock does if there is
    one. `limits` switches Telegram's limits on.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        limits: bool = False,
        clock: ClockControl | None = None,
    ) -> None:
        """Nothing listens before `start`."""
        self.limits = Limits(limits)
        self.world = World(now or (clock.now if clock is not None else utc_now), self.limits)
        self.stage = Stage(self.world.changes, clock)
        self.url = ""
        self._api = BotApi(self.world)
        self._runner: web.AppRunner | None = None

    @property
    def faults(self) -> Faults:
        """Faults to come."""
        return self.world.faults

    @property
    def calls(self) -> list[Call]:
        """Every Bot API request so far, in order of arrival."""
        return self.world.calls

    def add_bot(self, token: str, username: str, first_name: str = "Aftercare") -> Bot:
        """Register a bot; ValueError for what cannot be a token."""
        bot = Bot(token, username, first_name, self.world.changes)
        self.world.bots[token] = bot
        self.world.changes.touch()
        return bot

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "en",
        id: int | None = None,
    ) -> Person:
        """Add somebody with a phone; ids are given out in order unless one is named."""
        person_id = self.world.next_person_id() if id is None else id
        person = Person(self.world, person_id, first_name, last_name, username, language_code)
        self.world.people[person_id] = person
        self.world.changes.touch()
        return person

    def suggest(self, person: Person | None, suggestions: list[Suggestion]) -> None:
        """Set the chips above a person's message field; None is every patient without own ones."""
        self.stage.suggest(NEXT_PATIENTS if person is None else person.id, suggestions)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Afterwards `url` says where.

        After `close` it may start again, on the same port too, and goes on where it was: that is
        what an outage looks like, with connections refused in between.
        """
        self.world.closing = False
        self._api.open()
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes(self._api.routes())
        app.add_routes(Control(self).routes())
        app.add_routes(page_routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address = self._runner.addresses[0]
        self.url = f"http://{address[0]}:{address[1]}"

    async def close(self) -> None:
        """Stop listening and end everything that waits."""
        self.faults.clear()
        self.world.closing = True
        self.world.changes.touch()
        await self._api.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def wait_for(self, condition: Callable[[], T], timeout: float = 5.0) -> T:
        """Wait for a true value of `condition` and return it; looked at after every change.

        A LookupError in the condition counts as "not yet". TimeoutError after `timeout` seconds
        of real time, with the texts that were on the screens last.
        """
        value = await self.world.until(condition, timeout)
        if value is None:
            raise TimeoutError(f"not within {timeout} s; the screens show:\n{self._screens()}")
        return value

    def _screens(self) -> str:
        lines = []
        for bot in self.world.bots.values():
            for chat in bot.chats.values():
                for message in chat.visible()[-4:]:
                    sender = bot.username if message.from_bot else chat.person.first_name
                    buttons = [button["text"] for row in message.keyboard for button in row]
                    shown = f" {buttons}" if buttons else ""
                    name = chat.person.first_name
                    lines.append(f"  [{name}] {sender}: {message.text!r}{shown}")
        return "\n".join(lines) or "  (nothing)"
