"""What was sent, dropped and why agrees with the plan, whatever fails around the service."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PostgresServer
from tests.storm.hardship import fault_storm

ROUNDS = int(os.environ.get("STORM_ROUNDS", "4"))
SEED = int(os.environ.get("STORM_SEED", "20260917"))


async def test_hardships_on_sqlite(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bad network, a locked database, a full disk, a wrong clock, days of downtime."""
    table = await fault_storm(tmp_path, sqlite_url, rounds=ROUNDS, seed=SEED)
    with capsys.disabled():
        print(f"\n{table}")
    assert not table.wrong


async def test_hardships_on_postgres(
    tmp_path: Path,
    postgres_server: PostgresServer,
    postgres_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same, with a database server that is restarted under the service."""
    data = postgres_server.socket_dir

    def restart() -> None:
        command = ["restart", "-m", "immediate", "-w", "-D", str(data)]
        subprocess.run(
            [str(postgres_server.bin_dir / "pg_ctl"), *command],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # It refuses to be run by root.
            user=data.stat().st_uid if os.geteuid() == 0 else None,
        )

    table = await fault_storm(tmp_path, postgres_url, rounds=ROUNDS, seed=SEED, restart=restart)
    with capsys.disabled():
        print(f"\n{table}")
    assert not table.wrong
