"""What a measurement yields: figures with their aims, and the machine that they were taken on."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The figure is to be no smaller."""

    bound: float

    def is_met(self, value: float) -> bool:
        """Tell whether a value is within the aim."""
        return value >= self.bound

    def __str__(self) -> str:
        return f"at least {self.bound:g}"


@dataclass(frozen=True, slots=True)
class AtMost:
    """The figure is to be no larger."""

    bound: float

    def is_met(self, value: float) -> bool:
        """Tell whether a value is within the aim."""
        return value <= self.bound

    def __str__(self) -> str:
        return f"at most {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `how` says in a line what was done to get it; `spread` holds the
    smallest and the largest of the repetitions whose median it is.
    """

    name: str
    value: float
    unit: str
    how: str = ""
    aim: AtLeast | AtMost | None = None
    spread: tuple[float, float] | None = None

    @property
    def verdict(self) -> str:
        """Whether the aim is met, in a word; empty where there is none."""
        if self.aim is None:
            return ""
        return "met" if self.aim.is_met(self.value) else "missed"

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            **asdict(self),
            "aim": None if self.aim is None else str(self.aim),
            "verdict": self.verdict,
        }


def median(
    name: str,
    values: Sequence[float],
    unit: str,
    how: str = "",
    aim: AtLeast | AtMost | None = None,
) -> Figure:
    """Return the median of repetitions as a figure."""
    spread = (min(values), max(values)) if len(values) > 1 else None
    return Figure(name, statistics.median(values), unit, how, aim, spread)


def share(values: Sequence[float], at: float) -> float:
    """Return the value below which the share `at` of `values` lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * at), len(ordered) - 1)]


def machine() -> dict[str, str | int]:
    """Return what the figures were taken on."""
    model = ""
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((one.partition(": ")[2] for one in lines if one.startswith("model name")), "")
    return {
        "cores": os.cpu_count() or 0,
        "cpu": model or platform.processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def shown(value: float) -> str:
    """Return a number as a person reads it."""
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    if abs(value) >= 100:
        return f"{value:.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"
