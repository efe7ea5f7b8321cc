"""One bot, one leader, and who follows it: whole services before one PostgreSQL database."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from reminder.app import Service
from reminder.demo.stand_in import Pause, StandIn
from reminder.demonstration import TOKEN, USERNAME
from reminder.errors import OtherBot
from reminder.serving import print_claim_code
from reminder.settings import Settings
from reminder.store.tables import Clinic
from tests.journeys.leaders import WITHIN, Pair, pair_of
from tests.journeys.process import Running, configured
from tests.journeys.test_kill import held_in_flight, up_to_agreeing
from tests.store.test_leadership import cut_off_the_leader

AT_ONCE = 5.0
"""Seconds: the promise is three, of a machine that has nothing else to do."""


@pytest.fixture
async def pair(tmp_path: Path, postgres_url: str) -> AsyncIterator[Pair]:
    """A database, a Telegram and people; services are started by the test."""
    async with pair_of(tmp_path, postgres_url) as made:
        yield made


async def leads(service: Service) -> bool:
    """Whether a service says that it leads."""
    return (await service.health()).get("role") == "leader"


async def until_it_leads(service: Service) -> None:
    """Wait until a service leads."""
    async with asyncio.timeout(WITHIN):
        await service.started.wait()


async def test_the_second_stands_by_and_follows_a_stop_in_good_order(pair: Pair) -> None:
    """It is alive and says what it is; when the first is stopped it leads, and nothing is lost."""
    first = await pair.start()
    second = await pair.start()
    assert await leads(first)
    assert await second.health() == {"role": "standby"}
    assert second.owner_code is None
    await pair.agree(first)
    await first.stop()
    began = time.monotonic()
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    assert time.monotonic() - began < AT_ONCE
    assert await leads(second)
    await pair.anna.write("STOP")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "You get no more messages"), WITHIN)
    assert len(pair.told(pair.anna, "please avoid")) == 1


async def test_one_with_another_bots_token_is_refused_and_harms_nothing(pair: Pair) -> None:
    """It names both bots and the way out; the leader's offset of updates stays, and it goes on
    hearing people.
    """
    first = await pair.start()
    await pair.agree(first)
    pair.stand_in.add_bot("43:another-made-up-token", "another_bot")

    async def offset() -> int:
        async with first.store.reading() as db:
            clinic = await db.get_one(
                Clinic, first.branch.practice.clinic_id, populate_existing=True
            )
            return clinic.update_offset

    before = await offset()
    assert before > 0
    with pytest.raises(OtherBot, match="@another_bot's, the clinic's bot is @"):
        await pair.start(bot_token="43:another-made-up-token")
    assert await offset() == before
    del pair.stand_in.world.bots["43:another-made-up-token"]
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)


async def test_a_leader_cut_off_from_the_database_stops_and_the_other_goes_on(pair: Pair) -> None:
    """The lock's connection is ended by the server: exactly one still leads, and nothing comes
    twice.
    """
    first = await pair.start()
    second = await pair.start()
    await pair.agree(first)
    await cut_off_the_leader(pair.url)
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    assert [await leads(first), await leads(second)].count(True) == 1
    await pair.anna.write("STOP")
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "You get no more messages"), WITHIN)
    assert len(pair.told(pair.anna, "please avoid")) == 1


async def test_what_the_old_leader_has_in_flight_is_left_to_its_lease(pair: Pair) -> None:
    """The old leader hangs in a send as it is cut off, and records it: nobody sends it again."""
    first = await pair.start()
    await pair.agree(first)
    gate = asyncio.Event()
    pair.stand_in.faults.add("sendMessage", Pause(gate), times=1, chat_id=pair.anna.id)
    await pair.anna.press("I am the patient")
    await pair.stand_in.wait_for(
        lambda: held_in_flight(pair.stand_in, pair.anna, "please avoid"), WITHIN
    )
    second = await pair.start()
    await cut_off_the_leader(pair.url)
    await until_it_leads(second)
    gate.set()
    await pair.stand_in.wait_for(lambda: pair.told(pair.anna, "please avoid"), WITHIN)
    assert not await leads(first)
    pair.clock.jump(timedelta(minutes=3))
    await second.quiet()
    assert len(pair.told(pair.anna, "please avoid")) == 1


async def test_a_short_command_beside_two_services_works(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    """The code that it prints counts with whoever leads."""
    first = await pair.start()
    await pair.start()
    settings = Settings.load(env_file=None, data_dir=pair.folder / "data", database_url=pair.url)
    await asyncio.to_thread(print_claim_code, settings, pair.clock)
    code = capsys.readouterr().out.split()[-1]
    assert code != first.owner_code
    await pair.rita.write(f"/claim {code}")
    await pair.stand_in.wait_for(lambda: pair.told(pair.rita, "You are an owner"), WITHIN)


Start = Callable[[], Awaitable[Running]]


@pytest.fixture
async def telegram() -> AsyncIterator[StandIn]:
    """A Telegram that outlives the processes."""
    stand_in = StandIn()
    stand_in.add_bot(TOKEN, USERNAME)
    await stand_in.start()
    yield stand_in
    await stand_in.close()


@pytest.fixture
async def start(tmp_path: Path, telegram: StandIn, postgres_url: str) -> AsyncIterator[Start]:
    """Return a function that starts one more process on this test's database."""
    configured(tmp_path)
    started: list[Running] = []

    async def one() -> Running:
        running = await Running.start(tmp_path, telegram.url, REMINDER_DATABASE_URL=postgres_url)
        started.append(running)
        return running

    yield one
    for running in started:
        if running.process.returncode is None:
            await running.kill()


async def test_a_killed_leader_is_followed_at_once(start: Start, telegram: StandIn) -> None:
    """SIGKILL: the other process sends what is due, and takes a STOP."""
    first = await start()
    _, anna = await up_to_agreeing(first, telegram)
    second = await start()
    await until_said(second, "another process leads")
    await first.kill()
    killed = time.monotonic()
    await anna.press("I am the patient")
    await telegram.wait_for(
        lambda: [m for m in anna.received() if "please avoid" in m.text], WITHIN
    )
    assert time.monotonic() - killed < AT_ONCE
    await anna.write("STOP")
    await telegram.wait_for(lambda: "You get no more messages" in anna.last().text, WITHIN)
    assert len([m for m in anna.received() if "please avoid" in m.text]) == 1
    assert await second.stop() == 0


async def until_said(running: Running, words: str) -> None:
    """Wait until a process has logged these words."""
    async with asyncio.timeout(2 * WITHIN):
        while not any(words in line for line in running.lines):
            assert running.process.returncode is None, "".join(running.lines)
            await asyncio.sleep(0.05)


async def test_two_processes_may_start_at_the_same_instant(start: Start, telegram: StandIn) -> None:
    """On an empty database one makes the tables and leads, the other waits its turn."""
    both = [await start(), await start()]
    saying = [
        asyncio.create_task(until_said(one, words))
        for one in both
        for words in ("/claim", "another process leads")
    ]
    async with asyncio.timeout(2 * WITHIN):
        while sum(task.done() for task in saying) < 2:
            await asyncio.wait(
                [task for task in saying if not task.done()], return_when=asyncio.FIRST_COMPLETED
            )
    for task in saying:
        task.cancel()
    (leader,) = [one for one in both if any("/claim" in line for line in one.lines)]
    await up_to_agreeing(leader, telegram)
    for running in both:
        assert await running.stop() == 0
