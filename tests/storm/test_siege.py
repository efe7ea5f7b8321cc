"""Nobody gets in, and nothing stops the service, whatever is sent to it."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog

from reminder import logs
from reminder.demonstration import TOKEN
from tests.storm.siege import SECRETS, siege

UPDATES = int(os.environ.get("STORM_UPDATES", "2000"))
SEED = int(os.environ.get("STORM_SEED", "20260917"))
CANARIES = (*SECRETS, "Mallory", "DROP TABLE", TOKEN.split(":")[1])


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the service logs as `reminder run` would."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, logging.raiseExceptions
    crash, thread_crash = sys.excepthook, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    stream = StringIO()
    logs.configure("console", secrets=[TOKEN], stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = hook
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook = crash, thread_crash
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.reset_defaults()


async def test_hostile_updates_change_nothing_and_stop_nothing(
    tmp_path: Path, database_url: str, written: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forged, malformed, huge and lying updates: no state, no secret and no log line for them."""
    table = await siege(tmp_path, database_url, updates=UPDATES, seed=SEED)
    with capsys.disabled():
        print(f"\n{table}")
    (tmp_path / "log").write_text(written.getvalue(), encoding="utf-8", errors="replace")
    leaked = [canary for canary in CANARIES if canary in written.getvalue()]
    table.demand(not leaked, f"the log has {leaked}")
    assert not table.wrong
