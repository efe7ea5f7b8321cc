"""When what is in force changes next: what a text that is kept up to date has to wake for."""

from collections.abc import Iterator
from datetime import datetime

from reminder.care.casts import Cast, Protocols, cast_all
from reminder.care.history import History
from reminder.care.timing import utc


def next_change(history: History, protocols: Protocols, now: datetime) -> datetime | None:
    """Return the first instant after `now` (aware) at which anything begins, eases or ends (UTC).

    Appointments count too: from their time on they are presumed held. None: nothing is to come.
    Some of the instants change nothing, because another treatment forbids the same; none is missed.

    Raises:
        KeyError: if a treatment's course, or the course's protocol version, is missing.
    """
    now = utc(now)
    avoid = cast_all(history, protocols, now)
    do = cast_all(history, protocols, now, "do")
    instants = [at for cast in (*avoid, *do) for at in _instants(cast)]
    instants += [utc(appointment.begins_at) for appointment in history.appointments]
    return min((at for at in instants if at > now), default=None)


def _instants(cast: Cast) -> Iterator[datetime]:
    yield cast.begins_at
    if cast.eases_at is not None:
        yield cast.eases_at
    yield cast.ends_at
