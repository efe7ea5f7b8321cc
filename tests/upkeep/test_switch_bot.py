"""Another bot for the clinic, on purpose."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from reminder.clock import ShiftedClock
from reminder.errors import AlreadyRunning
from reminder.practice.own_bot import take_bot
from reminder.settings import Settings
from reminder.store.lock import FolderLock
from reminder.store.tables import AuditEvent, Clinic
from reminder.upkeep.switch_bot import switch_bot
from tests.upkeep.conftest import opened

CLOCK = ShiftedClock(datetime(2026, 9, 17, 12, tzinfo=UTC))


async def test_the_next_start_takes_the_bot_of_its_token(settings: Settings) -> None:
    """The bot is forgotten, what follows from it is said, and the audit log has it."""
    assert "no bot yet" in (await switch_bot(settings, CLOCK))[0]
    async with opened(settings) as clinic, clinic.store.writing() as db:
        await take_bot(db, clinic.practice, 7, "aurora_bot")
    lines = await switch_bot(settings, CLOCK)
    assert "@aurora_bot is the clinic's bot no more" in lines[0]
    async with opened(settings) as clinic, clinic.store.writing() as db:
        assert (await db.exec(select(Clinic.bot_id))).one() is None
        assert "bot_switched" in (await db.exec(select(AuditEvent.action))).all()
        await take_bot(db, clinic.practice, 8, "other_bot")


async def test_not_beside_a_running_service(settings: Settings) -> None:
    """It would go on moving the offset of the bot that it has."""
    lock = FolderLock(settings.data_dir)
    lock.acquire()
    try:
        with pytest.raises(AlreadyRunning):
            await switch_bot(settings, CLOCK)
    finally:
        lock.release()
