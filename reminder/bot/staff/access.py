"""Who may: staff alone, each update looked at anew. Command menus are no lock."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler

from reminder.bot.visit import Visit
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record_seen
from reminder.store.tables import Patient, Role, Staff

Callback = Callable[[Update, Visit], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A staff member at work: the visit, who it is, and the words of their language."""

    visit: Visit
    staff: Staff
    words: Words


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the id and the argument it carries, and the message it stands under.

    `without`: that message as it stands, but for the button; None where it cannot be seen any more.
    """

    id: int
    argument: str
    message_id: int | None
    without: Outgoing | None = None

    @property
    def is_number(self) -> bool:
        """Whether the argument is a number, of no more digits than the database takes."""
        return re.fullmatch(r"\d{1,9}", self.argument) is not None


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


def for_owner(act: Callable[[Update, Desk], Awaitable[bool | None]]) -> Callback:
    """Let owners alone through; other staff are told whose command it is, and anyone else's goes on
    to the patients' handlers.
    """

    async def owned(update: Update, desk: Desk) -> bool | None:
        if desk.staff.role is Role.OWNER:
            return await act(update, desk)
        await desk.visit.say(Outgoing(desk.words("rights-owner-only")), "owner_only")
        return None

    return for_staff(owned)


def on_owner_button(
    verb: str, act: Callable[[Desk, Press], Awaitable[None]]
) -> CallbackQueryHandler[Visit, None]:
    """Return the handler of a button that is the owners' alone, as they are when it is pressed."""

    async def owned(desk: Desk, press: Press) -> None:
        if desk.staff.role is Role.OWNER:
            await act(desk, press)
        else:
            desk.visit.toast(desk.words.plain("rights-owner-only"))

    return on_button(verb, owned)


def on_button(
    verb: str, act: Callable[[Desk, Press], Awaitable[None]]
) -> CallbackQueryHandler[Visit, None]:
    """Return the handler of the button `s:<verb>:<id>[:<argument>]`; others get a plain refusal."""

    async def pressed(update: Update, context: Visit) -> None:
        query = update.callback_query
        match = re.fullmatch(r"s:[a-z-]+:(\d{1,9})(?::(.*))?", (query and query.data) or "")
        if context.staff is None:
            context.toast(context.practice.words(context.language).plain("staff-only-toast"))
        elif query is not None and match is not None:
            words = context.practice.words(context.staff.language)
            message = query.message.message_id if query.message else None
            press = Press(int(match[1]), match[2] or "", message, _without(query))
            await act(Desk(context, context.staff, words), press)
        raise ApplicationHandlerStop

    return CallbackQueryHandler(pressed, pattern=rf"^s:{verb}:")


async def put_away(desk: Desk, press: Press, toast: str) -> None:
    """Say why a button does nothing any more, and take it away from its message."""
    desk.visit.toast(desk.words.plain(toast))
    if press.without is not None:
        await desk.visit.say(press.without, "button_over")


def _without(query: CallbackQuery) -> Outgoing | None:
    message = query.message
    if not isinstance(message, Message) or message.reply_markup is None:
        return None
    rows = (
        tuple(
            Button(
                one.text, one.callback_data if isinstance(one.callback_data, str) else None, one.url
            )
            for one in row
            if one.callback_data != query.data
        )
        for row in message.reply_markup.inline_keyboard
    )
    return Outgoing(
        message.text_html if message.text else message.caption_html,
        buttons=tuple(row for row in rows if row),
        edits_message=message.message_id,
    )


async def note_shown(desk: Desk, patients: Iterable[Patient], where: str) -> None:
    """Note in the audit log that a staff member was shown these patients' names, and where: what
    was typed to find them is not noted.
    """
    visit = desk.visit
    await record_seen(
        visit.db, visit.practice, desk.staff, patients, "listed", now=visit.now, detail=where
    )


def after_command(update: Update) -> str:
    """Return what was typed behind a command."""
    text = (update.message.text if update.message else None) or ""
    return re.sub(r"^/\S+\s*", "", text)
