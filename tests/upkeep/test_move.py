"""From the SQLite file into PostgreSQL in one command."""

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import select

from reminder.errors import AlreadyRunning, ForeignTables, MoveRefused
from reminder.settings import Settings
from reminder.store.database import sqlite_file
from reminder.store.lock import FolderLock
from reminder.store.migrate import HEAD, revision_of
from reminder.store.tables import Patient, PatientState
from reminder.upkeep.move import move
from tests.cast import ANNA_CHAT, NOW
from tests.practice.arrange import joined
from tests.upkeep.conftest import opened, rita


async def test_everything_moves_and_the_file_stays(
    sqlite_settings: Settings, postgres_url: str
) -> None:
    """All rows arrive and read under the same keys, numbering goes on, a second move is refused."""
    async with opened(sqlite_settings) as clinic:
        staff = await rita(clinic)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, NOW, ANNA_CHAT, "Anna")
    file = sqlite_file(sqlite_settings.database_url)
    assert file is not None
    before = file.read_bytes()
    lines = await move(sqlite_settings, postgres_url, NOW)
    assert "REMINDER_DATABASE_URL" in " ".join(lines)
    assert file.read_bytes() == before
    assert not list(sqlite_settings.data_dir.glob("*moving*"))
    there = sqlite_settings.model_copy(update={"database_url": postgres_url})
    assert await revision_of(postgres_url) == HEAD
    async with opened(there) as clinic:
        async with clinic.store.writing() as db:
            anna = (await db.exec(select(Patient))).one()
            assert (anna.name, anna.state) == ("Anna", PatientState.ACTIVE)
            assert anna.chat_hash == clinic.practice.keyring.chat(ANNA_CHAT)
        staff = await rita(clinic)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, NOW, 2004, "Dora")
    with pytest.raises(MoveRefused, match="has rows in its table"):
        await move(sqlite_settings, postgres_url, NOW)


async def test_a_move_that_is_refused_changes_nothing(
    sqlite_settings: Settings, postgres_url: str
) -> None:
    """Beside a service, to a wrong address, to a server that is not there, from PostgreSQL."""
    lock = FolderLock(sqlite_settings.data_dir)
    lock.acquire()
    with pytest.raises(AlreadyRunning):
        await move(sqlite_settings, postgres_url, NOW)
    lock.release()
    for to, words in (
        ("mysql://h/c", r"--to must be"),
        ("sqlite:///other.db", r"must be postgresql://"),
        ("postgresql://a:swordfish@127.0.0.1:1/c", "cannot be reached"),
        (postgres_url.replace("/test_", "/nosuch_"), "InvalidCatalogName"),
    ):
        with pytest.raises(MoveRefused, match=words) as caught:
            await move(sqlite_settings, to, NOW)
        assert "swordfish" not in str(caught.value)
    there = sqlite_settings.model_copy(update={"database_url": postgres_url})
    with pytest.raises(MoveRefused, match="not a SQLite file"):
        await move(there, postgres_url, NOW)
    engine = create_async_engine(postgres_url)
    async with engine.begin() as connection:
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
        assert names == []
        # Somebody else's, and empty: it is not taken for ours.
        await connection.execute(sa.text("CREATE TABLE session (id integer)"))
    with pytest.raises(ForeignTables, match="another program's tables"):
        await move(sqlite_settings, postgres_url, NOW)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    await engine.dispose()
    assert names == ["session"]
