"""What outlives the erasing of patients outside the database: a file of keyed hashes, one a line.

A backup made before still holds whom it held. The file says whom a restore has to erase again, and
without the clinic's keys it says nothing. Lines are only ever added.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

NAME = "erased"
"""The file's name, in the folder of the backups: whoever copies those takes it along."""

HEADER = (
    "# Who was erased, as keyed hashes. `reminder restore` erases them again where a backup still\n"
    "# has them: keep this file beside the backups.\n"
)
_TRACE = re.compile(r"[0-9a-f]{32}")


def read_traces(folder: Path) -> frozenset[str]:
    """Return the hashes in the folder's file, none where there is no such file.

    A line that was cut short, as by a loss of power, is passed over. Raises OSError where the file
    cannot be read.
    """
    try:
        text = (folder / NAME).read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return frozenset()
    return frozenset(line for line in text.splitlines() if _TRACE.fullmatch(line))


def add_traces(folder: Path, traces: Collection[str]) -> None:
    """Add hashes to the folder's file, for this account alone, and have them on the disk.

    Those that are in it stay as they are. Raises OSError where it cannot be written.
    """
    new = sorted(set(traces) - read_traces(folder))
    if not new:
        return
    file = os.open(folder / NAME, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(file).st_size
        # What was cut short before stays a line of its own.
        whole = not size or os.pread(file, 1, size - 1) == b"\n"
        start = ("" if size else HEADER) if whole else "\n"
        left = (start + "".join(f"{one}\n" for one in new)).encode()
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
    finally:
        os.close(file)
