"""What the service costs while it starts and while it has nothing to do, and how late a reminder is
that it then wakes up for. Linux only (/proc).
"""

import asyncio
import os
import re
import resource
import statistics
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure
from tests.bench.lateness import lateness
from tests.bench.server import answering, polled
from tests.bench.sizes import Sizes
from tests.bench.waves import Morning, Waves
from tests.bench.whole import filled
from tests.journeys.process import Running

HELP_RUNS = 5
TICKS = os.sysconf("SC_CLK_TCK")


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures: one start for each number of pending reminders, then idling; then another
    start, and single reminders.
    """
    help_cpu = await asyncio.to_thread(_help_cpu)
    figures = [Figure("reminder --help, CPU", help_cpu, "s", f"median of {HELP_RUNS}", AtMost(0.3))]
    starts: dict[int, tuple[float, float]] = {}
    for pending in sizes.start_pending:
        seconds, memory, cores, late = await _started(databases, pending, sizes)
        starts[pending] = seconds, memory
        at = f"{pending:,} pending"
        nothing = pending == 0
        how = f"{len(late)} at scattered instants of {sizes.seconds:g} s, to the server"
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
                cores * 100,
                "% of a core",
                f"over {sizes.seconds:g} s, nothing due",
            ),
            Figure(
                f"reminder run, {at}: a single reminder late by, median",
                statistics.median(late) * 1000,
                "ms",
                how,
            ),
            Figure(
                f"reminder run, {at}: a single reminder late by, most",
                max(late) * 1000,
                "ms",
                how,
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


async def _started(
    databases: Databases, pending: int, sizes: Sizes
) -> tuple[float, float, float, list[float]]:
    """Return CPU seconds to the first poll, private MiB, and the share of CPU while idle; and how
    many seconds late single reminders were.
    """
    folder = databases.folder / f"start_{pending}"
    folder.mkdir()
    morning = Morning.of(datetime.now(UTC))
    morning.configured(folder)
    clinic = await filled(
        databases,
        "SQLite",
        folder / "data",
        due=sizes.single,
        pending=pending,
        now=morning.at,
        zone=morning.zone,
    )
    waves = await Waves.of(clinic, morning.at)
    url = clinic.url.replace("+aiosqlite", "")
    async with answering() as telegram:
        running = await Running.start(
            folder, telegram, REMINDER_DATABASE_URL=url, REMINDER_BACKUPS_KEPT="0"
        )
        pid = running.process.pid
        async with asyncio.timeout(120):
            await polled(telegram)
        to_first_poll = cpu_seconds(pid)
        # catch_up asks once without waiting; the poll that stays open is the next. And what a start
        # leaves for later (the menus, the first round) is not idling.
        await asyncio.sleep(15)
        before = cpu_seconds(pid)
        await asyncio.sleep(sizes.seconds)
        cores = (cpu_seconds(pid) - before) / sizes.seconds
        memory = private_mib(pid)
        await running.stop()
    late = await lateness(waves, folder, sizes.single, sizes.seconds)
    databases.drop("SQLite", "whole")
    return to_first_poll, memory, cores, late
