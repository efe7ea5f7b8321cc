"""What a job of the rivals does: nothing but note that it ran, or all that it takes to send the
right message once.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import col

from reminder.care.outcomes import Delivered, NotBegun, Outcome
from reminder.clock import Clock
from reminder.delivery.dispatcher import BeforeWire, Sender
from reminder.delivery.parcels import Finished, Parcel
from reminder.delivery.reminders import claim_together
from reminder.delivery.settle import settle
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Reminder

Job = Callable[[int], Awaitable[None]]

PATIENCE = 600.0
"""Seconds after which a rival is given up."""

AT_ONCE = 15
"""How many jobs work at the database at a time: as many as there are connections in its pool."""

WHOSE = select_columns(col(Reminder.patient_id)).where(col(Reminder.id) == bindparam("row"))


async def _nothing_against_it() -> None:
    """Lie between the claim and the wire: nothing does."""


def _at_leisure() -> bool:
    """Nobody waits."""
    return False


async def note(_number: int = 0) -> None:
    """Note that it ran, and do nothing else."""
    TURN.ran.append(time.monotonic())


@dataclass
class Turn:
    """What jobs do in the run that goes on, when each message or empty call fired, and how many
    jobs have ended. Jobs in a store are found by name, so it is the module's.
    """

    job: Job = note
    ran: list[float] = field(default_factory=list)
    ended: int = 0

    def begin(self, job: Job) -> None:
        """Begin another run."""
        self.job, self.ran, self.ended = job, [], 0

    def taken(self, begun: float, due: int) -> tuple[float, float]:
        """Return after how many seconds the first and the last has fired."""
        if len(self.ran) < due:
            message = f"{len(self.ran)} of {due} have fired"
            raise RuntimeError(message)
        return min(self.ran) - begun, max(self.ran) - begun

    async def all_ended(self, jobs: int) -> None:
        """Wait until so many have ended."""
        async with asyncio.timeout(PATIENCE):
            while self.ended < jobs:  # noqa: ASYNC110  (the rivals have no event for it)
                await asyncio.sleep(0.005)


TURN = Turn()


async def fire(number: int) -> None:
    """The job that the rivals keep, for the reminder with this number."""
    try:
        await TURN.job(number)
    finally:
        TURN.ended += 1


class Noting:
    """A sender that notes each message, and to which everything has arrived."""

    async def send(
        self, parcel: Parcel, _message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Look once more, as every sender must, and note it."""
        called_off = await before()
        if called_off is not None:
            return called_off
        await note(parcel.delivery_id)
        return Delivered(1)

    async def is_well(self) -> bool:
        """Always."""
        return True


class SameWork:
    """Sends the message that a reminder belongs to, as somebody would who has a job for each.

    The job is given a number and knows nothing else. In one transaction it reads the patient, the
    history and the holds, decides, composes and writes the delivery; it sends; and in another it
    records what became of it. The functions are those by which the service does it for many at a
    time. It does not look once more before the wire: nothing lies between.
    """

    def __init__(self, store: Store, practice: Practice, sender: Sender, clock: Clock) -> None:
        self._store = store
        self._practice = practice
        self._sender = sender
        self._clock = clock
        self._room = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, number: int) -> None:
        """Do it for the reminder with this number."""
        async with self._room:
            async with self._store.writing() as db:
                connection = await db.connection()
                patient_id = (await connection.execute(WHOSE, {"row": number})).scalar_one()
                now = self._clock.now()
                parcels = await claim_together(db, self._practice, [patient_id], now, _at_leisure)
            for parcel in parcels:
                outcome = await self._sender.send(parcel, None, _nothing_against_it)
                async with self._store.writing() as db:
                    done = Finished(parcel, outcome)
                    await settle(db, self._practice, [done], self._clock.now())
