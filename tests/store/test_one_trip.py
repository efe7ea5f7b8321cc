"""SQLite's statements: one trip to its thread each, and what SQLAlchemy is told about them."""

from collections.abc import AsyncIterator
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from reminder.store.database import Store
from reminder.store.keyring import Keyring

NAMED = "INSERT INTO named (name) VALUES (:name)"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    """A SQLite database with a table of names."""
    opened = Store(sqlite_url, Keyring([Keyring.new_key()]))
    async with opened.writing() as db:
        table = "CREATE TABLE named (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"
        await (await db.connection()).execute(text(table))
    yield opened
    await opened.close()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The trips to SQLite's threads, by the name of what was done there."""
    made: list[str] = []
    go: Any = aiosqlite.Connection._execute

    async def counted(self: aiosqlite.Connection, *what: Any, **more: Any) -> Any:
        made.append(getattr(what[0], "__name__", "?"))
        return await go(self, *what, **more)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    return made


async def test_a_statement_takes_one_trip(store: Store, trips: list[str]) -> None:
    """Beginning, a question and its answer, a change and the commit are four trips."""
    async with store.writing() as db:
        connection = await db.connection()
        found = await connection.execute(text("SELECT 1 UNION SELECT 2"))
        assert found.scalars().all() == [1, 2]
        await connection.execute(text(NAMED), {"name": "a"})
    assert len(trips) == 4


async def test_what_is_known_of_a_statement(store: Store) -> None:
    """Names of columns, how many rows were changed, the new row's id."""
    async with store.writing() as db:
        connection = await db.connection()
        inserted = await connection.execute(text(NAMED), {"name": "a"})
        await connection.execute(text(NAMED), [{"name": "b"}, {"name": "c"}])
        found = await connection.execute(text("SELECT id, name FROM named ORDER BY id"))
        assert list(found.keys()) == ["id", "name"]
        assert found.fetchone() == (inserted.lastrowid, "a")
        assert found.fetchmany(1)[0].name == "b"
        assert [row.name for row in found] == ["c"]
        changed = await connection.execute(text("UPDATE named SET name = name || '!' WHERE id > 1"))
        assert changed.rowcount == 2
        assert not changed.returns_rows


async def test_faults_are_the_same_ones(store: Store) -> None:
    """What the database refuses is raised as such, and the transaction is rolled back."""
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            connection = await db.connection()
            await connection.execute(text(NAMED), {"name": "a"})
            await connection.execute(text(NAMED), {"name": "a"})
    with pytest.raises(OperationalError):
        async with store.reading() as db:
            await (await db.connection()).execute(text("SELECT 1 FROM nowhere"))
    async with store.reading() as db:
        left = await (await db.connection()).execute(text("SELECT count(*) FROM named"))
        assert left.scalar_one() == 0
