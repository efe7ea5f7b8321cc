"""The head of today's list: whom to look after, whatever the day they were here."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk
from reminder.outgoing import Button
from reminder.practice.attention import Unresolved, unresolved
from reminder.practice.enrolments import short_name, shown_name
from reminder.store.tables import Patient

_MOST = 8
"""So many lines of one sort at most: the day's own list needs its room."""


@dataclass(frozen=True, slots=True)
class Head:
    """Lines and buttons above the list, and whom they show."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    patients: tuple[Patient, ...] = ()


async def head_of_today(desk: Desk) -> Head:
    """Return what stands above today's list; nothing where all is settled."""
    visit, words = desk.visit, desk.words
    found = await unresolved(visit.db, visit.practice)
    if not found:
        return Head()
    shown = found[:_MOST]
    lines = ["", words("answer-staff-open"), *(_open_line(desk, one) for one in shown)]
    if len(shown) < len(found):
        lines.append(words("staff-day-more", number=len(found) - len(shown)))
    rows = tuple((_open_button(desk, one),) for one in shown)
    return Head(tuple(lines), rows, tuple(one.patient for one in shown))


def _open_line(desk: Desk, one: Unresolved) -> str:
    words = desk.words
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    name = shown_name(one.patient, words)
    when = words.moment(one.conversation.opened_at, zone)
    if one.by is None:
        return words("answer-staff-open-line", name=name, when=when)
    return words("answer-staff-open-line-claimed", name=name, when=when, staff=one.by.name)


def _open_button(desk: Desk, one: Unresolved) -> Button:
    name = short_name(one.patient, desk.words)
    label = desk.words.plain("answer-staff-open-button", name=name)
    return Button(label, f"s:talk-show:{one.conversation.id}")
