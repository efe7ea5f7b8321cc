"""What speaks against the time of a treatment."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reminder.care.history import Course, History, Preferences, Session
from reminder.care.protocol import CareProtocol, CoursePlan
from reminder.care.spacing import (
    AgainTooSoon,
    BeyondPlan,
    SameDay,
    TooLate,
    TooMany,
    TooOften,
    TooSoon,
    cautions_of,
    code_of,
    is_note,
    likely_days,
    months_on,
    unkept_before,
)
from reminder.protocols import load_protocols
from tests.cast import ROOT

WARSAW = ZoneInfo("Europe/Warsaw")
PROTOCOLS = load_protocols(ROOT / "config" / "protocols")
OXYGEN, FACE = PROTOCOLS["oxygen-mesotherapy"], PROTOCOLS["face-mesotherapy"]


def plan_of(protocol: CareProtocol) -> CoursePlan:
    """The course that a protocol describes."""
    assert protocol.course is not None
    return protocol.course


def at(day: int, hour: int = 14, minute: int = 30, month: int = 9) -> datetime:
    """A time of September 2026 on Warsaw's clocks."""
    return datetime(2026, month, day, hour, minute, tzinfo=WARSAW)


def test_no_more_than_twice_in_seven_days() -> None:
    """The third oxygen session in seven days is too often, whichever of the three is the new one;
    on the same weekday a week later it is not, even some hours earlier in the day.
    """
    plan = plan_of(OXYGEN)
    monday, thursday = at(14), at(17)
    found = cautions_of(plan, at(20), WARSAW, of_course=[monday, thursday])
    assert found == (TooOften(2, (date(2026, 9, 14), date(2026, 9, 17))),)
    assert cautions_of(plan, at(21, 9), WARSAW, of_course=[monday, thursday]) == ()
    between = cautions_of(plan, at(15), WARSAW, of_course=[monday, thursday])
    assert [code_of(one) for one in between] == ["too_often"]
    before = cautions_of(plan, at(11), WARSAW, of_others=[monday, thursday])
    assert [code_of(one) for one in before] == ["too_often"]


def test_injections_keep_their_interval() -> None:
    """A face session is best 7 to 10 days after the last: sooner needs a decision, later is only
    said; an appointment that follows too closely counts too.
    """
    plan = plan_of(FACE)
    assert cautions_of(plan, at(24, 9), WARSAW, of_course=[at(17)]) == ()
    assert cautions_of(plan, at(27), WARSAW, of_course=[at(17)]) == ()
    soon = cautions_of(plan, at(23), WARSAW, of_course=[at(17)])
    assert soon == (TooSoon(6, 7, date(2026, 9, 17)),)
    late = cautions_of(plan, at(28), WARSAW, of_course=[at(17)])
    assert late == (TooLate(11, 10, date(2026, 9, 17)),)
    assert [is_note(one) for one in (*soon, *late)] == [False, True]
    ahead = cautions_of(plan, at(17), WARSAW, of_course=[at(20)])
    assert ahead == (TooSoon(3, 7, date(2026, 9, 20)),)
    other_course = cautions_of(plan, at(30), WARSAW, of_others=[at(1)])
    assert other_course == ()


def test_a_treatment_at_night_is_asked_about() -> None:
    """From ten in the evening until six, by the clinic's clocks, an hour is most likely a slip."""
    for hour, said in ((5, True), (6, False), (21, False), (22, True)):
        found = cautions_of(None, at(14, hour, 59), WARSAW)
        assert [code_of(one) for one in found] == (["at_night"] if said else [])
        assert not any(is_note(one) for one in found)


def test_the_same_day_is_said() -> None:
    """A second treatment on one day is asked about, with or without a rule for the course."""
    assert cautions_of(None, at(17, 18), WARSAW, of_course=[at(17)]) == (SameDay(at(17)),)
    found = cautions_of(plan_of(FACE), at(17, 18), WARSAW, of_course=[at(17)])
    assert [code_of(one) for one in found] == ["same_day"]


def test_more_sessions_than_a_course_has() -> None:
    """Beyond the planned number it is said, and beyond the protocol's limit that alone."""
    plan = plan_of(OXYGEN)
    assert cautions_of(plan, at(17), WARSAW, number=9, planned=9) == ()
    assert cautions_of(plan, at(17), WARSAW, number=10, planned=9) == (BeyondPlan(10, 9),)
    assert cautions_of(plan, at(17), WARSAW, number=13, planned=9) == (TooMany(13, 12),)
    assert cautions_of(plan, at(17), WARSAW, number=13) == (TooMany(13, 12),)


def test_a_whole_course_again() -> None:
    """The face may have its whole course again eight months after the last session, not before."""
    plan = plan_of(FACE)
    ended = at(17, month=1)
    found = cautions_of(plan, at(16), WARSAW, last_course_ended_at=ended)
    assert found == (AgainTooSoon(8, date(2026, 1, 17), date(2026, 9, 17)),)
    assert cautions_of(plan, at(17), WARSAW, last_course_ended_at=ended) == ()
    assert cautions_of(plan_of(OXYGEN), at(16), WARSAW, last_course_ended_at=ended) == ()


def test_months_end_with_their_month() -> None:
    """Eight months after the last of June is the last of February."""
    assert months_on(date(2026, 6, 30), 8) == date(2027, 2, 28)
    assert months_on(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_on(date(2026, 9, 17), 0) == date(2026, 9, 17)


days = st.integers(min_value=0, max_value=40)


def instant(day: int) -> datetime:
    """A time on a day counted from the first of September 2026."""
    return at(1) + timedelta(days=day)


@given(new=days, others=st.lists(days, max_size=12))
def test_every_seven_days_are_counted(new: int, others: list[int]) -> None:
    """It is too often exactly where some seven days on end with the new one hold more than two."""
    crowded = any(
        1 + sum(first <= day < first + 7 for day in others) > 2 for first in range(new - 6, new + 1)
    )
    found = cautions_of(
        plan_of(OXYGEN), instant(new), WARSAW, of_course=[instant(day) for day in others]
    )
    assert any(isinstance(one, TooOften) for one in found) is crowded
    for one in found:
        if isinstance(one, TooOften):
            assert len(one.others) >= 2
            assert max(one.others) - min(one.others) < timedelta(days=7)


@given(new=days, others=st.lists(days, max_size=12), away=st.integers(-300, 300))
def test_spacing_knows_no_date(new: int, others: list[int], away: int) -> None:
    """Moving everything by whole days changes no verdict, over changes of the clocks too."""
    codes = []
    for moved in (0, away):
        found = cautions_of(
            plan_of(OXYGEN),
            instant(new + moved),
            WARSAW,
            of_course=[instant(day + moved) for day in others],
        )
        codes.append([code_of(one) for one in found])
    assert codes[0] == codes[1]


@given(treated=st.lists(days, max_size=8), today=days)
def test_likely_days_need_no_decision(treated: list[int], today: int) -> None:
    """No day that is offered is too close to another treatment, or past."""
    for plan in (plan_of(OXYGEN), plan_of(FACE), None):
        held = [instant(day) for day in treated]
        offered = likely_days(plan, held, instant(today), WARSAW)
        assert len(offered) <= 8
        assert list(offered) == sorted(set(offered))
        for on in offered:
            assert on >= instant(today).date()
            noon = datetime(on.year, on.month, on.day, 12, tzinfo=WARSAW)
            assert all(map(is_note, cautions_of(plan, noon, WARSAW, of_course=held)))


def test_the_window_is_offered_first() -> None:
    """After a face session the days of its interval are among those offered."""
    offered = likely_days(plan_of(FACE), [at(17)], at(17, 15), WARSAW)
    assert offered[:4] == tuple(date(2026, 9, day) for day in (24, 25, 26, 27))


def test_days_before_that_cannot_be_kept_any_more() -> None:
    """An appointment in three days: what was to be avoided for longer before it is asked about; in
    ten days nothing is; nor where another session has forbidden it all along.
    """
    now = at(17)
    course = Course(1, OXYGEN.ref, frozenset({"face"}))
    nothing = History(Preferences(WARSAW), courses=(course,))
    protocols = {OXYGEN.ref: OXYGEN}
    rules = OXYGEN.restrictions_for(course.areas)
    (unkept,) = unkept_before(rules, now + timedelta(days=3), nothing, protocols, now)
    assert unkept.length == timedelta(days=7)
    assert {"hot-baths", "sun-baths"} <= set(unkept.topics)
    assert "makeup" not in unkept.topics
    assert is_note(unkept)
    assert unkept_before(rules, now + timedelta(days=10), nothing, protocols, now) == ()
    assert unkept_before(rules, now, nothing, protocols, now) == ()
    held = Session(1, 1, now - timedelta(days=4), now - timedelta(days=4))
    treated = replace(nothing, sessions=(held,))
    assert unkept_before(rules, now + timedelta(days=1), treated, protocols, now) == ()
    long_ago = replace(held, held_at=now - timedelta(days=8))
    treated = replace(nothing, sessions=(long_ago,))
    assert unkept_before(rules, now + timedelta(days=1), treated, protocols, now) != ()
