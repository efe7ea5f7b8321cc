"""A clock that two processes share: a test moves it, and the service under test lives by it."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SHIFT = struct.Struct("d")


class SharedClock:
    """The computer's clock plus a shift that stands in a file and may change at any moment.

    Unlike the demo's clock it goes back as well, as a computer's clock does when it is set.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(_SHIFT.pack(0.0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _SHIFT.size)

    def now(self) -> datetime:
        """Return the current shifted instant (aware, UTC)."""
        return datetime.now(UTC) + self._shift

    def real(self, at: datetime) -> datetime:
        """Return the real instant at which this clock will show `at`, if nobody moves it."""
        return at - self._shift

    def jump(self, by: timedelta) -> None:
        """Move the clock by `by`, back where that is negative, for every process at once."""
        self._shared[:] = _SHIFT.pack((self._shift + by).total_seconds())

    def show(self, at: datetime) -> None:
        """Let the clock show `at` (aware)."""
        self.jump(at - self.now())

    @property
    def _shift(self) -> timedelta:
        return timedelta(seconds=_SHIFT.unpack(self._shared[:])[0])
