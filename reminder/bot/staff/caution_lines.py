"""What speaks against the time of a treatment, in the staff's words."""

from collections.abc import Iterable
from datetime import date
from typing import assert_never
from zoneinfo import ZoneInfo

from reminder.care.spacing import (
    AgainTooSoon,
    AtNight,
    BeyondPlan,
    Caution,
    SameDay,
    TooLate,
    TooMany,
    TooOften,
    TooSoon,
    Unkept,
    is_note,
)
from reminder.catalogue import Html, Words


def caution_lines(cautions: Iterable[Caution], words: Words, zone: ZoneInfo) -> list[Html]:
    """Return a line for each: what needs a decision with ⚠️, what staff only see with ℹ️; hours are
    those of `zone`.
    """
    return [Html(f"{'ℹ️' if is_note(one) else '⚠️'} {_line(one, words, zone)}") for one in cautions]


def _line(caution: Caution, words: Words, zone: ZoneInfo) -> Html:
    match caution:
        case SameDay():
            return words("sessions-caution-same-day")
        case TooOften(per_week, others):
            days = words.listing(_days(others, words))
            return words("sessions-caution-too-often", days=days, most=per_week)
        case TooSoon(days, least, on):
            return words("sessions-caution-too-soon", number=days, least=least, day=words.day(on))
        case TooLate(days, most, on):
            return words("sessions-caution-too-late", number=days, most=most, day=words.day(on))
        case TooMany(number, most):
            return words("sessions-caution-too-many", number=number, most=most)
        case BeyondPlan(number, planned):
            return words("sessions-caution-beyond-plan", number=number, planned=planned)
        case AgainTooSoon(months, last_on, from_on):
            return words(
                "sessions-caution-again",
                months=months,
                last=words.date_long(last_on),
                since=words.date_long(from_on),
            )
        case AtNight(at):
            return words("sessions-caution-at-night", time=words.hour(at.astimezone(zone).time()))
        case Unkept(length, topics):
            listed = words.listing([words.topic(topic) for topic in topics])
            return words("sessions-caution-unkept", topics=listed, number=length.days)
        case _:
            assert_never(caution)


def _days(days: Iterable[date], words: Words) -> list[Html]:
    return [words.day(day) for day in days]
