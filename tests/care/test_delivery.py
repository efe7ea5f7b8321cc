"""What is sent, held or dropped when its turn comes, and what follows an attempt."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from reminder.care.delivery import (
    Again,
    Drop,
    Hold,
    Recipient,
    Send,
    Settled,
    WaitingReminder,
    after,
    decide,
)
from reminder.care.history import Preferences, QuietHours
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.outcomes import Deferred, Delivered, NotBegun, Refusal, Refused, Uncertain
from tests.care.histories import WARSAW

NOON = datetime(2026, 6, 1, 12, tzinfo=WARSAW).astimezone(UTC)
EVENING = datetime(2026, 6, 1, 22, tzinfo=WARSAW).astimezone(UTC)
MORNING = datetime(2026, 6, 2, 9, tzinfo=WARSAW).astimezone(UTC)
TOMORROW = datetime(2026, 6, 2, 10, tzinfo=WARSAW).astimezone(UTC)
HOUR = timedelta(hours=1)

LIFT = WaitingReminder(ReminderKind.LIFTED, NOON, NOON + timedelta(days=3), ("heat",))
NUDGE = replace(LIFT, kind=ReminderKind.NUDGE)
INSTRUCTIONS = replace(LIFT, kind=ReminderKind.INSTRUCTIONS)
ANNA = Recipient(active=True, preferences=Preferences(WARSAW))


def test_what_is_due_is_sent() -> None:
    """With nothing against it, a reminder goes out."""
    assert decide(LIFT, ANNA, NOON) == Send()


def test_nobody_who_has_left_is_written_to() -> None:
    """For a patient who is not active everything is cancelled, exempt or not."""
    gone = replace(ANNA, active=False)
    for reminder in (LIFT, NUDGE, INSTRUCTIONS):
        assert decide(reminder, gone, NOON) == Drop(ReminderState.CANCELLED, "not_active")


def test_what_is_useful_no_more_expires() -> None:
    """From the end of its usefulness on a reminder is dropped; the instant before it is sent."""
    end = LIFT.useful_until
    assert decide(LIFT, ANNA, end) == Drop(ReminderState.EXPIRED, "expired")
    assert decide(LIFT, ANNA, end - timedelta(seconds=1)) == Send()


def test_a_lift_is_not_said_of_what_is_in_force() -> None:
    """Where the topic is forbidden again the lift is dropped; a nudge of it goes out."""
    again = replace(ANNA, in_force_topics=frozenset({"heat"}))
    assert decide(LIFT, again, NOON) == Drop(ReminderState.DROPPED, "in_force_again")
    assert decide(NUDGE, again, NOON) == Send()
    other = replace(ANNA, in_force_topics=frozenset({"makeup"}))
    assert decide(LIFT, other, NOON) == Send()


def test_an_unclear_stop_holds_everything() -> None:
    """Until it is known whether the patient wants to leave, nothing goes out."""
    unclear = replace(ANNA, holds=frozenset({"unclear_stop", "complaint"}))
    for reminder in (LIFT, NUDGE, INSTRUCTIONS):
        assert decide(reminder, unclear, NOON) == Hold(None, "unclear_stop")


@pytest.mark.parametrize("reason", ["same_person", "complaint"])
def test_doubt_holds_lifts_alone(reason: str) -> None:
    """An open complaint or an unplaced enrolment keeps lifts back, and nothing else."""
    doubtful = replace(ANNA, holds=frozenset({reason}))
    assert decide(LIFT, doubtful, NOON) == Hold(None, reason)
    assert decide(NUDGE, doubtful, NOON) == Send()
    assert decide(INSTRUCTIONS, doubtful, NOON) == Send()


def test_quiet_hours_wait_for_the_morning() -> None:
    """What comes up in quiet hours waits for their end."""
    assert decide(LIFT, ANNA, EVENING) == Hold(MORNING, "quiet_hours")
    assert decide(LIFT, ANNA, MORNING) == Send()


def test_an_act_is_answered_at_once_within_the_hour() -> None:
    """Instructions and corrections ignore quiet hours for an hour, and at the first attempt."""
    for kind in (ReminderKind.INSTRUCTIONS, ReminderKind.CORRECTION):
        fresh = replace(LIFT, kind=kind, due_at=EVENING)
        assert decide(fresh, ANNA, EVENING) == Send()
        assert decide(fresh, ANNA, EVENING + HOUR) == Send()
        late = EVENING + HOUR + timedelta(seconds=1)
        assert decide(fresh, ANNA, late) == Hold(MORNING, "quiet_hours")
        retry = replace(fresh, attempts=1)
        assert decide(retry, ANNA, EVENING) == Hold(MORNING, "quiet_hours")


def test_an_appointment_keeps_quiet_hours() -> None:
    """It counts for no day's message, but it does not ring at night."""
    appointment = replace(LIFT, kind=ReminderKind.APPOINTMENT, due_at=EVENING)
    assert decide(appointment, ANNA, EVENING) == Hold(MORNING, "quiet_hours")
    written = replace(ANNA, last_audible_at=NOON - HOUR)
    assert decide(appointment, written, NOON) == Send()


def test_one_message_a_day() -> None:
    """After a day's message the next waits for the next day's hour; exempt ones do not."""
    written = replace(ANNA, last_audible_at=NOON - HOUR)
    assert decide(LIFT, written, NOON) == Hold(TOMORROW, "one_a_day")
    assert decide(INSTRUCTIONS, written, NOON) == Send()
    yesterday = replace(ANNA, last_audible_at=NOON - 13 * HOUR)
    assert decide(LIFT, yesterday, NOON) == Send()
    midnight = replace(
        ANNA,
        last_audible_at=NOON - 11 * HOUR,
        preferences=Preferences(WARSAW, time(8), QuietHours()),
    )
    assert decide(LIFT, midnight, NOON) == Hold(MORNING, "one_a_day")


KINDS = (ReminderKind.LIFTED,)


def test_what_has_arrived_is_settled() -> None:
    """Telegram's word ends it, first attempt or not."""
    assert after(Delivered(7), KINDS, 1, False, NOON) == Settled(ReminderState.DELIVERED)
    assert after(Delivered(7), KINDS, 2, True, NOON) == Settled(ReminderState.DELIVERED)


def test_a_refusal_is_final() -> None:
    """What Telegram refuses is not tried again, and the row says why."""
    refused = after(Refused(Refusal.BLOCKED), KINDS, 1, False, NOON)
    assert refused == Settled(ReminderState.REFUSED, "blocked")


def test_what_was_surely_not_delivered_is_tried_again() -> None:
    """After the wait asked for, or longer with each attempt, up to a quarter of an hour."""

    def wait(asked: int, attempts: int) -> float:
        outcome = Deferred(timedelta(seconds=asked), "rate_limit")
        again = after(outcome, KINDS, attempts, True, NOON)
        assert isinstance(again, Again)
        assert again.repeated
        assert again.reason == "rate_limit"
        return (again.at - NOON).total_seconds()

    assert [wait(3, attempts) for attempts in (1, 2, 3, 4, 5)] == [3, 3, 4, 8, 16]
    assert wait(3, 11) == 900
    assert wait(3, 1000) == 900
    assert wait(3600, 1) == 3600
    assert wait(0, 0) == 1


def test_an_uncertain_one_is_sent_once_more_and_says_so() -> None:
    """The second attempt is marked; after it, uncertainty is final."""
    first = after(Uncertain("read_timeout"), KINDS, 1, False, NOON)
    assert first == Again(NOON + timedelta(seconds=30), repeated=True, reason="read_timeout")
    second = after(Uncertain("reset"), KINDS, 2, True, NOON)
    assert second == Settled(ReminderState.UNCERTAIN, "reset")


def test_an_uncertain_nudge_is_not_repeated() -> None:
    """A nudge may be missed, but is not said twice; with a lift beside it the message is."""
    nudge = after(Uncertain("reset"), (ReminderKind.NUDGE,), 1, False, NOON)
    assert nudge == Settled(ReminderState.UNCERTAIN, "reset")
    both = after(Uncertain("reset"), (ReminderKind.NUDGE, ReminderKind.LIFTED), 1, False, NOON)
    assert isinstance(both, Again)


def test_what_was_not_begun_waits_or_is_called_off() -> None:
    """Called off before the wire it is cancelled; put off, it has its next time."""
    off = after(NotBegun("opted_out"), KINDS, 1, False, NOON)
    assert off == Settled(ReminderState.CANCELLED, "opted_out")
    put_off = after(NotBegun("lease_over", NOON + HOUR), KINDS, 1, False, NOON)
    assert put_off == Again(NOON + HOUR, repeated=False, reason="lease_over")
