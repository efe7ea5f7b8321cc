"""Put a backup in the place of the data, so that nobody is written to because of the lost time.

All is prepared in a file of its own (looked through, opened with the key, migrated, brought into
the present); only then does it take the place of the database, in one step.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from reminder.configuration import Configurations
from reminder.errors import (
    BackupUnusable,
    DatabaseTooNew,
    KeyWrong,
    RestoreFailed,
)
from reminder.opening import Opened, clinics_of, open_practice, practice_of
from reminder.practice.clinic import Practice
from reminder.practice.erase_clinic import erase_clinics_again
from reminder.practice.restored import Settled, Since, settle_restored, stay_removed
from reminder.settings import Settings
from reminder.store.backup import NOTE, Note, look_into
from reminder.store.database import Store, fault_of, sqlite_file
from reminder.store.keyfile import read_keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, bring_to_head, is_newer
from reminder.store.placing import BESIDE, put_postgres, put_sqlite
from reminder.store.traces import read_traces
from reminder.upkeep.holding import folder_held, nobody_serves
from reminder.upkeep.since import what_happened_since

STAGE = "reminder-restoring.db"


async def restore(settings: Settings, file: Path, now: datetime) -> list[str]:
    """Restore the clinic from a backup, and return lines that say what was done.

    No service may run. What was there is kept aside. Raises a `ReminderError`; whichever it is, the
    data is as it was.
    """
    with folder_held(settings):
        await nobody_serves(settings)
        keyring = read_keys(settings.key_file)
        database = sqlite_file(settings.database_url)
        folder = settings.data_dir if database is None else database.parent
        with _stage(folder, file) as stage:
            note = look_into(stage, file)
            _fits(stage, keyring, note, file, settings)
            since = await what_happened_since(settings.database_url)
            known = since or Since()
            # The files know it also where the database that was there cannot be read.
            erased = known.erased | read_traces(settings.backup_dir) | read_traces(file.parent)
            try:
                done = await _prepare(stage, settings, keyring, replace(known, erased=erased), now)
                look_into(stage, file)
                aside: object = (
                    await put_postgres(stage, settings.database_url, now)
                    if database is None
                    else put_sqlite(stage, database, now)
                )
            except (OSError, sqlite3.Error, SQLAlchemyError) as error:
                raise RestoreFailed(f"({_reason(error)})") from error
    return _told(file, note, done, since, aside, on_sqlite=database is not None)


@contextmanager
def _stage(folder: Path, file: Path) -> Iterator[Path]:
    """Copy the backup to where it is prepared; whatever is left of that is removed afterwards."""
    stage = folder / STAGE
    if not file.is_file():
        raise BackupUnusable(f"({file}: there is no such file)")
    try:
        _clear(stage)
        stage.touch(0o600)
        shutil.copyfile(file, stage)
        for ending in ("-wal", "-journal"):
            # Beside a database file copied by hand its last changes may lie.
            if Path(f"{file}{ending}").exists():
                shutil.copyfile(f"{file}{ending}", f"{stage}{ending}")
        yield stage
    except OSError as error:
        raise RestoreFailed(f"({stage}: {_reason(error)})") from error
    finally:
        with suppress(OSError):
            _clear(stage)


def _clear(stage: Path) -> None:
    for path in (stage, *(Path(f"{stage}{ending}") for ending in BESIDE)):
        path.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or type(error).__name__}: is there room, and may we write there?"
    if isinstance(error, SQLAlchemyError):
        return fault_of(error)
    return str(error)


def _fits(stage: Path, keyring: Keyring, note: Note, file: Path, settings: Settings) -> None:
    if is_newer(note.revision):
        raise BackupUnusable(
            f"({file} is of a newer program: revision {note.revision}, and this one knows "
            f"{HEAD}; install the newer program, or take an older backup)"
        )
    with closing(sqlite3.connect(stage)) as db:
        checks = db.execute("SELECT key_check FROM clinic").fetchall()
    for (check,) in checks:
        try:
            keyring.decrypt(check)
        except KeyWrong:
            raise KeyWrong(
                f"({settings.key_file} does not open {file}; nothing was touched)"
            ) from None


async def _prepare(
    stage: Path, settings: Settings, keyring: Keyring, since: Since, now: datetime
) -> Settled:
    with closing(sqlite3.connect(stage)) as db, db:
        db.execute(f"DROP TABLE IF EXISTS {NOTE}")
    url = f"sqlite+aiosqlite:///{stage}"
    try:
        await bring_to_head(url)
    except DatabaseTooNew as error:
        raise BackupUnusable("(its revision is not known to this program)") from error
    store = Store(url, keyring)
    try:
        done = Settled()
        for practice in await _practices(settings, store, keyring, since, now):
            done.add(await settle_restored(store, practice, since, now))
    finally:
        await store.close()
    with closing(sqlite3.connect(stage)) as db:
        db.execute("PRAGMA journal_mode=DELETE")
    return done


async def _practices(
    settings: Settings, store: Store, keyring: Keyring, since: Since, now: datetime
) -> list[Practice]:
    """Return the clinics that are in the backup, without those that have been removed since."""
    async with store.writing() as db:
        await stay_removed(db, since.removed)
        await erase_clinics_again(db, keyring, since.erased, now)
        clinics = await clinics_of(db, settings)
    if not clinics:
        return [await open_practice(settings, Opened(store, keyring, False), now)]
    configurations = Configurations(settings.messages_dir)
    return [await practice_of(settings, one, keyring, configurations) for one in clinics]


def _told(
    file: Path, note: Note, done: Settled, since: Since | None, aside: object, on_sqlite: bool
) -> list[str]:
    made = note.made_at.strftime("%Y-%m-%d %H:%M")
    lines = [f"Restored {file}, as of {made} UTC. What was done since then is lost."]
    if note.revision != HEAD:
        lines.append(f"Its tables were brought from revision {note.revision} to {HEAD}.")
    lines.append(
        f"{done.replanned} patients were planned anew; {done.expired} reminders had had their time "
        f"and will not be sent; {done.may_repeat} may have gone out before and will say so; "
        f"{done.called_off} old answers were called off."
    )
    if since is None:
        lines.append(
            f"WARNING: the database that was there could not be read. Whoever wrote STOP after "
            f"{made} UTC is active again: look through what you know of that time before you start."
        )
    elif done.left_again:
        lines.append(f"{done.left_again} patients had left since then, and stay so.")
    if done.erased_again:
        lines.append(f"{done.erased_again} patients had been erased since then, and are again.")
    if done.to_erase:
        numbers = ", ".join(map(str, done.to_erase))
        lines.append(f"Erased since then, and in this backup again: patient {numbers}. Erase anew.")
    if done.unreadable:
        numbers = ", ".join(map(str, done.unreadable))
        lines.append(f"WARNING: could not be planned anew (see the log): patient {numbers}.")
    if aside is not None:
        where = str(aside) if on_sqlite else f"schema {aside} of the database"
        lines.append(f"What was there before is kept: {where}. Remove it when all is well.")
    lines.append("Start the service: reminder run")
    return lines
