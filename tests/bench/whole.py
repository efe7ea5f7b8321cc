"""The whole service in this process, over a filled database and the answering server."""

import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from reminder.app import Service
from reminder.bot.limits import Rates
from reminder.bot.visit import Occasion
from reminder.branch import Branch
from reminder.clock import ShiftedClock
from reminder.demonstration import TOKEN
from reminder.settings import Settings
from tests.bench.databases import Databases
from tests.bench.population import NOW, Clinicful, populate
from tests.bench.sending import settled


@dataclass
class Watched:
    """A running service of one clinic. `committed`: when the handling of each chat's update was
    committed (monotonic seconds), and whose it was.
    """

    branch: Branch
    quiet: Callable[[], Awaitable[None]]
    committed: list[tuple[float, int]] = field(default_factory=list)

    def watch(self) -> None:
        """Note what the inbox has handled from now on."""
        after = self.branch.inbox._handled

        def noted(occasion: Occasion | None, query_id: str | None) -> None:
            if occasion is not None:
                self.committed.append((time.monotonic(), occasion.chat_id))
            after(occasion, query_id)

        self.branch.inbox._handled = noted


async def filled(
    databases: Databases,
    kind: str,
    folder: Path,
    *,
    due: int,
    pending: int,
    now: datetime = NOW,
    zone: str | None = None,
) -> Clinicful:
    """Fill a database (see `populate`) under the keys of a service's data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = await populate(databases, kind, "whole", due=due, pending=pending, now=now, zone=zone)
    shutil.copy(found.keys, folder / "keys")
    return found


@asynccontextmanager
async def serving(
    clinic: Clinicful, folder: Path, telegram: str, rates: Rates
) -> AsyncIterator[Watched]:
    """Have the service run at the hour of the day's message."""
    settings = Settings.load(
        env_file=None,
        bot_token=TOKEN,
        telegram_url=telegram,
        data_dir=folder,
        key_file=folder / "keys",
        database_url=clinic.url,
        web_port=0,
        backups_kept=0,
    )
    clock = ShiftedClock(NOW + timedelta(seconds=1))
    service = Service(settings, clock, lambda _line: None, rates)
    await service.start()
    watched = Watched(service.branch, service.quiet)
    watched.watch()
    try:
        # As `reminder run` does; what else this process has loaded is no part of the service.
        with settled():
            yield watched
    finally:
        await service.stop()
