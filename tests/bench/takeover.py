"""Two `reminder run` before one PostgreSQL database, of which the leading one is killed."""

import asyncio
import time

from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure, median
from tests.bench.server import answering, ask, polled, written
from tests.bench.sizes import Sizes
from tests.journeys.process import Running, configured

STRANGER = 7_000_000


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return how long after a kill -9 the other one has sent something."""
    if "PostgreSQL" not in databases.kinds:
        return []
    taken = [await _once(databases, number) for number in range(sizes.repetitions)]
    how = "from kill -9 of the leader to the answer that the other one sends"
    return [median("takeover", taken, "s", how, AtMost(3))]


async def _once(databases: Databases, number: int) -> float:
    folder = databases.folder / f"takeover_{number}"
    folder.mkdir()
    configured(folder)
    url = databases.fresh("PostgreSQL", "takeover").replace("+asyncpg", "")
    async with answering() as telegram:
        first = await Running.start(folder, telegram, REMINDER_DATABASE_URL=url)
        async with asyncio.timeout(120):
            await polled(telegram)
        second = await Running.start(folder, telegram, REMINDER_DATABASE_URL=url)
        # It stands by: it is well, and does not ask for updates.
        await asyncio.sleep(10)
        begun = time.monotonic()
        await first.kill()
        await ask(telegram, "give", [written(number + 1, STRANGER, "/start")])
        async with asyncio.timeout(120):
            while not (sent := await ask(telegram, "sent")):  # noqa: ASYNC110  (other processes)
                await asyncio.sleep(0.01)
        await second.stop()
    databases.drop("PostgreSQL", "takeover")
    return float(sent[0][0] - begun)
