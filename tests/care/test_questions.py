"""When a patient is asked how the treated skin is, and what an answer sets free."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from reminder.care.history import Answer, Appointment, Course, History, Preferences, Reply, Session
from reminder.care.kinds import QUESTIONS, PlannedReminder
from reminder.care.plan import plan_reminders
from reminder.care.questions import freed
from tests.care.histories import FACE, OXYGEN, PROTOCOLS, WARSAW

CHECK_IN, AGAIN = "check_in:session:1:1", "check_in:session:1:2"
EASE_OFF = "ease_off:session:1:makeup"


def local(text: str) -> datetime:
    """An instant of June 2026 from what Warsaw's clocks show: "03T14:30"."""
    return datetime.fromisoformat(f"2026-06-{text}").replace(tzinfo=WARSAW).astimezone(UTC)


def session(number: int, text: str, course: int = 1) -> Session:
    """A session held, and recorded at once."""
    return Session(number, course, local(text), local(text))


ANNA = History(
    Preferences(WARSAW),
    consented_at=local("01T14:40"),
    courses=(Course(1, OXYGEN.ref), Course(2, FACE.ref)),
    sessions=(session(1, "01T14:30"),),
)


def answered(reply: Reply, text: str, question: str = CHECK_IN, told: bool = False) -> History:
    """Anna's history with an answer about her session."""
    return replace(ANNA, answers=(Answer(1, question, reply, local(text), told),))


def questions(history: History) -> dict[str, PlannedReminder]:
    """The questions of the plan, by key."""
    found = plan_reminders(history, PROTOCOLS, local("01T15:00"))
    return {one.key: one for one in found if one.kind in QUESTIONS}


def asked(history: History) -> dict[str, str]:
    """When each question is asked, by Warsaw's clocks: "03 14:30"."""
    return {
        key: one.due_at.astimezone(WARSAW).strftime("%d %H:%M")
        for key, one in questions(history).items()
    }


def test_a_session_is_asked_about_on_day_two_and_at_the_lower_bound() -> None:
    """The check-in goes with the second day's message, the range's question with the third's."""
    found = questions(ANNA)
    # Alcohol ends that day at 14:30, and one message carries both.
    assert asked(ANNA) == {CHECK_IN: "03 14:30", EASE_OFF: "04 14:30"}
    assert found[CHECK_IN].useful_until == local("05T14:30")
    assert found[EASE_OFF].topics == ("makeup",)
    assert found[EASE_OFF].until == local("06T14:30")
    assert found[EASE_OFF].useful_until == local("05T14:30")


def test_who_is_calm_is_not_asked_at_the_lower_bound() -> None:
    """A calm check-in ends the range there by itself, and the lift tells it."""
    history = answered(Reply.CALM, "03T15:00")
    assert EASE_OFF not in questions(history)
    found = {one.key: one for one in plan_reminders(history, PROTOCOLS, local("01T15:00"))}
    assert found["lifted:session:1:makeup"].until == local("04T14:30")


@pytest.mark.parametrize(
    ("at", "again"), [("02T11:00", "05 10:00"), ("03T15:00", "05 10:00"), ("05T08:00", "06 14:30")]
)
def test_who_is_still_sore_is_asked_again(at: str, again: str) -> None:
    """On the fourth day, or the day after the answer; not at the lower bound in between."""
    found = asked(answered(Reply.SORE, at, "ease_off:session:1:makeup"))
    assert EASE_OFF not in found
    assert found[AGAIN] == again


def test_a_worry_is_no_matter_for_further_questions() -> None:
    """Staff talk to the patient; the service asks nothing more about that session."""
    assert not questions(answered(Reply.WORRIED, "02T15:00"))


def test_the_answer_to_the_second_check_in_does_not_take_it_back() -> None:
    """Whatever it is, the plan has the same question, which has gone out."""
    for reply in Reply:
        first = Answer(1, CHECK_IN, Reply.SORE, local("03T15:00"))
        second = Answer(1, AGAIN, reply, local("05T10:05"))
        assert asked(replace(ANNA, answers=(first, second)))[AGAIN].startswith("05")


def test_a_newer_session_takes_the_older_ones_questions_away() -> None:
    """What is asked is about the newest session, and check-ins are a week apart."""
    history = replace(ANNA, sessions=(*ANNA.sessions, session(2, "05T14:30")))
    assert asked(history) == {"ease_off:session:2:makeup": "08 14:30"}
    later = replace(ANNA, sessions=(*ANNA.sessions, session(2, "09T14:30")))
    assert asked(later) == {
        "check_in:session:2:1": "11 14:30",
        "ease_off:session:2:makeup": "12 14:30",
    }


def test_nobody_is_asked_within_a_day_before_a_session() -> None:
    """A check-in that would fall there is left out; one that is late is not useful any more."""
    booked = Appointment(7, 2, local("04T14:00"), local("01T15:00"))
    assert CHECK_IN not in questions(replace(ANNA, appointments=(booked,)))
    next_day = replace(booked, begins_at=local("04T18:00"))
    found = questions(replace(ANNA, appointments=(next_day,)))[CHECK_IN]
    assert found.useful_until == local("03T18:00")


def test_no_question_where_an_answer_could_free_less_than_a_day() -> None:
    """A coming appointment that forbids the topic anyway leaves nothing to ask."""
    booked = Appointment(7, 1, local("07T14:00"), local("01T15:00"))
    assert EASE_OFF not in questions(replace(ANNA, appointments=(booked,)))
    late = replace(ANNA, consented_at=local("05T16:00"))
    assert EASE_OFF not in questions(late)


def test_who_joins_between_the_bounds_is_asked_at_once() -> None:
    """The question is due when the patient agrees, or in the morning after."""
    assert asked(replace(ANNA, consented_at=local("05T11:00"))) == {EASE_OFF: "05 11:00"}
    # What could free a day then frees less in the morning.
    assert asked(replace(ANNA, consented_at=local("05T22:00"))) == {}


def test_two_treatments_of_one_visit_are_both_asked_about() -> None:
    """Neither takes the other's place; each course has its own check-in."""
    history = replace(ANNA, sessions=(*ANNA.sessions, session(2, "01T15:00", course=2)))
    found = asked(history)
    assert CHECK_IN in found
    assert EASE_OFF in found
    # Heat and sun of oxygen last longer than the face's.
    assert "ease_off:session:2:sun" not in found


def test_an_answer_frees_what_it_ends_at_that_instant() -> None:
    """After the lower bound it frees the topic at once; before it, nothing yet."""
    history = answered(Reply.CALM, "04T16:00", EASE_OFF)
    assert freed(history, PROTOCOLS, local("04T16:00")) == ("makeup",)
    early = answered(Reply.CALM, "03T15:00")
    assert freed(early, PROTOCOLS, local("03T15:00")) == ()
    both = replace(history, sessions=(*history.sessions, session(2, "03T09:00", course=2)))
    assert freed(both, PROTOCOLS, local("04T16:00")) == ()


def test_what_the_reply_has_told_no_lift_tells() -> None:
    """Only where the reply could not tell it, for a hold, does the lift."""
    for told in (True, False):
        history = answered(Reply.CALM, "04T16:00", EASE_OFF, told)
        keys = [one.key for one in plan_reminders(history, PROTOCOLS, local("04T16:00"))]
        assert ("lifted:session:1:makeup" in keys) is not told
    late = answered(Reply.CALM, "03T15:00", told=True)
    found = [one.key for one in plan_reminders(late, PROTOCOLS, local("04T16:00"))]
    assert "lifted:session:1:makeup" in found
