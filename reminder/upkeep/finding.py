"""What one look at something has found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what was looked at, how it is, the way out if it is not well."""

    well: bool
    what: str
    how: str
    way_out: str = ""

    def line(self) -> str:
        """Return it as it is printed."""
        told = f"{'✓' if self.well else '✗'} {self.what}: {self.how}"
        return f"{told}: {self.way_out}" if self.way_out else told


def good(what: str, how: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(True, what, how)


def bad(what: str, how: str, way_out: str) -> Finding:
    """Return a finding that something is to be done."""
    return Finding(False, what, how, way_out)
