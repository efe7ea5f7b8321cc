"""What anyone may ask the bot, and what it answers to everything that it does not understand."""

from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from reminder.bot.patient import typed
from reminder.bot.patient.answering import passed_on
from reminder.bot.patient.pressed import language_of, only_staff
from reminder.bot.visit import Visit
from reminder.care.replies import Meaning, understand
from reminder.outgoing import Outgoing
from reminder.practice.contact import contact
from reminder.practice.plan_view import plan_views
from reminder.practice.said import last_said
from reminder.practice.today import today

NOBODY_READS = "nobody_reads"
NOT_AGAIN_WITHIN = timedelta(hours=1)
"""How long a chat that has been told that nobody reads it is not told so again."""


async def help_asked(update: Update, context: Visit) -> None:
    """/help: what this is, what can be asked, whom to phone. Staff have a help of their own."""
    if not only_staff(context):
        await _answer(update, context, "patient-help")


async def privacy_asked(update: Update, context: Visit) -> None:
    """/privacy: what is kept, why, how long, and how to leave."""
    await _answer(update, context, "patient-privacy")


async def today_asked(update: Update, context: Visit) -> None:
    """/today: what is in force now and until when."""
    text = await today(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        now=context.now,
        patients=context.patients,
    )
    if text is None:
        await _answer(update, context, "patient-stranger")
    else:
        await context.say(Outgoing(text), "today")


async def plan_asked(update: Update, context: Visit) -> None:
    """/plan: the same as a picture with all of it in words, and for the calendar."""
    views = await plan_views(context.db, context.practice, chat_id=context.chat_id, now=context.now)
    for view in views:
        await context.say_to(view.patient, view.outgoing, "plan")
    if not views:
        await _answer(update, context, "patient-stranger")


async def unknown_command(update: Update, context: Visit) -> None:
    """Name the commands that there are, to staff their own."""
    if context.staff is not None and only_staff(context):
        words = context.practice.words(context.staff.language)
        await context.say(Outgoing(words("staff-help")), "help")
    else:
        await _answer(update, context, "patient-unknown-command")


async def written(update: Update, context: Visit) -> None:
    """Say where to phone, at most once an hour; "help" as a word is answered like the command."""
    if only_staff(context):
        return
    message = update.effective_message
    text = (message.text or message.caption or "") if message else ""
    if await typed.answers(context, text) or await passed_on(context, text):
        return
    if understand(text, context.practice.catalogue.reply_words) is Meaning.HELP:
        await help_asked(update, context)
        return
    if await typed.asked_again(context):
        return
    last = await last_said(context.db, context.practice, context.chat_id, NOBODY_READS)
    if last is None or context.now - last >= NOT_AGAIN_WITHIN:
        known = "patient-nobody-reads" if context.patients else "patient-stranger"
        await _answer(update, context, known, NOBODY_READS)


async def _answer(update: Update, context: Visit, message: str, purpose: str = "answer") -> None:
    words = context.practice.words(language_of(update, context))
    text = words(message, **contact(context.practice, words))
    await context.say(Outgoing(text), purpose)


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the commands."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("help", help_asked, filters=here),
        CommandHandler("plan", plan_asked, filters=here),
        CommandHandler("privacy", privacy_asked, filters=here),
        CommandHandler("today", today_asked, filters=here),
    ]


def last() -> list[BaseHandler[Update, Visit, Any]]:
    """Return what answers whatever nobody else took: text, pictures, voices, unknown commands."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        MessageHandler(here & filters.COMMAND, unknown_command),
        MessageHandler(here & ~filters.StatusUpdate.ALL, written),
    ]
