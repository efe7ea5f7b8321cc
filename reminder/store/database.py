"""The open database: one engine, transactions, and on SQLite one writer at a time."""

import asyncio
import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession as Db

from reminder.store.encryption import give_keyring
from reminder.store.keyring import Keyring
from reminder.store.one_trip import connector

WRITING = "reminder_writing"
GLANCING = "reminder_glancing"

CHANGED = "reminder_changed"
"""The channel on which PostgreSQL tells leaders that another process has written: the payload is
the clinic's id, or empty where it may be any.
"""

CONNECTIONS = 15
"""How many connections to PostgreSQL a process opens at most, each when it is first wanted. They
are kept: a new one costs as much as all that is done for several messages.
"""

IDLE_SECONDS = 30
"""How long PostgreSQL lets a frozen process keep a transaction open."""


class Store:
    """A database that the service reads and writes through transactions.

    `url` is an async SQLAlchemy URL (`sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`). The
    tables must be at head (`reminder.store.migrate`).
    """

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.url = url
        self.on_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.announces = not self.on_sqlite
        """Whether what is written here is to wake the leader; the leader itself is awake."""
        limits = {"idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s"}
        driver: dict[str, Any] = (
            {"async_creator": connector(make_url(url))}
            if self.on_sqlite
            else {
                "connect_args": {"server_settings": limits},
                "pool_size": CONNECTIONS,
                "max_overflow": 0,
            }
        )
        # Parameters hold personal data: they never stand in an error's text.
        self.engine: AsyncEngine = create_async_engine(url, hide_parameters=True, **driver)
        give_keyring(self.engine.dialect, keyring)
        if self.on_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
        self._write_engine = self.engine.execution_options(**{WRITING: True})
        self._glance_engine = self.engine.execution_options(
            **({GLANCING: True} if self.on_sqlite else {"isolation_level": "AUTOCOMMIT"})
        )
        self._writer = asyncio.Lock()
        self._announcement = f"NOTIFY {CHANGED}"

    def of_clinic(self, clinic_id: int) -> "Store":
        """Return the same open database, as one clinic's rows are written: its `announces` is its
        own, and wakes that clinic's leader alone. Whoever has opened the store closes it.
        """
        view = copy.copy(self)
        view._announcement = f"NOTIFY {CHANGED}, '{clinic_id:d}'"
        return view

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Db]:
        """Open a write transaction; it commits at the end, or rolls back on an exception.

        On SQLite there is one writer: others wait their turn here instead of failing as locked.
        """
        if self.on_sqlite:
            async with self._writer, self._transaction(self._write_engine) as db:
                yield db
        else:
            async with self._transaction(self._write_engine) as db:
                yield db
                if self.announces:
                    await (await db.connection()).exec_driver_sql(self._announcement)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Db]:
        """Open a read transaction: one consistent view, nothing is written."""
        async with self._transaction(self.engine) as db:
            yield db

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection to read from, without a transaction: each statement sees what is
        committed when it begins. For a look or two this is a third of the trips.
        """
        async with self._glance_engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[Db]:
        async with Db(engine, expire_on_commit=False) as db, db.begin():
            yield db

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database, None where it is another kind of database."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def fault_of(error: SQLAlchemyError) -> str:
    """Return the name of what went wrong in the driver: the words of errors may hold rows, or an
    address with its password.
    """
    cause: BaseException | None = getattr(error, "orig", None) or error
    return type(cause and (cause.__cause__ or cause)).__name__


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN would come late and as a reader; ours is given at "begin".
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get(GLANCING):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITING) else "BEGIN")
