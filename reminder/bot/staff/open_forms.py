"""What the buttons of every form have in common: the form must still be the open one, and times
that they carry may be forged.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button
from reminder.bot.visit import Visit
from reminder.practice.clinic import Db, Practice
from reminder.practice.form import FARTHEST
from reminder.store.tables import Staff


class Opened(Protocol):
    """A form that a staff member is filling in."""

    @property
    def id(self) -> int:
        """The draft's id."""
        ...


AnyForm = TypeVar("AnyForm", bound=Opened)
InHand = Callable[[Db, Practice, Staff], Awaitable[AnyForm | None]]
"""Finds the form that a staff member has open, None where there is none of its sort."""
Act = Callable[[Desk, AnyForm, Press], Awaitable[None]]


def on_form_buttons(
    in_hand: InHand[AnyForm], acts: Iterable[tuple[str, Act[AnyForm]]]
) -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of a form's buttons `s:<verb>:<draft>[:<argument>]`; a press under a form
    that is not the open one is told so.
    """
    return [on_button(verb, _on_open_form(in_hand, act)) for verb, act in acts]


def _on_open_form(
    in_hand: InHand[AnyForm], act: Act[AnyForm]
) -> Callable[[Desk, Press], Awaitable[None]]:
    async def checked(desk: Desk, press: Press) -> None:
        opened = await in_hand(desk.visit.db, desk.visit.practice, desk.staff)
        if opened is None or opened.id != press.id:
            desk.visit.toast(desk.words.plain("staff-form-closed-toast"))
            return
        await act(desk, opened, press)

    return checked


def time_in(desk: Desk, press: Press, pattern: str) -> datetime | None:
    """Return the naive local time that a button carries; a forged one carries none near enough."""
    try:
        at = datetime.strptime(press.argument, pattern)  # noqa: DTZ007
    except ValueError:
        return None
    return at if abs(at.date() - desk.visit.now.date()) <= FARTHEST else None
