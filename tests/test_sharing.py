"""How a process takes up the clinics that are its share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from reminder import sharing
from reminder.delivery.giving_way import Starts
from reminder.sharing import STARTING, Sharing
from reminder.store.leadership import ClinicLead
from reminder.store.roll import Look, Roll, Seen

ME = 7


class Alone(Roll):
    """The only worker, to whom the database denies nothing."""

    def __init__(self, clinics: int) -> None:
        super().__init__("postgresql+asyncpg://nowhere/none")
        self._seen = {number: Seen(f"c{number}", True, None, None) for number in range(clinics)}

    async def look(self) -> Look:
        """All clinics, led by nobody."""
        return Look(ME, frozenset({ME}), self._seen)

    async def take(self, clinic_id: int) -> ClinicLead | None:
        """At once."""
        return ClinicLead(clinic_id, 1, 0.0, lambda: 0.0)

    async def attend(self, present: bool) -> None:
        """Count for nothing."""

    async def lay_down(self, lead: ClinicLead) -> None:
        """Without ado."""

    async def leave(self) -> None:
        """Without ado."""


class Slow:
    """A clinic that starts when it is let, and serves until it is stopped."""

    def __init__(self, number: int, begun: list[int], stopped: list[int]) -> None:
        self.number = number
        self.may_start = asyncio.Event()
        self._begun = begun
        self._stopped = stopped

    async def start(self) -> None:
        """Wait until it may."""
        self._begun.append(self.number)
        await self.may_start.wait()

    async def run(self) -> None:
        """Serve."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Note it."""
        self._stopped.append(self.number)


class House:
    """A process with so many clinics."""

    def __init__(self, clinics: int) -> None:
        self.begun: list[int] = []
        self.stopped: list[int] = []
        self.branches: dict[int, Slow] = {}
        self.roll = Alone(clinics)
        self.starts = Starts()
        self.sharing = Sharing(
            self.roll,
            serves=lambda _seen: True,
            open_branch=self._open,
            looked=_nothing,
            failed=_nothing,
            is_all=lambda _number: False,
            starts=self.starts,
        )

    def _open(self, lead: ClinicLead) -> Slow:
        number = lead.clinic_id
        self.branches[number] = Slow(number, self.begun, self.stopped)
        return self.branches[number]

    async def have_begun(self, clinics: int) -> None:
        """Wait until so many have begun to start, and look whether more do."""
        async with asyncio.timeout(5):
            while len(self.begun) < clinics:  # noqa: ASYNC110  (it says nothing)
                await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(self.begun) == clinics


async def _nothing(*_given: object) -> None:
    pass


@asynccontextmanager
async def serving(clinics: int) -> AsyncIterator[House]:
    """A process that takes up so many clinics."""
    house = House(clinics)
    running = asyncio.create_task(house.sharing.run())
    try:
        yield house
    finally:
        running.cancel()
        await asyncio.wait({running})


async def test_clinics_start_a_few_at_a_time() -> None:
    """The next begins as soon as one has started."""
    async with serving(STARTING + 5) as house:
        await house.have_begun(STARTING)
        house.branches[house.begun[0]].may_start.set()
        await house.have_begun(STARTING + 1)


async def test_one_that_does_not_start_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It leaves its place after a while, and serves once it has started after all."""
    monkeypatch.setattr(sharing, "START_SECONDS", 0.01)
    async with serving(3 * STARTING) as house:
        await house.have_begun(3 * STARTING)
        for branch in house.branches.values():
            branch.may_start.set()
        await house.sharing.decided()
        assert not house.sharing.failing
        assert not house.stopped


async def test_those_that_serve_give_way_until_all_have_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that does not start is waited for no longer than it keeps its place."""
    async with serving(STARTING + 1) as house:
        await house.have_begun(STARTING)
        first, *others = house.branches.values()
        for branch in others:
            branch.may_start.set()
        await house.have_begun(STARTING + 1)
        passed = asyncio.create_task(house.starts.let_pass())
        house.branches[house.begun[-1]].may_start.set()
        await asyncio.sleep(0)
        assert not passed.done()
        first.may_start.set()
        await house.sharing.decided()
        await asyncio.wait_for(passed, 1)
    monkeypatch.setattr(sharing, "START_SECONDS", 0.01)
    async with serving(1) as house:
        await house.have_begun(1)
        await house.starts.let_pass()
        assert not house.starts.wait


async def test_whoever_stops_ends_what_is_starting() -> None:
    """No clinic is left half started."""
    async with serving(STARTING + 5) as house:
        await house.have_begun(STARTING)
    assert set(house.stopped) >= set(house.begun)


async def test_a_stop_is_not_lost_where_something_else_happens_at_the_same_instant() -> None:
    """Another process lays a clinic down just as this one is told to stop."""
    house = House(0)
    running = asyncio.create_task(house.sharing.run())
    for _ in range(20):
        await asyncio.sleep(0)
    house.roll.called.set()
    running.cancel()
    done, _ = await asyncio.wait({running}, timeout=0.5)
    assert done
