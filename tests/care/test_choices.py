"""What may be chosen under which question, and until when."""

from dataclasses import replace

import pytest

from reminder.care.choices import (
    CHOICE_KINDS,
    choices,
    is_first_due,
    is_open,
    may_offer,
    open_question,
)
from reminder.care.history import Choice, Chosen, Course, History
from reminder.care.kinds import PlannedReminder
from reminder.care.plan import plan_reminders
from reminder.care.protocol import CareProtocol
from tests.care.histories import FACE, OXYGEN, PROTOCOLS
from tests.care.stories import booked, held, local, moved, patient

AHEAD = booked(5, begins="07-20 14:30", at="07-01 11:00")
BOOKED = replace(patient(held(1, "06-01 14:30")), appointments=(AHEAD,))
DUE = patient(held(1, "06-01 14:30", course=2))
OF_ONE = replace(DUE, courses=(Course(2, FACE.ref, sessions_planned=1),))
OFFERED = replace(OF_ONE, offers_since=local("06-10 10:00"))


def plan(history: History) -> dict[str, PlannedReminder]:
    """The plan by keys."""
    found = plan_reminders(history, PROTOCOLS, local("06-01 15:00"))
    return {one.key: one for one in found}


def answered(history: History, key: str) -> History:
    """The patient, once a question is answered."""
    one = Chosen(key, Choice.BOOK, local("06-09 10:00"))
    return replace(history, chosen=(*history.chosen, one))


def still(history: History, key: str, at: str, of: History | None = None) -> bool:
    """Whether the question of this key (as it was planned) can be answered."""
    return is_open(plan(of or history)[key], history, PROTOCOLS, local(at))


EXPECTED = {
    "appointment:5:0:booked": (),
    "appointment:5:0:eve": (Choice.CONFIRM, Choice.MOVE),
    "prepare:appointment:5:0:avoid-heat": (),
    "prepare:appointment:5:0:changed": (Choice.UNCHANGED, Choice.CHANGED),
    "instructions:session:1": (),
    "check_in:session:1:1": (),
    "ease_off:session:1:makeup": (),
    "lifted:session:1:heat": (),
    "nudge:session:1:1": (),
}


@pytest.mark.parametrize("key", EXPECTED)
def test_what_can_be_chosen_before_a_session(key: str) -> None:
    """Whether anything has changed, and whether one comes; nothing under what asks nothing."""
    assert choices(plan(BOOKED)[key]) == EXPECTED[key]


def test_what_can_be_chosen_when_a_session_is_due() -> None:
    """Later but once: the second time the answer is to be booked or phoned."""
    first, second = (plan(DUE)[f"next_due:session:1:{n}"] for n in (1, 2))
    assert choices(first) == (Choice.BOOK, Choice.LATER, Choice.CALL)
    assert choices(second) == (Choice.BOOK, Choice.CALL)
    assert [is_first_due(one.key) for one in (first, second)] == [True, False]


def test_what_can_be_chosen_after_a_course() -> None:
    """Whether to hear of what may come; and under that, to come, or to hear no more."""
    assert choices(plan(OF_ONE)["course_complete:session:1"]) == (Choice.OFFERS, Choice.NO_OFFERS)
    for key in ("maintenance:session:1:2", "effect_fading:session:1:6"):
        under = (Choice.BOOK, Choice.CALL, Choice.NO_OFFERS)
        assert choices(plan(OFFERED)[key]) == under


def test_every_kind_that_asks_is_among_those_that_may() -> None:
    """And every choice can be made somewhere."""
    asking = [one for history in (BOOKED, DUE, OF_ONE, OFFERED) for one in plan(history).values()]
    assert {one.kind for one in asking if choices(one)} == set(CHOICE_KINDS)
    assert {choice for one in asking for choice in choices(one)} == set(Choice)


@pytest.mark.parametrize("key", ["appointment:5:0:eve", "prepare:appointment:5:0:changed"])
def test_a_question_before_a_session_is_open_until_it_begins(key: str) -> None:
    """Not once it is answered, moved, called off or no longer to come."""
    assert still(BOOKED, key, "07-20 14:29")
    assert not still(BOOKED, key, "07-20 14:30")
    assert not still(answered(BOOKED, key), key, "07-19 12:00")
    other = replace(BOOKED, appointments=(moved(AHEAD, "07-22 14:30", "07-19 12:00"),))
    assert not still(other, key, "07-19 12:30", of=BOOKED)
    assert still(other, key.replace(":0:", ":1:"), "07-19 12:30")
    assert not still(replace(BOOKED, appointments=()), key, "07-19 12:30", of=BOOKED)


def test_a_session_that_is_due_is_asked_about_until_one_is_booked_or_held() -> None:
    """Or until the course has ended."""
    key = "next_due:session:1:1"
    assert still(DUE, key, "06-09 10:00")
    assert not still(answered(DUE, key), key, "06-09 10:00")
    own = replace(DUE, appointments=(booked(5, "06-12 10:00", "06-09 09:00", course=2),))
    other = replace(DUE, appointments=(booked(5, "06-12 10:00", "06-09 09:00"),))
    more = replace(DUE, sessions=(*DUE.sessions, held(2, "06-09 09:00", course=2)))
    ended = replace(DUE, courses=(Course(2, FACE.ref, finished_at=local("06-09 09:00")),))
    gone = replace(DUE, courses=DUE.courses[:1], sessions=())
    for history in (own, more, ended, OF_ONE, gone):
        assert not still(history, key, "06-09 10:00", of=DUE)
    assert still(other, key, "06-09 10:00", of=DUE)


def test_offers_are_asked_about_while_the_patient_has_not_agreed_to_them() -> None:
    """And while the course is complete, and something could be offered."""
    key = "course_complete:session:1"
    assert still(OF_ONE, key, "06-09 10:00")
    assert not still(OFFERED, key, "06-11 10:00")
    assert not still(answered(OF_ONE, key), key, "06-09 10:00")
    assert not still(DUE, key, "06-09 10:00", of=OF_ONE)
    bare = {FACE.ref: CareProtocol(name=FACE.name, version=FACE.version)}
    assert not is_open(plan(OF_ONE)[key], OF_ONE, bare, local("06-09 10:00"))


def test_what_was_offered_is_open_while_the_consent_and_the_course_stand() -> None:
    """Not after the consent has ended, another session, or an answer."""
    key = "maintenance:session:1:2"
    assert still(OFFERED, key, "08-02 10:00")
    assert not still(OF_ONE, key, "08-02 10:00", of=OFFERED)
    assert not still(answered(OFFERED, key), key, "08-02 10:00")
    more = replace(OFFERED, sessions=(*OFFERED.sessions, held(2, "08-01 09:00", course=2)))
    assert not still(more, key, "08-02 10:00", of=OFFERED)


def test_one_question_at_a_time_and_what_matters_most_first() -> None:
    """Of a day's questions the one about the next appointment is asked, then the others."""
    several = [
        plan(DUE)["next_due:session:1:1"],
        plan(BOOKED)["prepare:appointment:5:0:changed"],
        plan(BOOKED)["appointment:5:0:eve"],
        plan(BOOKED)["lifted:session:1:heat"],
    ]
    history = replace(BOOKED, sessions=DUE.sessions)
    now = local("07-19 12:00")
    asked = []
    while (one := open_question(several, history, PROTOCOLS, now)) is not None:
        asked.append(one.key)
        history = answered(history, one.key)
    assert asked == [
        "appointment:5:0:eve",
        "prepare:appointment:5:0:changed",
        "next_due:session:1:1",
    ]


def test_something_may_be_offered_where_the_protocol_knows_of_an_effect() -> None:
    """Or of maintenance."""
    bare = OXYGEN.course.model_copy(update={"effect": None}) if OXYGEN.course else None
    assert may_offer(Course(1, OXYGEN.ref), PROTOCOLS)
    assert may_offer(Course(1, FACE.ref), PROTOCOLS)
    without = OXYGEN.model_copy(update={"course": bare})
    assert not may_offer(Course(1, OXYGEN.ref), {OXYGEN.ref: without})
