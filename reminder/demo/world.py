"""Everything that the stand-in remembers: bots, people, calls."""

# ruff: noqa: ASYNC109 - a wait that ends is an outcome, not an error
from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from reminder.demo.bots import Bot
from reminder.demo.changes import Changes
from reminder.demo.faults import Faults
from reminder.demo.limits import Limits
from reminder.demo.people import Person

T = TypeVar("T")
FIRST_PERSON = 5_000_000_001


@dataclass
class Call:
    """One Bot API request, in the order of arrival.

    `status` is the HTTP status of its answer, 0 while (or if never) answered. `files` maps field
    names to `(name, bytes)`.
    """

    method: str
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    at: datetime
    status: int = 0
    bot_id: int = 0


@dataclass
class World:
    """The state behind the server; nothing in it does I/O."""

    now: Callable[[], datetime]
    limits: Limits
    changes: Changes = field(default_factory=Changes)
    faults: Faults = field(default_factory=Faults)
    bots: dict[str, Bot] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    closing: bool = False

    def only_bot(self) -> Bot:
        """Return the one bot there is; LookupError when there is none or when one must be named."""
        if len(self.bots) != 1:
            raise LookupError(f"there are {len(self.bots)} bots: say which by bot=")
        return next(iter(self.bots.values()))

    def bot_named(self, username: str) -> Bot:
        """Return the bot of this username in any case; LookupError if there is none."""
        for bot in self.bots.values():
            if bot.username.lower() == username.lower():
                return bot
        raise LookupError(f"there is no bot @{username}")

    def next_person_id(self) -> int:
        """Return an id greater than 32 bits hold, as many real ones are."""
        return max([FIRST_PERSON - 1, *self.people]) + 1

    async def until(self, condition: Callable[[], T], timeout: float | None) -> T | None:
        """Wait for a true value of `condition`, looked at after every change.

        A LookupError counts as "not yet". None after `timeout` seconds.
        """
        loop = asyncio.get_running_loop()
        end = None if timeout is None else loop.time() + timeout
        while True:
            seen = self.changes.version
            try:
                value = condition()
                if value:
                    return value
            except LookupError:
                pass
            left = None if end is None else end - loop.time()
            if left is not None and left <= 0:
                return None
            await self.changes.after(seen, left)
