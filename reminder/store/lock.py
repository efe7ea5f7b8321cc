"""Who works with a data folder: a lock that ends with the process, however that ends.

On SQLite one process has it alone. On PostgreSQL services share it, and commands that change
everything want it alone.
"""

import fcntl
import os
from pathlib import Path

from reminder.errors import AlreadyRunning


class FolderLock:
    """Holds `<folder>/reminder.lock` until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "reminder.lock"
        self._file: int | None = None

    def acquire(self, *, shared: bool = False) -> None:
        """Take the lock, alone or beside others who share it; raises `AlreadyRunning` where another
        process is in the way.
        """
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(file)
            raise AlreadyRunning(f"({self._path})") from error
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
