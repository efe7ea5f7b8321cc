"""Topics that cover others: what is named, what is free, and what no end may say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given

from reminder.care.history import History
from reminder.care.kinds import ReminderKind
from reminder.care.plan import plan_reminders
from reminder.care.restrictions import in_force, restrictions
from reminder.care.topics import free, named, named_at_end
from tests.care.histories import OXYGEN, histories
from tests.care.test_protocol_tables import HEAT_AND_SUN, PROTOCOLS

WIDER = {"hot-baths": {"heat"}, "sauna": {"heat"}}
KNOWN = {one.ref: one for one in PROTOCOLS.values()}


def bundled(history: History) -> History:
    """The history with courses of the bundled oxygen and body protocols."""
    refs = {True: PROTOCOLS["oxygen-mesotherapy"].ref, False: PROTOCOLS["body-mesotherapy"].ref}
    courses = tuple(
        replace(course, protocol=refs[course.protocol == OXYGEN.ref], areas=frozenset())
        for course in history.courses
    )
    return replace(history, courses=courses)


def test_a_wider_topic_is_named_for_all() -> None:
    """Beside it the narrower ones need no name; without it they do."""
    assert named(["heat", "hot-baths", "makeup"], WIDER) == ["heat", "makeup"]
    assert named(["hot-baths", "makeup"], WIDER) == ["hot-baths", "makeup"]


def test_an_end_is_named_as_the_lists_named_it() -> None:
    """One end for all: the wider topic's name. Where its own was named before, the narrower ones'
    names; one that ended with it is not named again under a name that nobody has read.
    """
    end = datetime(2026, 9, 24, 12, tzinfo=UTC)
    topics = ["hot-baths", "sauna", "makeup", "heat"]
    together = dict.fromkeys(topics, end)
    assert named_at_end(topics, WIDER, together) == ["makeup", "heat"]
    before = together | {"heat": end - timedelta(days=2)}
    assert named_at_end(topics, WIDER, before) == ["hot-baths", "sauna", "makeup"]


def test_a_wider_topic_is_free_with_the_last_of_the_narrower() -> None:
    """A narrower one may be free while the wider is not, never the other way round."""
    assert free(["heat", "hot-baths"], ["sauna"], WIDER) == ["hot-baths"]
    assert free(["heat", "hot-baths"], ["makeup"], WIDER) == ["heat", "hot-baths"]


@given(histories())
def test_no_end_says_what_another_protocol_forbids(history: History) -> None:
    """While a lift may be sent, neither its topic nor what that covers is in force."""
    history = bundled(history)
    assert history.consented_at is not None
    now = history.consented_at
    found = restrictions(history, KNOWN, now)
    for reminder in plan_reminders(history, KNOWN, now):
        if reminder.kind is not ReminderKind.LIFTED:
            continue
        assert reminder.until is not None
        (topic,) = reminder.topics
        for one in (topic, *HEAT_AND_SUN.get(topic, ())):
            for interval in found.get(one, ()):
                before = interval.ends_at <= reminder.until
                assert before or interval.begins_at >= reminder.useful_until, (topic, one)


@given(histories())
def test_what_a_topic_covers_is_in_force_with_it(history: History) -> None:
    """Whoever may not have hot water and air may not have hot baths, and no shorter."""
    history = bundled(history)
    assert history.consented_at is not None
    for at in (history.consented_at, *(one.held_at for one in history.sessions)):
        held = {one.topic: one.until for one in in_force(history, KNOWN, at)}
        for wider, narrower in HEAT_AND_SUN.items():
            if wider in held:
                assert all(held[topic] >= held[wider] for topic in narrower)
