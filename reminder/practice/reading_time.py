"""When was it? What a staff member typed for a time, read as an instant.

Every way of reading the text is tried; where two ways lead to different instants, the text is
unclear and the person is asked, rather than guessed at.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from reminder.care.timing import at_local
from reminder.practice.vocabulary import TimeWords, fold

LONGEST = 80
"""A longer text is no time, and not worth trying every way of reading it."""


class Unclear(StrEnum):
    """Why a text about a time gives no instant."""

    DAY_OR_TIME = "day-or-time"
    """"12.03" may be a day or an hour."""
    NO_TIME = "no-time"
    """A day without its hour."""
    NO_SUCH_TIME = "no-such-time"
    """It has the shape of a time, and there is none such."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a part of the text has said so far."""

    day: date | None = None
    weekday: int | None = None
    following: bool = False
    hour: time | None = None
    at: bool = False


_Way = tuple[_Said, str]

_YEARS = 3
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?!\d|[:.]\d)")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})(?![\d:.])")
_HOUR = re.compile(r"(\d{1,2})(?![\d:.])")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?:t(?=\d))?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2})(?!\d)|(?!\.?\d))\.?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]*([^\W\d_]+)\.?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?![\d:.])")
_DAY_OF = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+")
_YEAR = re.compile(r",?\s+(\d{4})(?![\d:.])")
_WORD = re.compile(r"[^\W\d_][^\s\d,]*")
_SHAPE = re.compile(r"\d{1,2}[:.]\d{2}|\d{3,4}|\d{4}-\d{1,2}-\d{1,2}")


def read_moment(
    text: str, words: TimeWords, now: datetime, zone: ZoneInfo, *, ahead: bool = False
) -> datetime | Unclear | None:
    """Return the instant (UTC, whole minutes) that the text says, why it is unclear, or None.

    None: it does not speak of a time at all. A bare hour is today's; a weekday is the last such
    day, today included; a day and month without a year is the nearest such day. `now` is aware;
    `zone` is the clinic's. `ahead`: it is about something to come, so a weekday is the next such
    day whose hour is still to come.
    """
    folded = fold(text).replace("(", " ").replace(")", " ").strip()
    if len(folded) > LONGEST:
        return None
    if folded in words.now:
        return now.astimezone(UTC).replace(second=0, microsecond=0)
    today = now.astimezone(zone).date()
    ways = [said for said in _ways(_Said(), folded, words, today) if said != _Said()]
    instants = set()
    days = False
    for said in ways:
        day = _day(said, today)
        if ahead and day is not None and said.day is None and said.hour is not None:
            day = _day_ahead(said, day, now, zone)
        if said.hour is None:
            days = days or (day is not None and said.day is not None)
        elif day is not None:
            instants.add(at_local(day, said.hour, zone).astimezone(UTC))
    if (instants and days) or len(instants) > 1:
        return Unclear.DAY_OR_TIME
    if instants:
        return instants.pop()
    if any(said.hour is None and _day(said, today) is not None for said in ways):
        return Unclear.NO_TIME
    return Unclear.NO_SUCH_TIME if ways or _SHAPE.fullmatch(folded) else None


def read_hour(
    text: str, words: TimeWords, now: datetime, zone: ZoneInfo, *, ahead: bool = False
) -> datetime | Unclear | None:
    """Like `read_moment`, for the answer to "when?": there a bare "14" is an hour of today."""
    if re.fullmatch(r"\d{1,2}", fold(text)):
        today = now.astimezone(zone).date()
        hour = _time(int(fold(text)), 0)
        return at_local(today, hour, zone).astimezone(UTC) if hour else Unclear.NO_SUCH_TIME
    return read_moment(text, words, now, zone, ahead=ahead)


def _day_ahead(said: _Said, day: date, now: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the weekday that was said whose hour is still to come."""
    if said.weekday is None or said.hour is None:
        return day
    while at_local(day, said.hour, zone) <= now:
        day += timedelta(days=7)
    return day


def _day(said: _Said, today: date) -> date | None:
    """Return the day that was said (today where none was), None where there is no such day."""
    if said.day is not None:
        return said.day if said.weekday in (None, said.day.weekday()) else None
    if said.weekday is None:
        return today
    if said.following:
        return today + timedelta(days=(said.weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - said.weekday) % 7)


def _ways(said: _Said, rest: str, words: TimeWords, today: date) -> Iterator[_Said]:
    """Yield every way in which the rest of the text can be read to its end."""
    rest = rest.lstrip(" ,")
    if not rest:
        yield said
        return
    for reader in _READERS:
        for found, left in reader(said, rest, words, today):
            if left[:1] in " ,":
                yield from _ways(found, left, words, today)


def _small_words(said: _Said, rest: str, words: TimeWords, _today: date) -> Iterator[_Way]:
    if said.hour is None:
        for phrase in words.at:
            if _begins(rest, phrase):
                # "o godz. 14": folded phrases have no full stop.
                yield replace(said, at=True), rest[len(phrase) :].removeprefix(".")
    if said.weekday is None and said.day is None and not said.following:
        for phrase in words.next:
            if _begins(rest, phrase):
                yield replace(said, following=True), rest[len(phrase) :]


def _relative_day(said: _Said, rest: str, words: TimeWords, today: date) -> Iterator[_Way]:
    if said.day is not None or said.weekday is not None:
        return
    for phrase in sorted(words.days, key=len, reverse=True):
        if _begins(rest, phrase):
            yield replace(said, day=today + timedelta(days=words.days[phrase])), rest[len(phrase) :]
            return


def _weekday(said: _Said, rest: str, words: TimeWords, _today: date) -> Iterator[_Way]:
    word = _WORD.match(rest)
    if word is None or said.weekday is not None:
        return
    name = word[0].rstrip(".:")
    number = words.weekdays.get(name, words.weekday_stems.get(name[:-1]))
    if number is not None:
        yield replace(said, weekday=number), rest[word.end() :]


def _full_date(said: _Said, rest: str, _words: TimeWords, today: date) -> Iterator[_Way]:
    if said.day is not None:
        return
    if iso := _ISO.match(rest):
        day = _date(int(iso[1]), int(iso[2]), int(iso[3]), today)
        if day is not None:
            # "2026-09-21T14:30": what follows a T is parted from the day.
            yield replace(said, day=day), " " + rest[iso.end() :]
    if dotted := _DOTTED.match(rest):
        day = _nearest(int(dotted[1]), int(dotted[2]), dotted[3], said, today)
        if day is not None:
            yield replace(said, day=day), rest[dotted.end() :]


def _named_date(said: _Said, rest: str, words: TimeWords, today: date) -> Iterator[_Way]:
    if said.day is not None:
        return
    rest = _without_of(rest, words)
    for pattern, number, name in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        found = pattern.match(rest)
        month = words.months.get(found[name]) if found else None
        if found is None or month is None:
            continue
        for year in (_YEAR.match(rest, found.end()), None):
            day = _nearest(int(found[number]), month, year[1] if year else None, said, today)
            if day is not None:
                yield replace(said, day=day), rest[(year or found).end() :]
            if year is None:
                break


def _without_of(rest: str, words: TimeWords) -> str:
    """Return "17 of September" and "17 de septiembre de 2026" without what parts them."""
    day = _DAY_OF.match(rest)
    after, parted = _strip_word(rest[day.end() :], words.of) if day else ("", False)
    if day is None or not parted:
        return rest
    month, gap, left = after.partition(" ")
    return f"{day[1]} {month}{gap}{_strip_word(left, words.of)[0]}"


def _clock(said: _Said, rest: str, words: TimeWords, _today: date) -> Iterator[_Way]:
    if said.hour is not None:
        return
    after_day = said.day is not None or said.weekday is not None or said.at
    for pattern in (_CLOCK, _DIGITS, _HOUR):
        found = pattern.match(rest)
        if found is None:
            continue
        hour, minute = int(found[1]), int(found[2]) if pattern is not _HOUR else 0
        left = rest[found.end() :].lstrip()
        left, named = _strip_word(left, words.hours)
        half = next(
            (
                h
                for h, phrases in ((0, words.morning), (12, words.afternoon))
                if _any(left, phrases)
            ),
            None,
        )
        if half is not None:
            left, _ = _strip_word(left, words.morning | words.afternoon)
            if 1 <= hour <= 12:
                hour = hour % 12 + half
            elif half == 0:
                continue
        if pattern is _HOUR and not (after_day or named or half is not None):
            continue
        at = _time(hour, minute)
        if at is not None:
            yield replace(said, hour=at), " " + left if left else ""


def _begins(text: str, phrase: str) -> bool:
    after = text[len(phrase) : len(phrase) + 1]
    return text.startswith(phrase) and not (phrase[-1:].isalpha() and after.isalpha())


def _any(text: str, phrases: frozenset[str]) -> bool:
    return any(_begins(text, phrase) for phrase in phrases)


def _strip_word(text: str, phrases: frozenset[str]) -> tuple[str, bool]:
    for phrase in sorted(phrases, key=len, reverse=True):
        if _begins(text, phrase):
            return text[len(phrase) :].lstrip(" ."), True
    return text, False


def _nearest(day: int, month: int, year: str | None, said: _Said, today: date) -> date | None:
    """Return the day of the year said, or of the year that brings it nearest to today."""
    if year is not None:
        return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day, today)
    near = [_date(today.year + away, month, day, today) for away in (-1, 0, 1)]
    found = [d for d in near if d is not None and said.weekday in (None, d.weekday())]
    return min(found, key=lambda d: abs(d - today), default=None)


def _date(year: int, month: int, day: int, today: date) -> date | None:
    # Further away it is an hour ("21 Sep 1430") or a slip.
    try:
        return date(year, month, day) if abs(year - today.year) <= _YEARS else None
    except ValueError:
        return None


def _time(hour: int, minute: int) -> time | None:
    try:
        return time(hour, minute)
    except ValueError:
        return None


_READERS: tuple[Callable[[_Said, str, TimeWords, date], Iterator[_Way]], ...] = (
    _small_words,
    _relative_day,
    _weekday,
    _full_date,
    _named_date,
    _clock,
)
