"""Which bot is the clinic's."""

import pytest

from reminder.errors import OtherBot
from reminder.practice.clinic import Practice
from reminder.practice.own_bot import check_bot, forget_bot, take_bot
from reminder.store.database import Store
from reminder.store.tables import Clinic


async def clinic_of(store: Store, practice: Practice) -> Clinic:
    """The clinic's row as it is now."""
    async with store.reading() as db:
        return await db.get_one(Clinic, practice.clinic_id, populate_existing=True)


async def test_another_bot_is_refused_and_changes_nothing(store: Store, practice: Practice) -> None:
    """The first bot is the clinic's; another one's token is refused with the way out, and neither
    the offset of the updates nor the bot's name changes.
    """
    async with store.writing() as db:
        await check_bot(db, practice, 7, "aurora_bot")
        await take_bot(db, practice, 7, "aurora_bot")
        (await db.get_one(Clinic, practice.clinic_id)).update_offset = 42
    for attempt in (check_bot, take_bot):
        with pytest.raises(OtherBot, match=r"@other_bot's, .* @aurora_bot; .* switch-bot"):
            async with store.writing() as db:
                await attempt(db, practice, 8, "other_bot")
    clinic = await clinic_of(store, practice)
    assert (clinic.bot_id, clinic.bot_username, clinic.update_offset) == (7, "aurora_bot", 42)
    async with store.writing() as db:
        await take_bot(db, practice, 7, "renamed_bot")
    assert (await clinic_of(store, practice)).bot_username == "renamed_bot"


async def test_a_forgotten_bot_makes_room_for_another(store: Store, practice: Practice) -> None:
    """From its first update on; which one it was is told, once."""
    async with store.writing() as db:
        await take_bot(db, practice, 7, "aurora_bot")
        (await db.get_one(Clinic, practice.clinic_id)).update_offset = 42
    async with store.writing() as db:
        assert await forget_bot(db, practice) == "aurora_bot"
        assert await forget_bot(db, practice) is None
        await take_bot(db, practice, 8, "other_bot")
    clinic = await clinic_of(store, practice)
    assert (clinic.bot_id, clinic.update_offset) == (8, 0)
