"""`/language` and `/time`: what patients choose for themselves, with buttons or a typed city."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import time
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from reminder.bot.patient.pages import LANGUAGES_IN_A_ROW, Rows
from reminder.bot.patient.pressed import LANGUAGE, button, pressed, theirs
from reminder.bot.patient.standing import not_a_reader
from reminder.bot.visit import Visit
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.pause import PAUSABLE
from reminder.practice.preferences import (
    choose_hour,
    choose_language,
    choose_zone,
    hour_of,
    offered_hours,
)
from reminder.practice.resume import AWAY
from reminder.practice.zones import COMMON, find_zones, place_name, same_place, zone_label
from reminder.store.tables import Patient

ZONE_ASKED = "zone_asked"
"""The purpose of the question where the patient is: the next text may be its answer."""
CHOSEN = "preference"
HOURS_IN_A_ROW = 4
MOST_ZONES = 12
"""So many places are offered at a time."""
ZONE = "[A-Za-z0-9_+/-]{1,40}"
"""The pattern of a zone's name in a button's data."""
KNOWN = (*PAUSABLE, *AWAY)
"""Who has left may choose too: /today still answers."""


async def language_asked(update: Update, context: Visit) -> None:
    """/language: offer every language of the catalogue."""
    if not await not_a_reader(update, context, KNOWN):
        await context.say(_languages(context, context.patients[0]), CHOSEN)


async def language_chosen(update: Update, context: Visit) -> None:
    """From now on in this language; the command menu too."""
    press = pressed(update, context)
    if not theirs(context, press):
        return
    chosen = await choose_language(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        language=press.argument,
        now=context.now,
    )
    if chosen:
        words = context.practice.words(press.argument)
        done = Outgoing(words("view-language-chosen"), edits_message=press.message_id)
        await context.say(done, CHOSEN)
        if context.staff is None:
            context.show_patient_menu(press.argument)


async def time_asked(update: Update, context: Visit) -> None:
    """/time: the hour of the day's message, and the way to the time zones; a place behind the
    command is taken at once.
    """
    if await not_a_reader(update, context, KNOWN):
        return
    typed = " ".join(context.args or [])
    if not (typed and await zone_typed(context, typed)):
        await context.say(_hours(context, context.patients[0]), CHOSEN)


async def hour_chosen(update: Update, context: Visit) -> None:
    """From now on at this hour."""
    press = pressed(update, context)
    if not theirs(context, press):
        return
    chosen = await choose_hour(
        context.db,
        context.practice,
        chat_id=context.chat_id,
        hour=time(int(press.argument)),
        now=context.now,
    )
    if chosen:
        words = context.practice.words(chosen[0].language)
        text = words("view-hour-chosen", hour=words.hour(hour_of(context.practice, chosen[0])))
        await context.say(Outgoing(text, edits_message=press.message_id), CHOSEN)


async def zones_asked(update: Update, context: Visit) -> None:
    """Offer places, each with the time there."""
    press = pressed(update, context)
    if theirs(context, press):
        patient = context.patients[0]
        offered = (context.practice.profile.zone, patient.zone, *COMMON)
        words = context.practice.words(patient.language)
        page = _zones(context, patient, offered, words("view-zone-ask"))
        await context.say(replace(page, edits_message=press.message_id), ZONE_ASKED)


async def zone_chosen(update: Update, context: Visit) -> None:
    """From now on by the clocks of this place."""
    press = pressed(update, context)
    if theirs(context, press):
        await _choose_zone(context, press.argument, press.message_id)


async def zone_typed(context: Visit, text: str) -> bool:
    """Take a typed city, country or zone for the answer; of several places offer buttons.

    Returns whether it named any.
    """
    # The names of all places are put together once, which takes a moment.
    languages = context.practice.catalogue.languages
    found = await asyncio.to_thread(find_zones, text, languages)
    if not found or not context.patients:
        return False
    if len(found) == 1:
        return await _choose_zone(context, found[0])
    patient = context.patients[0]
    words = context.practice.words(patient.language)
    page = _zones(context, patient, found[:MOST_ZONES], words("view-zone-which"))
    await context.say(page, ZONE_ASKED)
    return True


async def ask_again(context: Visit) -> None:
    """Say how a place is named, after something that is none."""
    if context.patients:
        words = context.practice.words(context.patients[0].language)
        await context.say(Outgoing(words("view-zone-unread")), ZONE_ASKED)


async def _choose_zone(context: Visit, zone: str, message_id: int | None = None) -> bool:
    chosen = await choose_zone(
        context.db, context.practice, chat_id=context.chat_id, zone=zone, now=context.now
    )
    if chosen:
        words = context.practice.words(chosen[0].language)
        text = words("view-zone-chosen", **_where(context, chosen[0], words))
        await context.say(Outgoing(text, edits_message=message_id), CHOSEN)
    return bool(chosen)


def _languages(context: Visit, patient: Patient) -> Outgoing:
    practice = context.practice
    words = practice.words(patient.language)
    offered = [
        Button(
            _marked(
                practice.words(language).plain("patient-language-button"),
                words,
                chosen=language == words.language,
            ),
            data=f"p:language:{patient.id}:{language}",
        )
        for language in practice.catalogue.languages
    ]
    return Outgoing(words("view-language-ask"), buttons=_rows(offered, LANGUAGES_IN_A_ROW))


def _hours(context: Visit, patient: Patient) -> Outgoing:
    words = context.practice.words(patient.language)
    present = hour_of(context.practice, patient)
    offered = [
        Button(
            _marked(words.hour(hour), words, chosen=hour == present),
            data=f"p:hour:{patient.id}:{hour.hour}",
        )
        for hour in offered_hours(context.practice)
    ]
    text = words("view-time-ask", hour=words.hour(present), **_where(context, patient, words))
    zones = Button(words.plain("view-zone-button"), data=f"p:zones:{patient.id}")
    return Outgoing(text, buttons=(*_rows(offered, HOURS_IN_A_ROW), (zones,)))


def _zones(context: Visit, patient: Patient, offered: Iterable[str], text: str) -> Outgoing:
    words = context.practice.words(patient.language)
    different: list[str] = []
    for zone in offered:
        if not any(same_place(zone, other) for other in different):
            different.append(zone)
    rows = tuple(
        (
            Button(
                _marked(
                    zone_label(zone, words, context.now),
                    words,
                    chosen=same_place(zone, patient.zone),
                ),
                data=f"p:zone:{patient.id}:{zone}",
            ),
        )
        for zone in different
    )
    return Outgoing(text, buttons=rows)


def _where(context: Visit, patient: Patient, words: Words) -> dict[str, str]:
    zone = context.practice.profile.preferences(patient.zone).zone
    return {
        "place": place_name(patient.zone, words),
        "now": words.hour(context.now.astimezone(zone).time()),
    }


def _marked(text: str, words: Words, *, chosen: bool) -> str:
    return words.plain("view-chosen-button", text=text) if chosen else text


def _rows(buttons: list[Button], in_a_row: int) -> Rows:
    starts = range(0, len(buttons), in_a_row)
    return tuple(tuple(buttons[start : start + in_a_row]) for start in starts)


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the commands and their buttons."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("language", language_asked, filters=here),
        CommandHandler("time", time_asked, filters=here),
        CallbackQueryHandler(language_chosen, pattern=button("language", LANGUAGE)),
        CallbackQueryHandler(hour_chosen, pattern=button("hour", "[01]?[0-9]|2[0-3]")),
        CallbackQueryHandler(zones_asked, pattern=button("zones")),
        CallbackQueryHandler(zone_chosen, pattern=button("zone", ZONE)),
    ]
