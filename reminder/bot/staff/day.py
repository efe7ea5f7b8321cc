"""`/day`: today's list, and other days' from it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, Press, after_command, for_staff, note_shown, on_button
from reminder.bot.staff.attention_lines import Head, head_of_today
from reminder.bot.staff.lengths import fitting
from reminder.bot.visit import Visit
from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing
from reminder.practice.day import Standing, day_of, standing_of
from reminder.practice.enrolments import Enrolled, short_name, shown_name
from reminder.practice.form import FARTHEST, PUZZLE_LENGTH
from reminder.practice.reading import Doubt
from reminder.practice.reading_time import read_moment
from reminder.practice.vocabulary import vocabulary_of
from reminder.store.tables import Appointment

_MOST = 40
"""Lines in one message; a clinic of three chairs has fewer."""
_A_ROW = 2


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the command and the buttons of the list."""
    return [
        CommandHandler("day", for_staff(_day), filters=filters.UpdateType.MESSAGE),
        on_button("day", _other_day),
    ]


async def _day(update: Update, desk: Desk) -> None:
    text = after_command(update).strip()
    on = _typed(desk, text) if text else today(desk)
    page = await _day_page(desk, on or today(desk))
    if on is None:
        doubt = desk.words(f"staff-doubt-{Doubt.UNKNOWN.value}", text=text[:PUZZLE_LENGTH])
        page = replace(page, text=f"⚠️ {doubt}\n\n{page.text}")
    await desk.visit.say(page, "day")


def _typed(desk: Desk, text: str) -> date | None:
    """Return the day that was typed behind the command, None where it says none near enough."""
    practice, now = desk.visit.practice, desk.visit.now
    zone = ZoneInfo(practice.profile.zone)
    # A day alone is no time to the reader of times: noon does for any.
    at = read_moment(f"{text} 12:00", vocabulary_of(practice).times, now, zone)
    if not isinstance(at, datetime) or abs(at - now) > FARTHEST:
        return None
    return at.astimezone(zone).date()


async def _other_day(desk: Desk, press: Press) -> None:
    page = await _day_page(desk, day_in(desk, press))
    await desk.visit.say(replace(page, edits_message=press.message_id), "day")


async def _day_page(desk: Desk, on: date) -> Outgoing:
    visit, words = desk.visit, desk.words
    day = await day_of(visit.db, visit.practice, on)
    head = await head_of_today(desk, f"{on:%Y%m%d}") if on == today(desk) else Head()
    lines: list[str] = [words("staff-day", date=words.day_as_heading(day.on)), *head.lines]
    shown: list[Enrolled] = []
    if not day.seen and not day.to_come:
        lines += ["", words("staff-day-empty")]
    listable = (_line(desk, enrolled, on) for enrolled in (*day.seen, *day.to_come))
    room = fitting((*head.lines, *listable)) - len(head.lines)
    for title, part in (("staff-day-seen", day.seen), ("staff-day-to-come", day.to_come)):
        if part:
            lines += ["", words(title)]
            listed = part[: min(_MOST, room) - len(shown)]
            lines += [_line(desk, enrolled, on) for enrolled in listed]
            if len(listed) < len(part):
                lines.append(words("staff-day-more", number=len(part) - len(listed)))
            shown += listed
    patients = [*head.patients, *(enrolled.patient for enrolled in shown)]
    await note_shown(desk, patients, f"day:{on:%Y%m%d}")
    buttons = [
        Button(short_name(enrolled.patient, words), f"s:card:{enrolled.id}:{on:%Y%m%d}")
        for enrolled in shown
    ]
    rows = tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))
    asked = tuple(
        (
            Button(
                words.plain("sessions-was-button", name=short_name(one.patient, words)),
                f"s:was:{appointment.id}:{on:%Y%m%d}",
            ),
        )
        for one in shown
        if (appointment := unanswered(desk, one)) is not None
    )
    return Outgoing("\n".join(lines), buttons=(*head.rows, *asked, *rows, *_neighbours(desk, on)))


def _neighbours(desk: Desk, on: date) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons to the day before and to the day after, and under them back to today.

    Three beside one another are too narrow for a day on a phone.
    """
    words = desk.words
    before, after = on - timedelta(days=1), on + timedelta(days=1)
    beside = (
        Button(
            words.plain("staff-day-before-button", day=words.day_on_button(before)),
            day_data(before),
        ),
        Button(
            words.plain("staff-day-after-button", day=words.day_on_button(after)), day_data(after)
        ),
    )
    if on == (current := today(desk)):
        return (beside,)
    return beside, (Button(words.plain("staff-today-only-button"), day_data(current)),)


def day_data(on: date) -> str:
    """Return what the button to a day's list carries."""
    return f"s:day:0:{on:%Y%m%d}"


def today(desk: Desk) -> date:
    """Return the day that it is at the clinic."""
    return desk.visit.now.astimezone(ZoneInfo(desk.visit.practice.profile.zone)).date()


def day_in(desk: Desk, press: Press) -> date:
    """Return the day that a button carries; where it carries none near enough, today."""
    current = today(desk)
    try:
        on = datetime.strptime(press.argument, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        return current
    return on if abs(on - current) <= FARTHEST else current


def _line(desk: Desk, enrolled: Enrolled, on: date) -> str:
    """Return a line of the list of `on`; a treatment of another day is named with its day."""
    zone, words = ZoneInfo(desk.visit.practice.profile.zone), desk.words
    at = enrolled.at.astimezone(zone)
    return words(
        "staff-day-line",
        time=words.hour(at.time()) if at.date() == on else words.moment(at, zone),
        name=shown_name(enrolled.patient, desk.words),
        standing=Html(standing_words(desk, enrolled)),
    )


def standing_words(desk: Desk, enrolled: Enrolled) -> str:
    """Return how a patient stands, and how the appointment does that is listed."""
    told: str = _standing(desk, enrolled)
    appointment = enrolled.appointment if enrolled.session is None else None
    if appointment is None:
        return told
    said = _said_of(appointment, desk.visit.now)
    return told if said is None else f"{told} · {desk.words(f'sessions-standing-{said}')}"


def _standing(desk: Desk, enrolled: Enrolled) -> str:
    standing = standing_of(enrolled.enrolment, enrolled.patient)
    paused_until = enrolled.patient.paused_until
    if standing is Standing.PAUSED and paused_until is not None:
        there = desk.visit.practice.profile.preferences(enrolled.patient.zone).zone
        day = desk.words.day(paused_until.astimezone(there).date())
        return desk.words("staff-standing-paused", until=day)
    return desk.words(f"staff-standing-{standing.value}")


def unanswered(desk: Desk, enrolled: Enrolled) -> Appointment | None:
    """Return the listed appointment whose time has come and of which nobody has spoken."""
    appointment = enrolled.appointment if enrolled.session is None else None
    if appointment is None or _said_of(appointment, desk.visit.now) != "was-it-held":
        return None
    return appointment


def _said_of(appointment: Appointment, now: datetime) -> str | None:
    if appointment.cancelled_at is not None:
        return "called-off"
    if appointment.missed_at is not None:
        return "missed"
    if appointment.begins_at <= now and appointment.held_as is None:
        return "was-it-held"
    if appointment.move_asked_at is not None:
        return "move-asked"
    return None if appointment.confirmed_at is None else "confirmed"
