"""Why? Everything that was planned and sent for a patient, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from reminder.care.delivery import held_by
from reminder.care.kinds import EXEMPT, ReminderKind, ReminderState
from reminder.care.reasons import Reason
from reminder.practice.clinic import Db
from reminder.practice.outbox import REMINDERS
from reminder.practice.replan import topics_of
from reminder.store.tables import Delivery, Hold, Patient, Reminder

WITHDRAWN = "withdrawn"
"""The purpose of an edit that takes buttons away: nobody reads anything new in it."""

VOID = "void:"
"""How the key of a reminder begins that went to the wrong person's phone."""

_SAME_MOMENT = 60
"""Seconds within which two instants are one to a reader."""


@dataclass(frozen=True, slots=True)
class Intention:
    """A reminder, and others that differ from it in their `topics` alone. `delivery` carried it;
    `together` is what else is in that message, or would be. `waits`: for which of the patient's
    holds it waits now; `waited`: for which it waited until it expired.
    """

    at: datetime
    reminder: Reminder
    topics: tuple[str, ...]
    delivery: Delivery | None
    together: tuple[ReminderKind, ...]
    waits: Reason | None
    waited: Reason | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message of reminders that did not get through; they went back to the plan."""

    at: datetime
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Answer:
    """A message that answered the patient, or told them what staff or the service had to say."""

    at: datetime
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hold: from when to when it kept reminders waiting."""

    at: datetime
    hold: Hold


Entry = Intention | Attempt | Answer | Waiting


async def story_of(db: Db, patient: Patient) -> list[Entry]:
    """Return all that is known of a patient's messages, by time: what went out stands at the time
    when it did, everything else at the time that it is, or was, meant for.
    """
    reminders = (await db.exec(select(Reminder).where(Reminder.patient_id == patient.id))).all()
    rows = (await db.exec(select(Delivery).where(Delivery.patient_id == patient.id))).all()
    holds = (await db.exec(select(Hold).where(Hold.patient_id == patient.id))).all()
    deliveries = {row.id: row for row in rows}
    carried = {reminder.delivery_id for reminder in reminders}
    alike: dict[tuple[object, ...], list[Reminder]] = {}
    for reminder in sorted(reminders, key=lambda one: one.id or 0):
        alike.setdefault(_look(reminder), []).append(reminder)
    entries: list[Entry] = [_intention(one, reminders, deliveries, holds) for one in alike.values()]
    for row in rows:
        at = row.begun_at or row.created_at
        if row.purpose == REMINDERS:
            if row.id not in carried:
                entries.append(Attempt(at, row))
        elif row.purpose != WITHDRAWN:
            entries.append(Answer(at, row))
    entries += [Waiting(hold.placed_at, hold) for hold in holds]
    return sorted(entries, key=_place)


def is_one_moment(one: datetime, other: datetime) -> bool:
    """Whether two instants are the same to a reader of minutes."""
    return abs((one - other).total_seconds()) < _SAME_MOMENT


def _place(entry: Entry) -> tuple[datetime, int, int]:
    match entry:
        case Waiting(at, hold):
            return at, 0, hold.id or 0
        case Attempt(at, delivery) | Answer(at, delivery):
            return at, 1, delivery.id or 0
        case Intention(at, reminder):
            return at, 2, reminder.id or 0


def _look(reminder: Reminder) -> tuple[object, ...]:
    """Return all that a line about a reminder tells but its topics."""
    return (
        reminder.kind,
        reminder.state,
        reminder.reason,
        reminder.due_at,
        reminder.useful_until,
        reminder.wake_at,
        reminder.wanted_at,
        reminder.shift,
        reminder.attempts,
        reminder.repeated,
        reminder.delivery_id,
        reminder.key.startswith(VOID),
        None if reminder.state is ReminderState.PLANNED else reminder.changed_at,
    )


def _intention(
    alike: Sequence[Reminder],
    reminders: Iterable[Reminder],
    deliveries: Mapping[int | None, Delivery],
    holds: Iterable[Hold],
) -> Intention:
    reminder = alike[0]
    delivery = deliveries.get(reminder.delivery_id) if _went_out(reminder) else None
    waits = waited = None
    if reminder.state is ReminderState.PLANNED:
        waits = held_by(reminder.kind, {h.kind for h in holds if h.released_at is None})
    elif reminder.state is ReminderState.EXPIRED:
        waited = held_by(reminder.kind, {h.kind for h in holds if _in_force(h, reminder)})
    others = (one for one in reminders if one not in alike and _goes_with(reminder, one))
    return Intention(
        reminder.due_at if delivery is None else delivery.begun_at or delivery.created_at,
        reminder,
        tuple(dict.fromkeys(topic for one in alike for topic in topics_of(one))),
        delivery,
        tuple(dict.fromkeys(other.kind for other in others)),
        waits,
        waited,
    )


def _went_out(reminder: Reminder) -> bool:
    return reminder.state in (
        ReminderState.SENDING,
        ReminderState.DELIVERED,
        ReminderState.REFUSED,
        ReminderState.UNCERTAIN,
    )


def _in_force(hold: Hold, reminder: Reminder) -> bool:
    """Whether the hold was still there when the reminder ceased to be useful."""
    return hold.placed_at < reminder.useful_until and (
        hold.released_at is None or hold.released_at >= reminder.useful_until
    )


def _goes_with(reminder: Reminder, other: Reminder) -> bool:
    """Whether another reminder is, or is to be, in the same message."""
    if reminder.state is not other.state:
        return False
    if _went_out(reminder):
        return reminder.delivery_id is not None and reminder.delivery_id == other.delivery_id
    return (
        reminder.state is ReminderState.PLANNED
        and EXEMPT.isdisjoint((reminder.kind, other.kind))
        and reminder.due_at == other.due_at
    )
