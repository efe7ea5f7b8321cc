"""Counts what becomes of messages on their way out."""

from reminder.care.outcomes import Deferred, Delivered, NotBegun, Outcome, Refused, Uncertain
from reminder.clock import Clock
from reminder.delivery.dispatcher import BeforeWire, Sender
from reminder.delivery.parcels import Parcel
from reminder.web.metrics import ClinicMetrics

OUTCOMES: dict[type[Outcome | NotBegun], str] = {
    Delivered: "delivered",
    Deferred: "deferred",
    Refused: "refused",
    Uncertain: "uncertain",
    NotBegun: "called_off",
}
"""What becomes of a message, in the words of the figures."""


class Counted:
    """A sender whose messages are counted."""

    def __init__(self, sender: Sender, metrics: ClinicMetrics, clock: Clock) -> None:
        self._sender = sender
        self._metrics = metrics
        self._clock = clock

    async def send(
        self, parcel: Parcel, message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Send a parcel, and count it by what became of it and by how late it was."""
        outcome = await self._sender.send(parcel, message_id_to_edit, before)
        sort = "answer" if parcel.is_answer else "reminders"
        self._metrics.count(sort, OUTCOMES[type(outcome)])
        if isinstance(outcome, Delivered) and parcel.due_at is not None:
            self._metrics.late(sort, (self._clock.now() - parcel.due_at).total_seconds())
        return outcome

    async def is_well(self) -> bool:
        """Whether Telegram answers at all."""
        return await self._sender.is_well()
