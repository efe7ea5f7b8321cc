"""Leaving by word, command or button, ahead of every other handler."""

from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from reminder.bot.patient.pressed import Pressed, button, language_of, only_staff, pressed
from reminder.bot.patient.returning import offer_return
from reminder.bot.visit import Visit
from reminder.care.replies import Meaning, understand
from reminder.outgoing import Outgoing
from reminder.practice.consent import Withdrawn
from reminder.practice.contact import contact
from reminder.practice.opt_out import NotOurs, opt_out
from reminder.practice.rehearse import end_rehearsal
from reminder.practice.resume import away
from reminder.practice.unsure import ask_what_is_meant, keep


async def stop_command(update: Update, context: Visit) -> None:
    """/stop: leave at once."""
    await _leave(update, context, Withdrawn.STOP_COMMAND)
    raise ApplicationHandlerStop


async def heard(update: Update, context: Visit) -> None:
    """Read every message and caption, new or edited, for a wish to leave; pass the rest on.

    Of commands only one that is such a word counts: "/unsubscribe". Staff who are no patients write
    names and notes here: theirs are passed on unread.
    """
    message = update.effective_message
    if message is None or only_staff(context):
        return
    text = message.text or message.caption or ""
    meaning = understand(text, context.practice.catalogue.reply_words)
    if meaning is Meaning.OPT_OUT:
        await _leave(update, context, Withdrawn.STOP_WORD)
        raise ApplicationHandlerStop
    if text.startswith("/"):
        return
    if meaning is Meaning.UNSURE and await ask_what_is_meant(
        context.db, context.practice, chat_id=context.chat_id, text=text, now=context.now
    ):
        raise ApplicationHandlerStop
    if meaning is Meaning.OPT_IN and away(context.patients):
        await offer_return(context)
        raise ApplicationHandlerStop


async def stop_pressed(update: Update, context: Visit) -> None:
    """Under the question what was meant: stop all messages."""
    press = pressed(update, context)
    if not _theirs(context, press):
        return
    settled = _answer_of(context, press, "patient-unsure-stop-button")
    await _leave(update, context, Withdrawn.STOP_BUTTON, settled)


async def keep_pressed(update: Update, context: Visit) -> None:
    """Under the same question: keep them."""
    press = pressed(update, context)
    if not _theirs(context, press):
        return
    words = context.practice.words(context.patients[0].language)
    if not await keep(context.db, context.practice, chat_id=context.chat_id, now=context.now):
        context.toast(words.plain("patient-choice-over-toast"))
        return
    await context.say(_answer_of(context, press, "answer-kept"))


async def _leave(
    update: Update, context: Visit, how: Withdrawn, first: Outgoing | None = None
) -> None:
    """Opt out; a chat that is no patient's hears that it has nothing to fear."""
    language = language_of(update, context)
    if context.staff is not None:
        # What looks like a patient's messages stops like them.
        await end_rehearsal(context.db, context.practice, context.staff, context.now)
    answer = await opt_out(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        how=how,
        language=language,
        first=first,
        now=context.now,
    )
    if isinstance(answer, NotOurs):
        message = "patient-stop-stranger" if context.staff is None else "patient-stop-staff"
        await context.say(Outgoing(context.practice.words(language)(message)), "stop_stranger")


def _answer_of(context: Visit, press: Pressed, message: str) -> Outgoing:
    """Return the edit by which the question becomes its answer, so that its buttons are gone."""
    words = context.practice.words(context.patients[0].language)
    outgoing = Outgoing(words(message, **contact(context.practice, words)))
    return replace(outgoing, edits_message=press.message_id)


def _theirs(context: Visit, press: Pressed) -> bool:
    return press.id in {patient.id for patient in context.patients}


def first() -> list[BaseHandler[Update, Visit, Any]]:
    """Return what stands ahead of all other handlers, whatever dialogue a chat is in.

    Edited messages count: whoever mends "stpo" to "stop" means it.
    """
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES
    return [
        CommandHandler("stop", stop_command, filters=here),
        MessageHandler(here & (filters.TEXT | filters.CAPTION), heard),
    ]


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the buttons under the question what was meant."""
    return [
        CallbackQueryHandler(stop_pressed, pattern=button("stop")),
        CallbackQueryHandler(keep_pressed, pattern=button("keep")),
    ]
