"""Nobody gets in, and nothing stops the service, whatever is sent to it."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack
from io import StringIO
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder import logs
from reminder.demonstration import TOKEN
from tests.storm.guesses import Guess, guesses
from tests.storm.siege import SECRETS, besieged, siege

UPDATES = int(os.environ.get("STORM_UPDATES", "2000"))
GUESSES = int(os.environ.get("STORM_GUESSES", "60"))
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


def test_whatever_hypothesis_guesses_changes_nothing(
    tmp_path: Path, database_url: str, written: StringIO
) -> None:
    """The same of updates that are guessed: the one that gets through is shown at its smallest."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        clinic = besieged(tmp_path, database_url, SEED)
        scene = runner.run(stack.enter_async_context(clinic))
        try:
            foreign = runner.run(scene.learn_numbers())

            @settings(max_examples=GUESSES, deadline=None, suppress_health_check=list(HealthCheck))
            @given(st.lists(guesses(scene.numbers, foreign), min_size=1, max_size=12))
            def stands(guessed: list[Guess]) -> None:
                logged = written.tell()
                runner.run(scene.stand(guessed))
                leaked = [one for one in CANARIES if one in written.getvalue()[logged:]]
                assert not leaked, f"the log has {leaked}"

            stands()
        finally:
            runner.run(stack.aclose())
