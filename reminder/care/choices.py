"""Questions about sessions to come: what can be chosen under which, and until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from reminder.care.appointments import About, about
from reminder.care.casts import Protocols, treatments
from reminder.care.course import due_key, expects_more, is_complete, last_held
from reminder.care.history import Choice, Course, History
from reminder.care.kinds import ReminderKind
from reminder.care.timing import utc

CHOICE_KINDS = (
    ReminderKind.APPOINTMENT,
    ReminderKind.PREPARE,
    ReminderKind.NEXT_DUE,
    ReminderKind.COURSE_COMPLETE,
    ReminderKind.MAINTENANCE,
    ReminderKind.EFFECT_FADING,
)
"""Kinds that may ask such a question, what matters most first."""


class Asking(Protocol):
    """A reminder as far as its question is concerned."""

    @property
    def key(self) -> str:
        """What it is about."""
        ...

    @property
    def kind(self) -> ReminderKind:
        """What it is for."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """The restrictions that it speaks of."""
        ...

    @property
    def course_id(self) -> int | None:
        """The course that it is about."""
        ...

    @property
    def session_id(self) -> int | None:
        """The session that it is about."""
        ...

    @property
    def appointment_id(self) -> int | None:
        """The appointment that it is about."""
        ...


AnyAsking = TypeVar("AnyAsking", bound=Asking)


def choices(reminder: Asking) -> tuple[Choice, ...]:
    """Return what can be chosen under a reminder; nothing where it asks nothing."""
    match reminder.kind:
        case ReminderKind.APPOINTMENT if about(reminder.key) is About.EVE:
            return (Choice.CONFIRM, Choice.MOVE)
        case ReminderKind.PREPARE if not reminder.topics:
            return (Choice.UNCHANGED, Choice.CHANGED)
        case ReminderKind.NEXT_DUE if is_first_due(reminder.key):
            return (Choice.BOOK, Choice.LATER, Choice.CALL)
        case ReminderKind.NEXT_DUE:
            return (Choice.BOOK, Choice.CALL)
        case ReminderKind.COURSE_COMPLETE:
            return (Choice.OFFERS, Choice.NO_OFFERS)
        case ReminderKind.MAINTENANCE | ReminderKind.EFFECT_FADING:
            return (Choice.BOOK, Choice.CALL, Choice.NO_OFFERS)
        case _:
            return ()


def is_first_due(key: str) -> bool:
    """Tell whether a reminder of kind `NEXT_DUE` is the first of its two."""
    return key.endswith(":1")


def is_open(reminder: Asking, history: History, protocols: Protocols, now: datetime) -> bool:
    """Tell whether a question can still be answered at `now` (aware): nobody has, and what it is
    about stands as it did.
    """
    if not choices(reminder) or any(one.question == reminder.key for one in history.chosen):
        return False
    match reminder.kind:
        case ReminderKind.APPOINTMENT | ReminderKind.PREPARE:
            return any(
                one.id == reminder.appointment_id
                and one.revision == int(reminder.key.split(":")[-2])
                and utc(one.begins_at) > utc(now)
                for one in history.appointments
            )
        case ReminderKind.NEXT_DUE:
            return any(
                course.id == reminder.course_id
                and (last := last_held(course, treatments(history, now))) is not None
                and reminder.key.startswith(f"{due_key(course, last, history)}:")
                and (plan := protocols[course.protocol].course) is not None
                and expects_more(course, plan, history.sessions)
                for course in history.courses
            )
        case ReminderKind.COURSE_COMPLETE:
            return history.offers_since is None and any(
                course.id == reminder.course_id
                and is_complete(course, history.sessions)
                and may_offer(course, protocols)
                for course in history.courses
            )
        case _:
            return history.offers_since is not None and _is_last(reminder, history, now)


def open_question(
    reminders: Sequence[AnyAsking], history: History, protocols: Protocols, now: datetime
) -> AnyAsking | None:
    """Return the one that asks first among those that can still be answered."""
    still = [one for one in reminders if is_open(one, history, protocols, now)]
    return min(still, key=lambda one: (CHOICE_KINDS.index(one.kind), one.key), default=None)


def may_offer(course: Course, protocols: Protocols) -> bool:
    """Tell whether anything may come after a course that a patient could agree to hear of."""
    plan = protocols[course.protocol].course
    return plan is not None and (plan.maintenance is not None or plan.effect is not None)


def _is_last(reminder: Asking, history: History, now: datetime) -> bool:
    known = treatments(history, now)
    return any(
        course.id == reminder.course_id
        and (last := last_held(course, known)) is not None
        and last.session_id == reminder.session_id
        for course in history.courses
    )
