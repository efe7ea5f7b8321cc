"""One leader a bot, on PostgreSQL: elected, fenced, and followed at once."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import asyncpg
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from reminder.bot.transport import Timeouts
from reminder.delivery.claim import REQUEST
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.leadership import (
    ALONE,
    IDLE_SECONDS,
    LEASE_SECONDS,
    LOCK_CLASS,
    Election,
    LeadLost,
)
from reminder.store.migrate import bring_to_head
from reminder.store.tables import Clinic, saved

SOON = 10.0
"""Seconds that a busy machine may take for what takes a moment."""


class Watch:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """Return them."""
        return self.seconds


@pytest.fixture
async def shared(postgres_url: str, keyring: Keyring) -> AsyncIterator[Store]:
    """A migrated PostgreSQL database with a clinic in it."""
    await bring_to_head(postgres_url)
    store = Store(postgres_url, keyring)
    yield store
    await store.close()


@pytest.fixture
async def clinic_id(shared: Store) -> int:
    """The clinic whose bot is to be led."""
    async with shared.writing() as db:
        clinic = Clinic(key="clinic", created_at=datetime(2026, 1, 1, tzinfo=UTC))
        db.add(clinic)
        await db.flush()
        return saved(clinic.id)


@pytest.fixture
async def candidates(shared: Store, clinic_id: int) -> AsyncIterator[tuple[Election, Election]]:
    """Two processes that would lead."""
    both = Election(shared.url, clinic_id), Election(shared.url, clinic_id)
    yield both
    for one in both:
        await one.resign()


async def cut_off_the_leader(url: str) -> None:
    """End the session that holds the lock, as an operator or a failing server would."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    ended = await connection.fetchval(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_locks "
        "WHERE locktype = 'advisory' AND classid = $1 AND granted",
        LOCK_CLASS,
    )
    await connection.close()
    assert ended == 1


async def test_one_of_two_leads(shared: Store, candidates: tuple[Election, Election]) -> None:
    """The second finds the lead taken; what only a leader may do fails for it."""
    first, second = candidates
    assert await first.win()
    assert not await second.win()
    assert first.holds()
    assert not second.holds()
    async with shared.reading() as db:
        await first.confirm(db)
        assert await first.still(db)
        assert not await second.still(db)
        with pytest.raises(LeadLost):
            await second.confirm(db)


async def test_who_lays_the_lead_down_is_followed_without_delay(
    candidates: tuple[Election, Election],
) -> None:
    """The one that stands by is told, and need not wait for its next look."""
    first, second = candidates
    assert await first.win()
    assert not await second.win()
    waiting = asyncio.create_task(second.wait())
    await asyncio.sleep(0)
    await first.resign()
    async with asyncio.timeout(SOON):
        await waiting
    assert await second.win()
    assert (first.epoch, second.epoch) == (None, 2)


async def test_a_leader_cut_off_is_followed_and_can_no_longer_claim(
    shared: Store, candidates: tuple[Election, Election]
) -> None:
    """Its session was ended by the server: it stops at once, and the other leads."""
    first, second = candidates
    assert await first.win()
    keeping = asyncio.create_task(first.keep())
    assert not await second.win()
    await cut_off_the_leader(shared.url)
    async with asyncio.timeout(SOON):
        await keeping
    assert not first.holds()
    assert await second.win()
    async with shared.writing() as db:
        with pytest.raises(LeadLost):
            await first.confirm(db)


async def test_a_leader_that_knows_nothing_of_its_loss_is_fenced_off(
    shared: Store, clinic_id: int, candidates: tuple[Election, Election]
) -> None:
    """Frozen while another was elected, it believes in its lease; its transaction fails."""
    frozen, _ = candidates
    assert await frozen.win()
    async with shared.writing() as db:
        await db.exec(update(Clinic).where(col(Clinic.id) == clinic_id).values(leader_epoch=2))
    assert frozen.holds()
    async with shared.writing() as db:
        assert not await frozen.still(db)
        with pytest.raises(LeadLost):
            await frozen.confirm(db)
    async with asyncio.timeout(SOON):
        await frozen.keep()
    assert not frozen.holds()


async def test_a_new_leader_waits_for_what_the_last_has_confirmed(
    shared: Store, candidates: tuple[Election, Election]
) -> None:
    """A claim that has confirmed the lead commits before the next leader begins, or not at all."""
    first, second = candidates
    assert await first.win()
    order: list[str] = []

    async def follow() -> None:
        while not await second.win():
            await second.wait()
        order.append("followed")

    async with shared.writing() as db:
        await first.confirm(db)
        await cut_off_the_leader(shared.url)
        following = asyncio.create_task(follow())
        await asyncio.sleep(0.5)
        order.append("committed")
    async with asyncio.timeout(SOON):
        await following
    assert order == ["committed", "followed"]


async def test_a_lease_ends_by_itself(shared: Store, clinic_id: int) -> None:
    """Where the server does not answer, nothing is begun after the lease."""
    watch = Watch()
    election = Election(shared.url, clinic_id, elapsing=watch)
    assert await election.win()
    watch.seconds += LEASE_SECONDS - 0.1
    assert election.holds()
    watch.seconds += 0.2
    assert not election.holds()
    async with shared.reading() as db:
        with pytest.raises(LeadLost):
            await election.confirm(db)
    await election.resign()


async def test_a_frozen_leader_loses_the_lock_after_its_lease(
    candidates: tuple[Election, Election],
) -> None:
    """One that says nothing (it is never asked to keep the lead here) is ended by the server."""
    frozen, second = candidates
    began = time.monotonic()
    assert await frozen.win()
    async with asyncio.timeout(IDLE_SECONDS + SOON):
        while not await second.win():
            await second.wait()
    assert time.monotonic() - began > LEASE_SECONDS
    assert second.epoch == 2


async def test_the_leader_hears_of_what_others_write(
    shared: Store, clinic_id: int, keyring: Keyring
) -> None:
    """A transaction of another process wakes it; its own do not."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    election = Election(shared.url, clinic_id, lambda: heard.put_nowait("written"))
    assert await election.win()
    shared.announces = False
    async with shared.writing() as db:
        await db.exec(update(Clinic).values(bot_username="a_bot"))
    other = Store(shared.url, keyring)
    async with other.writing() as db:
        await db.exec(update(Clinic).values(bot_username="another_bot"))
    await other.close()
    async with asyncio.timeout(SOON):
        assert await heard.get() == "written"
    assert heard.empty()
    await election.resign()


async def test_a_database_that_is_away_is_no_end(clinic_id: int) -> None:
    """Nobody is elected, and it is tried again."""
    election = Election("postgresql+asyncpg://postgres@127.0.0.1:1/none", clinic_id)
    assert not await election.win()
    assert not await election.win()
    assert election.is_faulty
    await election.resign()


async def test_alone_there_is_nothing_to_lose(store: Store) -> None:
    """On SQLite the folder's lock has spoken: the lead holds, and asks the database nothing."""
    async with store.reading() as db:
        await ALONE.confirm(db)
        assert await ALONE.still(db)
        assert (await db.exec(select(Clinic))).all() == []
    assert ALONE.holds()


def test_the_server_waits_longer_than_the_lease() -> None:
    """A leader within its lease surely has the lock still."""
    assert IDLE_SECONDS > LEASE_SECONDS


def test_no_request_outlasts_its_time() -> None:
    """What the last leader began within its lease has ended when the next takes it up."""
    times = Timeouts()
    longest = sum(
        seconds or 0.0 for seconds in (times.pool, times.connect, times.media_write, times.read)
    )
    assert longest < REQUEST.total_seconds()
