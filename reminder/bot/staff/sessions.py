"""`/session` and `/next`: another session or an appointment of a patient whom the clinic knows, and
what staff type while such a form is open.
"""

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, Press, after_command, for_staff, note_shown, on_button
from reminder.bot.staff.treatment_page import treatment_page
from reminder.bot.visit import Visit
from reminder.care.timing import at_local
from reminder.catalogue import Html
from reminder.practice.form import PUZZLE_LENGTH
from reminder.practice.reading import (
    Doubt,
    Reading,
    read,
    read_areas,
    read_number,
    read_procedure,
)
from reminder.practice.reading_time import Unclear, read_hour, read_moment
from reminder.practice.search import find_by_name
from reminder.practice.series import find_patient
from reminder.practice.treatment_draft import (
    Asked,
    OpenTreatment,
    open_treatment,
    treatment_in_hand,
)
from reminder.practice.treatment_form import TreatmentForm, at_time, with_new_course, with_said
from reminder.practice.vocabulary import fold, vocabulary_of
from reminder.store.tables import DraftPurpose

FORGOTTEN_AFTER = timedelta(hours=12)
"""A form older than this takes no typed text any more; its buttons still work."""


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the two commands, and the buttons that open their forms for one patient."""
    mine = filters.UpdateType.MESSAGE
    return [
        CommandHandler("session", for_staff(_session), filters=mine),
        CommandHandler("next", for_staff(_next), filters=mine),
        on_button("session", _session_of),
        on_button("next", _next_of),
    ]


async def typed(desk: Desk, text: str) -> bool:
    """Take typed text for the open form; returns False where none is open that takes it."""
    visit = desk.visit
    opened = await treatment_in_hand(visit.db, visit.practice, desk.staff)
    if opened is None or visit.now - opened.created_at > FORGOTTEN_AFTER:
        return False
    form: TreatmentForm | Html
    if ";" in text or opened.awaits is None:
        form = _with_text(desk, opened.form, text)
    else:
        form = await _answered(desk, opened, opened.awaits, text.strip())
    if isinstance(form, TreatmentForm):
        page = await treatment_page(desk, replace(opened, form=form))
    else:
        page = await treatment_page(desk, opened, note=form, awaits=opened.awaits)
    await visit.say(replace(page, edits=page.anchor), "form")
    return True


async def _session(update: Update, desk: Desk) -> None:
    await _begin(desk, DraftPurpose.SESSION, after_command(update))


async def _next(update: Update, desk: Desk) -> None:
    await _begin(desk, DraftPurpose.APPOINTMENT, after_command(update))


async def _session_of(desk: Desk, press: Press) -> None:
    await _begin_for(desk, DraftPurpose.SESSION, press)


async def _next_of(desk: Desk, press: Press) -> None:
    await _begin_for(desk, DraftPurpose.APPOINTMENT, press)


async def _begin(desk: Desk, purpose: DraftPurpose, text: str) -> None:
    form = TreatmentForm(purpose)
    if text.strip():
        form = await _found_or_read(desk, form, text)
    await _open(desk, form)


async def _begin_for(desk: Desk, purpose: DraftPurpose, press: Press) -> None:
    """Open a form for the patient of the button, if that is one of this clinic."""
    visit = desk.visit
    patient = await find_patient(visit.db, visit.practice, press.id)
    if patient is None:
        visit.toast(desk.words.plain("staff-gone-toast"))
        return
    await note_shown(desk, [patient], "form")
    await _open(desk, TreatmentForm(purpose, patient_id=patient.id))


async def _open(desk: Desk, form: TreatmentForm) -> None:
    visit = desk.visit
    opened = await open_treatment(visit.db, visit.practice, desk.staff, form, visit.now)
    await visit.say(await treatment_page(desk, opened), "form")


async def _found_or_read(desk: Desk, form: TreatmentForm, text: str) -> TreatmentForm:
    """Take the whole text for a name where it is somebody's, else read it part by part."""
    visit = desk.visit
    if ";" not in text and await find_by_name(visit.db, visit.practice, text, visit.now):
        return replace(form, query=text.strip()[:PUZZLE_LENGTH])
    return _with_text(desk, form, text)


def _with_text(desk: Desk, form: TreatmentForm, text: str) -> TreatmentForm:
    practice = desk.visit.practice
    words, zone = vocabulary_of(practice), ZoneInfo(practice.profile.zone)
    readings = read(text, words, desk.visit.now, zone, ahead=not form.is_session)
    if not readings:
        return form
    reading = readings[0]
    guest, _, hour = (reading.name or "").partition(" ")
    if fold(guest) in words.guest:
        # A guest is called by the hour of an earlier session, which is not this one's.
        named = read_moment(hour, words.times, desk.visit.now, zone)
        reading = replace(reading, at=None if reading.at == named else reading.at)
    return with_said(form, reading)


async def _answered(
    desk: Desk, opened: OpenTreatment, awaits: Asked, text: str
) -> TreatmentForm | Html:
    """Return the form with the answer in it, or what is wrong with the answer."""
    practice, form = desk.visit.practice, opened.form
    words = vocabulary_of(practice)
    doubt = Doubt.UNKNOWN
    match awaits:
        case Asked.PATIENT:
            return await _found_or_read(desk, form, text)
        case Asked.WHEN:
            at = _read_when(desk, form, text)
            if isinstance(at, datetime):
                return at_time(form, at)
            if at is not None:
                doubt = Doubt(at.value)
        case Asked.NUMBER:
            number = read_number(text, words)
            if number is not None:
                return with_said(form, Reading(number=number[0], of=number[1]))
        case Asked.PROCEDURE:
            procedure = read_procedure(text, words)
            if not isinstance(procedure, Doubt):
                return with_new_course(practice, form, procedure)
            doubt = procedure
        case Asked.AREAS:
            areas = read_areas(text, words)
            known = practice.protocols[form.procedure].areas if form.procedure else ()
            if areas is not None and set(areas) <= set(known):
                return replace(form, areas=tuple(one for one in known if one in areas))
        case _:
            assert_never(awaits)
    return desk.words(f"staff-doubt-{doubt.value}", text=text[:PUZZLE_LENGTH])


def _read_when(desk: Desk, form: TreatmentForm, text: str) -> datetime | Unclear | None:
    """Read the answer to "when?"; an hour alone is one of the day that was pressed."""
    practice, now = desk.visit.practice, desk.visit.now
    zone, times = ZoneInfo(practice.profile.zone), vocabulary_of(practice).times
    alone = re.fullmatch(r"(\d{1,2})(?:[:. ]?(\d{2}))?", fold(text))
    if form.on is None or alone is None:
        return read_hour(text, times, now, zone, ahead=not form.is_session)
    try:
        hour = time(int(alone[1]), int(alone[2] or 0))
    except ValueError:
        return Unclear.NO_SUCH_TIME
    return at_local(form.on, hour, zone)
