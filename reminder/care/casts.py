"""What each session and appointment forbids, by itself: one cast a rule and side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from reminder.care.history import Answer, Course, History, Reply
from reminder.care.plain import plain
from reminder.care.protocol import CareProtocol, Restriction, Span
from reminder.care.remembered import Protocols, remembered
from reminder.care.timing import add_length, take_length, utc

__all__ = [
    "Cast",
    "Protocols",
    "Side",
    "Standing",
    "Treatment",
    "cast_all",
    "rules_of",
    "topics",
    "treatments",
    "wider_topics",
]
"""`Protocols` is at home beside what is remembered."""


class Standing(StrEnum):
    """How sure it is that a treatment has taken place."""

    HELD = "held"
    """A session: staff have recorded it."""
    PRESUMED = "presumed"
    """An appointment whose time has passed and about which nobody has spoken."""
    TO_COME = "to_come"
    """An appointment."""


class Side(StrEnum):
    """On which side of the treatment a restriction lies."""

    BEFORE = "before"
    AFTER = "after"


@plain(frozen=True, slots=True)
class Treatment:
    """A session or an appointment, as far as restrictions are concerned.

    `number` is the id of the session (`HELD`) or of the appointment (otherwise); `known_at` is when
    staff recorded or booked it.
    """

    standing: Standing
    number: int
    course_id: int
    at: datetime
    known_at: datetime

    @property
    def session_id(self) -> int | None:
        """The session's id, None for an appointment."""
        return self.number if self.standing is Standing.HELD else None

    @property
    def appointment_id(self) -> int | None:
        """The appointment's id, None for a session."""
        return None if self.standing is Standing.HELD else self.number


@plain(frozen=True, slots=True)
class Cast:
    """One restriction that one treatment puts on one side of itself: half-open, in UTC.

    `eases_at`: in a range to which no calm answer has come, the lower bound; from there on it holds
    only while the skin still reacts. `lift`: whether its end is told; `told`: it has been, in reply
    to the answer that brought it.
    """

    topic: str
    begins_at: datetime
    ends_at: datetime
    side: Side
    treatment: Treatment
    eases_at: datetime | None = None
    lift: bool = True
    nudge_on: tuple[int, ...] = ()
    told: bool = False

    @property
    def is_past_keeping(self) -> bool:
        """Whether it is of the days before a session that has been held: too late to keep it."""
        return self.side is Side.BEFORE and self.treatment.standing is Standing.HELD


def treatments(history: History, now: datetime) -> tuple[Treatment, ...]:
    """Return all sessions and appointments by their time, in UTC."""
    now = utc(now)
    held = (
        Treatment(Standing.HELD, s.id, s.course_id, utc(s.held_at), utc(s.recorded_at))
        for s in history.sessions
    )
    booked = (
        Treatment(
            Standing.PRESUMED if utc(a.begins_at) <= now else Standing.TO_COME,
            a.id,
            a.course_id,
            utc(a.begins_at),
            utc(a.booked_at),
        )
        for a in history.appointments
    )
    return tuple(sorted((*held, *booked), key=lambda one: (one.at, one.standing, one.number)))


@remembered
def cast_all(
    history: History, protocols: Protocols, now: datetime, kind: Literal["avoid", "do"] = "avoid"
) -> tuple[Cast, ...]:
    """Return every restriction of every treatment on both sides, in the protocols' order.

    With `kind` "do": what is to be done. A rule casts the topics that it covers, too.

    The days before a session that was held are among them, though nobody could keep them any more;
    `restrictions` leaves them out.

    Raises:
        KeyError: if a treatment's course, or the course's protocol version, is missing.
    """
    courses = {course.id: course for course in history.courses}
    zone = history.preferences.zone
    return tuple(
        cast
        for treatment in treatments(history, now)
        for restriction in rules_of(courses[treatment.course_id], protocols).of_kind[kind]
        for cast in _cast(treatment, restriction, history.answers, zone)
    )


@remembered
def topics(history: History, protocols: Protocols) -> tuple[str, ...]:
    """Return the topics of all courses in the order in which their protocols name them."""
    courses = sorted(history.courses, key=lambda one: one.id)
    found = (topic for course in courses for topic in rules_of(course, protocols).topics)
    return tuple(dict.fromkeys(found))


@remembered
def wider_topics(history: History, protocols: Protocols) -> Mapping[str, frozenset[str]]:
    """Return, for each topic that another one covers in some course, the topics that cover it."""
    found: dict[str, frozenset[str]] = {}
    for course in history.courses:
        for topic, wider in rules_of(course, protocols).wider.items():
            found[topic] = found.get(topic, wider) | wider
    return found


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that hold for a course, and what follows from them alone.

    `topics`: what they forbid, in their order; `wider`: for each topic that another one covers,
    those that cover it.
    """

    of_kind: Mapping[str, tuple[Restriction, ...]]
    topics: tuple[str, ...]
    wider: Mapping[str, frozenset[str]]

    @classmethod
    def among(cls, rules: Sequence[Restriction]) -> "Rules":
        """Sort out the rules of a protocol."""
        kinds = {kind: tuple(r for r in rules if r.kind == kind) for kind in ("avoid", "do")}
        wider: dict[str, frozenset[str]] = {}
        for rule in rules:
            for topic in rule.covers:
                wider[topic] = wider.get(topic, frozenset()) | {rule.topic}
        topics = dict.fromkeys(topic for rule in kinds["avoid"] for topic in rule.topics)
        return cls(kinds, tuple(topics), wider)


# With the protocol, so that no other can have its identity while this is kept.
_SORTED: dict[tuple[int, frozenset[str]], tuple[CareProtocol, Rules]] = {}
_MOST_SORTED = 1000


def rules_of(course: Course, protocols: Protocols) -> Rules:
    """Return the rules that hold for a course: those for its treated areas.

    They are sorted out once for each protocol (by its identity: it cannot be changed) and areas.
    """
    protocol = protocols[course.protocol]
    asked = id(protocol), course.areas
    if asked not in _SORTED:
        if len(_SORTED) >= _MOST_SORTED:
            _SORTED.clear()
        _SORTED[asked] = protocol, Rules.among(protocol.restrictions_for(course.areas))
    return _SORTED[asked][1]


def _cast(
    treatment: Treatment, rule: Restriction, answers: tuple[Answer, ...], zone: ZoneInfo
) -> Iterator[Cast]:
    begin = None if rule.before is None else take_length(treatment.at, rule.before.max, zone)
    after = None if rule.after is None else _end(treatment, rule.after, answers, zone)
    for topic in rule.topics:
        # The wider topic's nudge speaks for those that it covers.
        nudge_on = rule.nudge_on if topic == rule.topic else ()
        if begin is not None:
            yield Cast(topic, begin, treatment.at, Side.BEFORE, treatment, lift=rule.lift)
        if after is not None:
            end, eases_at, told = after
            yield Cast(
                topic, treatment.at, end, Side.AFTER, treatment, eases_at, rule.lift, nudge_on, told
            )


def _end(
    treatment: Treatment, span: Span, answers: tuple[Answer, ...], zone: ZoneInfo
) -> tuple[datetime, datetime | None, bool]:
    """Return when a restriction ends, for an open range when its strict part does, and whether its
    end has been told.
    """
    latest = add_length(treatment.at, span.max, zone)
    if not span.is_range:
        return latest, None, False
    strict = add_length(treatment.at, span.min, zone)
    heard = [
        answer
        for answer in answers
        if answer.session_id == treatment.session_id
        and treatment.at <= utc(answer.answered_at) < latest
    ]
    # Of two answers at one instant the one that keeps the restriction counts.
    last = max(heard, key=lambda a: (utc(a.answered_at), a.reply is not Reply.CALM), default=None)
    if last is not None and last.reply is Reply.CALM:
        answered_at = utc(last.answered_at)
        return max(strict, answered_at), None, last.told and answered_at >= strict
    return latest, strict, False
