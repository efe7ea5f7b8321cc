"""The key file: made once, at the first start, and never again."""

import os
from pathlib import Path

from reminder.errors import KeyMissing
from reminder.store.keyring import Keyring

HEADER = """\
# The keys that this clinic's data is encrypted with, the newest first.
# Without this file the database cannot be read. Keep a copy apart from the data and its backups.
"""


def read_keys(path: Path) -> Keyring:
    """Return the keyring of a key file; raises `KeyMissing` where there is none."""
    try:
        return Keyring.from_text(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KeyMissing(f"({path} is not there)") from error


def make_keys(path: Path) -> Keyring:
    """Write a fresh key file, readable by its owner alone, and return its keyring."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as written:
        written.write(f"{HEADER}{Keyring.new_key()}\n")
        written.flush()
        os.fsync(written.fileno())
    return read_keys(path)
