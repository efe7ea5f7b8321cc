"""Holding the data folder while its data is changed as a whole: no service may run meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from reminder.errors import AlreadyRunning, FolderUnusable
from reminder.settings import Settings
from reminder.store.database import sqlite_file
from reminder.store.lock import FolderLock
from reminder.store.roll import workers_of


@contextmanager
def folder_held(settings: Settings) -> Iterator[None]:
    """Hold the data folder for a while.

    Raises:
        AlreadyRunning: a service serves it.
        FolderUnusable: it cannot be made, or written to.
    """
    lock = FolderLock(settings.data_dir)
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise FolderUnusable(f"({settings.data_dir}: {error.strerror})") from error
    try:
        yield
    finally:
        lock.release()


async def nobody_serves(settings: Settings) -> None:
    """Make sure that no process serves the database, from another folder or machine either.

    Raises:
        AlreadyRunning: one does.
    """
    if sqlite_file(settings.database_url) is None:
        count = await workers_of(settings.database_url)
        if count:
            raise AlreadyRunning(f"(processes that serve the database: {count})")
