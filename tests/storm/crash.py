"""The crash storm: SIGKILL at random instants under load, and then the books are compared."""

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.storm.ledger import Table
from tests.storm.lives import Lives
from tests.storm.scene import Scene, clinic
from tests.storm.weather import SLOW

STARTING = 1.5
"""Real seconds within which a life may end while it has hardly begun."""
SERVING = 2.0
"""Real seconds that a life may last once it serves."""
PATIENTS = 40
LONGEST_JUMP = timedelta(hours=2)


async def crash_storm(
    folder: Path, database_url: str, *, kills: int, seed: int, standby_url: str | None = None
) -> Table:
    """Kill the service `kills` times while patients join, ask, answer, leave and are reminded.

    `standby_url`: under which account a second process stands by; either is killed, or both.
    """
    async with clinic(folder, database_url, seed, standby_url) as scene:
        for _ in range(4):
            scene.people.newcomer()
        await scene.people.done()
        scene.weather.sky = SLOW
        while scene.kills < kills:
            if scene.rng.random() < 0.25:
                await asyncio.sleep(scene.rng.uniform(0.0, STARTING))
            else:
                await scene.serves()
                await _live(scene)
            await scene.kill(*_victims(scene))
            # Some things happen while nobody serves.
            for _ in range(scene.rng.randint(0, 2)):
                await scene.people.act()
            await _let_time_go_by(scene)
            await scene.begin()
        return await scene.close_the_books()


def _victims(scene: Scene) -> list[Lives]:
    """Draw who dies: mostly one of the two, and whoever is left leads or goes on standing by."""
    if scene.standby is None or scene.rng.random() < 0.15:
        return scene.processes
    return [scene.rng.choice(scene.processes)]


async def _live(scene: Scene) -> None:
    """Let things happen for a random while; half of the lives end as a message is on its way."""
    rng = scene.rng
    if len(scene.people.patients) < PATIENTS:
        scene.people.newcomer()
    if rng.random() < 0.3:
        scene.people.another_session()
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + rng.uniform(0.0, SERVING)
    time_goes_by_at = ends_at - rng.uniform(0.0, SERVING)
    while (left := ends_at - loop.time()) > 0:
        await scene.people.act()
        await asyncio.sleep(min(left, rng.uniform(0.01, 0.2)))
        if loop.time() >= time_goes_by_at:
            await _let_time_go_by(scene)
            time_goes_by_at = ends_at + 1
    if rng.random() < 0.5:
        await scene.something_is_on_its_way()
        await asyncio.sleep(rng.uniform(0.0, 0.2))


async def _let_time_go_by(scene: Scene) -> None:
    """Move the clock to where the next reminder is due, or by anything up to two hours."""
    if scene.rng.random() < 0.6:
        await scene.until_the_next_is_due()
    else:
        scene.clock.jump(scene.rng.random() * LONGEST_JUMP)
