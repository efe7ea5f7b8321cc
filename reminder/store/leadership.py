"""Who leads. One bot has one leader, which reads and sends; on PostgreSQL others stand by.

The leader holds a session advisory lock on a connection of its own, so the lock ends with the
process or its connection. That alone is no fence: a leader that was frozen learns of its loss late.
So each leader raises the clinic's `leader_epoch`, and whatever a leader alone may do compares it
in its own transaction (`Lead.confirm`). The row's locks make it exact: a transaction that has
confirmed holds up the next leader's raise until it has committed, and one that comes later sees the
new epoch.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol

import asyncpg
import structlog
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import make_url
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession as Db

from reminder.store.database import CHANGED
from reminder.store.tables import Clinic

log = structlog.get_logger(__name__)

LOCK_CLASS = 0x726D6472
"""The first half of the lock's key; the second is the clinic's id."""

VACANT = "reminder_vacant"
"""The channel on which a leader that goes in good order says so."""

LOOK_SECONDS = 1.0
"""How often one that stands by tries the lock, and a leader asks whether it still has it."""

ANSWER_SECONDS = 2.0
"""How long the database may take to answer one that stands by."""

CONNECT_SECONDS = 5.0
"""How long it may take to reach the database."""

LEASE_SECONDS = 15.0
"""How long after it last asked a leader may still begin to send."""

IDLE_SECONDS = 20
"""After so long without a word the server ends the session, and the lock with it: for a process
that is frozen, or a host that is gone. Longer than the lease, so that no two leaders ever send.
"""

FAULTS = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class LeadLost(Exception):
    """Another process leads this clinic's bot."""


class Lead(Protocol):
    """Whether this process leads."""

    def holds(self) -> bool:
        """Whether a send may begin now."""
        ...

    async def still(self, db: Db) -> bool:
        """Whether nobody else has taken the lead, as this transaction sees it."""
        ...

    async def confirm(self, db: Db) -> None:
        """Hold the lead until this transaction has ended; raises `LeadLost` where it is gone."""
        ...


class Alone:
    """The lead of a process beside which there can be no other: its data folder is locked."""

    def holds(self) -> bool:
        """Always."""
        return True

    async def still(self, _db: Db) -> bool:
        """Always."""
        return True

    async def confirm(self, _db: Db) -> None:
        """There is nothing to lose."""


ALONE = Alone()


def elapsed() -> float:
    """Return seconds that grow steadily, also while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Election:
    """One process's part in the election of a clinic's leader; the lead where it has won.

    `url` is the database's (`postgresql+asyncpg://…`). `heard` is called when another process has
    written something. `elapsing` returns seconds.
    """

    def __init__(
        self,
        url: str,
        clinic_id: int,
        heard: Callable[[], None] = lambda: None,
        elapsing: Callable[[], float] = elapsed,
    ) -> None:
        self._url = url
        self._clinic_id = clinic_id
        self._heard = heard
        self._elapsing = elapsing
        self._connection: Any = None
        self._broken = asyncio.Event()
        self._vacant = asyncio.Event()
        self._faulty = False
        self._until = 0.0
        self.epoch: int | None = None

    @property
    def is_faulty(self) -> bool:
        """Whether the last try to take the lead failed for want of the database."""
        return self._faulty

    def holds(self) -> bool:
        """Whether this process leads and its lease has not run out."""
        return self.epoch is not None and self._elapsing() < self._until

    async def still(self, db: Db) -> bool:
        """Whether nobody else has taken the lead, as this transaction sees it."""
        found = await db.exec(select(Clinic.leader_epoch).where(Clinic.id == self._clinic_id))
        return self.holds() and found.one() == self.epoch

    async def confirm(self, db: Db) -> None:
        """Hold the lead until this transaction has ended; raises `LeadLost` where it is gone."""
        if not self.holds():
            raise LeadLost
        # A key share stands in nobody's way but the next leader's, who takes the row whole.
        found = await db.exec(
            select(Clinic.leader_epoch)
            .where(Clinic.id == self._clinic_id)
            .with_for_update(read=True, key_share=True)
        )
        if found.one() != self.epoch:
            raise LeadLost

    async def win(self) -> bool:
        """Try once to take the lead, connecting first where need be."""
        try:
            await self._connect()
            self._vacant.clear()
            asked_at = self._elapsing()
            epoch = await self._within(ANSWER_SECONDS, self._take())
        except FAULTS as fault:
            if not self._faulty:
                log.warning("no election", action="stand_by", fault=type(fault).__name__)
            self._faulty = True
            self._drop()
            return False
        self._faulty = False
        if epoch is None:
            return False
        self.epoch = epoch
        self._until = asked_at + LEASE_SECONDS
        return True

    async def wait(self) -> None:
        """Wait until another try makes sense: a moment, or less where the lead is laid down."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._vacant.wait(), LOOK_SECONDS)

    async def keep(self) -> None:
        """Ask again and again whether the lead is still held; returns once it is lost."""
        epoch = self.epoch
        while self.holds():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._broken.wait(), LOOK_SECONDS)
            asked_at = self._elapsing()
            try:
                # While the lease lasts nobody needs to know: a slow answer is no loss.
                found = await self._within(self._until - asked_at, self._ask())
            except FAULTS:
                break
            if found != epoch:
                break
            self._until = asked_at + LEASE_SECONDS
        self._drop()

    async def resign(self) -> None:
        """Lay the lead down, if it is held, and close the connection."""
        held, self.epoch = self.epoch is not None, None
        if self._connection is not None and not self._broken.is_set():
            try:
                if held:
                    await self._within(ANSWER_SECONDS, self._lay_down())
                await self._within(ANSWER_SECONDS, self._connection.close())
            except FAULTS as fault:
                log.info("left without a word", action="resign", fault=type(fault).__name__)
        self._drop()

    async def _connect(self) -> None:
        if self._connection is not None and not self._broken.is_set():
            return
        self._drop()
        dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
        _, address = dialect.create_connect_args(make_url(self._url))  # type: ignore[no-untyped-call]
        settings = {
            "application_name": "aftercare reminders: leader",
            "statement_timeout": f"{ANSWER_SECONDS}s",
            # A host that is gone cannot say so.
            "tcp_keepalives_idle": "2",
            "tcp_keepalives_interval": "1",
            "tcp_keepalives_count": "3",
        }
        connection = await asyncio.wait_for(
            asyncpg.connect(**address, server_settings=settings), CONNECT_SECONDS
        )
        self._connection = connection
        self._broken = asyncio.Event()
        connection.add_termination_listener(self._ended)
        await self._within(ANSWER_SECONDS, self._prepare())

    def _ended(self, connection: Any) -> None:
        if connection is self._connection:
            self.epoch = None
            self._broken.set()

    async def _prepare(self) -> None:
        await self._connection.execute(
            "SELECT set_config(name, $1, false) FROM pg_settings WHERE name = $2",
            f"{IDLE_SECONDS}s",
            "idle_session_timeout",
        )
        await self._connection.add_listener(CHANGED, lambda *_: self._heard())
        await self._connection.add_listener(VACANT, lambda *_: self._vacant.set())

    async def _take(self) -> int | None:
        """Return the new epoch, None where another process holds the lock."""
        lock = "SELECT pg_try_advisory_lock($1, $2)"
        if not await self._connection.fetchval(lock, LOCK_CLASS, self._clinic_id):
            return None
        async with self._connection.transaction():
            # Waits for what the last leader has confirmed and not yet committed.
            row = "SELECT id FROM clinic WHERE id = $1 FOR UPDATE"
            await self._connection.execute(row, self._clinic_id)
            epoch = await self._connection.fetchval(
                "UPDATE clinic SET leader_epoch = leader_epoch + 1 WHERE id = $1 "
                "RETURNING leader_epoch",
                self._clinic_id,
            )
        return int(epoch)

    async def _ask(self) -> int | None:
        row = "SELECT leader_epoch FROM clinic WHERE id = $1"
        found: int | None = await self._connection.fetchval(row, self._clinic_id)
        return found

    async def _lay_down(self) -> None:
        await self._connection.execute("SELECT pg_advisory_unlock_all()")
        await self._connection.execute(f"NOTIFY {VACANT}")

    async def _within(self, seconds: float, work: Awaitable[Any]) -> Any:
        """Await, but give the connection up after `seconds`: a dead one may never answer."""
        asked = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({asked}, timeout=max(seconds, 0.0))
        except asyncio.CancelledError:
            asked.cancel()
            raise
        if done:
            return asked.result()
        self._drop()
        asked.cancel()
        with suppress(asyncio.CancelledError, *FAULTS):
            await asked
        raise TimeoutError

    def _drop(self) -> None:
        """Give the lead and the connection up, without a word to the server."""
        self.epoch = None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
