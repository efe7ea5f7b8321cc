"""Updates posted instead of fetched: the whole service behind a webhook, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlmodel import col, func, select
from telegram import Bot

from reminder.app import Service
from reminder.demonstration import TOKEN
from reminder.store.tables import InboxUpdate
from reminder.web.webhook import SECRET_HEADER, path_of
from tests.bot.servers import free_port
from tests.journeys.leaders import WARSAW, WITHIN, Pair, pair_of

SECRET = "the-secret-of-a-journey"


@pytest.fixture
async def pair(tmp_path: Path, database_url: str) -> AsyncIterator[Pair]:
    """A database of either kind, a Telegram and people."""
    async with pair_of(tmp_path, database_url) as made:
        yield made


@pytest.fixture
async def shared(tmp_path: Path, postgres_url: str) -> AsyncIterator[Pair]:
    """The same for a database that two services can share."""
    async with pair_of(tmp_path, postgres_url) as made:
        yield made


async def posted_to(pair: Pair, **more: Any) -> tuple[Service, str]:
    """Start a service behind a webhook; return it and where it listens."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    service = await pair.start(web_port=port, webhook_url=url, **more)
    return service, url


async def stored(service: Service) -> int:
    """Return how many updates have come."""
    async with service.store.reading() as db:
        return (await db.exec(select(func.count(col(InboxUpdate.id))))).one()


async def post(url: str, secret: str, update: dict[str, Any]) -> int:
    """Post as Telegram does, and return the status."""
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, json=update, headers={SECRET_HEADER: secret}) as answer,
    ):
        return answer.status


async def test_the_main_job_by_webhook(pair: Pair) -> None:
    """Enrolled, agreed, instructed, and gone by STOP, without one getUpdates."""
    service, _ = await posted_to(pair)
    await pair.agree(service)
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    await pair.anna.write("STOP")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "You get no more messages"), WITHIN)
    assert "getUpdates" not in {call.method for call in pair.stand_in.calls}
    assert (await service.health())["telegram"] == "ok"


async def test_a_stop_written_while_nobody_listens_comes_before_everything(pair: Pair) -> None:
    """What waits at Telegram is posted and handled before the first reminder goes out."""
    service, _ = await posted_to(pair, webhook_secret=SECRET)
    await pair.agree(service)
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    await service.stop()
    await pair.anna.write("STOP")
    pair.clock.jump(datetime(2026, 9, 18, 12, 0, tzinfo=WARSAW) - pair.clock.now())
    again, _ = await posted_to(pair, webhook_secret=SECRET)
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "You get no more messages"), WITHIN)
    goodbye = pair.anna.last().message_id
    await again.quiet()
    assert pair.anna.last().message_id == goodbye
    assert len(pair.told(pair.anna, "please avoid")) == 1


async def test_a_repeated_update_does_nothing_twice(pair: Pair) -> None:
    """Telegram may post an update again, at the same instant even: it is answered 200 and counts
    once.
    """
    service, url = await posted_to(pair, webhook_secret=SECRET)
    await pair.rita.write("/help")
    await pair.stand_in.wait_for(pair.rita.received, WITHIN)
    before = await stored(service)
    update = {"update_id": 77, "message": {"chat": {"id": 1, "type": "group"}}}
    address = url + path_of(SECRET)
    posts = [post(address, SECRET, update) for _ in range(8)]
    assert set(await asyncio.gather(*posts)) == {200}
    assert await post(address, SECRET, update) == 200
    assert await stored(service) == before + 1
    assert await post(address, "another-secret-of-a-journey", {"update_id": 78}) == 403
    assert await stored(service) == before + 1


async def test_many_people_at_once(pair: Pair) -> None:
    """Each gets an answer, and no update is lost."""
    service, _ = await posted_to(pair)
    people = [pair.stand_in.add_person(f"P{n}", language_code="en", id=5000 + n) for n in range(30)]
    await asyncio.gather(*(person.write("/help") for person in people))
    await pair.stand_in.wait_for(lambda: all(person.received() for person in people), WITHIN)
    await service.quiet()
    assert [len(person.received()) for person in people] == [1] * 30


async def test_back_to_fetching(pair: Pair) -> None:
    """Without the setting the webhook is taken away, and what was written meanwhile is heard."""
    service, _ = await posted_to(pair)
    await pair.agree(service)
    await service.stop()
    await pair.anna.write("STOP")
    fetching = await pair.start()
    await pair.stand_in.wait_for(lambda: len(pair.anna.received()) > 1, WITHIN)
    async with Bot(TOKEN, base_url=f"{pair.stand_in.url}/bot") as bot:
        assert (await bot.get_webhook_info()).url == ""
    assert (await fetching.health())["telegram"] == "ok"


async def test_one_that_stands_by_stores_what_is_posted_to_it(shared: Pair) -> None:
    """Behind a proxy that shares out, the leader is woken by what comes in at the other door."""
    pair = shared
    service, _ = await posted_to(pair, webhook_secret=SECRET)
    standby, url = await posted_to(pair, webhook_secret=SECRET)
    assert await standby.health() == {"role": "standby"}
    await pair.agree(service)
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    person = {"id": 2001, "is_bot": False, "first_name": "Anna"}
    message = {
        "message_id": 900_001,
        "date": 1_790_000_000,
        "chat": {"id": 2001, "type": "private", "first_name": "Anna"},
        "from": person,
        "text": "STOP",
    }
    update = {"update_id": 2_000_000_000, "message": message}
    assert await post(url + path_of(SECRET), SECRET, update) == 200
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "You get no more messages"), WITHIN)


async def test_where_posts_do_not_come_through_reminders_wait(pair: Pair) -> None:
    """Telegram cannot reach the address: a STOP may wait there, so the start goes on deaf and
    says so.
    """
    gone = f"http://127.0.0.1:{free_port()}"
    await pair.anna.write("STOP")
    service = await pair.start(webhook_url=gone)
    assert (await service.health())["telegram"] != "ok"
