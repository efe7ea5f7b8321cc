"""`/pause`: until when, by a button or a typed day, and back again."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from reminder.bot.patient.pressed import button, pressed, theirs
from reminder.bot.patient.standing import not_a_reader
from reminder.bot.visit import Visit
from reminder.care.timing import local_day
from reminder.outgoing import Button, Outgoing
from reminder.practice.pause import LONGEST, PAUSABLE, end_pause, pause, paused_text, resume_rows
from reminder.practice.reading_day import read_day
from reminder.practice.vocabulary import vocabulary_of
from reminder.store.tables import Patient, PatientState

PAUSE_ASKED = "pause_asked"
"""The purpose of the question until when: the next text may be its answer."""
PAUSED = "paused"
LENGTHS = (3, 7, 14)
"""Days that are offered."""


async def pause_asked(update: Update, context: Visit) -> None:
    """/pause: ask until when; a day behind the command is taken at once."""
    if await not_a_reader(update, context, PAUSABLE):
        return
    typed = " ".join(context.args or [])
    if not (typed and await day_typed(context, typed)):
        await context.say(_question(context), PAUSE_ASKED)


async def length_chosen(update: Update, context: Visit) -> None:
    """Some days from today on."""
    press = pressed(update, context)
    patients = _pausable(context)
    if theirs(context, press) and patients:
        until = _today(context, patients[0]) + timedelta(days=int(press.argument))
        await _pause(context, until, press.message_id)


async def left_alone(update: Update, context: Visit) -> None:
    """Not now: the question is put away, and the next text is no answer to it."""
    press = pressed(update, context)
    patients = _pausable(context)
    if theirs(context, press) and patients:
        text = context.practice.words(patients[0].language)("view-pause-left")
        await context.say(Outgoing(text, edits_message=press.message_id), "pause_left")


async def resumed(update: Update, context: Visit) -> None:
    """Resume: the pause ends at once. One that has ended before says so."""
    press = pressed(update, context)
    if not theirs(context, press):
        return
    if not await resume(context, press.message_id):
        words = context.practice.words(context.patients[0].language)
        context.toast(words.plain("view-unpaused-toast"))


async def resume(context: Visit, message_id: int | None = None) -> bool:
    """End a pause and say what applies now; returns whether there was one."""
    told = await end_pause(context.db, context.practice, chat_id=context.chat_id, now=context.now)
    if told is None:
        return False
    await context.say(replace(told, edits_message=message_id), "resumed")
    return True


async def day_typed(context: Visit, text: str) -> bool:
    """Take a typed day for the answer; returns whether it was one."""
    patients = _pausable(context)
    if not patients:
        return False
    zone = context.practice.profile.preferences(patients[0].zone).zone
    until = read_day(text, vocabulary_of(context.practice).times, context.now, zone)
    return until is not None and await _pause(context, until)


async def ask_again(context: Visit) -> None:
    """Say what a day looks like, after something that was none of the next ninety."""
    patients = _pausable(context)
    if patients:
        words = context.practice.words(patients[0].language)
        last = _today(context, patients[0]) + LONGEST
        text = words("view-pause-unread", last=words.day(last))
        await context.say(Outgoing(text, buttons=_buttons(context, patients[0])), PAUSE_ASKED)


async def _pause(context: Visit, until: date, message_id: int | None = None) -> bool:
    paused = await pause(
        context.db, context.practice, chat_id=context.chat_id, until=until, now=context.now
    )
    if paused:
        told = await paused_text(context.db, context.practice, paused, context.now)
        await context.say(replace(told, edits_message=message_id), PAUSED)
    return bool(paused)


def _question(context: Visit) -> Outgoing:
    patient = _pausable(context)[0]
    words = context.practice.words(patient.language)
    return Outgoing(words("view-pause-ask"), buttons=_buttons(context, patient))


def _buttons(context: Visit, patient: Patient) -> tuple[tuple[Button, ...], ...]:
    words, today = context.practice.words(patient.language), _today(context, patient)
    rows: list[tuple[Button, ...]] = []
    for days in LENGTHS:
        day = words.day(today + timedelta(days=days))
        text = words.plain(f"view-pause-{days}-button", day=day)
        rows.append((Button(text, data=f"p:pause:{patient.id}:{days}"),))
    if patient.state is PatientState.PAUSED:
        rows += resume_rows(context.practice, patient)
    not_now = Button(words.plain("view-pause-no-button"), data=f"p:pauseno:{patient.id}")
    return (*rows, (not_now,))


def _pausable(context: Visit) -> list[Patient]:
    return [patient for patient in context.patients if patient.state in PAUSABLE]


def _today(context: Visit, patient: Patient) -> date:
    return local_day(context.now, context.practice.profile.preferences(patient.zone).zone)


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the command and its buttons."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    lengths = "|".join(map(str, LENGTHS))
    return [
        CommandHandler("pause", pause_asked, filters=here),
        CallbackQueryHandler(length_chosen, pattern=button("pause", lengths)),
        CallbackQueryHandler(left_alone, pattern=button("pauseno")),
        CallbackQueryHandler(resumed, pattern=button("unpause")),
    ]
