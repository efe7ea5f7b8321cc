"""`reminder run` as a process of its own, that a test can kill."""

import asyncio
import os
import re
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from datetime import UTC, datetime
from pathlib import Path

from reminder.demonstration import TOKEN
from tests.cast import ROOT


def zone_where_it_is_noon() -> str:
    """Return a zone in which it is about one in the afternoon: no quiet hours in the way."""
    ahead = 13 - datetime.now(UTC).hour
    if ahead == 0:
        return "Etc/GMT"
    # The sign of these names is turned round: Etc/GMT-3 is three hours ahead.
    return f"Etc/GMT{'-' if ahead > 0 else '+'}{abs(ahead)}"


def configured(folder: Path) -> Path:
    """Copy the configuration into a folder, moved to a zone where it is day; return the copy."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    clinic = config / "clinic.yaml"
    text = clinic.read_text(encoding="utf-8")
    text, changed = re.subn(r"(?m)^zone: .*$", f"zone: {zone_where_it_is_noon()}", text)
    assert changed == 1
    clinic.write_text(text, encoding="utf-8")
    return config


class Running:
    """A started process and what it has said."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, folder: Path, telegram_url: str, **more: str) -> "Running":
        """Start `reminder run` on the data of a folder."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("REMINDER_")}
        settings = {
            "REMINDER_BOT_TOKEN": TOKEN,
            "REMINDER_TELEGRAM_URL": telegram_url,
            "REMINDER_DATA_DIR": str(folder / "data"),
            "REMINDER_CONFIG_DIR": str(folder / "config"),
            "REMINDER_MESSAGES_DIR": str(ROOT / "messages"),
            "REMINDER_WEB_PORT": "0",
            **more,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from reminder.cli import main; main()",
            "run",
            cwd=folder,
            env={**clean, **settings, "PYTHONPATH": str(ROOT)},
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace"))

    async def owner_code(self) -> str:
        """Wait for the code of the first start, and return it."""
        async with asyncio.timeout(90):
            while True:
                for line in self.lines:
                    if found := re.search(r"/claim (\S+)", line):
                        return found[1]
                assert self.process.returncode is None, "".join(self.lines)
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """SIGKILL: no last words."""
        self.process.send_signal(signal.SIGKILL)
        await self._ended()

    async def stop(self) -> int:
        """SIGTERM; return the exit code."""
        if self.process.returncode is None:
            self.process.terminate()
        return await self._ended()

    async def _ended(self) -> int:
        async with asyncio.timeout(30):
            code = await self.process.wait()
        await self._reading
        return code
