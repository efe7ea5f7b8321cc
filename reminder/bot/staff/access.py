"""Who may: staff alone, each update looked at anew. Command menus are no lock."""

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler

from reminder.bot.visit import Visit
from reminder.catalogue import Words
from reminder.store.tables import Staff

Callback = Callable[[Update, Visit], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A staff member at work: the visit, who it is, and the words of their language."""

    visit: Visit
    staff: Staff
    words: Words


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the id and the argument it carries, and the message it stands under."""

    id: int
    argument: str
    message_id: int | None


def for_staff(act: Callable[[Update, Desk], Awaitable[bool | None]]) -> Callback:
    """Let staff alone through: what anyone else wrote goes on to the patients' handlers, and so
    does what `act` returns False for.
    """

    async def guarded(update: Update, context: Visit) -> None:
        if context.staff is None:
            return
        desk = Desk(context, context.staff, context.practice.words(context.staff.language))
        if await act(update, desk) is not False:
            raise ApplicationHandlerStop

    return guarded


def on_button(
    verb: str, act: Callable[[Desk, Press], Awaitable[None]]
) -> CallbackQueryHandler[Visit, None]:
    """Return the handler of the button `s:<verb>:<id>[:<argument>]`; others get a plain refusal."""

    async def pressed(update: Update, context: Visit) -> None:
        query = update.callback_query
        match = re.fullmatch(r"s:[a-z-]+:(\d{1,15})(?::(.*))?", (query and query.data) or "")
        if context.staff is None:
            context.toast(context.practice.words(context.language).plain("staff-only-toast"))
        elif query is not None and match is not None:
            words = context.practice.words(context.staff.language)
            message = query.message.message_id if query.message else None
            press = Press(int(match[1]), match[2] or "", message)
            await act(Desk(context, context.staff, words), press)
        raise ApplicationHandlerStop

    return CallbackQueryHandler(pressed, pattern=rf"^s:{verb}:")


def after_command(update: Update) -> str:
    """Return what was typed behind a command."""
    text = (update.message.text if update.message else None) or ""
    return re.sub(r"^/\S+\s*", "", text)
