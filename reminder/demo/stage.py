"""What the page needs beside the chats: its words, the clock, the suggestions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from reminder.demo.changes import Changes

T = TypeVar("T")
NEXT_PATIENTS = 0
"""The key of the suggestions for patients who have none of their own."""


class ClockControl(Protocol):
    """The service's clock, as far as the page may move it."""

    def now(self) -> datetime:
        """Return the service's time, aware."""
        ...

    async def next_message(self) -> datetime | None:
        """Go to the next message that is due; its instant, None when nothing waits."""
        ...

    async def advance(self, by: timedelta) -> None:
        """Go forward, stopping at everything due on the way."""
        ...


@dataclass(frozen=True)
class Suggestion:
    """A prepared message: `label` on the chip, `text` what it sends."""

    label: str
    text: str


@dataclass
class Stage:
    """How the page presents the stand-in. `zone` is an IANA name; `moves` counts clock moves."""

    changes: Changes
    clock: ClockControl | None
    title: str = "Aftercare reminders"
    zone: str = "UTC"
    suggestions: dict[int, list[Suggestion]] = field(default_factory=dict)
    moves: int = 0
    busy: bool = False

    def suggest(self, person_id: int, suggestions: list[Suggestion]) -> None:
        """Set the chips of a person, or of all patients without their own (`NEXT_PATIENTS`)."""
        self.suggestions[person_id] = list(suggestions)
        self.changes.touch()

    async def next_message(self) -> datetime | None:
        """Move the service's clock to the next message. RuntimeError if it cannot be moved."""
        return await self._move(self._movable().next_message)

    async def advance(self, by: timedelta) -> None:
        """Move the service's clock on. ValueError for going back, RuntimeError if it cannot."""
        if by <= timedelta(0):
            message = "the clock only goes forward"
            raise ValueError(message)
        clock = self._movable()
        await self._move(lambda: clock.advance(by))

    def _movable(self) -> ClockControl:
        if self.clock is None:
            message = "there is no clock to move"
            raise RuntimeError(message)
        if self.busy:
            message = "the clock is moving already"
            raise RuntimeError(message)
        return self.clock

    async def _move(self, move: Callable[[], Awaitable[T]]) -> T:
        self.busy = True
        self.changes.touch()
        try:
            return await move()
        finally:
            self.busy = False
            self.moves += 1
            self.changes.touch()
