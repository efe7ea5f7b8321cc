"""Bring a database's tables to the newest shape.

Alembic is large and needed for a moment only, so a running service asks for it in a process of its
own (`python -m reminder.store.migrate`), and not at all where the tables are already at head.
"""

import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from reminder.errors import DatabaseDamaged, DatabaseTooNew, ReminderError

HEAD = "0008"
"""The newest revision; a test holds it against the migrations themselves."""

MIGRATING = 0x726D6472_00
"""The key of the advisory lock of whoever migrates."""

URL_VARIABLE = "REMINDER_MIGRATE_URL"


async def revision_of(url: str) -> str | None:
    """Return the revision that the database is at, None for an empty one.

    Raises `DatabaseDamaged` where it cannot be read.
    """
    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_revision)
    except DatabaseError as error:
        raise DatabaseDamaged from error
    finally:
        await engine.dispose()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


async def bring_to_head(url: str) -> None:
    """Create or migrate the tables at `url` (an async URL) where they are not at head yet."""
    if await revision_of(url) == HEAD:
        return
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "reminder.store.migrate",
        # The URL may hold a password: the environment is private where arguments are not.
        env={**os.environ, URL_VARIABLE: url},
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await child.communicate()
    if child.returncode == DatabaseTooNew.exit_code:
        raise DatabaseTooNew
    if child.returncode:
        last_line = complaint.decode(errors="replace").strip().splitlines()[-1:]
        message = f"The tables could not be migrated: {' '.join(last_line)}"
        raise ReminderError(message)


def is_newer(revision: str) -> bool:
    """Whether a database at this revision was made by a newer program: revisions are numbered."""
    return revision > HEAD


def upgrade(connection: Connection, check: bool = False, to: str = "head") -> None:
    """Run the migrations up to `to` over an open connection; with `check`, complain about drift.

    Raises `DatabaseTooNew` where this program does not know the revision.
    """
    from alembic import command  # noqa: PLC0415  (large, and only wanted here)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        if "Can't locate revision" in str(error):
            raise DatabaseTooNew from error
        raise
    if check:
        command.check(config)


async def _upgrade_here(url: str) -> None:
    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.begin() as connection:
            await _run(connection)
    finally:
        await engine.dispose()


async def _run(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        # Processes that start together migrate one after the other.
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
    await connection.run_sync(upgrade)


def main() -> int:
    """Migrate the database that the environment names; the exit code says how it went."""
    try:
        asyncio.run(_upgrade_here(os.environ[URL_VARIABLE]))
    except DatabaseTooNew as error:
        print(error, file=sys.stderr)  # noqa: T201
        return DatabaseTooNew.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
