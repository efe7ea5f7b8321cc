"""Dataclasses that are frozen for the type checker, and plain for the interpreter.

They are made by the dozen for each message, and a frozen one takes three times as long to make:
the interpreter would write each field through a guard. The types hold everybody to not changing
them all the same, and their hash goes by their contents.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as plain
else:
    from dataclasses import dataclass

    Row = TypeVar("Row")

    def plain(*, frozen: bool, **more: bool) -> Callable[[type[Row]], type[Row]]:
        """Make a dataclass as `dataclass` would, but for the guard against changes."""
        return dataclass(unsafe_hash=frozen, **more)


__all__ = ["plain"]
