"""The update inbox: stored before confirmed, in order per chat, and no update blocks the next."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import col, select
from structlog.testing import capture_logs
from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from reminder.bot import inbox as inbox_module
from reminder.bot.arrivals import Arrivals, chat_of, take_in
from reminder.bot.gateway import Gateway
from reminder.bot.inbox import Inbox
from reminder.bot.limits import Limiter, Rates
from reminder.bot.poller import Poller
from reminder.bot.switchboard import AnyApplication
from reminder.bot.visit import Visit, remember_fault
from reminder.clock import SystemClock
from reminder.demo.stand_in import HttpError, StandIn
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Clinic, Delivery, InboxState, InboxUpdate, Staff
from tests.bot.servers import body, http_server
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["keyring", "now", "practice", "reception", "store"]

TOKEN = "1000001:a-token-for-the-tests-of-the-inbox-alone"
Handler = Callable[[Update, Visit], Coroutine[Any, Any, None]]
MakeInbox = Callable[..., Awaitable[Inbox]]


def written(update_id: int, words: str = "hello", chat: int = 2001) -> dict[str, Any]:
    """Return a raw update: somebody has written."""
    person = {"id": chat, "is_bot": False, "first_name": "Anna"}
    message = {
        "message_id": update_id,
        "date": 1790000000,
        "chat": {"id": chat, "type": "private", "first_name": "Anna"},
        "from": person,
        "text": words,
    }
    return {"update_id": update_id, "message": message}


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """Telegram, as far as it is needed here."""
    telegram = StandIn()
    telegram.add_bot(TOKEN, "aftercare_demo_bot")
    await telegram.start()
    yield telegram
    await telegram.close()


@pytest.fixture
async def gateway(stand_in: StandIn) -> AsyncIterator[Gateway]:
    """The way to it."""
    unlimited = Limiter(Rates(bot=None, chat=None))
    async with Gateway(TOKEN, stand_in.url, unlimited) as opened:
        yield opened


@pytest.fixture
async def inbox_of(store: Store, practice: Practice, gateway: Gateway) -> AsyncIterator[MakeInbox]:
    """Return a function that makes an inbox whose every update goes to these handlers in turn."""
    made: list[AnyApplication] = []

    async def make(*handlers: Handler) -> Inbox:
        application: AnyApplication = (
            Application.builder()
            .bot(gateway.bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Visit))
            .build()
        )
        for group, handler in enumerate(handlers):
            application.add_handler(TypeHandler(Update, handler), group)
        application.add_error_handler(remember_fault)
        await application.initialize()
        made.append(application)
        return Inbox(store, practice, application, SystemClock(), handled=lambda *_: None)

    yield make
    for application in made:
        await application.shutdown()


async def rows(store: Store) -> list[InboxUpdate]:
    """Return the inbox by age."""
    async with store.reading() as db:
        return list((await db.exec(select(InboxUpdate).order_by(col(InboxUpdate.id)))).all())


async def test_what_is_handled_is_done_and_its_words_are_gone(
    store: Store, inbox_of: MakeInbox
) -> None:
    """An update is stored encrypted, handled once, and emptied."""
    seen: list[str] = []
    stored: list[str] = []

    async def look(update: Update, context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))
        connection = await context.db.connection()
        stored.append(
            str((await connection.execute(text("SELECT payload FROM inbox"))).scalar_one())
        )

    inbox = await inbox_of(look)
    await inbox.receive([written(1, "a secret")])
    await inbox.quiet()
    assert seen == ["a secret"]
    assert "secret" not in stored[0]
    (row,) = await rows(store)
    assert (row.state, row.payload) == (InboxState.DONE, None)


async def test_the_offset_moves_with_the_storing(
    store: Store, practice: Practice, inbox_of: MakeInbox
) -> None:
    """What is confirmed next is what has been stored, in one transaction."""

    async def ignore(_update: Update, _context: Visit) -> None:
        return

    inbox = await inbox_of(ignore)
    await inbox.receive([written(7), written(8)])
    await inbox.quiet()
    async with store.reading() as db:
        assert (await db.get_one(Clinic, practice.clinic_id)).update_offset == 9


async def test_numbers_that_begin_anew_lower_keep_nobody_waiting(
    store: Store, practice: Practice, gateway: Gateway, stand_in: StandIn, inbox_of: MakeInbox
) -> None:
    """After a week of silence Telegram numbers anew, lower perhaps: everything is heard, and
    confirmed, as before.
    """
    seen: list[str] = []

    async def read(update: Update, _context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))

    inbox = await inbox_of(read)
    poller = Poller(store, practice, gateway, inbox)
    anna = stand_in.add_person("Anna")
    await anna.write("before")
    await poller.catch_up()
    queue = stand_in.world.bots[TOKEN].updates
    queue.next_id = 1001
    # Thirty people: each stays within a stranger's allowance.
    said = []
    for number in range(30):
        person = stand_in.add_person(f"Person {number}")
        for one in [f"after {number}.{count}" for count in range(5)]:
            await person.write(one)
            said.append(one)
    await poller.catch_up()
    assert sorted(seen) == sorted(["before", *said])
    assert queue.waiting == []


async def test_one_that_cannot_be_stored_harms_no_other(store: Store, inbox_of: MakeInbox) -> None:
    """An update nested beyond reason, or one half of whose text is no text, stops nobody's."""
    seen: list[str] = []

    async def read(update: Update, _context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))

    nested: list[object] = []
    for _ in range(5000):
        nested = [nested]
    inbox = await inbox_of(read)
    await inbox.receive([{"update_id": 1, "message": nested}, written(2, "a\ud800"), written(3)])
    await inbox.quiet()
    assert seen == ["a?", "hello"]
    assert [row.state for row in await rows(store)] == [InboxState.DONE] * 3


async def test_the_same_update_twice_does_nothing_twice(store: Store, inbox_of: MakeInbox) -> None:
    """Telegram may repeat an update, also among those of one answer; it is handled once."""
    seen: list[int] = []

    async def count(update: Update, _context: Visit) -> None:
        seen.append(update.update_id)

    inbox = await inbox_of(count)
    await inbox.receive([written(1)])
    await inbox.quiet()
    assert await inbox.receive([written(1), written(3), written(2), written(3)]) == 2
    await inbox.quiet()
    assert seen == [1, 3, 2]
    assert [row.update_id for row in await rows(store)] == [1, 3, 2]


async def test_a_failing_update_is_set_aside_and_the_next_gets_its_turn(
    store: Store, inbox_of: MakeInbox, reception: Staff
) -> None:
    """Nothing of the failed one is committed, its row says why, and the chat goes on."""
    seen: list[str] = []

    async def stumble(update: Update, context: Visit) -> None:
        words = str(update.effective_message and update.effective_message.text)
        seen.append(words)
        if words == "bad":
            await context.say(Outgoing("half an answer"))
            raise RuntimeError(words)
        await context.say(Outgoing("an answer"))

    async with store.writing() as db:
        owner = await db.get_one(Staff, reception.id)
        owner.role = type(owner.role).OWNER
    inbox = await inbox_of(stumble)
    await inbox.receive([written(1, "bad"), written(2, "good")])
    await inbox.quiet()
    assert seen == ["bad", "bad", "bad", "good"]
    first, second = await rows(store)
    assert (first.state, first.fault) == (InboxState.SET_ASIDE, "RuntimeError")
    assert second.state is InboxState.DONE
    async with store.reading() as db:
        purposes = (await db.exec(select(Delivery.purpose).order_by(col(Delivery.id)))).all()
    assert purposes == ["set_aside", "answer"]


async def test_each_chat_in_order_and_chats_beside_each_other(inbox_of: MakeInbox) -> None:
    """A chat's updates are handled in their order, however many chats write at once."""
    seen: dict[int, list[int]] = {}

    async def note(update: Update, context: Visit) -> None:
        await asyncio.sleep(0)
        seen.setdefault(context.chat_id, []).append(update.update_id)

    inbox = await inbox_of(note)
    # Six of each chat: strangers are not answered more often than that at once.
    await inbox.receive([written(n, chat=2001 + n % 3) for n in range(1, 19)])
    await inbox.quiet()
    assert sorted(seen) == [2001, 2002, 2003]
    assert all(order == sorted(order) for order in seen.values())
    assert sum(map(len, seen.values())) == 18


async def test_what_was_stored_and_not_handled_is_taken_up_again(
    store: Store, practice: Practice, inbox_of: MakeInbox
) -> None:
    """A process that ended between storing and handling loses nothing."""
    seen: list[int] = []

    async def count(update: Update, _context: Visit) -> None:
        seen.append(update.update_id)

    arrivals, now = Arrivals(practice.clinic_id, practice.keyring), SystemClock().now()
    for number in (1, 2):
        assert await take_in(store, arrivals, written(number), now) is not None
        assert await take_in(store, arrivals, written(number), now) is None
    inbox = await inbox_of(count)
    await inbox.resume()
    await inbox.quiet()
    assert seen == [1, 2]


async def test_groups_and_channels_are_not_read(store: Store, inbox_of: MakeInbox) -> None:
    """What is not a private chat is confirmed and forgotten."""
    seen: list[int] = []

    async def count(update: Update, _context: Visit) -> None:
        seen.append(update.update_id)

    group = written(1)
    group["message"]["chat"] = {"id": -100, "type": "group", "title": "Friends"}
    inbox = await inbox_of(count)
    await inbox.receive([group, {"update_id": 2, "channel_post": {}}, {"update_id": 3}])
    await inbox.quiet()
    assert seen == []
    assert {(row.state, row.payload) for row in await rows(store)} == {(InboxState.DONE, None)}


async def test_one_that_cannot_be_read_harms_no_other(store: Store, inbox_of: MakeInbox) -> None:
    """An update that the library cannot parse is set aside by itself."""
    seen: list[int] = []

    async def count(update: Update, _context: Visit) -> None:
        seen.append(update.update_id)

    broken = written(1)
    broken["message"]["reply_to_message"] = {"text": "no chat, no time"}
    inbox = await inbox_of(count)
    await inbox.receive([broken, written(2)])
    await inbox.quiet()
    assert seen == [2]
    assert [row.state for row in await rows(store)] == [InboxState.SET_ASIDE, InboxState.DONE]


@pytest.mark.parametrize(
    "raw",
    [{}, {"message": None}, {"message": {"chat": 5}}, {"callback_query": {"message": None}}],
)
def test_an_odd_update_belongs_to_no_chat(raw: dict[str, Any]) -> None:
    """Whatever is missing, the answer is a plain "nobody's"."""
    assert chat_of(raw) is None


async def test_polling_goes_on_after_faults(
    store: Store,
    practice: Practice,
    stand_in: StandIn,
    gateway: Gateway,
    inbox_of: MakeInbox,
) -> None:
    """Bad gateways at Telegram cost time and no update."""
    seen: list[str] = []
    paused: list[float] = []

    async def read(update: Update, _context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))

    async def no_pause(seconds: float) -> None:
        paused.append(seconds)

    anna = stand_in.add_person("Anna", id=2001)
    await anna.write("hello")
    stand_in.faults.add("getUpdates", HttpError(502, "<html>no</html>"), times=2)
    inbox = await inbox_of(read)
    poller = Poller(store, practice, gateway, inbox, sleep=no_pause)
    await poller.catch_up()
    assert seen == ["hello"]
    assert len(paused) == 2
    assert poller.fault is None


async def test_polling_goes_on_after_the_database_fails_as_it_catches_up(
    store: Store,
    practice: Practice,
    stand_in: StandIn,
    gateway: Gateway,
    inbox_of: MakeInbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second fault, while all that waits is heard after a first one, ends nothing."""
    seen: list[str] = []

    async def read(update: Update, _context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))

    async def no_pause(_seconds: float) -> None:
        return

    anna = stand_in.add_person("Anna", id=2001)
    await anna.write("hello")
    stand_in.faults.add("getUpdates", HttpError(502, "<html>no</html>"))
    inbox = await inbox_of(read)
    receive, calls = inbox.receive, 0

    async def failing(raw: Sequence[dict[str, Any]]) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))
        new = await receive(raw)
        if calls == 1:
            await anna.write("more")
        return new

    monkeypatch.setattr(inbox, "receive", failing)
    poller = Poller(store, practice, gateway, inbox, sleep=no_pause)
    await poller.catch_up()
    assert seen == ["hello", "more"]
    assert poller.fault is None


async def test_a_server_that_does_not_wait_is_waited_for(
    store: Store, practice: Practice, inbox_of: MakeInbox
) -> None:
    """One that answers at once, and knows no offset, is not asked again without a pause; what it
    repeats is handled once, and its haste is warned of once.
    """
    seen: list[str] = []
    paused: list[float] = []
    enough = asyncio.Event()

    async def read(update: Update, _context: Visit) -> None:
        seen.append(str(update.effective_message and update.effective_message.text))

    async def no_pause(seconds: float) -> None:
        paused.append(seconds)
        if len(paused) == 3:
            enough.set()
            await asyncio.Event().wait()

    async def answer(_request: web.Request) -> web.Response:
        return body(
            [written(1), {"update_id": "2", "message": {"chat": {"id": 2001}, "text": "x"}}]
        )

    async with http_server(answer) as url, Gateway(TOKEN, url, Limiter()) as hasty:
        inbox = await inbox_of(read)
        poller = Poller(store, practice, hasty, inbox, sleep=no_pause, elapsing=lambda: 0.0)
        with capture_logs() as logged:
            await poller.catch_up()
            polling = asyncio.create_task(poller.run())
            async with asyncio.timeout(10):
                await enough.wait()
            polling.cancel()
            await asyncio.wait({polling})
    assert seen == ["hello", "x"]
    assert paused == [1.0, 1.0, 1.0]
    assert [entry["action"] for entry in logged] == ["short_poll"]


async def test_a_long_poll_is_followed_by_the_next_at_once(
    store: Store, practice: Practice, inbox_of: MakeInbox
) -> None:
    """A server that has waited, or has brought something, need not be waited for."""
    paused: list[float] = []
    enough = asyncio.Event()
    polls = 0

    async def read(_update: Update, _context: Visit) -> None:
        """Let it be done."""

    async def no_pause(seconds: float) -> None:
        paused.append(seconds)

    async def answer(_request: web.Request) -> web.Response:
        nonlocal polls
        polls += 1
        if polls == 5:
            enough.set()
        return body([written(polls)] if polls < 3 else [])

    seconds = iter(range(0, 10_000, 30))
    async with http_server(answer) as url, Gateway(TOKEN, url, Limiter()) as patient:
        inbox = await inbox_of(read)
        poller = Poller(
            store, practice, patient, inbox, sleep=no_pause, elapsing=lambda: float(next(seconds))
        )
        polling = asyncio.create_task(poller.run())
        async with asyncio.timeout(10):
            await enough.wait()
        polling.cancel()
        await asyncio.wait({polling})
        await inbox.quiet()
    assert paused == []


async def test_a_connection_that_breaks_sets_nothing_aside(
    store: Store, inbox_of: MakeInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is restarted in the middle costs an update time, and none of its tries."""
    monkeypatch.setattr(inbox_module, "DATABASE_PAUSES", (0.0,))
    tries = 0

    async def fails(_update: Update, _context: Visit) -> None:
        nonlocal tries
        tries += 1
        if tries < 6:
            gone = Exception("connection was closed in the middle of operation")
            raise DBAPIError("SELECT", {}, gone, connection_invalidated=True)

    inbox = await inbox_of(fails)
    await inbox.receive([written(7)])
    await inbox.quiet()
    (row,) = await rows(store)
    assert (row.state, row.attempts, tries) == (InboxState.DONE, 0, 6)


async def test_the_first_fault_is_the_one_that_is_told(store: Store, inbox_of: MakeInbox) -> None:
    """After a handler has failed no other follows it, whose fault would hide the first."""
    followed: list[int] = []

    async def fail(_update: Update, _context: Visit) -> None:
        message = "the first"
        raise LookupError(message)

    async def follow(update: Update, _context: Visit) -> None:
        followed.append(update.update_id)

    inbox = await inbox_of(fail, follow)
    await inbox.receive([written(1)])
    await inbox.quiet()
    assert followed == []
    assert [row.fault for row in await rows(store)] == ["LookupError"]


async def test_reminders_let_what_people_write_go_first_but_not_for_ever(
    inbox_of: MakeInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives way goes on once all is handled, or once it has waited long enough."""
    may_end = asyncio.Event()

    async def linger(_update: Update, _context: Visit) -> None:
        await may_end.wait()

    inbox = await inbox_of(linger)
    await inbox.let_pass()  # nobody has written
    monkeypatch.setattr(inbox_module, "GIVEN_WAY", 60.0)
    await inbox.receive([written(1, "STOP")])
    giving_way = asyncio.create_task(inbox.let_pass())
    await asyncio.sleep(0)
    assert not giving_way.done()
    may_end.set()
    await asyncio.wait_for(giving_way, 30)
    may_end.clear()
    monkeypatch.setattr(inbox_module, "GIVEN_WAY", 0.01)
    await inbox.receive([written(2, "STOP")])
    await asyncio.wait_for(inbox.let_pass(), 30)
    may_end.set()
    await inbox.quiet()
