"""Was it held? The small choice about an appointment whose time has come, from the morning's list
and from the day's.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, assert_never

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button
from reminder.bot.staff.treatment_done import UNDO_SAID, undo_button
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing
from reminder.practice.appointments import (
    Became,
    Booking,
    NotYetBegun,
    SaidAlready,
    find_booking,
    say_what_became,
)
from reminder.practice.outbox import anchored_message
from reminder.practice.unanswered import (
    ANCHOR,
    answer_row,
    booking_line,
    open_page,
    open_questions,
    question,
    show_anew,
    which_button,
)


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons: `s:was:<appointment>:<day>` and the three answers; the
    day (YYYYMMDD) is that of the list that they came from, empty for the morning's.
    """
    return [
        on_button("was", _was),
        on_button("was-all", _all),
        on_button("held", _say(Became.HELD)),
        on_button("missed", _say(Became.MISSED)),
        on_button("called-off", _say(Became.CANCELLED)),
    ]


async def _was(desk: Desk, press: Press) -> None:
    """Ask about one appointment."""
    visit, words = desk.visit, desk.words
    booking = await find_booking(visit.db, visit.practice, press.id)
    if booking is None:
        visit.toast(words.plain("staff-gone-toast"))
        return
    if booking.became is not None:
        visit.toast(words.plain(f"sessions-{booking.became}-toast"))
        await _back(desk, press)
        return
    text = words("sessions-was-one", line=booking_line(visit.practice, booking, words))
    choice = (answer_row(booking, words, press.argument), (_back_button(desk, press.argument),))
    asked = Outgoing(text, buttons=choice, edits_message=press.message_id)
    await visit.say(asked, "what_became")


def _say(became: Became) -> Callable[[Desk, Press], Awaitable[None]]:
    async def say(desk: Desk, press: Press) -> None:
        visit, words = desk.visit, desk.words
        outcome = await say_what_became(
            visit.db, visit.practice, desk.staff, press.id, became, visit.now
        )
        match outcome:
            case Booking():
                await _shown(desk, press, outcome)
            case SaidAlready(booking):
                visit.toast(words.plain(f"sessions-{booking.became}-toast"))
                await _back(desk, press)
            case NotYetBegun():
                visit.toast(words.plain("sessions-to-come-toast"))
            case None:
                visit.toast(words.plain("staff-gone-toast"))
            case _:
                assert_never(outcome)

    return say


async def _shown(desk: Desk, press: Press, booking: Booking) -> None:
    """Show what was said, how to take it back, and what is still open."""
    visit, words = desk.visit, desk.words
    newest = await anchored_message(visit.db, visit.practice, desk.staff.chat_hash, ANCHOR)
    # What is said here changes that message anyway.
    here = desk.staff if newest == press.message_id else None
    await show_anew(visit.db, visit.practice, booking.id, visit.now, but=here)
    line = booking_line(visit.practice, booking, words)
    text = words(f"sessions-{booking.became}", line=line)
    following = Button(words.plain("sessions-next-button"), f"s:next:{booking.patient.id}")
    rows: list[tuple[Button, ...]] = [(following, undo_button(desk, UNDO_SAID, booking.id))]
    lines: list[str] = [text]
    if press.argument:
        rows.append((_back_button(desk, press.argument),))
    else:
        left = await open_questions(visit.db, visit.practice, desk.staff, visit.now)
        if left:
            lines += ["", question(visit.practice, left, words).text]
            rows += [(which_button(one, words),) for one in left]
    done = Outgoing("\n".join(lines), buttons=tuple(rows), edits_message=press.message_id)
    await visit.say(done, "what_became")


async def _all(desk: Desk, press: Press) -> None:
    await _back(desk, replace(press, argument=""))


async def _back(desk: Desk, press: Press) -> None:
    """Show the morning's list as it stands now; the day's has a button of its own."""
    if press.argument:
        return
    visit = desk.visit
    page = await open_page(visit.db, visit.practice, desk.staff, visit.now)
    await visit.say(replace(page, edits_message=press.message_id), "what_became")


def _back_button(desk: Desk, came_from: str) -> Button:
    data = f"s:day:0:{came_from}" if came_from else "s:was-all:0"
    return Button(desk.words.plain("staff-back-button"), data)
