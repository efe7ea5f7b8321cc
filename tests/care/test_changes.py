"""When what is in force changes next: nothing changes in between."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reminder.care.changes import next_change
from reminder.care.duties import duties
from reminder.care.history import History
from reminder.care.restrictions import coming, in_force
from tests.care.histories import PROTOCOLS, histories, within


def shown(history: History, at: datetime) -> object:
    """Return what a card says at an instant."""
    eased = [
        (one.topic, one.until, one.eases_at is not None and one.eases_at <= at)
        for one in in_force(history, PROTOCOLS, at)
    ]
    to_come = [one.begins_at for one in history.appointments if one.begins_at > at]
    return eased, coming(history, PROTOCOLS, at), duties(history, PROTOCOLS, at), to_come


@given(histories(), within(60), st.floats(0, 0.999))
def test_nothing_changes_before_the_next_change(
    history: History, after: timedelta, part: float
) -> None:
    """At any instant before it, and for ever where there is none, the same is in force."""
    instants = [s.held_at for s in history.sessions] + [a.begins_at for a in history.appointments]
    now = min(instants, default=datetime.fromisoformat("2026-01-01T00:00+00:00")) + after / 2
    change = next_change(history, PROTOCOLS, now)
    end = now + timedelta(days=400) if change is None else change
    assert end > now
    between = now + (end - now) * part
    assert shown(history, between) == shown(history, now)
