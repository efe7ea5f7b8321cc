"""General schedulers and queues, each with a job for every reminder: filled once, and run on copies
of what they keep.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from tests.bench.jobs import PATIENCE, TURN, Job, fire
from tests.bench.population import plain

DAY = timedelta(days=1)
BATCH = 5000
"""How many jobs are handed over at a time while a queue is filled."""


@dataclass(frozen=True)
class Jobs:
    """The numbers of the reminders that jobs are kept for: those `due`, and those for `later`."""

    due: Sequence[int]
    later: Sequence[int]


Taken = tuple[float, float]
"""After how many seconds the first and the last has fired."""


def silence() -> None:
    """They tell of each job otherwise."""
    for name in ("apscheduler", "procrastinate", "pgqueuer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _scheduler(store: Any) -> AsyncIOScheduler:
    """Return one that is paused, with the settings that lose none."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": store},
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    scheduler.start(paused=True)
    return scheduler


def _schedule(scheduler: AsyncIOScheduler, jobs: Jobs) -> None:
    """One date job a reminder."""
    now = datetime.now(UTC)
    for at, numbers in ((now, jobs.due), (now + DAY, jobs.later)):
        for number in numbers:
            scheduler.add_job(fire, "date", run_date=at, args=[number])


async def _scheduled(scheduler: AsyncIOScheduler, jobs: Jobs, job: Job) -> Taken:
    TURN.begin(job)
    await asyncio.sleep(0)
    begun = time.monotonic()
    scheduler.resume()
    await TURN.all_ended(len(jobs.due))
    scheduler.shutdown(wait=False)
    return TURN.taken(begun, len(jobs.due))


async def apscheduler_in_memory(jobs: Jobs, job: Job) -> Taken:
    """APScheduler without a store."""
    scheduler = _scheduler(MemoryJobStore())
    _schedule(scheduler, jobs)
    return await _scheduled(scheduler, jobs, job)


async def fill_apscheduler(url: str, jobs: Jobs) -> None:
    """Keep the jobs in a SQLite file of their own."""
    scheduler = _scheduler(SQLAlchemyJobStore(url=url.replace("+aiosqlite", "")))
    _schedule(scheduler, jobs)
    scheduler.shutdown(wait=False)


async def apscheduler(url: str, jobs: Jobs, job: Job) -> Taken:
    """APScheduler on such a file."""
    store = SQLAlchemyJobStore(url=url.replace("+aiosqlite", ""))
    return await _scheduled(_scheduler(store), jobs, job)


async def fill_procrastinate(url: str, jobs: Jobs) -> None:
    """Defer a job for each, scheduled for its time."""
    import procrastinate as library  # noqa: PLC0415  (pinned for measurements alone)

    app = library.App(connector=library.PsycopgConnector(conninfo=plain(url)))
    task = app.task(name="fire")(fire)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        later = task.configure(schedule_at=datetime.now(UTC) + DAY)
        for numbers, deferring in ((jobs.later, later), (jobs.due, task)):
            for begin in range(0, len(numbers), BATCH):
                batch = numbers[begin : begin + BATCH]
                await deferring.batch_defer_async(*({"number": number} for number in batch))
        await app.connector.execute_query_async("ANALYZE")


async def procrastinate(url: str, jobs: Jobs, job: Job) -> Taken:
    """A worker of procrastinate with 100 at once."""
    import procrastinate as library  # noqa: PLC0415  (as above)

    app = library.App(connector=library.PsycopgConnector(conninfo=plain(url)))
    app.task(name="fire")(fire)
    TURN.begin(job)
    async with app.open_async():
        begun = time.monotonic()
        async with asyncio.timeout(PATIENCE):
            await app.run_worker_async(wait=False, concurrency=100, install_signal_handlers=False)
    return TURN.taken(begun, len(jobs.due))


async def fill_pgqueuer(url: str, jobs: Jobs) -> None:
    """Enqueue a job for each, to be executed after its time."""
    import asyncpg  # noqa: PLC0415
    from pgqueuer import AsyncpgDriver  # noqa: PLC0415  (as above)
    from pgqueuer.queries import Queries  # noqa: PLC0415

    connection = await asyncpg.connect(plain(url))
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    for numbers, wait in ((jobs.later, DAY), (jobs.due, timedelta())):
        for begin in range(0, len(numbers), BATCH):
            batch = numbers[begin : begin + BATCH]
            n = len(batch)
            payloads = [str(number).encode() for number in batch]
            await queries.enqueue(["fire"] * n, payloads, [0] * n, [wait] * n)
    await connection.execute("ANALYZE")
    await connection.close()


async def pgqueuer(url: str, jobs: Jobs, job: Job) -> Taken:
    """A worker of pgqueuer with batches of 200."""
    import asyncpg  # noqa: PLC0415
    from pgqueuer import AsyncpgDriver, QueueManager  # noqa: PLC0415  (as above)
    from pgqueuer.queries import Queries  # noqa: PLC0415
    from pgqueuer.types import QueueExecutionMode  # noqa: PLC0415

    connection = await asyncpg.connect(plain(url))
    manager = QueueManager(Queries(AsyncpgDriver(connection)))

    async def run(one: Any) -> None:
        await fire(int(one.payload))

    manager.entrypoint("fire")(run)
    TURN.begin(job)
    begun = time.monotonic()
    working = asyncio.create_task(manager.run(batch_size=200, mode=QueueExecutionMode.continuous))
    ended = asyncio.create_task(TURN.all_ended(len(jobs.due)))
    try:
        await asyncio.wait({ended, working}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        await ended
    finally:
        ended.cancel()
        manager.shutdown.set()
        working.cancel()
        await asyncio.wait({working})
        await connection.close()
    return TURN.taken(begun, len(jobs.due))
