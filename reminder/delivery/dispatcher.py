"""The dispatcher: claims what is due, sends it, records what became of it, and sleeps.

One loop does all the writing; sends run beside it, one at a time for each chat. It wakes when it is
told to: by the ticker at the next due instant, by a handler that has queued an answer, or by a send
that has finished.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol
from weakref import WeakValueDictionary

import structlog

from reminder.care.outcomes import Deferred, Delivered, NotBegun, Outcome, Uncertain
from reminder.care.reasons import Reason
from reminder.clock import Clock
from reminder.delivery.agenda import Agenda, agenda, glance, is_due
from reminder.delivery.breaker import PROBE_SECONDS, Breaker
from reminder.delivery.claim import Room, claim
from reminder.delivery.giving_way import GivingWay, Starts
from reminder.delivery.looks import Looks
from reminder.delivery.parcels import LEASE, Finished, Parcel
from reminder.delivery.people import NOBODY, People
from reminder.delivery.settle import ANSWER_PAUSE, settle, was_delivered
from reminder.practice.clinic import Practice
from reminder.practice.outbox import anchored_message
from reminder.store.database import Store
from reminder.store.leadership import ALONE, Lead, LeadLost

log = structlog.get_logger(__name__)

BATCH = 60
"""How many messages of each sort may be on their way: two seconds of Telegram's usual allowance."""

CLAIMED_AT_ONCE = 60
"""How many are claimed in one transaction at most: whoever else has to write waits for it."""

LOOK_AGAIN = timedelta(seconds=1)
"""When to look again for what is due and cannot be claimed yet."""

FAULT_PAUSE_SECONDS = 5.0
"""How long the loop rests after a fault of its own (a locked database, a lost connection)."""

GATHERING_SECONDS = 0.01
"""For how long outcomes are gathered where one follows hard on another: writing one down costs much
the same as writing ten. At Telegram's usual pace none waits, nor does a claim.
"""

LARGEST_BATCH = 240
"""How many are on their way at most, whatever is allowed: a crash may repeat those."""


def batch_for(rate: float | None) -> int:
    """Return how many messages may be on their way where Telegram takes `rate` a second: what it
    takes in two seconds, within reason. None: it has not said.
    """
    return BATCH if rate is None else min(max(BATCH, int(2 * rate)), LARGEST_BATCH)


BeforeWire = Callable[[], Awaitable[NotBegun | None]]


class Sender(Protocol):
    """The way to Telegram, as far as the dispatcher needs it."""

    async def send(
        self, parcel: Parcel, message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Send one message; `before` is awaited when the limiter has granted its turn."""
        ...

    async def is_well(self) -> bool:
        """Whether Telegram answers at all."""
        ...


class Dispatcher:
    """Carries one clinic's due messages to Telegram.

    `arm` is called with the next due instant (None: nothing is planned) after every pass. While
    `hears` says that patients cannot be heard, they are sent nothing but answers: a STOP may wait.
    Without the `lead` nothing is claimed and no send begins. `batch` bounds how many messages of
    each sort are on their way: with a larger allowance it is larger. `people` are let pass before
    reminders are claimed and sent: what they have just written goes first. So do the `starts` of
    other clinics of this process.
    """

    def __init__(
        self,
        store: Store,
        practice: Practice,
        sender: Sender,
        clock: Clock,
        arm: Callable[[datetime | None], None],
        hears: Callable[[], bool] = lambda: True,
        lead: Lead = ALONE,
        batch: int = BATCH,
        people: People = NOBODY,
        starts: Starts | None = None,
    ) -> None:
        self._people = people
        self._way = GivingWay(people, Starts() if starts is None else starts)
        self._batch = batch
        self._looks = Looks(store, practice, lead, self._way, gather=True)
        self._looks_at_answers = Looks(store, practice, lead)
        self._store = store
        self._practice = practice
        self._sender = sender
        self._clock = clock
        self._arm = arm
        self._hears = hears
        self._lead = lead
        self._wake = asyncio.Event()
        self._quiet = asyncio.Event()
        self._chats: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._sending: dict[int, tuple[Parcel, asyncio.Task[None]]] = {}
        self._finished: list[Finished] = []
        self._breaker = Breaker()
        self._settled_at = float("-inf")
        self._probes = 0
        self._asked = 0
        self._looked = -1
        self.next_at: datetime | None = None
        self.passed_at: datetime | None = None

    @property
    def breaker_is_open(self) -> bool:
        """Whether sending waits until Telegram answers again."""
        return self._breaker.is_open

    @property
    def on_their_way(self) -> int:
        """How many messages are claimed and not yet recorded."""
        return len(self._sending) + len(self._finished)

    def wake(self) -> None:
        """Look at once for what is due."""
        self._asked += 1
        self._quiet.clear()
        self._wake.set()

    def nothing_due(self, at: datetime) -> None:
        """Another look, at all clinics together, has found nothing due here at `at`."""
        if self._lead.holds() and not self._breaker.is_open:
            self.passed_at = at

    async def quiet(self) -> None:
        """Wait until nothing that is due is left and nothing is on its way."""
        self.wake()
        await self._quiet.wait()

    async def run(self) -> None:
        """Dispatch until cancelled."""
        self.wake()
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                passing = asyncio.create_task(self._pass())
                try:
                    # A stop lets the pass end: what it has claimed is then carried or given back.
                    await asyncio.shield(passing)
                except asyncio.CancelledError:
                    await asyncio.wait({passing})
                    raise
                except Exception as fault:  # noqa: BLE001  (the loop must outlive any fault)
                    log.error("dispatch pass failed", action="dispatch", fault=type(fault).__name__)
                    asyncio.get_running_loop().call_later(FAULT_PAUSE_SECONDS, self._wake.set)
        finally:
            await self._wind_down()

    async def _pass(self) -> None:
        asked = self._asked
        await self._people.let_pass()
        await self._settle()
        if not self._lead.holds():
            return
        if self._breaker.is_open and not await self._probe():
            return
        room = self._room()
        if self._sending and not room.reminders and asked == self._looked:
            return  # there is nothing to look for before more of them have finished
        now = self._clock.now()
        async with self._store.glancing() as seen:
            found = await glance(seen, self._practice)
        halted = found.halted_until is not None and found.halted_until > now
        parcels: list[Parcel] = []
        if not halted and self._is_for_us(found, room, now):
            await self._people.let_pass()
            try:
                async with self._store.writing() as db:
                    await self._lead.confirm(db)
                    parcels = await claim(db, self._practice, now, room, self._in_flight())
                    found = await agenda(db, self._practice)
            except LeadLost:
                return
        for parcel in parcels:
            task = asyncio.create_task(self._carry(parcel))
            self._sending[parcel.delivery_id] = (parcel, task)
        self.next_at = found.first_at
        self.passed_at = now
        self._looked = asked
        if halted and self.next_at is not None and found.halted_until is not None:
            self.next_at = max(self.next_at, found.halted_until)
        overdue = self.next_at is not None and self.next_at <= self._clock.now()
        if parcels:
            # A batch limit may have left some over.
            self._wake.set()
        elif self._sending or self._finished:
            pass  # the next one to finish wakes us
        elif overdue:
            # Due, but behind an earlier answer of its chat that waits for its retry, or behind a
            # clinic that starts.
            self.next_at = now + LOOK_AGAIN
        elif asked == self._asked:
            self._quiet.set()
        self._arm(self.next_at)

    @staticmethod
    def _is_for_us(found: Agenda, room: Room, now: datetime) -> bool:
        """Say whether a claim would find something: one that does not would hold up who writes."""
        if is_due(found.other_at, now) or found.erasures is not None:
            return True
        return room.reminders > 0 and is_due(found.reminders, now)

    def _in_flight(self) -> frozenset[int]:
        return frozenset(self._sending) | {done.parcel.delivery_id for done in self._finished}

    def _room(self) -> Room:
        """Return what may be claimed now: reminders once there is room for half of a batch, since a
        claim of a few costs nearly as much as one of many.
        """
        answers = sum(1 for parcel, _ in self._sending.values() if parcel.is_answer)
        reminders = self._batch - (len(self._sending) - answers)
        enough = 2 * reminders >= min(self._batch, 2 * CLAIMED_AT_ONCE)
        if not enough or not self._hears() or self._way.holds_claims():
            reminders = 0
        return Room(
            self._batch - answers,
            min(reminders, CLAIMED_AT_ONCE),
            hurried=lambda: self._people.wait,
        )

    async def _carry(self, parcel: Parcel) -> None:
        claimed_at = self._clock.now()
        lock = self._chats.setdefault(parcel.chat_hash, asyncio.Lock())
        outcome: Outcome | NotBegun = NotBegun(Reason.STOPPED, retry_at=claimed_at)

        async def before() -> NotBegun | None:
            nonlocal outcome
            called_off = await self._last_look(parcel, claimed_at)
            if called_off is None:
                # From here on it may arrive, whatever ends this.
                outcome = Uncertain(Reason.ENDED_IN_FLIGHT)
            return called_off

        try:
            async with lock:
                outcome = await self._send(parcel, before)
        except Exception as fault:  # noqa: BLE001  (the ledger says what is known of its fate)
            log.error("send failed", action="send", fault=type(fault).__name__)
        finally:
            self._finished.append(Finished(parcel, outcome))
            self._sending.pop(parcel.delivery_id, None)
            self._wake.set()

    async def _last_look(self, parcel: Parcel, claimed_at: datetime) -> NotBegun | None:
        now = self._clock.now()
        if now >= claimed_at + LEASE / 2:
            return NotBegun(Reason.WAITED_TOO_LONG, retry_at=now)
        if parcel.is_answer and self._is_overtaking(parcel):
            return NotBegun(Reason.BEHIND_AN_EARLIER_ANSWER, retry_at=now + ANSWER_PAUSE)
        looks = self._looks_at_answers if parcel.is_answer else self._looks
        called_off = await looks.at(parcel, now)
        # The looks themselves may have taken longer than the lease.
        if called_off is None and not self._lead.holds():
            return NotBegun(Reason.STOPPED, retry_at=now)
        return called_off

    def _is_overtaking(self, parcel: Parcel) -> bool:
        """Whether an earlier answer of the chat has yet to go: it was given back, which is not
        written down yet, or it was claimed again since and waits behind this one for its turn.
        """
        given_back = [
            done.parcel
            for done in self._finished
            if isinstance(done.outcome, Deferred | Uncertain)
            or (isinstance(done.outcome, NotBegun) and done.outcome.retry_at is not None)
        ]
        waiting = [sending for sending, _ in self._sending.values()]
        return any(
            other.is_answer
            and other.chat_hash == parcel.chat_hash
            and other.delivery_id < parcel.delivery_id
            for other in (*given_back, *waiting)
        )

    async def _send(self, parcel: Parcel, before: BeforeWire) -> Outcome | NotBegun:
        message_id = parcel.outgoing.edits_message
        if parcel.outgoing.edits is not None:
            message_id = self._just_delivered(parcel.chat_hash, parcel.outgoing.edits)
            if message_id is None:
                async with self._store.reading() as db:
                    message_id = await anchored_message(
                        db, self._practice, parcel.chat_hash, parcel.outgoing.edits
                    )
        outcome = await self._sender.send(parcel, message_id, before)
        if not isinstance(outcome, NotBegun):
            self._breaker.note(outcome)
        return outcome

    def _just_delivered(self, chat_hash: str, anchor: str) -> int | None:
        """Return the message of this anchor whose arrival is not written down yet."""
        for done in reversed(self._finished):
            if (
                done.parcel.chat_hash == chat_hash
                and done.parcel.outgoing.anchor == anchor
                and isinstance(done.outcome, Delivered)
            ):
                return done.outcome.message_id or None
        return None

    async def _settle(self) -> None:
        if not self._finished:
            return
        loop = asyncio.get_running_loop()
        follows = loop.time() - self._settled_at < 2 * GATHERING_SECONDS
        if follows and not self._room().reminders:
            await asyncio.sleep(GATHERING_SECONDS)
        try:
            await self._settle_what_has_finished()
        finally:
            self._settled_at = loop.time()

    async def _settle_what_has_finished(self) -> None:
        finished = list(self._finished)
        if not all(map(was_delivered, finished)):
            # Something may have become due by it.
            self._looked = -1
        try:
            async with self._store.writing() as db:
                await settle(db, self._practice, finished, self._clock.now())
        except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
            log.error("settling together failed", action="settle", fault=type(fault).__name__)
            await self._settle_one_by_one(finished)
        else:
            del self._finished[: len(finished)]

    async def _settle_one_by_one(self, finished: list[Finished]) -> None:
        """Record each by itself. If none can be, the database is at fault and all are kept; else
        the bad ones are left to their lease, which ends as of unknown fate.
        """
        settled: list[Finished] = []
        faults: list[Exception] = []
        for done in finished:
            try:
                async with self._store.writing() as db:
                    await settle(db, self._practice, [done], self._clock.now())
            except Exception as fault:  # noqa: BLE001  (as above)
                faults.append(fault)
            else:
                settled.append(done)
        if not settled:
            raise faults[0]
        for one in faults:
            log.error("an outcome was not recorded", action="settle", fault=type(one).__name__)
        del self._finished[: len(finished)]

    async def _probe(self) -> bool:
        """Look whether Telegram answers again; if not, have the next look later."""
        if not self._probes:
            log.warning("telegram is at fault; sending waits", action="breaker_open")
        if await self._sender.is_well():
            self._breaker.close()
            self._probes = 0
            log.info("telegram answers again", action="breaker_closed")
            return True
        pause = PROBE_SECONDS[min(self._probes, len(PROBE_SECONDS) - 1)]
        self._probes += 1
        asyncio.get_running_loop().call_later(pause, self._wake.set)
        return False

    async def _wind_down(self) -> None:
        """Let what is in flight finish, within reason, and record it."""
        tasks = [task for _, task in self._sending.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=10)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        with suppress(Exception):
            await self._settle()
