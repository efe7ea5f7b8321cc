"""Clinics that start go before the reminders of those that run: what is due may wait a second, what
patients have written while nobody served their clinic may not.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reminder.delivery.people import People

A_WHILE = 3.0
"""Seconds for which a clinic's reminders wait for those that start, at most, at each step."""

BEGUN = 1.0
"""Seconds for which a clinic that has just started waits for no other: its first messages have
waited for it.
"""


class Starts:
    """How many clinics of this process are about to start."""

    def __init__(self) -> None:
        self._number = 0
        self._over = asyncio.Event()
        self._over.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Be about to start until this ends."""
        self._number += 1
        self._over.clear()
        try:
            yield
        finally:
            self._number -= 1
            if not self._number:
                self._over.set()

    @property
    def wait(self) -> bool:
        """Whether any is."""
        return self._number > 0

    async def let_pass(self) -> None:
        """Return once none is, or after a while: a clinic that cannot start keeps no message from
        the patients of others.
        """
        if self._number:
            with suppress(TimeoutError):
                async with asyncio.timeout(A_WHILE):
                    await self._over.wait()


class GivingWay:
    """What one clinic's reminders let pass: its `people`, and the `starts` of other clinics."""

    def __init__(self, people: People, starts: Starts) -> None:
        self._people = people
        self._starts = starts
        # One that has just started takes its first step at once.
        self._stepped_at = float("-inf")
        self._begun_at: float | None = None

    @property
    def wait(self) -> bool:
        """Whether anybody waits."""
        return self._people.wait or self._starts.wait

    def holds_claims(self) -> bool:
        """Whether the next reminders are to be claimed later. While clinics start they may be
        claimed once in a while, and asking counts as having done so.
        """
        now = asyncio.get_running_loop().time()
        if self._starts.wait and now < self._stepped_at + A_WHILE:
            return True
        self._stepped_at = now
        return False

    async def let_pass(self) -> None:
        """Before a last look: return once nobody waits, or after a while."""
        await self._people.let_pass()
        now = asyncio.get_running_loop().time()
        self._begun_at = now if self._begun_at is None else self._begun_at
        if now >= self._begun_at + BEGUN:
            await self._starts.let_pass()
