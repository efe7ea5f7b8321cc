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
from sqlmodel import SQLModel, col, select

from reminder.bot.inbox import TRIES, Inbox
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import Clinic, InboxState, InboxUpdate, PatientState, Role, Staff
from tests.bot.patient.phones import AnyApplication, application
from tests.cast import ANNA_CHAT, NOW, RECEPTION_CHAT, practice_of
from tests.practice.arrange import Invited, joined, patient_of

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


async def anna_joined(store: Store) -> tuple[Practice, Invited]:
    """A clinic whose patient Anna has agreed."""
    keyring = Keyring([Keyring.new_key()])
    async with store.writing() as db:
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
    return practice, link


def written(**content: Any) -> dict[str, Any]:
    """A message of Anna's, as Telegram sends it."""
    chat = {"id": ANNA_CHAT, "type": "private", "first_name": "Anna"}
    sender = {"id": ANNA_CHAT, "is_bot": False, "first_name": "Anna"}
    date = int(NOW.timestamp())
    return {"message_id": 1, "date": date, "chat": chat, "from": sender, **content}


async def test_a_stop_outlives_a_locked_database(
    impatient: Store, application: AnyApplication, tmp_path: Path
) -> None:
    """While another process holds the database a STOP waits, however long; then it counts."""
    practice, link = await anna_joined(impatient)
    inbox = Inbox(impatient, practice, application, Standing(), handled=lambda *_: None)
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
        await inbox.receive([{"update_id": 7, "message": written(text="STOP")}])
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


async def test_a_failing_update_is_set_aside_once_the_database_can_be_written(
    impatient: Store, application: AnyApplication, tmp_path: Path
) -> None:
    """What cannot be noted of it for a lock, or a full disk, is noted later: it waits for no
    restart, and the chat's next update is heard.
    """
    practice, link = await anna_joined(impatient)
    inbox = Inbox(impatient, practice, application, Standing(), handled=lambda *_: None)
    other = sqlite3.connect(tmp_path / "reminder.db", isolation_level=None)
    locked = 0

    def lock(_logger: object, _method: str, event_dict: Any) -> Any:
        nonlocal locked
        match event_dict["event"]:
            case "update failed" if event_dict["attempt"] == TRIES and not locked:
                other.execute("BEGIN IMMEDIATE")
                locked += 1
            case "database at fault" | "fault not noted":
                other.execute("COMMIT")
        raise structlog.DropEvent

    structlog.configure(processors=[lock])
    try:
        unreadable = {"update_id": 7, "message": written(photo=5)}
        stop = {"update_id": 8, "message": written(text="STOP")}
        await inbox.receive([unreadable, stop])
        async with asyncio.timeout(30):
            await inbox.quiet()
    finally:
        structlog.reset_defaults()
        other.close()
    async with impatient.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.OPTED_OUT
        states = (await db.exec(select(InboxUpdate.state).order_by(col(InboxUpdate.id)))).all()
    assert states == [InboxState.SET_ASIDE, InboxState.DONE]
    assert locked
    await inbox.close()
