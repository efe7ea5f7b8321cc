"""SQLite's driver with one trip to its thread for a statement."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from reminder.store import one_trip
from reminder.store.one_trip import AHEAD, connector

MANY = text(
    "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < :many)"
    " SELECT n FROM up"
)


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A database with one table; its pool has one connection."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'trips.db'}"
    opened = create_async_engine(
        url, async_creator=connector(make_url(url)), pool_size=1, max_overflow=0
    )
    async with opened.begin() as connection:
        await connection.execute(text("CREATE TABLE kept (n INTEGER PRIMARY KEY)"))
    yield opened
    await opened.dispose()


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What has been given to the thread, in its order."""
    made: list[object] = []
    usual = one_trip._Connection._execute

    async def counted(self: Any, work: object, *given: object, **named: object) -> object:
        made.append(work)
        return await usual(self, work, *given, **named)  # type: ignore[no-untyped-call]

    monkeypatch.setattr(one_trip._Connection, "_execute", counted)
    return made


@pytest.mark.parametrize("many", [1, AHEAD - 1, AHEAD, AHEAD + 1, 3 * AHEAD])
async def test_all_rows_come_however_many_they_are(engine: AsyncEngine, many: int) -> None:
    """More rows than are fetched with the statement are fetched when they are asked for."""
    async with engine.connect() as connection:
        found = await connection.execute(MANY, {"many": many})
        assert found.scalars().all() == list(range(1, many + 1))


@pytest.mark.parametrize("many", [1, AHEAD, 3 * AHEAD + 1])
async def test_rows_can_be_had_a_few_at_a_time(engine: AsyncEngine, many: int) -> None:
    """A backup reads tables larger than the memory."""
    async with engine.connect() as connection:
        seen: list[int] = []
        async with connection.stream(MANY, {"many": many}) as found:
            async for some in found.scalars().partitions(700):
                assert len(some) <= 700
                seen += some
        assert seen == list(range(1, many + 1))
        async with connection.stream(MANY, {"many": many}) as found:
            assert [row.n async for row in found] == seen


async def test_a_statement_is_one_trip(engine: AsyncEngine, trips: list[object]) -> None:
    """Opening, executing, fetching and closing are done together."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT 1"))
        trips.clear()
        inserted = await connection.execute(text("INSERT INTO kept VALUES (1), (2) RETURNING n"))
        assert inserted.scalars().all() == [1, 2]
        assert (await connection.execute(text("UPDATE kept SET n = n + 10"))).rowcount == 2
        await connection.execute(text("INSERT INTO kept VALUES (:n)"), [{"n": 3}, {"n": 4}])
        assert len(trips) == 3


async def test_what_was_committed_is_not_rolled_back(
    engine: AsyncEngine, trips: list[object]
) -> None:
    """A connection that is put away with nothing begun is not asked to roll back."""
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO kept VALUES (1)"))
    assert [getattr(work, "__name__", "") for work in trips] == ["_run", "commit"]


async def test_what_opens_goes_with_the_next_statement(
    engine: AsyncEngine, trips: list[object]
) -> None:
    """A transaction and a savepoint begin with their first statement, and end as they should."""
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        trips.clear()
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
        assert trips == []
        await connection.exec_driver_sql("INSERT INTO kept VALUES (1)")
        await connection.exec_driver_sql("SAVEPOINT inner")
        await connection.exec_driver_sql("INSERT INTO kept VALUES (2)")
        assert len(trips) == 2
        await connection.exec_driver_sql("ROLLBACK TO inner")
        await connection.exec_driver_sql("COMMIT")
        kept = await connection.exec_driver_sql("SELECT n FROM kept")
        assert kept.scalars().all() == [1]


@pytest.mark.parametrize("end", ["commit", "rollback"])
async def test_what_never_began_ends_without_a_trace(
    engine: AsyncEngine, trips: list[object], end: str
) -> None:
    """A transaction without a statement leaves nothing to the next one on its connection."""
    async with engine.connect() as connection:
        await connection.exec_driver_sql("BEGIN IMMEDIATE")
        await getattr(connection, end)()
        trips.clear()
        await connection.execute(text("SELECT 1"))
        raw = (await connection.get_raw_connection()).driver_connection
        assert len(trips) == 1
        assert raw is not None
        assert not raw.in_transaction


async def test_a_fault_rolls_back(engine: AsyncEngine) -> None:
    """After an error the connection is clean again, and what was written before it is undone."""
    with pytest.raises(IntegrityError):
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO kept VALUES (1)"))
            await connection.execute(text("INSERT INTO kept VALUES (1)"))
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT n FROM kept"))).all() == []


async def test_what_was_cut_off_is_rolled_back(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement whose asker is gone may not even have begun when its connection is put away: what
    it then writes must not be left to whoever has the connection next.
    """
    begun = threading.Event()
    usual = one_trip._Cursor._run

    def late(self: one_trip._Cursor, how: Any, sql: str, parameters: Any) -> None:
        begun.wait(5)
        usual(self, how, sql, parameters)

    async def write() -> None:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO kept VALUES (1)"))

    monkeypatch.setattr(one_trip._Cursor, "_run", late)
    cut_off = asyncio.create_task(write())
    await asyncio.sleep(0.02)
    cut_off.cancel()
    asyncio.get_running_loop().call_later(0.02, begun.set)
    with pytest.raises(asyncio.CancelledError):
        await cut_off
    async with engine.begin() as connection:
        assert (await connection.execute(text("SELECT n FROM kept"))).all() == []
        await connection.execute(text("INSERT INTO kept VALUES (7)"))
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT n FROM kept"))).scalars().all() == [7]
