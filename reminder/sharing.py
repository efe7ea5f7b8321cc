"""Has a process serve its share of the clinics, and stand by for the others.

A term begins when the lead of a clinic is taken and ends when it is lost, laid down for the sake of
balance, or given up because the clinic was removed, changed or cannot be served.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import structlog

from reminder.delivery.giving_way import Starts
from reminder.errors import ReminderError
from reminder.shares import share_out
from reminder.store.leadership import ClinicLead, LeadLost

if TYPE_CHECKING:
    # It brings PostgreSQL's driver, which a service on SQLite does without.
    from reminder.store.roll import Look, Roll, Seen

log = structlog.get_logger(__name__)

LOOK_SECONDS = 1.0
"""How often a worker looks who is there, and renews its leads."""

TAKING_SECONDS = 2.0
"""How long it may take leads before it looks again; its leases go on meanwhile."""

REST_SECONDS = 3.0
"""How long one that has laid clinics down for another worker leaves them to it."""

STARTING = 8
"""How many clinics start at a time: of fifty that are taken over together the first serve sooner,
and the last no later.
"""

START_SECONDS = 3.0
"""After so long one that has not started leaves its place to the next, and goes on starting: a
Telegram that does not answer one bot keeps no other waiting.
"""

LEFT_SECONDS = 5.0
"""After so long what nobody leads is anybody's, whoever's share it would be: that worker cannot
serve it, or it would have taken it.
"""

PAUSES = (1.0, 5.0, 60.0, 300.0, 900.0, 3600.0)
"""Seconds before a clinic that could not be served is tried again; the last goes on."""

MISTAKE = 2
"""At which of these pauses a mistake of the configuration begins: it does not go by itself."""


class Branch(Protocol):
    """One clinic's service for one term."""

    async def start(self) -> None:
        """Begin; returns when the clinic's bot reads and sends."""
        ...

    async def run(self) -> None:
        """Serve until cancelled."""
        ...

    async def stop(self) -> None:
        """Let what is in flight finish, and close."""
        ...


@dataclass(eq=False)
class _Term:
    lead: ClinicLead
    seen: "Seen"
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    works: bool = False


@dataclass(frozen=True, slots=True)
class _Failed:
    changed_at: datetime | None
    tries: int
    again_at: float


class Sharing:
    """One process's part. `serves` says whether it would serve a clinic at all, `open_branch`
    makes what serves one; `looked` is told of each look, `failed` of a clinic that could not be
    served. `is_all` says of a clinic whether it is all there is to serve: its faults are the
    process's then. `starts` is told of each clinic that is taken and starts.
    """

    def __init__(
        self,
        roll: "Roll",
        *,
        serves: Callable[["Seen"], bool],
        open_branch: Callable[[ClinicLead], Branch],
        looked: Callable[["Look"], Awaitable[None]],
        failed: Callable[[int, Exception], Awaitable[None]],
        is_all: Callable[[int], bool],
        starts: Starts,
        elapsing: Callable[[], float] = time.monotonic,
    ) -> None:
        self._roll = roll
        self._serves = serves
        self._open_branch = open_branch
        self._looked = looked
        self._failed_one = failed
        self._is_all = is_all
        self._elapsing = elapsing
        self._terms: dict[int, _Term] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed: dict[int, _Failed] = {}
        self._have_worked: set[int] = set()
        self._rests_until = 0.0
        self._stays_until = 0.0
        self._vacant_since: dict[int, float] = {}
        self._fault: Exception | None = None
        self._shared_once = asyncio.Event()
        self._places = asyncio.Semaphore(STARTING)
        self._starts = starts
        self.look: Look | None = None
        self.served = 0
        """How many clinics there are that this process would serve, whoever serves them."""

    @property
    def failing(self) -> frozenset[int]:
        """The clinics that this process could not serve when it last tried."""
        return frozenset(self._failed)

    @property
    def keeps_backups(self) -> bool:
        """Whether the backups are this process's: it leads the first clinic that is led."""
        if self.look is None:
            return False
        led = {number: seen.leader for number, seen in self.look.clinics.items() if seen.leader}
        return bool(led) and led[min(led)] == self.look.me

    async def decided(self) -> None:
        """Wait until this process serves its first share, or has found that others lead."""
        await self._shared_once.wait()
        for term in list(self._terms.values()):
            await term.settled.wait()

    async def run(self) -> None:
        """Serve and stand by until cancelled; raises the fault of a clinic that is all there is."""
        try:
            while True:
                self._roll.called.clear()
                look = await self._roll.look()
                if look is not None:
                    self.look = look
                    await self._looked(look)
                    await self._share(look)
                elif not self._terms:
                    self._shared_once.set()
                if self._fault is not None:
                    raise self._fault
                # Not `wait_for`: before Python 3.12 it loses a cancellation that comes with what is
                # waited for, and a service that was called just as it was to stop never ended.
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._roll.called.wait()
        finally:
            for term in self._terms.values():
                term.ending.set()
            if self._tasks:
                await asyncio.wait(self._tasks)
            await self._roll.leave()

    async def _share(self, look: "Look") -> None:
        served = {number: seen for number, seen in look.clinics.items() if self._serves(seen)}
        self.served = len(served)
        for number in [number for number in self._failed if number not in served]:
            del self._failed[number]
        self._end_what_has_changed(served)
        await self._attend(look, served)
        mine = [number for number, term in self._terms.items() if not term.ending.is_set()]
        share = share_out(
            look.me,
            look.workers,
            # What is being laid down here is nobody's to take yet.
            {n: look.me if n in self._terms else seen.leader for n, seen in served.items()},
            mine,
            {number for number, seen in served.items() if self._may_take(number, seen)},
        )
        now = self._elapsing()
        for number in mine[len(mine) - share.lay_down :] if now >= self._stays_until else ():
            log.info("laid down for another process", action="share", clinic=number)
            self._terms[number].ending.set()
            self._rests_until = now + REST_SECONDS
        await self._take(look, share.take, share.room)
        left = self._left_by_all(served, share.take)
        if left:
            # Whoever could not serve it finds that out before it is offered to anybody again.
            self._stays_until = now + REST_SECONDS
            await self._take(look, left, len(left))
        if not self._shared_once.is_set():
            if not self._terms:
                log.info("another process leads", action="stand_by")
            self._shared_once.set()

    async def _take(self, look: "Look", wanted: tuple[int, ...], room: int) -> None:
        began = self._elapsing()
        if began < self._rests_until:
            return
        with self._starts.one():
            for number in wanted:
                if not room or self._elapsing() - began > TAKING_SECONDS:
                    return
                lead = await self._roll.take(number)
                if lead is not None:
                    room -= 1
                    self._begin(lead, look.clinics[number])

    def _left_by_all(self, served: dict[int, "Seen"], able: tuple[int, ...]) -> tuple[int, ...]:
        """Return what nobody has led for a while, and this process could serve."""
        now = self._elapsing()
        self._vacant_since = {
            number: self._vacant_since.get(number, now)
            for number, seen in served.items()
            if seen.leader is None and number not in self._terms
        }
        return tuple(
            number for number in able if now - self._vacant_since.get(number, now) > LEFT_SECONDS
        )

    def _end_what_has_changed(self, served: dict[int, "Seen"]) -> None:
        for number, term in self._terms.items():
            seen = served.get(number)
            if seen is None or seen.changed_at != term.seen.changed_at:
                term.ending.set()

    async def _attend(self, look: "Look", served: dict[int, "Seen"]) -> None:
        """Be counted, unless others can serve what this process cannot: nothing is left for it."""
        now = self._elapsing()
        lacking = any(
            number in served and served[number].leader not in (None, look.me)
            for number, failed in self._failed.items()
            if failed.again_at > now
        )
        await self._roll.attend(not lacking)

    def _may_take(self, number: int, seen: "Seen") -> bool:
        failed = self._failed.get(number)
        return (
            failed is None
            or failed.changed_at != seen.changed_at
            or self._elapsing() >= failed.again_at
        )

    def _begin(self, lead: ClinicLead, seen: "Seen") -> None:
        term = _Term(lead, seen)
        self._terms[lead.clinic_id] = term
        task = asyncio.create_task(self._serve(term))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, term: _Term) -> None:
        number = term.lead.clinic_id
        structlog.contextvars.bind_contextvars(clinic=number)
        log.info("this process leads", action="lead", epoch=term.lead.epoch)
        work = asyncio.create_task(self._work(term))
        ends = [
            asyncio.create_task(term.lead.lost.wait()),
            asyncio.create_task(term.ending.wait()),
        ]
        await asyncio.wait({work, *ends}, return_when=asyncio.FIRST_COMPLETED)
        lost = term.lead.lost.is_set()
        for end in ends:
            end.cancel()
        fault = await _ended(work)
        # The lock is kept until nothing of the term is left, so that who follows finds it all.
        await self._roll.lay_down(term.lead)
        del self._terms[number]
        if fault is not None and not isinstance(fault, LeadLost):
            await self._note(term, fault)
        elif lost:
            log.warning("the lead is lost; standing by", action="stand_by")
        if self._fault is None:
            term.settled.set()
        self._roll.called.set()

    async def _work(self, term: _Term) -> None:
        branch = self._open_branch(term.lead)
        try:
            await self._start(branch)
            term.works = True
            self._have_worked.add(term.lead.clinic_id)
            self._failed.pop(term.lead.clinic_id, None)
            term.settled.set()
            await branch.run()
        finally:
            await branch.stop()

    async def _start(self, branch: Branch) -> None:
        async with self._places:
            starting = asyncio.create_task(branch.start())
            try:
                with self._starts.one():
                    await asyncio.wait({starting}, timeout=START_SECONDS)
            except asyncio.CancelledError:
                starting.cancel()
                await asyncio.wait({starting})
                raise
        await starting

    async def _note(self, term: _Term, fault: Exception) -> None:
        """A fault ends the process only where the clinic is all there is, and not where a later
        term fails at its beginning: the lead is laid down then, and tried for again.
        """
        number = term.lead.clinic_id
        mistake = isinstance(fault, ReminderError)
        if self._is_all(number) and (term.works or number not in self._have_worked or mistake):
            self._fault = fault
            return
        log.error("a clinic is not served", action="lead", fault=type(fault).__name__)
        former = self._failed.get(number)
        tries = former.tries + 1 if former else (MISTAKE if mistake else 0)
        pause = PAUSES[min(tries, len(PAUSES) - 1)]
        self._failed[number] = _Failed(term.seen.changed_at, tries, self._elapsing() + pause)
        await self._failed_one(number, fault)


async def _ended(task: asyncio.Task[None]) -> Exception | None:
    """End a task and return what it ended by."""
    task.cancel()
    await asyncio.wait({task})
    if task.cancelled():
        return None
    fault = task.exception()
    return fault if isinstance(fault, Exception) else None
