"""What the database holds against what Telegram has really delivered."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, text
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel, col, func, select

from reminder.care.kinds import FINAL, PlannedReminder, ReminderState
from reminder.care.plan import plan_reminders
from reminder.catalogue import Catalogue
from reminder.delivery.claim import REQUEST
from reminder.demo.stand_in import ShownMessage, StandIn
from reminder.demo.updates import FIRST_ID
from reminder.demonstration import TOKEN
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.opt_out import CONFIRMED, SAID_AGAIN
from reminder.practice.outbox import REMINDERS
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.roll import LOCK_CLASS
from reminder.store.tables import (
    Clinic,
    Delivery,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Patient,
    PatientState,
    Reminder,
)
from tests.cast import ROOT
from tests.storm.lives import MESSAGES
from tests.storm.people import People

ROUNDING = timedelta(seconds=2)
"""Telegram's dates are whole seconds, and two processes look at the clock one after the other."""


@dataclass(frozen=True)
class InFlight:
    """A message that was on its way when the service died: it may have arrived or not."""

    delivery_id: int
    chat_id: int
    begun_at: datetime
    died_at: datetime
    carried: tuple[int, ...]


@dataclass
class Memory:
    """What has stood in the database and need not stand there for ever: the service forgets updates
    after a month, and answers after some months.
    """

    in_flight: list[InFlight] = field(default_factory=list)
    handled: dict[int, datetime | None] = field(default_factory=dict)
    """When each update was done with."""
    set_aside: dict[int, str | None] = field(default_factory=dict)
    delivered: set[tuple[int, int]] = field(default_factory=set)

    def note(self, found: Iterable[InFlight]) -> None:
        """Note what was in flight; nobody may have lived long enough to take up what the life
        before has left, so the same may be found twice.
        """
        known = {(one.delivery_id, one.begun_at) for one in self.in_flight}
        new = [one for one in found if (one.delivery_id, one.begun_at) not in known]
        self.in_flight.extend(new)


@dataclass
class Table:
    """What a storm has shown: figures by name, and what must not have been (`wrong`)."""

    figures: dict[str, object] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def demand(self, holds: object, otherwise: str) -> None:
        """Note what is wrong unless it holds."""
        if not holds:
            self.wrong.append(otherwise)

    def __str__(self) -> str:
        width = max(len(name) for name in self.figures)
        lines = [f"{name:<{width}}  {figure}" for name, figure in self.figures.items()]
        return "\n".join([*lines, *(f"WRONG: {one}" for one in self.wrong)])


class Ledger:
    """Looks into the database of a service that lives in another process, or does not live."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self._store = Store(url, keyring)
        self._keyring = keyring

    async def close(self) -> None:
        """Close the database."""
        await self._store.close()

    async def in_flight(
        self, died_at: datetime, dead: Iterable[str], alive: Iterable[str]
    ) -> list[InFlight] | None:
        """Return what was on its way when services died; call it before another takes it up.

        `dead` and `alive`: by which addresses of the database. None: a living one leads, so nothing
        was lost with the dead.
        """
        if not self._store.on_sqlite and await self._somebody_leads(dead, alive):
            return None
        async with self._store.reading() as db:
            sending = await _all(
                db,
                Delivery,
                or_(
                    col(Delivery.state) == DeliveryState.SENDING,
                    # Called off while it was on the wire, as by a STOP: it may arrive all the same.
                    and_(
                        col(Delivery.state) == DeliveryState.CANCELLED,
                        col(Delivery.begun_at) > died_at - REQUEST,
                    ),
                ),
            )
            carried = await _all(db, Reminder, Reminder.state == ReminderState.SENDING)
        return [
            InFlight(
                delivery.id or 0,
                int(delivery.chat_id),
                delivery.begun_at or delivery.created_at,
                died_at,
                tuple(r.id or 0 for r in carried if r.delivery_id == delivery.id),
            )
            for delivery in sending
        ]

    async def _somebody_leads(self, dead: Iterable[str], alive: Iterable[str]) -> bool:
        """Wait until PostgreSQL has noticed the end of the processes that were killed; return
        whether a living one leads.
        """
        accounts = [make_url(url).username for url in dead]
        others = text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND usename = ANY(:accounts)"
            " AND pid <> pg_backend_pid()"
        )
        leader = text(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
            # The lock of a clinic; that of the workers is held by those who stand by, too.
            " AND classid = :clinics AND usename = ANY(:accounts)"
        )
        async with asyncio.timeout(30), self._store.engine.connect() as connection:
            while (await connection.execute(others, {"accounts": accounts})).scalar_one():
                await connection.rollback()
                await asyncio.sleep(0.02)
            living = [make_url(url).username for url in alive]
            led = {"accounts": living, "clinics": LOCK_CLASS}
            return bool((await connection.execute(leader, led)).scalar_one())

    async def terms(self) -> int:
        """Return how often a process has taken the lead; 0 where there can be only one."""
        async with self._store.reading() as db:
            return (await db.exec(select(Clinic.leader_epoch))).one()

    async def remember(self, memory: Memory) -> None:
        """Note what is done with by now."""
        ended = select(
            InboxUpdate.update_id, InboxUpdate.state, InboxUpdate.done_at, InboxUpdate.fault
        ).where(InboxUpdate.state != InboxState.NEW)
        delivered = select(Delivery.chat_id, Delivery.message_id).where(
            Delivery.state == DeliveryState.DELIVERED, col(Delivery.message_id).is_not(None)
        )
        async with self._store.reading() as db:
            for number, state, done_at, fault in (await db.exec(ended)).all():
                if state is InboxState.DONE:
                    memory.handled[number] = done_at
                else:
                    memory.set_aside[number] = fault
            for chat_id, message_id in (await db.exec(delivered)).all():
                memory.delivered.add((int(chat_id), message_id or 0))

    async def is_settled(self, now: datetime) -> bool:
        """Whether nothing is left to handle or to send at `now`."""
        async with self._store.reading() as db:
            left = [
                await _count(db, InboxUpdate, InboxUpdate.state == InboxState.NEW),
                await _count(db, Delivery, col(Delivery.wake_at) <= now),
                await _count(db, Delivery, Delivery.state == DeliveryState.SENDING),
                await _count(db, Reminder, col(Reminder.wake_at) <= now),
            ]
        return not any(left)

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next reminder is to be looked at after `now`, if one ever is."""
        async with self._store.reading() as db:
            found = await db.exec(
                select(func.min(Reminder.wake_at)).where(col(Reminder.wake_at) > now)
            )
        return found.one()

    async def practice(self) -> Practice:
        """Return the clinic that is served."""
        async with self._store.reading() as db:
            clinic = (await db.exec(select(Clinic))).one()
        return Practice(
            clinic_id=clinic.id or 0,
            profile=load_profile(ROOT / "config" / "clinic.yaml"),
            protocols=load_protocols(ROOT / "config" / "protocols"),
            catalogue=Catalogue.load(MESSAGES),
            keyring=self._keyring,
            bot_username="",
        )

    async def check(
        self,
        telegram: StandIn,
        people: People,
        memory: Memory,
        now: datetime,
        unheard: Counter[int] | None = None,
    ) -> Table:
        """Compare everything, once nothing is left to do.

        `unheard`: by chat, how many requests were carried out without the service's hearing so.
        """
        table = Table()
        await self.remember(memory)
        practice = await self.practice()
        async with self._store.reading() as db:
            deliveries = await _all(db, Delivery)
            reminders = await _all(db, Reminder)
            _check_messages(table, telegram, deliveries, memory, unheard or Counter())
            _check_repeats(table, deliveries, reminders, memory.in_flight)
            _check_reminders(table, reminders, now)
            await _check_plans(table, db, practice, reminders, now)
            await _check_stops(table, db, practice, people, memory)
            await _check_updates(table, db, telegram, memory)
        return table


async def _all(db: Db, row: type[SQLModel], *where: object) -> list:  # type: ignore[type-arg]
    return list((await db.exec(select(row).where(*where).order_by(row.id))).all())  # type: ignore[arg-type,attr-defined]


async def _count(db: Db, row: type[SQLModel], where: object) -> int:
    return (await db.exec(select(func.count()).select_from(row).where(where))).one()  # type: ignore[arg-type]


def _received(telegram: StandIn) -> dict[int, list[ShownMessage]]:
    return {person.id: person.received() for person in telegram.world.people.values()}


def _check_messages(
    table: Table,
    telegram: StandIn,
    deliveries: list[Delivery],
    memory: Memory,
    unheard: Counter[int],
) -> None:
    """Every message on a screen is in the database, or is one whose fate nobody could know."""
    known = memory.delivered
    arrived = {(chat, m.message_id) for chat, ms in _received(telegram).items() for m in ms}
    made_up = [one for one in known if one[1] and one not in arrived]
    table.demand(not made_up, f"delivered for the database, and on no screen: {made_up}")
    by_id = {d.id: d for d in deliveries}
    # Of several that it may have been, it was the first that ended: so none is wanting later.
    open_entries = sorted(memory.in_flight, key=lambda entry: entry.died_at)
    left = unheard.copy()
    repeated = 0
    for chat_id, messages in _received(telegram).items():
        for message in messages:
            if (chat_id, message.message_id) in known:
                continue
            repeated += 1
            entry = next(
                (
                    e
                    for e in open_entries
                    if e.chat_id == chat_id
                    and e.begun_at - ROUNDING <= message.sent_at <= e.died_at + ROUNDING
                ),
                None,
            )
            if entry is not None:
                open_entries.remove(entry)
                row = by_id.get(entry.delivery_id)
                table.demand(
                    row is None
                    or row.repeated
                    or row.state in {DeliveryState.UNCERTAIN, DeliveryState.CANCELLED},
                    f"delivery {entry.delivery_id} may have been repeated, and nothing says so",
                )
            elif left[chat_id] > 0:
                left[chat_id] -= 1
            else:
                table.demand(
                    False,
                    f"a message to {chat_id} at {message.sent_at:%d %b %H:%M:%S} that the database"
                    f" knows nothing of: {message.text[:60]!r}",
                )
    table.figures |= {
        "messages on the screens": len(arrived),
        "of them of unknown fate to the service": repeated,
        "messages in flight when it died": len(memory.in_flight),
    }


def _check_repeats(
    table: Table,
    deliveries: list[Delivery],
    reminders: list[Reminder],
    in_flight: list[InFlight],
) -> None:
    """No reminder was delivered twice but one in flight, and that one is marked."""
    last = {reminder.delivery_id for reminder in reminders}
    doubled = [
        d.id
        for d in deliveries
        if d.purpose == REMINDERS and d.state is DeliveryState.DELIVERED and d.id not in last
    ]
    table.demand(not doubled, f"delivered, and then sent again: deliveries {doubled}")
    by_id = {reminder.id: reminder for reminder in reminders}
    unmarked = [
        number
        for entry in in_flight
        for number in entry.carried
        if not by_id[number].repeated
        and by_id[number].state not in {ReminderState.UNCERTAIN, ReminderState.CANCELLED}
    ]
    table.demand(not unmarked, f"in flight at a kill, and not marked: reminders {unmarked}")
    uncertain = Counter(d.reason or "" for d in deliveries if d.state is DeliveryState.UNCERTAIN)
    table.figures["reminders marked as possibly repeated"] = sum(r.repeated for r in reminders)
    table.figures["attempts of unknown fate"] = dict(uncertain)


def _check_reminders(table: Table, reminders: list[Reminder], now: datetime) -> None:
    """Whatever has been due is delivered, or its row says why not."""
    due = [reminder for reminder in reminders if reminder.due_at <= now]
    lost = [
        f"{r.key} of patient {r.patient_id}: {r.state} ({r.reason})"
        for r in due
        if r.state is not ReminderState.DELIVERED
        and (r.reason is None or (r.state is ReminderState.PLANNED and (r.wake_at or now) <= now))
    ]
    table.demand(not lost, f"due, and nothing says why not delivered: {lost}")
    table.figures["reminders due"] = len(due)
    for (state, reason), count in sorted(Counter((r.state, r.reason or "") for r in due).items()):
        table.figures[f"  {state.value}{f' ({reason})' if reason else ''}"] = count


async def _check_plans(
    table: Table, db: Db, practice: Practice, reminders: list[Reminder], now: datetime
) -> None:
    """What the planner says now, worked out from the history alone, is what is stored."""
    stored: dict[int, dict[str, Reminder]] = defaultdict(dict)
    for reminder in reminders:
        stored[reminder.patient_id][reminder.key] = reminder
    planned = 0
    for patient in await _all(db, Patient):
        history, protocols = await gather(db, practice, patient)
        for one in plan_reminders(history, protocols, now):
            planned += 1
            wrong = _against(one, stored[patient.id].get(one.key), now)
            table.demand(wrong is None, f"patient {patient.id}, {one.key}: {wrong}")
    table.figures["reminders that the planner has for those who listen"] = planned


def _against(one: PlannedReminder, row: Reminder | None, now: datetime) -> str | None:
    if row is None:
        return "planned, and there is no row"
    if row.state in FINAL:
        return None
    if row.state is ReminderState.CANCELLED:
        return f"planned, and cancelled ({row.reason})"
    if row.due_at != one.due_at:
        return f"due at {row.due_at}, planned for {one.due_at}"
    if one.useful_until <= now:
        return "useful no longer, and not final"
    return None


async def _check_stops(
    table: Table, db: Db, practice: Practice, people: People, memory: Memory
) -> None:
    """Whoever wrote STOP is served no more, and nothing follows its confirmation."""
    stops = confirmed = 0
    for patient in people.patients:
        if patient.stop is None:
            continue
        stops += 1
        chat_hash = practice.keyring.chat(patient.person.id)
        still = [
            row.state.value
            for row in await _all(db, Patient, Patient.chat_hash == chat_hash)
            if row.state in {PatientState.ACTIVE, PatientState.PAUSED}
        ]
        table.demand(not still, f"{patient.name} has written STOP and is {still}")
        heard_at = memory.handled.get(patient.stop)
        rows = await _all(db, Delivery, Delivery.chat_hash == chat_hash)
        goodbyes = [d for d in rows if d.purpose in (CONFIRMED, SAID_AGAIN)]
        said = [d for d in goodbyes if d.created_at == heard_at]
        if not said:
            # Whoever has left by a button and has been told so twice is not told a third time.
            known = [d for d in goodbyes if d.purpose == SAID_AGAIN]
            table.demand(known, f"{patient.name}: a STOP without an answer")
            continue
        wrong = _after_goodbye(said[0], rows, patient.person.received())
        table.demand(not wrong, f"{patient.name}: {wrong}")
        confirmed += said[0].state is DeliveryState.DELIVERED
    table.figures["STOPs written"] = stops
    table.figures["STOPs whose confirmation was seen"] = confirmed


def _after_goodbye(
    goodbye: Delivery, rows: Iterable[Delivery], received: Iterable[ShownMessage]
) -> str | None:
    """Return what is wrong with a goodbye, or with what came after it."""
    if goodbye.state not in {DeliveryState.DELIVERED, DeliveryState.UNCERTAIN}:
        return f"the goodbye is {goodbye.state} ({goodbye.reason})"
    begun = [
        d.purpose
        for d in rows
        if (d.id or 0) > (goodbye.id or 0) and d.state is not DeliveryState.CANCELLED
    ]
    if begun:
        return f"after the goodbye was begun: {begun}"
    if goodbye.state is DeliveryState.UNCERTAIN:
        return None
    messages = {m.message_id: m for m in received}
    shown = messages[goodbye.message_id or 0]
    # A repetition of what was in flight when the service died says the same once more.
    followed = [
        m.text[:60]
        for m in messages.values()
        if m.message_id > shown.message_id and m.text != shown.text
    ]
    return f"after the goodbye came {followed}" if followed else None


async def _check_updates(table: Table, db: Db, telegram: StandIn, memory: Memory) -> None:
    """Every update that Telegram was told to forget is done, or set aside."""
    queue = telegram.world.bots[TOKEN].updates
    waiting = {update.update_id for update in queue.waiting}
    rows = {row.update_id: row for row in await _all(db, InboxUpdate)}
    made = range(FIRST_ID, queue.next_id)
    forgotten = [number for number in made if number not in waiting]
    noted = rows.keys() | memory.handled.keys() | memory.set_aside.keys()
    lost = [number for number in forgotten if number not in noted]
    table.demand(not lost, f"confirmed, and in no inbox: updates {lost[:20]}")
    open_rows = [n for n in forgotten if n in rows and rows[n].state is InboxState.NEW]
    table.demand(not open_rows, f"stored, and never handled: updates {open_rows[:20]}")
    aside = list(memory.set_aside.items())
    table.demand(not aside, f"set aside: {aside[:20]}")
    table.figures["updates confirmed"] = len(forgotten)
    table.figures["  done"] = len(memory.handled)
    table.figures["  set aside"] = len(aside)
