"""The ends of restrictions that are worth telling."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.care.casts import Cast, Standing
from reminder.care.days import MessageDays
from reminder.care.history import History, Preferences
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.restrictions import Interval, unite
from reminder.care.timing import add_days, after_quiet

USEFUL_DAYS = 3
"""For how many days it is worth telling that a restriction has ended."""


@dataclass(frozen=True, slots=True)
class Lift:
    """The end of a restriction. `next_at`: when the topic is forbidden again, if that is known."""

    interval: Interval
    next_at: datetime | None

    @property
    def ended_at(self) -> datetime:
        """The instant of the end, whether quiet or not."""
        return self.interval.ends_at


def lifts(
    casts: Iterable[Cast],
    history: History,
    opened_at: datetime,
    wider: Mapping[str, Collection[str]],
) -> tuple[Lift, ...]:
    """Return the ends that are told: none of the past, none that is doubtful or frees too little.

    An end that an appointment causes waits until staff have said that it was held. The days before
    a held session count too: what was never free before it is not said to have been. A topic that
    covers others (`wider` gives those that cover a topic) ends when the last of them is free.
    """
    zone = history.preferences.zone
    known = tuple(casts)
    genuine = frozenset(known)
    covered = tuple(
        replace(cast, topic=above) for cast in known for above in wider.get(cast.topic, ())
    )
    return tuple(
        lift
        for intervals in unite((*known, *covered)).values()
        for lift in _of_topic(intervals)
        if not genuine.isdisjoint(lift.interval.casts)
        and _is_sure(lift.interval)
        and not _is_told(lift.interval)
        and lift.ended_at >= max(opened_at, *(cause.known_at for cause in lift.interval.ended_by))
        and _frees(lift, history.preferences, zone)
    )


def lift_reminders(found: Iterable[Lift], days: MessageDays) -> Iterator[PlannedReminder]:
    """Yield a reminder for each lift, due with its day's message."""
    for lift in found:
        _, due_at = days.of(lift.ended_at)
        useful_until = add_days(due_at, USEFUL_DAYS, days.preferences.zone)
        if lift.next_at is not None:
            useful_until = min(useful_until, lift.next_at)
        if due_at >= useful_until:
            continue
        cause = max(lift.interval.ended_by, key=lambda one: one.number)
        yield PlannedReminder(
            due_at=due_at,
            key=f"lifted:session:{cause.number}:{lift.interval.topic}",
            kind=ReminderKind.LIFTED,
            useful_until=useful_until,
            course_id=cause.course_id,
            session_id=cause.session_id,
            topics=(lift.interval.topic,),
            until=lift.ended_at,
            wanted_at=lift.ended_at,
        )


def _of_topic(intervals: tuple[Interval, ...]) -> Iterator[Lift]:
    following = (*intervals[1:], None)
    for interval, later in zip(intervals, following, strict=True):
        yield Lift(interval, later.begins_at if later is not None else None)


def _is_sure(interval: Interval) -> bool:
    """Say whether sessions alone have ended it, and the protocol wants it told."""
    last = [cast for cast in interval.casts if cast.ends_at == interval.ends_at]
    return all(one.treatment.standing is Standing.HELD for one in last) and any(
        one.lift for one in last
    )


def _is_told(interval: Interval) -> bool:
    """Say whether the answer that ended it was replied to with the news."""
    return any(cast.told for cast in interval.casts if cast.ends_at == interval.ends_at)


def _frees(lift: Lift, preferences: Preferences, zone: ZoneInfo) -> bool:
    """Say whether a whole day is free, and the topic is so still when it can first be told."""
    if lift.next_at is None:
        return True
    return (
        add_days(lift.ended_at, 1, zone) <= lift.next_at
        and after_quiet(lift.ended_at, preferences) < lift.next_at
    )
