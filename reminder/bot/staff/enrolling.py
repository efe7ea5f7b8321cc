"""`/enrol`, `/cancel`, and whatever staff type while a form is open."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from reminder.bot.staff import rehearsing, sessions, talking
from reminder.bot.staff.access import Desk, for_staff, note_shown
from reminder.bot.staff.form_page import anchor_of, form_page
from reminder.bot.visit import Visit
from reminder.catalogue import Html
from reminder.outgoing import Outgoing
from reminder.practice.draft import (
    Awaits,
    OpenForm,
    close_form,
    draft_in_hand,
    form_in_hand,
    keep_form,
    open_form,
)
from reminder.practice.enrolments import shown_name
from reminder.practice.find import find_namesake
from reminder.practice.form import (
    PUZZLE_LENGTH,
    EnrolmentForm,
    blank,
    with_areas,
    with_chosen,
    with_reading,
    with_time,
)
from reminder.practice.reading import (
    Doubt,
    Reading,
    read,
    read_areas,
    read_language,
    read_name,
    read_number,
    read_procedure,
)
from reminder.practice.reading_time import Unclear, read_hour
from reminder.practice.usual import usual_procedure
from reminder.practice.vocabulary import vocabulary_of
from reminder.store.tables import DraftPurpose, saved

MOST_LINES = 15
"""Patients in one message: more would not fit in Telegram's 4096 characters."""
FORGOTTEN_AFTER = timedelta(hours=12)
"""A form older than this takes no typed text any more; its buttons still work."""


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the two commands and, last, typed text."""
    mine = filters.UpdateType.MESSAGE
    return [
        CommandHandler(["enrol", "enroll"], for_staff(_enrol), filters=mine),
        CommandHandler("cancel", for_staff(_cancel), filters=mine),
        MessageHandler(filters.TEXT & ~filters.COMMAND & mine, for_staff(_typed)),
    ]


async def _enrol(update: Update, desk: Desk) -> None:
    await _begin(desk, re.sub(r"^/\S+\s*", "", _text(update)))


async def _begin(desk: Desk, text: str) -> None:
    """Open a form with what the text says, for each of its patients."""
    visit = desk.visit
    readings = _read(desk, text) or (Reading(),)
    if len(readings) > MOST_LINES:
        await visit.say(Outgoing(desk.words("staff-batch-many", most=MOST_LINES)), "form")
        return
    usual = await usual_procedure(visit.db, visit.practice, desk.staff)
    fresh = blank(visit.practice, visit.now, usual)
    forms = [with_reading(visit.practice, fresh, reading) for reading in readings]
    opened = await open_form(visit.db, visit.practice, desk.staff, forms, visit.now)
    await visit.say(form_page(desk, opened, note=await _namesake(desk, forms)), "form")


async def _namesake(desk: Desk, forms: list[EnrolmentForm]) -> Html | None:
    """Return the remark that somebody of this name is known already: another session of theirs
    would be noted elsewhere.
    """
    visit, form = desk.visit, forms[0]
    if len(forms) > 1 or not form.name or not form.complete(visit.now):
        return None
    known = await find_namesake(visit.db, visit.practice, form.name, visit.now)
    if known is None:
        return None
    await note_shown(desk, [known.patient], "namesake")
    on = known.at.astimezone(ZoneInfo(visit.practice.profile.zone)).date()
    return desk.words(
        "staff-form-namesake",
        name=shown_name(known.patient, desk.words),
        procedure=desk.words.procedure(known.course.protocol),
        day=desk.words.day(on),
    )


async def _cancel(_update: Update, desk: Desk) -> None:
    """End a rehearsal; where none is running, put the open form away."""
    visit = desk.visit
    if await rehearsing.ended(desk):
        return
    draft = await draft_in_hand(visit.db, visit.practice, desk.staff)
    if draft is None:
        await visit.say(Outgoing(desk.words("staff-form-none")), "form")
        return
    number = saved(draft.id)
    await close_form(visit.db, number, visit.now)
    enrols = draft.purpose is DraftPurpose.ENROL
    text = desk.words("staff-form-cancelled" if enrols else "sessions-put-away")
    await visit.say(Outgoing(text, edits=anchor_of(number)), "form")


async def _typed(update: Update, desk: Desk) -> bool | None:
    """Take typed text for the open form, or for a new one where it is parted by `;`.

    Returns False for what is none of the staff's: then a patient has written it.
    """
    visit = desk.visit
    text = _text(update)
    for taken in (talking.typed, rehearsing.typed, sessions.typed):
        if await taken(desk, text):
            return None
    opened = await form_in_hand(visit.db, visit.practice, desk.staff)
    if opened is not None and visit.now - opened.created_at > FORGOTTEN_AFTER:
        opened = None
    if opened is not None and len(opened.forms) > 1:
        await _add_lines(desk, opened, text)
    elif opened is not None and opened.awaits is not None and ";" not in text:
        await _answer(desk, opened, opened.awaits, text)
    elif opened is not None:
        readings = _read(desk, text)
        if len(readings) > 1:
            await _begin(desk, text)
        elif readings:
            await _show(desk, opened, with_reading(visit.practice, opened.form, readings[0]))
    elif ";" in text:
        await _begin(desk, text)
    elif visit.patients:
        return False
    else:
        await visit.say(Outgoing(desk.words("staff-hint")), "hint")
    return None


async def _add_lines(desk: Desk, opened: OpenForm, text: str) -> None:
    """Let the lines take the place of those that were not clear."""
    visit = desk.visit
    clear = [form for form in opened.forms if form.complete(visit.now)]
    usual = await usual_procedure(visit.db, visit.practice, desk.staff)
    fresh = blank(visit.practice, visit.now, usual)
    added = [with_reading(visit.practice, fresh, reading) for reading in _read(desk, text)]
    forms = (*clear, *added)[:MOST_LINES] or opened.forms
    await keep_form(visit.db, opened.id, forms)
    page = form_page(desk, replace(opened, forms=forms, awaits=None))
    await visit.say(replace(page, edits=page.anchor), "form")


async def _answer(desk: Desk, opened: OpenForm, awaits: Awaits, text: str) -> None:
    """Put in the part that was asked for; what does not fit is asked for again."""
    form = _answered(desk, opened.form, awaits, text.strip())
    if isinstance(form, EnrolmentForm):
        await _show(desk, opened, replace(form, puzzles=()))
        return
    page = form_page(desk, opened, note=form)
    await desk.visit.say(replace(page, edits=page.anchor), "form")


def _answered(desk: Desk, form: EnrolmentForm, awaits: Awaits, text: str) -> EnrolmentForm | Html:
    """Return the form with the answer in it, or what is wrong with the answer."""
    practice, now = desk.visit.practice, desk.visit.now
    vocabulary = vocabulary_of(practice)
    doubt = Doubt.UNKNOWN
    match awaits:
        case Awaits.NAME:
            name = read_name(text, vocabulary)
            return desk.words("staff-form-bad-name") if name is None else replace(form, name=name)
        case Awaits.WHEN:
            at = read_hour(text, vocabulary.times, now, ZoneInfo(practice.profile.zone))
            if isinstance(at, Unclear):
                doubt = Doubt(at.value)
            elif at is not None:
                return with_time(form, at)
        case Awaits.NUMBER:
            number = read_number(text, vocabulary)
            if number is not None:
                return replace(form, number=number[0], of=number[1])
        case Awaits.PROCEDURE:
            procedure = read_procedure(text, vocabulary)
            if not isinstance(procedure, Doubt):
                return with_chosen(practice, form, procedure)
            doubt = procedure
        case Awaits.AREAS:
            areas = read_areas(text, vocabulary)
            if areas is not None:
                return with_areas(practice, form, areas)
        case Awaits.LANGUAGE:
            language = read_language(text, vocabulary)
            if language is not None:
                return replace(form, language=language)
        case _:
            assert_never(awaits)
    return desk.words(f"staff-doubt-{doubt.value}", text=text[:PUZZLE_LENGTH])


async def _show(desk: Desk, opened: OpenForm, form: EnrolmentForm) -> None:
    await keep_form(desk.visit.db, opened.id, (form,))
    page = form_page(desk, replace(opened, forms=(form,), awaits=None))
    await desk.visit.say(replace(page, edits=page.anchor), "form")


def _read(desk: Desk, text: str) -> tuple[Reading, ...]:
    practice = desk.visit.practice
    zone = ZoneInfo(practice.profile.zone)
    return read(text, vocabulary_of(practice), desk.visit.now, zone)


def _text(update: Update) -> str:
    return (update.message.text if update.message else None) or ""
