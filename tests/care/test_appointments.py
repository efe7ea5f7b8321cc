"""What is said of a session to come, to the minute of the patient's clock."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from reminder.care.appointments import About, about
from reminder.care.history import Appointment, History, Preferences, QuietHours, Undone
from reminder.care.kinds import ReminderKind, Shift
from reminder.care.plan import plan_reminders
from tests.care.histories import PROTOCOLS, WARSAW
from tests.care.stories import booked, called_off, found, held, local, moved, patient, shown, times

APPOINTMENT, PREPARE = ReminderKind.APPOINTMENT, ReminderKind.PREPARE
INSTRUCTIONS = ReminderKind.INSTRUCTIONS

AHEAD = booked(5, begins="07-20 14:30", at="07-01 11:00")
"""An oxygen session, nineteen days ahead."""


def waiting(*appointments: Appointment) -> History:
    """A patient whose last session was long ago, and with appointments ahead."""
    return replace(patient(held(1, "06-01 14:30")), appointments=appointments)


def test_an_appointment_is_told_when_booked_and_on_the_day_before() -> None:
    """At once, at the minute at which it was booked; and with the hour of the day before."""
    assert times(waiting(AHEAD), APPOINTMENT) == {
        "appointment:5:0:booked": "07-01 11:00",
        "appointment:5:0:eve": "07-19 10:00",
    }
    for one in found(waiting(AHEAD), {APPOINTMENT}).values():
        assert one.useful_until == one.until == local("07-20 14:30")
        assert (one.course_id, one.appointment_id, one.session_id) == (1, 5, None)
        assert (one.wanted_at, one.shift) == (None, None)


def test_about_reads_what_a_key_says() -> None:
    """Each reminder of an appointment says one of four things."""
    keys = found(waiting(AHEAD), {APPOINTMENT})
    assert [about(key) for key in keys] == [About.BOOKED, About.EVE]
    assert about("appointment:5:3:moved") is About.MOVED


def test_an_appointment_known_at_the_consent_is_not_announced() -> None:
    """The instructions have it: only the day before is told."""
    history = replace(waiting(AHEAD), consented_at=local("07-01 11:00"))
    assert times(history, APPOINTMENT) == {"appointment:5:0:eve": "07-19 10:00"}


def test_an_appointment_booked_on_the_day_before_has_no_eve_after_its_hour() -> None:
    """Booked at ten sharp it has, a minute later the booking itself has just been told."""
    at_ten = booked(5, begins="07-20 14:30", at="07-19 10:00")
    assert times(waiting(at_ten), APPOINTMENT)["appointment:5:0:eve"] == "07-19 10:00"
    later = booked(5, begins="07-20 14:30", at="07-19 10:01")
    assert times(waiting(later), APPOINTMENT) == {"appointment:5:0:booked": "07-19 10:01"}


def test_the_day_before_is_the_patients_own() -> None:
    """Shortly after midnight in Kyiv is the day before in New York, and the eve one day earlier."""
    history = replace(
        waiting(booked(5, begins="07-20 00:30", at="07-01 11:00")),
        preferences=Preferences(ZoneInfo("America/New_York"), time(17)),
    )
    assert times(history, APPOINTMENT)["appointment:5:0:eve"] == "07-18 17:00"


def test_a_day_before_in_quiet_hours_is_told_when_they_end() -> None:
    """A message hour that lies in the night gives way to the end of the quiet hours."""
    night = Preferences(WARSAW, time(5), QuietHours(time(21), time(9)))
    history = replace(waiting(AHEAD), preferences=night)
    assert times(history, APPOINTMENT)["appointment:5:0:eve"] == "07-19 09:00"


@pytest.mark.parametrize("day", ["2027-03-28", "2026-10-25"])
def test_the_day_before_keeps_its_hour_when_the_clocks_change(day: str) -> None:
    """Whether the day is one of 23 hours or of 25, it is told at ten by the clock."""
    begins = local(f"{day} 14:30")
    one = Appointment(5, 1, begins, local("06-20 11:00"))
    eve = found(waiting(one), {APPOINTMENT})["appointment:5:0:eve"]
    assert shown(eve.due_at)[-5:] == "10:00"
    assert (begins.astimezone(WARSAW).date() - eve.due_at.astimezone(WARSAW).date()).days == 1


def test_a_moved_appointment_is_told_anew() -> None:
    """The booking and its day before give way to the move and the new day before."""
    later = moved(AHEAD, begins="07-22 09:15", at="07-03 16:20")
    assert times(waiting(later), APPOINTMENT) == {
        "appointment:5:1:moved": "07-03 16:20",
        "appointment:5:1:eve": "07-21 10:00",
    }
    again = moved(later, begins="07-21 09:15", at="07-20 18:00")
    assert times(waiting(again), APPOINTMENT) == {"appointment:5:2:moved": "07-20 18:00"}


def test_an_appointment_called_off_is_told_at_once_and_nothing_else_of_it() -> None:
    """Neither the day before nor what to avoid before it."""
    history = replace(waiting(), cancelled=(called_off(AHEAD, at="07-10 12:34"),))
    assert times(history, APPOINTMENT, PREPARE) == {"appointment:5:0:cancelled": "07-10 12:34"}
    only = found(history, {APPOINTMENT})["appointment:5:0:cancelled"]
    assert only.useful_until == local("07-20 14:30")


def test_what_was_called_off_before_the_consent_or_has_passed_is_not_told() -> None:
    """Who never knew of it hears nothing, nor does one whose time for it is over."""
    before = replace(
        waiting(),
        consented_at=local("07-11 10:00"),
        cancelled=(called_off(AHEAD, at="07-10 12:34"),),
    )
    over = replace(waiting(), cancelled=(called_off(AHEAD, at="07-20 14:30"),))
    assert times(before, APPOINTMENT) == times(over, APPOINTMENT) == {}


def test_what_happens_in_a_pause_is_told_at_its_end_while_it_is_still_to_come() -> None:
    """Booked, moved or called off in silence: said when the patient is back, and why then."""
    back = replace(
        waiting(
            moved(AHEAD, begins="07-22 09:15", at="07-03 16:20"),
            booked(6, begins="07-14 10:00", at="07-04 10:00"),
        ),
        cancelled=(
            called_off(booked(7, begins="07-30 10:00", at="07-01 10:00"), at="07-05 10:00"),
            called_off(booked(8, begins="07-14 11:00", at="07-01 10:00"), at="07-05 10:00"),
        ),
        resumed_at=local("07-15 12:00"),
    )
    assert times(back, APPOINTMENT) == {
        "appointment:5:1:moved": "07-15 12:00",
        "appointment:7:0:cancelled": "07-15 12:00",
        "appointment:5:1:eve": "07-21 10:00",
    }
    told = found(back, {APPOINTMENT})["appointment:5:1:moved"]
    assert (told.wanted_at, told.shift) == (local("07-03 16:20"), Shift.PAUSE)


def test_what_is_to_be_avoided_is_told_with_the_last_message_before_it_begins() -> None:
    """Heat and sun seven days before and makeup two, each with the message of its own day; whether
    anything has changed is asked with the first.
    """
    history = waiting(AHEAD)
    assert times(history, PREPARE) == {
        "prepare:appointment:5:0:avoid-heat": "07-13 10:00",
        "prepare:appointment:5:0:avoid-sun": "07-13 10:00",
        "prepare:appointment:5:0:changed": "07-13 10:00",
        "prepare:appointment:5:0:avoid-makeup": "07-18 10:00",
    }
    prepared = found(history, {PREPARE})
    heat, asked = (
        prepared[f"prepare:appointment:5:0:{what}"] for what in ("avoid-heat", "changed")
    )
    assert (heat.topics, heat.wanted_at) == (("heat",), local("07-13 14:30"))
    assert heat.useful_until == asked.useful_until == local("07-20 14:30")
    assert (asked.topics, asked.wanted_at) == ((), None)


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        # At the message's very minute, and a minute before it.
        ("07-20 10:00", "07-13 10:00"),
        ("07-20 09:59", "07-12 10:00"),
        # In the night, on either side of midnight.
        ("07-20 23:30", "07-13 10:00"),
        ("07-20 00:30", "07-12 10:00"),
    ],
)
def test_what_is_to_be_avoided_is_never_told_too_late(begins: str, told: str) -> None:
    """Where it begins before the day's message, the day before has it."""
    history = waiting(booked(5, begins=begins, at="07-01 11:00"))
    assert times(history, PREPARE)["prepare:appointment:5:0:avoid-heat"] == told


def test_a_lift_of_the_day_does_not_make_the_message_too_late() -> None:
    """Where the day's message waits for a lift after the begin, the day before has it."""
    face = booked(5, begins="06-07 14:30", at="06-04 19:00", course=2)
    history = replace(patient(held(1, "06-04 18:00")), appointments=(face,))
    # Alcohol is free again in the evening of the sixth, and that day's message waits for it.
    assert times(history, ReminderKind.LIFTED)["lifted:session:1:alcohol"] == "06-06 18:00"
    assert times(history, PREPARE) == {
        "prepare:appointment:5:0:avoid-massage": "06-05 10:00",
        "prepare:appointment:5:0:changed": "06-05 10:00",
    }


@pytest.mark.parametrize(
    ("day", "told"), [("2027-03-29", "2027-03-22 10:00"), ("2026-10-26", "10-19 10:00")]
)
def test_the_days_before_are_counted_by_the_wall_clock(day: str, told: str) -> None:
    """Over a change of the clocks seven days before is the same time of day."""
    one = Appointment(5, 1, local(f"{day} 10:00"), local("06-20 11:00"))
    assert times(waiting(one), PREPARE)["prepare:appointment:5:0:avoid-heat"] == told


def test_a_booking_within_the_days_before_announces_what_is_still_to_begin() -> None:
    """Heat is forbidden from the booking on, and said there; makeup is still announced."""
    history = waiting(booked(5, begins="07-20 14:30", at="07-16 11:00"))
    assert times(history, PREPARE) == {
        "prepare:appointment:5:0:avoid-makeup": "07-18 10:00",
        "prepare:appointment:5:0:changed": "07-18 10:00",
    }
    history = waiting(booked(5, begins="07-20 14:30", at="07-19 11:00"))
    assert times(history, PREPARE) == {}


def test_a_booking_between_the_message_and_the_begin_announces_nothing_late() -> None:
    """Booked at eleven, forbidden from half past two: the booking has said it."""
    history = waiting(booked(5, begins="07-20 14:30", at="07-13 11:00"))
    assert "prepare:appointment:5:0:avoid-heat" not in times(history, PREPARE)


def test_what_is_in_force_already_is_not_announced() -> None:
    """Of two appointments six days apart the second changes nothing but makeup."""
    second = booked(6, begins="07-26 14:30", at="07-01 11:00")
    assert times(waiting(AHEAD, second), PREPARE) == {
        "prepare:appointment:5:0:avoid-heat": "07-13 10:00",
        "prepare:appointment:5:0:avoid-sun": "07-13 10:00",
        "prepare:appointment:5:0:changed": "07-13 10:00",
        "prepare:appointment:5:0:avoid-makeup": "07-18 10:00",
        "prepare:appointment:6:0:changed": "07-24 10:00",
    }


def test_a_session_every_week_at_one_hour_announces_nothing() -> None:
    """The days before begin at the very minute of the session, which forbids the same."""
    history = replace(patient(held(1, "07-13 14:30"), agreed="07-01 10:00"), appointments=(AHEAD,))
    assert times(history, PREPARE) == {"prepare:appointment:5:0:changed": "07-18 10:00"}


def test_of_two_appointments_at_one_time_the_one_known_first_announces() -> None:
    """Another that is booked for the same minute later takes nothing back."""
    other = booked(4, begins="07-20 14:30", at="07-19 11:00")
    assert times(waiting(AHEAD, other), PREPARE) == times(waiting(AHEAD), PREPARE)


def test_a_change_is_asked_about_two_days_before_where_nothing_is_announced() -> None:
    """No earlier than the day after the booking, never on the day itself, and once a revision."""
    near = held(1, "07-17 12:00")

    def asked(at: str) -> dict[str, str]:
        one = booked(5, begins="07-20 14:30", at=at)
        history = replace(patient(near), appointments=(one,))
        return times(history, PREPARE)

    key = "prepare:appointment:5:0:changed"
    assert asked("07-17 12:30") == {key: "07-18 10:00"}
    # With the lift of that day.
    assert asked("07-18 09:00") == {key: "07-19 12:00"}
    assert asked("07-19 09:00") == {}
    history = replace(
        patient(near),
        appointments=(
            moved(booked(5, "07-25 14:30", "07-17 12:30"), "07-20 14:30", "07-17 13:00"),
        ),
    )
    assert times(history, PREPARE) == {"prepare:appointment:5:1:changed": "07-18 10:00"}


def test_a_protocol_without_questions_asks_nothing() -> None:
    """Where the protocol names nothing to tell, only what is to be avoided is said."""
    history = waiting(AHEAD)
    mute = {ref: one.model_copy(update={"questions": ()}) for ref, one in PROTOCOLS.items()}
    keys = {one.key for one in plan_reminders(history, mute, local("07-01 12:00"))}
    assert "prepare:appointment:5:0:avoid-heat" in keys
    assert "prepare:appointment:5:0:changed" not in keys


def test_another_hour_or_zone_says_nothing_twice() -> None:
    """The keys of what was announced do not depend on the day on which it is: what was sent stays
    sent when the patient travels or asks for another hour.
    """
    history = waiting(AHEAD, booked(6, begins="07-26 14:30", at="07-01 11:00", course=2))
    before = set(found(history, {PREPARE, APPOINTMENT}))
    for zone in ("America/New_York", "Australia/Lord_Howe", "Asia/Almaty"):
        for hour in (time(9), time(20, 45)):
            elsewhere = replace(history, preferences=Preferences(ZoneInfo(zone), hour))
            assert set(found(elsewhere, {PREPARE, APPOINTMENT})) == before


def test_who_is_enrolled_for_an_appointment_is_instructed_once() -> None:
    """Another appointment's instructions follow neither its record nor its cancellation, nor a
    pause: they were for what the patient agreed with.
    """
    first = booked(5, begins="06-20 10:00", at="05-31 11:00")
    second = booked(6, begins="06-10 10:00", at="06-01 11:00")
    enrolled = replace(patient(), appointments=(first, second))
    assert times(enrolled, INSTRUCTIONS) == {"instructions:appointment:6": "06-01 14:40"}
    recorded = replace(enrolled, appointments=(first,), sessions=(held(1, "06-10 10:00"),))
    assert times(recorded, INSTRUCTIONS) == {"instructions:session:1": "06-10 10:00"}
    undone = Undone(1, 1, local("06-10 10:00"), local("06-10 10:03"))
    taken_back = replace(enrolled, appointments=(first,), undone=(undone,))
    assert times(taken_back, INSTRUCTIONS) == {}
    off = called_off(second, at="06-02 10:00")
    cancelled = replace(enrolled, appointments=(first,), cancelled=(off,))
    assert times(cancelled, INSTRUCTIONS) == {}
    third = booked(7, begins="06-28 10:00", at="06-02 12:00")
    paused = replace(enrolled, appointments=(first, second, third), resumed_at=local("06-05 12:00"))
    assert times(paused, INSTRUCTIONS) == {"instructions:appointment:6": "06-05 12:00"}
