"""What people write goes before reminders, and reminders go out all the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from sqlmodel import select
from telegram.ext import Application, ContextTypes

from reminder.bot.gateway import Gateway
from reminder.bot.inbox import Inbox
from reminder.bot.limits import Limiter
from reminder.bot.visit import Visit
from reminder.care.kinds import ReminderState
from reminder.care.outcomes import NotBegun
from reminder.care.reasons import Reason
from reminder.clock import SystemClock
from reminder.delivery.claim import Room, claim
from reminder.delivery.dispatcher import Dispatcher
from reminder.delivery.giving_way import Starts
from reminder.delivery.looks import AT_ONCE, Looks
from reminder.delivery.people import AT_LEAST
from reminder.demo.stand_in import StandIn
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import opt_out
from reminder.store.database import Store
from reminder.store.leadership import ALONE
from reminder.store.tables import Delivery, DeliveryState, Reminder, Staff
from reminder.wire import Wire
from tests.cast import ANNA_CHAT, NOW
from tests.delivery.conftest import FAST, TOKEN, SetClock
from tests.practice.arrange import joined

MANY = AT_LEAST + AT_ONCE + 4


async def join(store: Store, practice: Practice, staff: Staff) -> None:
    """Have many patients agree just now; their instructions are due."""
    async with store.writing() as db:
        for n in range(MANY):
            await joined(db, practice, staff, NOW, ANNA_CHAT + n, f"Anna {n}")


class Leaving:
    """Somebody who writes STOP while the first messages go to the wire."""

    wait = True

    def __init__(self, store: Store, practice: Practice, chat_id: int) -> None:
        self._store, self._practice, self._chat_id = store, practice, chat_id
        self.passed = 0

    async def let_pass(self) -> None:
        """Their STOP is handled before the second group is looked at."""
        self.passed += 1
        if self.passed == 2:
            async with self._store.writing() as db:
                await opt_out(
                    db,
                    self._practice,
                    chat_id=self._chat_id,
                    how=Withdrawn.STOP_WORD,
                    language="en",
                    now=NOW,
                )


async def test_a_claim_is_cut_short_for_whoever_waits(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """It takes a few patients all the same, and the others stay due for the next one."""
    await join(store, practice, reception)
    asked = count()
    taken: list[int] = []
    for hurried in (lambda: True, lambda: next(asked) >= AT_LEAST, lambda: False):
        async with store.writing() as db:
            room = Room(0, 100, hurried)
            taken.append(len(await claim(db, practice, NOW, room, frozenset())))
    assert taken[0] == AT_LEAST
    assert AT_LEAST <= taken[1] < MANY - taken[0]
    assert sum(taken) == MANY


async def test_a_stop_between_two_groups_is_seen_by_the_later_one(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """Each group is looked at after people were let pass: none goes out on an older look."""
    await join(store, practice, reception)
    async with store.writing() as db:
        parcels = await claim(db, practice, NOW, Room(0, 100), frozenset())
    later = parcels[AT_ONCE]
    leaving = Leaving(store, practice, later.chat_id)
    looks = Looks(store, practice, ALONE, leaving)
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(looks.at(parcel, NOW)) for parcel in parcels]
    verdicts = [task.result() for task in asked]
    assert leaving.passed > 1
    assert verdicts[AT_ONCE] == NotBegun(Reason.CALLED_OFF)
    assert [one for one in verdicts if one is not None] == [verdicts[AT_ONCE]]


@asynccontextmanager
async def opened(
    store: Store, practice: Practice, starts: Starts | None = None
) -> AsyncIterator[tuple[Inbox, Dispatcher]]:
    """An inbox whose updates nobody answers, and a dispatcher that runs beside it."""
    stand_in = StandIn(now=lambda: NOW)
    stand_in.add_bot(TOKEN, "aftercare_demo_bot")
    await stand_in.start()
    for n in range(MANY):
        await stand_in.add_person(f"Anna {n}", id=ANNA_CHAT + n).open()
    async with Gateway(TOKEN, stand_in.url, Limiter(FAST)) as gateway:
        application: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder()
            .bot(gateway.bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Visit))
            .build()
        )
        await application.initialize()
        inbox = Inbox(store, practice, application, SystemClock(), handled=lambda *_: None)
        clock = SetClock(NOW)
        dispatcher = Dispatcher(
            store, practice, Wire(gateway), clock, lambda _at: None, people=inbox, starts=starts
        )
        running = asyncio.create_task(dispatcher.run())
        yield inbox, dispatcher
        running.cancel()
        await asyncio.wait({running})
        await inbox.close()
        await application.shutdown()
    await stand_in.close()


async def test_reminders_go_out_while_people_never_stop_writing(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """Under updates that come without an end every reminder that is due is sent."""
    await join(store, practice, reception)
    numbers = count(1)

    async def write_on(inbox: Inbox) -> None:
        while True:
            number = next(numbers)
            person = {"id": 5000 + number, "is_bot": False, "first_name": "Boris"}
            chat = {"id": 5000 + number, "type": "private", "first_name": "Boris"}
            message = {"message_id": 1, "date": 1790000000, "chat": chat, "from": person}
            await inbox.receive([{"update_id": number, "message": {**message, "text": "hello"}}])

    async with opened(store, practice) as (inbox, dispatcher):
        flood = [asyncio.create_task(write_on(inbox)) for _ in range(3)]
        async with asyncio.timeout(60):
            await dispatcher.quiet()
        assert inbox.wait
        assert all(not one.done() for one in flood)
        for one in flood:
            one.cancel()
        await asyncio.wait(flood)
        await inbox.quiet()
    async with store.reading() as db:
        due = await db.exec(select(Reminder.state).where(Reminder.due_at <= NOW))
        assert set(due.all()) == {ReminderState.DELIVERED}
        carried = await db.exec(select(Delivery.id).where(Delivery.purpose == "reminders"))
        assert len(carried.all()) == MANY


async def test_reminders_wait_for_clinics_that_start(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """They stay due as they are, and go out once the others have started. What is written to staff
    does not wait (here nobody of them has opened the chat).
    """
    starts = Starts()
    notes = select(Delivery.id).where(Delivery.state == DeliveryState.REFUSED)
    carried = select(Delivery.id).where(Delivery.purpose == "reminders")
    async with opened(store, practice, starts) as (_, dispatcher):
        await dispatcher.quiet()
        with starts.one():
            await join(store, practice, reception)
            dispatcher.wake()
            tried = 0
            async with asyncio.timeout(20):
                while tried < MANY:
                    await asyncio.sleep(0.05)
                    async with store.reading() as db:
                        tried = len((await db.exec(notes)).all())
            async with store.reading() as db:
                assert (await db.exec(carried)).all() == []
        await dispatcher.quiet()
    async with store.reading() as db:
        assert len((await db.exec(carried)).all()) == MANY
