"""Two workers before one database of many clinics, one of which is killed amid its messages."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from reminder.care.kinds import ReminderState
from reminder.settings import Settings
from reminder.store.keyfile import read_keys
from reminder.store.roll import Roll
from reminder.store.tables import Clinic, Delivery, DeliveryState, Reminder, saved
from reminder.upkeep.clinics import add
from tests.bench.databases import Databases, opened
from tests.bench.population import Clinicful, populate
from tests.bench.server import answering, ask
from tests.bench.sizes import Sizes
from tests.bench.waves import Morning, Waves
from tests.journeys.process import Running

FIRST_BOT = 2_000_001
"""The number of the first clinic's bot; the others follow."""

HERALD = timedelta(seconds=10)
"""How long before they are due the workers learn of messages."""

SETTLED = 5.0
"""Seconds that the clinics which have changed hands last have for their start."""

PATIENCE = 300.0
"""Seconds after which a measurement is given up."""

MINUTES = 120.0
"""Seconds for which the clinics of a killed worker are waited for."""

KILLED_AFTER = 0.25
"""The share of the second wave that is out when a worker is killed."""


@dataclass(frozen=True)
class Taken:
    """What one run yields. `seconds` is the length of the first wave; `halfway` the messages of
    each bot when half of all were out; `ends` the seconds until each bot's last. `takeover` are the
    seconds from the kill to the first message of each clinic that had more to send, and `left` the
    messages that were on their way then; `unserved` of those clinics had sent nothing within
    `MINUTES`.
    """

    messages: int
    seconds: float
    halfway: Sequence[int]
    ends: Sequence[float]
    takeover: Sequence[float]
    left: int
    unserved: int


async def filled(databases: Databases, sizes: Sizes) -> tuple[Waves, Path]:
    """Make the clinics and their patients, of whom half get the first wave; return the folder that
    the workers run in, too.
    """
    folder = databases.folder / "clinics"
    folder.mkdir()
    morning = Morning.of(datetime.now(UTC))
    due = 2 * sizes.clinics * sizes.each

    async def added(url: str, keys: Path) -> list[int]:
        async with answering() as telegram:
            return await _add(folder, morning, telegram, url, keys, sizes.clinics)

    clinic = await populate(
        databases,
        "PostgreSQL",
        "clinics",
        due=due,
        pending=due,
        now=morning.at,
        zone=morning.zone,
        add_clinics=added,
    )
    return await Waves.of(clinic, morning.at), folder


async def taken_by_two(databases: Databases, template: Waves, folder: Path, sizes: Sizes) -> Taken:
    """Start two workers before a copy of the database, and have them send both waves."""
    url = databases.copied("PostgreSQL", "clinics", "clinics_run")
    waves = replace(template, clinic=replace(template.clinic, url=url))
    wave = sizes.clinics * sizes.each
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(answering())
        workers = []
        for _ in range(2):
            worker = await Running.start(
                folder,
                telegram,
                REMINDER_DATABASE_URL=url.replace("+asyncpg", ""),
                REMINDER_KEY_FILE=str(waves.clinic.keys),
                REMINDER_BOT_TOKEN="",
                REMINDER_BACKUPS_KEPT="0",
            )
            stack.push_async_callback(worker.stop)
            workers.append(worker)
        roll = Roll(url)
        roll.is_present = False
        stack.push_async_callback(roll.leave)
        await _until(lambda: _are_shared_out(roll, telegram, sizes.clinics))
        await asyncio.sleep(SETTLED)
        begun = await _fall_due(waves, wave, 0)
        await _until(lambda: _are_out(telegram, wave))
        sent: list[tuple[float, int]] = await ask(telegram, "senders")
        await _fall_due(waves, wave, wave)
        await _until(lambda: _are_out(telegram, wave + int(wave * KILLED_AFTER)))
        takeover, left, unserved = await _killed(waves.clinic, telegram, workers[0], roll)
    databases.drop("PostgreSQL", "clinics_run")
    ends = {bot: at - begun for at, bot in sent}
    halfway = Counter(bot for _, bot in sent[: wave // 2])
    if len(ends) < sizes.clinics:
        message = f"{len(ends)} of {sizes.clinics} bots have sent"
        raise RuntimeError(message)
    return Taken(
        messages=wave,
        seconds=max(ends.values()),
        halfway=[halfway[bot] for bot in ends],
        ends=list(ends.values()),
        takeover=takeover,
        left=left,
        unserved=unserved,
    )


async def _until(
    is_so: Callable[[], Awaitable[bool]], patience: float = PATIENCE, pause: float = 0.05
) -> None:
    async with asyncio.timeout(patience):
        while not await is_so():  # noqa: ASYNC110  (other processes)
            await asyncio.sleep(pause)


async def _are_shared_out(roll: Roll, telegram: str, clinics: int) -> bool:
    """Say whether both workers lead as many, and every bot has asked for updates."""
    look = await roll.look()
    if look is None or await ask(telegram, "pollers") < clinics:
        return False
    leaders = Counter(seen.leader for seen in look.clinics.values() if seen.has_token)
    led = [leaders[worker] for worker in look.workers]
    return len(led) == 2 and sum(led) == clinics and max(led) - min(led) <= 1


async def _are_out(telegram: str, messages: int) -> bool:
    return int(await ask(telegram, "count")) >= messages


async def _fall_due(waves: Waves, messages: int, begin: int) -> float:
    """Have a wave fall due together, and return when it does (monotonic seconds)."""
    at = datetime.now(UTC) + HERALD
    await waves.bring_on([at] * messages, begin)
    return time.monotonic() + (at - datetime.now(UTC)).total_seconds()


async def _killed(
    clinic: Clinicful, telegram: str, worker: Running, roll: Roll
) -> tuple[list[float], int, int]:
    """Kill a worker; return after how many seconds each clinic that it led sends again, of those
    that have more to send, how many messages it left on their way, and how many of those clinics
    have sent nothing when they are waited for no longer.
    """
    before = await roll.look()
    begun = time.monotonic()
    await worker.kill()
    # What it had written to its sockets has been read once the server has answered twice.
    await ask(telegram, "count")
    last = int(await ask(telegram, "count"))
    waiting, on_their_way, bots = await _standing(clinic)
    while (now := await roll.look()) is None or len(now.workers) > 1:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    assert before is not None
    led = {n for n, seen in before.clinics.items() if seen.leader in before.workers - now.workers}
    awaited = {bots[number] for number in led & waiting}
    again: dict[int, float] = {}
    theirs = {bots[number] for number in led}

    async def all_send() -> bool:
        sent: list[tuple[float, int]] = (await ask(telegram, "senders"))[last:]
        for at, bot in reversed(sent):
            if bot in theirs:
                again[bot] = at - begun
        return bool(again) and awaited <= again.keys()

    with suppress(TimeoutError):
        # Rarely: all that was sent is a long answer, and the server says itself when it was.
        await _until(all_send, MINUTES, pause=1.0)
    left = sum(on_their_way[number] for number in led)
    return list(again.values()), left, len(awaited - again.keys())


async def _standing(clinic: Clinicful) -> tuple[set[int], Mapping[int, int], Mapping[int, int]]:
    """Return which clinics have more that is due, how many messages of each are on their way, and
    each clinic's bot.
    """
    store = clinic.store()
    async with store.reading() as db:
        waiting = await db.exec(
            select(Reminder.clinic_id)
            .where(
                Reminder.state == ReminderState.PLANNED,
                col(Reminder.wake_at) <= datetime.now(UTC),
            )
            .distinct()
        )
        sending = await db.exec(
            select(Delivery.clinic_id, func.count())
            .where(Delivery.state == DeliveryState.SENDING)
            .group_by(col(Delivery.clinic_id))
        )
        rows = await db.exec(select(Clinic).where(col(Clinic.bot_id).is_not(None)))
        bots = {saved(row.id): row.bot_id or 0 for row in rows.all()}
        found = set(waiting.all()), Counter(dict(sending.all())), bots
    await store.close()
    return found


async def _add(
    folder: Path, morning: Morning, telegram: str, url: str, keys: Path, clinics: int
) -> list[int]:
    """Add so many clinics, as `reminder clinic add` does; return their numbers in the database."""
    settings = Settings.load(
        env_file=None,
        telegram_url=telegram,
        data_dir=folder / "data",
        key_file=keys,
        database_url=url,
    )
    for number in range(clinics):
        place = folder / f"clinic-{number}"
        place.mkdir()
        token = f"{FIRST_BOT + number}:made-up-for-one-of-many-clinics-on-loopback"
        config = morning.configured(place)
        await add(settings, place.name, config, token, datetime.now(UTC))
    store = opened(url, read_keys(keys))
    async with store.reading() as db:
        rows = await db.exec(select(Clinic).where(col(Clinic.bot_id) >= FIRST_BOT))
        ids = {row.bot_id: saved(row.id) for row in rows.all()}
    await store.close()
    return [ids[FIRST_BOT + number] for number in range(clinics)]
