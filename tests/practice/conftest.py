"""A clinic over a fresh database, for the use cases."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlmodel import SQLModel

from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import Clinic, Role, Staff
from tests.cast import NOW, RECEPTION_CHAT, practice_of


@pytest.fixture
def now() -> datetime:
    """A Thursday afternoon at the clinic."""
    return NOW


@pytest.fixture
def keyring() -> Keyring:
    """Fresh keys."""
    return Keyring([Keyring.new_key()])


@pytest.fixture
async def store(database_url: str, keyring: Keyring) -> AsyncIterator[Store]:
    """A database with the tables in it, once on SQLite and once on PostgreSQL."""
    opened = Store(database_url, keyring)
    async with opened.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield opened
    await opened.close()


@pytest.fixture
async def practice(store: Store, keyring: Keyring) -> Practice:
    """The example clinic, with its row."""
    async with store.writing() as db:
        clinic = Clinic(key="clinic", created_at=datetime(2026, 1, 1, tzinfo=UTC))
        db.add(clinic)
        await db.flush()
        assert clinic.id is not None
        return practice_of(clinic.id, keyring)


@pytest.fixture
async def reception(store: Store, practice: Practice) -> Staff:
    """Rita at the reception desk, a member of staff."""
    async with store.writing() as db:
        rita = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(RECEPTION_CHAT),
            chat_id=str(RECEPTION_CHAT),
            name="Rita",
            role=Role.MEMBER,
            language="en",
            created_at=NOW,
        )
        db.add(rita)
        await db.flush()
        return rita
