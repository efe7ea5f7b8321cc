"""SIGKILL in the middle of a send: nothing lost, at most that one message repeated and marked."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from reminder.demo.stand_in import Pause, Person, StandIn
from reminder.demonstration import TOKEN, USERNAME
from tests.journeys.process import Running, configured

Start = Callable[[], Awaitable[Running]]

WITHIN = 60.0
"""Seconds; a message of unknown fate is repeated after half a minute."""


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A Telegram that outlives the service."""
    telegram = StandIn()
    telegram.add_bot(TOKEN, USERNAME)
    await telegram.start()
    yield telegram
    await telegram.close()


@pytest.fixture
async def start(tmp_path: Path, stand_in: StandIn) -> AsyncIterator[Start]:
    """Return a function that starts the service on this test's data; none outlives the test."""
    configured(tmp_path)
    started: list[Running] = []

    async def one() -> Running:
        running = await Running.start(tmp_path, stand_in.url)
        started.append(running)
        return running

    yield one
    for running in started:
        if running.process.returncode is None:
            await running.kill()


async def up_to_agreeing(running: Running, stand_in: StandIn) -> tuple[Person, Person]:
    """Claim and enrol; Anna has opened her link and not agreed yet."""
    rita = stand_in.add_person("Rita", id=1001)
    anna = stand_in.add_person("Anna", id=2001)
    await rita.write(f"/claim {await running.owner_code()}")
    await stand_in.wait_for(lambda: "owner" in rita.last().text, WITHIN)
    await rita.write("/enrol Anna K; oxygen; now; 1/9")
    await stand_in.wait_for(lambda: rita.button("Confirm"), WITHIN)
    await rita.press("Confirm")
    link = await stand_in.wait_for(
        lambda: next(
            (
                word.strip("()")
                for message in rita.received()
                for word in message.text.split()
                if "?start=" in word
            ),
            None,
        ),
        WITHIN,
    )
    await anna.open(str(link))
    await stand_in.wait_for(lambda: anna.button("I am the patient"), WITHIN)
    return rita, anna


def held_in_flight(stand_in: StandIn, anna: Person, text: str) -> bool:
    """Whether a send of such a text to Anna hangs at Telegram."""
    return any(
        call.status == 0
        and str(call.params.get("chat_id")) == str(anna.id)
        and text in str(call.params.get("text"))
        for call in stand_in.calls
    )


async def killed_while_instructing(start: Start, stand_in: StandIn) -> tuple[Person, asyncio.Event]:
    """Kill the service while the instructions hang at Telegram; return Anna and the gate."""
    running = await start()
    _, anna = await up_to_agreeing(running, stand_in)
    gate = asyncio.Event()
    stand_in.faults.add("sendMessage", Pause(gate), times=None, chat_id=anna.id)
    await anna.press("I am the patient")
    await stand_in.wait_for(lambda: held_in_flight(stand_in, anna, "please avoid"), WITHIN)
    await running.kill()
    stand_in.faults.clear()
    return anna, gate


async def test_what_was_in_flight_is_repeated_once_and_marked(
    start: Start, stand_in: StandIn
) -> None:
    """The instructions that were on their way come again, marked, and nothing else does."""
    anna, gate = await killed_while_instructing(start, stand_in)
    gate.set()
    await stand_in.wait_for(
        lambda: [m for m in anna.received() if "please avoid" in m.text], WITHIN
    )
    running = await start()
    await stand_in.wait_for(
        lambda: [m for m in anna.received() if "may already have received" in m.text], WITHIN
    )
    assert await running.stop() == 0
    # The card comes once the instructions have: before the stop, or at the next start.
    texts = [m.text for m in anna.received() if "This summary changes by itself" not in m.text]
    assert len([t for t in texts if "please avoid" in t]) == 2
    assert len(texts) == 3


async def test_a_stop_written_while_the_service_is_down_comes_before_everything(
    start: Start, stand_in: StandIn
) -> None:
    """After a kill, what waits at Telegram is read before anything is sent: STOP wins."""
    anna, gate = await killed_while_instructing(start, stand_in)
    gate.set()
    await anna.write("STOP")
    running = await start()
    await stand_in.wait_for(lambda: "You get no more messages" in anna.last().text, WITHIN)
    goodbye = anna.last().message_id
    # Longer than the pause before a repetition: nothing may come of it any more.
    with pytest.raises(TimeoutError):
        await stand_in.wait_for(lambda: anna.last().message_id != goodbye, 35)
    assert await running.stop() == 0


async def test_a_second_process_on_the_same_data_is_refused(start: Start) -> None:
    """The second one says plainly why it does not start, and touches nothing."""
    first = await start()
    await first.owner_code()
    second = await start()
    async with asyncio.timeout(30):
        assert await second.process.wait() == 1
    await second.stop()
    assert "Another process serves this data folder" in "".join(second.lines)
    assert await first.stop() == 0
