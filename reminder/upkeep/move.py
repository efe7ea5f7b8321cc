"""Move a clinic from its SQLite file into a PostgreSQL database; the file stays as it is."""

import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from reminder.errors import MoveRefused
from reminder.settings import Settings, database_address
from reminder.store.backup import Note, write_backup
from reminder.store.database import fault_of, sqlite_file
from reminder.store.migrate import bring_to_head
from reminder.store.placing import BESIDE, fill, ours
from reminder.upkeep.holding import folder_held

STAGE = "reminder-moving.db"


async def move(settings: Settings, to: str, now: datetime) -> list[str]:
    """Copy everything into the empty database at `to`; return lines that say what was done.

    No service may run. Raises a `ReminderError`; whichever it is, nothing has changed anywhere.
    """
    url = _address(to)
    if sqlite_file(settings.database_url) is None:
        raise MoveRefused("(REMINDER_DATABASE_URL is not a SQLite file)")
    with folder_held(settings):
        stage = settings.data_dir / STAGE
        _clear(stage)
        try:
            note = await asyncio.to_thread(write_backup, settings.database_url, stage, now)
            await bring_to_head(f"sqlite+aiosqlite:///{stage}")
            await _pour(stage, url, note)
        except SQLAlchemyError as error:
            raise MoveRefused(f"(the target database: {fault_of(error)})") from error
        except (OSError, sqlite3.Error) as error:
            raise MoveRefused(f"(the target database cannot be reached: {error})") from error
        finally:
            _clear(stage)
    total = sum(note.rows.values())
    return [
        f"All {total} rows of {len(note.rows)} tables were copied and counted; the SQLite file was "
        "not changed.",
        "Now set REMINDER_DATABASE_URL (in .env, or in the file that REMINDER_DATABASE_URL_FILE "
        "names) to the address you gave to --to, and start the service. The key file stays the "
        "same. Keep the SQLite file until all is well, then remove it.",
    ]


def _address(to: str) -> str:
    try:
        url = database_address(to)
    except ValueError as error:
        raise MoveRefused(f"(--to {error})") from None
    if sqlite_file(url) is not None:
        raise MoveRefused("(--to must be postgresql://NAME:PASSWORD@HOST/DATABASE)")
    return url


async def _pour(stage: Path, url: str, note: Note) -> None:
    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await _empty(connection)
            rows = await fill(stage, connection)
            different = [name for name, count in note.rows.items() if rows.get(name) != count]
            if different:
                raise MoveRefused(f"(these tables came out different: {', '.join(different)})")
    finally:
        await engine.dispose()


async def _empty(connection: AsyncConnection) -> None:
    """Take away the empty tables of an earlier try; refuse a database that holds anything."""
    former = await connection.run_sync(ours)
    for name in former:
        found = await connection.execute(sa.text(f'SELECT 1 FROM "{name}" LIMIT 1'))  # noqa: S608
        if name != "alembic_version" and found.first() is not None:
            raise MoveRefused(
                f"(the target has rows in its table {name}: give the address of an empty database)"
            )
    for name in former:
        await connection.execute(sa.text(f'DROP TABLE "{name}" CASCADE'))


def _clear(stage: Path) -> None:
    for path in (stage, *(Path(f"{stage}{ending}") for ending in BESIDE)):
        path.unlink(missing_ok=True)
