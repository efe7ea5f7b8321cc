"""What is to be done after a session, and until when: never a restriction, and nothing ends it."""

from datetime import datetime

from reminder.care.casts import Protocols, cast_all
from reminder.care.history import History
from reminder.care.plain import plain
from reminder.care.restrictions import unite
from reminder.care.timing import utc


@plain(frozen=True, slots=True)
class Duty:
    """Something that the patient is asked to do until `until` (in UTC)."""

    topic: str
    until: datetime


def duties(history: History, protocols: Protocols, at: datetime) -> tuple[Duty, ...]:
    """Return what is to be done at `at` (aware), over all courses, each until its united end.

    Raises:
        KeyError: if a treatment's course, or the course's protocol version, is missing.
    """
    at = utc(at)
    return tuple(
        Duty(topic, interval.ends_at)
        for topic, intervals in unite(cast_all(history, protocols, at, "do")).items()
        for interval in intervals
        if interval.holds_at(at)
    )
