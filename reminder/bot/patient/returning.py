"""Coming back: the Resume button, and agreeing again."""

from dataclasses import replace
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler

from reminder.bot.patient.pages import return_page
from reminder.bot.patient.pausing import resume
from reminder.bot.patient.pressed import LANGUAGE, Pressed, button, pressed, telegram_name
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.consent import By
from reminder.practice.contact import contact
from reminder.practice.resume import Returned, away, come_back
from reminder.practice.today import today
from reminder.store.tables import saved


async def offer_return(context: Visit) -> None:
    """Show the consent once more to a chat that had left; say so where it had not."""
    left = away(context.patients)
    if left:
        page = return_page(context.practice, saved(left[0].id), left[0].language)
        await context.say(page, "return")
    elif context.patients and not await resume(context):
        words = context.practice.words(context.patients[0].language)
        await context.say(Outgoing(words("patient-returned-already")))


async def resume_pressed(update: Update, context: Visit) -> None:
    """Resume: nothing changes until somebody agrees."""
    if _theirs(context, pressed(update, context)):
        await offer_return(context)


async def agreed_again(update: Update, context: Visit) -> None:
    """The patient agrees again."""
    await _come_back(update, context, By.PATIENT)


async def agreed_again_as_carer(update: Update, context: Visit) -> None:
    """Somebody who looks after the patient agrees again."""
    await _come_back(update, context, By.CARER)


async def _come_back(update: Update, context: Visit, by: By) -> None:
    press = pressed(update, context)
    if not _theirs(context, press):
        return
    words = context.practice.words(press.argument)
    answer = await come_back(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        telegram_name=telegram_name(update),
        language=words.language,
        by=by,
        now=context.now,
    )
    if not isinstance(answer, Returned):
        await _settle(context, press, words("patient-returned-already"))
        return
    await _settle(context, press, words("patient-returned", **contact(context.practice, words)))
    if not answer.instructed:
        still = await today(context.db, context.practice, chat_id=context.chat_id, now=context.now)
        if still is not None:
            await context.say(Outgoing(still), "today")


async def stays_away(update: Update, context: Visit) -> None:
    """Not now, after all."""
    press = pressed(update, context)
    if _theirs(context, press):
        words = context.practice.words(press.argument)
        about = contact(context.practice, words)
        await _settle(context, press, words("patient-no-thanks-done", **about))


async def language_chosen(update: Update, context: Visit) -> None:
    """Show the consent in another language."""
    press = pressed(update, context)
    if _theirs(context, press):
        page = return_page(context.practice, press.id, press.argument)
        await context.say(replace(page, edits_message=press.message_id), "return")


async def _settle(context: Visit, press: Pressed, text: str) -> None:
    await context.say(Outgoing(text, edits_message=press.message_id), "return")


def _theirs(context: Visit, press: Pressed) -> bool:
    return press.id in {patient.id for patient in context.patients}


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the buttons of coming back."""
    return [
        CallbackQueryHandler(resume_pressed, pattern=button("resume")),
        CallbackQueryHandler(agreed_again, pattern=button("back", LANGUAGE)),
        CallbackQueryHandler(agreed_again_as_carer, pattern=button("backcarer", LANGUAGE)),
        CallbackQueryHandler(stays_away, pattern=button("stayaway", LANGUAGE)),
        CallbackQueryHandler(language_chosen, pattern=button("backlang", LANGUAGE)),
    ]
