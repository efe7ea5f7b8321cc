"""Look at the database: does the key open it, is it up to date, does anything wait in it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, func, select

from reminder.errors import DatabaseDamaged, KeyMissing, KeyWrong
from reminder.settings import Settings
from reminder.store.database import Store, sqlite_file
from reminder.store.keyfile import read_keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, is_newer, revision_of
from reminder.store.tables import Clinic, Delivery, InboxState, InboxUpdate, Reminder
from reminder.upkeep.finding import Finding, bad, good

SECONDS = 5.0
"""How soon the database has to answer."""

OVERDUE = timedelta(minutes=5)
RECENT = timedelta(days=7)


async def data(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Look at the database and the key file together."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        yield good("database", f"{file} is not there yet; the first start makes it")
        return
    try:
        async with asyncio.timeout(SECONDS):
            revision = await revision_of(settings.database_url)
    except DatabaseDamaged as error:
        yield bad("database", "it cannot be read", str(error))
        return
    except OSError as error:
        reason = error.strerror or type(error).__name__
        way_out = "look whether its server runs and REMINDER_DATABASE_URL leads to it"
        yield bad("database", f"it does not answer ({reason})", way_out)
        return
    if revision is None:
        yield good("database", "it is empty; the first start makes the tables")
        return
    yield _migrated(revision)
    try:
        keyring = read_keys(settings.key_file)
    except (KeyMissing, KeyWrong) as error:
        yield bad("key file", f"{settings.key_file} cannot be used", str(error))
        return
    if revision == HEAD:
        async for finding in _inside(settings, keyring, now):
            yield finding


def _migrated(revision: str) -> Finding:
    if revision == HEAD:
        return good("database", f"its tables are up to date ({HEAD})")
    how = f"its tables are at revision {revision}, and this program is made for {HEAD}"
    if is_newer(revision):
        way_out = "install the newer program, or restore the backup made before the upgrade"
        return bad("database", how, way_out)
    return bad("database", how, "start the service: it backs up and migrates")


async def _inside(settings: Settings, keyring: Keyring, now: datetime) -> AsyncIterator[Finding]:
    store = Store(settings.database_url, keyring)
    try:
        async with asyncio.timeout(SECONDS):
            yield await _key(store, settings)
            yield await _waiting(store, now)
            yield await _set_aside(store, now)
    except (SQLAlchemyError, OSError) as error:
        way_out = "run `reminder doctor` again; if it stays so, restore the last backup"
        yield bad("database", f"reading it failed ({type(error).__name__})", way_out)
    finally:
        await store.close()


async def _key(store: Store, settings: Settings) -> Finding:
    try:
        async with store.reading() as db:
            (await db.exec(select(Clinic.key_check))).all()
    except KeyWrong as error:
        return bad("key file", f"{settings.key_file} does not fit the database", str(error))
    return good(
        "key file", f"{settings.key_file} opens the database (is its copy somewhere else, too?)"
    )


async def _waiting(store: Store, now: datetime) -> Finding:
    overdue = 0
    async with store.reading() as db:
        for table, wake_at in ((Reminder, Reminder.wake_at), (Delivery, Delivery.wake_at)):
            query = select(func.count()).select_from(table)
            overdue += (await db.exec(query.where(col(wake_at) < now - OVERDUE))).one()
    if overdue:
        way_out = "look whether the service runs and Telegram is reached"
        return bad("messages", f"{overdue} are more than five minutes overdue", way_out)
    return good("messages", "none is overdue")


async def _set_aside(store: Store, now: datetime) -> Finding:
    async with store.reading() as db:
        count = (
            await db.exec(
                select(func.count())
                .select_from(InboxUpdate)
                .where(
                    InboxUpdate.state == InboxState.SET_ASIDE,
                    col(InboxUpdate.received_at) > now - RECENT,
                )
            )
        ).one()
    if count:
        how = f"{count} of the last seven days could not be handled"
        return bad("updates", how, "look for action=handle in the log, and report what it says")
    return good("updates", "all of the last seven days were handled")
