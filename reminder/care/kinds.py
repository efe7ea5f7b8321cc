"""The kinds of reminder, and the states of a reminder, each documented where it is defined."""

from datetime import datetime
from enum import StrEnum

from reminder.care.plain import plain


class ReminderKind(StrEnum):
    """What a reminder is for."""

    INSTRUCTIONS = "instructions"
    """What to avoid until when; once, when the patient joins or a session is recorded."""
    NUDGE = "nudge"
    """A restriction is still in force."""
    EASE_OFF = "ease_off"
    """The question at the lower bound of a range."""
    LIFTED = "lifted"
    """A restriction has ended."""
    CHECK_IN = "check_in"
    """How is the skin today?"""
    PREPARE = "prepare"
    """A restriction before an appointment begins."""
    APPOINTMENT = "appointment"
    """Booked, moved, cancelled, and the day before."""
    NEXT_DUE = "next_due"
    """The window for the next session has opened."""
    COURSE_COMPLETE = "course_complete"
    """The last session of a course, and what it leaves to avoid, is over."""
    MAINTENANCE = "maintenance"
    """A single session that keeps up what a course has done; only with a consent of its own."""
    EFFECT_FADING = "effect_fading"
    """The effect of a course may be fading; only with a consent of its own."""
    CORRECTION = "correction"
    """What was said has changed: what is true now."""


EXEMPT = frozenset({ReminderKind.INSTRUCTIONS, ReminderKind.APPOINTMENT, ReminderKind.CORRECTION})
"""Kinds that go out by themselves and do not count towards the one audible message a day."""


QUESTIONS = frozenset({ReminderKind.EASE_OFF, ReminderKind.CHECK_IN})
"""Kinds that ask how the treated skin is, and are answered with a `Reply`."""


class Shift(StrEnum):
    """Why a reminder is due at another time than the one that it is about."""

    QUIET_HOURS = "quiet_hours"
    """That time lies in the patient's night."""
    DAY_MESSAGE = "day_message"
    """It joins the message of its local day, which goes out at the day's hour or with its last
    lift."""
    PAUSE = "pause"
    """It was said during a pause, or before the patient agreed."""


class ReminderState(StrEnum):
    """Where a stored reminder stands. Drawn in docs/states.md."""

    PLANNED = "planned"
    """Waits for its time (or for its retry, or for a hold to be released)."""
    SENDING = "sending"
    """Claimed: a delivery that carries it is on its way."""
    DELIVERED = "delivered"
    """Final. Telegram has accepted it."""
    CANCELLED = "cancelled"
    """The plan no longer has it (`reason` says why). Comes back if the plan has it again."""
    EXPIRED = "expired"
    """Final. It was no longer useful when its turn came."""
    DROPPED = "dropped"
    """Final. Sending it would have been wrong (for example: in force again)."""
    REFUSED = "refused"
    """Final. Telegram refused it (blocked, deactivated, chat not found)."""
    UNCERTAIN = "uncertain"
    """Final. Twice it could not be told whether it arrived; staff see it."""


FINAL = frozenset(
    {
        ReminderState.DELIVERED,
        ReminderState.EXPIRED,
        ReminderState.DROPPED,
        ReminderState.REFUSED,
        ReminderState.UNCERTAIN,
    }
)


@plain(frozen=True, slots=True, order=True)
class PlannedReminder:
    """One dated intention, as the plan has it.

    `key` is what it is about (session or appointment id, rule, occurrence): planning twice gives
    the same keys. `due_at` and `useful_until` are aware UTC instants, `due_at` already moved out
    of quiet hours and merged with what falls into the same local day. `topics` are the
    restrictions it speaks of, and `until` the end (or, for a lift, the instant it ended) of the
    last of them. `wanted_at`: the instant that it is about, before it was moved (None: it was not),
    and `shift` why it was.
    """

    due_at: datetime
    key: str
    kind: ReminderKind
    useful_until: datetime
    course_id: int | None = None
    session_id: int | None = None
    appointment_id: int | None = None
    topics: tuple[str, ...] = ()
    until: datetime | None = None
    wanted_at: datetime | None = None
    shift: Shift | None = None


@plain(frozen=True, slots=True)
class StoredReminder:
    """A reminder as the database has it, for `reconcile`."""

    id: int
    key: str
    state: ReminderState
    due_at: datetime
    useful_until: datetime
    topics: tuple[str, ...] = ()
    until: datetime | None = None
    wanted_at: datetime | None = None
    shift: Shift | None = None
