"""What is measured while something runs: CPU, and for how long the event loop was held."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

TICK = 0.001
"""Seconds between two looks at the loop."""


@dataclass
class Gauge:
    """Seconds on the wall and of this process's CPU (all its threads).

    `longest_block`: the most CPU that the loop's thread spent between two looks. The wall's clock
    would count what other programs of a busy machine have spent.
    """

    wall: float = 0.0
    cpu: float = 0.0
    longest_block: float = 0.0


async def _watch(gauge: Gauge) -> None:
    last = time.thread_time()
    while True:
        await asyncio.sleep(TICK)
        now = time.thread_time()
        gauge.longest_block = max(gauge.longest_block, now - last)
        last = now


@asynccontextmanager
async def gauged(*, blocks: bool = False) -> AsyncIterator[Gauge]:
    """Measure what happens inside. Looking for `blocks` costs some CPU itself."""
    gauge = Gauge()
    watching = asyncio.create_task(_watch(gauge)) if blocks else None
    await asyncio.sleep(0)
    cpu, begun = time.process_time(), time.perf_counter()
    try:
        yield gauge
    finally:
        gauge.wall = time.perf_counter() - begun
        gauge.cpu = time.process_time() - cpu
        if watching is not None:
            watching.cancel()
            await asyncio.wait({watching})
