"""What is said of a course as a whole, to the minute of the patient's clock."""

from dataclasses import replace
from datetime import time

import pytest

from reminder.care.history import (
    Answer,
    Choice,
    Chosen,
    Course,
    History,
    Missed,
    Preferences,
    Reply,
)
from reminder.care.kinds import ReminderKind
from tests.care.histories import FACE, OXYGEN, WARSAW
from tests.care.stories import booked, called_off, found, held, local, patient, shown, times

DUE, COMPLETE = ReminderKind.NEXT_DUE, ReminderKind.COURSE_COMPLETE
MAINTENANCE, FADING = ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING


def planned(history: History, number: int, course: int = 1) -> History:
    """The patient, with so many sessions set for a course."""
    return replace(
        history,
        courses=tuple(
            replace(one, sessions_planned=number) if one.id == course else one
            for one in history.courses
        ),
    )


def chose(history: History, question: str, choice: Choice, at: str) -> History:
    """The patient, once they have chosen."""
    return replace(history, chosen=(*history.chosen, Chosen(question, choice, local(at))))


def test_an_oxygen_session_is_due_on_the_fourth_day_and_again_a_week_later() -> None:
    """Twice a week, spread evenly; the message joins a lift of the two days after, if any."""
    history = patient(held(1, "06-01 14:30"))
    # Makeup is free on the sixth at half past two: the day after the fourth day.
    assert times(history, DUE) == {
        "next_due:session:1:1": "06-06 14:30",
        "next_due:session:1:2": "06-13 10:00",
    }
    body = replace(history, courses=(Course(1, OXYGEN.ref, frozenset({"body"})),))
    assert times(body, DUE) == {
        "next_due:session:1:1": "06-05 10:00",
        "next_due:session:1:2": "06-12 10:00",
    }
    first, second = found(body, {DUE}).values()
    assert first.useful_until == second.due_at
    assert second.useful_until == local("06-19 10:00")
    assert first.until is second.until is None
    assert first.wanted_at == local("06-05 14:30")


def test_the_third_session_of_a_rolling_week_waits_for_its_end() -> None:
    """Not the calendar's week: seven days after the first of two, where that is later than the
    fourth day after the second.
    """
    body = (Course(1, OXYGEN.ref, frozenset({"body"})),)

    def due(*sessions: str) -> str:
        every = tuple(held(n, text) for n, text in enumerate(sessions, 1))
        history = replace(patient(*every, agreed=sessions[0]), courses=body)
        return times(history, DUE)[f"next_due:session:{len(sessions)}:1"]

    # Monday and Tuesday: not before next Monday. (Nothing is lifted in the two days that follow.)
    assert due("06-01 14:30", "06-02 14:30") == "06-09 14:30"
    # Monday and Thursday: Monday, which is the fourth day too.
    assert due("06-01 14:30", "06-04 14:30") == "06-08 10:00"
    # Friday and Sunday of two weeks of the calendar.
    assert due("06-05 14:30", "06-08 14:30") == "06-12 10:00"
    assert due("06-01 14:30", "06-05 14:30", "06-08 14:30") == "06-12 10:00"


def test_a_face_session_is_due_from_the_seventh_day_and_again_at_the_windows_end() -> None:
    """Seven to ten days: the first with the seventh day's message, the second with the tenth's."""
    history = patient(held(1, "06-01 14:30", course=2))
    assert times(history, DUE) == {
        "next_due:session:1:1": "06-08 10:00",
        "next_due:session:1:2": "06-11 10:00",
    }
    for one in found(history, {DUE}).values():
        assert one.until == local("06-11 14:30")


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [
        ("2027-03-22 02:30", "2027-03-29 10:00", "2027-04-01 10:00"),
        ("2027-03-20 02:30", "2027-03-27 10:00", "2027-03-30 10:00"),
        ("2026-10-18 02:30", "10-25 10:00", "10-28 10:00"),
    ],
)
def test_the_window_is_counted_by_the_wall_clock(on: str, first: str, second: str) -> None:
    """Over a change of the clocks the days are the same, and so is the message's hour."""
    history = patient(held(1, on, course=2), agreed=on)
    assert list(times(history, DUE).values()) == [first, second]


def test_who_joins_late_is_not_told_on_the_same_day() -> None:
    """The instructions are that day's message; where the window is over, again after a week."""
    history = patient(held(1, "06-01 14:30", course=2), agreed="06-20 09:30")
    assert times(history, DUE) == {
        "next_due:session:1:1": "06-21 10:00",
        "next_due:session:1:2": "06-28 10:00",
    }
    late = patient(replace(held(1, "06-01 14:30"), recorded_at=local("06-20 09:30")))
    assert times(late, DUE) == {
        "next_due:session:1:1": "06-21 10:00",
        "next_due:session:1:2": "06-28 10:00",
    }


def test_nothing_is_due_while_a_session_of_the_course_is_booked_or_presumed_held() -> None:
    """Another course's appointment changes nothing."""
    history = patient(held(1, "06-01 14:30", course=2))
    own = replace(history, appointments=(booked(5, "06-09 10:00", "06-01 15:00", course=2),))
    other = replace(history, appointments=(booked(5, "06-09 10:00", "06-01 15:00"),))
    assert times(own, DUE) == {}
    assert times(other, DUE) == times(history, DUE) != {}
    # Its time has passed, and nobody has said what became of it.
    past = replace(own, consented_at=local("06-12 10:00"))
    assert times(past, DUE) == {}


def test_a_session_is_due_anew_once_its_appointment_is_called_off() -> None:
    """Counted from then, and twice: what the days before would have been is not caught up with."""
    history = patient(held(1, "06-01 14:30", course=2))
    appointment = booked(5, "06-20 10:00", "06-01 15:00", course=2)
    off = replace(history, cancelled=(called_off(appointment, at="06-18 12:00"),))
    assert times(off, DUE) == {
        "next_due:session:1:1": "06-19 10:00",
        "next_due:session:1:2": "06-26 10:00",
    }
    soon = replace(history, cancelled=(called_off(appointment, at="06-02 12:00"),))
    assert times(soon, DUE) == times(history, DUE)


def test_a_session_is_due_anew_once_its_appointment_was_missed() -> None:
    """From the day after staff have said so, twice, under a key of its own: what was said before
    the booking, and answered, counts no more. The window is the protocol's, from the last session.
    """
    history = patient(held(1, "06-01 14:30", course=2))
    gone = Missed(5, 2, local("06-09 10:00"), local("06-09 12:00"))
    missed = replace(history, missed=(gone,))
    assert times(missed, DUE) == {
        "next_due:missed:5:1": "06-10 10:00",
        "next_due:missed:5:2": "06-11 10:00",
    }
    for one in found(missed, {DUE}).values():
        assert (one.session_id, one.until) == (1, local("06-11 14:30"))
    answered = chose(missed, "next_due:session:1:1", Choice.BOOK, "06-08 11:00")
    assert times(answered, DUE) == times(missed, DUE)
    called = chose(missed, "next_due:missed:5:1", Choice.CALL, "06-10 11:00")
    assert times(called, DUE) == {"next_due:missed:5:1": "06-10 10:00"}
    late = replace(history, missed=(replace(gone, missed_at=local("06-20 12:00")),))
    assert times(late, DUE) == {
        "next_due:missed:5:1": "06-21 10:00",
        "next_due:missed:5:2": "06-28 10:00",
    }


def test_what_was_missed_before_the_last_session_or_in_another_course_changes_nothing() -> None:
    """Nor where the course is booked again. Of several, the last counts."""
    history = patient(held(1, "06-01 14:30", course=2))
    before = Missed(5, 2, local("05-30 10:00"), local("06-09 12:00"))
    other = Missed(6, 1, local("06-09 10:00"), local("06-09 12:00"))
    assert times(replace(history, missed=(before, other)), DUE) == times(history, DUE)
    first = Missed(7, 2, local("06-09 10:00"), local("06-09 12:00"))
    second = Missed(8, 2, local("06-12 10:00"), local("06-12 12:00"))
    assert list(times(replace(history, missed=(second, first)), DUE)) == [
        "next_due:missed:8:1",
        "next_due:missed:8:2",
    ]
    again = booked(9, "06-20 10:00", "06-13 15:00", course=2)
    assert times(replace(history, missed=(first,), appointments=(again,)), DUE) == {}


@pytest.mark.parametrize(("planned_sessions", "is_due"), [(None, True), (1, False), (2, True)])
def test_a_session_is_due_only_while_the_course_goes_on(
    planned_sessions: int | None, is_due: bool
) -> None:
    """Where no number is set, the protocol's usual number is as far as anybody is reminded."""
    history = patient(held(1, "06-01 14:30"))
    course = Course(1, OXYGEN.ref, sessions_planned=planned_sessions)
    assert bool(times(replace(history, courses=(course,)), DUE)) is is_due
    ended = replace(course, finished_at=local("06-02 10:00"))
    assert times(replace(history, courses=(ended,)), DUE) == {}
    ninth = replace(held(1, "06-01 14:30"), number=9)
    unset = replace(patient(ninth), courses=(Course(1, OXYGEN.ref),))
    assert times(unset, DUE) == {}


def test_later_puts_the_second_off_and_booking_or_a_call_ends_it() -> None:
    """Later: three days on; to be booked or phoned is staff's to do, and nothing is repeated."""
    history = patient(held(1, "06-01 14:30", course=2))
    first, second = "next_due:session:1:1", "next_due:session:1:2"
    later = chose(history, first, Choice.LATER, "06-09 18:00")
    assert times(later, DUE) == {first: "06-08 10:00", second: "06-12 10:00"}
    for choice in (Choice.BOOK, Choice.CALL):
        done = chose(history, first, choice, "06-08 11:00")
        assert times(done, DUE) == {first: "06-08 10:00"}
        assert found(done, {DUE})[first].useful_until == local("06-11 10:00")
        after_all = chose(later, second, choice, "06-12 11:00")
        assert times(after_all, DUE) == {first: "06-08 10:00"}
        again = chose(done, first, Choice.LATER, "06-08 11:00")
        assert times(again, DUE) == {first: "06-08 10:00", second: "06-11 10:00"}


def test_a_choice_about_one_session_says_nothing_about_the_next() -> None:
    """After another session it is due anew."""
    history = chose(
        patient(held(1, "06-01 14:30", course=2), held(2, "06-09 14:30", course=2)),
        "next_due:session:1:1",
        Choice.BOOK,
        "06-08 11:00",
    )
    assert times(history, DUE) == {
        "next_due:session:2:1": "06-16 10:00",
        "next_due:session:2:2": "06-19 10:00",
    }


def test_a_course_is_complete_when_what_its_last_session_forbids_has_ended() -> None:
    """With the last lift, and for a week; by the number set."""
    history = planned(patient(held(1, "06-01 14:30")), 1)
    assert times(history, COMPLETE) == {"course_complete:session:1": "06-08 14:30"}
    one = found(history, {COMPLETE})["course_complete:session:1"]
    assert one.useful_until == local("06-15 14:30")
    assert (one.course_id, one.session_id, one.wanted_at) == (1, 1, None)
    numbered = planned(patient(replace(held(1, "06-01 14:30"), number=6)), 6)
    assert times(numbered, COMPLETE) == times(history, COMPLETE)


def test_a_course_is_not_said_to_be_complete_before_that() -> None:
    """Where another course keeps the topic in force there is no lift to go with: the next day."""
    history = planned(
        patient(held(1, "06-01 14:30"), held(2, "06-07 11:00", course=2)),
        1,
    )
    assert "lifted:session:1:heat" not in times(history, ReminderKind.LIFTED)
    assert times(history, COMPLETE) == {"course_complete:session:1": "06-09 10:00"}
    assert found(history, {COMPLETE})["course_complete:session:1"].wanted_at == local("06-08 14:30")


def test_a_course_that_staff_end_is_complete_with_the_next_message() -> None:
    """Ended early it waits for what is in force, ended later for the next day's hour."""
    history = patient(held(1, "06-01 14:30"))

    def complete(at: str) -> dict[str, str]:
        course = Course(1, OXYGEN.ref, finished_at=local(at))
        return times(replace(history, courses=(course,)), COMPLETE)

    assert complete("06-02 10:00") == {"course_complete:session:1": "06-08 14:30"}
    assert complete("06-20 09:59") == {"course_complete:session:1": "06-20 10:00"}
    assert complete("06-20 15:00") == {"course_complete:session:1": "06-21 10:00"}


def test_sessions_beyond_a_complete_course_do_not_complete_it_again() -> None:
    """The key is that of the session that completed it, however many follow."""
    first, second, third = (held(n, f"06-{n:02} 14:30", course=2) for n in (1, 2, 3))
    after = held(9, "08-01 14:30", course=2)
    history = planned(patient(first, second), 2, course=2)
    assert list(times(history, COMPLETE)) == ["course_complete:session:2"]
    more = replace(history, sessions=(after, second, first))
    assert list(times(more, COMPLETE)) == ["course_complete:session:2"]
    ended = Course(2, FACE.ref, finished_at=local("06-03 18:00"))
    by_staff = replace(patient(after, third, second), courses=(ended,))
    assert list(times(by_staff, COMPLETE)) == ["course_complete:session:3"]
    before_any = replace(patient(after), courses=(ended,))
    assert list(times(before_any, COMPLETE)) == ["course_complete:session:9"]


def test_a_course_is_not_complete_while_a_session_of_it_is_to_come_or_presumed_held() -> None:
    """Nor one that nobody has begun, nor where nobody has set a number."""
    history = planned(patient(held(1, "06-01 14:30")), 1)
    one = booked(5, "06-09 10:00", "06-01 15:00")
    assert times(replace(history, appointments=(one,)), COMPLETE) == {}
    past = replace(history, appointments=(one,), resumed_at=local("06-10 10:00"))
    assert times(past, COMPLETE) == {}
    assert times(planned(patient(), 1), COMPLETE) == {}
    assert times(patient(held(1, "06-01 14:30")), COMPLETE) == {}


COMPLETED = replace(
    planned(patient(held(1, "06-01 14:30", course=2)), 1, course=2),
    offers_since=local("06-10 10:00"),
)
"""A face course of one session, and one who has agreed to hear of what may come."""


def test_a_face_course_brings_maintenance_every_two_months_and_the_fading_effect_once() -> None:
    """Up to the year that the effect lasts at most; fading after six months."""
    assert times(COMPLETED, MAINTENANCE) == {
        "maintenance:session:1:2": "08-01 10:00",
        "maintenance:session:1:4": "10-01 10:00",
        "maintenance:session:1:6": "12-01 10:00",
        "maintenance:session:1:8": "2027-02-01 10:00",
        "maintenance:session:1:10": "2027-04-01 10:00",
        "maintenance:session:1:12": "2027-06-01 10:00",
    }
    assert times(COMPLETED, FADING) == {"effect_fading:session:1:6": "12-01 10:00"}
    one = found(COMPLETED, {FADING})["effect_fading:session:1:6"]
    assert shown(one.useful_until) == "2026-12-15 10:00"


@pytest.mark.parametrize(
    ("held_on", "maintenance", "fading"),
    [
        # December has no 31st of February: two months on is the last day there is.
        ("2026-12-31 14:30", "2027-02-28 10:00", "2027-06-30 10:00"),
        ("2027-12-31 14:30", "2028-02-29 10:00", "2028-06-30 10:00"),
        ("2026-08-31 14:30", "10-31 10:00", "2027-02-28 10:00"),
        # In the night: the message of the next day, where that is another one.
        ("2026-06-30 22:30", "08-31 10:00", "12-31 10:00"),
    ],
)
def test_months_end_where_the_calendar_has_no_such_day(
    held_on: str, maintenance: str, fading: str
) -> None:
    """The same day of the month, or its last."""
    session = held(1, held_on, course=2)
    history = replace(COMPLETED, sessions=(session,), offers_since=session.held_at)
    assert times(history, MAINTENANCE)["maintenance:session:1:2"] == maintenance
    assert times(history, FADING)["effect_fading:session:1:6"] == fading


def test_the_effect_of_oxygen_is_counted_from_the_first_session() -> None:
    """About six months from it; there is no maintenance."""
    history = replace(
        planned(patient(held(1, "06-01 14:30"), held(2, "06-30 14:30")), 2),
        offers_since=local("07-10 10:00"),
    )
    assert times(history, FADING) == {"effect_fading:session:2:6": "12-01 10:00"}
    assert times(history, MAINTENANCE) == {}


def test_offers_need_a_consent_of_their_own_and_look_ahead_of_it_alone() -> None:
    """None without it, and nothing of the time before it."""
    assert times(replace(COMPLETED, offers_since=None), MAINTENANCE, FADING) == {}
    later = replace(COMPLETED, offers_since=local("10-01 10:01"))
    assert list(times(later, MAINTENANCE, FADING).values()) == [
        "12-01 10:00",
        "12-01 10:00",
        "2027-02-01 10:00",
        "2027-04-01 10:00",
        "2027-06-01 10:00",
    ]


def test_nothing_is_offered_before_a_course_is_complete_or_after_a_newer_one() -> None:
    """Whoever has had the procedure since, or will, is told of nothing; another one matters not."""
    going_on = replace(COMPLETED, courses=(Course(2, FACE.ref),))
    assert times(going_on, MAINTENANCE, FADING) == {}
    both = (*COMPLETED.courses, Course(3, FACE.ref))
    newer = replace(COMPLETED, courses=both)
    assert times(newer, MAINTENANCE) == times(COMPLETED, MAINTENANCE)
    had = replace(newer, sessions=(*newer.sessions, held(2, "07-01 14:30", course=3)))
    will = replace(newer, appointments=(booked(5, "07-01 14:30", "06-12 10:00", course=3),))
    own = replace(newer, appointments=(booked(5, "07-01 14:30", "06-12 10:00", course=2),))
    oxygen = replace(newer, sessions=(*newer.sessions, held(2, "07-01 14:30", course=1)))
    for history in (had, will, own):
        assert times(history, MAINTENANCE, FADING) == {}
    assert times(oxygen, MAINTENANCE) == times(COMPLETED, MAINTENANCE)


def test_maintenance_is_counted_anew_from_each_further_session() -> None:
    """Two months after the session that kept up the effect."""
    history = replace(COMPLETED, sessions=(*COMPLETED.sessions, held(2, "08-05 14:30", course=2)))
    assert times(history, MAINTENANCE)["maintenance:session:2:2"] == "10-05 10:00"
    assert not any("session:1" in key for key in times(history, MAINTENANCE, FADING))


def test_a_sore_answer_hides_nothing_of_the_plan() -> None:
    """What waits while a patient is not well waits when it is to be sent, not in the plan."""
    history = patient(held(1, "06-01 14:30"))
    sore = Answer(1, "check_in:session:1:1", Reply.SORE, local("06-03 12:00"))
    assert times(replace(history, answers=(sore,)), DUE) == times(history, DUE)


def test_the_hour_is_the_patients() -> None:
    """Who likes to be written to at eight in the evening is told then."""
    history = replace(
        patient(held(1, "06-01 14:30", course=2)), preferences=Preferences(WARSAW, time(20))
    )
    assert times(history, DUE) == {
        "next_due:session:1:1": "06-08 20:00",
        "next_due:session:1:2": "06-11 20:00",
    }
