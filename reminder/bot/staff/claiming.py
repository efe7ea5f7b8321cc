"""`/claim CODE`: the one command that a stranger may use to become staff."""

from typing import Any, assert_never

from telegram import Update
from telegram.ext import ApplicationHandlerStop, BaseHandler, CommandHandler, filters

from reminder.bot.visit import Visit
from reminder.catalogue.words import visible
from reminder.outgoing import Outgoing
from reminder.practice.claim import AlreadyOwner, Claimed, WrongOrExpired, claim


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handler of `/claim`."""
    return [CommandHandler("claim", _claim, filters=filters.UpdateType.MESSAGE)]


async def _claim(update: Update, context: Visit) -> None:
    person = update.effective_user
    language = _language(update, context)
    words = context.practice.words(language)
    code = " ".join(context.args or [])
    if person is None or not any(map(str.isalnum, code)):
        await context.say(Outgoing(words("staff-claim-how")), "claim")
        raise ApplicationHandlerStop
    outcome = await claim(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        name=visible(person.full_name),
        language=language,
        code=code,
        now=context.now,
    )
    match outcome:
        case Claimed(staff):
            text = words("staff-claimed", clinic=context.practice.profile.name)
            context.show_menu_of(staff)
        case AlreadyOwner():
            text = words("staff-claim-already")
        case WrongOrExpired(tries_left):
            text = words("staff-claim-wrong", tries=tries_left)
        case _:
            assert_never(outcome)
    await context.say(Outgoing(text), "claim")
    raise ApplicationHandlerStop


def _language(update: Update, context: Visit) -> str:
    """Return the language that the person's Telegram speaks, where the catalogue has it."""
    if context.staff is not None:
        return context.staff.language
    code = update.effective_user.language_code if update.effective_user else None
    short = (code or "").split("-")[0]
    known = context.practice.catalogue.languages
    return short if short in known else context.practice.profile.language
