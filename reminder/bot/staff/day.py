"""`/day`: today's list, other days' from it, and a patient's card."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, Press, for_staff, on_button
from reminder.bot.staff.lengths import fitting
from reminder.bot.staff.record_buttons import rights_rows
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing
from reminder.practice.answered import answer_lines, is_held
from reminder.practice.audit import record_seen
from reminder.practice.day import Standing, day_of, standing_of
from reminder.practice.enrolments import Enrolled, find_enrolment, short_name, shown_name, summary
from reminder.practice.form import FARTHEST
from reminder.practice.history import gather
from reminder.practice.place import open_question
from reminder.practice.undo import WITHIN
from reminder.wording import in_force_lines

_MOST = 40
"""Lines in one message; a clinic of three chairs has fewer."""
_A_ROW = 2


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the command and the buttons of the list and the card."""
    return [
        CommandHandler("day", for_staff(_day), filters=filters.UpdateType.MESSAGE),
        on_button("day", _other_day),
        on_button("card", _card),
    ]


async def _day(_update: Update, desk: Desk) -> None:
    await desk.visit.say(await _day_page(desk, _today(desk)), "day")


async def _other_day(desk: Desk, press: Press) -> None:
    page = await _day_page(desk, _day_in(desk, press))
    await desk.visit.say(replace(page, edits_message=press.message_id), "day")


async def _day_page(desk: Desk, on: date) -> Outgoing:
    visit, words = desk.visit, desk.words
    day = await day_of(visit.db, visit.practice, on)
    lines: list[str] = [words("staff-day", date=words.day(day.on))]
    shown: list[Enrolled] = []
    if not day.seen and not day.to_come:
        lines += ["", words("staff-day-empty")]
    room = fitting(_line(desk, enrolled) for enrolled in (*day.seen, *day.to_come))
    for title, part in (("staff-day-seen", day.seen), ("staff-day-to-come", day.to_come)):
        if part:
            lines += ["", words(title)]
            listed = part[: min(_MOST, room) - len(shown)]
            lines += [_line(desk, enrolled) for enrolled in listed]
            if len(listed) < len(part):
                lines.append(words("staff-day-more", number=len(part) - len(listed)))
            shown += listed
    patients = [enrolled.patient for enrolled in shown]
    await record_seen(
        visit.db,
        visit.practice,
        desk.staff,
        patients,
        "listed",
        now=visit.now,
        detail=f"day:{on:%Y%m%d}",
    )
    buttons = [
        Button(short_name(enrolled.patient, words), f"s:card:{enrolled.id}:{on:%Y%m%d}")
        for enrolled in shown
    ]
    rows = tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))
    return Outgoing("\n".join(lines), buttons=(*rows, _neighbours(desk, on)))


def _neighbours(desk: Desk, on: date) -> tuple[Button, ...]:
    """Return the buttons to the day before, to the day after, and back to today."""
    words = desk.words
    before, after = on - timedelta(days=1), on + timedelta(days=1)
    buttons = [
        Button(words.plain("staff-day-before-button", day=words.day(before)), _data(before)),
        Button(words.plain("staff-day-after-button", day=words.day(after)), _data(after)),
    ]
    if on != (today := _today(desk)):
        buttons.insert(1, Button(words.plain("staff-today-only-button"), _data(today)))
    return tuple(buttons)


def _data(on: date) -> str:
    return f"s:day:0:{on:%Y%m%d}"


def _today(desk: Desk) -> date:
    return desk.visit.now.astimezone(ZoneInfo(desk.visit.practice.profile.zone)).date()


def _day_in(desk: Desk, press: Press) -> date:
    """Return the day that a button carries; where it carries none near enough, today."""
    today = _today(desk)
    try:
        on = datetime.strptime(press.argument, "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:
        return today
    return on if abs(on - today) <= FARTHEST else today


def _line(desk: Desk, enrolled: Enrolled) -> str:
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    return desk.words(
        "staff-day-line",
        time=desk.words.hour(enrolled.at.astimezone(zone).time()),
        name=shown_name(enrolled.patient, desk.words),
        standing=_standing(desk, enrolled),
    )


def _standing(desk: Desk, enrolled: Enrolled) -> str:
    standing = standing_of(enrolled.enrolment, enrolled.patient)
    return desk.words(f"staff-standing-{standing.value}")


async def _card(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    enrolled = await find_enrolment(visit.db, visit.practice, press.id)
    if enrolled is None:
        visit.toast(words.plain("staff-gone-toast"))
        return
    text = words(
        "staff-card",
        summary=summary(visit.practice, enrolled, words),
        standing=_standing(desk, enrolled),
    )
    history, protocols = await gather(visit.db, visit.practice, enrolled.patient)
    in_force = in_force_lines(history, protocols, visit.now, words)
    lines: list[str] = [text, ""]
    lines += (
        [words("staff-card-in-force"), *in_force] if in_force else [words("staff-card-nothing")]
    )
    *rows_above, back = _rows(desk, enrolled, _day_in(desk, press))
    rows = (*rows_above, *await rights_rows(desk, enrolled), back)
    await record_seen(
        visit.db, visit.practice, desk.staff, [enrolled.patient], "card_opened", now=visit.now
    )
    answered = await answer_lines(visit.db, visit.practice, enrolled, words)
    lines += ["", *answered] if answered else []
    if await is_held(visit.db, enrolled.patient):
        lines += ["", words("answer-card-held")]
        settled = Button(words.plain("answer-resolve-button"), f"s:talk-settle:{enrolled.id}")
        rows = ((settled,), *rows)
    if await open_question(visit.db, visit.practice, enrolled, words) is not None:
        who = Button(words.plain("staff-who-button"), f"s:connected:{enrolled.id}")
        rows = ((who,), *rows)
    card = Outgoing("\n".join(lines), buttons=rows, edits_message=press.message_id)
    await visit.say(card, "card")


def _rows(desk: Desk, enrolled: Enrolled, on: date) -> tuple[tuple[Button, ...], ...]:
    words, number = desk.words, enrolled.id

    def button(message: str, verb: str) -> Button:
        return Button(words.plain(message), f"s:{verb}:{number}")

    back = (Button(words.plain("staff-day-before-button", day=words.day(on)), _data(on)),)
    standing = standing_of(enrolled.enrolment, enrolled.patient)
    if standing is Standing.UNDONE:
        return (back,)
    connected = standing in (Standing.CONNECTED, Standing.UNREACHABLE, Standing.LEFT)
    code = "staff-qr-another-phone-button" if connected else "staff-qr-again-button"
    rows = [
        (button(code, "qr"), button("staff-correct-button", "correct")),
        (button("staff-print-button", "print"),),
    ]
    if connected:
        rows.append((button("staff-wrong-button", "wrong-ask"),))
    if desk.visit.now - enrolled.enrolment.created_at <= WITHIN:
        rows.append((button("staff-undo-button", "undo"),))
    return (*rows, back)
