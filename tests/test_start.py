"""What an operator is told where the service cannot start."""

import shutil
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from reminder.errors import ConfigurationError, FolderUnusable, PortTaken
from reminder.practice.history import keep_protocol
from reminder.settings import Settings
from tests.cast import NOW, ROOT


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


async def test_rules_changed_without_another_version_are_named(tmp_path: Path) -> None:
    """Running courses keep their rules: the file must say that its own are others. A signature is
    no change of a rule.
    """
    stand_in = StandIn()
    stand_in.add_bot(TOKEN, USERNAME)
    await stand_in.start()
    config = tmp_path / "config"
    shutil.copytree(ROOT / "config", config)
    places = {"config_dir": config, "web_port": 0, "telegram_url": stand_in.url}
    first = service(tmp_path / "data", **places)
    await first.start()
    async with first.store.writing() as db:
        protocol = first.branch.practice.protocols["oxygen-mesotherapy"]
        await keep_protocol(db, first.branch.practice, protocol, NOW)
    await first.stop()
    path = config / "protocols" / "oxygen-mesotherapy.yaml"
    text = path.read_text(encoding="utf-8")
    signed = text.replace("reviewed_by:", "reviewed_by: Dr Nowak").replace(
        "reviewed_on:", "reviewed_on: 2026-09-21"
    )
    path.write_text(signed, encoding="utf-8")
    second = service(tmp_path / "data", **places)
    await second.start()
    await second.stop()
    path.write_text(signed.replace("length: 2 days", "length: 4 days"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"oxygen-mesotherapy\.yaml.*raise `version`"):
        await service(tmp_path / "data", **places).start()
    await stand_in.close()
