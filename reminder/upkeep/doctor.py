"""Look at everything that a small server needs, one line each; works beside a running service."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from reminder.errors import ReminderError
from reminder.opening import added_clinics
from reminder.settings import Settings
from reminder.store.database import sqlite_file
from reminder.upkeep import look_clinics, look_data, look_here, look_telegram
from reminder.upkeep.finding import Finding, bad


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield one finding after the other, as soon as each is known; nothing is changed."""
    added = [] if sqlite_file(settings.database_url) else asyncio.run(added_clinics(settings))
    has_own = settings.bot_token is not None or not added
    looks: tuple[tuple[str, Callable[[], Iterable[Finding]]], ...] = (
        ("configuration", lambda: look_here.configuration(settings) if has_own else ()),
        ("clinics", lambda: look_clinics.clinics(settings, added)),
        ("data folder", lambda: look_here.folder(settings)),
        ("database", lambda: asyncio.run(_data(settings, now))),
        ("backup", lambda: look_here.backups(settings, now)),
        ("disk", lambda: look_here.disk(settings)),
        ("service", lambda: look_telegram.running(settings)),
        ("telegram", lambda: look_telegram.telegram(settings, now) if has_own else ()),
    )
    for what, look in looks:
        try:
            yield from look()
        except (ReminderError, OSError) as error:
            # One look that fails must not hide the others.
            yield bad(what, "it could not be looked at", str(error) or type(error).__name__)


async def _data(settings: Settings, now: datetime) -> list[Finding]:
    return [finding async for finding in look_data.data(settings, now)]
