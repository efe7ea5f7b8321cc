"""What the service costs while it starts and while it has nothing to do. Linux only (/proc)."""

import asyncio
import os
import re
import resource
import statistics
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure
from tests.bench.server import answering, polled
from tests.bench.sizes import Sizes
from tests.bench.whole import filled
from tests.journeys.process import Running, configured

HELP_RUNS = 5
TICKS = os.sysconf("SC_CLK_TCK")


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures: one start for each number of pending reminders, then idling."""
    help_cpu = await asyncio.to_thread(_help_cpu)
    figures = [Figure("reminder --help, CPU", help_cpu, "s", f"median of {HELP_RUNS}", AtMost(0.3))]
    starts: dict[int, tuple[float, float]] = {}
    for pending in sizes.start_pending:
        seconds, memory, share = await _started(databases, pending, sizes.seconds)
        starts[pending] = seconds, memory
        at = f"{pending:,} pending"
        nothing = pending == 0
        figures += [
            Figure(
                f"reminder run, {at}: CPU to the first poll",
                seconds,
                "s",
                "tables at head, SQLite",
                AtMost(1.5) if nothing else None,
            ),
            Figure(
                f"reminder run, {at}: private memory",
                memory,
                "MiB",
                "Private_* in smaps_rollup, idle",
                AtMost(90) if nothing else None,
            ),
            Figure(
                f"reminder run, {at}: idle CPU",
                share * 100,
                "% of a core",
                f"over {sizes.seconds:g} s, nothing due",
            ),
        ]
    if len(starts) > 1:
        few, many = starts[min(starts)], starts[max(starts)]
        at = f"with {max(starts):,} pending / with none"
        figures += [
            Figure(f"start, CPU {at}", many[0] / few[0], "x", "to the first poll", AtMost(1.1)),
            Figure(f"memory {at}", many[1] / few[1], "x", "private", AtMost(1.1)),
        ]
    return figures


def _help_cpu() -> float:
    program = [sys.executable, "-c", "from reminder.cli import main; main()", "--help"]
    spent = []
    for _ in range(HELP_RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(spent)


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that a process has used so far, without those of its children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def private_mib(pid: int) -> float:
    """Return the private memory of a process (clean and dirty), in MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kib = sum(int(n) for n in re.findall(r"(?m)^Private_(?:Clean|Dirty): +(\d+) kB", rollup))
    return kib / 1024


def _tomorrow() -> datetime:
    """Return ten in the morning at the measured clinic, with nothing due before it."""
    zone = ZoneInfo("Europe/Warsaw")
    day = datetime.now(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(10), zone).astimezone(UTC)


async def _started(databases: Databases, pending: int, idle: float) -> tuple[float, float, float]:
    """Return CPU seconds to the first poll, private MiB, and the share of CPU while idle."""
    folder = databases.folder / f"start_{pending}"
    folder.mkdir()
    configured(folder)
    data = folder / "data"
    clinic = await filled(databases, "SQLite", data, due=0, pending=pending, now=_tomorrow())
    url = clinic.url.replace("+aiosqlite", "")
    async with answering() as telegram:
        running = await Running.start(
            folder, telegram, REMINDER_DATABASE_URL=url, REMINDER_BACKUPS_KEPT="0"
        )
        pid = running.process.pid
        async with asyncio.timeout(120):
            await polled(telegram)
        to_first_poll = cpu_seconds(pid)
        # catch_up asks once without waiting; the poll that stays open is the next.
        await asyncio.sleep(5)
        before = cpu_seconds(pid)
        await asyncio.sleep(idle)
        share = (cpu_seconds(pid) - before) / idle
        memory = private_mib(pid)
        await running.stop()
    databases.drop("SQLite", "whole")
    return to_first_poll, memory, share
