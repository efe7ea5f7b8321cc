"""What is said about a session to come: booked, moved, cancelled, what to avoid before it and what
to tell the clinic, and on the day before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from reminder.care.casts import Protocols, Side, Standing
from reminder.care.days import MessageDays
from reminder.care.history import Appointment, History
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.restrictions import Interval
from reminder.care.timing import DAY, local_day, message_at, utc

ASKED_BEFORE = 2 * DAY
"""How long before an appointment the patient is asked what has changed, where no restriction before
it is announced earlier.
"""


class About(StrEnum):
    """What a reminder of kind `APPOINTMENT` says."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    EVE = "eve"
    """The day before: it is tomorrow."""


def about(key: str) -> About:
    """Return what the appointment's reminder of this key says."""
    return About(key.rsplit(":", 1)[1])


def announcements(
    history: History, consented_at: datetime, opened_at: datetime
) -> Iterator[PlannedReminder]:
    """Yield what is told at once: an appointment booked, moved or cancelled since the consent.

    What happened in a pause is told at its end, while the appointment is still to come.
    """
    for one in history.appointments:
        known_at = known(one)
        due_at = max(known_at, opened_at)
        if known_at > consented_at and due_at < utc(one.begins_at):
            what = About.MOVED if one.revision else About.BOOKED
            reminder = _reminder(one.id, one.course_id, one.revision, what, due_at, one.begins_at)
            yield replace(reminder, wanted_at=known_at)
    for gone in history.cancelled:
        cancelled_at = utc(gone.cancelled_at)
        due_at = max(cancelled_at, opened_at)
        if cancelled_at > consented_at and due_at < utc(gone.begins_at):
            reminder = _reminder(
                gone.appointment_id, gone.course_id, 0, About.CANCELLED, due_at, gone.begins_at
            )
            yield replace(reminder, wanted_at=cancelled_at)


def eves(history: History, opened_at: datetime) -> Iterator[PlannedReminder]:
    """Yield the reminder of the day before, where the patient has known of it by then."""
    preferences = history.preferences
    for one in history.appointments:
        day = local_day(one.begins_at, preferences.zone) - DAY
        due_at = message_at(day, preferences)
        if max(opened_at, known(one)) <= due_at < utc(one.begins_at):
            yield _reminder(one.id, one.course_id, one.revision, About.EVE, due_at, one.begins_at)


def prepares(
    history: History,
    protocols: Protocols,
    intervals: Mapping[str, tuple[Interval, ...]],
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield, before each appointment, what is to be avoided from when, a topic each, and one
    question: whether anything has changed that the clinic should know (a reminder without topics).

    A restriction is announced with the last message before it begins, and not where it is in force
    already. The question goes with the first of these, or two days before the appointment.
    """
    courses = {course.id: course for course in history.courses}
    for one in history.appointments:
        told_at = max(opened_at, known(one))
        announced: list[date] = []
        for topic, begins_at in _begins(one, history, intervals):
            day = _day_before(begins_at, days)
            if days.on(day) >= told_at:
                announced.append(day)
                yield _prepare(one, days, day, topic, begins_at)
        if not protocols[courses[one.course_id].protocol].questions:
            continue
        zone = history.preferences.zone
        on = local_day(one.begins_at, zone)
        asked_on = min(announced, default=max(on - ASKED_BEFORE, local_day(told_at, zone) + DAY))
        if asked_on < on and told_at <= days.on(asked_on) < utc(one.begins_at):
            yield _prepare(one, days, asked_on)


def known(appointment: Appointment) -> datetime:
    """Return since when the appointment is known as it stands (UTC): booked, or last moved."""
    return utc(appointment.moved_at or appointment.booked_at)


def _begins(
    appointment: Appointment, history: History, intervals: Mapping[str, tuple[Interval, ...]]
) -> Iterator[tuple[str, datetime]]:
    """Yield the topics that are free until the days before this appointment, and when they begin
    to be forbidden. Where the days before several begin at one instant, it is the one known first.
    """
    since = {one.id: known(one) for one in history.appointments}
    for topic, found in intervals.items():
        for interval in found:
            first = [cast for cast in interval.casts if cast.begins_at == interval.begins_at]
            if all(
                cast.side is Side.BEFORE and cast.treatment.standing is not Standing.HELD
                for cast in first
            ):
                ids = {cast.treatment.number for cast in first}
                if min(ids, key=lambda one: (since[one], one)) == appointment.id:
                    yield topic, interval.begins_at


def _day_before(at: datetime, days: MessageDays) -> date:
    """Return the last day whose message goes out by `at`."""
    day = local_day(at, days.preferences.zone)
    while days.on(day) > at:
        day -= DAY
    return day


def _prepare(
    appointment: Appointment,
    days: MessageDays,
    day: date,
    topic: str | None = None,
    wanted_at: datetime | None = None,
) -> PlannedReminder:
    """Return what is said of one topic, or the question: each has a key of its own, whatever day
    it falls into, so that no change of the patient's zone or hour says it twice.
    """
    what = "changed" if topic is None else f"avoid-{topic}"
    return PlannedReminder(
        due_at=days.on(day),
        key=f"prepare:appointment:{appointment.id}:{appointment.revision}:{what}",
        kind=ReminderKind.PREPARE,
        useful_until=utc(appointment.begins_at),
        course_id=appointment.course_id,
        appointment_id=appointment.id,
        topics=() if topic is None else (topic,),
        until=utc(appointment.begins_at),
        wanted_at=wanted_at,
    )


def _reminder(
    appointment_id: int,
    course_id: int,
    revision: int,
    what: About,
    due_at: datetime,
    begins_at: datetime,
) -> PlannedReminder:
    return PlannedReminder(
        due_at=due_at,
        key=f"appointment:{appointment_id}:{revision}:{what}",
        kind=ReminderKind.APPOINTMENT,
        useful_until=utc(begins_at),
        course_id=course_id,
        appointment_id=appointment_id,
        until=utc(begins_at),
    )
