"""The last run as the table of docs/performance.md: `python -m tests.bench.report`."""

import json
from collections.abc import Iterator
from typing import Any

from tests.bench.__main__ import RESULT
from tests.bench.figures import shown


def table(run: dict[str, Any]) -> Iterator[str]:
    """Yield the lines: a table for each measurement."""
    for name, figures in run["figures"].items():
        yield f"### {name.capitalize()}"
        yield ""
        yield "| figure | measured | aim | met |"
        yield "|---|---|---|---|"
        for one in figures:
            spread = "" if not one["spread"] else f" ({'–'.join(map(shown, one['spread']))})"
            met = {"met": "yes", "missed": "**no**"}.get(one["verdict"], "")
            value = f"{shown(one['value'])} {one['unit']}{spread}"
            yield f"| {one['name']} | {value} | {one['aim'] or ''} | {met} |"
        yield ""


if __name__ == "__main__":
    for line in table(json.loads(RESULT.read_text(encoding="utf-8"))):
        print(line)
