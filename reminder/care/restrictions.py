"""What is in force when: intervals by topic, united over all courses, sessions and appointments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from operator import attrgetter

from reminder.care.casts import (
    Cast,
    Protocols,
    Side,
    Standing,
    Treatment,
    cast_all,
    topics,
    wider_topics,
)
from reminder.care.history import History
from reminder.care.plain import plain
from reminder.care.remembered import remembered
from reminder.care.timing import utc

# What other modules ask for here; `Protocols` and `topics` are at home beside the casts.
__all__ = [
    "Coming",
    "InForce",
    "Interval",
    "Protocols",
    "coming",
    "in_force",
    "restrictions",
    "topics",
    "unite",
]

BY_TIME = attrgetter("begins_at", "ends_at")
NONE_WIDER: frozenset[str] = frozenset()


@plain(frozen=True, slots=True)
class Interval:
    """A time during which a topic is forbidden, whatever the causes: half-open, in UTC.

    `casts` are the causes that were united in it; two intervals are equal whatever theirs.
    """

    topic: str
    begins_at: datetime
    ends_at: datetime
    casts: tuple[Cast, ...] = field(default=(), compare=False, repr=False)

    @property
    def ended_by(self) -> tuple[Treatment, ...]:
        """The sessions and appointments that cause its end."""
        return tuple([cast.treatment for cast in self.casts if cast.ends_at == self.ends_at])

    @property
    def eases_at(self) -> datetime | None:
        """From when it holds only while the skin still reacts; None: it is strict throughout."""
        strict = max(
            [cast.ends_at if cast.eases_at is None else cast.eases_at for cast in self.casts],
            default=self.ends_at,
        )
        return strict if strict < self.ends_at else None

    def holds_at(self, at: datetime) -> bool:
        """Say whether `at` (in UTC) lies in it."""
        return self.begins_at <= at < self.ends_at


@plain(frozen=True, slots=True)
class InForce:
    """A topic that is forbidden now.

    `until` is the end of the united interval. `because_of_appointment`: that end is set by an
    appointment still to come. `eases_at`: from then on it holds only while the skin
    still reacts. `within`: topics that cover it; where one of them is named with the same end, this
    one need not be.
    """

    topic: str
    until: datetime
    because_of_appointment: bool
    eases_at: datetime | None = None
    within: frozenset[str] = frozenset()


@plain(frozen=True, slots=True)
class Coming:
    """A topic that will be forbidden from `begins_at`, because of an appointment after it.

    `until` is the end of the united interval: it lies after that appointment where the protocol
    forbids the topic after a session too. `within` as above.
    """

    topic: str
    begins_at: datetime
    until: datetime
    appointment_id: int
    within: frozenset[str] = frozenset()


def unite(casts: Iterable[Cast]) -> dict[str, tuple[Interval, ...]]:
    """Return the united intervals of each topic, by time; touching ones are one."""
    by_topic: dict[str, list[Cast]] = {}
    for cast in sorted(casts, key=BY_TIME):
        by_topic.setdefault(cast.topic, []).append(cast)
    return {topic: tuple(_united(topic, theirs)) for topic, theirs in by_topic.items()}


def _united(topic: str, casts: Sequence[Cast]) -> Iterator[Interval]:
    """Yield the intervals of one topic, whose casts come by their begin."""
    together = [casts[0]]
    ends_at = together[0].ends_at
    for cast in casts[1:]:
        if cast.begins_at <= ends_at:
            together.append(cast)
            ends_at = max(ends_at, cast.ends_at)
        else:
            yield Interval(topic, together[0].begins_at, ends_at, tuple(together))
            together, ends_at = [cast], cast.ends_at
    yield Interval(topic, together[0].begins_at, ends_at, tuple(together))


@remembered
def restrictions(
    history: History, protocols: Protocols, now: datetime
) -> dict[str, tuple[Interval, ...]]:
    """Return when each topic is forbidden: topics in the protocols' order, intervals by time.

    `now` only tells appointments to come from those presumed held.

    Raises:
        KeyError: if a treatment's course, or the course's protocol version, is missing.
    """
    united = unite(cast for cast in cast_all(history, protocols, now) if not cast.is_past_keeping)
    return {topic: united[topic] for topic in topics(history, protocols) if topic in united}


@remembered
def in_force(
    history: History, protocols: Protocols, at: datetime, now: datetime | None = None
) -> tuple[InForce, ...]:
    """Return what is forbidden at `at`, in the protocols' order, each until its united end.

    `now` (without it: `at`) tells appointments to come from those presumed held.
    """
    at = utc(at)
    wider = wider_topics(history, protocols)
    holding = [
        interval
        for intervals in restrictions(history, protocols, now or at).values()
        for interval in intervals
        if interval.holds_at(at)
    ]
    return tuple(
        [
            InForce(
                interval.topic,
                interval.ends_at,
                all(cause.standing is Standing.TO_COME for cause in interval.ended_by),
                interval.eases_at,
                wider.get(interval.topic, NONE_WIDER),
            )
            for interval in holding
        ]
    )


@remembered
def coming(history: History, protocols: Protocols, now: datetime) -> tuple[Coming, ...]:
    """Return what is not forbidden yet but will be before an appointment, the earliest first."""
    now = utc(now)
    wider = wider_topics(history, protocols)
    found = (
        Coming(
            topic,
            interval.begins_at,
            interval.ends_at,
            cast.treatment.number,
            wider.get(topic, frozenset()),
        )
        for topic, intervals in restrictions(history, protocols, now).items()
        for interval in intervals
        if interval.begins_at > now
        for cast in interval.casts[:1]
        if cast.side is Side.BEFORE
    )
    return tuple(sorted(found, key=lambda one: one.begins_at))
