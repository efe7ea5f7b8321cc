"""A thousand due at once, of ten thousand to a million to come."""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Taken:
    """What one burst took: seconds until the first and the last had reached the server, the most
    processor seconds in a row, and those of a message.
    """

    first: float
    last: float
    longest_block: float
    cpu: float


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures by database and size, and how a claim's cost grows with the size."""
    figures: list[Figure] = []
    for kind in databases.kinds:
        claims: dict[int, list[tuple[float, float]]] = {}
        for pending in sizes.pending:
            name = f"burst_{pending}"
            clinic = await populate(databases, kind, name, due=sizes.due, pending=pending)
            claims[pending] = [await _claim_cost(clinic) for _ in range(sizes.repeats)]
            taken = []
            for _ in range(sizes.repeats):
                url = databases.copied(kind, name, "burst")
                taken.append(await _burst(replace(clinic, url=url), sizes.due))
                databases.drop(kind, "burst")
            figures += _figures(taken, f"{sizes.due:,} due of {pending:,}, {kind}")
            databases.drop(kind, name)
        figures += _growth(kind, claims)
    return figures


async def _burst(clinic: Clinicful, due: int) -> Taken:
    async with answering() as url:
        store = clinic.store()
        async with dispatching(clinic, store, url, UNLIMITED, 100) as dispatcher:
            begun = time.monotonic()
            async with gauged(blocks=True) as gauge:
                await burst(dispatcher)
            sent = [at for at, _ in await ask(url, "sent")]
        await store.close()
    return Taken(sent[0] - begun, sent[-1] - begun, gauge.longest_block, gauge.cpu / due)


def _figures(taken: Sequence[Taken], at: str) -> list[Figure]:
    return [
        median(f"{at}: first", [one.first * 1000 for one in taken], "ms", "wake-up to the server"),
        median(f"{at}: last", [one.last * 1000 for one in taken], "ms", "the same"),
        median(
            f"{at}: longest block",
            [one.longest_block * 1000 for one in taken],
            "ms",
            "CPU that the loop's thread spent between two ticks",
            AtMost(20),
        ),
        median(
            f"{at}: CPU",
            [one.cpu * 1e6 for one in taken],
            "us/message",
            "all threads of the process",
        ),
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


def _growth(kind: str, claims: dict[int, list[tuple[float, float]]]) -> list[Figure]:
    smallest, largest = min(claims), max(claims)
    if smallest == largest:
        return []
    at = f"claim at {largest:,} pending / at {smallest:,}, {kind}"
    how = f"a claim of {CLAIMED}, undone; median of {CLAIMS}"
    pairs = list(zip(claims[largest], claims[smallest], strict=True))
    times = [many[0] / few[0] for many, few in pairs]
    figures = [median(f"{at}: time", times, "x", how, AtMost(1.2))]
    if all(few[1] for _, few in pairs):
        steps = [many[1] / few[1] for many, few in pairs]
        figures.append(median(f"{at}: VM steps", steps, "x", "SQLite's own steps", AtMost(1.01)))
    return figures
