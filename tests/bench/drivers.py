"""PostgreSQL's two drivers side by side: the same claims and the same outcomes through each."""

import importlib.util
import statistics
import time
from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests.bench.databases import Databases
from tests.bench.figures import Figure, median
from tests.bench.sizes import Sizes

BATCH = 60
"""Rows a claim."""

CLAIMS = 20
"""Claims a repetition and driver."""

_TABLES = (
    "CREATE TABLE due (id bigserial PRIMARY KEY, wake_at timestamptz, state text, body text)",
    "CREATE TABLE sent (id bigserial PRIMARY KEY, due_id bigint, state text, at timestamptz)",
    "CREATE INDEX ON due (wake_at) WHERE wake_at IS NOT NULL",
)
_ROWS = (
    "INSERT INTO due (wake_at, state, body)"
    " SELECT now(), 'planned', repeat('x', 200) FROM generate_series(1, :rows)"
)
_CLAIM = text(
    "WITH first AS MATERIALIZED (SELECT id FROM due WHERE wake_at <= now() ORDER BY wake_at"
    " LIMIT :batch FOR UPDATE SKIP LOCKED)"
    " UPDATE due SET wake_at = now() + interval '1 minute', state = 'sending'"
    " FROM first WHERE due.id = first.id RETURNING due.id, due.state, due.body"
)
_SEND = text("INSERT INTO sent (due_id, state, at) VALUES (:id, 'sending', now())")
_DONE = text("UPDATE due SET state = 'delivered', wake_at = NULL WHERE id = :id")


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Claim a batch and write its outcomes, by turns through each driver that is installed."""
    if databases.server is None:
        return []
    url = make_url(databases.fresh("PostgreSQL", "drivers"))
    drivers = [name for name in ("asyncpg", "psycopg") if importlib.util.find_spec(name)]
    engines = {
        name: create_async_engine(url.set(drivername=f"postgresql+{name}")) for name in drivers
    }
    repetitions = sizes.repetitions + 1
    async with engines["asyncpg"].begin() as connection:
        for statement in _TABLES:
            await connection.execute(text(statement))
        rows = repetitions * CLAIMS * BATCH * len(engines)
        await connection.execute(text(_ROWS), {"rows": rows})
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in engines}
    for _ in range(repetitions):
        for name, engine in engines.items():
            spent[name].append(await _claims(engine))
    for engine in engines.values():
        await engine.dispose()
    databases.drop("PostgreSQL", "drivers")
    return _figures({name: taken[1:] for name, taken in spent.items()})


async def _claims(engine: AsyncEngine) -> tuple[float, float]:
    """Return the seconds by the clock and of the processor that some claims took."""
    begun, cpu = time.perf_counter(), time.process_time()
    for _ in range(CLAIMS):
        async with engine.begin() as connection:
            ids = [
                {"id": row.id} for row in (await connection.execute(_CLAIM, {"batch": BATCH})).all()
            ]
            await connection.execute(_SEND, ids)
        async with engine.begin() as connection:
            await connection.execute(_DONE, ids)
    return time.perf_counter() - begun, time.process_time() - cpu


def _figures(spent: Mapping[str, list[tuple[float, float]]]) -> list[Figure]:
    how = f"claim {BATCH}, insert {BATCH}, mark {BATCH}, in two transactions"
    found = [
        Figure(
            f"a batch through {name}",
            statistics.median(wall for wall, _ in taken) / CLAIMS * 1000,
            "ms",
            how,
        )
        for name, taken in spent.items()
    ]
    if "psycopg" in spent:
        pairs = list(zip(spent["psycopg"], spent["asyncpg"], strict=True))
        found += [
            median(
                "psycopg / asyncpg, time", [one[0] / other[0] for one, other in pairs], "x", how
            ),
            median("psycopg / asyncpg, CPU", [one[1] / other[1] for one, other in pairs], "x", how),
        ]
    return found
