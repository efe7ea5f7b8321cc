"""The lives of a service under test: begun, killed without warning, and begun again."""

import asyncio
import os
import re
import resource
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from reminder.demonstration import TOKEN
from tests.cast import ROOT

MESSAGES = Path(os.environ.get("REMINDER_MESSAGES_DIR") or ROOT / "messages")
A_MINUTE = 120.0


class Lives:
    """One service at a time, in a process of its own, on the data of a folder.

    `database_url`: how it reaches the database; two that stand by each other are told apart there
    by their accounts.
    """

    def __init__(self, nursery: Process, log: Path, database_url: str) -> None:
        self._nursery = nursery
        self._log = log
        self.database_url = database_url
        self._pid: int | None = None

    @classmethod
    async def of(
        cls, folder: Path, telegram_url: str, database_url: str, log_name: str = "log"
    ) -> "Lives":
        """Get everything ready for the first life; nothing is started yet."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("REMINDER_")}
        settings = {
            "REMINDER_BOT_TOKEN": TOKEN,
            "REMINDER_TELEGRAM_URL": telegram_url,
            "REMINDER_DATA_DIR": str(folder / "data"),
            "REMINDER_DATABASE_URL": database_url,
            "REMINDER_CONFIG_DIR": str(ROOT / "config"),
            "REMINDER_MESSAGES_DIR": str(MESSAGES),
            "REMINDER_WEB_PORT": "0",
        }
        log = folder / log_name
        nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.storm.nursery",
            str(folder / "clock"),
            str(log),
            cwd=ROOT,
            env={**clean, **settings, "PYTHONPATH": str(ROOT)},
            stdin=PIPE,
            stdout=PIPE,
        )
        return cls(nursery, log, database_url)

    @property
    def alive(self) -> bool:
        """Whether a life has begun and has not been ended by us."""
        return self._pid is not None

    @property
    def said(self) -> str:
        """What the service has written in all its lives."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    async def begin(self) -> None:
        """Begin a life; returns at once, long before it serves."""
        assert self._pid is None
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(b"\n")
        await self._nursery.stdin.drain()
        self._pid = int(await self._answer("born"))

    async def kill(self) -> None:
        """SIGKILL: no last words."""
        assert await self._end(signal.SIGKILL) == -signal.SIGKILL, self.said[-4000:]

    async def stop(self) -> None:
        """SIGTERM, and the service ends in good order."""
        assert await self._end(signal.SIGTERM) == 0, self.said[-4000:]

    async def _end(self, how: signal.Signals) -> int:
        assert self._pid is not None
        os.kill(self._pid, how)
        self._pid = None
        return int(await self._answer("died"))

    async def _answer(self, word: str) -> str:
        assert self._nursery.stdout is not None
        async with asyncio.timeout(A_MINUTE):
            line = (await self._nursery.stdout.readline()).decode()
        found = re.fullmatch(rf"{word} (-?\d+)\n", line)
        assert found is not None, f"{line!r} instead of {word}\n{self.said[-4000:]}"
        return found[1]

    def freeze(self) -> None:
        """Let the living service do nothing until `thaw`."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if nothing had been."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGCONT)

    def let_files_grow(self, most: int | None) -> None:
        """Let no file of the living service grow beyond so many bytes: a full disk (None: any)."""
        assert self._pid is not None
        limit = resource.RLIM_INFINITY if most is None else most
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

    async def owner_code(self) -> str:
        """Wait for the code of the first start, and return it."""
        async with asyncio.timeout(A_MINUTE):
            while (found := re.search(r"/claim (\S+)", self.said)) is None:
                await asyncio.sleep(0.05)
        return found[1]

    async def close(self) -> None:
        """End whatever lives, and the nursery."""
        if self._pid is not None:
            await self._end(signal.SIGKILL)
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        await self._nursery.wait()
