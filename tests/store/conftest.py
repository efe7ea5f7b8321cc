"""A store over a fresh database, for the store's own suite."""

from collections.abc import AsyncIterator

import pytest

from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.migrate import bring_to_head


@pytest.fixture
def keyring() -> Keyring:
    """Fresh keys."""
    return Keyring([Keyring.new_key()])


@pytest.fixture
async def store(database_url: str, keyring: Keyring) -> AsyncIterator[Store]:
    """A migrated database, once on SQLite and once on PostgreSQL."""
    await bring_to_head(database_url)
    opened = Store(database_url, keyring)
    yield opened
    await opened.close()
