"""Take the measurements: `python -m tests.bench [--full] [NAME,NAME…]` (also `make bench`).

Prints a table and writes build/bench.json.
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog

from tests.bench import (
    burst,
    clinics,
    drivers,
    enrolling,
    footprint,
    pictures,
    pipeline,
    rivals,
    takeover,
    updates,
)
from tests.bench.databases import Databases, fsync_seconds, postgres, scratch, sqlite_version
from tests.bench.figures import Figure, machine, share, shown
from tests.bench.sizes import FULL, USUAL, Sizes
from tests.cast import ROOT

Measure = Callable[[Databases, Sizes], Awaitable[list[Figure]]]

MEASUREMENTS: Mapping[str, Measure] = {
    "pipeline": pipeline.measure,
    "burst": burst.measure,
    "rivals": rivals.measure,
    "footprint": footprint.measure,
    "enrolling": enrolling.measure,
    "updates": updates.measure,
    "drivers": drivers.measure,
    "takeover": takeover.measure,
    "clinics": clinics.measure,
    "pictures": pictures.measure,
}

RESULT = ROOT / "build" / "bench.json"


async def take(
    names: Sequence[str], databases: Databases, sizes: Sizes, say: Callable[[str], None]
) -> dict[str, list[Figure]]:
    """Return the figures of these measurements, telling each as soon as it is there."""
    taken = {}
    for name in names:
        begun = time.monotonic()
        taken[name] = await MEASUREMENTS[name](databases, sizes)
        say(f"\n{name} ({time.monotonic() - begun:.0f} s)")
        for figure in taken[name]:
            say(line(figure))
    return taken


def line(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    aim = "" if figure.aim is None else f"{figure.aim}: {figure.verdict}"
    spread = "" if figure.spread is None else "(" + "–".join(map(shown, figure.spread)) + ")"
    value = f"{shown(figure.value):>9} {figure.unit:<11}{spread:<16}"
    return f"  {figure.name:<62}{value} {aim}".rstrip()


def written(taken: Mapping[str, Sequence[Figure]], about: Mapping[str, object], path: Path) -> None:
    """Write the figures as JSON, with what they were taken on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figures = {name: [one.as_json() for one in found] for name, found in taken.items()}
    path.write_text(json.dumps({**about, "figures": figures}, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure, print and write."""
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sizes = FULL if "--full" in arguments else USUAL
    named = [one for one in arguments if not one.startswith("-")]
    names = named[0].split(",") if named else list(MEASUREMENTS)
    with ExitStack() as stack:
        folder = stack.enter_context(scratch())
        databases = Databases(folder, stack.enter_context(postgres()))
        waits = fsync_seconds(folder)
        about = {
            "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "full": sizes is FULL,
            **machine(),
            "sqlite": sqlite_version(),
            "postgresql": databases.version(),
            "fsync_ms": {"p50": share(waits, 0.5) * 1000, "p99": share(waits, 0.99) * 1000},
        }
        for key, value in about.items():
            print(f"{key}: {value}")
        taken = asyncio.run(take(names, databases, sizes, lambda said: print(said, flush=True)))
    written(taken, about, RESULT)
    aims = [one for found in taken.values() for one in found if one.aim is not None]
    met = sum(1 for one in aims if one.verdict == "met")
    print(f"\n{met} of {len(aims)} aims met; all of it is in {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
