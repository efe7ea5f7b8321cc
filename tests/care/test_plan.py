"""The plan of one patient, to the minute."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import (
    Answer,
    Appointment,
    Course,
    History,
    Preferences,
    QuietHours,
    Reply,
    Session,
    Undone,
)
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from tests.care.histories import FACE, OXYGEN, PROTOCOLS, WARSAW


def local(text: str, zone: ZoneInfo = WARSAW) -> datetime:
    """An instant from what the clocks of a zone show."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def session(number: int, text: str, course: int = 1, zone: ZoneInfo = WARSAW) -> Session:
    """A session held, and recorded at once."""
    return Session(number, course, local(text, zone), local(text, zone))


def patient(*sessions: Session, zone: ZoneInfo = WARSAW) -> History:
    """A patient on an oxygen course and a face course, who agreed at the first session."""
    return History(
        Preferences(zone),
        consented_at=min(one.held_at for one in sessions),
        courses=(Course(1, OXYGEN.ref), Course(2, FACE.ref)),
        sessions=sessions,
    )


def plan(history: History) -> dict[str, PlannedReminder]:
    """The plan by keys. What is said of the next session has tests of its own."""
    found = plan_reminders(history, PROTOCOLS, datetime(2026, 1, 1, tzinfo=UTC))
    return {one.key: one for one in found if one.kind is not ReminderKind.NEXT_DUE}


def times(history: History, kind: ReminderKind | None = None) -> dict[str, str]:
    """What the patient's clock shows when each reminder is due."""
    zone = history.preferences.zone
    return {
        key: one.due_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        for key, one in plan(history).items()
        if kind in (None, one.kind)
    }


@pytest.mark.parametrize(
    ("zone", "held", "expected"),
    [
        # No change of the clocks.
        (
            "Asia/Almaty",
            "2026-06-01T14:30",
            ["06-02 10:00", "06-03 14:30", "06-04 14:30", "06-06 14:30", "06-08 14:30"],
        ),
        # Clocks go forward on day 2.
        (
            "Europe/Warsaw",
            "2026-03-27T14:30",
            ["03-28 10:00", "03-29 14:30", "03-30 14:30", "04-01 14:30", "04-03 14:30"],
        ),
        # Clocks go back on day 4.
        (
            "Europe/Kyiv",
            "2026-10-21T18:05",
            ["10-22 10:00", "10-23 18:05", "10-24 18:05", "10-26 18:05", "10-28 18:05"],
        ),
        (
            "America/New_York",
            "2026-03-06T09:15",
            ["03-07 10:00", "03-08 10:00", "03-09 10:00", "03-11 10:00", "03-13 10:00"],
        ),
        # By half an hour.
        (
            "Australia/Lord_Howe",
            "2026-04-01T20:59",
            ["04-02 10:00", "04-03 20:59", "04-04 20:59", "04-06 20:59", "04-08 20:59"],
        ),
        # The ends fall into quiet hours, and are told the next day.
        (
            "Australia/Lord_Howe",
            "2026-10-01T21:00",
            ["10-02 10:00", "10-04 10:00", "10-04 10:00", "10-07 10:00", "10-09 10:00"],
        ),
    ],
)
def test_an_oxygen_week_to_the_local_minute(zone: str, held: str, expected: list[str]) -> None:
    """Nudges on days 1, 3 and 5; lifts after 2 (alcohol), 5 (makeup) and 7 days (heat, sun); the
    check-in with the message of day 2, the question about makeup with that of day 3.
    """
    place = ZoneInfo(zone)
    history = patient(session(1, held, zone=place), zone=place)
    day_1, alcohol, day_3, makeup, week = (f"2026-{one}" for one in expected)
    found = times(history)
    day_5 = found.pop("nudge:session:1:5")
    asked = found.pop("check_in:session:1:1"), found.pop("ease_off:session:1:makeup")
    # A bound that lies in quiet hours is asked about the next day.
    second = (datetime.fromisoformat(held) + timedelta(days=2)).date().isoformat()
    assert asked[0] == (alcohol if alcohol.startswith(second) else f"{second} 10:00")
    assert asked[1] == (day_3 if held[-5:] < "21:00" else f"{day_3[:-8]}05 10:00")
    assert found == {
        "instructions:session:1": held.replace("T", " "),
        "nudge:session:1:1": day_1,
        "lifted:session:1:alcohol": alcohol,
        "nudge:session:1:3": day_3,
        "lifted:session:1:makeup": makeup,
        "lifted:session:1:heat": week,
        "lifted:session:1:sun": week,
    }
    # The fifth day's nudge goes out with the makeup's lift where that falls into the day.
    assert day_5[-5:] == "10:00" or day_5 == makeup


@pytest.mark.parametrize(
    ("zone", "held"),
    [
        ("Europe/Warsaw", "2026-03-22T14:30"),
        ("Europe/Warsaw", "2026-03-24T02:30"),
        ("Europe/Warsaw", "2026-10-20T02:30"),
        ("America/New_York", "2026-10-27T23:59"),
        ("Australia/Lord_Howe", "2026-03-30T01:45"),
        ("Asia/Almaty", "2026-02-23T00:00"),
    ],
)
def test_ends_have_the_time_of_day_of_the_session(zone: str, held: str) -> None:
    """Whatever the hour of the message, a lift says the very minute at which a time has ended."""
    place = ZoneInfo(zone)
    found = plan(patient(session(1, held, zone=place), zone=place))
    wall = datetime.fromisoformat(held)
    for topic, days in {"alcohol": 2, "makeup": 5, "heat": 7, "sun": 7}.items():
        until = found[f"lifted:session:1:{topic}"].until
        assert until is not None
        shown = until.astimezone(place).replace(tzinfo=None)
        expected = wall + timedelta(days=days)
        # The one skipped hour: half past two of 29 March.
        assert shown == expected.replace(hour=3, minute=0) or shown == expected
        assert (shown == expected) is (expected != datetime.fromisoformat("2026-03-29T02:30"))


def test_a_repeated_end_is_told_at_its_second_pass() -> None:
    """An end at a time that the clocks show twice is the later one."""
    until = plan(patient(session(1, "2026-10-18T02:30")))["lifted:session:1:heat"].until
    assert until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_lifts_of_one_evening_join_the_next_days_message() -> None:
    """What ends in quiet hours is told with what ends the next day, at the later of the two."""
    history = patient(session(1, "2026-06-01T21:30"), session(2, "2026-06-02T15:00", course=2))
    found = plan(history)
    # Alcohol ended at 21:30 of the third; on the fourth nothing else ends.
    assert times(history)["lifted:session:1:alcohol"] == "2026-06-04 10:00"
    # Makeup of the first ends at 21:30 of the sixth, so on the seventh; heat of the second too.
    assert found["lifted:session:1:makeup"].until == local("2026-06-06T21:30")
    assert times(history)["lifted:session:1:makeup"] == "2026-06-07 10:00"


def test_a_second_session_puts_off_the_lifts_of_the_first() -> None:
    """Nothing is lifted two days into another treatment: the union ends with the later session."""
    history = patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-06T11:00"))
    assert times(history, ReminderKind.LIFTED) == {
        "lifted:session:1:alcohol": "2026-06-03 14:30",
        "lifted:session:2:alcohol": "2026-06-08 11:00",
        "lifted:session:2:makeup": "2026-06-11 11:00",
        "lifted:session:2:heat": "2026-06-13 11:00",
        "lifted:session:2:sun": "2026-06-13 11:00",
    }


def test_another_course_keeps_a_topic_in_force() -> None:
    """The strictest of all courses wins: the end told is the last one, and names its session."""
    history = patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-05T09:00", course=2))
    found = times(history, ReminderKind.LIFTED)
    assert found["lifted:session:2:sun"] == "2026-06-11 10:00"
    assert found["lifted:session:2:heat"] == "2026-06-10 10:00"
    assert "lifted:session:1:heat" not in found


def test_a_coming_appointment_keeps_a_topic_in_force() -> None:
    """Where the days before an appointment begin within a day of an end, nothing is lifted."""
    history = patient(session(1, "2026-06-01T14:30"))

    def lifted(begins: str) -> set[str]:
        booked = Appointment(5, 1, local(begins), local("2026-06-01T15:00"))
        return set(times(replace(history, appointments=(booked,)), ReminderKind.LIFTED))

    rest = {"lifted:session:1:alcohol", "lifted:session:1:makeup"}
    heat = {"lifted:session:1:heat", "lifted:session:1:sun"}
    assert lifted("2026-06-10T14:30") == rest
    assert lifted("2026-06-16T14:29") == rest
    assert lifted("2026-06-16T14:30") == rest | heat


def test_a_lift_is_useful_until_its_topic_is_forbidden_again() -> None:
    """A lift is worth telling for three days, and no longer than it is true."""
    history = patient(session(1, "2026-06-01T14:30"))
    assert plan(history)["lifted:session:1:heat"].useful_until == local("2026-06-11T14:30")
    booked = Appointment(5, 1, local("2026-06-17T09:00"), local("2026-06-01T15:00"))
    capped = plan(replace(history, appointments=(booked,)))
    assert capped["lifted:session:1:heat"].useful_until == local("2026-06-10T09:00")


def test_a_lift_is_not_put_off_until_it_is_false() -> None:
    """Where no message can carry it before the topic is forbidden again, it stays unsaid."""
    history = replace(
        patient(session(1, "2026-03-22T01:45")),
        preferences=Preferences(WARSAW, time(2, 30), QuietHours(time(3), time(1, 30))),
    )
    # The clocks skip the only hour for a message on the day on which heat and sun end.
    assert times(history)["lifted:session:1:heat"] == "2026-03-30 02:30"
    booked = Appointment(5, 1, local("2026-04-06T01:50"), local("2026-03-22T02:00"))
    found = plan(replace(history, appointments=(booked,)))
    assert "lifted:session:1:heat" not in found
    assert "lifted:session:1:makeup" in found


def test_an_appointment_that_nobody_has_confirmed_lifts_nothing() -> None:
    """Presumed held, it forbids as a session does; the end is told once it is confirmed."""
    unconfirmed = replace(
        patient(session(1, "2026-06-01T14:30")),
        appointments=(Appointment(5, 1, local("2026-06-06T11:00"), local("2026-06-01T15:00")),),
    )
    assert set(times(unconfirmed, ReminderKind.LIFTED)) == {"lifted:session:1:alcohol"}
    held = session(2, "2026-06-06T11:00")
    confirmed = replace(
        patient(
            session(1, "2026-06-01T14:30"), replace(held, recorded_at=local("2026-06-07T12:00"))
        )
    )
    assert times(confirmed)["lifted:session:2:heat"] == "2026-06-13 11:00"


def test_what_was_never_free_before_a_held_session_is_not_lifted_afterwards() -> None:
    """An end within the days before a session stays untold when the session has been held."""
    found = times(
        patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-13T11:00")),
        ReminderKind.LIFTED,
    )
    assert "lifted:session:1:heat" not in found
    assert found["lifted:session:2:heat"] == "2026-06-20 11:00"


def test_a_calm_answer_lifts_a_range_early() -> None:
    """All calm lifts at the lower bound or at the answer, whichever is later; sore keeps it."""
    history = patient(session(1, "2026-06-01T14:30"))

    def makeup(*heard: tuple[str, Reply]) -> str:
        answers = tuple(Answer(1, "check-in", reply, local(at)) for at, reply in heard)
        return times(replace(history, answers=answers))["lifted:session:1:makeup"]

    assert makeup() == "2026-06-06 14:30"
    assert makeup(("2026-06-03T10:00", Reply.CALM)) == "2026-06-04 14:30"
    assert makeup(("2026-06-05T11:11", Reply.CALM)) == "2026-06-05 11:11"
    assert makeup(("2026-06-05T11:11", Reply.SORE)) == "2026-06-06 14:30"
    calm_then_sore = [("2026-06-04T15:00", Reply.CALM), ("2026-06-05T11:00", Reply.WORRIED)]
    assert makeup(*calm_then_sore) == "2026-06-06 14:30"
    assert makeup(*reversed(calm_then_sore)) == "2026-06-06 14:30"
    assert makeup(("2026-06-06T14:30", Reply.CALM)) == "2026-06-06 14:30"
    assert makeup(("2026-05-30T14:30", Reply.CALM)) == "2026-06-06 14:30"


def test_an_answer_belongs_to_one_session() -> None:
    """Calm skin after one session says nothing about another."""
    history = replace(
        patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-03T14:30")),
        answers=(Answer(1, "check-in", Reply.CALM, local("2026-06-05T12:00")),),
    )
    assert times(history)["lifted:session:2:makeup"] == "2026-06-08 14:30"


def test_instructions_follow_the_act_at_once() -> None:
    """They are due when the patient agrees or the session is recorded, quiet hours or not."""
    late = replace(session(1, "2026-06-01T20:30"), recorded_at=local("2026-06-01T22:10"))
    history = replace(patient(late), consented_at=local("2026-06-01T22:40"))
    found = plan(history)["instructions:session:1"]
    assert found.due_at == local("2026-06-01T22:40")
    assert found.topics == ("heat", "sun", "makeup", "alcohol")
    assert found.until == found.useful_until == local("2026-06-08T20:30")


def test_a_consent_brings_one_instruction_and_each_later_session_its_own() -> None:
    """What was recorded before the consent is told in one, for the latest; the rest as it comes."""
    sessions = tuple(session(n, f"2026-06-{n:02}T10:00", 1 + n % 2) for n in (1, 2, 5))
    history = replace(patient(*sessions), consented_at=local("2026-06-03T12:00"))
    found = times(history, ReminderKind.INSTRUCTIONS)
    assert found == {
        "instructions:session:2": "2026-06-03 12:00",
        "instructions:session:5": "2026-06-05 10:00",
    }


def test_an_enrolment_for_an_appointment_has_instructions() -> None:
    """Who agrees with nothing but appointments ahead is told about the one booked last."""
    history = replace(
        patient(session(1, "2026-06-01T10:00")),
        sessions=(),
        appointments=(
            Appointment(4, 1, local("2026-06-20T10:00"), local("2026-05-31T10:00")),
            Appointment(5, 1, local("2026-06-10T10:00"), local("2026-06-01T10:00")),
            Appointment(6, 1, local("2026-06-30T10:00"), local("2026-06-02T10:00")),
        ),
    )
    found = plan(history)
    assert [key for key in found if key.startswith("instructions")] == [
        "instructions:appointment:5"
    ]
    assert found["instructions:appointment:5"].useful_until == local("2026-06-17T10:00")
    assert found["instructions:appointment:5"].appointment_id == 5
    assert found["instructions:appointment:5"].session_id is None


def test_instructions_of_a_session_long_ago_are_useful_for_a_day() -> None:
    """Who joins when all is over still gets them, without a restriction to name."""
    history = replace(
        patient(session(1, "2026-06-01T10:00")), consented_at=local("2026-07-01T10:00")
    )
    (found,) = plan(history).values()
    assert (found.key, found.topics, found.until) == ("instructions:session:1", (), None)
    assert found.useful_until - found.due_at == timedelta(days=1)


def test_late_enrolment_brings_nothing_of_the_past() -> None:
    """Who joins on the fourth day gets the instructions and what is still to come."""
    history = replace(
        patient(session(1, "2026-06-01T14:30")), consented_at=local("2026-06-04T09:30")
    )
    assert list(plan(history)) == [
        "instructions:session:1",
        "ease_off:session:1:makeup",
        "lifted:session:1:makeup",
        "nudge:session:1:5",
        "lifted:session:1:heat",
        "lifted:session:1:sun",
    ]


def test_after_a_pause_only_what_is_still_to_come_comes() -> None:
    """What fell due during a pause stays unsaid; a session recorded in it is told at its end."""
    history = replace(
        patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-05T11:00", course=2)),
        resumed_at=local("2026-06-07T12:00"),
    )
    assert times(history) == {
        "instructions:session:2": "2026-06-07 12:00",
        "lifted:session:2:makeup": "2026-06-08 11:00",
        "ease_off:session:2:sun": "2026-06-09 11:00",
        "nudge:session:2:4": "2026-06-09 11:00",
        "lifted:session:2:heat": "2026-06-10 11:00",
        "lifted:session:2:sun": "2026-06-11 11:00",
    }


def test_a_nudge_names_what_is_still_in_force() -> None:
    """Topics that have ended by the message's time are left out; without any there is no nudge."""
    history = patient(session(1, "2026-06-01T14:30"))
    assert plan(history)["nudge:session:1:1"].topics == ("makeup", "alcohol")
    assert plan(history)["nudge:session:1:3"].topics == ("heat", "sun")
    assert plan(history)["nudge:session:1:1"].until == local("2026-06-06T14:30")
    body = replace(history, courses=(Course(1, OXYGEN.ref, frozenset({"body"})),))
    assert plan(body)["nudge:session:1:1"].topics == ("alcohol",)
    # Calm on the third day, and makeup's own nudge day 2 of the face course has ended with it.
    face = patient(session(1, "2026-06-01T08:00", course=2))
    assert plan(face)["nudge:session:1:4"].topics == ("sun",)
    answers = (Answer(1, "check-in", Reply.CALM, local("2026-06-05T08:30")),)
    assert "nudge:session:1:4" not in plan(replace(face, answers=answers))


def test_a_day_of_treatment_has_no_nudge() -> None:
    """On the day of another session, or of an appointment, the nudge is left out."""
    history = patient(session(1, "2026-06-01T14:30"))
    booked = Appointment(5, 2, local("2026-06-04T18:00"), local("2026-06-01T15:00"))
    assert "nudge:session:1:3" not in plan(replace(history, appointments=(booked,)))
    both = replace(history, sessions=(*history.sessions, session(2, "2026-06-04T18:00", course=2)))
    assert "nudge:session:1:3" not in plan(both)


def test_a_newer_session_takes_the_nudges_over() -> None:
    """Of two close sessions that forbid the same, only the newer one's nudges go out."""
    found = plan(patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-04T14:30")))
    assert set(times(patient(session(1, "2026-06-01T14:30"), session(2, "2026-06-04T14:30")))) > {
        "nudge:session:1:1",
        "nudge:session:2:3",
    }
    assert "nudge:session:1:5" not in found


def test_a_changed_session_brings_a_correction() -> None:
    """Only once the patient has been told; each change has its own, due when it was made."""
    changed = replace(
        session(1, "2026-06-01T14:30"), corrected_at=local("2026-06-02T11:00"), revision=2
    )
    history = patient(changed)
    found = plan(history)["correction:session:1:2"]
    assert found.due_at == local("2026-06-02T11:00")
    assert found.useful_until == found.until == local("2026-06-08T14:30")
    assert found.session_id == 1
    later = replace(history, consented_at=local("2026-06-02T12:00"))
    assert "correction:session:1:2" not in plan(later)
    paused = replace(history, resumed_at=local("2026-06-04T12:00"))
    assert plan(paused)["correction:session:1:2"].due_at == local("2026-06-04T12:00")


def test_an_undone_session_brings_a_correction_and_no_other_instructions() -> None:
    """Once told, its end is told too; an earlier session is not told in its place."""
    undone = Undone(2, 1, local("2026-06-01T15:00"), local("2026-06-02T11:00"))
    history = replace(
        patient(session(1, "2026-06-01T14:30")),
        consented_at=local("2026-06-01T16:00"),
        undone=(undone,),
    )
    found = times(history)
    assert found["correction:session:2:undone"] == "2026-06-02 11:00"
    assert "instructions:session:1" not in found
    # Nor after a pause in which it was taken back; but one recorded in it has its own.
    paused = replace(history, resumed_at=local("2026-06-03T12:00"))
    assert "instructions:session:1" not in plan(paused)
    third = replace(session(3, "2026-06-02T10:00", course=2), recorded_at=local("2026-06-02T12:00"))
    recorded = replace(paused, sessions=(*paused.sessions, third))
    assert times(recorded, ReminderKind.INSTRUCTIONS) == {
        "instructions:session:3": "2026-06-03 12:00"
    }
    before = replace(history, consented_at=local("2026-06-02T12:00"))
    assert "instructions:session:1" in plan(before)
    assert "correction:session:2:undone" not in plan(before)


def test_opting_out_and_coming_back_tells_nothing_twice() -> None:
    """After a new consent the keys are the old ones, and only what is still to come is planned."""
    history = patient(session(1, "2026-06-01T14:30"))
    back = plan(replace(history, consented_at=local("2026-06-05T12:00")))
    assert set(back) < set(plan(history))
    assert set(back) == {
        "instructions:session:1",
        "ease_off:session:1:makeup",
        "lifted:session:1:makeup",
        "nudge:session:1:5",
        "lifted:session:1:heat",
        "lifted:session:1:sun",
    }


def test_an_unknown_protocol_version_is_an_error() -> None:
    """A plan is not made from half of what is known."""
    with pytest.raises(KeyError):
        plan_reminders(patient(session(1, "2026-06-01T14:30")), {}, local("2026-06-01T14:30"))
