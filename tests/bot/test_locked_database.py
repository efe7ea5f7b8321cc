"""The inbox while its database is in trouble."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import event
from sqlmodel import SQLModel, select

from reminder.bot.inbox import TRIES, Inbox
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import Clinic, InboxState, InboxUpdate, PatientState, Role, Staff
from tests.bot.patient.phones import AnyApplication, application
from tests.cast import ANNA_CHAT, NOW, RECEPTION_CHAT, practice_of
from tests.practice.arrange import joined, patient_of

__all__ = ["application"]


class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return that instant."""
        return NOW

    def real(self, at: datetime) -> datetime:
        """Nothing waits for real time here."""
        return at


@pytest.fixture
async def impatient(tmp_path: Path) -> AsyncIterator[Store]:
    """A SQLite database with its tables, whose connections do not wait long for a lock."""
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'reminder.db'}", Keyring([Keyring.new_key()]))

    def hurry(connection: Any, _record: object) -> None:
        connection.cursor().execute("PRAGMA busy_timeout=10")

    event.listen(store.engine.sync_engine, "connect", hurry)
    async with store.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield store
    await store.close()


async def test_a_stop_outlives_a_locked_database(
    impatient: Store, application: AnyApplication, tmp_path: Path
) -> None:
    """While another process holds the database a STOP waits, however long; then it counts."""
    keyring = Keyring([Keyring.new_key()])
    async with impatient.writing() as db:
        clinic = Clinic(key="clinic", created_at=datetime(2026, 1, 1, tzinfo=UTC))
        db.add(clinic)
        await db.flush()
        practice = practice_of(clinic.id or 0, keyring)
        rita = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=keyring.chat(RECEPTION_CHAT),
            chat_id=str(RECEPTION_CHAT),
            name="Rita",
            role=Role.MEMBER,
            language="en",
            created_at=NOW,
        )
        db.add(rita)
        await db.flush()
        link = await joined(db, practice, rita, NOW, ANNA_CHAT)

    inbox = Inbox(impatient, practice, application, Standing(), handled=lambda *_: None)
    chat = {"id": ANNA_CHAT, "type": "private", "first_name": "Anna"}
    message = {
        "message_id": 1,
        "date": int(NOW.timestamp()),
        "chat": chat,
        "from": {"id": ANNA_CHAT, "is_bot": False, "first_name": "Anna"},
        "text": "STOP",
    }
    enough = asyncio.Event()
    faults = 0

    def count(_logger: object, _method: str, event_dict: Any) -> Any:
        nonlocal faults
        faults += event_dict["event"] == "database at fault"
        if faults == TRIES:  # as often as another update may fail before it is set aside
            enough.set()
        raise structlog.DropEvent

    # Another process's lock, taken when the update is stored and not yet handled.
    other = sqlite3.connect(tmp_path / "reminder.db", isolation_level=None)
    structlog.configure(processors=[count])
    try:
        await inbox.receive([{"update_id": 7, "message": message}])
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(30):
            await enough.wait()
        other.execute("COMMIT")
        async with asyncio.timeout(30):
            await inbox.quiet()
    finally:
        structlog.reset_defaults()
        other.close()
    async with impatient.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.OPTED_OUT
        assert (await db.exec(select(InboxUpdate.state))).one() is InboxState.DONE
    await inbox.close()
