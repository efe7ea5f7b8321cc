"""SQLite's driver with one trip to its thread for a statement.

The driver runs SQLite in a thread of its own, and every step of a statement (making a cursor,
executing, fetching, closing) is a trip there and back, which costs more than most statements
themselves. Here all four are one trip, and what only opens something (a transaction, a savepoint)
goes with the statement that follows.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

import aiosqlite
from sqlalchemy.engine import URL

AHEAD = 1000
"""How many rows are fetched with the statement: nearly always all; of more, the rest when asked."""

OPENS = ("BEGIN", "SAVEPOINT")
"""How statements begin that change nothing by themselves and return nothing."""


def connector(url: URL) -> Callable[[], aiosqlite.Connection]:
    """Return what opens the database file of `url`, for SQLAlchemy's `async_creator`."""
    arguments: Any = url.get_dialect()().create_connect_args(url)
    given, named = arguments

    def connect() -> aiosqlite.Connection:
        return _Connection(lambda: sqlite3.connect(*given, **named), iter_chunk_size=64)

    return connect


class _Connection(aiosqlite.Connection):
    """The driver's connection, with such cursors."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # A process that ends does not wait for a connection that nobody has closed.
        self._thread.daemon = True
        self.opening: list[str] = []
        """What goes before the next statement."""

    async def trip(self, work: Callable[..., Any], *given: Any) -> Any:
        """Have something done in the thread, after what it was given before."""
        return await self._execute(work, *given)  # type: ignore[no-untyped-call]

    def open_cursor(self) -> sqlite3.Cursor:
        """Make SQLite's own cursor; in the thread."""
        return self._conn.cursor()

    def cursor(self) -> "_Cursor":  # type: ignore[override]
        return _Cursor(self)

    async def commit(self) -> None:
        """Commit, if there is anything to commit: a transaction without a statement never began."""
        self.opening.clear()
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if there is anything to roll back: each connection is asked to when it is put
        away, and nearly always there is not. One whose statement was cut off, and may still be
        running, is closed by SQLAlchemy instead.
        """
        self.opening.clear()
        if self.in_transaction:
            await super().rollback()


class _Cursor:
    """Has a statement executed, its first rows fetched, and if these are all, itself closed."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._open: sqlite3.Cursor | None = None
        self._rows: list[Any] = []
        self.arraysize = 1
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        if sql.startswith(OPENS):
            self._connection.opening.append(sql)
            return self
        await self._connection.trip(self._run, sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        await self._connection.trip(self._run, sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        if self._open is not None:
            rows += await self._connection.trip(self._open.fetchall)
            await self.close()
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        while len(self._rows) < wanted and self._open is not None:
            more = await self._connection.trip(self._open.fetchmany, wanted - len(self._rows))
            self._rows += more
            if not more:
                await self.close()
        rows, self._rows = self._rows[:wanted], self._rows[wanted:]
        return rows

    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    async def close(self) -> None:
        if self._open is not None:
            cursor, self._open = self._open, None
            await self._connection.trip(cursor.close)

    def _run(self, how: Callable[..., Any], sql: str, parameters: Any) -> None:
        cursor = self._connection.open_cursor()
        try:
            while self._connection.opening:
                cursor.execute(self._connection.opening.pop(0))
            how(cursor, sql, parameters)
            self.description = cursor.description
            self._rows = cursor.fetchmany(AHEAD) if cursor.description else []
            # Of a statement that returns rows, the count is right once they have been fetched.
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        except BaseException:
            cursor.close()
            raise
        if len(self._rows) < AHEAD:
            cursor.close()
        else:
            self._open = cursor
