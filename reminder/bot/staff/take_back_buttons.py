"""Undo under what was said of a known patient's treatment, for five minutes."""

from collections.abc import Awaitable, Callable
from typing import Any, assert_never

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button, put_away
from reminder.bot.staff.treatment_done import (
    UNDO_BOOKING,
    UNDO_MOVE,
    UNDO_SAID,
    UNDO_SESSION,
)
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing
from reminder.practice.enrolments import shown_name
from reminder.practice.take_back import (
    Outcome,
    TakenBack,
    TooLate,
    take_back_booking,
    take_back_move,
    take_back_outcome,
    take_back_session,
)

_TakeBack = Callable[[Desk, Press], Awaitable[Outcome]]


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons."""
    return [
        on_button(UNDO_SESSION, _undo(_session, "sessions-undone-session")),
        on_button(UNDO_BOOKING, _undo(_booking, "sessions-undone-booking")),
        on_button(UNDO_MOVE, _undo(_move, "sessions-undone-move")),
        on_button(UNDO_SAID, _undo(_said, "sessions-undone-said")),
    ]


def _undo(take_back: _TakeBack, message: str) -> Callable[[Desk, Press], Awaitable[None]]:
    async def undo(desk: Desk, press: Press) -> None:
        outcome = await take_back(desk, press)
        words = desk.words
        match outcome:
            case TakenBack(patient):
                text = words(message, name=shown_name(patient, words))
                again = tuple(
                    Button(words.plain(f"sessions-{verb}-button"), f"s:{verb}:{patient.id}")
                    for verb in ("session", "next")
                )
                done = Outgoing(text, buttons=(again,), edits_message=press.message_id)
                await desk.visit.say(done, "taken_back")
            case TooLate():
                await put_away(desk, press, "sessions-undo-late-toast")
            case None:
                desk.visit.toast(words.plain("staff-gone-toast"))
            case _:
                assert_never(outcome)

    return undo


async def _session(desk: Desk, press: Press) -> Outcome:
    visit = desk.visit
    return await take_back_session(visit.db, visit.practice, desk.staff, press.id, visit.now)


async def _booking(desk: Desk, press: Press) -> Outcome:
    visit = desk.visit
    return await take_back_booking(visit.db, visit.practice, desk.staff, press.id, visit.now)


async def _move(desk: Desk, press: Press) -> Outcome:
    visit = desk.visit
    revision = int(press.argument) if press.is_number else -1
    return await take_back_move(visit.db, visit.practice, desk.staff, press.id, revision, visit.now)


async def _said(desk: Desk, press: Press) -> Outcome:
    visit = desk.visit
    return await take_back_outcome(visit.db, visit.practice, desk.staff, press.id, visit.now)
