"""One leader a bot, on PostgreSQL: elected, fenced, and followed at once."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime

import asyncpg
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from reminder.bot.transport import Timeouts
from reminder.delivery.claim import REQUEST
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.leadership import ALONE, LEASE_SECONDS, ClinicLead, LeadLost
from reminder.store.migrate import bring_to_head
from reminder.store.roll import IDLE_SECONDS, LOCK_CLASS, Look, Roll
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
    return await another_clinic(shared, "clinic")


async def another_clinic(store: Store, name: str) -> int:
    """Put a clinic into the database and return its id."""
    async with store.writing() as db:
        clinic = Clinic(key=name, created_at=datetime(2026, 1, 1, tzinfo=UTC))
        db.add(clinic)
        await db.flush()
        return saved(clinic.id)


@pytest.fixture
async def workers(shared: Store) -> AsyncIterator[tuple[Roll, Roll]]:
    """Two processes that would lead."""
    both = Roll(shared.url), Roll(shared.url)
    for one in both:
        assert await one.look()
    yield both
    for one in both:
        await one.leave()


async def won(worker: Roll, clinic_id: int) -> ClinicLead:
    """Try until a worker has the lead of a clinic, as `reminder.sharing` does."""
    async with asyncio.timeout(IDLE_SECONDS + SOON):
        while (lead := await worker.take(clinic_id)) is None:
            worker.called.clear()
            assert await worker.look()
            with suppress(TimeoutError):
                await asyncio.wait_for(worker.called.wait(), 0.2)
    return lead


async def seen_by(worker: Roll) -> Look:
    """What a worker sees."""
    look = await worker.look()
    assert look is not None
    return look


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


async def test_one_of_two_leads(shared: Store, clinic_id: int, workers: tuple[Roll, Roll]) -> None:
    """The second finds the lead taken; what only a leader may do fails for another epoch."""
    first, second = workers
    lead = await won(first, clinic_id)
    assert await second.take(clinic_id) is None
    assert lead.holds()
    stranger = ClinicLead(clinic_id, lead.epoch - 1, time.monotonic(), time.monotonic)
    async with shared.reading() as db:
        await lead.confirm(db)
        assert await lead.still(await db.connection())
        assert not await stranger.still(await db.connection())
        with pytest.raises(LeadLost):
            await stranger.confirm(db)


async def test_everyone_sees_who_is_there_and_who_leads_what(
    shared: Store, clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """Many clinics are led over one session a process; what is removed is not seen."""
    first, second = workers
    other_id = await another_clinic(shared, "other")
    gone_id = await another_clinic(shared, "gone")
    async with shared.writing() as db:
        (await db.get_one(Clinic, gone_id)).removed_at = datetime(2026, 2, 1, tzinfo=UTC)
    await won(first, clinic_id)
    await won(first, other_id)
    look = await seen_by(second)
    me = (await seen_by(first)).me
    assert look.workers == {me, look.me}
    assert {n: seen.leader for n, seen in look.clinics.items()} == {clinic_id: me, other_id: me}
    assert [seen.name for seen in look.clinics.values()] == ["clinic", "other"]
    connection = await asyncpg.connect(shared.url.replace("+asyncpg", ""))
    sessions = await connection.fetchval(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%leader'"
        " AND datname = current_database()"
    )
    await connection.close()
    assert sessions == 2


async def test_who_cannot_serve_is_not_counted(workers: tuple[Roll, Roll]) -> None:
    """It goes on looking, and may be counted again."""
    first, second = workers
    await second.attend(False)
    look = await seen_by(second)
    assert look.me not in look.workers
    assert len((await seen_by(first)).workers) == 1
    await second.attend(True)
    assert len((await seen_by(first)).workers) == 2


async def test_who_lays_the_lead_down_is_followed_without_delay(
    clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """The one that stands by is told, and need not wait for its next look; other leads stay."""
    first, second = workers
    lead = await won(first, clinic_id)
    second.called.clear()
    waiting = asyncio.create_task(second.called.wait())
    await first.lay_down(lead)
    assert not lead.holds()
    async with asyncio.timeout(SOON):
        await waiting
    following = await second.take(clinic_id)
    assert following is not None
    assert following.epoch == 2


async def test_who_leaves_lays_everything_down(clinic_id: int, workers: tuple[Roll, Roll]) -> None:
    """It is no worker any more, and its clinics are anybody's."""
    first, second = workers
    lead = await won(first, clinic_id)
    await first.leave()
    assert not lead.holds()
    assert (await won(second, clinic_id)).holds()
    look = await seen_by(second)
    assert look.workers == {look.me}


async def test_a_leader_cut_off_is_followed_and_can_no_longer_claim(
    shared: Store, clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """Its session was ended by the server: it stops at once, and the other leads."""
    first, second = workers
    lead = await won(first, clinic_id)
    await cut_off_the_leader(shared.url)
    async with asyncio.timeout(SOON):
        await lead.lost.wait()
    assert not lead.holds()
    assert (await won(second, clinic_id)).holds()
    async with shared.writing() as db:
        with pytest.raises(LeadLost):
            await lead.confirm(db)
    look = await seen_by(first)
    assert look.workers == {look.me, (await seen_by(second)).me}


async def test_a_leader_that_knows_nothing_of_its_loss_is_fenced_off(
    shared: Store, clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """Frozen while another was elected, it believes in its lease; its transaction fails, and the
    other clinics that it leads stay its own.
    """
    frozen, _ = workers
    lead = await won(frozen, clinic_id)
    kept = await won(frozen, await another_clinic(shared, "kept"))
    async with shared.writing() as db:
        await db.exec(update(Clinic).where(col(Clinic.id) == clinic_id).values(leader_epoch=2))
    assert lead.holds()
    async with shared.writing() as db:
        assert not await lead.still(await db.connection())
        with pytest.raises(LeadLost):
            await lead.confirm(db)
    assert await frozen.look()
    assert not lead.holds()
    assert kept.holds()


async def test_a_new_leader_waits_for_what_the_last_has_confirmed(
    shared: Store, clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """A claim that has confirmed the lead commits before the next leader begins, or not at all."""
    first, second = workers
    lead = await won(first, clinic_id)
    order: list[str] = []

    async def follow() -> None:
        await won(second, clinic_id)
        order.append("followed")

    async with shared.writing() as db:
        await lead.confirm(db)
        await cut_off_the_leader(shared.url)
        following = asyncio.create_task(follow())
        await asyncio.sleep(1.5)
        order.append("committed")
    async with asyncio.timeout(SOON):
        await following
    assert order == ["committed", "followed"]


async def test_a_lease_ends_by_itself_and_is_renewed_by_a_look(
    shared: Store, clinic_id: int
) -> None:
    """Where the server does not answer, nothing is begun after the lease."""
    watch = Watch()
    roll = Roll(shared.url, elapsing=watch)
    assert await roll.look()
    lead = await won(roll, clinic_id)
    watch.seconds += LEASE_SECONDS - 0.1
    assert lead.holds()
    assert await roll.look()
    watch.seconds += LEASE_SECONDS - 0.1
    assert lead.holds()
    watch.seconds += 0.2
    assert not lead.holds()
    async with shared.reading() as db:
        with pytest.raises(LeadLost):
            await lead.confirm(db)
    await roll.leave()


async def test_a_frozen_leader_loses_the_lock_after_its_lease(
    clinic_id: int, workers: tuple[Roll, Roll]
) -> None:
    """One that says nothing (it is never asked to keep the lead here) is ended by the server."""
    frozen, second = workers
    began = time.monotonic()
    await won(frozen, clinic_id)
    following = await won(second, clinic_id)
    assert time.monotonic() - began > LEASE_SECONDS
    assert following.epoch == 2


async def test_the_leader_hears_of_what_others_write(
    shared: Store, clinic_id: int, keyring: Keyring
) -> None:
    """A transaction of another process wakes it, and says whose it was; its own do not."""
    heard: asyncio.Queue[int | None] = asyncio.Queue()
    roll = Roll(shared.url, heard.put_nowait)
    assert await roll.look()
    own = shared.of_clinic(clinic_id)
    own.announces = False
    async with own.writing() as db:
        await db.exec(update(Clinic).values(bot_username="a_bot"))
    other = Store(shared.url, keyring)
    for store in (other.of_clinic(clinic_id), other):
        async with store.writing() as db:
            await db.exec(update(Clinic).values(bot_username="another_bot"))
    await other.close()
    async with asyncio.timeout(SOON):
        assert await heard.get() == clinic_id
        assert await heard.get() is None
    assert heard.empty()
    await roll.leave()


async def test_a_database_that_is_away_is_no_end(clinic_id: int) -> None:
    """Nobody is elected, and it is tried again."""
    roll = Roll("postgresql+asyncpg://postgres@127.0.0.1:1/none")
    assert await roll.look() is None
    assert await roll.look() is None
    assert roll.is_faulty
    assert await roll.take(clinic_id) is None
    await roll.leave()


async def test_alone_there_is_nothing_to_lose(store: Store) -> None:
    """On SQLite the folder's lock has spoken: the lead holds, and asks the database nothing."""
    async with store.reading() as db:
        await ALONE.confirm(db)
        assert await ALONE.still(await db.connection())
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
