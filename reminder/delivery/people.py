"""Whoever has just written goes first: what the dispatcher asks before it does more for reminders.

It gives way for a moment at each step, never for good: many who write do not keep the day's
messages from the others.
"""

from typing import Protocol

AT_LEAST = 10
"""So many patients' reminders are looked at in a claim, whoever waits."""


class People(Protocol):
    """Those who have written, as far as the dispatcher needs to know."""

    @property
    def wait(self) -> bool:
        """Whether anything that they have written is not handled yet."""
        ...

    async def let_pass(self) -> None:
        """Return once they are served, or after a moment."""
        ...


class Nobody:
    """Where nobody can write."""

    @property
    def wait(self) -> bool:
        """Never."""
        return False

    async def let_pass(self) -> None:
        """At once."""


NOBODY = Nobody()
