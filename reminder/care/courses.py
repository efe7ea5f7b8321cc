"""Reminders about a course as a whole: the next session is due, the course is complete, and, with a
consent of its own, what may come long after it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reminder.care.casts import Cast, Protocols, Side, Standing, Treatment
from reminder.care.course import (
    Window,
    completed_by,
    due_key,
    expects_more,
    is_complete,
    last_held,
    missed_since,
    next_window,
)
from reminder.care.days import MessageDays
from reminder.care.history import Choice, Chosen, Course, History
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.protocol import CoursePlan
from reminder.care.timing import DAY, add_days, add_months, local_day, utc

JOINS_WITHIN = 2
"""For how many days "your next session is due" waits for a day that has a message anyway."""
AGAIN_AFTER = 7
"""After how many days it is said once more, where no end of the window lies ahead."""
LATER = 3
"""After how many days it is said again to one who asked for that."""
DUE_USEFUL = 7
"""For how many days the second one is useful, and the news that a course is complete."""
OFFER_USEFUL = 14
"""For how many days a reminder of maintenance, or of a fading effect, is useful."""
OFFERED_MONTHS = 12
"""For how many months after a course maintenance is spoken of, where the protocol sets no end."""


def next_dues(
    known: Sequence[Treatment],
    history: History,
    protocols: Protocols,
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield, for each course that goes on and has nothing booked, that its next session is due: on
    the day on which the window opens, and once more unless the patient has asked to be booked or
    phoned. Where an appointment has been called off since, it is due from then on; where one was
    missed, all of it is due anew.
    """
    for course, plan, last in _open(known, history, protocols):
        if not expects_more(course, plan, history.sessions):
            continue
        held = [one.at for one in known if one.course_id == course.id]
        window = next_window(plan, held, history.preferences.zone)
        if window is None:
            continue
        key = due_key(course, last, history)
        called_off = (
            utc(one.cancelled_at) for one in history.cancelled if one.course_id == course.id
        )
        missed = missed_since(course, last, history)
        missed_at = () if missed is None else (utc(missed.missed_at),)
        told_at = max(opened_at, last.known_at, *called_off, *missed_at)
        first = _first_due(window, days, told_at)
        answer = _latest(history.chosen, (f"{key}:1", f"{key}:2"))
        again = _again(window, first, days, answer)
        due = (first,) if answer is not None and answer.choice is not Choice.LATER else None
        for number, at in enumerate(due or (first, again), 1):
            yield PlannedReminder(
                due_at=at,
                key=f"{key}:{number}",
                kind=ReminderKind.NEXT_DUE,
                useful_until=again
                if number == 1
                else add_days(at, DUE_USEFUL, history.preferences.zone),
                course_id=course.id,
                session_id=last.session_id,
                until=window.closes_at,
                wanted_at=max(window.opens_at, told_at) if number == 1 else None,
            )


def completions(
    known: Sequence[Treatment],
    casts: Sequence[Cast],
    history: History,
    protocols: Protocols,
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield that a course is complete: once what its last session forbids has ended. It is said
    once; sessions that are had besides do not complete it again.
    """
    zone = history.preferences.zone
    for course, _, last in _open(known, history, protocols):
        if not is_complete(course, history.sessions):
            continue
        ends = [
            cast.ends_at for cast in casts if cast.treatment == last and cast.side is Side.AFTER
        ]
        wanted_at = max([add_days(last.at, 1, zone), *ends])
        if course.finished_at is not None:
            wanted_at = max(wanted_at, utc(course.finished_at))
        day, due_at = days.of(wanted_at)
        if due_at < wanted_at:
            due_at = days.on(day + DAY)
        if due_at < max(opened_at, last.known_at):
            continue
        session_id = completed_by(course, history.sessions)
        yield PlannedReminder(
            due_at=due_at,
            key=f"course_complete:session:{session_id}",
            kind=ReminderKind.COURSE_COMPLETE,
            useful_until=add_days(due_at, DUE_USEFUL, zone),
            course_id=course.id,
            session_id=session_id,
            wanted_at=wanted_at,
        )


def offers(
    known: Sequence[Treatment],
    history: History,
    protocols: Protocols,
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield what may come after a course, to those who have agreed to hear of it: sessions that
    keep up its effect, and that the effect may be fading. None of it where the procedure has been
    had again since.
    """
    if history.offers_since is None:
        return
    zone = history.preferences.zone
    told_at = max(opened_at, utc(history.offers_since))
    refs = {course.id: course.protocol.name for course in history.courses}
    for course, plan, last in _open(known, history, protocols):
        had_again = any(
            one.at > last.at and refs[one.course_id] == course.protocol.name for one in known
        )
        if had_again or not is_complete(course, history.sessions):
            continue
        for kind, number, wanted_at in _offered(course, plan, last, known, history):
            _, due_at = days.of(wanted_at)
            if due_at >= told_at:
                yield PlannedReminder(
                    due_at=due_at,
                    key=f"{kind}:session:{last.number}:{number}",
                    kind=kind,
                    useful_until=add_days(due_at, OFFER_USEFUL, zone),
                    course_id=course.id,
                    session_id=last.session_id,
                    wanted_at=wanted_at,
                )


def _open(
    known: Sequence[Treatment], history: History, protocols: Protocols
) -> Iterator[tuple[Course, CoursePlan, Treatment]]:
    """Yield the courses whose last treatment is a session held, with their plan and it."""
    for course in sorted(history.courses, key=lambda one: one.id):
        plan = protocols[course.protocol].course
        last = last_held(course, known)
        if plan is not None and last is not None:
            yield course, plan, last


def _first_due(window: Window, days: MessageDays, told_at: datetime) -> datetime:
    """Return the message that says it first: of the window's first day, or of one soon after that
    carries something anyway; never of the day on which the patient is told of the session itself.
    """
    opens_on, _ = days.of(window.opens_at)
    day = max(opens_on, local_day(told_at, days.preferences.zone) + DAY)
    soon = (day + number * DAY for number in range(JOINS_WITHIN + 1))
    return days.on(next((one for one in soon if one in days.last_lift_at), day))


def _again(window: Window, first: datetime, days: MessageDays, answer: Chosen | None) -> datetime:
    """Return the message that says it once more."""
    zone = days.preferences.zone
    first_on = local_day(first, zone)
    if answer is not None and answer.choice is Choice.LATER:
        return days.on(max(local_day(answer.chosen_at, zone), first_on) + LATER * DAY)
    if window.closes_at is not None and local_day(window.closes_at, zone) > first_on:
        return days.on(local_day(window.closes_at, zone))
    return days.on(first_on + AGAIN_AFTER * DAY)


def _latest(chosen: Sequence[Chosen], questions: tuple[str, ...]) -> Chosen | None:
    """Return the last choice under any of these questions; of two at once the one that keeps on."""
    mine = [one for one in chosen if one.question in questions]
    return max(
        mine,
        key=lambda one: (utc(one.chosen_at), one.choice is Choice.LATER, one.choice),
        default=None,
    )


def _offered(
    course: Course,
    plan: CoursePlan,
    last: Treatment,
    known: Sequence[Treatment],
    history: History,
) -> Iterator[tuple[ReminderKind, int, datetime]]:
    zone = history.preferences.zone
    if plan.maintenance is not None:
        most = plan.effect.max if plan.effect is not None else OFFERED_MONTHS
        for months in range(plan.maintenance.min, most + 1, plan.maintenance.min):
            yield (
                ReminderKind.MAINTENANCE,
                months,
                add_months(last.at, months, zone),
            )
    if plan.effect is not None:
        held = [
            one.at for one in known if one.course_id == course.id and one.standing is Standing.HELD
        ]
        base = min(held) if plan.effect_from == "first" else last.at
        faded_at = add_months(base, plan.effect.min, zone)
        yield ReminderKind.EFFECT_FADING, plan.effect.min, faded_at
