"""What is in force, until when and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reminder.care.casts import Standing, topics, wider_topics
from reminder.care.history import Answer, Appointment, Course, History, Preferences, Reply, Session
from reminder.care.protocol import CareProtocol
from reminder.care.restrictions import Coming, InForce, coming, in_force, restrictions
from tests.care.histories import FACE, OXYGEN, PROTOCOLS, WARSAW


def local(text: str) -> datetime:
    """An instant from what the clocks of Warsaw show."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW).astimezone(UTC)


HELD = local("2026-06-01T14:30")
BOOKED = Appointment(5, 1, local("2026-06-20T11:00"), HELD)
ANNA = History(
    Preferences(WARSAW),
    courses=(Course(1, OXYGEN.ref), Course(2, FACE.ref)),
    sessions=(Session(1, 1, HELD, HELD),),
)


def test_a_session_forbids_from_its_time_on() -> None:
    """Half-open: forbidden at the session, free at the end; in the protocols' order."""
    assert in_force(ANNA, PROTOCOLS, HELD - timedelta(seconds=1)) == ()
    makeup_from = local("2026-06-04T14:30")
    assert in_force(ANNA, PROTOCOLS, HELD) == (
        InForce("heat", local("2026-06-08T14:30"), False),
        InForce("sun", local("2026-06-08T14:30"), False),
        InForce("makeup", local("2026-06-06T14:30"), False, makeup_from),
        InForce("alcohol", local("2026-06-03T14:30"), False),
    )
    topics = [one.topic for one in in_force(ANNA, PROTOCOLS, local("2026-06-06T14:30"))]
    assert topics == ["heat", "sun"]
    assert in_force(ANNA, PROTOCOLS, local("2026-06-08T14:30")) == ()


def test_an_appointment_forbids_before_and_after() -> None:
    """Its days before and after unite to one time, which ends because of it."""
    history = replace(ANNA, appointments=(BOOKED,))
    (first, second) = restrictions(history, PROTOCOLS, HELD)["heat"]
    assert (second.begins_at, second.ends_at) == (
        local("2026-06-13T11:00"),
        local("2026-06-27T11:00"),
    )
    assert [one.session_id for one in first.ended_by] == [1]
    assert [one.appointment_id for one in second.ended_by] == [5]
    (alcohol,) = restrictions(replace(history, sessions=()), PROTOCOLS, HELD)["alcohol"]
    assert alcohol.begins_at == BOOKED.begins_at


def test_an_appointment_is_the_reason_only_until_it_has_begun() -> None:
    """Before it, what it forbids is because of it; once past it is presumed held, as a session."""
    history = replace(ANNA, appointments=(BOOKED,))
    before = in_force(history, PROTOCOLS, local("2026-06-14T12:00"))
    assert [(one.topic, one.because_of_appointment) for one in before] == [
        ("heat", True),
        ("sun", True),
    ]
    after = in_force(history, PROTOCOLS, BOOKED.begins_at)
    assert {one.because_of_appointment for one in after} == {False}
    ahead = in_force(history, PROTOCOLS, BOOKED.begins_at, now=HELD)
    assert {one.because_of_appointment for one in ahead} == {True}
    (_, heat) = restrictions(history, PROTOCOLS, BOOKED.begins_at)["heat"]
    assert {one.standing for one in heat.ended_by} == {Standing.PRESUMED}


def test_what_comes_is_named_once_by_topic() -> None:
    """What is not forbidden yet, but will be before an appointment, from when and until when."""
    history = replace(ANNA, appointments=(BOOKED,))
    expected = (
        Coming("heat", local("2026-06-13T11:00"), local("2026-06-27T11:00"), 5),
        Coming("sun", local("2026-06-13T11:00"), local("2026-06-27T11:00"), 5),
        Coming("makeup", local("2026-06-18T11:00"), local("2026-06-25T11:00"), 5),
    )
    assert coming(history, PROTOCOLS, HELD) == expected
    assert coming(history, PROTOCOLS, local("2026-06-13T11:00")) == expected[2:]
    assert coming(ANNA, PROTOCOLS, HELD) == ()


def test_the_strictest_of_all_courses_counts() -> None:
    """A second course prolongs what the first forbids, and adds its own."""
    later = local("2026-06-05T09:00")
    history = replace(ANNA, sessions=(*ANNA.sessions, Session(2, 2, later, later)))
    found = {one.topic: one.until for one in in_force(history, PROTOCOLS, later)}
    assert found == {
        "heat": local("2026-06-10T09:00"),
        "sun": local("2026-06-11T09:00"),
        "makeup": local("2026-06-08T09:00"),
        "washing": later + timedelta(hours=12),
    }
    (sun,) = restrictions(history, PROTOCOLS, later)["sun"]
    assert sun.begins_at == HELD
    assert sun.eases_at == local("2026-06-09T09:00")


def test_a_strict_rule_hides_a_weaker_range() -> None:
    """Where another session is strict up to the end, there is nothing that eases before it."""
    held = local("2026-06-03T14:30")
    history = replace(ANNA, sessions=(*ANNA.sessions, Session(2, 2, held, held)))
    (makeup,) = restrictions(history, PROTOCOLS, held)["makeup"]
    assert makeup.ends_at == local("2026-06-06T14:30")
    assert makeup.eases_at is None


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_answers_at_once_the_stricter_counts(order: int) -> None:
    """Calm and sore in one instant: the restriction stays."""
    at = local("2026-06-05T10:00")
    answers = [Answer(1, "q", reply, at) for reply in (Reply.CALM, Reply.SORE)][::order]
    history = replace(ANNA, answers=tuple(answers))
    (makeup,) = restrictions(history, PROTOCOLS, HELD)["makeup"]
    assert makeup.ends_at == local("2026-06-06T14:30")
    assert makeup.eases_at == local("2026-06-04T14:30")


def test_a_calm_answer_ends_a_range() -> None:
    """After it nothing eases any more: the end is sure."""
    answer = Answer(1, "q", Reply.CALM, local("2026-06-05T10:00"))
    (makeup,) = restrictions(replace(ANNA, answers=(answer,)), PROTOCOLS, HELD)["makeup"]
    assert makeup.ends_at == answer.answered_at
    assert makeup.eases_at is None


def test_the_zone_is_the_patients() -> None:
    """A patient in another zone counts days on the clocks there."""
    spring = local("2026-03-28T14:30")
    history = replace(ANNA, sessions=(Session(1, 1, spring, spring),))
    (heat,) = restrictions(history, PROTOCOLS, spring)["heat"]
    assert heat.ends_at - spring == timedelta(days=7, hours=-1)


def test_what_ends_within_a_longer_time_ends_nothing() -> None:
    """A later session whose time is over before that of an earlier one."""
    next_day = HELD + timedelta(days=1)
    history = replace(ANNA, sessions=(*ANNA.sessions, Session(2, 2, next_day, next_day)))
    (heat,) = restrictions(history, PROTOCOLS, next_day)["heat"]
    assert (heat.begins_at, heat.ends_at) == (HELD, local("2026-06-08T14:30"))
    assert [one.session_id for one in heat.ended_by] == [1]


def test_the_rules_are_those_of_the_treated_areas() -> None:
    """Each course has its own, though the protocol is one."""
    body = replace(ANNA, courses=(Course(1, OXYGEN.ref, frozenset({"body"})),))
    assert topics(body, PROTOCOLS) == ("heat", "sun", "alcohol")
    assert topics(ANNA, PROTOCOLS)[:4] == ("heat", "sun", "makeup", "alcohol")
    assert {one.topic for one in in_force(body, PROTOCOLS, HELD)} == {"heat", "sun", "alcohol"}


def test_a_topic_is_covered_by_the_wider_ones_of_all_courses() -> None:
    """What one protocol says under another name than the next."""
    protocols = {}
    for wider in ("heat", "water"):
        rule = {"topic": wider, "covers": ["sauna"], "after": {"length": "2 days"}}
        protocol = CareProtocol.model_validate(
            {"name": wider, "version": 1, "restrictions": [rule]}
        )
        protocols[protocol.ref] = protocol
    courses = tuple(Course(n, ref) for n, ref in enumerate(protocols, 1))
    assert wider_topics(replace(ANNA, courses=courses), protocols) == {
        "sauna": frozenset({"heat", "water"})
    }
