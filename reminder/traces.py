"""Keeps the file of those who were erased in step with the database."""

import asyncio
from collections.abc import Collection

import structlog
from sqlalchemy.exc import SQLAlchemyError

from reminder.backups import backup_folder
from reminder.errors import BackupFailed
from reminder.practice.audit import erased_since
from reminder.practice.clinic import Practice
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.traces import add_traces

OVERLAP = 1000
"""So many events are looked at again: on PostgreSQL a later one may be committed first."""

log = structlog.get_logger(__name__)


class Traces:
    """Writes who was erased beside the backups, once that is committed.

    A service that ends before it has written catches up at its next start, which looks at all that
    the audit log has.
    """

    def __init__(self, settings: Settings, store: Store, practice: Practice) -> None:
        self._settings = settings
        self._store = store
        self._practice = practice
        self._seen = 0
        self._written: set[str] = set()
        self._keeping = asyncio.Lock()
        self._failed = False

    async def keep(self) -> None:
        """Write whoever was erased since the last time. A failure is logged, and tried again the
        next time.
        """
        async with self._keeping:
            try:
                async with self._store.reading() as db:
                    traces, seen = await erased_since(db, self._practice, self._seen)
                if new := set(traces) - self._written:
                    await asyncio.to_thread(self._add, new)
            except (OSError, SQLAlchemyError, BackupFailed) as fault:
                if not self._failed:
                    log.error("erasings not noted", action="trace", fault=type(fault).__name__)
                self._failed = True
            else:
                self._seen, self._failed = max(seen - OVERLAP, 0), False
                self._written.update(traces)

    def _add(self, traces: Collection[str]) -> None:
        add_traces(backup_folder(self._settings), traces)
