"""The key file: made once, at the first start; changed only when the keys are rotated."""

import os
from contextlib import suppress
from pathlib import Path

from reminder.errors import KeyMissing, KeysNotChanged
from reminder.store.keylines import Keys
from reminder.store.keyring import Keyring


def read_keys(path: Path) -> Keyring:
    """Return the keyring of a key file; raises `KeyMissing` where there is none."""
    return Keyring(read_key_lines(path))


def read_key_lines(path: Path) -> Keys:
    """Return what stands in a key file; raises `KeyMissing` where there is none."""
    try:
        return Keys.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KeyMissing(f"({path} is not there)") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise KeyMissing(f"({path} cannot be read: {reason})") from error


def make_keys(path: Path) -> Keyring:
    """Write a fresh key file, readable by its owner alone, and return its keyring."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, Keys.fresh())
    return read_keys(path)


def change_keys(path: Path, keys: Keys) -> None:
    """Put other keys into a key file: at each instant the old or the new file is whole there.

    Raises:
        KeysNotChanged: it cannot be written; the old file stands.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        _write(beside, keys)
        beside.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise KeysNotChanged(
            f"({path}: {error.strerror}; this account must be able to write in its folder)"
        ) from error


def _write(path: Path, keys: Keys) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as written:
        written.write(keys.text())
        written.flush()
        os.fsync(written.fileno())
