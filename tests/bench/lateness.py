"""How late single reminders go out of a `reminder run` that is idle between them."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.bench.population import FIRST_CHAT
from tests.bench.server import answering, ask, polled
from tests.bench.waves import Waves
from tests.journeys.process import Running

HERALD = timedelta(seconds=20)
"""How long before the first of them the service is started."""

CAUGHT_UP = 3.0
"""Seconds from its first poll, after which it has nothing else to do."""

LATEST = 30.0
"""Seconds by which one that is not out counts as lost."""


async def lateness(waves: Waves, folder: Path, singles: int, seconds: float) -> list[float]:
    """Return how many seconds late each reminder reached the server, of `singles` due at instants
    scattered over so many `seconds`. Those due before the service was idle are left out.
    """
    # The same instants in every run, and in none of them at the beginning of a second.
    scattered = Random(20261126)
    begins = datetime.now(UTC) + HERALD
    instants = [begins + timedelta(seconds=scattered.uniform(0, seconds)) for _ in range(singles)]
    await waves.bring_on(instants)
    url = waves.clinic.url.replace("+aiosqlite", "")
    async with answering() as telegram:
        running = await Running.start(
            folder, telegram, REMINDER_DATABASE_URL=url, REMINDER_BACKUPS_KEPT="0"
        )
        async with asyncio.timeout(120):
            await polled(telegram)
        idle_from = time.monotonic() + CAUGHT_UP
        async with asyncio.timeout(HERALD.total_seconds() + seconds + LATEST):
            while await ask(telegram, "count") < singles:  # noqa: ASYNC110  (another process)
                await asyncio.sleep(1)
        sent = {chat: at for at, chat in await ask(telegram, "sent")}
        await running.stop()
    by_the_wall = time.time() - time.monotonic()
    due = [at.timestamp() - by_the_wall for at in instants]
    return [sent[FIRST_CHAT + n] - at for n, at in enumerate(due) if at > idle_from]
