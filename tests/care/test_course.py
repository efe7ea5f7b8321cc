"""Where a course stands, and when its next session may be had."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.care.casts import treatments
from reminder.care.course import (
    Window,
    completed_by,
    expects_more,
    goes_on,
    is_complete,
    last_held,
    next_window,
    reached,
)
from reminder.care.history import Course
from reminder.care.protocol import CoursePlan
from tests.care.histories import FACE, OXYGEN, WARSAW, ZONES, shown_day, within
from tests.care.stories import booked, held, local, patient, shown

TWICE_A_WEEK = CoursePlan(sessions_min=6, sessions_max=9, per_week=2)
EVERY_WEEK = FACE.course
COURSE = Course(1, OXYGEN.ref)


def test_a_course_has_reached_its_sessions_or_their_highest_number() -> None:
    """Staff may give a number where earlier sessions are not in the books; others' do not count."""
    sessions = [held(1, "06-01 14:30"), held(2, "06-05 14:30"), held(3, "06-05 14:30", course=2)]
    assert reached(COURSE, sessions) == 2
    assert reached(COURSE, [replace(sessions[0], number=5), sessions[1]]) == 5
    assert reached(COURSE, [replace(sessions[0], number=1), sessions[1]]) == 2
    assert reached(COURSE, []) == 0


def test_a_course_goes_on_until_the_number_set_or_until_staff_end_it() -> None:
    """One of which nothing is said goes on; one that nobody has begun is not complete."""
    one, two = held(1, "06-01 14:30"), held(2, "06-05 14:30")
    of_two = replace(COURSE, sessions_planned=2)
    ended = replace(COURSE, finished_at=local("06-02 10:00"))
    assert [goes_on(course, [one]) for course in (COURSE, of_two, ended)] == [True, True, False]
    assert [is_complete(course, [one]) for course in (COURSE, of_two, ended)] == [
        False,
        False,
        True,
    ]
    assert not goes_on(of_two, [one, two])
    assert is_complete(of_two, [one, two])
    assert not is_complete(ended, [])


def test_a_next_session_is_expected_up_to_the_number_set_or_the_usual_one() -> None:
    """Nine of oxygen where nobody has set another number; none before the first."""
    plan = TWICE_A_WEEK

    def at(number: int, planned: int | None = None) -> bool:
        session = replace(held(1, "06-01 14:30"), number=number)
        return expects_more(replace(COURSE, sessions_planned=planned), plan, [session])

    assert at(8)
    assert not at(9)
    assert at(9, planned=12)
    assert not at(12, planned=12)
    assert not at(3, planned=3)
    assert not expects_more(COURSE, plan, [])
    ended = replace(COURSE, finished_at=local("06-02 10:00"))
    assert not expects_more(ended, plan, [held(1, "06-01 14:30")])


def test_the_session_that_completed_a_course_stays_that() -> None:
    """The one that reached the number set, else the last one that staff's word covers."""
    sessions = [held(n, f"06-{n:02} 14:30") for n in (3, 1, 2)]
    assert completed_by(replace(COURSE, sessions_planned=2), sessions) == 2
    numbered = [replace(one, number=7 if one.id == 1 else None) for one in sessions]
    assert completed_by(replace(COURSE, sessions_planned=6), numbered) == 1
    assert completed_by(replace(COURSE, finished_at=local("06-02 20:00")), sessions) == 2
    assert completed_by(replace(COURSE, finished_at=local("05-02 20:00")), sessions) == 3
    both = replace(COURSE, sessions_planned=2, finished_at=local("06-03 20:00"))
    assert completed_by(both, sessions) == 2


def test_the_last_session_counts_only_while_nothing_of_its_course_follows() -> None:
    """Neither an appointment to come nor one of which nobody has spoken."""
    history = patient(held(1, "06-01 14:30"), held(2, "06-02 14:30"), held(3, "06-09 10:00", 2))
    now = local("06-05 10:00")
    last = last_held(COURSE, treatments(history, now))
    assert last is not None
    assert last.session_id == 2
    assert last_held(Course(9, FACE.ref), treatments(history, now)) is None
    ahead = replace(history, appointments=(booked(5, "06-08 10:00", "06-02 15:00"),))
    for at in (now, local("06-09 10:00")):
        assert last_held(COURSE, treatments(ahead, at)) is None
    behind = replace(history, appointments=(booked(5, "06-02 10:00", "06-01 15:00"),))
    assert last_held(COURSE, treatments(behind, now)) == last


@pytest.mark.parametrize(
    ("zone", "day", "opens", "closes"),
    [
        ("Europe/Warsaw", "2026-06-01 14:30", "2026-06-08 14:30", "2026-06-11 14:30"),
        ("Europe/Warsaw", "2027-03-21 02:30", "2027-03-28 03:00", "2027-03-31 02:30"),
        ("Europe/Kyiv", "2026-10-18 03:30", "2026-10-25 03:30", "2026-10-28 03:30"),
        ("Asia/Almaty", "2026-03-22 02:30", "2026-03-29 02:30", "2026-04-01 02:30"),
        ("America/New_York", "2026-10-25 01:30", "2026-11-01 01:30", "2026-11-04 01:30"),
        ("Australia/Lord_Howe", "2026-09-27 02:10", "2026-10-04 02:30", "2026-10-07 02:10"),
    ],
)
def test_a_window_of_seven_to_ten_days_keeps_the_time_of_day(
    zone: str, day: str, opens: str, closes: str
) -> None:
    """By the wall clock; where the clocks skip it, the next time that exists."""
    place = ZoneInfo(zone)
    assert EVERY_WEEK is not None
    window = next_window(EVERY_WEEK, [local(day, place)], place)
    assert window is not None
    assert shown(window.opens_at, place) == opens
    assert shown(window.closes_at, place) == closes


def test_a_window_counts_from_the_last_session_in_whatever_order() -> None:
    """Nothing is due before a first session, or where the protocol has no rule."""
    assert EVERY_WEEK is not None
    first, second = local("06-01 14:30"), local("06-08 14:30")
    expected = Window(local("06-15 14:30"), local("06-18 14:30"))
    assert next_window(EVERY_WEEK, [second, first], WARSAW) == expected
    assert next_window(EVERY_WEEK, [], WARSAW) is None
    assert next_window(CoursePlan(sessions_min=1, sessions_max=1), [first], WARSAW) is None


@given(
    st.sampled_from(ZONES).map(ZoneInfo),
    st.integers(1, 4),
    st.lists(within(20), max_size=3),
    within(365),
)
def test_whoever_comes_when_a_session_is_due_keeps_the_limit_of_every_rolling_week(
    zone: ZoneInfo, per_week: int, waits: list[timedelta], start: timedelta
) -> None:
    """However late they come each time, no seven days of the calendar in a row have more."""
    plan = CoursePlan(sessions_min=1, sessions_max=20, per_week=per_week)
    at = datetime(2026, 1, 1, tzinfo=UTC) + start
    times = [at]
    delays = [*waits, *[timedelta()] * 8]
    for wait in delays:
        window = next_window(plan, times, zone)
        assert window is not None
        times.append(window.opens_at + wait)
    walls = [one.astimezone(zone).replace(tzinfo=None) for one in times]
    assert all(before < after for before, after in pairwise(times))
    for first, over in zip(walls, walls[per_week:], strict=False):
        assert (over - first).days >= 7


def test_a_rolling_week_is_counted_in_days_of_the_patients_clock() -> None:
    """The third of three waits for the first's time of day, seven days on."""
    times = [local("2026-10-20 14:30"), local("2026-10-21 09:00")]
    window = next_window(TWICE_A_WEEK, times, WARSAW)
    assert window is not None
    assert window == Window(local("2026-10-27 14:30"), None)
    assert shown_day(window.opens_at, patient().preferences).isoformat() == "2026-10-27"
