"""Measure the footprint: `python -m tests.journeys.measure` (also `make bench`).

Prints the CPU time of `reminder --help`, the CPU time from start to the first poll, and the private
memory and CPU share of an idle `reminder run`, each with how it was taken. Linux only (/proc).
"""

import asyncio
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from tests.journeys.process import Running, configured

HELP_RUNS = 5
IDLE_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")


def help_cpu() -> float:
    """Return the median CPU seconds (user and system) of `reminder --help`."""
    program = [sys.executable, "-c", "from reminder.cli import main; main()", "--help"]
    spent = []
    for _ in range(HELP_RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(spent)


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def private_mib(pid: int) -> float:
    """Return the private memory of a process (clean and dirty), in MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kib = sum(int(n) for n in re.findall(r"(?m)^Private_(?:Clean|Dirty): +(\d+) kB", rollup))
    return kib / 1024


async def idle() -> tuple[float, float, float]:
    """Return CPU seconds to the first poll, private MiB, and the CPU share while idle."""
    telegram = StandIn()
    telegram.add_bot(TOKEN, USERNAME)
    await telegram.start()
    with tempfile.TemporaryDirectory() as folder:
        configured(Path(folder))
        running = await Running.start(Path(folder), telegram.url)
        pid = running.process.pid
        await telegram.wait_for(
            lambda: [c for c in telegram.calls if c.method == "getUpdates" and not c.status], 60
        )
        to_first_poll = cpu_seconds(pid)
        await asyncio.sleep(5)
        before = cpu_seconds(pid)
        await asyncio.sleep(IDLE_SECONDS)
        share = (cpu_seconds(pid) - before) / IDLE_SECONDS
        memory = private_mib(pid)
        await running.stop()
    await telegram.close()
    return to_first_poll, memory, share


def main() -> None:
    """Print the figures."""
    rows = [("reminder --help, CPU", f"{help_cpu():.2f} s", f"median of {HELP_RUNS}")]
    to_first_poll, memory, share = asyncio.run(idle())
    rows += [
        ("reminder run, CPU to the first poll", f"{to_first_poll:.2f} s", "first start, SQLite"),
        ("reminder run idle, private memory", f"{memory:.0f} MiB", "Private_* in smaps_rollup"),
        ("reminder run idle, CPU", f"{share:.2%}", f"of one core, over {IDLE_SECONDS} s"),
    ]
    for name, figure, how in rows:
        print(f"{name:<38}{figure:>10}   {how}")


if __name__ == "__main__":
    main()
