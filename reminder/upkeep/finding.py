"""What one look at something has found."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How something is, as it stands at the beginning of its line."""

    GOOD = "✓"
    """All is well."""
    OPEN = "!"
    """The service does its work; somebody has still something to decide."""
    BAD = "✗"
    """Something is to be done, or the service does not do its work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what was looked at, how it is, the way out if it is not well."""

    mark: Mark
    what: str
    how: str
    way_out: str = ""

    def line(self) -> str:
        """Return it as it is printed."""
        told = f"{self.mark} {self.what}: {self.how}"
        return f"{told}: {self.way_out}" if self.way_out else told


def good(what: str, how: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(Mark.GOOD, what, how)


def left_open(what: str, how: str, way_out: str) -> Finding:
    """Return a finding that the service works and somebody has still something to decide."""
    return Finding(Mark.OPEN, what, how, way_out)


def bad(what: str, how: str, way_out: str) -> Finding:
    """Return a finding that something is to be done."""
    return Finding(Mark.BAD, what, how, way_out)
