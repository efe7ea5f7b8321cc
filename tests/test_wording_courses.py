"""What patients read about sessions to come and about their course."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import Appointment, Cancelled, Course, History, Preferences, Session
from reminder.care.kinds import ReminderKind
from reminder.care.plan import plan_reminders
from reminder.catalogue import Catalogue
from reminder.practice.enrolments import place_in_course
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from reminder.wording import CardNotes, card, day_message

TOP = Path(__file__).parent.parent
CATALOGUE = Catalogue.load(TOP / "messages")
FILES = load_protocols(TOP / "config" / "protocols")
PROTOCOLS = {protocol.ref: protocol for protocol in FILES.values()}
PROFILE = load_profile(TOP / "config" / "clinic.yaml")
HELD_AT = datetime(2026, 9, 21, 12, 30, tzinfo=UTC)
"""A Monday, 14:30 in Warsaw."""
DAY = timedelta(days=1)
HALF_AN_HOUR = timedelta(minutes=30)


def life(
    protocol: str,
    *,
    booked: datetime | None = None,
    planned: int | None = None,
    cancelled: bool = False,
    revision: int = 0,
    offers: bool = False,
) -> History:
    """The history of one who had one session and agreed at once."""
    at = booked or HELD_AT
    return History(
        Preferences(ZoneInfo("Europe/Warsaw")),
        consented_at=HELD_AT,
        courses=(Course(1, FILES[protocol].ref, frozenset(), planned),),
        sessions=(Session(1, 1, HELD_AT, HELD_AT, number=1),),
        appointments=()
        if booked is None or cancelled
        else (
            Appointment(7, 1, at, HELD_AT + DAY, revision, HELD_AT + 2 * DAY if revision else None),
        ),
        cancelled=(Cancelled(7, 1, at, HELD_AT + DAY, HELD_AT + 2 * DAY),) if cancelled else (),
        offers_since=HELD_AT + DAY if offers else None,
    )


def said(history: History, kind: ReminderKind, language: str = "en") -> list[str]:
    """Every message that carries a reminder of that kind, in the order of the plan."""
    planned = plan_reminders(history, PROTOCOLS, HELD_AT)
    words = CATALOGUE.words(language)
    found = []
    for one in (one for one in planned if one.kind is kind):
        text = day_message(history, PROTOCOLS, [one], one.due_at, words, PROFILE)
        assert text is not None
        found.append(text.replace("<b>", "").replace("</b>", ""))
    return found


def test_a_booked_session_is_told_with_what_comes_before_it() -> None:
    """The time, the place, and from when to avoid what."""
    booked, eve = said(
        life("oxygen-mesotherapy", booked=HELD_AT + 17 * DAY), ReminderKind.APPOINTMENT
    )
    assert "A session is booked for you: Thu 8 Oct, 14:30." in booked
    assert str(PROFILE.address) in booked
    assert "the solarium from Thu 1 Oct, 14:30" in booked
    assert "makeup from Tue 6 Oct, 14:30" in booked
    assert "Your session is tomorrow: Thu 8 Oct, 14:30." in eve
    assert "Until then, please still avoid:" in eve
    assert eve.endswith("Will you come?")


def test_the_first_line_says_nothing_intimate() -> None:
    """What a locked phone shows names neither a procedure nor what may have changed."""
    history = life("face-mesotherapy", booked=HELD_AT + 9 * DAY)
    for language in CATALOGUE.languages:
        for kind in (ReminderKind.APPOINTMENT, ReminderKind.PREPARE):
            for text in said(history, kind, language):
                first = text.splitlines()[0].lower()
                assert "meso" not in first
                assert "мезо" not in first
                for word in ("pregnancy", "operation", "menstruation"):
                    shown = CATALOGUE.words(language).plain(f"question-{word}").lower()
                    assert shown not in first


def test_a_booking_within_the_days_before_says_from_now() -> None:
    """What was free and is not any more is listed at once, with the session that it is for."""
    booked, _ = said(life("oxygen-mesotherapy", booked=HELD_AT + 4 * DAY), ReminderKind.APPOINTMENT)
    assert "This takes your session on Fri 25 Sep, 14:30 into account." in booked


def test_moved_and_cancelled_are_told_as_such() -> None:
    """The new time; or that it will not take place, with what is to be avoided now."""
    at = HELD_AT + 17 * DAY
    moved, _ = said(life("oxygen-mesotherapy", booked=at, revision=1), ReminderKind.APPOINTMENT)
    assert "Your session has another time now: Thu 8 Oct, 14:30." in moved
    (gone,) = said(life("oxygen-mesotherapy", booked=at, cancelled=True), ReminderKind.APPOINTMENT)
    assert "will not take place" in gone
    assert "hot baths" in gone
    assert PROFILE.telephone in gone


def test_nobody_is_asked_to_stop_a_medicine() -> None:
    """Where medicines are asked about, the same message says to ask one's doctor."""
    history = life("face-mesotherapy", booked=HELD_AT + 9 * DAY)
    (asked,) = said(history, ReminderKind.PREPARE)
    assert "before your session on Wed 30 Sep, 14:30?" in asked
    assert "heparin" in asked
    assert "Please don't stop a prescribed medicine" in asked
    (without,) = [
        text
        for text in said(
            life("oxygen-mesotherapy", booked=HELD_AT + 17 * DAY), ReminderKind.PREPARE
        )
        if "come up or changed" in text
    ]
    assert "medicine" not in without


def test_the_next_session_is_due_in_the_protocols_window() -> None:
    """Seven to ten days after the session; once more at the end of that time."""
    first, second = said(life("face-mesotherapy"), ReminderKind.NEXT_DUE)
    assert "due between Mon 28 Sep and Thu 1 Oct" in first
    assert "No date has been found yet." in second
    assert first.endswith("Shall we find a time for you?")


def on_two_courses() -> History:
    """The history of one who had a session of each of two courses, half an hour apart."""
    one = life("oxygen-mesotherapy", planned=9)
    return replace(
        one,
        courses=(*one.courses, Course(2, FILES["face-mesotherapy"].ref, frozenset(), 3)),
        sessions=(*one.sessions, Session(2, 2, HELD_AT + HALF_AN_HOUR, HELD_AT, number=1)),
    )


def test_two_courses_are_told_apart_without_naming_them() -> None:
    """What is due says which course it is about, by the date of its last session."""
    first, second, *_ = said(on_two_courses(), ReminderKind.NEXT_DUE)
    assert "This is about the course of your session on Mon 21 Sep, 14:30. Your next" in first
    assert "This is about the course of your session on Mon 21 Sep, 15:00. Your next" in second
    (alone, *_) = said(life("oxygen-mesotherapy", planned=9), ReminderKind.NEXT_DUE)
    assert "This is about" not in alone


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_the_card_tells_two_courses_apart(language: str) -> None:
    """Each course's line on the card has the date of its last session; one alone needs none."""
    words = CATALOGUE.words(language)

    def lines(history: History) -> list[str]:
        text = card(history, PROTOCOLS, HELD_AT + DAY, words, PROFILE, CardNotes())
        places = (words("view-card-session", number=1, of=of) for of in (9, 3))
        return [line for place in places for line in text.splitlines() if line.startswith(place)]

    at = words.moment(HELD_AT, ZoneInfo("Europe/Warsaw"))
    later = words.moment(HELD_AT + HALF_AN_HOUR, ZoneInfo("Europe/Warsaw"))
    first, second = lines(on_two_courses())
    assert first.endswith(at)
    assert second.endswith(later)
    (alone,) = lines(life("oxygen-mesotherapy", planned=9))
    assert at not in alone


def test_no_card_says_that_a_session_is_the_sixth_of_five() -> None:
    """A session was added after the last one planned, and the next is booked."""
    words = CATALOGUE.words("en")
    history = life("oxygen-mesotherapy", booked=HELD_AT + 5 * DAY, planned=5)
    history = replace(history, sessions=(replace(history.sessions[0], number=6),))
    text = card(history, PROTOCOLS, HELD_AT + DAY, words, PROFILE, CardNotes())
    assert "of 5" not in text
    assert "Next session:" in text
    assert place_in_course(6, 5, words) == " · session 6"
    assert place_in_course(5, 5, words) == " · session 5 of 5"


def test_a_complete_course_asks_once_about_what_may_come_later() -> None:
    """The question is asked of one who has not said yes, and of nobody else."""
    (asked,) = said(life("face-mesotherapy", planned=1), ReminderKind.COURSE_COMPLETE)
    assert "That was the last session of your course." in asked
    assert asked.endswith("only with your yes.")
    (told,) = said(life("face-mesotherapy", planned=1, offers=True), ReminderKind.COURSE_COMPLETE)
    assert "your yes" not in told


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_what_comes_after_a_course_names_the_protocols_months(language: str) -> None:
    """Maintenance every two months, a fading effect after six, the course again after 8 to 10."""
    history = life("face-mesotherapy", planned=1, offers=True)
    kept_up = said(history, ReminderKind.MAINTENANCE, language)
    assert len(kept_up) == 6
    assert all(text.count("2") for text in kept_up)
    (fading,) = said(history, ReminderKind.EFFECT_FADING, language)
    assert "6" in fading
    assert "8" in fading
    assert "10" in fading
    assert said(life("face-mesotherapy", planned=1), ReminderKind.MAINTENANCE, language) == []


def test_what_falls_into_one_message_counts_the_months_once() -> None:
    """Maintenance and the fading effect of the sixth month do not both say how long ago it was."""
    history = life("face-mesotherapy", planned=1, offers=True)
    planned = plan_reminders(history, PROTOCOLS, HELD_AT)
    (fading,) = (one for one in planned if one.kind is ReminderKind.EFFECT_FADING)
    together = [
        one
        for one in planned
        if one.kind in (ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING)
        and one.key.endswith(":6")
    ]
    assert len(together) == 2
    words = CATALOGUE.words("en")
    text = day_message(history, PROTOCOLS, together, fading.due_at, words, PROFILE)
    assert text is not None
    assert text.count("6 months") == 1
    assert "By now the effect of your course may be fading." in text
