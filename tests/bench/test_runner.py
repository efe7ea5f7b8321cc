"""The measurements can be taken: in the smallest sizes, without judging what they yield."""

import json
from pathlib import Path

import pytest

from tests.bench.__main__ import MEASUREMENTS, take, written
from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure
from tests.bench.sizes import TINY
from tests.conftest import PostgresServer

# Each of them has tests of its own that start processes of the service.
STARTED = {"footprint", "takeover", "clinics"}


async def test_every_measurement_yields_figures(
    tmp_path: Path, postgres_server: PostgresServer
) -> None:
    """Each side does its work, and every figure is a number that JSON can hold."""
    said: list[str] = []
    databases = Databases(tmp_path, postgres_server)
    names = [name for name in MEASUREMENTS if name not in STARTED]
    taken = await take(names, databases, TINY, said.append)
    assert all(taken.values())
    assert all(figure.value > 0 for found in taken.values() for figure in found)
    written(taken, {"cores": 2}, tmp_path / "bench.json")
    read = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert set(read["figures"]) == set(names)
    assert len(said) > len(names)


@pytest.mark.parametrize(("value", "verdict"), [(1.0, "met"), (1.5, "met"), (1.6, "missed")])
def test_a_figure_says_whether_its_aim_is_met(value: float, verdict: str) -> None:
    """The bound itself is within the aim."""
    assert Figure("start", value, "s", aim=AtMost(1.5)).verdict == verdict
