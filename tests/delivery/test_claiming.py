"""Claims: many patients by the same statements, flat in what is stored, and each by itself where
one of them is at fault.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import select

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.reasons import Reason
from reminder.delivery.claim import Room, claim
from reminder.delivery.dispatcher import Dispatcher
from reminder.delivery.looks import Looks
from reminder.delivery.parcels import Parcel
from reminder.demo.stand_in import StandIn
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import opt_out
from reminder.store.database import Store
from reminder.store.leadership import ALONE, LeadLost
from reminder.store.tables import Patient, Reminder, Staff
from reminder.wire import Wire
from tests.cast import ANNA_CHAT, NOW, RECEPTION_CHAT
from tests.delivery.conftest import FAST, TOKEN, Desk, SetClock
from tests.practice.arrange import joined

ROOM = Room(0, 100)


@pytest.fixture
async def still(store: Store, practice: Practice, reception: Staff) -> AsyncIterator[Desk]:
    """A desk whose dispatcher does not run: the test claims."""
    clock = SetClock(NOW)
    stand_in = StandIn(now=clock.now)
    stand_in.add_bot(TOKEN, "aftercare_demo_bot")
    rita = stand_in.add_person("Rita", id=RECEPTION_CHAT)
    anna = stand_in.add_person("Anna", id=ANNA_CHAT)
    async with Gateway(TOKEN, "http://127.0.0.1:9", Limiter(FAST)) as gateway:
        dispatcher = Dispatcher(store, practice, Wire(gateway), clock, lambda _at: None)
        yield Desk(store, practice, reception, stand_in, gateway, clock, dispatcher, rita, anna)


async def join(desk: Desk, people: int) -> list[int]:
    """Have so many patients agree just now; their instructions are due."""
    async with desk.store.writing() as db:
        links = [
            await joined(db, desk.practice, desk.staff, NOW, ANNA_CHAT + n, f"Anna {n}")
            for n in range(people)
        ]
    return [link.patient_id for link in links]


async def claimed(desk: Desk) -> list[Parcel]:
    """Claim what is due, and commit."""
    async with desk.store.writing() as db:
        return await claim(db, desk.practice, NOW, ROOM, frozenset())


class Undone(Exception):
    """The claim is rolled back."""


async def statements(desk: Desk) -> int:
    """Return how many statements a claim takes; it is undone."""
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(desk.store.engine.sync_engine, "before_cursor_execute", hear)
    try:
        async with desk.store.writing() as db:
            await claim(db, desk.practice, NOW, ROOM, frozenset())
            raise Undone
    except Undone:
        pass
    finally:
        event.remove(desk.store.engine.sync_engine, "before_cursor_execute", hear)
    return len(heard)


async def test_a_claim_takes_as_many_statements_for_many_as_for_one(still: Desk) -> None:
    """What each patient costs is not another round to the database; cards are apart."""
    await join(still, 1)
    await _without_cards(still)
    few = await statements(still)
    async with still.store.writing() as db:
        await joined(db, still.practice, still.staff, NOW, ANNA_CHAT + 50, "Berta")
        for n in range(10):
            await joined(db, still.practice, still.staff, NOW, ANNA_CHAT + 100 + n, "Clara")
    await _without_cards(still)
    assert await statements(still) == few
    assert len(await claimed(still)) == 12


async def _without_cards(desk: Desk) -> None:
    async with desk.store.writing() as db:
        await (await db.connection()).execute(text("UPDATE patient SET card_at = NULL"))


async def test_one_whose_chat_cannot_be_read_stops_nobody_else(still: Desk) -> None:
    """The others of the same batch are claimed; that one's reminders wait, and say why."""
    ids = await join(still, 3)
    async with still.store.writing() as db:
        spoil = text("UPDATE patient SET chat_id = 'spoilt' WHERE id = :id")
        await (await db.connection()).execute(spoil, {"id": ids[1]})
    assert {parcel.patient_id for parcel in await claimed(still)} == {ids[0], ids[2]}
    waiting = (await still.reminders(ids[1]))[0]
    assert (waiting.state, waiting.reason) == (
        ReminderState.PLANNED,
        Reason.COULD_NOT_BE_PUT_TOGETHER,
    )
    assert waiting.wake_at is not None
    assert waiting.wake_at > NOW


async def test_what_a_claim_costs_does_not_grow_with_what_is_stored(still: Desk) -> None:
    """On SQLite its own steps are counted: with a hundred times as many reminders to come they are
    the same, but for a hundredth.
    """
    if not still.store.on_sqlite:
        return
    [patient_id] = await join(still, 1)
    few = await _steps(still)
    async with still.store.writing() as db:
        model = (await db.exec(select(Reminder).where(Reminder.patient_id == patient_id))).first()
        patient = await db.get_one(Patient, patient_id)
        assert model is not None
        for n in range(20):
            other = Patient(**{**patient.model_dump(exclude={"id"}), "card_at": None})
            db.add(other)
            await db.flush()
            later = NOW + timedelta(days=10 + n)
            db.add_all(
                Reminder(
                    **{
                        **model.model_dump(exclude={"id"}),
                        "patient_id": other.id,
                        "key": f"later:{m}",
                        "wake_at": later,
                        "due_at": later,
                    }
                )
                for m in range(100)
            )
    many = await _steps(still)
    assert many <= few * 1.01 + 50


async def _steps(desk: Desk) -> int:
    """Return the steps of SQLite's machine that a claim takes; it is undone."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    def watch(connection: Any, _record: object) -> None:
        raw: sqlite3.Connection = connection.driver_connection._conn
        raw.set_progress_handler(count, 1)

    await desk.store.engine.dispose()
    event.listen(desk.store.engine.sync_engine, "connect", watch)
    try:
        async with desk.store.writing() as db:
            await db.connection()
            steps = 0
            assert await claim(db, desk.practice, NOW, ROOM, frozenset())
            raise Undone
    except Undone:
        return steps
    finally:
        event.remove(desk.store.engine.sync_engine, "connect", watch)
        await desk.store.engine.dispose()


async def test_those_whose_turn_comes_together_are_looked_at_together(still: Desk) -> None:
    """One transaction answers for all of them, and each has its own verdict: who has left in the
    meantime is not written to.
    """
    await join(still, 3)
    parcels = await claimed(still)
    async with still.store.writing() as db:
        await opt_out(
            db,
            still.practice,
            chat_id=ANNA_CHAT + 1,
            how=Withdrawn.STOP_WORD,
            language="en",
            now=NOW,
        )
    begun: list[object] = []

    def note(connection: object) -> None:
        begun.append(connection)

    event.listen(still.store.engine.sync_engine, "begin", note)
    looks = Looks(still.store, still.practice, ALONE)
    async with asyncio.TaskGroup() as group:
        found = [group.create_task(looks.at(parcel, NOW)) for parcel in parcels]
    event.remove(still.store.engine.sync_engine, "begin", note)
    verdicts = {p.chat_id: task.result() for p, task in zip(parcels, found, strict=True)}
    assert len(begun) == 1
    assert verdicts[ANNA_CHAT] is None
    assert verdicts[ANNA_CHAT + 2] is None
    called_off = verdicts[ANNA_CHAT + 1]
    assert called_off is not None
    assert called_off.reason == Reason.CALLED_OFF


async def test_a_lift_of_what_is_still_forbidden_is_not_claimed(still: Desk) -> None:
    """Whatever a stored plan says: nobody is told of an end while a treatment forbids the topic."""
    [patient_id] = await join(still, 1)
    lift = next(r for r in await still.reminders(patient_id) if r.kind is ReminderKind.LIFTED)
    assert lift.due_at > NOW
    async with still.store.writing() as db:
        row = await db.get_one(Reminder, lift.id)
        row.due_at = row.wake_at = NOW
        row.useful_until = NOW + timedelta(days=3)
    carried = {one.id for parcel in await claimed(still) for one in parcel.carries}
    assert carried
    assert lift.id not in carried
    kept = next(r for r in await still.reminders(patient_id) if r.id == lift.id)
    assert (kept.state, kept.reason) == (ReminderState.DROPPED, Reason.IN_FORCE_AGAIN)


class Deposed:
    """A process that has not noticed yet that another one leads."""

    def holds(self) -> bool:
        """It believes so."""
        return True

    async def still(self, _seen: AsyncConnection) -> bool:
        """It would believe so before a send, too."""
        return True

    async def confirm(self, _db: Db) -> None:
        """The database knows better."""
        raise LeadLost


async def test_who_has_lost_the_lead_claims_nothing(still: Desk) -> None:
    """The fence is in the claim's own transaction: what is due is left to whoever leads now."""
    [patient_id] = await join(still, 1)
    deposed = Dispatcher(
        still.store,
        still.practice,
        Wire(still.gateway),
        still.clock,
        lambda _at: None,
        lead=Deposed(),
    )
    await deposed._pass()
    assert {r.state for r in await still.reminders(patient_id)} == {ReminderState.PLANNED}
    assert await still.deliveries(patient_id) == []
