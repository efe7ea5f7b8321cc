"""The roll of the workers: which processes serve this database, and who leads which clinic.

Each process has one session with PostgreSQL besides its pool, however many clinics there are. A
shared advisory lock counts it among the workers, and one advisory lock a clinic says whom it leads.
All of them end with the process or its connection, so there is nothing to clean up after a crash.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import structlog
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import make_url

from reminder.store.database import CHANGED
from reminder.store.leadership import ClinicLead, elapsed

log = structlog.get_logger(__name__)

LOCK_CLASS = 0x726D6472
"""The first half of a clinic's lock; the second is its id."""

WORKERS = 0x726D6473
"""The first half of the lock that all workers share; the second is 0."""

VACANT = "reminder_vacant"
"""The channel on which is said that there is something to share out: a clinic has been laid down,
added, changed or removed.
"""

ANSWER_SECONDS = 2.0
"""How long the database may take to answer one that leads nothing."""

CONNECT_SECONDS = 5.0
"""How long it may take to reach the database."""

WAIT_MILLISECONDS = 500
"""How long a new leader waits for what the last has confirmed and not yet committed; the other
clinics of the process wait with it.
"""

IDLE_SECONDS = 20
"""After so long without a word the server ends the session, and its locks with it: for a process
that is frozen, or a host that is gone. Longer than the lease, so that no two leaders ever send.
"""

FAULTS = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

_HERE = """locktype = 'advisory' AND granted AND objsubid = 2
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""

_LOOK = f"""
    SELECT clinic.id, clinic.key, clinic.token IS NOT NULL AS has_token, clinic.changed_at,
           clinic.leader_epoch, held.pid
    FROM clinic
    LEFT JOIN (SELECT objid::bigint AS clinic_id, pid FROM pg_locks
               WHERE {_HERE} AND classid = $1) held ON held.clinic_id = clinic.id
    WHERE clinic.removed_at IS NULL
    ORDER BY clinic.id
"""  # noqa: S608  (constants alone)

_PRESENT = f"SELECT pid FROM pg_locks WHERE {_HERE} AND classid = $1 AND objid = 0"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Seen:
    """A clinic that is not removed, as it stood at a look. `leader` is a worker's number."""

    name: str
    has_token: bool
    changed_at: datetime | None
    leader: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """The workers present by their numbers, of which this one's is `me`, and the clinics by id."""

    me: int
    workers: frozenset[int]
    clinics: Mapping[int, Seen]


class Roll:
    """One process's place among the workers.

    `url` is the database's (`postgresql+asyncpg://…`). `heard` is called when another process has
    written something, with the clinic's id (None: any). `called` is set when there may be something
    to share out. `elapsing` returns seconds.
    """

    def __init__(
        self,
        url: str,
        heard: Callable[[int | None], None] = lambda _clinic: None,
        elapsing: Callable[[], float] = elapsed,
    ) -> None:
        self._url = url
        self._heard = heard
        self._elapsing = elapsing
        self._connection: Any = None
        self._turn = asyncio.Lock()
        self._leads: dict[int, ClinicLead] = {}
        self.called = asyncio.Event()
        self.is_faulty = False
        """Whether the last look failed for want of the database."""
        self.is_present = True
        """Whether this process is counted among the workers (see `attend`)."""

    async def look(self) -> Look | None:
        """Ask who is there and who leads what, connecting first where need be; None where the
        database does not answer. It renews the leads that are still held, and ends those that are
        not.
        """
        async with self._turn:
            try:
                connection = await self._connected()
                asked_at = self._elapsing()
                rows, present = await self._within(self._patience(), _ask(connection))
                me = int(connection.get_server_pid())
            except FAULTS as fault:
                if not self.is_faulty:
                    log.warning("no election", action="stand_by", fault=type(fault).__name__)
                self.is_faulty = True
                self._drop()
                return None
            self.is_faulty = False
        epochs = {row["id"]: row["leader_epoch"] for row in rows if row["pid"] == me}
        for lead in self._leads.values():
            if epochs.get(lead.clinic_id) == lead.epoch:
                lead.renewed(asked_at)
            else:
                lead.lost.set()
        return Look(
            me,
            frozenset(row["pid"] for row in present),
            {
                row["id"]: Seen(row["key"], row["has_token"], row["changed_at"], row["pid"])
                for row in rows
            },
        )

    async def take(self, clinic_id: int) -> ClinicLead | None:
        """Take the lead of a clinic; None where another process has it, or it cannot be had now."""
        async with self._turn:
            connection = self._connection
            if connection is None or clinic_id in self._leads:
                return None
            asked_at = self._elapsing()
            try:
                epoch = await self._within(self._patience(), _take(connection, clinic_id))
            except FAULTS as fault:
                log.warning("no election", action="stand_by", fault=type(fault).__name__)
                self._drop()
                return None
            if epoch is None or connection is not self._connection:
                return None
            lead = ClinicLead(clinic_id, epoch, asked_at, self._elapsing)
            self._leads[clinic_id] = lead
            return lead

    async def lay_down(self, lead: ClinicLead) -> None:
        """Give a lead back, and say so to the others; one that is lost already is forgotten."""
        async with self._turn:
            lead.lost.set()
            if self._leads.get(lead.clinic_id) is not lead or self._connection is None:
                return
            del self._leads[lead.clinic_id]
            unlock = "SELECT pg_advisory_unlock($1, $2)"
            await self._say(unlock, LOCK_CLASS, lead.clinic_id)

    async def attend(self, present: bool) -> None:
        """Be counted among the workers, or not: one that cannot serve what falls to it is not."""
        async with self._turn:
            if present is self.is_present:
                return
            self.is_present = present
            if self._connection is not None:
                await self._say(_counted(present), WORKERS)

    async def leave(self) -> None:
        """Close the session; whatever is still held is laid down with it."""
        async with self._turn:
            if self._connection is not None:
                await self._say("SELECT pg_advisory_unlock_all()")
            if self._connection is not None:
                with suppress(*FAULTS):
                    await self._within(ANSWER_SECONDS, self._connection.close())
            self._drop()

    async def _say(self, statement: str, *values: int) -> None:
        """Change what this session holds, and let the others look."""

        async def said(connection: Any) -> None:
            await connection.execute(statement, *values)
            await connection.execute(f"NOTIFY {VACANT}")

        try:
            await self._within(ANSWER_SECONDS, said(self._connection))
        except FAULTS as fault:
            log.info("left without a word", action="resign", fault=type(fault).__name__)
            self._drop()

    def _patience(self) -> float:
        """While its leases last nobody needs to know: a slow answer is no loss."""
        left = (lead.left for lead in self._leads.values())
        return max(ANSWER_SECONDS, min(left, default=0.0))

    async def _connected(self) -> Any:
        if self._connection is not None:
            return self._connection
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
        async with asyncio.timeout(CONNECT_SECONDS):
            connection = await asyncpg.connect(**address, server_settings=settings)
        self._connection = connection
        connection.add_termination_listener(self._ended)
        await self._within(ANSWER_SECONDS, self._prepare(connection))
        return connection

    def _ended(self, connection: Any) -> None:
        if connection is self._connection:
            self._drop()
            self.called.set()

    async def _prepare(self, connection: Any) -> None:
        await connection.execute(
            "SELECT set_config(name, $1, false) FROM pg_settings WHERE name = $2",
            f"{IDLE_SECONDS}s",
            "idle_session_timeout",
        )
        await connection.add_listener(CHANGED, self._hear)
        await connection.add_listener(VACANT, lambda *_: self.called.set())
        if self.is_present:
            await connection.execute(_counted(True), WORKERS)
            await connection.execute(f"NOTIFY {VACANT}")

    def _hear(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        self._heard(int(payload) if payload.isdecimal() else None)

    async def _within(self, seconds: float, work: Awaitable[Any]) -> Any:
        """Await, but give the connection up after `seconds`: a dead one may never answer."""
        asked = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({asked}, timeout=max(seconds, 0.0))
        except asyncio.CancelledError:
            asked.cancel()
            with suppress(asyncio.CancelledError, *FAULTS):
                await asked
            raise
        if done:
            return asked.result()
        self._drop()
        asked.cancel()
        with suppress(asyncio.CancelledError, *FAULTS):
            await asked
        raise TimeoutError

    def _drop(self) -> None:
        """Give every lead and the connection up, without a word to the server."""
        connection, self._connection = self._connection, None
        leads = list(self._leads.values())
        self._leads.clear()
        for lead in leads:
            lead.lost.set()
        if connection is not None:
            connection.terminate()


async def workers_of(url: str) -> int:
    """Return how many processes serve the PostgreSQL database at `url` (as `Roll` takes it)."""
    roll = Roll(url)
    roll.is_present = False
    try:
        look = await roll.look()
    finally:
        await roll.leave()
    return 0 if look is None else len(look.workers)


def _counted(present: bool) -> str:
    return f"SELECT pg_advisory_{'' if present else 'un'}lock_shared($1, 0)"


async def _ask(connection: Any) -> tuple[Any, Any]:
    rows = await connection.fetch(_LOOK, LOCK_CLASS)
    return rows, await connection.fetch(_PRESENT, WORKERS)


async def _take(connection: Any, clinic_id: int) -> int | None:
    """Take the lock and return the new epoch, None where another process is in the way."""
    lock = "SELECT pg_try_advisory_lock($1, $2)"
    if not await connection.fetchval(lock, LOCK_CLASS, clinic_id):
        return None
    try:
        async with connection.transaction():
            await connection.execute(f"SET LOCAL lock_timeout = {WAIT_MILLISECONDS}")
            # Waits for what the last leader has confirmed and not yet committed.
            row = "SELECT id FROM clinic WHERE id = $1 FOR UPDATE"
            await connection.execute(row, clinic_id)
            raised = (
                "UPDATE clinic SET leader_epoch = leader_epoch + 1 WHERE id = $1 "
                "RETURNING leader_epoch"
            )
            return int(await connection.fetchval(raised, clinic_id))
    except asyncpg.LockNotAvailableError:
        await connection.execute("SELECT pg_advisory_unlock($1, $2)", LOCK_CLASS, clinic_id)
        return None
