"""What must change in the store so that it holds the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from reminder.care.kinds import FINAL, PlannedReminder, ReminderState, StoredReminder
from reminder.care.reasons import Reason


@dataclass(frozen=True, slots=True)
class Move:
    """The stored reminder `id` becomes `planned`; one that was cancelled comes back."""

    id: int
    planned: PlannedReminder


@dataclass(frozen=True, slots=True)
class Explain:
    """The stored reminder `id` is due when it was, for another reason: it keeps its place in the
    queue, a retry's too, and takes on `planned`'s `wanted_at` and `shift`.
    """

    id: int
    planned: PlannedReminder


@dataclass(frozen=True, slots=True)
class Cancel:
    """The stored reminder `id` is cancelled."""

    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What to add, to move, to explain and to cancel."""

    add: tuple[PlannedReminder, ...] = ()
    move: tuple[Move, ...] = ()
    cancel: tuple[Cancel, ...] = ()
    explain: tuple[Explain, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.add or self.move or self.cancel or self.explain)


def reconcile(planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder]) -> Changes:
    """Return the changes that make the stored reminders of one patient agree with the plan.

    What is final or on its way is left alone, whatever the plan says: a key is sent once.
    """
    found = {reminder.key: reminder for reminder in stored}
    add: list[PlannedReminder] = []
    move: list[Move] = []
    explain: list[Explain] = []
    for reminder in planned:
        old = found.pop(reminder.key, None)
        if old is None:
            add.append(reminder)
        elif _is_open(old) and not _agrees(reminder, old):
            move.append(Move(old.id, reminder))
        elif _is_open(old) and not _says_why(reminder, old):
            explain.append(Explain(old.id, reminder))
    cancel = (
        Cancel(old.id, Reason.NOT_PLANNED)
        for old in found.values()
        if old.state is ReminderState.PLANNED
    )
    return Changes(tuple(add), tuple(move), tuple(cancel), tuple(explain))


def _is_open(old: StoredReminder) -> bool:
    return old.state not in FINAL and old.state is not ReminderState.SENDING


def _agrees(reminder: PlannedReminder, old: StoredReminder) -> bool:
    return (
        old.state is ReminderState.PLANNED
        and old.due_at == reminder.due_at
        and old.useful_until == reminder.useful_until
        and old.topics == reminder.topics
        and old.until == reminder.until
    )


def _says_why(reminder: PlannedReminder, old: StoredReminder) -> bool:
    return old.wanted_at == reminder.wanted_at and old.shift == reminder.shift
