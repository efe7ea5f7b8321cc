"""May this reminder be sent now, and what follows from an attempt to send it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import assert_never

from reminder.care.history import Preferences
from reminder.care.kinds import EXEMPT, ReminderKind, ReminderState
from reminder.care.outcomes import Deferred, Delivered, NotBegun, Outcome, Refused, Uncertain
from reminder.care.plain import plain
from reminder.care.reasons import HOLDS, Reason
from reminder.care.timing import DAY, after_quiet, in_quiet, local_day, message_at, utc

AT_ONCE = frozenset({ReminderKind.INSTRUCTIONS, ReminderKind.CORRECTION})
"""Kinds that answer somebody's act, and may do so in quiet hours while it is fresh."""
WAIT_FOR_CALM = frozenset(
    {
        ReminderKind.LIFTED,
        ReminderKind.NEXT_DUE,
        ReminderKind.COURSE_COMPLETE,
        ReminderKind.MAINTENANCE,
        ReminderKind.EFFECT_FADING,
    }
)
"""Kinds that wait while the patient is not well: nothing is over then, and nothing is next."""
HELD_KINDS = {
    Reason.ERASURE: frozenset(ReminderKind),
    Reason.UNCLEAR_STOP: frozenset(ReminderKind),
    Reason.SAME_PERSON: frozenset({ReminderKind.LIFTED}),
    Reason.COMPLAINT: WAIT_FOR_CALM,
}
"""Which kinds wait for which hold."""
FRESH = timedelta(hours=1)
"""How long after the act that is."""
RESEND_AFTER = timedelta(seconds=30)
"""How long after an uncertain attempt the second one is made."""
FIRST_BACKOFF = timedelta(seconds=1)
LONGEST_BACKOFF = timedelta(minutes=15)


@plain(frozen=True, slots=True)
class WaitingReminder:
    """A stored reminder whose turn has come. `attempts` counts the sends begun before this one."""

    kind: ReminderKind
    due_at: datetime
    useful_until: datetime
    topics: tuple[str, ...] = ()
    attempts: int = 0
    repeated: bool = False


@plain(frozen=True, slots=True)
class Recipient:
    """Whom a reminder is for, as things stand now.

    `holds`: why reminders wait (`unclear_stop`, `same_person`, `complaint`). `last_audible_at`:
    when the last message went out that was not exempt. `in_force_topics`: what is forbidden now.
    """

    active: bool
    preferences: Preferences
    holds: frozenset[str] = frozenset()
    last_audible_at: datetime | None = None
    in_force_topics: frozenset[str] = frozenset()


@plain(frozen=True, slots=True)
class Send:
    """It may go out now."""


@plain(frozen=True, slots=True)
class Hold:
    """It waits until `until` (UTC); None: until somebody resolves the `reason`."""

    until: datetime | None
    reason: str


@plain(frozen=True, slots=True)
class Drop:
    """It never goes out: the final `state` (or cancelled), and why."""

    state: ReminderState
    reason: str


Decision = Send | Hold | Drop


@plain(frozen=True, slots=True)
class Settled:
    """The attempt was the last one."""

    state: ReminderState
    reason: str | None = None


@plain(frozen=True, slots=True)
class Again:
    """There is another attempt at `at` (UTC), which `decide` judges anew.

    `repeated`: an earlier attempt may have arrived, and the message says so.
    """

    at: datetime
    repeated: bool
    reason: str


def decide(reminder: WaitingReminder, patient: Recipient, now: datetime) -> Decision:
    """Return whether a reminder goes out at `now`, waits, or never goes out."""
    now = utc(now)
    if not patient.active:
        return Drop(ReminderState.CANCELLED, Reason.NOT_ACTIVE)
    if now >= reminder.useful_until:
        return Drop(ReminderState.EXPIRED, Reason.EXPIRED)
    is_lift = reminder.kind is ReminderKind.LIFTED
    if is_lift and not patient.in_force_topics.isdisjoint(reminder.topics):
        return Drop(ReminderState.DROPPED, Reason.IN_FORCE_AGAIN)
    held = held_by(reminder.kind, patient.holds)
    if held is not None:
        return Hold(None, held)
    return _by_time(reminder, patient, now)


def held_by(kind: ReminderKind, holds: Collection[str]) -> Reason | None:
    """Return for which of a patient's `holds` a reminder of this kind waits, None if for none."""
    return next((one for one in HOLDS if one in holds and kind in HELD_KINDS[one]), None)


def after(
    outcome: Outcome | NotBegun,
    kinds: Collection[ReminderKind],
    attempts: int,
    repeated: bool,
    now: datetime,
) -> Settled | Again:
    """Return what an attempt at `now` leads to, for reminders of `kinds`.

    `attempts` counts the sends begun, this one included. Nudges are not sent again after an
    uncertain attempt; in a merged message ask for them by themselves, and leave them out of the
    second one.
    """
    match outcome:
        case Delivered():
            return Settled(ReminderState.DELIVERED)
        case Refused(refusal):
            return Settled(ReminderState.REFUSED, refusal.value)
        case Deferred(wait, reason):
            return Again(utc(now) + max(wait, _backoff(attempts)), repeated, reason)
        case Uncertain(reason):
            if repeated or all(kind is ReminderKind.NUDGE for kind in kinds):
                return Settled(ReminderState.UNCERTAIN, reason)
            return Again(utc(now) + RESEND_AFTER, repeated=True, reason=reason)
        case NotBegun(reason, retry_at):
            if retry_at is None:
                return Settled(ReminderState.CANCELLED, reason)
            return Again(utc(retry_at), repeated, reason)
        case _ as never:
            assert_never(never)


def _by_time(reminder: WaitingReminder, patient: Recipient, now: datetime) -> Decision:
    preferences, zone = patient.preferences, patient.preferences.zone
    fresh = now - reminder.due_at <= FRESH and reminder.attempts == 0
    at_once = reminder.kind in AT_ONCE and fresh
    if in_quiet(now, preferences) and not at_once:
        return Hold(after_quiet(now, preferences), Reason.QUIET_HOURS)
    if reminder.kind in EXEMPT or patient.last_audible_at is None:
        return Send()
    today = local_day(now, zone)
    if local_day(patient.last_audible_at, zone) < today:
        return Send()
    return Hold(message_at(today + DAY, preferences), Reason.ONE_A_DAY)


def _backoff(attempts: int) -> timedelta:
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_BACKOFF * (1 << doublings), LONGEST_BACKOFF)
