"""The measurements can be taken: in the smallest sizes, without judging what they yield."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.bench.__main__ import MEASUREMENTS, take, written
from tests.bench.clinics import jain
from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure
from tests.bench.sizes import TINY
from tests.bench.waves import Morning
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


def test_jains_index_says_how_even_shares_are() -> None:
    """It is 1 where all have the same, and 1 / n where one has everything."""
    assert jain([3, 3, 3, 3]) == 1
    assert jain([8, 0, 0, 0]) == 0.25


@pytest.mark.parametrize("hour", range(24))
def test_the_hour_of_the_days_message_has_begun_in_the_zone_that_is_found(hour: int) -> None:
    """Whatever the time is elsewhere."""
    now = datetime(2026, 11, 26, hour, 59, 59, tzinfo=UTC)
    morning = Morning.of(now)
    local = morning.at.astimezone(ZoneInfo(morning.zone))
    assert (local.hour, local.minute) == (10, 0)
    assert now - morning.at < timedelta(hours=1)
