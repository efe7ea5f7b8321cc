"""Which bot is the clinic's: the one that its patients write to."""

from reminder.errors import OtherBot
from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Clinic


async def check_bot(db: Db, practice: Practice, bot_id: int, username: str) -> None:
    """Insist that this bot is the clinic's, or that the clinic has none yet.

    Raises:
        OtherBot: the clinic's patients write to another one.
    """
    clinic = await db.get_one(Clinic, practice.clinic_id, populate_existing=True)
    if clinic.bot_id not in (None, bot_id):
        raise OtherBot(
            f"(the token is @{username}'s, the clinic's bot is @{clinic.bot_username}; if it is to "
            "be another one from now on: reminder switch-bot)"
        )


async def take_bot(db: Db, practice: Practice, bot_id: int, username: str) -> None:
    """Note the clinic's bot and its name; for the leader alone, whose offset of updates is the
    bot's own. Raises like `check_bot`.
    """
    await check_bot(db, practice, bot_id, username)
    clinic = await db.get_one(Clinic, practice.clinic_id)
    clinic.bot_id = bot_id
    clinic.bot_username = username


async def forget_bot(db: Db, practice: Practice) -> str | None:
    """Let the next start take whichever bot its token is of, from that bot's first update on.
    Returns the name of the one that it was.
    """
    clinic = await db.get_one(Clinic, practice.clinic_id)
    was = clinic.bot_username if clinic.bot_id is not None else None
    clinic.bot_id = clinic.bot_username = None
    clinic.update_offset = 0
    return was
