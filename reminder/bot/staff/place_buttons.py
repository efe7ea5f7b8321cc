"""The answers to "the same person?"."""

from typing import Any, assert_never

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.enrolments import summary
from reminder.practice.place import Placed, Settled, another_person, same_person


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons."""
    return [on_button("same", _same), on_button("another", _another)]


async def _same(desk: Desk, press: Press) -> None:
    visit = desk.visit
    known = int(press.argument) if press.is_number else 0
    outcome = await same_person(visit.db, visit.practice, desk.staff, press.id, known, visit.now)
    await _answer(desk, press, outcome, "staff-same-person")


async def _another(desk: Desk, press: Press) -> None:
    visit = desk.visit
    outcome = await another_person(visit.db, visit.practice, desk.staff, press.id, visit.now)
    await _answer(desk, press, outcome, "staff-another-person")


async def _answer(desk: Desk, press: Press, outcome: Placed | Settled | None, message: str) -> None:
    match outcome:
        case Placed(enrolled):
            text = desk.words(message, summary=summary(desk.visit.practice, enrolled, desk.words))
            await desk.visit.say(Outgoing(text, edits_message=press.message_id), "place")
        case Settled():
            desk.visit.toast(desk.words.plain("staff-placed-toast"))
        case None:
            desk.visit.toast(desk.words.plain("staff-gone-toast"))
        case _:
            assert_never(outcome)
