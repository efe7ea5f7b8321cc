"""What an operator is told where the service cannot start."""

import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demonstration import TOKEN
from reminder.errors import FolderUnusable, PortTaken
from reminder.settings import Settings


def service(data_dir: Path, **settings: Any) -> Service:
    """Return a service that has not been started."""
    loaded = Settings.load(env_file=None, bot_token=TOKEN, data_dir=data_dir, **settings)
    clock = ShiftedClock(datetime(2026, 9, 17, 12, tzinfo=UTC))
    return Service(loaded, clock, lambda _line: None)


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    """The message names the address and the setting."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"REMINDER_WEB_PORT .*127.0.0.1:{port}"):
            await service(tmp_path / "data", web_port=port).start()


async def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """The message names the folder, the reason and the setting."""
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(FolderUnusable, match=r"REMINDER_DATA_DIR.*data: File exists"):
        await service(tmp_path / "data", web_port=0).start()


async def test_nobody_else_on_the_machine_reads_the_data(tmp_path: Path) -> None:
    """A data folder that the service makes is closed to other accounts."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = service(tmp_path / "data", web_port=other.getsockname()[1])
        with pytest.raises(PortTaken):
            await taken.start()
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
