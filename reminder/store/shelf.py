"""Where the backups lie: their names, which is the newest, and which have had their time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAILY = "daily"
MANUAL = "manual"

_NAME = re.compile(r"reminder-(\d{8}T\d{6}Z)-(daily|manual|before-\w+)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_UNFINISHED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Shelved:
    """A backup in the folder: when it was made (UTC), what for, and where it is."""

    made_at: datetime
    kind: str
    path: Path


def name_of(made_at: datetime, kind: str = DAILY) -> str:
    """Return the file's name of a backup: its instant in UTC and what it was made for."""
    return f"reminder-{made_at.astimezone(UTC).strftime(_STAMP)}-{kind}.db"


def before(revision: str) -> str:
    """Return the kind of a backup made before the tables are brought to a revision."""
    return f"before-{revision}"


def shelved(folder: Path) -> list[Shelved]:
    """Return the backups of a folder, the oldest first; none where there is no such folder."""
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return []
    return sorted(
        Shelved(
            datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC),
            found[2],
            folder / name,
        )
        for name in names
        if (found := _NAME.fullmatch(name))
    )


def thin_out(folder: Path, kept: int, now: datetime) -> list[Path]:
    """Remove what is older than the newest `kept` daily backups, and return what was removed.

    With fewer daily ones than that nothing goes. What a killed backup has left unfinished goes too,
    after a day.
    """
    found = shelved(folder)
    daily = [one for one in found if one.kind == DAILY]
    gone = []
    if kept and len(daily) >= kept:
        gone = [one.path for one in found if one.made_at < daily[-kept].made_at]
    gone += [
        path
        for path in folder.glob(".reminder-*.part*")
        if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > _UNFINISHED_FOR
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
