"""Every code that says why: collected from the source, so that none is written without words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.care.outcomes import Refusal
from reminder.care.reasons import HOLDS, Reason, reason_of
from reminder.practice.replan import NO_LONGER
from reminder.store.tables import HoldKind
from tests.cast import ROOT

WITH_A_REASON = {"Again", "Cancel", "Deferred", "Drop", "Hold", "NotBegun", "Settled", "Uncertain"}
"""Values that carry a reason into a row."""


def written_codes(source: str) -> Iterator[str]:
    """Yield each code that is written out in a place whose value ends in a `reason`."""
    for node in ast.walk(ast.parse(source)):
        values: list[ast.expr | None] = []
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in WITH_A_REASON:
                values = list(args)
            case ast.keyword(arg="reason", value=value):
                values = [value]
            case ast.Assign(targets=[ast.Attribute(attr="reason")], value=value):
                values = [value]
            case ast.Dict(keys=keys, values=all_values):
                values = [
                    value
                    for key, value in zip(keys, all_values, strict=True)
                    if isinstance(key, ast.Constant) and key.value == "reason"
                ]
        for one in values:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def sources() -> list[Path]:
    """The service's own files: the stand-in for Telegram writes no rows."""
    package = ROOT / "reminder"
    return [path for path in package.rglob("*.py") if package / "demo" not in path.parents]


def test_no_reason_is_written_that_is_not_in_the_list() -> None:
    """A code that stands nowhere in `Reason` would be shown to staff as something else."""
    known = {reason.value for reason in Reason}
    strange = [
        f"{path.name}: {code}"
        for path in sources()
        for code in written_codes(path.read_text(encoding="utf-8"))
        if code not in known
    ]
    assert strange == []


def test_the_search_finds_codes_in_every_form() -> None:
    """What looks for codes sees each way in which one is written."""
    source = """
Hold(None, "one")
queue(reason="two")
row.reason = "three"
values |= {"reason": "four", "state": "five"}
"""
    assert sorted(written_codes(source)) == ["four", "one", "three", "two"]


def test_what_ends_in_a_reason_by_way_of_another_list_is_a_reason() -> None:
    """Refusals and holds are written as they are called."""
    known = {reason.value for reason in Reason}
    assert {refusal.value for refusal in Refusal} <= known
    assert {hold.value for hold in HOLDS} == {hold.value for hold in HoldKind}
    assert set(NO_LONGER.values()) <= set(Reason)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("one_a_day", Reason.ONE_A_DAY),
        ("flood control", Reason.FLOOD_CONTROL),
        ("not sent: ClientConnectorError", Reason.NOT_SENT),
        ("HTTP 502", Reason.SERVER_FAULT),
        ("ServerDisconnectedError", Reason.NO_ANSWER),
        ("unreadable answer", Reason.NO_ANSWER),
    ],
)
def test_what_the_network_says_is_read(code: str, meant: Reason) -> None:
    """A stored reason may be the network's own words; what they mean is found."""
    assert reason_of(code) is meant
