"""Opening a link, and the buttons under it."""

from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from reminder.bot.patient.pages import invitation_page, return_page
from reminder.bot.patient.pressed import (
    LANGUAGE,
    Pressed,
    button,
    language_of,
    only_staff,
    pressed,
    telegram_name,
)
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.consent import By
from reminder.practice.contact import contact
from reminder.practice.invitation import Ended, Opened, Reason
from reminder.practice.join import agree, no_thanks, not_me, open_invitation
from reminder.practice.resume import away
from reminder.practice.said import was_shown
from reminder.store.tables import saved

LINK_ENDED = {
    Reason.UNKNOWN: "patient-link-unknown",
    Reason.USED: "patient-link-used",
    Reason.EXPIRED: "patient-link-expired",
    Reason.CLOSED: "patient-link-closed",
}


async def start(update: Update, context: Visit) -> None:
    """Open the invitation that the link carries; without one say where the chat stands."""
    if context.args:
        await _open(update, context, context.args[0])
        return
    if only_staff(context):
        return
    words = context.practice.words(language_of(update, context))
    about = contact(context.practice, words)
    left = away(context.patients)
    if left:
        page = return_page(context.practice, saved(left[0].id), words.language)
        await context.say(page, "return")
    elif context.patients:
        await context.say(Outgoing(words("patient-connected", **about)))
    else:
        await context.say(Outgoing(words("patient-stranger", **about)))


async def _open(update: Update, context: Visit, token: str) -> None:
    language = language_of(update, context)
    opened = await open_invitation(context.db, context.practice, token, context.now)
    if isinstance(opened, Opened):
        page = invitation_page(context.practice, opened.invitation_id, language)
        await context.say(page, "invitation")
    else:
        await context.say(_over(context, opened, language))


async def agreed(update: Update, context: Visit) -> None:
    """The patient agrees."""
    await _agree(update, context, By.PATIENT)


async def agreed_as_carer(update: Update, context: Visit) -> None:
    """Somebody who looks after the patient agrees."""
    await _agree(update, context, By.CARER)


async def _agree(update: Update, context: Visit, by: By) -> None:
    press = pressed(update, context)
    if not await _theirs(context, press):
        return
    words = context.practice.words(press.argument)
    answer = await agree(
        context.db,
        context.practice,
        press.id,
        chat_id=context.chat_id,
        telegram_name=telegram_name(update),
        language=words.language,
        by=by,
        now=context.now,
    )
    if isinstance(answer, Ended):
        await _close_page(context, press, _over(context, answer, words.language))
        return
    message = "patient-agreed" if by is By.PATIENT else "patient-agreed-carer"
    text = words(message, **contact(context.practice, words))
    await _close_page(context, press, Outgoing(text))


async def refused(update: Update, context: Visit) -> None:
    """The link has reached somebody else."""
    press = pressed(update, context)
    if await _theirs(context, press):
        answer = await not_me(context.db, context.practice, press.id, context.now)
        await _turned_away(context, press, answer, "patient-not-me-done")


async def declined(update: Update, context: Visit) -> None:
    """The patient wants no messages."""
    press = pressed(update, context)
    if await _theirs(context, press):
        answer = await no_thanks(context.db, context.practice, press.id, context.now)
        await _turned_away(context, press, answer, "patient-no-thanks-done")


async def language_chosen(update: Update, context: Visit) -> None:
    """Show the same page in another language; what is agreed to is what was read."""
    press = pressed(update, context)
    if await _theirs(context, press):
        page = invitation_page(context.practice, press.id, press.argument)
        await _close_page(context, press, page)


async def _turned_away(context: Visit, press: Pressed, answer: object, message: str) -> None:
    words = context.practice.words(press.argument)
    if isinstance(answer, Ended):
        await _close_page(context, press, _over(context, answer, words.language))
    else:
        text = words(message, **contact(context.practice, words))
        await _close_page(context, press, Outgoing(text))


async def _theirs(context: Visit, press: Pressed) -> bool:
    """Tell whether this chat has opened the link: a button's data can be made up."""
    if await was_shown(context.db, context.practice, context.chat_id, press.id):
        return True
    words = context.practice.words(press.argument)
    await context.say(Outgoing(words("patient-link-scan-again")))
    return False


async def _close_page(context: Visit, press: Pressed, outgoing: Outgoing) -> None:
    await context.say(replace(outgoing, edits_message=press.message_id), "invitation")


def _over(context: Visit, ended: Ended, language: str) -> Outgoing:
    words = context.practice.words(language)
    known = {patient.id for patient in context.patients}
    left = [patient for patient in away(context.patients) if patient.id == ended.patient_id]
    if left:
        # Used up, and left since: the old link shows the way back.
        return return_page(context.practice, saved(left[0].id), words.language)
    if ended.patient_id is not None and ended.patient_id in known:
        return Outgoing(words("patient-connected", **contact(context.practice, words)))
    return Outgoing(words(LINK_ENDED[ended.reason], **contact(context.practice, words)))


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return /start and the buttons of an invitation."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", start, filters=here),
        CallbackQueryHandler(agreed, pattern=button("agree", LANGUAGE)),
        CallbackQueryHandler(agreed_as_carer, pattern=button("carer", LANGUAGE)),
        CallbackQueryHandler(refused, pattern=button("notme", LANGUAGE)),
        CallbackQueryHandler(declined, pattern=button("nothanks", LANGUAGE)),
        CallbackQueryHandler(language_chosen, pattern=button("lang", LANGUAGE)),
    ]
