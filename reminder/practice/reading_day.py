"""Until when? A day to come, as a patient types it: "28 Sep", "28.09", "Monday", "tomorrow"."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from reminder.care.timing import local_day
from reminder.practice.reading_time import read_moment
from reminder.practice.vocabulary import TimeWords


def read_day(text: str, words: TimeWords, now: datetime, zone: ZoneInfo) -> date | None:
    """Return the day after today that the text says, on `zone`'s clocks; None where it says none.

    A weekday is the next such day. An hour beside it is read and left out. `now` is aware.
    """
    today = local_day(now, zone)
    for said in _ways(text, words):
        at = read_moment(said, words, now, zone)
        if isinstance(at, datetime) and (day := local_day(at, zone)) > today:
            return day
    return None


def _ways(text: str, words: TimeWords) -> Iterator[str]:
    yield text
    # A day alone is no time to the reader of times: noon does for any.
    yield f"{text} 12:00"
    for following in sorted(words.next):
        yield f"{following} {text} 12:00"
