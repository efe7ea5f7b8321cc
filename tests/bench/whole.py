"""The whole service in this process, over a filled database and the answering server."""

import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from reminder.app import Service
from reminder.bot.limits import Rates
from reminder.bot.visit import Occasion
from reminder.clock import ShiftedClock
from reminder.demonstration import TOKEN
from reminder.settings import Settings
from tests.bench.databases import Databases
from tests.bench.population import NOW, Clinicful, populate


class Watched(Service):
    """A service that notes when the handling of each chat's update was committed."""

    committed: list[tuple[float, int]]

    def _after_handling(self, occasion: Occasion | None, query_id: str | None) -> None:
        if occasion is not None:
            self.committed.append((time.monotonic(), occasion.chat_id))
        super()._after_handling(occasion, query_id)


async def filled(
    databases: Databases, kind: str, folder: Path, *, due: int, pending: int, now: datetime = NOW
) -> Clinicful:
    """Fill a database under the keys of a service's data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    found = await populate(databases, kind, "whole", due=due, pending=pending, now=now)
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
    service = Watched(settings, clock, lambda _line: None, rates)
    service.committed = []
    await service.start()
    try:
        yield service
    finally:
        await service.stop()
