"""Clinics that start go before the reminders of those that run, for a while."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from reminder.delivery import giving_way
from reminder.delivery.giving_way import GivingWay, Starts
from reminder.delivery.people import NOBODY


class Somebody:
    """People who write until they are served."""

    def __init__(self) -> None:
        self.served = asyncio.Event()

    @property
    def wait(self) -> bool:
        """Until they are served."""
        return not self.served.is_set()

    async def let_pass(self) -> None:
        """Once they are served."""
        await self.served.wait()


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clinic has just started."""
    monkeypatch.setattr(giving_way, "BEGUN", 0.0)


def takes_no_turn(step: Coroutine[Any, Any, None]) -> bool:
    """Say whether a step is over at once."""
    try:
        step.send(None)
    except StopIteration:
        return True
    step.close()
    return False


async def test_nobody_is_waited_for_where_nothing_starts() -> None:
    """A step costs no turn of the loop."""
    way = GivingWay(NOBODY, Starts())
    assert not way.wait
    assert not way.holds_claims()
    assert takes_no_turn(way.let_pass())


async def test_looks_go_on_when_the_last_has_started() -> None:
    """However many start, and in whatever order they are done."""
    starts = Starts()
    way = GivingWay(NOBODY, starts)
    first, second = starts.one(), starts.one()
    first.__enter__()
    second.__enter__()
    assert way.wait
    passed = asyncio.create_task(way.let_pass())
    first.__exit__(None, None, None)
    await asyncio.sleep(0.01)
    assert not passed.done()
    second.__exit__(None, None, None)
    await asyncio.wait_for(passed, 1)
    assert not starts.wait


async def test_one_that_never_starts_keeps_no_message_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while a step is made, claims and looks alike."""
    monkeypatch.setattr(giving_way, "A_WHILE", 0.02)
    starts = Starts()
    way = GivingWay(NOBODY, starts)
    assert not way.holds_claims()
    with starts.one():
        assert way.holds_claims()
        await asyncio.wait_for(way.let_pass(), 1)
        assert starts.wait
        await asyncio.sleep(0.03)
        assert not way.holds_claims()
        assert way.holds_claims()


async def test_who_has_just_started_waits_for_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its patients have waited for it: one claim, and the looks at what it holds."""
    monkeypatch.setattr(giving_way, "BEGUN", 60.0)
    starts = Starts()
    with starts.one():
        way = GivingWay(NOBODY, starts)
        assert not way.holds_claims()
        assert takes_no_turn(way.let_pass())
        assert way.holds_claims()


async def test_who_has_written_is_waited_for_as_before() -> None:
    """Both are let pass: people, and clinics that start."""
    people, starts = Somebody(), Starts()
    way = GivingWay(people, starts)
    assert way.wait
    with starts.one():
        passed = asyncio.create_task(way.let_pass())
        people.served.set()
        await asyncio.sleep(0.01)
        assert not passed.done()
    await asyncio.wait_for(passed, 1)
    people.served.clear()
    passed = asyncio.create_task(way.let_pass())
    await asyncio.sleep(0.01)
    assert not passed.done()
    people.served.set()
    await asyncio.wait_for(passed, 1)
