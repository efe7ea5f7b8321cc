"""The same thousand as jobs of general schedulers and queues, beside the service's dispatcher.

A job notes that it ran and does nothing else; the service looks at consent, puts a message together
and keeps its ledger besides, and hands it to a sender that notes it. So it does more in each firing
than those that it is measured against.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from reminder.care.outcomes import Delivered, NotBegun, Outcome
from reminder.clock import ShiftedClock
from reminder.delivery.dispatcher import BeforeWire, Dispatcher
from reminder.delivery.parcels import Parcel
from tests.bench.databases import Databases
from tests.bench.figures import AtLeast, Figure
from tests.bench.population import NOW, plain, populate
from tests.bench.sending import burst, settled
from tests.bench.sizes import Sizes

RAN: list[float] = []
"""When each firing happened; jobs in a store are found by name, so it is the module's."""

PATIENCE = 600.0
"""Seconds after which a rival is given up."""


async def fire(_number: int = 0) -> None:
    """Note that it ran."""
    RAN.append(time.monotonic())


class Noting:
    """A sender that notes each message, and to which everything has arrived."""

    async def send(
        self, parcel: Parcel, _message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Look once more, as every sender must, and note it."""
        called_off = await before()
        if called_off is not None:
            return called_off
        await fire(parcel.delivery_id)
        return Delivered(1)

    async def is_well(self) -> bool:
        """Always."""
        return True


async def ours(databases: Databases, kind: str, due: int, pending: int) -> tuple[float, float]:
    """Return after how many seconds the first and the last has fired."""
    clinic = await populate(databases, kind, "ours", due=due, pending=pending)
    store = clinic.store()
    RAN.clear()
    clock = ShiftedClock(NOW + timedelta(seconds=1))
    dispatcher = Dispatcher(store, clinic.practice, Noting(), clock, lambda _at: None, batch=200)
    with settled():
        begun = time.monotonic()
        await burst(dispatcher)
    await store.close()
    databases.drop(kind, "ours")
    return _taken(begun, due)


def _taken(begun: float, due: int) -> tuple[float, float]:
    if len(RAN) < due:
        message = f"{len(RAN)} of {due} have fired"
        raise RuntimeError(message)
    return min(RAN) - begun, max(RAN) - begun


async def _ran(due: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(RAN) < due:  # noqa: ASYNC110  (the rivals have no event for it)
            await asyncio.sleep(0.005)


async def apscheduler(store: Any, due: int, pending: int) -> tuple[float, float]:
    """One date job a reminder, with the settings that lose none."""
    RAN.clear()
    scheduler = AsyncIOScheduler(
        jobstores={"default": store},
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    scheduler.start(paused=True)
    later, now = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC)
    for number in range(pending):
        at = now if number < due else later
        scheduler.add_job(fire, "date", run_date=at, args=[number])
    await asyncio.sleep(0)
    begun = time.monotonic()
    scheduler.resume()
    await _ran(due)
    scheduler.shutdown(wait=False)
    return _taken(begun, due)


async def procrastinate(url: str, due: int, pending: int) -> tuple[float, float]:
    """One job a reminder, scheduled for its time; a worker with 100 at once."""
    import procrastinate as library  # noqa: PLC0415  (pinned for measurements alone)

    RAN.clear()
    app = library.App(connector=library.PsycopgConnector(conninfo=plain(url)))
    task = app.task(name="fire")(_procrastinated)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        later = task.configure(schedule_at=datetime.now(UTC) + timedelta(days=1))
        for number in range(due, pending, 5000):
            jobs = [{"number": n} for n in range(number, min(number + 5000, pending))]
            await later.batch_defer_async(*jobs)
        await task.batch_defer_async(*({"number": number} for number in range(due)))
        await app.connector.execute_query_async("ANALYZE")
        begun = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            await app.run_worker_async(wait=False, concurrency=100, install_signal_handlers=False)
    return _taken(begun, due)


async def _procrastinated(number: int) -> None:
    await fire(number)


async def pgqueuer(url: str, due: int, pending: int) -> tuple[float, float]:
    """One job a reminder, to be executed after its time; batches of 200."""
    import asyncpg  # noqa: PLC0415
    from pgqueuer import AsyncpgDriver, QueueManager  # noqa: PLC0415  (as above)
    from pgqueuer.queries import Queries  # noqa: PLC0415
    from pgqueuer.types import QueueExecutionMode  # noqa: PLC0415

    RAN.clear()
    connection = await asyncpg.connect(plain(url))
    driver = AsyncpgDriver(connection)
    queries = Queries(driver)
    await queries.install()
    for begin in range(due, pending, 5000):
        count = min(5000, pending - begin)
        day = timedelta(days=1)
        await queries.enqueue(["fire"] * count, [None] * count, [0] * count, [day] * count)
    await queries.enqueue(["fire"] * due, [None] * due, [0] * due)
    await connection.execute("ANALYZE")
    manager = QueueManager(queries)

    async def run(_job: object) -> None:
        await fire()

    manager.entrypoint("fire")(run)
    begun = time.monotonic()
    working = asyncio.create_task(manager.run(batch_size=200, mode=QueueExecutionMode.continuous))
    ran = asyncio.create_task(_ran(due))
    try:
        await asyncio.wait({ran, working}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        await ran
    finally:
        ran.cancel()
        manager.shutdown.set()
        working.cancel()
        await asyncio.wait({working})
        await connection.close()
    return _taken(begun, due)


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures of each, and how many times as fast the service is."""
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)
    due, small = sizes.due, min(sizes.pending)
    figures = await _beside_apscheduler(databases, due, small)
    if "PostgreSQL" in databases.kinds and find_spec("procrastinate") and find_spec("pgqueuer"):
        many = min((n for n in sizes.pending if n > small), default=small)
        figures += await _beside_queues(databases, due, many)
    return figures


def _figures(name: str, at: str, taken: tuple[float, float]) -> list[Figure]:
    first, last = taken
    return [
        Figure(f"{at}, {name}: first", first * 1000, "ms", "from the start of the work"),
        Figure(f"{at}, {name}: last", last * 1000, "ms", "the same"),
    ]


async def _beside_apscheduler(databases: Databases, due: int, pending: int) -> list[Figure]:
    at = f"{due:,} due of {pending:,}"
    url = databases.fresh("SQLite", "apscheduler").replace("+aiosqlite", "")
    await ours(databases, "SQLite", min(due, 50), min(due, 50))
    mine = await ours(databases, "SQLite", due, pending)
    memory = await apscheduler(MemoryJobStore(), due, pending)
    stored = await apscheduler(SQLAlchemyJobStore(url=url), due, pending)
    databases.drop("SQLite", "apscheduler")
    return [
        *_figures("ours on SQLite, no network", at, mine),
        *_figures("APScheduler in memory", at, memory),
        *_figures("APScheduler on SQLite", at, stored),
        Figure(
            f"{at}: last, APScheduler on SQLite / ours",
            stored[1] / mine[1],
            "x",
            "one job a reminder; its jobs do nothing",
            AtLeast(15),
        ),
    ]


async def _beside_queues(databases: Databases, due: int, pending: int) -> list[Figure]:
    at = f"{due:,} due of {pending:,}, PostgreSQL"
    await ours(databases, "PostgreSQL", min(due, 50), min(due, 50))
    figures, rates = [], {}
    sides: dict[str, Callable[[], Any]] = {
        "ours": lambda: ours(databases, "PostgreSQL", due, pending),
        "pgqueuer": lambda: pgqueuer(databases.fresh("PostgreSQL", "rival"), due, pending),
        "procrastinate": lambda: procrastinate(
            databases.fresh("PostgreSQL", "rival"), due, pending
        ),
    }
    for name, side in sides.items():
        taken = await side()
        rates[name] = due / taken[1]
        figures += _figures(name, at, taken)
        figures.append(Figure(f"{at}, {name}: fired", rates[name], "/s", "until the last"))
    databases.drop("PostgreSQL", "rival")
    figures += [
        Figure(
            f"{at}: fired, ours / procrastinate",
            rates["ours"] / rates["procrastinate"],
            "x",
            "the service puts a message together each time",
            AtLeast(50),
        ),
        Figure(
            f"{at}: fired, ours / pgqueuer",
            rates["ours"] / rates["pgqueuer"],
            "x",
            "the same",
            AtLeast(1.2),
        ),
    ]
    return figures
