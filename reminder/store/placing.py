"""Put a prepared SQLite file in the place of the database, and keep aside what was there."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from reminder.errors import ForeignTables
from reminder.store.copying import pour, tables
from reminder.store.migrate import upgrade

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database file; it belongs to that file alone."""


def stamp(now: datetime) -> str:
    """Return an instant as it stands in the names of what is kept aside."""
    return now.astimezone(UTC).strftime("%Y%m%dt%H%M%Sz")


def put_sqlite(stage: Path, target: Path, now: datetime) -> Path | None:
    """Let `stage` become the SQLite file `target`; return where the former file is kept.

    At each instant there is a whole database under the name. Raises `OSError`.
    """
    aside = None
    if target.exists():
        aside = target.with_name(f"{target.stem}-replaced-{stamp(now)}{target.suffix}")
        with suppress(sqlite3.Error), closing(sqlite3.connect(target)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
        for ending in BESIDE:
            # Only a file that cannot be read still has any. They must not meet the new one.
            beside = Path(f"{target}{ending}")
            if beside.exists():
                beside.rename(f"{aside}{ending}")
        try:
            os.link(target, aside)
        except OSError:
            target.rename(aside)  # a file system without links
    stage.replace(target)
    return aside


async def put_postgres(stage: Path, url: str, now: datetime) -> str | None:
    """Let the rows of `stage` (at head) become the database; return the schema that now holds the
    former tables. All of it happens, or nothing.
    """
    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await connection.execute(sa.text("SET LOCAL lock_timeout = '10s'"))
            former = await connection.run_sync(ours)
            schema = None
            if former:
                schema = f"replaced_{stamp(now)}"
                await connection.execute(sa.text(f'CREATE SCHEMA "{schema}"'))
                for name in former:
                    await connection.execute(sa.text(f'ALTER TABLE "{name}" SET SCHEMA "{schema}"'))
            await fill(stage, connection)
            return schema
    finally:
        await engine.dispose()


async def fill(stage: Path, connection: AsyncConnection) -> Mapping[str, int]:
    """Make the tables in a PostgreSQL database that has none, and pour the rows of `stage` in."""
    await connection.run_sync(upgrade)
    return await pour(stage, connection)


def ours(connection: sa.Connection) -> list[str]:
    """Return the tables of this program that a database has, those of a newer version included.

    Raises:
        ForeignTables: there are some of the same names that are not this program's.
    """
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names())
    found = there & {"alembic_version", *(table.name for table in tables())}
    if found and "alembic_version" not in found:
        raise ForeignTables
    while more := {
        name
        for name in there - found
        if any(key["referred_table"] in found for key in inspector.get_foreign_keys(name))
    }:
        found |= more
    return sorted(found)
