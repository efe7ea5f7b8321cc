"""What the dispatcher carries between claiming and recording: parcels and what became of them."""

from datetime import datetime, timedelta

from reminder.care.kinds import ReminderKind
from reminder.care.outcomes import NotBegun, Outcome
from reminder.care.plain import plain
from reminder.outgoing import Outgoing

LEASE = timedelta(seconds=90)
"""How long a claimed message may stay unrecorded before it counts as of unknown fate."""


@plain(frozen=True, slots=True)
class Carried:
    """A reminder inside a parcel: its row, its kind, the sends begun, and may one have arrived."""

    id: int
    kind: ReminderKind
    attempts: int
    repeated: bool


@plain(frozen=True, slots=True)
class Parcel:
    """One claimed message. `carries` is empty for an answer to a person.

    `attempts` counts the sends begun of an answer, this one included. `plan_revision` is the
    patient's plan that reminders were put together from. `due_at`: from when on it could have gone
    out (aware, UTC).
    """

    delivery_id: int
    chat_id: int
    chat_hash: str
    outgoing: Outgoing
    patient_id: int | None = None
    carries: tuple[Carried, ...] = ()
    attempts: int = 1
    plan_revision: int = 0
    due_at: datetime | None = None

    @property
    def is_answer(self) -> bool:
        """Whether it answers what somebody just did."""
        return not self.carries


@plain(frozen=True, slots=True)
class Finished:
    """A parcel, and what became of it."""

    parcel: Parcel
    outcome: Outcome | NotBegun
