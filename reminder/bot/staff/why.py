"""`/why Anna`, and Why? on a card: a patient's messages, by day, each with what became of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, Press, for_staff, note_shown, on_button
from reminder.bot.staff.lengths import fitting
from reminder.bot.visit import Visit
from reminder.care.timing import local_day
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.day import standing_of
from reminder.practice.enrolments import enrolments_of, short_name, shown_name, summary
from reminder.practice.find import MOST, Found, find_patient, find_patients
from reminder.practice.why import story_of
from reminder.practice.why_lines import Line, story_lines
from reminder.store.tables import Patient

LARGEST_ID = 2**31 - 1
"""Of an id that the database takes; a forged button may carry any number."""
MOST_LINES = 14
"""On a page: more would be scrolled past."""
NAME_LENGTH = 64
"""Of a name as staff note it: what is longer is not shown back."""


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the command and the button, which also leads from page to page."""
    return [
        CommandHandler("why", for_staff(_why), filters=filters.UpdateType.MESSAGE),
        on_button("why", _pressed),
    ]


async def _why(update: Update, desk: Desk) -> None:
    visit, words = desk.visit, desk.words
    text = (update.message.text if update.message else None) or ""
    name = re.sub(r"^/\S+\s*", "", text).strip()
    if not name:
        await visit.say(Outgoing(words("why-how")), "why")
        return
    found = await find_patients(visit.db, visit.practice, name, visit.now)
    if not found:
        await visit.say(Outgoing(words("why-nobody", name=name[:NAME_LENGTH])), "why")
    elif len(found) == 1:
        await visit.say(await _page(desk, found[0].patient), "why")
    else:
        await note_shown(desk, [one.patient for one in found], "search")
        await visit.say(_which(desk, found), "why")


async def _pressed(desk: Desk, press: Press) -> None:
    visit = desk.visit
    patient = None
    if press.id <= LARGEST_ID:
        patient = await find_patient(visit.db, visit.practice, press.id)
    if patient is None:
        visit.toast(desk.words.plain("staff-gone-toast"))
        return
    number = int(press.argument) if re.fullmatch(r"\d{1,4}", press.argument) else None
    await visit.say(await _page(desk, patient, number, press.message_id), "why")


def _which(desk: Desk, found: Sequence[Found]) -> Outgoing:
    """Return the question who is meant: a numbered line and a button each."""
    words, practice = desk.words, desk.visit.practice
    zone = ZoneInfo(practice.profile.zone)
    lines: list[str] = [words("why-several")]
    rows = []
    for number, one in enumerate(found, 1):
        about: str = shown_name(one.patient, words)
        label = f"{number}. {short_name(one.patient, words)}"
        if one.enrolled is not None:
            about = summary(practice, one.enrolled, words)
            label += f" · {words.day_on_button(local_day(one.enrolled.at, zone))}"
        told = words("why-several-line", number=number, summary=about)
        lines.append(told)
        rows.append((Button(label, f"s:why:{one.patient.id}"),))
    if len(found) == MOST:
        lines.append(words("why-many"))
    return Outgoing("\n\n".join(lines), buttons=tuple(rows))


async def _page(
    desk: Desk, patient: Patient, number: int | None = None, edits: int | None = None
) -> Outgoing:
    """Return a page of the patient's story, counted from 0; None: the one of today."""
    visit, words = desk.visit, desk.words
    zone = ZoneInfo(visit.practice.profile.zone)
    await record(
        visit.db, visit.practice, "looked_why", now=visit.now, staff=desk.staff, patient=patient
    )
    lines = story_lines(await story_of(visit.db, patient), zone, words)
    pages = pages_of(lines, words)
    at = _today(pages, visit.now) if number is None else min(number, len(pages) - 1)
    enrolments = await enrolments_of(visit.db, visit.practice, patient)
    text: list[str] = [words("why-title", name=shown_name(patient, words))]
    if enrolments:
        standing = standing_of(enrolments[0].enrolment, patient).value
        text.append(words("why-standing", standing=words(f"staff-standing-{standing}")))
    if patient.zone != zone.key:
        theirs = words.city(ZoneInfo(patient.zone))
        text.append(words("why-zone", clinic=words.city(zone), patient=theirs))
    text += _told(pages[at], at == _today(pages, visit.now), visit.now, zone, words)
    if len(pages) > 1:
        text += ["", words("why-page", page=at + 1, pages=len(pages))]
    turn = []
    if at > 0:
        turn.append(Button(words.plain("why-older-button"), f"s:why:{patient.id}:{at - 1}"))
    if at + 1 < len(pages):
        turn.append(Button(words.plain("why-newer-button"), f"s:why:{patient.id}:{at + 1}"))
    rows = [tuple(turn)] if turn else []
    if enrolments:
        rows.append((Button(words.plain("why-card-button"), f"s:card:{enrolments[0].id}"),))
    return Outgoing("\n".join(text), buttons=tuple(rows), edits_message=edits)


def pages_of(lines: Sequence[Line], words: Words) -> list[list[Line]]:
    """Return the lines in pages that each fit into a message; at least one page."""
    pages: list[list[Line]] = []
    left = list(lines)
    while left:
        fits = fitting(f"{_heading(line, words)}\n• {line.text}" for line in left)
        fits = min(max(fits, 1), MOST_LINES)
        pages.append(left[:fits])
        left = left[fits:]
    return pages or [[]]


def _today(pages: Sequence[Sequence[Line]], now: datetime) -> int:
    """Return the page on which the next line to come stands; where none is to come, the last."""
    for number, page in enumerate(pages):
        if any(line.at > now for line in page):
            return number
    return len(pages) - 1


def _told(
    page: Sequence[Line], has_now: bool, now: datetime, zone: ZoneInfo, words: Words
) -> Iterator[str]:
    """Yield a page's lines under their days, and between what was and what is to come, the time."""
    if not page:
        yield f"\n{words('why-none')}"
        return
    passed = f"\n{words('why-now', now=words.moment(now, zone))}"
    on = None
    for line in page:
        if has_now and line.at > now:
            yield passed
            has_now, on = False, None
        if line.on != on:
            yield f"\n{_heading(line, words)}"
            on = line.on
        yield f"• {line.text}"
    if has_now:
        yield passed


def _heading(line: Line, words: Words) -> str:
    return f"<b>{words.day_as_heading(line.on)}</b>"
