"""The same thousand as jobs of general schedulers and queues, beside the service's dispatcher.

In a first group a rival's job notes that it ran and does nothing else; the service looks at
consent, puts a message together and keeps its ledger besides, and hands it to a sender that notes
it. In a second group the rivals' jobs send the same messages, each by itself (`SameWork`), through
the same sender.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from importlib.util import find_spec

from sqlalchemy import func
from sqlmodel import col, select

from reminder.clock import ShiftedClock
from reminder.delivery.dispatcher import Dispatcher
from reminder.store.tables import Reminder, saved
from tests.bench import queues
from tests.bench.databases import Databases
from tests.bench.figures import AtLeast, Figure, median
from tests.bench.jobs import TURN, Job, Noting, SameWork, note
from tests.bench.population import NOW, Clinicful, delivered, populate
from tests.bench.queues import Jobs, Taken
from tests.bench.sending import burst, settled
from tests.bench.sizes import Sizes

SAME = "same work"

CLOCK = ShiftedClock(NOW + timedelta(seconds=1))


@dataclass
class Sides:
    """What each side took, by its name, in every repetition."""

    taken: dict[str, list[Taken]] = field(default_factory=dict)

    def add(self, name: str, taken: Taken) -> None:
        """Note one more repetition."""
        self.taken.setdefault(name, []).append(taken)

    def figures(self, name: str, at: str) -> list[Figure]:
        """Return a side's figures."""
        how = "from the start of the work"
        return [
            median(f"{at}, {name}: {which}", [one[n] * 1000 for one in self.taken[name]], "ms", how)
            for n, which in enumerate(("first", "last"))
        ]

    def times(self, one: str, other: str) -> list[float]:
        """Return how many times as long as the `other` a side took to the last, by repetition."""
        pairs = zip(self.taken[one], self.taken[other], strict=True)
        return [a[1] / b[1] for a, b in pairs]


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures of each, and how many times as fast the service is."""
    queues.silence()
    due, small = sizes.due, min(sizes.pending)
    figures = await _beside_apscheduler(databases, due, small, sizes.repeats)
    if "PostgreSQL" in databases.kinds and find_spec("procrastinate") and find_spec("pgqueuer"):
        many = min((n for n in sizes.pending if n > small), default=small)
        figures += await _beside_queues(databases, due, many, sizes.repeats)
    return figures


async def _filled(
    databases: Databases, kind: str, due: int, pending: int
) -> tuple[Clinicful, Jobs]:
    """Fill the database `rivals`; return it with the reminders that a rival keeps a job for: one
    for each message that is due, and of the others as many as make up the number.
    """
    # What is imported and compiled at first belongs to no side.
    few = min(due, 50)
    await _ours(databases, kind, await populate(databases, kind, "rivals", due=few, pending=few))
    clinic = await populate(databases, kind, "rivals", due=due, pending=pending)
    store = clinic.store()
    async with store.reading() as db:
        now = CLOCK.now()
        first = select(func.min(Reminder.id)).where(col(Reminder.wake_at) <= now)
        dues = (await db.exec(first.group_by(col(Reminder.patient_id)))).all()
        rest = select(Reminder.id).where(col(Reminder.wake_at) > now).limit(pending - due)
        laters = (await db.exec(rest)).all()
    await store.close()
    return clinic, Jobs([saved(number) for number in dues], [saved(number) for number in laters])


async def _ours(databases: Databases, kind: str, clinic: Clinicful) -> Taken:
    """Have the dispatcher send what is due in a copy."""
    url = databases.copied(kind, "rivals", "rival")
    store = replace(clinic, url=url).store()
    TURN.begin(note)
    dispatcher = Dispatcher(store, clinic.practice, Noting(), CLOCK, lambda _at: None, batch=200)
    with settled():
        begun = time.monotonic()
        await burst(dispatcher)
    await store.close()
    databases.drop(kind, "rival")
    return TURN.taken(begun, clinic.due)


async def _same_work(url: str, clinic: Clinicful, run: Callable[[Job], Awaitable[Taken]]) -> Taken:
    """Have a rival send what is due in the database at `url`; all of it must stand in the rows."""
    store = replace(clinic, url=url).store()
    with settled():
        taken = await run(SameWork(store, clinic.practice, Noting(), CLOCK))
    arrived = await delivered(store)
    await store.close()
    if arrived != clinic.due:
        message = f"{arrived} of {clinic.due} messages were recorded as delivered"
        raise RuntimeError(message)
    return taken


async def _beside_apscheduler(
    databases: Databases, due: int, pending: int, repeats: int
) -> list[Figure]:
    kind, mine, stored, same = (
        "SQLite",
        "ours on SQLite, no network",
        "APScheduler on SQLite",
        f"APScheduler on SQLite, {SAME}",
    )
    clinic, jobs = await _filled(databases, kind, due, pending)
    await queues.fill_apscheduler(databases.fresh(kind, "apscheduler"), jobs)
    sides = Sides()
    for _ in range(repeats):
        sides.add(mine, await _ours(databases, kind, clinic))
        sides.add("APScheduler in memory", await queues.apscheduler_in_memory(jobs, note))
        kept = databases.copied(kind, "apscheduler", "kept")
        sides.add(stored, await queues.apscheduler(kept, jobs, note))
        kept = databases.copied(kind, "apscheduler", "kept")
        url = databases.copied(kind, "rivals", "rival")
        taken = await _same_work(url, clinic, partial(queues.apscheduler, kept, jobs))
        sides.add(same, taken)
    for name in ("apscheduler", "kept", "rivals", "rival"):
        databases.drop(kind, name)
    at = f"{due:,} due of {pending:,}"
    return [
        *(figure for name in sides.taken for figure in sides.figures(name, at)),
        median(
            f"{at}: last, APScheduler on SQLite / ours",
            sides.times(stored, mine),
            "x",
            "one job a reminder; its jobs do nothing",
            AtLeast(15),
        ),
        median(
            f"{at}: last, APScheduler on SQLite / ours, {SAME}",
            sides.times(same, mine),
            "x",
            "one job a message, which it reads, decides, composes and records",
            AtLeast(15),
        ),
    ]


async def _beside_queues(
    databases: Databases, due: int, pending: int, repeats: int
) -> list[Figure]:
    kind = "PostgreSQL"
    clinic, jobs = await _filled(databases, kind, due, pending)
    run: Mapping[str, Callable[[str, Jobs, Job], Awaitable[Taken]]] = {
        "pgqueuer": queues.pgqueuer,
        "procrastinate": queues.procrastinate,
    }
    await queues.fill_pgqueuer(databases.copied(kind, "rivals", "pgqueuer"), jobs)
    await queues.fill_procrastinate(databases.copied(kind, "rivals", "procrastinate"), jobs)
    sides = Sides()
    for _ in range(repeats):
        sides.add("ours", await _ours(databases, kind, clinic))
        for name, rival in run.items():
            url = databases.copied(kind, name, "rival")
            sides.add(name, await rival(url, jobs, note))
            url = databases.copied(kind, name, "rival")
            taken = await _same_work(url, clinic, partial(rival, url, jobs))
            sides.add(f"{name}, {SAME}", taken)
    for name in ("rivals", "rival", *run):
        databases.drop(kind, name)
    at = f"{due:,} due of {pending:,}, {kind}"
    figures = []
    for name, taken_each in sides.taken.items():
        figures += sides.figures(name, at)
        rates = [due / last for _, last in taken_each]
        figures.append(median(f"{at}, {name}: fired", rates, "/s", "until the last"))
    empty = "its jobs do nothing; the service puts a message together each time"
    full = "one job a message, which it reads, decides, composes and records"
    for end, how in (("", empty), (f", {SAME}", full)):
        for name, aim in (("procrastinate", 50), ("pgqueuer", 1.2)):
            times = sides.times(name + end, "ours")
            figures.append(
                median(f"{at}: fired, ours / {name}{end}", times, "x", how, AtLeast(aim))
            )
    return figures
