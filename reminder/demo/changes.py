"""The one signal of the stand-in: something has changed, look again."""

# ruff: noqa: ASYNC109 - a wait that ends without a change is an outcome, not an error
from __future__ import annotations

import asyncio


class Changes:
    """A growing version number that can be waited upon.

    Every visible change calls `touch`; whoever waits (a long poll, a test, the page) looks at
    what it cares for and waits again from the version that it has seen, so nothing is missed.
    """

    def __init__(self) -> None:
        """Start at version 0, before anything has happened."""
        self.version = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def touch(self) -> None:
        """Say that something changed; wakes all who wait."""
        self.version += 1
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def after(self, version: int, timeout: float | None) -> bool:
        """Wait until the version is greater than `version`; False after `timeout` seconds."""
        if self.version > version:
            return True
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(timeout):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
