"""The service, born again and again: `python -m tests.storm.nursery CLOCK LOG`, settings as ever.

A start spends most of its time on importing libraries, which two hundred lives would pay for two
hundred times. So this process imports them once and forks a child for each line that it reads;
the child is the whole service, as `reminder run` starts it, but for its clock and Telegram's
limits. It answers `born PID`, and `died STATUS` once the child has ended.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import click

from reminder import logs
from reminder.app import Service
from reminder.demonstration import UNLIMITED
from reminder.serving import serve_until_stopped
from reminder.settings import Settings
from tests.storm.clock import SharedClock


def _live(clock: SharedClock, log: Path) -> None:
    """Be the service until something ends it; what it says stands in the log."""
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(written, sys.stdout.fileno())
    os.dup2(written, sys.stderr.fileno())
    settings = Settings.load(env_file=None)
    logs.configure("console", secrets=settings.secrets())

    def announce(line: str) -> None:
        click.echo(line)
        sys.stdout.flush()

    asyncio.run(serve_until_stopped(Service(settings, clock, announce, UNLIMITED)))


def main() -> None:
    """Give birth at each line of standard input, and end with it."""
    clock, log = SharedClock(Path(sys.argv[1])), Path(sys.argv[2])
    # A file that may grow no further is an error to report, not a reason to die.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            _live(clock, log)
            return
        print(f"born {child}", flush=True)
        _, status = os.waitpid(child, 0)
        print(f"died {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
