"""Decide for one patient what of the due may go now, and put the messages together. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from reminder.care.delivery import Drop, Hold, Recipient, Send, WaitingReminder, decide
from reminder.care.history import History
from reminder.care.kinds import EXEMPT, ReminderState
from reminder.care.plain import plain
from reminder.care.reasons import Reason
from reminder.care.restrictions import in_force
from reminder.delivery.compose import compose
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.history import Protocols
from reminder.practice.questions import DueReminder
from reminder.store.tables import HoldKind, PatientState

ERASURE_PAUSE = timedelta(minutes=1)
"""How soon what is no longer useful is looked at again while the patient may be erased."""


@plain(frozen=True, slots=True)
class Message:
    """One message that is ready to be claimed."""

    patient: Any
    chat_id: int
    group: tuple[DueReminder, ...]
    outgoing: Outgoing

    @property
    def attempts(self) -> int:
        """Which try this is, by the reminder in it that has been tried most."""
        return 1 + max(reminder.attempts for reminder in self.group)

    @property
    def repeated(self) -> bool:
        """Whether a part of it may have arrived before."""
        return any(reminder.repeated for reminder in self.group)

    @property
    def alike(self) -> tuple[int, int, bool, bool]:
        """What its row in the ledger has of its own: rows that are alike in it are alike."""
        return self.patient.id, self.attempts, self.repeated, not self.outgoing.silent


@dataclass(slots=True)
class Decided:
    """What is to be written once every patient of a batch has been looked at."""

    messages: list[Message] = field(default_factory=list)
    not_now: list[dict[str, object]] = field(default_factory=list)
    faulty: list[int] = field(default_factory=list)

    def leave(
        self,
        reminder: DueReminder,
        now: datetime,
        *,
        reason: str,
        wake_at: datetime | None,
        state: ReminderState = ReminderState.PLANNED,
    ) -> None:
        """Note that a reminder does not go out now."""
        self.not_now.append(
            {"row": reminder.id, "new_state": state, "why": reason, "wake": wake_at, "now": now}
        )


def decide_for(
    practice: Practice,
    patient: Any,
    reminders: Sequence[DueReminder],
    history: History,
    protocols: Protocols,
    holds: frozenset[HoldKind],
    decided: Decided,
    now: datetime,
) -> None:
    """Look at one patient's due reminders, and put together what may go."""
    if HoldKind.ERASURE in holds:
        for reminder in reminders:
            wake_at = max(reminder.useful_until, now + ERASURE_PAUSE)
            decided.leave(reminder, now, reason=HoldKind.ERASURE, wake_at=wake_at)
        return
    recipient = Recipient(
        active=patient.state is PatientState.ACTIVE and patient.sealed_chat is not None,
        preferences=history.preferences,
        holds=frozenset(hold.value for hold in holds),
        last_audible_at=patient.last_audible_at,
        in_force_topics=frozenset(held.topic for held in in_force(history, protocols, now)),
    )
    to_send: list[DueReminder] = []
    for reminder in reminders:
        match decide(_waiting(reminder), recipient, now):
            case Send():
                to_send.append(reminder)
            case Hold(until, reason):
                # While held without an end it wakes once more: to expire, so that its row says so.
                wake_at = reminder.useful_until if until is None else until
                decided.leave(reminder, now, reason=reason, wake_at=max(wake_at, now))
            case Drop(state, reason):
                decided.leave(reminder, now, reason=reason, wake_at=None, state=state)
    if not to_send:
        return
    chat_id = int(practice.keyring.decrypt(patient.sealed_chat))
    name = practice.keyring.decrypt(patient.sealed_name) if patient.another_person else None
    for group in _messages(to_send):
        outgoing = compose(practice, patient.language, name, history, protocols, group, now)
        if outgoing is None:
            for reminder in group:
                decided.leave(
                    reminder,
                    now,
                    reason=Reason.NOTHING_LEFT,
                    wake_at=None,
                    state=ReminderState.DROPPED,
                )
        else:
            decided.messages.append(Message(patient, chat_id, tuple(group), outgoing))


def _waiting(reminder: DueReminder) -> WaitingReminder:
    return WaitingReminder(
        kind=reminder.kind,
        due_at=reminder.due_at,
        useful_until=reminder.useful_until,
        topics=tuple(filter(None, reminder.topics.split(","))),
        attempts=reminder.attempts,
        repeated=reminder.repeated,
    )


def _messages(reminders: Iterable[DueReminder]) -> list[list[DueReminder]]:
    """Part what may go now into messages: each exempt one by itself, all others in one."""
    every = list(reminders)
    exempt = [r for r in every if r.kind in EXEMPT]
    others = [r for r in every if r.kind not in EXEMPT]
    groups = [list(group) for _, group in groupby(exempt, key=lambda r: r.key)]
    return [*groups, others] if others else groups
