"""Where the time comes from. Nothing else in the service asks the system what time it is."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time, and how long in real time until a given instant."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...

    def real(self, at: datetime) -> datetime:
        """Return the real instant at which this clock will show `at`."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the current instant."""
        return datetime.now(UTC)

    def real(self, at: datetime) -> datetime:
        """Return `at` itself."""
        return at


class ShiftedClock:
    """The computer's clock plus a shift that can grow: the demo's and the tests' time machine."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        self.shift = timedelta() if starts_at is None else starts_at - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the current shifted instant."""
        return datetime.now(UTC) + self.shift

    def real(self, at: datetime) -> datetime:
        """Return the real instant at which this clock will show `at`."""
        return at - self.shift

    def jump(self, by: timedelta) -> None:
        """Move the clock forward by `by` (never back: time that has passed stays passed)."""
        if by < timedelta():
            message = "the clock moves forward only"
            raise ValueError(message)
        self.shift += by
