"""Backups are whole, for their owner alone, and never stand under their name unfinished."""

import asyncio
import resource
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import select

from reminder.errors import BackupFailed, BackupUnusable
from reminder.store.backup import Note, look_into, write_backup, write_backup_apart
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, upgrade
from reminder.store.tables import Clinic, Patient, PatientState
from tests.cast import NOW, ROOT


async def fill(store: Store) -> None:
    """Put a clinic with Anna into the store."""
    async with store.writing() as db:
        clinic = Clinic(key="clinic", bot_id=2**40, created_at=NOW)
        db.add(clinic)
        await db.flush()
        assert clinic.id is not None
        db.add(
            Patient(
                clinic_id=clinic.id,
                name="Anna Ковальская",
                language="en",
                zone="Europe/Warsaw",
                message_hour=time(10, 30),
                state=PatientState.INVITED,
                another_person=True,
                consented_at=NOW,
                created_at=NOW,
            )
        )


async def back_up(store: Store, target: Path) -> Note:
    """Write a backup as a command does it: not in the service's own loop."""
    return await asyncio.to_thread(write_backup, store.url, target, NOW)


async def test_a_backup_holds_everything_and_reads_under_the_same_keys(
    store: Store, keyring: Keyring, tmp_path: Path
) -> None:
    """Of either database it is a SQLite file that opens like any, with the same values in it."""
    await fill(store)
    target = tmp_path / "copy.db"
    note = await back_up(store, target)
    assert note.revision == HEAD
    assert note.rows["patient"] == note.rows["clinic"] == 1
    assert look_into(target) == note
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.db"]
    copied = Store(f"sqlite+aiosqlite:///{target}", keyring)
    async with copied.reading() as db:
        patient = (await db.exec(select(Patient))).one()
        clinic = (await db.exec(select(Clinic))).one()
    await copied.close()
    assert (patient.name, patient.message_hour, patient.consented_at) == (
        "Anna Ковальская",
        time(10, 30),
        NOW,
    )
    assert patient.another_person is True
    assert clinic.bot_id == 2**40


async def test_what_is_encrypted_stays_so_and_no_key_is_in_it(store: Store, tmp_path: Path) -> None:
    """Whoever has the file alone reads no name."""
    await fill(store)
    target = tmp_path / "copy.db"
    await back_up(store, target)
    assert b"Anna" not in target.read_bytes()


async def test_a_backup_beside_writers_is_one_moment(store: Store, tmp_path: Path) -> None:
    """Patients and clinics are written in pairs all the while; the copy never has half a pair."""
    await fill(store)
    stop = asyncio.Event()

    async def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            async with store.writing() as db:
                clinic = Clinic(key=f"other-{number}", created_at=NOW)
                db.add(clinic)
                await db.flush()
                assert clinic.id is not None
                patient = Patient(
                    clinic_id=clinic.id,
                    language="en",
                    zone="UTC",
                    state=PatientState.INVITED,
                    created_at=NOW,
                )
                db.add(patient)

    writing = asyncio.create_task(write())
    notes = [await back_up(store, tmp_path / f"copy-{number}.db") for number in range(2)]
    stop.set()
    await writing
    for note in notes:
        assert note.rows["patient"] == note.rows["clinic"]
    assert notes[0].rows["clinic"] < notes[1].rows["clinic"]


async def test_a_backup_is_made_apart_from_the_service(store: Store, tmp_path: Path) -> None:
    """The service has it made by a process of its own; what fails there is told here."""
    await fill(store)
    target = tmp_path / "copy.db"
    await write_backup_apart(store.url, target, NOW)
    assert look_into(target).made_at == NOW
    with pytest.raises(BackupFailed, match=r"copy\.db is there already"):
        await write_backup_apart(store.url, target, NOW)


async def test_a_database_of_an_earlier_version_is_backed_up_as_it_is(
    database_url: str, tmp_path: Path
) -> None:
    """Before a migration nothing is known of the new tables; the copy has the old ones."""
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, to="0001")
        await connection.exec_driver_sql(
            "INSERT INTO clinic (key, update_offset, key_check, created_at) "
            "VALUES ('clinic', 0, 'x', '2026-09-17 12:30:00+00:00')"
        )
    await engine.dispose()
    target = tmp_path / "copy.db"
    note = await asyncio.to_thread(write_backup, database_url, target, NOW)
    assert note.revision == look_into(target).revision == "0001"
    assert note.rows["clinic"] == 1
    assert "chosen" not in note.rows


async def test_an_empty_database_has_no_backup(database_url: str, tmp_path: Path) -> None:
    """Nothing is written where there is nothing yet."""
    with pytest.raises(BackupFailed, match="yet"):
        await asyncio.to_thread(write_backup, database_url, tmp_path / "copy.db", NOW)
    assert not list(tmp_path.glob("*copy*"))


async def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A dead database server is told from a full disk."""
    url = "postgresql+asyncpg://nobody@127.0.0.1:1/none"
    with pytest.raises(BackupFailed, match="server cannot be reached"):
        await asyncio.to_thread(write_backup, url, tmp_path / "copy.db", NOW)
    assert not list(tmp_path.glob("*copy*"))


async def test_a_missing_folder_is_named(store: Store, tmp_path: Path) -> None:
    """The message names the file and what to do."""
    with pytest.raises(BackupFailed, match=r"nowhere/copy\.db: No such file.*make the folder"):
        await back_up(store, tmp_path / "nowhere" / "copy.db")


async def test_a_full_disk_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    """Where the file cannot grow the command fails, names the way out, and takes its part away."""
    await fill(store)
    script = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from reminder.errors import ReminderError\n"
        "from reminder.store.backup import write_backup\n"
        "try: write_backup(sys.argv[1], Path(sys.argv[2]), datetime.now(UTC))\n"
        "except ReminderError as error: print(error); sys.exit(error.exit_code)\n"
    )

    def no_more_than(limit: int = 64 * 1024) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    target = tmp_path / "copy.db"
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", script, store.url, str(target)],
        preexec_fn=no_more_than,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 1, done.stderr
    assert "disk" in done.stdout
    assert "REMINDER_BACKUP_DIR" in done.stdout
    assert not list(tmp_path.glob("*copy*"))


def a_backup(folder: Path) -> Path:
    """Write a small backup by hand, as `write_backup` would."""
    path = folder / "small.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version "
            "VALUES ('0001'); CREATE TABLE clinic (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE backup_note (made_at TEXT, revision TEXT, version TEXT, rows TEXT);"
        )
        db.executemany("INSERT INTO clinic (name) VALUES (?)", [("x" * 900,)] * 50)
        db.execute(
            "INSERT INTO backup_note VALUES ('2026-09-17T12:30:00+00:00', '0001', '1', ?)",
            ('{"clinic": 50}',),
        )
    return path


def test_a_sound_backup_says_what_it_holds(tmp_path: Path) -> None:
    """When it was made, at which revision, with how many rows."""
    assert look_into(a_backup(tmp_path)) == Note(
        datetime(2026, 9, 17, 12, 30, tzinfo=UTC), "0001", {"clinic": 50}
    )


@pytest.mark.parametrize("bytes_left", [0, 10, 100, 5000, 30000])
def test_one_that_is_cut_short_is_refused(tmp_path: Path, bytes_left: int) -> None:
    """Wherever the copy broke off, it is not taken for whole."""
    path = a_backup(tmp_path)
    path.write_bytes(path.read_bytes()[:bytes_left])
    with pytest.raises(BackupUnusable, match=r"small\.db (is|has)"):
        look_into(path)


def test_one_with_broken_pages_is_refused(tmp_path: Path) -> None:
    """Damage in the middle is found."""
    path = a_backup(tmp_path)
    content = bytearray(path.read_bytes())
    content[8192:20000] = b"\xff" * (20000 - 8192)
    path.write_bytes(bytes(content))
    with pytest.raises(BackupUnusable, match="damaged or cut short"):
        look_into(path)


def test_one_that_lacks_rows_is_refused(tmp_path: Path) -> None:
    """What was counted at writing must be there at reading."""
    path = a_backup(tmp_path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM clinic WHERE id = 7")
    with pytest.raises(BackupUnusable, match="has not the rows"):
        look_into(path)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    """Another program's database is not taken for ours."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE songs (name TEXT)")
    with pytest.raises(BackupUnusable, match="no tables of this program"):
        look_into(path)
