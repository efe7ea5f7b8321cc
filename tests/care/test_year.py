"""A year of one patient with two courses, lived to the end: what arrives, and how much of it.

`python -m tests.care.test_year` prints the figures that docs/decisions.md names.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.choices import choices, is_open
from reminder.care.history import (
    Answer,
    Appointment,
    Choice,
    Chosen,
    Course,
    History,
    Preferences,
    Reply,
    Session,
)
from reminder.care.kinds import EXEMPT, QUESTIONS, PlannedReminder, ReminderKind
from reminder.protocols import load_protocols
from tests.care.histories import counted, shown_day, shows_quiet
from tests.care.lives import Life, Message
from tests.cast import ROOT

PROTOCOLS = {one.ref: one for one in load_protocols(ROOT / "config" / "protocols").values()}
OXYGEN, FACE = (
    next(ref for ref in PROTOCOLS if ref.name == name)
    for name in ("oxygen-mesotherapy", "face-mesotherapy")
)
DAY = timedelta(days=1)
BEGUN_ON = date(2026, 9, 1)
OXYGEN_ON = [BEGUN_ON + number * DAY for number in (0, 3, 7, 10, 14, 17, 21, 24, 28)]
"""Nine sessions, Tuesdays and Fridays."""
FACE_ON = [BEGUN_ON + (2 + number * 8) * DAY for number in range(8)]
"""Eight sessions, every eight days."""


@dataclass
class Year:
    """A patient who comes to every session, and answers each question the way they always do.

    `reply` is how the skin is said to be; each appointment is booked `ahead` of it, at the desk as
    a session ends where that is later; None: they come without one.
    """

    zone: ZoneInfo
    hour: time
    ahead: timedelta | None
    reply: Reply | None
    choosing: dict[ReminderKind, Choice]

    def live(self, *, oxygen: bool = True, face: bool = True) -> Life:
        """Return the life after a year from the first session."""
        visits = sorted(
            [(self.at(on), 1) for on in OXYGEN_ON if oxygen]
            + [(self.at(on), 2) for on in FACE_ON if face]
        )
        history = History(
            Preferences(self.zone),
            courses=(
                Course(1, OXYGEN, frozenset({"face"}), len(OXYGEN_ON)),
                Course(2, FACE, sessions_planned=len(FACE_ON)),
            ),
        )
        self.life = life = Life(history, PROTOCOLS, visits[0][0])
        bookings = [
            (max(at - (self.ahead or DAY), visits[0][0] + DAY / 24), number, at, course_id)
            for number, (at, course_id) in enumerate(visits, 1)
            if number > 1 and self.ahead is not None
        ]
        acts: list[tuple[datetime, int, datetime, int]] = [
            *((at, number, at, course_id) for number, (at, course_id) in enumerate(visits, 1)),
            *bookings,
        ]
        for when, number, at, course_id in sorted(acts):
            self.until(when)
            if when < at:
                self.book(number, course_id, at)
            else:
                self.come(number, course_id)
        self.until(visits[0][0] + 365 * DAY)
        return life

    def at(self, on: date) -> datetime:
        """The hour of a session."""
        return datetime.combine(on, self.hour, self.zone).astimezone(UTC)

    def book(self, number: int, course_id: int, at: datetime) -> None:
        """An appointment is made."""
        one = Appointment(number, course_id, at, self.life.now)
        self.life.change(appointments=(*self.life.history.appointments, one))

    def come(self, number: int, course_id: int) -> None:
        """A session is held and recorded; with the first the patient agrees."""
        history, now = self.life.history, self.life.now
        rest = tuple(one for one in history.appointments if one.id != number)
        sessions = (*history.sessions, Session(number, course_id, now, now))
        agreed = history.consented_at or now
        self.life.change(sessions=sessions, appointments=rest, consented_at=agreed)

    def until(self, when: datetime) -> None:
        """Let the time pass, and the patient answer what has just come."""
        while self.life.now < when:
            before = len(self.life.sent)
            self.life.run(when)
            for message in self.life.sent[before:]:
                for question in message.carried:
                    self.answer(question)

    def answer(self, question: PlannedReminder) -> None:
        """Answer a question, where it is one."""
        history, now = self.life.history, self.life.now
        if question.kind in QUESTIONS and self.reply is not None and question.session_id:
            one = Answer(question.session_id, question.key, self.reply, now)
            self.life.change(answers=(*history.answers, one))
        elif question.kind in self.choosing and is_open(question, history, PROTOCOLS, now):
            choice = self.choosing[question.kind]
            if choice in choices(question):
                chosen = (*history.chosen, Chosen(question.key, choice, now))
                offers = now if choice is Choice.OFFERS else history.offers_since
                self.life.change(chosen=chosen, offers_since=offers)


AGREEABLE = {
    ReminderKind.PREPARE: Choice.UNCHANGED,
    ReminderKind.NEXT_DUE: Choice.LATER,
    ReminderKind.COURSE_COMPLETE: Choice.OFFERS,
}
WARSAW = ZoneInfo("Europe/Warsaw")
YEARS = {
    "booked ahead, calm": Year(WARSAW, time(14, 30), 14 * DAY, Reply.CALM, AGREEABLE),
    "booked at the desk, sore": Year(WARSAW, time(18, 15), 4 * DAY, Reply.SORE, AGREEABLE),
    "no appointments, silent": Year(WARSAW, time(9, 30), None, None, {}),
    "New York, late in the evening": Year(
        ZoneInfo("America/New_York"), time(20, 45), 8 * DAY, Reply.CALM, AGREEABLE
    ),
    "Lord Howe, booked ahead": Year(
        ZoneInfo("Australia/Lord_Howe"), time(11), 14 * DAY, Reply.CALM, AGREEABLE
    ),
}
MOST_IN_A_WEEK = 5
"""Messages in the seven days that follow a session, besides its instructions and what is said of
appointments at once. One who is still sore is asked once more, and two courses at once bring a
sixth, too.
"""


def audible(life: Life) -> list[Message]:
    """The messages that were not exempt."""
    return [one for one in life.sent if not one.is_exempt]


def in_the_week_after(life: Life, session: Session) -> list[Message]:
    """The messages of the seven days after a session's, before any other session."""
    preferences = life.history.preferences
    first = shown_day(session.held_at, preferences)
    return [
        m for m in audible(life) if first < shown_day(m.sent_at, preferences) <= first + 7 * DAY
    ]


@pytest.mark.parametrize("name", YEARS)
def test_a_year_has_at_most_one_audible_message_a_day(name: str) -> None:
    """None at night, none twice, none that says that something is over while it is not."""
    life = YEARS[name].live()
    patient = life.history.preferences
    days = Counter(shown_day(one.sent_at, patient) for one in audible(life))
    assert max(days.values()) == 1
    keys = [one.key for message in life.sent for one in message.carried]
    assert len(keys) == len(set(keys))
    for message in life.sent:
        if shows_quiet(message.sent_at, patient):
            assert all(one.kind in EXEMPT for one in message.carried)
    casts = list(counted(life.history, PROTOCOLS))
    for message in life.sent:
        for one in message.carried:
            if one.kind is ReminderKind.LIFTED:
                assert not any(
                    cast.topic in one.topics and cast.begins_at <= message.sent_at < cast.ends_at
                    for cast in casts
                )


@pytest.mark.parametrize("name", YEARS)
def test_a_year_says_of_each_session_and_course_what_there_is_to_say(name: str) -> None:
    """Instructions for every session, each course complete once, and the last lifts."""
    life = YEARS[name].live()
    instructed = [one.session_id for one in life.of_kind(ReminderKind.INSTRUCTIONS)]
    assert sorted(n for n in instructed if n) == sorted(one.id for one in life.history.sessions)
    complete = [one.course_id for one in life.of_kind(ReminderKind.COURSE_COMPLETE)]
    assert sorted(n for n in complete if n) == [1, 2]
    freed = {
        (topic, one.until) for one in life.of_kind(ReminderKind.LIFTED) for topic in one.topics
    }
    casts = list(counted(life.history, PROTOCOLS))
    for topic in ("makeup", "heat", "direct-sun", "solarium"):
        assert (topic, max(one.ends_at for one in casts if one.topic == topic)) in freed
    offered = {
        one.kind for one in life.of_kind(ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING)
    }
    wants = YEARS[name].choosing.get(ReminderKind.COURSE_COMPLETE) is Choice.OFFERS
    assert bool(offered) is wants


@pytest.mark.parametrize("name", YEARS)
def test_the_week_after_a_session_has_at_most_five_messages(name: str) -> None:
    """Besides the instructions, and what is said at once of appointments; six of the sore, or in
    two courses at once.
    """
    year = YEARS[name]
    limit = MOST_IN_A_WEEK + (year.reply is Reply.SORE)
    for life, most in (
        (year.live(face=False), limit),
        (year.live(oxygen=False), limit),
        (year.live(), MOST_IN_A_WEEK + 1),
    ):
        found = max(len(in_the_week_after(life, one)) for one in life.history.sessions)
        assert found <= most


def figures() -> str:
    """Return how many messages there are in a week, and in the year, for each of the patients."""
    lines = []
    for name, year in YEARS.items():
        for what, courses in (
            ("oxygen", {"face": False}),
            ("face", {"oxygen": False}),
            ("both", {}),
        ):
            life = year.live(**courses)
            weeks = [len(in_the_week_after(life, one)) for one in life.history.sessions]
            exempt = len(life.sent) - len(audible(life))
            lines.append(
                f"{name}; {what}: after a session {max(weeks)} at most,"
                f" {sum(weeks) / len(weeks):.1f} on average; in the year {len(audible(life))},"
                f" and {exempt} at once"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(figures() + "\n")
