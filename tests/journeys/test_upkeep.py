"""A service that is watched, backed up while it runs, lost, and restored."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from tests.cast import ROOT
from tests.journeys.conftest import Begin
from tests.journeys.process import Running, configured


async def test_figures_and_readiness_follow_the_service(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages are counted by what became of them, nobody is named, and a Telegram that does not
    answer makes the service not ready.
    """
    scene = await begin()
    await scene.claim()
    link = await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9")
    await scene.join(scene.anna, link)
    page = (await scene.service._figures()).decode()
    assert 'reminder_messages_total{clinic="1",outcome="delivered",sort="reminders"} 1.0' in page
    assert 'reminder_messages_total{clinic="1",outcome="delivered",sort="answer"}' in page
    assert "Anna" not in page
    assert str(scene.anna.id) not in page
    assert await scene.service._why_not_ready() is None
    poller = scene.service.branch.poller
    monkeypatch.setattr(poller, "fault", "another_poller")
    assert await scene.service._why_not_ready() == "polling: another_poller"
    monkeypatch.setattr(poller, "fault", None)
    monkeypatch.setattr(poller, "heard_at", -1e9)
    assert await scene.service._why_not_ready() == "telegram is silent"
    await scene.service.store.close()
    monkeypatch.setattr(scene.service.store, "reading", None)
    assert await scene.service._why_not_ready() == "database"
    monkeypatch.undo()


async def command(folder: Path, *words: str) -> tuple[int, str]:
    """Run a command on the data of a folder, as the service's own account would."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from reminder.cli import main; main()",
        *words,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "REMINDER_DATA_DIR": str(folder / "data"),
            "REMINDER_CONFIG_DIR": str(folder / "config"),
            "REMINDER_MESSAGES_DIR": str(ROOT / "messages"),
        },
        stdout=PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    return process.returncode or 0, out.decode()


async def test_a_running_service_is_backed_up_and_restored(tmp_path: Path) -> None:
    """Beside it a backup works and a restore is refused; once it is stopped the restore brings the
    owner back, and the service starts from there.
    """
    stand_in = StandIn()
    stand_in.add_bot(TOKEN, USERNAME)
    await stand_in.start()
    rita = stand_in.add_person("Rita", language_code="en")
    configured(tmp_path)
    first = await Running.start(tmp_path, stand_in.url)
    await rita.write(f"/claim {await first.owner_code()}")
    await stand_in.wait_for(rita.received, 30)
    code, said = await command(tmp_path, "backup", "copy.db")
    assert code == 0, said
    code, said = await command(tmp_path, "restore", "copy.db")
    assert code == 1
    assert "Another process serves this data folder" in said
    assert await first.stop() == 0
    (tmp_path / "data" / "reminder.db").unlink()
    code, said = await command(tmp_path, "restore", "copy.db")
    assert code == 0, said
    second = await Running.start(tmp_path, stand_in.url)
    before = len(rita.received())
    await rita.write("/day")
    await stand_in.wait_for(lambda: len(rita.received()) > before, 30)
    assert not any("/claim" in line for line in second.lines)
    assert await second.stop() == 0
    await stand_in.close()
