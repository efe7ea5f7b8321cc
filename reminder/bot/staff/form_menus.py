"""The buttons under a part of the form that is being filled in."""

from datetime import date, datetime, time, timedelta
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


def name_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the buttons below "type the name"."""
    return ((_button(desk, opened, "staff-no-name-button", "form-no-name"),), _back(desk, opened))


def when_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return now, and the days; any other time is typed."""
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    today = desk.visit.now.astimezone(zone).date()
    days = (("yesterday", -1), ("today", 0), ("tomorrow", 1))
    return (
        (_button(desk, opened, "staff-now-button", "form-now"),),
        tuple(
            _button(
                desk,
                opened,
                f"staff-{name}-button",
                "form-day",
                (today + timedelta(days=away)).strftime("%Y%m%d"),
            )
            for name, away in days
        ),
        _back(desk, opened),
    )


def hour_menu(desk: Desk, opened: OpenForm, day: date) -> tuple[Row, ...]:
    """Return the hours of a day; of today those that have come."""
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    local = desk.visit.now.astimezone(zone)
    first, last = FIRST_HOUR, LAST_HOUR
    if day == local.date():
        first, last = min(first, local.hour), local.hour
    hours = [
        Button(desk.words.hour(time(hour)), f"s:form-hour:{opened.id}:{day:%Y%m%d}{hour:02}")
        for hour in range(first, last + 1)
    ]
    return (*_in_rows(hours), _back(desk, opened, "form-when"))


def minute_menu(desk: Desk, opened: OpenForm, hour: datetime) -> tuple[Row, ...]:
    """Return the quarters of an hour (naive, on the clinic's clocks)."""
    times = [hour.replace(minute=minute) for minute in _QUARTERS]
    buttons = [
        Button(desk.words.hour(at.time()), f"s:form-at:{opened.id}:{at:%Y%m%d%H%M}") for at in times
    ]
    return (tuple(buttons), _back(desk, opened, "form-day", f"{hour:%Y%m%d}"))


def procedure_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the procedures, a row each."""
    rows = tuple(
        (
            Button(
                _chosen(desk, str(desk.words.procedure(name)), name == opened.form.procedure),
                f"s:form-procedure:{opened.id}:{at}",
            ),
        )
        for at, name in enumerate(enabled(desk.visit.practice))
    )
    return (*rows, _back(desk, opened))


def number_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the first numbers of a course."""
    numbers = [
        Button(
            _chosen(desk, str(number), number == opened.form.number),
            f"s:form-number:{opened.id}:{number}",
        )
        for number in range(1, MOST_BUTTONS + 1)
    ]
    none = _button(desk, opened, "staff-no-number-button", "form-number", "0")
    return (*_in_rows(numbers), (none,), _back(desk, opened))


def areas_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the procedure's areas; each press adds or takes away one."""
    form = opened.form
    known = desk.visit.practice.protocols[form.procedure].areas if form.procedure else ()
    areas = [
        Button(
            _chosen(desk, str(desk.words.area(area)), area in form.areas),
            f"s:form-areas:{opened.id}:{at}",
        )
        for at, area in enumerate(known)
    ]
    done = _button(desk, opened, "staff-done-button", "form-show")
    return (*_in_rows(areas, 3), (done,))


def language_menu(desk: Desk, opened: OpenForm) -> tuple[Row, ...]:
    """Return the languages, each by its own name."""
    languages = [
        Button(
            _chosen(desk, language_name(code), code == opened.form.language),
            f"s:form-language:{opened.id}:{code}",
        )
        for code in desk.visit.practice.catalogue.languages
    ]
    return (*_in_rows(languages, 2), _back(desk, opened))


def _in_rows(buttons: list[Button], length: int = _A_ROW) -> tuple[Row, ...]:
    return tuple(tuple(buttons[at : at + length]) for at in range(0, len(buttons), length))


def _chosen(desk: Desk, text: str, chosen: bool) -> str:
    return desk.words.plain("staff-chosen-button", text=text) if chosen else text


def _button(
    desk: Desk, opened: OpenForm, message: str, verb: str, argument: str | None = None
) -> Button:
    data = f"s:{verb}:{opened.id}" + (f":{argument}" if argument is not None else "")
    return Button(desk.words.plain(message), data)


def _back(
    desk: Desk, opened: OpenForm, verb: str = "form-show", argument: str | None = None
) -> Row:
    return (_button(desk, opened, "staff-back-button", verb, argument),)
