"""Where a course stands, and when its next session may be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from reminder.care.casts import Standing, Treatment
from reminder.care.history import Course, History, Missed, Session
from reminder.care.protocol import CoursePlan
from reminder.care.timing import add_days, add_length, utc

WEEK_DAYS = 7
"""A rolling week: the days in which `CoursePlan.per_week` sessions may be had at most."""


@dataclass(frozen=True, slots=True)
class Window:
    """When the next session of a course is due: from `opens_at`, best until `closes_at` (both UTC;
    None: the protocol names no end).
    """

    opens_at: datetime
    closes_at: datetime | None


def reached(course: Course, sessions: Sequence[Session]) -> int:
    """Return how far a course has come: its sessions, or the highest number that staff gave one."""
    own = [session for session in sessions if session.course_id == course.id]
    return max([len(own), *(session.number or 0 for session in own)])


def goes_on(course: Course, sessions: Sequence[Session]) -> bool:
    """Tell whether further sessions of a course may come, as far as anybody has said."""
    if course.finished:
        return False
    return course.sessions_planned is None or reached(course, sessions) < course.sessions_planned


def is_complete(course: Course, sessions: Sequence[Session]) -> bool:
    """Tell whether a course has had the sessions that were set for it, or staff have ended it."""
    return reached(course, sessions) > 0 and not goes_on(course, sessions)


def completed_by(course: Course, sessions: Sequence[Session]) -> int:
    """Return the id of the session with which a complete course became so: the one that reached the
    number set, or the last one before staff ended it. Any that follow it are had besides.
    """
    own = sorted(
        (session for session in sessions if session.course_id == course.id),
        key=lambda one: (utc(one.held_at), one.id),
    )
    if course.sessions_planned is not None:
        for number in range(1, len(own) + 1):
            if reached(course, own[:number]) >= course.sessions_planned:
                return own[number - 1].id
    if course.finished_at is not None:
        finished_at = utc(course.finished_at)
        own = [one for one in own if utc(one.held_at) <= finished_at] or own
    return own[-1].id


def expects_more(course: Course, plan: CoursePlan, sessions: Sequence[Session]) -> bool:
    """Tell whether a next session is to be expected: where staff have set no number, the usual
    number of the protocol is as far as anybody is reminded.
    """
    most = course.sessions_planned or plan.sessions_max
    return not course.finished and 0 < reached(course, sessions) < most


def last_held(course: Course, known: Sequence[Treatment]) -> Treatment | None:
    """Return the last session of a course, None where there is none or where an appointment of the
    course comes after it (to come, or past and not spoken of yet).
    """
    own = [one for one in known if one.course_id == course.id]
    last = max(own, key=lambda one: (one.at, one.number), default=None)
    return last if last is not None and last.standing is Standing.HELD else None


def missed_since(course: Course, last: Treatment, history: History) -> Missed | None:
    """Return the last missed appointment after a course's last session, if there is one."""
    return max(
        (
            one
            for one in history.missed
            if one.course_id == course.id and utc(one.begins_at) > last.at
        ),
        key=lambda one: (utc(one.begins_at), one.appointment_id),
        default=None,
    )


def due_key(course: Course, last: Treatment, history: History) -> str:
    """Return what the two reminders that a next session is due are about: the last session, or the
    appointment missed since. Theirs is this key with ":1" and ":2".
    """
    missed = missed_since(course, last, history)
    about = f"session:{last.number}" if missed is None else f"missed:{missed.appointment_id}"
    return f"next_due:{about}"


def next_window(plan: CoursePlan, held: Sequence[datetime], zone: ZoneInfo) -> Window | None:
    """Return when the session after those `held` (instants, UTC) is due; None without a rule.

    An `interval` counts from the last one. `per_week` is spread evenly, and kept in every rolling
    week: the third of "no more than twice" waits until the first is seven days past.
    """
    times = sorted(held)
    if not times:
        return None
    if plan.interval is not None:
        return Window(
            add_length(times[-1], plan.interval.min, zone),
            add_length(times[-1], plan.interval.max, zone),
        )
    if plan.per_week is not None:
        opens_at = add_days(times[-1], ceil(WEEK_DAYS / plan.per_week), zone)
        if len(times) >= plan.per_week:
            first = times[-plan.per_week]
            opens_at = max(opens_at, add_days(first, WEEK_DAYS, zone))
        return Window(opens_at, None)
    return None
