"""A day to come, as a patient types it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reminder.practice.clinic import Practice
from reminder.practice.reading_day import read_day
from reminder.practice.vocabulary import vocabulary_of

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("28 Sep", date(2026, 9, 28)),
        ("28.09", date(2026, 9, 28)),
        ("28.09.2026", date(2026, 9, 28)),
        ("2026-09-28", date(2026, 9, 28)),
        ("28 сентября", date(2026, 9, 28)),
        ("28 Sep 14:00", date(2026, 9, 28)),
        ("tomorrow", date(2026, 9, 18)),
        ("завтра", date(2026, 9, 18)),
        ("Monday", date(2026, 9, 21)),
        ("next Monday", date(2026, 9, 21)),
        ("Thursday", date(2026, 9, 24)),
        ("2 Jan", date(2027, 1, 2)),
    ],
)
def test_a_day_to_come_is_read(practice: Practice, now: datetime, typed: str, day: date) -> None:
    """Dates in every usual form, and weekdays as the next such day (today is a Thursday)."""
    assert read_day(typed, vocabulary_of(practice).times, now, WARSAW) == day


@pytest.mark.parametrize("typed", ["", "today", "yesterday", "16 Sep", "soon", "31.02", "14:30"])
def test_anything_else_is_none(practice: Practice, now: datetime, typed: str) -> None:
    """Neither today nor the past, and no text that names no day."""
    assert read_day(typed, vocabulary_of(practice).times, now, WARSAW) is None
