"""Nothing is lost and nothing is repeated unmarked, however often the service is killed."""

import os
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from tests.conftest import PostgresServer
from tests.storm.crash import crash_storm

KILLS = int(os.environ.get("STORM_KILLS", "5"))
SEED = int(os.environ.get("STORM_SEED", "20260917"))
STANDBY = "standing_by"
"""The account of the second process, by which PostgreSQL tells the two apart."""


async def test_killed_again_and_again(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """After SIGKILLs at random instants under load the books agree with what was delivered."""
    table = await crash_storm(tmp_path, sqlite_url, kills=KILLS, seed=SEED)
    with capsys.disabled():
        print(f"\n{table}")
    assert not table.wrong


async def test_a_leader_and_a_standby_killed_again_and_again(
    tmp_path: Path,
    postgres_server: PostgresServer,
    postgres_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same with two processes on PostgreSQL, of which either dies, and sometimes both."""
    postgres_server.execute(f"CREATE ROLE {STANDBY} LOGIN SUPERUSER")
    try:
        standby = make_url(postgres_url).set(username=STANDBY).render_as_string()
        table = await crash_storm(
            tmp_path, postgres_url, kills=KILLS, seed=SEED, standby_url=standby
        )
    finally:
        postgres_server.execute(f"DROP ROLE {STANDBY}")
    with capsys.disabled():
        print(f"\n{table}")
    assert not table.wrong
