"""A thousand due at once, of ten thousand to a million to come."""

import sqlite3
import time
from datetime import timedelta

from sqlalchemy import event

from reminder.delivery.claim import Room, claim
from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure, median
from tests.bench.gauge import gauged
from tests.bench.population import NOW, Clinicful, populate
from tests.bench.sending import UNLIMITED, burst, dispatching
from tests.bench.server import answering, ask
from tests.bench.sizes import Sizes

CLAIMED = 50
"""How many are claimed where the cost of a claim is compared."""

CLAIMS = 7
"""How often a claim is timed."""


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures by database and size, and how a claim's cost grows with the size."""
    figures: list[Figure] = []
    for kind in databases.kinds:
        claims: dict[int, tuple[float, float]] = {}
        for pending in sizes.pending:
            name = f"burst_{pending}"
            clinic = await populate(databases, kind, name, due=sizes.due, pending=pending)
            claims[pending] = await _claim_cost(clinic)
            figures += await _burst(clinic, kind, pending, sizes.due)
            databases.drop(kind, name)
        figures += _growth(kind, claims)
    return figures


async def _burst(clinic: Clinicful, kind: str, pending: int, due: int) -> list[Figure]:
    async with answering() as url:
        store = clinic.store()
        async with dispatching(clinic, store, url, UNLIMITED, 100) as dispatcher:
            begun = time.monotonic()
            async with gauged(blocks=True) as gauge:
                await burst(dispatcher)
            sent = [at for at, _ in await ask(url, "sent")]
        await store.close()
    at = f"{due:,} due of {pending:,}, {kind}"
    return [
        Figure(f"{at}: first", (sent[0] - begun) * 1000, "ms", "from the wake-up to the server"),
        Figure(f"{at}: last", (sent[-1] - begun) * 1000, "ms", "the same"),
        Figure(
            f"{at}: longest block",
            gauge.longest_block * 1000,
            "ms",
            "CPU that the loop's thread spent between two ticks",
            AtMost(20),
        ),
        Figure(f"{at}: CPU", gauge.cpu / due * 1e6, "us/message", "all threads of the process"),
    ]


async def _claim_cost(clinic: Clinicful) -> tuple[float, float]:
    """Return the seconds that a claim takes (median) and, on SQLite, its steps; it is undone."""
    store = clinic.store()
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    def watch(connection: sqlite3.Connection, _record: object) -> None:
        driver = getattr(connection, "driver_connection", connection)
        raw = getattr(driver, "_conn", None)
        if raw is not None:
            raw.set_progress_handler(count, 1)

    taken = []
    for number in range(CLAIMS + 1):
        counting = number == CLAIMS and store.on_sqlite
        if counting:
            await store.engine.dispose()
            event.listen(store.engine.sync_engine, "connect", watch)
        try:
            async with store.writing() as db:
                await db.connection()
                steps = 0
                begun = time.perf_counter()
                at = NOW + timedelta(seconds=1)
                await claim(db, clinic.practice, at, Room(0, CLAIMED), frozenset())
                if not counting:
                    taken.append(time.perf_counter() - begun)
                raise _Undone
        except _Undone:
            pass
    await store.close()
    return sorted(taken)[len(taken) // 2], float(steps)


class _Undone(Exception):
    """The transaction is rolled back."""


def _growth(kind: str, claims: dict[int, tuple[float, float]]) -> list[Figure]:
    smallest, largest = min(claims), max(claims)
    if smallest == largest:
        return []
    at = f"claim at {largest:,} pending / at {smallest:,}, {kind}"
    how = f"a claim of {CLAIMED}, undone; median of {CLAIMS}"
    figures = [
        median(f"{at}: time", [claims[largest][0] / claims[smallest][0]], "x", how, AtMost(1.2))
    ]
    if claims[smallest][1]:
        ratio = claims[largest][1] / claims[smallest][1]
        figures.append(Figure(f"{at}: VM steps", ratio, "x", "SQLite's own steps", AtMost(1.01)))
    return figures
