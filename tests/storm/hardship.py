"""The fault storm: a bad network, a locked or lost database, a full disk, a clock gone wrong."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import make_url

from reminder.demo.faults import Hang, HangAfter, HttpError, TooMany
from tests.storm.ledger import Table
from tests.storm.scene import Scene, clinic
from tests.storm.weather import CALM, STORMY

Restart = Callable[[], None]
Hardship = Callable[[Scene], Awaitable[None]]


async def fault_storm(
    folder: Path, database_url: str, *, rounds: int, seed: int, restart: Restart | None = None
) -> Table:
    """Let `rounds` hardships come over a clinic at work; `restart` restarts PostgreSQL."""
    hardships: dict[str, Hardship] = {
        "stormy network": _stormy,
        "502 to everything": _bad_gateway,
        "429 to what is sent": _flood,
        "429 to everything": _flood_of_all,
        "no answers": _no_answers,
        "clock an hour ahead": lambda scene: _clock(scene, timedelta(hours=1)),
        "clock an hour back": lambda scene: _clock(scene, timedelta(hours=-1)),
        "clock three days ahead": lambda scene: _clock(scene, timedelta(days=3)),
        "three days down": _downtime,
    }
    if restart is None:
        hardships |= {"database locked": _locked, "disk full": _disk_full}
        hardships |= {"disk full and database locked": _disk_full_and_locked}
    else:
        hardships |= {"PostgreSQL restarted": lambda scene: _restarted(scene, restart)}
    struck = dict.fromkeys(hardships, 0)
    async with clinic(folder, database_url, seed) as scene:
        for _ in range(4):
            scene.people.newcomer()
        await scene.people.done()
        order = list(hardships)
        scene.rng.shuffle(order)
        for number in range(rounds):
            name = order[number % len(order)]
            struck[name] += 1
            if number % 3 == 0:
                scene.people.newcomer()
            scene.people.another_session()
            await _while_people_act(scene, hardships[name](scene))
            await scene.until_the_next_is_due()
        table = await scene.close_the_books()
    table.figures["hardships"] = {name: count for name, count in struck.items() if count}
    table.figures["faults of the network"] = dict(scene.weather.struck)
    return table


async def _while_people_act(scene: Scene, hardship: Awaitable[None]) -> None:
    suffering = asyncio.ensure_future(hardship)
    while not suffering.done():
        await scene.people.act()
        await asyncio.wait({suffering}, timeout=scene.rng.uniform(0.05, 0.3))
    suffering.result()


async def _stormy(scene: Scene) -> None:
    scene.weather.sky = STORMY
    await scene.until_the_next_is_due()
    await asyncio.sleep(4)
    scene.weather.sky = CALM


async def _bad_gateway(scene: Scene) -> None:
    scene.weather.add("*", HttpError(), times=20)
    await scene.until_the_next_is_due()
    await asyncio.sleep(3)
    scene.weather.clear()


async def _flood(scene: Scene) -> None:
    scene.weather.add("sendMessage", TooMany(2), times=3)
    await scene.until_the_next_is_due()
    await asyncio.sleep(3)


async def _flood_of_all(scene: Scene) -> None:
    """Telegram takes nothing at all for a while, not even a question for updates."""
    scene.weather.add("*", TooMany(1), times=None)
    await scene.until_the_next_is_due()
    await asyncio.sleep(4)
    scene.weather.clear()


async def _no_answers(scene: Scene) -> None:
    scene.weather.add("sendMessage", Hang(11))
    scene.weather.add("sendMessage", HangAfter(11))
    await scene.until_the_next_is_due()
    await asyncio.sleep(12)


async def _clock(scene: Scene, by: timedelta) -> None:
    scene.clock.jump(by)
    await asyncio.sleep(2)


async def _downtime(scene: Scene) -> None:
    await scene.lives.stop()
    scene.clock.jump(timedelta(days=3))
    await scene.begin()
    await scene.serves()


async def _locked(scene: Scene) -> None:
    """Another process writes for longer than the service waits for its turn."""
    file = str(make_url(scene.database_url).database)

    def hold() -> sqlite3.Connection:
        other = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        return other

    other = await asyncio.to_thread(hold)
    await scene.until_the_next_is_due()
    await asyncio.sleep(12)
    other.execute("ROLLBACK")
    other.close()


async def _disk_full(scene: Scene) -> None:
    """No file may grow any more; then there is room again."""
    scene.lives.let_files_grow(4096)
    await scene.until_the_next_is_due()
    await asyncio.sleep(4)
    scene.lives.let_files_grow(None)


async def _disk_full_and_locked(scene: Scene) -> None:
    scene.lives.let_files_grow(4096)
    await _locked(scene)
    await asyncio.sleep(1)
    scene.lives.let_files_grow(None)


async def _restarted(scene: Scene, restart: Restart) -> None:
    await asyncio.to_thread(restart)
    await scene.until_the_next_is_due()
    await asyncio.sleep(2)
