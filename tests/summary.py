"""The closing words of ``make test``: what has run, counted from what the run left behind."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(*results: Path) -> None:
    """Print how many tests have run and how much they cover; all of it has passed by now.

    Args:
        results: the JUnit files that pytest wrote.
    """
    count, seconds = 0, 0.0
    # Our own pytest wrote these files a moment ago.
    trees = [ET.parse(path) for path in results]  # noqa: S314
    for suite in (one for tree in trees for one in tree.getroot().iter("testsuite")):
        count += int(suite.attrib["tests"])
        seconds += float(suite.attrib["time"])
    command = [sys.executable, "-m", "coverage", "report", "--format=total"]
    covered = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    print(  # noqa: T201
        "\nAll well: format, lint, types and layers hold; "
        f"{count} tests passed in {seconds:.0f} s, none skipped, on SQLite and PostgreSQL and in "
        f"Chromium; they cover {covered} % of the lines and branches."
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
