"""A plan as a timeline: what is to be drawn, and where in the picture each instant lies.

Everything here is plain values: instants are aware, words are ready to be read, nothing names a
person or a procedure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

WIDTH = 1080
"""Pixels across: what a phone shows sharply over its whole width."""

MARGIN = 48
"""Pixels left free on each side of the time that is shown."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which something is to be avoided: half-open. From `eases_at` on it is soft."""

    begins_at: datetime
    ends_at: datetime
    eases_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What is to be avoided, until when in words, and its times."""

    label: str
    when: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A session held, or one that is booked."""

    at: datetime
    booked: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day on the axis: its local midnight, and what stands over it ("Mon", "21", "September")."""

    begins_at: datetime
    weekday: str
    number: str
    month: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs mean."""

    avoid: str
    soft: str
    session: str
    booked: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole picture. It shows the time from the first day's midnight to `ends_at`."""

    title: str
    subtitle: str
    days: tuple[Day, ...]
    ends_at: datetime
    now: datetime
    now_label: str
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    legend: Legend

    @property
    def begins_at(self) -> datetime:
        """The first instant that is shown."""
        return self.days[0].begins_at

    def x_of(self, at: datetime) -> int:
        """Return the column of pixels at which an instant lies, at an edge where it is outside."""
        share = (at - self.begins_at) / (self.ends_at - self.begins_at)
        return MARGIN + round(min(max(share, 0.0), 1.0) * (WIDTH - 2 * MARGIN))

    def shows(self, at: datetime) -> bool:
        """Tell whether an instant lies in the time that is shown."""
        return self.begins_at <= at < self.ends_at

    @property
    def has_soft(self) -> bool:
        """Whether any stretch has a soft part that is shown."""
        return any(
            one.eases_at is not None and one.eases_at < self.ends_at for one in self.stretches
        )

    @property
    def stretches(self) -> Iterable[Stretch]:
        """All stretches of all rows."""
        return (one for row in self.rows for one in row.stretches)


_STORED = TypeAdapter(Timeline)


def read_timeline(stored: Any) -> Timeline:
    """Return a timeline that was turned into plain values, its instants into ISO 8601."""
    return _STORED.validate_python(stored)
