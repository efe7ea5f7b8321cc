"""The head of today's list: whom to look after, whatever the day they were here."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk
from reminder.catalogue import Html
from reminder.outgoing import Button
from reminder.practice.attention import Unresolved, unreached, unresolved
from reminder.practice.enrolments import enrolments_of, short_name, shown_name
from reminder.store.tables import Patient, PatientState

_MOST = 8
"""So many lines of one sort at most: the day's own list needs its room."""


@dataclass(frozen=True, slots=True)
class Head:
    """Lines and buttons above the list, and whom they show."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    patients: tuple[Patient, ...] = ()


async def head_of_today(desk: Desk, day: str) -> Head:
    """Return what stands above today's list; nothing where all is settled. `day`: the list's own
    (YYYYMMDD), to come back to from a card.
    """
    visit = desk.visit
    open_ones = await unresolved(visit.db, visit.practice)
    lost = await unreached(visit.db, visit.practice, visit.now)
    cards = [await _card_button(desk, patient, day) for patient in lost[:_MOST]]
    return Head(
        (
            *_section(
                desk,
                "answer-staff-open",
                [_open_line(desk, o) for o in open_ones[:_MOST]],
                open_ones,
            ),
            *_section(
                desk, "staff-day-unreached", [_lost_line(desk, p) for p in lost[:_MOST]], lost
            ),
        ),
        (
            *((_open_button(desk, one),) for one in open_ones[:_MOST]),
            *((button,) for button in cards if button is not None),
        ),
        (*(one.patient for one in open_ones[:_MOST]), *lost[:_MOST]),
    )


def _section(desk: Desk, title: str, lines: list[str], every: Sequence[object]) -> list[str]:
    if not lines:
        return []
    more = len(every) - len(lines)
    last = [desk.words("staff-day-more", number=more)] if more else []
    return ["", desk.words(title), *lines, *last]


def _lost_line(desk: Desk, patient: Patient) -> str:
    left = patient.state is PatientState.OPTED_OUT
    standing = desk.words("staff-standing-left" if left else "staff-standing-unreachable")
    name = shown_name(patient, desk.words)
    return desk.words("staff-day-unreached-line", name=name, standing=Html(standing))


async def _card_button(desk: Desk, patient: Patient, day: str) -> Button | None:
    enrolments = await enrolments_of(desk.visit.db, desk.visit.practice, patient)
    if not enrolments:
        return None
    label = desk.words.plain("staff-day-unreached-button", name=short_name(patient, desk.words))
    return Button(label, f"s:card:{enrolments[0].id}:{day}")


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
