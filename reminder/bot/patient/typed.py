"""A text in answer to a question of the bot's: until which day, or where the patient is."""

from datetime import timedelta

from reminder.bot.patient import choosing, pausing
from reminder.bot.visit import Visit
from reminder.practice.said import last_purpose

ANSWERED_WITHIN = timedelta(hours=1)
"""How long a text is taken for the answer to what the chat was asked last."""


async def answers(context: Visit, text: str) -> bool:
    """Take a text for the answer to what was asked last; returns whether it was one."""
    match await _asked(context):
        case pausing.PAUSE_ASKED:
            return await pausing.day_typed(context, text)
        case choosing.ZONE_ASKED:
            return await choosing.zone_typed(context, text)
    return False


async def asked_again(context: Visit) -> bool:
    """Ask once more what was asked last, if anything was; returns whether it was."""
    match await _asked(context):
        case pausing.PAUSE_ASKED:
            await pausing.ask_again(context)
        case choosing.ZONE_ASKED:
            await choosing.ask_again(context)
        case _:
            return False
    return True


async def _asked(context: Visit) -> str | None:
    since = context.now - ANSWERED_WITHIN
    return await last_purpose(context.db, context.practice, context.chat_id, since)
