"""A dispatcher between a real database and the stand-in, at an instant that the test chooses."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter, Rates
from reminder.delivery.dispatcher import Dispatcher
from reminder.demo.stand_in import Person, StandIn
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Delivery, Patient, Reminder, Staff
from reminder.wire import Wire
from tests.cast import ANNA_CHAT, NOW, RECEPTION_CHAT
from tests.practice.arrange import Invited, joined
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["Desk", "keyring", "now", "practice", "reception", "store"]

TOKEN = "1000001:a-token-for-the-tests-of-the-dispatcher"
FAST = Rates(bot=None, chat=None)


class SetClock:
    """Shows the instant that the test has set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return that instant."""
        return self.at

    def real(self, at: datetime) -> datetime:
        """Nothing waits for real time here."""
        return at


@dataclass
class Desk:
    """What a test of the dispatcher has on its desk."""

    store: Store
    practice: Practice
    staff: Staff
    stand_in: StandIn
    gateway: Gateway
    clock: SetClock
    dispatcher: Dispatcher
    rita: Person
    anna: Person

    def new_dispatcher(self) -> Dispatcher:
        """Return a dispatcher that knows nothing of what an earlier one had in flight."""
        return Dispatcher(
            self.store, self.practice, Wire(self.gateway), self.clock, lambda _at: None
        )

    async def join(self, chat_id: int = ANNA_CHAT, name: str = "Anna") -> Invited:
        """Enrol somebody treated just now, who agrees at once."""
        async with self.store.writing() as db:
            return await joined(db, self.practice, self.staff, self.clock.now(), chat_id, name)

    async def at(self, at: datetime) -> None:
        """Set the clock, and make what is due then."""
        self.clock.at = at
        await self.quiet()

    async def after(self, **length: float) -> None:
        """Go on by a length of time, and make what is due then."""
        await self.at(self.clock.at + timedelta(**length))

    async def quiet(self) -> None:
        """Wait until the dispatcher has nothing left to do at this instant."""
        async with asyncio.timeout(30):
            await self.dispatcher.quiet()

    async def reminders(self, patient_id: int) -> list[Reminder]:
        """Return the patient's reminders by due time."""
        async with self.store.reading() as db:
            found = await db.exec(
                select(Reminder)
                .where(Reminder.patient_id == patient_id)
                .order_by(col(Reminder.due_at), col(Reminder.key))
            )
            return list(found.all())

    async def deliveries(self, patient_id: int) -> list[Delivery]:
        """Return the patient's deliveries by age."""
        async with self.store.reading() as db:
            found = await db.exec(
                select(Delivery).where(Delivery.patient_id == patient_id).order_by(col(Delivery.id))
            )
            return list(found.all())

    async def patient(self, patient_id: int) -> Patient:
        """Return the patient as stored."""
        async with self.store.reading() as db:
            return await db.get_one(Patient, patient_id)


@pytest.fixture
async def desk(store: Store, practice: Practice, reception: Staff) -> AsyncIterator[Desk]:
    """A running dispatcher without Telegram's limits, on both databases."""
    clock = SetClock(NOW)
    stand_in = StandIn(now=clock.now)
    stand_in.add_bot(TOKEN, "aftercare_demo_bot")
    await stand_in.start()
    rita = stand_in.add_person("Rita", id=RECEPTION_CHAT)
    anna = stand_in.add_person("Anna", id=ANNA_CHAT)
    await rita.open()
    await anna.open()
    async with Gateway(TOKEN, stand_in.url, Limiter(FAST)) as gateway:
        dispatcher = Dispatcher(store, practice, Wire(gateway), clock, lambda _at: None)
        running = asyncio.create_task(dispatcher.run())
        yield Desk(store, practice, reception, stand_in, gateway, clock, dispatcher, rita, anna)
        running.cancel()
        await asyncio.wait({running})
    await stand_in.close()
