"""Wall-clock days in a time zone, quiet hours, and the hour of a day's message.

Every instant that comes out is aware and in UTC; every instant that goes in is aware. Instants are
turned to UTC before they are compared: Python compares two times of one zone by their digits, and
so puts both passes of a repeated hour at the same place.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from reminder.care.history import Preferences

DAY = timedelta(days=1)
BEFORE_QUIET = timedelta(minutes=15)
"""How long before the quiet hours a message is sent that must not wait until after them."""


def utc(at: datetime) -> datetime:
    """Return the same instant in UTC.

    Raises:
        ValueError: if `at` is naive.
    """
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        message = "an instant must be aware"
        raise ValueError(message)
    return at.astimezone(UTC)


def at_local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return the instant at which clocks in `zone` show `hour` on `day`.

    A time that the clocks skip becomes the next that exists; one that they show twice is the later
    of the two: what waits for it is never early.
    """
    return _resolve(datetime.combine(day, hour), zone, later=True)


def add_days(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the instant `days` later (or earlier, where negative) at the same time of day.

    Skipped and repeated times are treated as `at_local` does.
    """
    # In UTC, since Python takes both passes of a repeated hour for equal.
    return _days_on(utc(at), days, zone)


@lru_cache(maxsize=4096)
def _days_on(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    return _resolve(_wall(at, zone) + days * DAY, zone, later=True)


def add_months(at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Return the instant `months` calendar months later at the same time of day.

    Where the month has no such day it is its last.
    """
    wall = _wall(at, zone)
    years, month = divmod(wall.month - 1 + months, 12)
    year, month = wall.year + years, month + 1
    day = min(wall.day, monthrange(year, month)[1])
    return _resolve(wall.replace(year=year, month=month, day=day), zone, later=True)


def add_length(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """Return the end of a `length` that begins at `at`: whole days by wall clock, the rest by hand.

    The hours that are left over are real ones, so that twelve hours never shrink to eleven.
    """
    return _ended(utc(at), length, zone)


@lru_cache(maxsize=4096)
def _ended(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    days, rest = divmod(length, DAY)
    return (_days_on(at, days, zone) if days else at) + rest


def take_length(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """Return the begin of a `length` that ends at `at`: the mirror of `add_length`.

    Of a time that the clocks show twice it is the earlier: what must begin by then is never late.
    """
    return _taken(utc(at), length, zone)


@lru_cache(maxsize=4096)
def _taken(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    days, rest = divmod(length, DAY)
    begin = _resolve(_wall(at, zone) - days * DAY, zone, later=False) if days else at
    return begin - rest


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """Return the date that clocks in `zone` show at `at`."""
    return at.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which `day` is over in `zone`."""
    return at_local(day + DAY, time(), zone)


def in_quiet(at: datetime, preferences: Preferences) -> bool:
    """Say whether the patient's clock shows a time within the quiet hours at `at`."""
    return _is_quiet(at.astimezone(preferences.zone).time(), preferences)


def after_quiet(at: datetime, preferences: Preferences) -> datetime:
    """Return `at`, or the end of the quiet hours where it lies in them."""
    at = utc(at)
    while in_quiet(at, preferences):
        at = _next_end(at, preferences)
    return at


def before_quiet(at: datetime, preferences: Preferences, now: datetime) -> datetime:
    """Return `at`, or where it lies in quiet hours a little before they begin.

    Where that would be before `now`, it is the end of the quiet hours instead.
    """
    at = utc(at)
    if not in_quiet(at, preferences):
        return at
    zone, begins = preferences.zone, preferences.quiet.begins
    day = local_day(at, zone)
    begin = at_local(day, begins, zone)
    if begin > at:
        begin = at_local(day - DAY, begins, zone)
    earlier = begin - BEFORE_QUIET
    if earlier < utc(now) or in_quiet(earlier, preferences):
        return after_quiet(at, preferences)
    return earlier


def message_at(day: date, preferences: Preferences) -> datetime:
    """Return when the message of a local day goes out: the patient's hour, outside quiet hours."""
    hour = preferences.message_hour
    if _is_quiet(hour, preferences):
        hour = preferences.quiet.ends
    return after_quiet(at_local(day, hour, preferences.zone), preferences)


def message_day(at: datetime, preferences: Preferences) -> date:
    """Return the local day whose message carries what becomes due at `at`.

    That is the day of `at`, or the next where `at` lies in the quiet hours of the evening, or where
    a change of the clocks leaves the day no time outside quiet hours.
    """
    day = local_day(after_quiet(at, preferences), preferences.zone)
    while local_day(message_at(day, preferences), preferences.zone) != day:
        day += DAY
    return day


def _is_quiet(hour: time, preferences: Preferences) -> bool:
    begins, ends = preferences.quiet.begins, preferences.quiet.ends
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends


def _next_end(at: datetime, preferences: Preferences) -> datetime:
    day = local_day(at, preferences.zone)
    while (end := at_local(day, preferences.quiet.ends, preferences.zone)) <= at:
        day += DAY
    return end


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return utc(at).astimezone(zone).replace(tzinfo=None)


def _resolve(wall: datetime, zone: ZoneInfo, *, later: bool) -> datetime:
    """Return the instant at which clocks in `zone` show `wall`."""
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if second < first:
        return _change(second, first, zone)
    return second if later else first


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant between two at which clocks in `zone` are put forward."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta.resolution:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
