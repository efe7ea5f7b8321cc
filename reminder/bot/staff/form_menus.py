"""The buttons under a part of the form that is being filled in."""

from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk
from reminder.bot.staff.form_page import Row, enabled, language_name
from reminder.outgoing import Button
from reminder.practice.draft import OpenForm

FIRST_HOUR, LAST_HOUR = 8, 21
"""Hours of work that are offered; any other can be typed."""
MOST_BUTTONS = 12
_A_ROW = 4
_QUARTERS = (0, 15, 30, 45)


class Parts(Protocol):
    """What the menus look at of a form."""

    @property
    def procedure(self) -> str | None:
        """The chosen procedure."""

    @property
    def number(self) -> int | None:
        """The place in the course."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The treated areas."""


class Filling(Protocol):
    """An open form: `verb` is what its buttons' verbs begin with."""

    @property
    def id(self) -> int:
        """Its draft's id."""

    @property
    def verb(self) -> str:
        """The beginning of its buttons' verbs."""

    @property
    def form(self) -> Parts:
        """The form itself."""


def name_menu(desk: Desk, opened: Filling) -> tuple[Row, ...]:
    """Return the buttons below "type the name"."""
    return ((_button(desk, opened, "staff-no-name-button", "no-name"),), back_row(desk, opened))


def when_menu(desk: Desk, opened: Filling) -> tuple[Row, ...]:
    """Return now, and the days; any other time is typed."""
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    today = desk.visit.now.astimezone(zone).date()
    days = (("yesterday", -1), ("today", 0), ("tomorrow", 1))
    return (
        (_button(desk, opened, "staff-now-button", "now"),),
        tuple(
            _button(
                desk,
                opened,
                f"staff-{name}-button",
                "day",
                (today + timedelta(days=away)).strftime("%Y%m%d"),
            )
            for name, away in days
        ),
        back_row(desk, opened),
    )


def hour_menu(desk: Desk, opened: Filling, day: date, *, to_come: bool = False) -> tuple[Row, ...]:
    """Return the hours of a day; of today those that have come, or with `to_come` the others."""
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    local = desk.visit.now.astimezone(zone)
    first, last = FIRST_HOUR, LAST_HOUR
    if day == local.date() and to_come:
        first, last = max(first, local.hour), max(last, local.hour)
    elif day == local.date():
        first, last = min(first, local.hour), local.hour
    hours = [
        Button(
            desk.words.hour(time(hour)), f"s:{opened.verb}-hour:{opened.id}:{day:%Y%m%d}{hour:02}"
        )
        for hour in range(first, last + 1)
    ]
    return (*_in_rows(hours), back_row(desk, opened, "when"))


def minute_menu(desk: Desk, opened: Filling, hour: datetime) -> tuple[Row, ...]:
    """Return the quarters of an hour (naive, on the clinic's clocks)."""
    times = [hour.replace(minute=minute) for minute in _QUARTERS]
    buttons = [
        Button(desk.words.hour(at.time()), f"s:{opened.verb}-at:{opened.id}:{at:%Y%m%d%H%M}")
        for at in times
    ]
    return (tuple(buttons), back_row(desk, opened, "day", f"{hour:%Y%m%d}"))


def procedure_menu(desk: Desk, opened: Filling) -> tuple[Row, ...]:
    """Return the procedures, a row each."""
    rows = tuple(
        (
            Button(
                _chosen(desk, str(desk.words.procedure(name)), name == opened.form.procedure),
                f"s:{opened.verb}-procedure:{opened.id}:{at}",
            ),
        )
        for at, name in enumerate(enabled(desk.visit.practice))
    )
    return (*rows, back_row(desk, opened))


def number_menu(desk: Desk, opened: Filling) -> tuple[Row, ...]:
    """Return the first numbers of a course."""
    numbers = [
        Button(
            _chosen(desk, str(number), number == opened.form.number),
            f"s:{opened.verb}-number:{opened.id}:{number}",
        )
        for number in range(1, MOST_BUTTONS + 1)
    ]
    none = _button(desk, opened, "staff-no-number-button", "number", "0")
    return (*_in_rows(numbers), (none,), back_row(desk, opened))


def areas_menu(desk: Desk, opened: Filling) -> tuple[Row, ...]:
    """Return the procedure's areas; each press adds or takes away one."""
    form = opened.form
    known = desk.visit.practice.protocols[form.procedure].areas if form.procedure else ()
    areas = [
        Button(
            _chosen(desk, str(desk.words.area(area)), area in form.areas),
            f"s:{opened.verb}-areas:{opened.id}:{at}",
        )
        for at, area in enumerate(known)
    ]
    done = _button(desk, opened, "staff-done-button", "show")
    return (*_in_rows(areas, 3), (done,))


def language_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the languages, each by its own name."""
    languages = [
        Button(
            _chosen(desk, language_name(code), code == opened.form.language),
            f"s:{opened.verb}-language:{opened.id}:{code}",
        )
        for code in desk.visit.practice.catalogue.languages
    ]
    return (*_in_rows(languages, 2), back_row(desk, opened))


def _in_rows(buttons: list[Button], length: int = _A_ROW) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + length]) for at in range(0, len(buttons), length))


def _chosen(desk: Desk, text: str, chosen: bool) -> str:
    return desk.words.plain("staff-chosen-button", text=text) if chosen else text


def _button(
    desk: Desk, opened: Filling, message: str, verb: str, argument: str | None = None
) -> Button:
    data = f"s:{opened.verb}-{verb}:{opened.id}" + (f":{argument}" if argument is not None else "")
    return Button(desk.words.plain(message), data)


def back_row(desk: Desk, opened: Filling, verb: str = "show", argument: str | None = None) -> Row:
    """Return the way back: to the form, or to the menu before."""
    return (_button(desk, opened, "staff-back-button", verb, argument),)
