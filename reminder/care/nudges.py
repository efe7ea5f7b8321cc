"""Short reminders that a restriction still holds, on the days that the protocol names."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from reminder.care.casts import Cast, Side, Standing, Treatment
from reminder.care.days import MessageDays
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.restrictions import Interval
from reminder.care.timing import DAY, end_of_day, local_day, message_at


def nudges(
    treatments: tuple[Treatment, ...],
    casts: tuple[Cast, ...],
    intervals: Mapping[str, tuple[Interval, ...]],
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield the nudges of every held session: one for each named day, with all its topics.

    None goes out on the day on which the patient gets instructions or is treated, and none for a
    topic that a newer session has taken up: its own nudges follow.
    """
    zone = days.preferences.zone
    treated_on = {local_day(treatment.at, zone) for treatment in treatments}
    held = [one for one in treatments if one.standing is Standing.HELD]
    cast_by: dict[int | None, list[Cast]] = {}
    for cast in casts:
        if cast.side is Side.AFTER:
            cast_by.setdefault(cast.treatment.session_id, []).append(cast)
    for session in held:
        own = cast_by.get(session.session_id, [])
        told_at = max(opened_at, session.known_at)
        for number in sorted({number for cast in own for number in cast.nudge_on}):
            wanted = local_day(session.at, zone) + number * DAY
            day, due_at = days.of(message_at(wanted, days.preferences))
            if day in treated_on or due_at < told_at or day <= local_day(told_at, zone):
                continue
            named = dict.fromkeys(cast.topic for cast in own if number in cast.nudge_on)
            ends = {
                topic: interval.ends_at
                for topic in named
                if not _taken_up(topic, session, casts, due_at)
                for interval in intervals.get(topic, ())
                if interval.holds_at(due_at)
            }
            if ends:
                yield PlannedReminder(
                    due_at=due_at,
                    key=f"nudge:session:{session.number}:{number}",
                    kind=ReminderKind.NUDGE,
                    useful_until=end_of_day(day, zone),
                    course_id=session.course_id,
                    session_id=session.session_id,
                    topics=tuple(ends),
                    until=max(ends.values()),
                )


def _taken_up(topic: str, session: Treatment, casts: tuple[Cast, ...], at: datetime) -> bool:
    """Say whether a session after this one has cast the topic by `at`."""
    return any(
        cast.topic == topic
        and cast.side is Side.AFTER
        and cast.treatment.standing is Standing.HELD
        and (session.at, session.number) < (cast.treatment.at, cast.treatment.number)
        and cast.treatment.at <= at
        for cast in casts
    )
