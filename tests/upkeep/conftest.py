"""A clinic at work, whose data a command then takes in hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from reminder.opening import Opened, open_practice
from reminder.practice.clinic import Practice
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.keyfile import make_keys, read_keys
from reminder.store.migrate import HEAD
from reminder.store.tables import Role, Staff
from tests.cast import NOW, RECEPTION_CHAT


@dataclass
class Clinic:
    """The open data of a clinic."""

    store: Store
    practice: Practice


@asynccontextmanager
async def opened(settings: Settings, name: str | None = None) -> AsyncIterator[Clinic]:
    """Open a clinic's data for a while (None: the only one's)."""
    keyring = read_keys(settings.key_file)
    store = Store(settings.database_url, keyring)
    try:
        found = Opened(store, keyring, False)
        yield Clinic(store, await open_practice(settings, found, NOW, name))
    finally:
        await store.close()


async def make_tables(url: str) -> None:
    """Make the tables at head; quicker than by way of the migrations."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
        await connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        stamp = text("INSERT INTO alembic_version VALUES (:head)")
        await connection.execute(stamp, {"head": HEAD})
    await engine.dispose()


async def rita(clinic: Clinic, at: datetime = NOW) -> Staff:
    """Rita at the reception desk."""
    async with clinic.store.writing() as db:
        staff = Staff(
            clinic_id=clinic.practice.clinic_id,
            chat_hash=clinic.practice.keyring.chat(RECEPTION_CHAT),
            chat_id=str(RECEPTION_CHAT),
            name="Rita",
            role=Role.OWNER,
            language="en",
            created_at=at,
        )
        db.add(staff)
        await db.flush()
    return staff


@pytest.fixture
async def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings over a fresh database with its tables, once on SQLite and once on PostgreSQL."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{data / 'reminder.db'}"
    found = Settings.load(env_file=None, data_dir=data, database_url=database_url)
    make_keys(found.key_file)
    await make_tables(found.database_url)
    return found


@pytest.fixture
async def sqlite_settings(tmp_path: Path) -> Settings:
    """Settings over a SQLite file with its tables."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    found = Settings.load(env_file=None, data_dir=data)
    make_keys(found.key_file)
    await make_tables(found.database_url)
    return found
