"""A patient's life in memory: a history that changes, rows that follow it, and what was sent."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from reminder.care.casts import Protocols
from reminder.care.delivery import Drop, Hold, Recipient, Send, WaitingReminder, decide
from reminder.care.history import History
from reminder.care.kinds import EXEMPT, PlannedReminder, ReminderKind, ReminderState, StoredReminder
from reminder.care.plan import plan_reminders
from reminder.care.reconcile import reconcile
from reminder.care.restrictions import in_force
from tests.care.histories import shown_day


@dataclass
class Row:
    """A stored reminder. `wake_at`: when it is looked at next; None: never, or when told to."""

    planned: PlannedReminder
    state: ReminderState
    wake_at: datetime | None
    reason: str | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Message:
    """One message that went out: what it carried, and whether the patient was alerted to it."""

    sent_at: datetime
    carried: tuple[PlannedReminder, ...]

    @property
    def is_exempt(self) -> bool:
        """Whether it does not count towards the one audible message a day."""
        return all(one.kind in EXEMPT for one in self.carried)


@dataclass
class Life:
    """One patient as the service has them, from the history to the wire.

    `watch` is called with each message at the moment at which it goes out.
    """

    history: History
    protocols: Protocols
    now: datetime
    rows: dict[str, Row] = field(default_factory=dict)
    sent: list[Message] = field(default_factory=list)
    holds: frozenset[str] = frozenset()
    watch: Callable[[Message], None] = lambda _: None

    def change(self, **what: object) -> None:
        """Write a change to the history down and plan anew, in one transaction; then send.

        No two changes fall into one instant.
        """
        self.history = replace(self.history, **what)  # type: ignore[arg-type]
        self.replan()
        self.dispatch()
        self.now += timedelta(seconds=1)
        self.dispatch()

    def replan(self) -> None:
        """Bring the rows in line with the plan."""
        plan = plan_reminders(self.history, self.protocols, self.now)
        keys = list(self.rows)
        stored = [
            StoredReminder(
                number,
                key,
                row.state,
                row.planned.due_at,
                row.planned.useful_until,
                row.planned.topics,
                row.planned.until,
                row.planned.wanted_at,
                row.planned.shift,
            )
            for number, (key, row) in enumerate(self.rows.items())
        ]
        changes = reconcile(plan, stored)
        for one in (*changes.add, *(move.planned for move in changes.move)):
            self.rows[one.key] = Row(one, ReminderState.PLANNED, one.due_at)
        for explain in changes.explain:
            self.rows[explain.planned.key].planned = explain.planned
        for cancel in changes.cancel:
            row = self.rows[keys[cancel.id]]
            row.state, row.reason, row.wake_at = ReminderState.CANCELLED, cancel.reason, None

    def run(self, until: datetime) -> None:
        """Let the clock run to an instant, or to the next one at which a message goes out."""
        before = len(self.sent)
        while len(self.sent) == before and (wake_at := self._next_wake(until)) is not None:
            self.now = max(self.now, wake_at)
            self.dispatch()
        if len(self.sent) == before:
            self.now = max(self.now, until)
            self.dispatch()

    def pass_time(self, length: timedelta, *, running: bool = True) -> None:
        """Let the clock run; while the service runs, it looks at whatever becomes due."""
        until = self.now + length
        while running and (wake_at := self._next_wake(until)) is not None:
            self.now = max(self.now, wake_at)
            self.dispatch()
        self.now = until
        # Every start, and every day, plans anew.
        self.replan()
        self.dispatch()

    def release(self, hold: str) -> None:
        """Let what waited for a hold be looked at again."""
        self.holds -= {hold}
        for row in self.rows.values():
            if row.state is ReminderState.PLANNED and row.wake_at is None:
                row.wake_at = self.now
        self.dispatch()

    def dispatch(self) -> None:
        """Send what is due and may go: of the exempt a message each, of the others one."""
        due = [
            row
            for row in self.rows.values()
            if row.state is ReminderState.PLANNED
            and row.wake_at is not None
            and row.wake_at <= self.now
        ]
        if not due:
            return
        recipient = self._recipient()
        merged = []
        for row in due:
            match decide(_waiting(row.planned), recipient, self.now):
                case Send():
                    row.state, row.wake_at, row.sent_at = ReminderState.DELIVERED, None, self.now
                    if row.planned.kind in EXEMPT:
                        self._send((row.planned,))
                    else:
                        merged.append(row.planned)
                case Hold(until, reason):
                    assert until is None or until > self.now
                    row.wake_at, row.reason = until, reason
                case Drop(state, reason):
                    row.state, row.wake_at, row.reason = state, None, reason
                case never:
                    assert_never(never)
        if merged:
            self._send(tuple(merged))

    def audible_on(self) -> list[date]:
        """The patient's days of the messages that were not exempt, by today's zone."""
        return [
            shown_day(one.sent_at, self.history.preferences)
            for one in self.sent
            if not one.is_exempt
        ]

    def of_kind(self, *kinds: ReminderKind) -> list[PlannedReminder]:
        """What was sent of these kinds, in order."""
        return [one for message in self.sent for one in message.carried if one.kind in kinds]

    def _send(self, carried: tuple[PlannedReminder, ...]) -> None:
        message = Message(self.now, carried)
        self.watch(message)
        self.sent.append(message)

    def _recipient(self) -> Recipient:
        last = next((one.sent_at for one in reversed(self.sent) if not one.is_exempt), None)
        forbidden = in_force(self.history, self.protocols, self.now)
        return Recipient(
            self.history.consented_at is not None,
            self.history.preferences,
            self.holds,
            last,
            frozenset(one.topic for one in forbidden),
        )

    def _next_wake(self, until: datetime) -> datetime | None:
        wakes = [
            row.wake_at
            for row in self.rows.values()
            if row.state is ReminderState.PLANNED and row.wake_at is not None
        ]
        first = min(wakes, default=until)
        return first if first < until else None


def _waiting(one: PlannedReminder) -> WaitingReminder:
    return WaitingReminder(one.kind, one.due_at, one.useful_until, one.topics)
