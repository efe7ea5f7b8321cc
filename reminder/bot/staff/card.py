"""A patient's card: what was noted, how it stands, what is in force, and what can be done."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button
from reminder.bot.staff.day import day_data, day_in, standing_words, unanswered
from reminder.bot.staff.record_buttons import rights_rows
from reminder.bot.visit import Visit
from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing, side_by_side
from reminder.practice.answered import answer_lines, is_held, last_message
from reminder.practice.appointments import find_booking
from reminder.practice.audit import record_seen
from reminder.practice.day import Standing, day_of, standing_of
from reminder.practice.enrolments import Enrolled, find_enrolment, place_in_course, summary
from reminder.practice.people import GONE
from reminder.practice.place import open_question
from reminder.practice.series import Known, Series, known_of
from reminder.practice.unanswered import answer_rows
from reminder.practice.undo import WITHIN
from reminder.wording import in_force_lines

_Row = tuple[Button, ...]


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the button that opens a card: `s:card:<enrolment>:<day>`."""
    return [on_button("card", _card)]


async def _card(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    enrolled = await find_enrolment(visit.db, visit.practice, press.id)
    if enrolled is None:
        visit.toast(words.plain("staff-gone-toast"))
        return
    on = day_in(desk, press)
    enrolled = await _as_listed(desk, enrolled, on)
    known = await known_of(visit.db, visit.practice, enrolled.patient)
    standing = Html(standing_words(desk, enrolled))
    lines: list[str] = [
        words("staff-card", summary=summary(visit.practice, enrolled, words), standing=standing),
        "",
    ]
    lines += _course_lines(desk, known)
    in_force = in_force_lines(known.history, known.protocols, visit.now, words)
    lines += (
        [words("staff-card-in-force"), *in_force] if in_force else [words("staff-card-nothing")]
    )
    *rows_above, back = await _rows(desk, enrolled, known, on)
    rows = (*rows_above, *await rights_rows(desk, enrolled), back)
    await record_seen(
        visit.db, visit.practice, desk.staff, [enrolled.patient], "card_opened", now=visit.now
    )
    answered = await answer_lines(visit.db, visit.practice, enrolled, words)
    lines += ["", *answered] if answered else []
    went = await last_message(visit.db, enrolled.patient)
    if went is not None:
        when = words.moment(went.at, ZoneInfo(visit.practice.profile.zone))
        outcome = words(f"sessions-outcome-{went.state}")
        lines += ["", words("sessions-card-message", when=when, outcome=outcome)]
    if await is_held(visit.db, enrolled.patient):
        lines += ["", words("answer-card-held")]
        settled = Button(words.plain("answer-resolve-button"), f"s:talk-settle:{enrolled.id}")
        rows = ((settled,), *rows)
    if await open_question(visit.db, visit.practice, enrolled, words) is not None:
        who = Button(words.plain("staff-who-button"), f"s:connected:{enrolled.id}")
        rows = ((who,), *rows)
    card = Outgoing("\n".join(lines), buttons=rows, edits_message=press.message_id)
    await visit.say(card, "card")


async def _as_listed(desk: Desk, enrolled: Enrolled, on: date) -> Enrolled:
    """Return the enrolment with the treatment for which it stands on the list of that day."""
    day = await day_of(desk.visit.db, desk.visit.practice, on)
    listed = (one for one in (*day.seen, *day.to_come) if one.id == enrolled.id)
    return next(listed, enrolled)


def _course_lines(desk: Desk, known: Known) -> list[str]:
    """Return where each course stands and what is booked; nothing of one that says no more than
    what was noted.
    """
    words = desk.words
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    lines: list[str] = []
    for one in known.series:
        number = place_in_course(
            one.number_before(None) or None, one.course.sessions_planned, words
        )
        procedure = words.procedure(one.course.protocol)
        said = [words("sessions-card-course", procedure=procedure, number=number)]
        to_come = one.to_come(desk.visit.now)
        if not one.is_running:
            said.append(words("sessions-card-finished"))
        elif to_come:
            when = words.moment(to_come[0].begins_at, zone)
            said.append(words("sessions-card-next", when=when))
        else:
            said.append(words("sessions-card-no-next"))
        lines.append(Html(" · ".join(said)))
    return [*lines, ""] if lines else []


async def _rows(desk: Desk, enrolled: Enrolled, known: Known, on: date) -> tuple[_Row, ...]:
    words, number, patient = desk.words, enrolled.id, enrolled.patient

    def button(message: str, verb: str, about: int | None = None) -> Button:
        return Button(words.plain(message), f"s:{verb}:{number if about is None else about}")

    back = (
        Button(words.plain("staff-day-before-button", day=words.day_on_button(on)), day_data(on)),
    )
    standing = standing_of(enrolled.enrolment, patient)
    if standing is Standing.UNDONE:
        return (back,)
    connected = standing in (
        Standing.CONNECTED,
        Standing.PAUSED,
        Standing.UNREACHABLE,
        Standing.LEFT,
    )
    code = "staff-qr-another-phone-button" if connected else "staff-qr-again-button"
    rows: list[_Row] = []
    open_one = unanswered(desk, enrolled)
    if open_one is not None:
        booking = await find_booking(desk.visit.db, desk.visit.practice, open_one.id or 0)
        if booking is not None:
            rows += answer_rows(booking, words, f"{on:%Y%m%d}")
    if patient.state not in GONE:
        rows.append(
            (
                button("sessions-session-button", "session", patient.id),
                button("sessions-next-button", "next", patient.id),
            )
        )
    rows += side_by_side(button(code, "qr"), _correct_button(desk, enrolled))
    printing = button("staff-print-button", "print")
    reasons = button("why-button", "why", patient.id)
    finishing = [_finish_button(desk, one, known) for one in known.running if one.sessions]
    rows += [(printing, reasons), *((one,) for one in finishing)]
    if connected:
        rows.append((button("staff-wrong-button", "wrong-ask"),))
    # It takes back the enrolment: not where the card is about a later session.
    own = enrolled.session is None or enrolled.session.id == enrolled.enrolment.session_id
    if own and desk.visit.now - enrolled.enrolment.created_at <= WITHIN:
        rows.append((button("staff-undo-button", "undo"),))
    return (*rows, back)


def _correct_button(desk: Desk, enrolled: Enrolled) -> Button:
    """Return the way to correct what the card is about: the enrolment, or a later session."""
    words, session = desk.words, enrolled.session
    if session is None or session.id == enrolled.enrolment.session_id:
        return Button(words.plain("staff-correct-button"), f"s:correct:{enrolled.id}")
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    day = words.day_on_button(session.held_at.astimezone(zone).date())
    return Button(
        words.plain("sessions-correct-button", day=day), f"s:correct-session:{session.id}"
    )


def _finish_button(desk: Desk, series: Series, known: Known) -> Button:
    words = desk.words
    if len(known.running) == 1:
        label = words.plain("sessions-finish-button")
    else:
        procedure = words.procedure(series.course.protocol)
        label = words.plain("sessions-finish-of-button", procedure=procedure)
    return Button(label, f"s:finish:{series.id}")
