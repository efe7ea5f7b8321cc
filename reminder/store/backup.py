"""A backup: one SQLite file that is whole although the service writes meanwhile.

Of a PostgreSQL database it is a file too, with the same tables at the same revision: it can be
restored anywhere. What is encrypted stays encrypted, and the keys are not in it. A backup has its
name only once it has been looked through.
"""

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from reminder import __version__
from reminder.errors import BackupFailed, BackupUnusable, ReminderError
from reminder.store.database import fault_of, sqlite_file

NOTE = "backup_note"
"""The table in which a backup says what it holds. A restored database has none."""

URL_VARIABLE = "REMINDER_BACKUP_URL"
_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 30.0

Rows = Mapping[str, int]
"""How many rows each table has."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a backup holds: as of when (UTC), at which revision, how many rows in which table."""

    made_at: datetime
    revision: str
    rows: Rows


def write_backup(url: str, target: Path, now: datetime) -> Note:
    """Copy the database at `url` (an async URL) to the new file `target`, and look through it.

    The file is for this account alone. Nothing stands under its name unless all went well.

    Raises:
        BackupFailed: the folder, the disk or the database did not let it; it says which.
    """
    if target.exists():
        raise BackupFailed(f"({target} is there already: name another file)")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        revision, rows = _fill(url, part)
        note = Note(now.astimezone(UTC), revision, rows)
        _write_note(part, note)
        found = look_into(part).rows
        if found != rows:
            raise BackupFailed(f"({target}: the copy has other rows than the database)")
        _keep(part)
        part.rename(target)
        _keep(target.parent)
    except OSError as error:
        raise BackupFailed(f"({target}: {error.strerror}; {_way_out(error)})") from error
    except sqlite3.Error as error:
        raise _not_written(target, error) from error
    except BackupUnusable as error:
        raise BackupFailed(
            f"({target}: the copy is not sound, so the database itself may be damaged; keep the "
            f"earlier backups. {error})"
        ) from error
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None)
        if isinstance(cause, sqlite3.Error):
            raise _not_written(target, cause) from error
        raise BackupFailed(f"(the database cannot be read: {fault_of(error)})") from error
    finally:
        for leftover in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    return note


def _not_written(target: Path, error: sqlite3.Error) -> BackupFailed:
    return BackupFailed(
        f"({target}: {error}; look whether the disk is full, and set REMINDER_BACKUP_DIR to a "
        "folder with room)"
    )


def _way_out(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "make the folder first"
    return "choose a folder where this account may write and that has room (REMINDER_BACKUP_DIR)"


def _fill(url: str, part: Path) -> tuple[str, Rows]:
    file = sqlite_file(url)
    if file is not None:
        return _fill_from_sqlite(file, part)
    from reminder.store.copying import dump  # noqa: PLC0415  (large, and only wanted here)

    return asyncio.run(dump(url, part))


def _fill_from_sqlite(source: Path, part: Path) -> tuple[str, Rows]:
    if not source.exists():
        raise BackupFailed(f"(there is no database at {source} yet)")
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS)) as db,
        closing(sqlite3.connect(part)) as copy,
    ):
        db.isolation_level = None
        # One view of it all: what is counted is what is copied, whoever writes meanwhile.
        db.execute("BEGIN")
        rows = _rows(db)
        revision = _revision(db)
        if revision is None:
            raise BackupFailed(f"({source} has no tables of this program yet)")
        db.backup(copy)
        # A copy takes its source's way of writing along; a file that is carried about is better
        # off without the two beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    return revision, rows


def _write_note(part: Path, note: Note) -> None:
    with closing(sqlite3.connect(part)) as db, db:
        db.execute(f"DROP TABLE IF EXISTS {NOTE}")
        db.execute(f"CREATE TABLE {NOTE} (made_at TEXT, revision TEXT, version TEXT, rows TEXT)")
        db.execute(
            f"INSERT INTO {NOTE} VALUES (?, ?, ?, ?)",  # noqa: S608  (the name is ours)
            (note.made_at.isoformat(), note.revision, __version__, json.dumps(dict(note.rows))),
        )


def look_into(file: Path, named: Path | None = None) -> Note:
    """Look through a backup (or a copy of a SQLite database), and return what it holds.

    `named`: how errors call it, where what is looked into is a copy of that.

    Raises:
        BackupUnusable: it is no backup, damaged, or cut short; it says which.
    """
    named = named or file
    try:
        with file.open("rb") as opened:
            if opened.read(len(_HEADER)) != _HEADER:
                raise BackupUnusable(f"({named} is no SQLite file)")
        with closing(sqlite3.connect(file)) as db:
            return _look_through(db, file, named)
    except OSError as error:
        raise BackupUnusable(f"({named}: {error.strerror})") from error
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise BackupUnusable(f"({named} is damaged or cut short: {error})") from error


def _look_through(db: sqlite3.Connection, file: Path, named: Path) -> Note:
    (first,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if first != "ok":
        raise BackupUnusable(f"({named} is damaged or cut short: {first})")
    broken = db.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise BackupUnusable(f"({named}: a row of {broken[0]} belongs to one that is not there)")
    revision = _revision(db)
    if revision is None or not _has_table(db, "clinic"):
        raise BackupUnusable(f"({named} has no tables of this program)")
    rows = _rows(db)
    if not _has_table(db, NOTE):
        # A database file that somebody has copied by hand.
        written_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return Note(written_at, revision, rows)
    made_at, noted = db.execute(f"SELECT made_at, rows FROM {NOTE}").fetchone()  # noqa: S608
    if json.loads(noted) != rows:
        raise BackupUnusable(f"({named} has not the rows that were written into it)")
    return Note(datetime.fromisoformat(made_at), revision, rows)


def _has_table(db: sqlite3.Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return db.execute(query, (name,)).fetchone() is not None


def _revision(db: sqlite3.Connection) -> str | None:
    if not _has_table(db, "alembic_version"):
        return None
    found = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if found is None else str(found[0])


def _rows(db: sqlite3.Connection) -> Rows:
    names = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    ).fetchall()
    return {
        name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
        if name not in {NOTE, "alembic_version"}
    }


def _keep(path: Path) -> None:
    """See to it that what was written outlives a power cut."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


async def write_backup_apart(url: str, target: Path, now: datetime) -> None:
    """Do the same in a process of its own, that neither holds up the service nor stays in memory.

    Raises:
        BackupFailed: as `write_backup`.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "reminder.store.backup",
        str(target),
        now.isoformat(),
        # The URL may hold a password: the environment is private where arguments are not.
        env={**os.environ, URL_VARIABLE: url},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, complaint = await child.communicate()
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    if child.returncode:
        lines = complaint.decode(errors="replace").strip().splitlines()
        doc = (BackupFailed.__doc__ or "").strip()
        raise BackupFailed(lines[-1].removeprefix(doc).strip() if lines else "(it was ended)")


def main() -> int:
    """Write the backup that the arguments (file, instant) and the environment (URL) name."""
    target, now = sys.argv[1:]
    os.nice(10)
    try:
        write_backup(os.environ[URL_VARIABLE], Path(target), datetime.fromisoformat(now))
    except ReminderError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
