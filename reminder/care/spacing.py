"""What speaks against the time of a treatment: too close, too late, too many, a course too soon.

Sources count sessions in days, so days are compared as the clinic's calendar has them: a session on
Thursday afternoon and one on the next Thursday morning are seven days apart.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reminder.care.casts import Protocols, cast_all
from reminder.care.history import History
from reminder.care.protocol import CoursePlan, Months, Restriction, Span
from reminder.care.restrictions import unite
from reminder.care.timing import DAY, local_day, take_length, utc

WEEK = 7
FIRST_HOUR, LAST_HOUR = 6, 22
"""Hours of the clinic's day at which a treatment may begin and surprise nobody."""
_AHEAD = 28
"""How many days ahead are looked at for a day that suits."""


@dataclass(frozen=True, slots=True)
class SameDay:
    """A treatment of the same procedure stands on that day already."""

    at: datetime


@dataclass(frozen=True, slots=True)
class TooOften:
    """With these other days there would be more than `per_week` in seven days on end."""

    per_week: int
    others: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Only `days` lie between it and the treatment `on` that day; it should be `least`."""

    days: int
    least: int
    on: date


@dataclass(frozen=True, slots=True)
class TooLate:
    """As many as `days` have passed since the treatment `on` that day; it should be `most`."""

    days: int
    most: int
    on: date


@dataclass(frozen=True, slots=True)
class TooMany:
    """It would be session `number`; no course has more than `most`."""

    number: int
    most: int


@dataclass(frozen=True, slots=True)
class BeyondPlan:
    """It would be session `number` of a course for which `planned` were set."""

    number: int
    planned: int


@dataclass(frozen=True, slots=True)
class AgainTooSoon:
    """A whole course again before `from_on`, which is `months` after the last one (`last_on`)."""

    months: int
    last_on: date
    from_on: date


@dataclass(frozen=True, slots=True)
class AtNight:
    """It would be at an hour at which nobody is treated: a slip, most likely."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Unkept:
    """For `length` before the treatment these topics are to be avoided; part of that is over, and
    the patient was not asked to avoid them then.
    """

    length: timedelta
    topics: tuple[str, ...]


Caution = (
    SameDay | TooOften | TooSoon | TooLate | TooMany | BeyondPlan | AgainTooSoon | AtNight | Unkept
)

NOTES = (TooLate, Unkept)
"""Those that need no decision: staff see them and go on."""

_CODES: dict[type[Caution], str] = {
    SameDay: "same_day",
    TooOften: "too_often",
    TooSoon: "too_soon",
    TooLate: "too_late",
    TooMany: "too_many",
    BeyondPlan: "beyond_plan",
    AgainTooSoon: "again_too_soon",
    AtNight: "at_night",
    Unkept: "unkept",
}


def code_of(caution: Caution) -> str:
    """Return the word by which the caution is remembered."""
    return _CODES[type(caution)]


def is_note(caution: Caution) -> bool:
    """Say whether staff need not decide anything about it."""
    return isinstance(caution, NOTES)


def cautions_of(
    plan: CoursePlan | None,
    at: datetime,
    zone: ZoneInfo,
    *,
    of_course: Sequence[datetime] = (),
    of_others: Sequence[datetime] = (),
    number: int | None = None,
    planned: int | None = None,
    last_course_ended_at: datetime | None = None,
) -> tuple[Caution, ...]:
    """Return what speaks against a treatment at `at` (aware; `zone` is the clinic's).

    `of_course` are the other treatments of its course, held and to come; `of_others` those of the
    patient's other courses of the same protocol. `number` is its place in the course and `planned`
    the course's length, where known. `last_course_ended_at`: where this begins a course, the last
    session of the finished one before it.
    """
    found: list[Caution] = [AtNight(at)] if is_at_night(at, zone) else []
    same_day = [one for one in (*of_course, *of_others) if _on(one, zone) == _on(at, zone)]
    if same_day:
        found.append(SameDay(min(same_day)))
    if plan is not None:
        days = sorted(_on(one, zone) for one in (*of_course, *of_others))
        found += _too_often(plan.per_week, _on(at, zone), days)
        if plan.interval is not None:
            own = [_on(one, zone) for one in of_course]
            found += _gaps(plan.interval, _on(at, zone), days, own)
    if number is not None and plan is not None and plan.at_most and number > plan.at_most:
        found.append(TooMany(number, plan.at_most))
    elif number is not None and planned is not None and number > planned:
        found.append(BeyondPlan(number, planned))
    if plan is not None and plan.again_after is not None and last_course_ended_at is not None:
        found += _again(plan.again_after, _on(at, zone), _on(last_course_ended_at, zone))
    return tuple(found)


def is_at_night(at: datetime, zone: ZoneInfo) -> bool:
    """Say whether a treatment at `at` (aware) would begin at night on `zone`'s clocks."""
    return not FIRST_HOUR <= at.astimezone(zone).hour < LAST_HOUR


def likely_days(
    plan: CoursePlan | None,
    treated: Sequence[datetime],
    now: datetime,
    zone: ZoneInfo,
    count: int = 8,
) -> tuple[date, ...]:
    """Return the next `count` days that suit a treatment after those of `treated`, by date.

    Days that the protocol has nothing against come first; then those that it would rather have
    earlier.
    """
    today = local_day(now, zone)
    suits: list[date] = []
    passable: list[date] = []
    for on in (today + n * DAY for n in range(_AHEAD)):
        noon = datetime(on.year, on.month, on.day, 12, tzinfo=zone)
        cautions = cautions_of(plan, noon, zone, of_course=treated)
        if not cautions:
            suits.append(on)
        elif all(map(is_note, cautions)):
            passable.append(on)
    chosen = (*suits, *passable)[:count]
    return tuple(sorted(chosen))


def unkept_before(
    rules: Iterable[Restriction],
    at: datetime,
    history: History,
    protocols: Protocols,
    now: datetime,
) -> tuple[Unkept, ...]:
    """Return which rules of the days before a treatment at `at` cannot be kept any more.

    What another treatment has forbidden all along since those days began is not among them. For a
    treatment that is not to come there are none.
    """
    at, now = utc(at), utc(now)
    if at <= now:
        return ()
    # The days before a session that was held are among them: they were asked about then.
    united = unite(cast_all(history, protocols, now))
    late: dict[timedelta, list[str]] = {}
    for rule in rules:
        if rule.before is None or rule.kind != "avoid":
            continue
        begins_at = take_length(at, rule.before.max, history.preferences.zone)
        told = any(
            one.begins_at <= begins_at and one.ends_at > now for one in united.get(rule.topic, ())
        )
        if begins_at < now and not told:
            late.setdefault(rule.before.max, []).append(rule.topic)
    return tuple(Unkept(length, tuple(topics)) for length, topics in late.items())


def months_on(day: date, months: int) -> date:
    """Return the day so many calendar months later; of a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on(at: datetime, zone: ZoneInfo) -> date:
    return local_day(utc(at), zone)


def _too_often(per_week: int | None, on: date, days: Sequence[date]) -> list[Caution]:
    """Look at every seven days on end that hold `on`."""
    if per_week is None:
        return []
    weeks = (
        tuple(day for day in days if first <= day < first + WEEK * DAY)
        for first in (on - n * DAY for n in range(WEEK))
    )
    others = max(weeks, key=len)
    return [TooOften(per_week, others)] if len(others) + 1 > per_week else []


def _gaps(interval: Span, on: date, days: Sequence[date], own: Sequence[date]) -> list[Caution]:
    found: list[Caution] = []
    before = max((day for day in days if day < on), default=None)
    after = min((day for day in days if day > on), default=None)
    least, most = interval.min.days, interval.max.days
    near = [
        TooSoon(abs((on - day).days), least, day)
        for day in (before, after)
        if day is not None and abs((on - day).days) < least
    ]
    found += near[:1]
    last = max((day for day in own if day < on), default=None)
    if last is not None and (on - last).days > most:
        found.append(TooLate((on - last).days, most, last))
    return found


def _again(again_after: Months, on: date, last_on: date) -> list[Caution]:
    from_on = months_on(last_on, again_after.min)
    return [AgainTooSoon(again_after.min, last_on, from_on)] if last_on <= on < from_on else []
