"""The migrations make the very tables that the code speaks of, on both databases."""

import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from reminder.errors import DatabaseDamaged, DatabaseTooNew
from reminder.store import migrate
from reminder.store.migrate import HEAD, bring_to_head, revision_of, upgrade


async def test_migrations_and_tables_agree(database_url: str) -> None:
    """Nothing is left to migrate once the migrations have run."""
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, check=True)
    await engine.dispose()
    assert await revision_of(database_url) == HEAD


async def test_bringing_to_head_twice_changes_nothing(database_url: str) -> None:
    """A start finds the tables at head and leaves them alone."""
    assert await revision_of(database_url) is None
    await bring_to_head(database_url)
    await bring_to_head(database_url)
    assert await revision_of(database_url) == HEAD


def test_head_is_the_newest_migration() -> None:
    """The revision that a start compares with is the newest there is."""
    config = Config()
    folder = Path(migrate.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_a_newer_database_is_refused(database_url: str) -> None:
    """A database of a newer version is left alone, with the way out in the error."""
    await bring_to_head(database_url)
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    with pytest.raises(DatabaseTooNew, match="newer than this program"):
        await bring_to_head(database_url)
    assert await revision_of(database_url) == "9999"


async def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    """A file that is no database is named as damaged and not touched."""
    damaged = tmp_path / "reminder.db"
    damaged.write_bytes(b"this is not a database, whatever its name says" * 100)
    before = damaged.read_bytes()
    with pytest.raises(DatabaseDamaged, match="restore the last backup"):
        await bring_to_head(f"sqlite+aiosqlite:///{damaged}")
    assert damaged.read_bytes() == before


async def test_downgrading_takes_every_table_away(sqlite_url: str) -> None:
    """The way back is there too."""
    from alembic import command  # noqa: PLC0415

    await bring_to_head(sqlite_url)
    engine = create_async_engine(sqlite_url)
    async with engine.begin() as connection:

        def down(sync_connection: object) -> None:
            config = Config()
            folder = Path(migrate.__file__).parent / "migrations"
            config.set_main_option("script_location", str(folder))
            config.attributes["connection"] = sync_connection
            command.downgrade(config, "base")

        await connection.run_sync(down)
    await engine.dispose()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///")) as file:
        tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
    file.close()
    assert "patient" not in tables
    assert "reminder" not in tables
