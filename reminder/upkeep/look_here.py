"""Look at this machine: the configuration, the folders and files, the backups, the disk."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from reminder.check import problems_of
from reminder.protocols import load_protocols
from reminder.settings import Settings
from reminder.store.database import sqlite_file
from reminder.store.shelf import shelved
from reminder.upkeep.finding import Finding, bad, good, left_open

OLDEST_BACKUP = timedelta(hours=36)
"""How old the newest backup may be."""

ROOM = 200 * 1024 * 1024
"""Bytes that must be free, and three times the database besides."""


def configuration(settings: Settings, config_dir: Path | None = None) -> Iterator[Finding]:
    """Look whether a clinic could be served with what its folder says (None: the settings' own),
    and whether it is signed.
    """
    folder = settings.config_dir if config_dir is None else config_dir
    problems = problems_of(folder, settings.messages_dir)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        yield bad("configuration", problems[0] + more, "run `reminder check`")
        return
    yield good("configuration", f"{folder} and the messages are in order")
    protocols = load_protocols(folder / "protocols")
    unsigned = [name for name, one in protocols.items() if one.enabled and not one.is_signed]
    if unsigned:
        yield left_open(
            "protocols",
            f"not signed: {', '.join(unsigned)}",
            f"read them, then fill in reviewed_by and reviewed_on in {folder / 'protocols'}",
        )
    else:
        yield good("protocols", "all that are in use are signed")


def folder(settings: Settings) -> Iterator[Finding]:
    """Look whether the data folder can be written to, and by whom it can be read."""
    data = settings.data_dir
    if not data.is_dir():
        yield bad("data folder", f"{data} is not there", "start the service once, or make it")
        return
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        way_out = "let this account write there, or set REMINDER_DATA_DIR"
        yield bad("data folder", f"{data} cannot be written to ({reason})", way_out)
    else:
        yield good("data folder", f"{data} can be written to")
    files = [settings.key_file, sqlite_file(settings.database_url)]
    open_to_all = [path for path in (data, *files) if path and path.exists() and _is_open(path)]
    if open_to_all:
        names = " ".join(map(str, open_to_all))
        yield bad("permissions", "other accounts can read them", f"chmod go-rwx {names}")
    else:
        yield good("permissions", "nobody else can read the data and the keys")


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def backups(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look how old the newest backup is."""
    found = shelved(settings.backup_dir)
    if not settings.backups_kept:
        yield good("backup", "the daily ones are switched off (REMINDER_BACKUPS_KEPT=0)")
    elif not found:
        yield bad("backup", f"there is none in {settings.backup_dir}", "run `reminder backup`")
    else:
        age = now - found[-1].made_at
        hours = round(age.total_seconds() / 3600)
        how = f"the newest of {len(found)} in {settings.backup_dir} is {hours} hours old"
        if age > OLDEST_BACKUP:
            way_out = "run `reminder backup`, and look for action=backup in the service's log"
            yield bad("backup", how, way_out)
        else:
            yield good("backup", f"{how} (copy them to another machine, too)")


def disk(settings: Settings) -> Iterator[Finding]:
    """Look whether there is room for the database to grow and for its backups."""
    place = next((p for p in (settings.data_dir, *settings.data_dir.parents) if p.exists()), None)
    free = shutil.disk_usage(place or Path.cwd()).free
    file = sqlite_file(settings.database_url)
    size = file.stat().st_size if file and file.exists() else 0
    how = f"{free // 1024**2} MB are free"
    if free < ROOM + 3 * size:
        yield bad("disk", how, f"make room on the disk of {settings.data_dir}")
    else:
        yield good("disk", how)
