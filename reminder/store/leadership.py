"""Who leads. One bot has one leader, which reads and sends; on PostgreSQL others stand by.

A leader holds its clinic's session advisory lock (`reminder.store.roll`), so the lock ends with the
process or its connection. That alone is no fence: a leader that was frozen learns of its loss late.
So each leader raises the clinic's `leader_epoch`, and whatever a leader alone may do compares it
in its own transaction (`Lead.confirm`). The row's locks make it exact: a transaction that has
confirmed holds up the next leader's raise until it has committed, and one that comes later sees the
new epoch.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession as Db

from reminder.store.tables import Clinic

LEASE_SECONDS = 15.0
"""How long after it last asked a leader may still begin to send."""


EPOCH = select_columns(col(Clinic.leader_epoch)).where(col(Clinic.id) == bindparam("clinic"))


class LeadLost(Exception):
    """Another process leads this clinic's bot."""


class Lead(Protocol):
    """Whether this process leads."""

    def holds(self) -> bool:
        """Whether a send may begin now."""
        ...

    async def still(self, seen: AsyncConnection) -> bool:
        """Whether nobody else has taken the lead, as is seen on this connection."""
        ...

    async def confirm(self, db: Db) -> None:
        """Hold the lead until this transaction has ended; raises `LeadLost` where it is gone."""
        ...


class Alone:
    """The lead of a process beside which there can be no other: its data folder is locked."""

    def holds(self) -> bool:
        """Always."""
        return True

    async def still(self, _seen: AsyncConnection) -> bool:
        """Always."""
        return True

    async def confirm(self, _db: Db) -> None:
        """There is nothing to lose."""


ALONE = Alone()


def elapsed() -> float:
    """Return seconds that grow steadily, also while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class ClinicLead:
    """The lead of one clinic in a process that shares the database with others.

    It holds for `LEASE_SECONDS` from when it was last `renewed` (`elapsing` returns seconds), and
    no longer than until it is `lost`.
    """

    def __init__(
        self, clinic_id: int, epoch: int, asked_at: float, elapsing: Callable[[], float] = elapsed
    ) -> None:
        self.clinic_id = clinic_id
        self.epoch = epoch
        self.lost = asyncio.Event()
        self._elapsing = elapsing
        self._until = asked_at + LEASE_SECONDS

    @property
    def left(self) -> float:
        """For how many seconds it holds still; not above 0 where it does not."""
        return 0.0 if self.lost.is_set() else self._until - self._elapsing()

    def renewed(self, asked_at: float) -> None:
        """The database, asked at `asked_at`, has said that nobody else has taken the lead."""
        self._until = asked_at + LEASE_SECONDS

    def holds(self) -> bool:
        """Whether this process leads and its lease has not run out."""
        return self.left > 0

    async def still(self, seen: AsyncConnection) -> bool:
        """Whether nobody else has taken the lead, as is seen on this connection."""
        found = await seen.execute(EPOCH, {"clinic": self.clinic_id})
        return self.holds() and found.scalar_one() == self.epoch

    async def confirm(self, db: Db) -> None:
        """Hold the lead until this transaction has ended; raises `LeadLost` where it is gone."""
        if not self.holds():
            raise LeadLost
        # A key share stands in nobody's way but the next leader's, who takes the row whole.
        found = await db.exec(
            select(Clinic.leader_epoch)
            .where(Clinic.id == self.clinic_id)
            .with_for_update(read=True, key_share=True)
        )
        if found.one() != self.epoch:
            raise LeadLost
