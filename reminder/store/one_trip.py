"""SQLite in one trip to its thread a statement.

Each connection has a thread of its own. SQLAlchemy goes there four times for a statement: to open a
cursor, to execute, to fetch and to close it, and once more to roll back what is over already. Here
all of it is done at once, since whatever a statement finds is read whole anyway.
"""

import sqlite3
from collections import deque
from collections.abc import Sequence
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


class OneTripCursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that keeps what it has found; in SQLite's thread nothing is left of it."""

    __slots__ = ("_description", "_lastrowid", "_rowcount", "arraysize")

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._rows = deque()
        self._description: Any = None
        self._lastrowid = 0
        self._rowcount = -1
        self.arraysize = 1

    @property
    def description(self) -> Any:
        """What the columns are called, None where there are none."""
        return self._description

    @property
    def rowcount(self) -> int:
        """How many rows were changed; -1 where none can be."""
        return self._rowcount

    @property
    def lastrowid(self) -> int:
        """The id of the row that was inserted last."""
        return self._lastrowid

    def close(self) -> None:
        """Forget what was found."""
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """Nothing is open."""

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        given = () if parameters is None else parameters
        await self._go(lambda cursor: cursor.execute(operation, given))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._go(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    async def _go(self, execute: Any) -> None:
        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            rows, found = await connection._execute(_in_one_trip, connection._conn, execute)
        self._rows = deque(rows)
        self._description, self._rowcount, self._lastrowid = found


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    """A connection with such cursors."""

    __slots__ = ()

    _cursor_cls = OneTripCursor

    def rollback(self) -> None:
        """Roll back, where anything has been begun."""
        connection: aiosqlite.Connection = self._connection  # type: ignore[assignment]
        if connection._connection is not None and connection.in_transaction:
            super().rollback()


class OneTrip(AsyncAdapt_aiosqlite_dbapi):
    """The driver as `create_async_engine` takes it as its `module`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arg: Any, **kw: Any) -> OneTripConnection:
        """Open a database."""
        return OneTripConnection(self, super().connect(*arg, **kw)._connection)


def _in_one_trip(
    connection: sqlite3.Connection, execute: Any
) -> tuple[Sequence[Any], tuple[Any, int, int | None]]:
    """Execute a statement, in SQLite's thread; return its rows, and what is known about them."""
    cursor = connection.cursor()
    try:
        execute(cursor)
        rows = cursor.fetchall() if cursor.description else ()
        return rows, (cursor.description, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()
