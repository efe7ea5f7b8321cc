"""Nothing is lost and nothing is repeated unmarked, however often the service is killed."""

import os
from pathlib import Path

import pytest

from tests.storm.crash import crash_storm

KILLS = int(os.environ.get("STORM_KILLS", "5"))
SEED = int(os.environ.get("STORM_SEED", "20260917"))


async def test_killed_again_and_again(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """After SIGKILLs at random instants under load the books agree with what was delivered."""
    table = await crash_storm(tmp_path, database_url, kills=KILLS, seed=SEED)
    with capsys.disabled():
        print(f"\n{table}")
    assert not table.wrong
