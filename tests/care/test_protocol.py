"""What a protocol may say, and what it may not."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from reminder.care.history import ProtocolRef
from reminder.care.protocol import (
    Basis,
    CareProtocol,
    CoursePlan,
    Months,
    Question,
    Restriction,
    Span,
)
from tests.care.histories import OXYGEN

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("7 days", 7 * DAY, 7 * DAY),
        ("1 day", DAY, DAY),
        ("12 hours", DAY / 2, DAY / 2),
        ("3 to 5 days", 3 * DAY, 5 * DAY),
        ("6 to 12 hours", DAY / 4, DAY / 2),
        (timedelta(days=2), 2 * DAY, 2 * DAY),
    ],
)
def test_lengths_are_written_as_people_say_them(
    written: object, least: timedelta, most: timedelta
) -> None:
    """A length is a number of days or hours; a range names both its ends."""
    span = Span.model_validate({"length": written})
    assert (span.min, span.max) == (least, most)
    assert span.is_range is (least != most)
    assert span.basis is Basis.ASSUMED


def test_both_ends_may_be_named() -> None:
    """The bounds can be written one by one, and the basis and source stay beside them."""
    named = {"min": "3 days", "max": "5 days", "basis": "stated", "source": "S0"}
    span = Span.model_validate(named)
    assert span == Span(min=3 * DAY, max=5 * DAY, basis=Basis.STATED, source="S0")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"length": "a week"}, 'must be a length such as "5 days"'),
        ({"length": "5"}, 'must be a length such as "5 days"'),
        ({"length": "-5 days"}, 'must be a length such as "5 days"'),
        ({"length": "5 to 3 days"}, "smaller number"),
        ({"length": "0 days"}, "longer than nothing"),
        ({"length": "400 days"}, "less than or equal"),
        ({"length": "5 days", "basis": "stated"}, "must name its source"),
        ({"length": "5 days", "basis": "guessed"}, "stated"),
        ({"length": "5 days", "note": "x"}, "Extra inputs"),
        ("5 days", "valid dictionary"),
    ],
)
def test_a_wrong_length_says_what_would_be_right(written: object, message: str) -> None:
    """Each mistake in a length is refused with a reason."""
    with pytest.raises(ValidationError, match=message):
        Span.model_validate(written)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"after": None}, "before or after"),
        ({"nudge_on": [6]}, "has ended"),
        ({"nudge_on": [0]}, "greater than or equal"),
        ({"topic": "hot bath"}, "pattern"),
        ({"topic": "a:b"}, "pattern"),
        ({"kind": "must"}, "avoid"),
        ({"kind": "do"}, "after"),
        ({"covers": ["makeup"]}, "cover itself"),
    ],
)
def test_a_wrong_restriction_is_refused(changes: dict[str, Any], message: str) -> None:
    """A restriction holds for some time, and speaks of itself only while it does."""
    right = {"topic": "makeup", "after": {"length": "5 days"}, "nudge_on": [5]}
    assert Restriction.model_validate(right).nudge_on == (5,)
    with pytest.raises(ValidationError, match=message):
        Restriction.model_validate(right | changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sessions_max": 5}, "sessions_max"),
        ({"at_most": 8}, "at_most"),
        ({"sessions_min": 0}, "greater than or equal"),
    ],
)
def test_a_course_counts_upwards(changes: dict[str, int], message: str) -> None:
    """The usual number of sessions is a range, and the limit is not below it."""
    right = {"sessions_min": 6, "sessions_max": 9, "at_most": 12, "per_week": 2}
    assert CoursePlan.model_validate(right).interval is None
    with pytest.raises(ValidationError, match=message):
        CoursePlan.model_validate(right | changes)


def test_areas_must_be_known() -> None:
    """A rule cannot hold for an area that the protocol does not name."""
    with pytest.raises(ValidationError, match="not among this protocol's areas: neck"):
        CareProtocol(name="face", version=1, areas=("face",), default_areas=("neck",))


def test_areas_switch_rules() -> None:
    """Makeup rules hold for face and neck alone; where nothing is said, for the default."""

    def topics(*areas: str) -> list[str]:
        return [one.topic for one in OXYGEN.restrictions_for(frozenset(areas))]

    assert (
        topics("face") == topics("neck", "body") == topics() == ["heat", "sun", "makeup", "alcohol"]
    )
    assert topics("body") == ["heat", "sun", "alcohol"]
    unsaid = OXYGEN.model_copy(update={"default_areas": ()})
    assert len(unsaid.restrictions_for(frozenset())) == 4


def test_a_protocol_does_not_change() -> None:
    """It is known by name and version, and nothing of it can be set."""
    assert OXYGEN.ref == ProtocolRef("oxygen-mesotherapy", 1)
    with pytest.raises(ValidationError, match="frozen"):
        OXYGEN.version = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "least", "most"), [("6 months", 6, 6), ("1 month", 1, 1), ("8 to 10 months", 8, 10)]
)
def test_months_are_written_as_people_say_them(written: str, least: int, most: int) -> None:
    """How long an effect lasts is a number of calendar months, or a range of them."""
    months = Months.model_validate({"length": written})
    assert (months.min, months.max, months.basis) == (least, most, Basis.ASSUMED)
    assert Months.model_validate({"min": least, "max": most}) == months


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({"length": "half a year"}, 'must be months such as "6 months"'),
        ({"length": "10 to 8 months"}, "smaller number"),
        ({"length": "0 months"}, "greater than or equal"),
        ({"length": "6 months", "basis": "stated"}, "must name its source"),
        ("6 months", "valid dictionary"),
    ],
)
def test_wrong_months_say_what_would_be_right(written: object, message: str) -> None:
    """Each mistake in a time of months is refused with a reason."""
    with pytest.raises(ValidationError, match=message):
        Months.model_validate(written)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"grade": "bad"}, "not_to_be_done"),
        ({"about": []}, "at least 1"),
        ({"about": ["a b"]}, "pattern"),
        ({"basis": "stated"}, "must name its source"),
    ],
)
def test_a_question_says_what_it_is_about(changes: dict[str, Any], message: str) -> None:
    """A question before a session has a grade, words that have messages, and a basis."""
    right = {"grade": "tell", "about": ["allergy"]}
    assert Question.model_validate(right).about == ("allergy",)
    with pytest.raises(ValidationError, match=message):
        Question.model_validate(right | changes)
