"""The update inbox: each Telegram update is stored before it is confirmed, handled from there in
order per chat and concurrently across chats, and marked done in the handler's own transaction.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, update
from sqlmodel import col, select
from telegram import Update
from telegram.ext import Application

from reminder.bot.allowance import Allowance, kind_of
from reminder.bot.arrivals import Arrivals, Stored, chat_of, store_updates, take_in
from reminder.bot.visit import Occasion, handle, occasion_of
from reminder.clock import Clock
from reminder.practice.clinic import Practice
from reminder.practice.set_aside import tell_set_aside
from reminder.store.database import Store
from reminder.store.faults import is_of_the_database
from reminder.store.leadership import ALONE, Lead, LeadLost
from reminder.store.tables import Clinic, InboxState, InboxUpdate, saved

log = structlog.get_logger(__name__)

TRIES = 3
"""How often a failing update is handled before it is set aside."""

BETWEEN_TRIES = timedelta(seconds=0.5)

GIVEN_WAY = 0.1
"""Seconds for which reminders let what people write go first, at most, at each step."""

LIMITED = "too_many"
"""The fault of an update that was left unanswered because its chat had asked too often."""

DATABASE_PAUSES = (0.5, 1.0, 2.0, 5.0, 15.0)
"""Seconds between tries while the database is at fault, not the update; the last goes on."""

INBOX = InboxUpdate.__table__  # type: ignore[attr-defined]
WAITING = (
    select(INBOX.c.state, INBOX.c.payload, INBOX.c.chat_hash)
    .where(INBOX.c.id == bindparam("row"))
    .with_for_update()
)
DONE = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("row"))
    .values(state=InboxState.DONE, payload=None, done_at=bindparam("now"))
)
LEFT_ALONE = DONE.values(fault=LIMITED)
OFFSET = (
    update(Clinic.__table__)  # type: ignore[attr-defined]
    .where(col(Clinic.id) == bindparam("clinic"))
    .values(update_offset=bindparam("next"))
)

Handled = Callable[[Occasion | None, str | None], None]


class Inbox:
    """Stores one clinic's updates and lets them be handled.

    `handled` is called once an update has been handled and committed: with the occasion and, for a
    pressed button, its query's id, which Telegram wants answered. Only the process that has the
    lead handles; every process may store.
    """

    def __init__(
        self,
        store: Store,
        practice: Practice,
        application: "Application[Any, Any, Any, Any, Any, Any]",
        clock: Clock,
        *,
        handled: Handled,
        lead: Lead = ALONE,
    ) -> None:
        self._store = store
        self._practice = practice
        self._application = application
        self._clock = clock
        self._handled = handled
        self._arrivals = Arrivals(practice.clinic_id, practice.keyring)
        self._allowance = Allowance()
        self._lead = lead
        self._taken_up: set[int] = set()
        self._chats: dict[str, deque[int]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._storing = 0
        self._closing = False

    async def resume(self) -> None:
        """Open, and take up what was stored and not handled when the last leader ended.

        What is posted meanwhile waits its turn behind it.
        """
        waiting = await self._waiting()
        self._closing = False
        self._put_all(waiting)
        await self.look()

    async def look(self) -> None:
        """Take up what other processes have stored meanwhile; what is in hand already stays so."""
        self._put_all(await self._waiting())

    def _put_all(self, waiting: Sequence[tuple[int | None, str]]) -> None:
        for row_id, chat_hash in waiting:
            self._put(chat_hash, saved(row_id))

    async def _waiting(self) -> Sequence[tuple[int | None, str]]:
        async with self._store.reading() as db:
            waiting = await db.exec(
                select(InboxUpdate.id, InboxUpdate.chat_hash)
                .where(
                    InboxUpdate.clinic_id == self._practice.clinic_id,
                    InboxUpdate.state == InboxState.NEW,
                )
                .order_by(col(InboxUpdate.id))
            )
            return waiting.all()

    async def receive(self, raw_updates: Sequence[dict[str, Any]]) -> int:
        """Store a batch of raw updates and the new offset in one transaction, then handle them.

        An update that is already stored does nothing twice. Return how many were not. Raises
        `LeadLost` where another process reads the bot's updates.

        The offset follows what came last, down as well: after a week of silence, and at another
        Bot API server, the numbers begin anew anywhere, and an offset beyond them confirms nothing.
        """
        with self._at_work():
            async with self._store.writing() as db:
                await self._lead.confirm(db)
                stored = await store_updates(db, self._arrivals, raw_updates, self._clock.now())
                newest = max(int(raw["update_id"]) for raw in raw_updates)
                offset = {"clinic": self._practice.clinic_id, "next": newest + 1}
                await (await db.connection()).execute(OFFSET, offset)
            self._put_stored(*stored)
        return len(stored)

    def _put_stored(self, *stored: Stored) -> None:
        for one in stored:
            if one.waits:
                self._put(one.chat_hash, one.row_id)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Count as busy, as while updates are handled."""
        self._storing += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._storing -= 1
            self._rest()

    def _rest(self) -> None:
        if not self._chats and not self._storing:
            self._idle.set()

    @property
    def wait(self) -> bool:
        """Whether updates are stored or handled at this instant."""
        return not self._idle.is_set()

    async def let_pass(self) -> None:
        """Wait while updates are stored or handled, but for a moment at most: a STOP amid a
        morning's messages is heard before them, and many updates do not hold them up for ever.
        """
        if not self._idle.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(GIVEN_WAY):
                    await self._idle.wait()

    async def take(self, raw: dict[str, Any]) -> None:
        """Store one update that was posted, and have it handled by the leader."""
        with self._at_work():
            stored = await take_in(self._store, self._arrivals, raw, self._clock.now())
            if stored is not None:
                self._put_stored(stored)

    def _put(self, chat_hash: str, row_id: int) -> None:
        if self._closing or row_id in self._taken_up or not self._lead.holds():
            return
        self._taken_up.add(row_id)
        self._idle.clear()
        waiting = self._chats.get(chat_hash)
        if waiting is not None:
            waiting.append(row_id)
            return
        self._chats[chat_hash] = deque([row_id])
        task = asyncio.create_task(self._handle_chat(chat_hash))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle_chat(self, chat_hash: str) -> None:
        waiting = self._chats[chat_hash]
        try:
            while waiting:
                row_id = waiting.popleft()
                try:
                    await self._handle_one(row_id)
                finally:
                    self._taken_up.discard(row_id)
        finally:
            self._taken_up.difference_update(waiting)
            del self._chats[chat_hash]
            self._rest()

    async def _handle_one(self, row_id: int) -> None:
        """Handle one update; a failing one is tried again, then set aside, and never blocks.

        Where the database is at fault the update waits for it: a STOP is not set aside for that.
        """
        attempt = database_faults = 0
        while attempt < TRIES:
            try:
                await self._handle_once(row_id)
            except LeadLost:
                return  # it stays stored, for the new leader
            except Exception as fault:  # noqa: BLE001  (whatever it is, it never blocks the chat)
                if not await self._is_of_the_database(fault, row_id, attempt + 1):
                    attempt += 1
                    if attempt < TRIES:
                        await asyncio.sleep(BETWEEN_TRIES.total_seconds())
                    continue
            else:
                return
            pause = DATABASE_PAUSES[min(database_faults, len(DATABASE_PAUSES) - 1)]
            database_faults += 1
            if self._closing:
                return
            await asyncio.sleep(pause)

    async def _is_of_the_database(self, fault: Exception, row_id: int, attempt: int) -> bool:
        """Whether the database is at fault; if not, the failed attempt has been noted."""
        if is_of_the_database(fault):
            log.warning("database at fault", action="handle_update", fault=type(fault).__name__)
            return True
        log.error(
            "update failed",
            action="handle_update",
            inbox=row_id,
            attempt=attempt,
            fault=type(fault).__name__,
            exc_info=True,
        )
        return not await self._note_fault(row_id, type(fault).__name__, last=attempt == TRIES)

    async def _handle_once(self, row_id: int) -> None:
        now = self._clock.now()
        occasion: Occasion | None = None
        query_id: str | None = None
        done = DONE
        async with self._store.writing() as db:
            await self._lead.confirm(db)
            connection = await db.connection()
            row = (await connection.execute(WAITING, {"row": row_id})).one()
            if row.state is not InboxState.NEW or row.payload is None:
                return
            raw = json.loads(row.payload)
            chat_id = chat_of(raw)
            decoded = Update.de_json(raw, self._application.bot)
            if chat_id is not None:
                occasion = await occasion_of(db, self._practice, chat_id, now)
                kind = kind_of(decoded, occasion)
                if kind is None or self._allowance.takes(row.chat_hash, kind, now):
                    await handle(self._application, decoded, occasion)
                else:
                    occasion, done = None, LEFT_ALONE
            if decoded.callback_query is not None and done is DONE:
                query_id = decoded.callback_query.id
            await connection.execute(done, {"row": row_id, "now": now})
        self._handled(occasion, query_id)

    async def _note_fault(self, row_id: int, fault: str, *, last: bool) -> bool:
        """Note a failure, and after the last one set the update aside. Returns False where the
        database is at fault, so that it has yet to be noted.
        """
        values: dict[str, object] = {"attempts": col(InboxUpdate.attempts) + 1, "fault": fault}
        if last:
            values["state"] = InboxState.SET_ASIDE
        try:
            async with self._store.writing() as db:
                await db.exec(
                    update(InboxUpdate).where(col(InboxUpdate.id) == row_id).values(**values)
                )
                if last:
                    await tell_set_aside(db, self._practice, row_id, self._clock.now())
            self._handled(None, None)
        except Exception as worse:  # noqa: BLE001  (it stays new, and the next start takes it up)
            if is_of_the_database(worse):
                log.warning("database at fault", action="handle_update", fault=type(worse).__name__)
                return False
            log.error("fault not noted", action="handle_update", fault=type(worse).__name__)
        return True

    async def quiet(self) -> None:
        """Wait until nothing that was received is left to handle."""
        await self._idle.wait()

    async def close(self) -> None:
        """Let what is being handled finish; what waits stays stored, until `resume`."""
        self._closing = True
        for waiting in self._chats.values():
            self._taken_up.difference_update(waiting)
            waiting.clear()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=10)
