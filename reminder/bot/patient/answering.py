"""Answers to questions, and what a patient writes in a conversation with the clinic."""

from datetime import timedelta
from typing import Any, assert_never

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from reminder.bot.patient.pressed import Pressed, button, pressed
from reminder.bot.visit import Visit
from reminder.care.history import Choice, Reply
from reminder.outgoing import Outgoing
from reminder.practice.answer import answer
from reminder.practice.choose import choose
from reminder.practice.contact import contact
from reminder.practice.conversation import pass_on
from reminder.practice.following import Replied, Settled
from reminder.practice.questions import answer_label
from reminder.practice.said import last_said

PASSED_ON = "passed_on"
NOT_AGAIN_WITHIN = timedelta(hours=1)
"""How long a patient who was told that a message was passed on is not told so again."""
ROOM = 4000
"""Characters of a message; what would not fit beside the answer is left out."""


async def answered(update: Update, context: Visit) -> None:
    """Take an answer; what was asked stands where it was, with the answer in the buttons' place."""
    press = pressed(update, context)
    reply = Reply(press.argument)
    outcome = await answer(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        reminder_id=press.id,
        reply=reply,
        now=context.now,
    )
    await _show(context, press, outcome, reply)


async def chosen(update: Update, context: Visit) -> None:
    """Take a choice about a session to come; what was asked stands where it was, with the choice
    in the buttons' place.
    """
    press = pressed(update, context)
    choice = Choice(press.argument)
    outcome = await choose(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        reminder_id=press.id,
        choice=choice,
        now=context.now,
    )
    await _show(context, press, outcome, choice)


async def _show(
    context: Visit, press: Pressed, outcome: Replied | Settled | None, given: Reply | Choice
) -> None:
    match outcome:
        case Replied():
            await _in_place(context, press, outcome, given)
        case Settled():
            await _over(context, press)
        case None:
            pass  # nothing that this chat was asked
        case _:
            assert_never(outcome)


async def _over(context: Visit, press: Pressed) -> None:
    """Say that a question is settled, and take its buttons away."""
    words = context.practice.words(context.language)
    context.toast(words.plain("answer-over-toast"))
    await context.say(Outgoing("", edits_message=press.message_id, silent=True), "answered")


async def _in_place(
    context: Visit, press: Pressed, outcome: Replied, given: Reply | Choice
) -> None:
    """Put what was answered under the question, and the next one under that."""
    words = context.practice.words(outcome.patient.language)
    label = answer_label(words, given)
    parts = [words("answer-given", answer=label), *filter(None, [outcome.text])]
    if sum(map(len, (outcome.asked, *parts))) <= ROOM:
        parts.insert(0, outcome.asked)
    text = "\n\n".join(filter(None, parts))
    await context.say_to(
        outcome.patient,
        Outgoing(text, buttons=outcome.rows, edits_message=press.message_id, silent=True),
        "answered",
    )


async def passed_on(context: Visit, text: str) -> bool:
    """Show staff what was written in an open conversation; returns whether there is one.

    The patient hears so, with the telephone number, at most once an hour.
    """
    if not text.strip():
        return False
    if not await pass_on(context.db, context.practice, context.patients, text, context.now):
        return False
    last = await last_said(context.db, context.practice, context.chat_id, PASSED_ON)
    if last is None or context.now - last >= NOT_AGAIN_WITHIN:
        words = context.practice.words(context.patients[0].language)
        told = Outgoing(words("answer-passed-on", **contact(context.practice, words)))
        await context.say_to(context.patients[0], told, PASSED_ON)
    return True


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the answers' buttons."""
    replies = "|".join(reply.value for reply in Reply)
    choices = "|".join(choice.value for choice in Choice)
    return [
        CallbackQueryHandler(answered, pattern=button("answer", replies)),
        CallbackQueryHandler(chosen, pattern=button("choose", choices)),
    ]
