"""Restoring: what comes back, what is kept aside, and what leaves everything as it was."""

import asyncio
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import col, select

from reminder.care.kinds import ReminderState
from reminder.errors import AlreadyRunning, BackupUnusable, KeyMissing, KeyWrong, ReminderError
from reminder.practice.consent import Withdrawn
from reminder.practice.erase import erase
from reminder.practice.opt_out import opt_out
from reminder.settings import Settings
from reminder.store.backup import write_backup
from reminder.store.database import Store, sqlite_file
from reminder.store.keyfile import read_keys
from reminder.store.lock import FolderLock
from reminder.store.migrate import HEAD, upgrade
from reminder.store.tables import Patient, PatientState, Reminder
from reminder.traces import Traces
from reminder.upkeep.restore import restore
from tests.cast import ANNA_CHAT, BORIS_CHAT, NOW, ROOT
from tests.practice.arrange import joined
from tests.upkeep.conftest import opened, rita

BACKED_UP = NOW + timedelta(hours=1)
LATER = NOW + timedelta(days=3)


async def names_and_states(settings: Settings) -> dict[str, PatientState]:
    """Return the patients that the database has now."""
    store = Store(settings.database_url, read_keys(settings.key_file))
    async with store.reading() as db:
        found = {one.name: one.state for one in (await db.exec(select(Patient))).all()}
    await store.close()
    return found


async def a_backup(settings: Settings, file: Path) -> None:
    """Let Anna and Boris join, back up, and let Boris leave and Clara come since then."""
    async with opened(settings) as clinic:
        staff = await rita(clinic)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, NOW, ANNA_CHAT, "Anna")
            await joined(db, clinic.practice, staff, NOW, BORIS_CHAT, "Boris")
        await asyncio.to_thread(write_backup, settings.database_url, file, BACKED_UP)
        async with clinic.store.writing() as db:
            await opt_out(
                db,
                clinic.practice,
                chat_id=BORIS_CHAT,
                how=Withdrawn.STOP_COMMAND,
                now=BACKED_UP + timedelta(hours=1),
            )
            await joined(db, clinic.practice, staff, NOW + timedelta(days=1), 2003, "Clara")


async def test_a_backup_comes_back_and_what_was_there_is_kept(
    settings: Settings, tmp_path: Path
) -> None:
    """Into either database: as of the backup, but nobody is flooded and a STOP since then counts.
    The service can go on from there.
    """
    file = tmp_path / "copy.db"
    await a_backup(settings, file)
    lines = await restore(settings, file, LATER)
    assert await names_and_states(settings) == {
        "Anna": PatientState.ACTIVE,
        "Boris": PatientState.OPTED_OUT,
    }
    told = "\n".join(lines)
    assert "as of 2026-09-17 13:30 UTC" in told
    assert "1 patients had left since then, and stay so" in told
    async with opened(settings) as clinic:
        async with clinic.store.reading() as db:
            flood = await db.exec(
                select(Reminder).where(
                    col(Reminder.wake_at) <= LATER,
                    (col(Reminder.useful_until) <= LATER) | ~col(Reminder.repeated),
                )
            )
            assert flood.all() == []
            states = set((await db.exec(select(Reminder.state))).all())
            assert {ReminderState.PLANNED, ReminderState.EXPIRED} <= states
        # New rows do not meet the numbers of old ones.
        staff = await rita(clinic, LATER)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, LATER, 2004, "Dora")
    assert not list(settings.data_dir.glob("*restoring*"))
    live = sqlite_file(settings.database_url)
    if live is None:
        engine = create_async_engine(settings.database_url)
        async with engine.connect() as connection:
            kept = await connection.execute(
                sa.text("SELECT count(*) FROM replaced_20260920t123000z.patient")
            )
            assert kept.scalar_one() == 3
        await engine.dispose()
        assert "schema replaced_20260920t123000z" in told
    else:
        aside = live.with_name("reminder-replaced-20260920t123000z.db")
        with closing(sqlite3.connect(aside)) as db_file:
            assert db_file.execute("SELECT count(*) FROM patient").fetchone() == (3,)
        assert str(aside) in told
        assert live.stat().st_mode & 0o077 == 0


async def test_a_backup_restores_into_an_empty_place(settings: Settings, tmp_path: Path) -> None:
    """A new machine has the key file and nothing else."""
    file = tmp_path / "copy.db"
    await a_backup(settings, file)
    elsewhere = tmp_path / "elsewhere"
    fresh = Settings.load(env_file=None, data_dir=elsewhere, key_file=settings.key_file)
    lines = await restore(fresh, file, LATER)
    assert set(await names_and_states(fresh)) == {"Anna", "Boris"}
    assert not any("kept" in line for line in lines)


async def erased_since(settings: Settings) -> None:
    """Erase Anna, and let the service note it as it does."""
    async with opened(settings) as clinic:
        async with clinic.store.writing() as db:
            found = await db.exec(select(Patient))
            anna = next(one for one in found.all() if one.name == "Anna")
            await erase(db, clinic.practice, anna, LATER, staff=None, why="patient")
        await Traces(settings, clinic.store, clinic.practice).keep()


async def test_who_was_erased_since_then_is_erased_again(
    settings: Settings, tmp_path: Path
) -> None:
    """The database that is replaced knows it."""
    file = tmp_path / "copy.db"
    await a_backup(settings, file)
    await erased_since(settings)
    (settings.backup_dir / "erased").unlink()
    lines = await restore(settings, file, LATER)
    assert "1 patients had been erased since then, and are again." in lines
    found = await names_and_states(settings)
    assert found == {"": PatientState.ERASED, "Boris": PatientState.OPTED_OUT}


async def test_a_file_beside_the_backups_knows_who_was_erased(
    settings: Settings, tmp_path: Path
) -> None:
    """Where there is no database any more, as on a new machine to which they were copied."""
    shelf = tmp_path / "copied"
    shelf.mkdir()
    await a_backup(settings, shelf / "copy.db")
    await erased_since(settings)
    shutil.copy(settings.backup_dir / "erased", shelf)
    fresh = Settings.load(
        env_file=None, data_dir=tmp_path / "elsewhere", key_file=settings.key_file
    )
    await restore(fresh, shelf / "copy.db", LATER)
    assert await names_and_states(fresh) == {
        "": PatientState.ERASED,
        "Boris": PatientState.ACTIVE,
    }


async def contents(settings: Settings) -> list[tuple[object, ...]]:
    """Return what must not change where a restore is refused."""
    engine = create_async_engine(settings.database_url)
    async with engine.connect() as connection:
        found = await connection.execute(
            sa.text("SELECT id, name, state, plan_revision FROM patient ORDER BY id")
        )
        rows = [tuple(row) for row in found]
    await engine.dispose()
    return rows


async def test_what_cannot_be_restored_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    """Cut short, no backup, not there, of a newer program, under another key, beside a service:
    each error says which, and the data is as it was.
    """
    file = tmp_path / "copy.db"
    await a_backup(settings, file)
    before = await contents(settings)
    cut, other, newer = (tmp_path / name for name in ("cut.db", "other.db", "newer.db"))
    cut.write_bytes(file.read_bytes()[:50000])
    other.write_text("a letter")
    newer.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(newer)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    for wrong, words in (
        (cut, r"cut\.db is damaged or cut short"),
        (other, r"other\.db is no SQLite file"),
        (tmp_path / "no.db", r"no\.db: there is no such file"),
        (newer, f"of a newer program: revision 9999, and this one knows {HEAD}"),
    ):
        with pytest.raises(BackupUnusable, match=words):
            await restore(settings, wrong, LATER)
    lock = FolderLock(settings.data_dir)
    lock.acquire()
    with pytest.raises(AlreadyRunning, match="stop it"):
        await restore(settings, file, LATER)
    lock.release()
    foreign = Settings.load(
        env_file=None,
        data_dir=settings.data_dir,
        database_url=settings.database_url,
        key_file=tmp_path / "foreign",
    )
    with pytest.raises(KeyMissing, match="foreign is not there"):
        await restore(foreign, file, LATER)
    foreign.key_file.write_text("3pLVlFZyHVk2cX4fB6tF3zvVwqE3QmMzYh8mN5o5b2I=\n")
    with pytest.raises(KeyWrong, match=r"foreign does not open .*copy\.db; nothing was touched"):
        await restore(foreign, file, LATER)
    assert await contents(settings) == before
    assert not list(settings.data_dir.glob("*restoring*"))


async def test_a_full_disk_leaves_the_data_as_it_was(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    """Where the prepared copy finds no room nothing is replaced."""
    file = tmp_path / "copy.db"
    await a_backup(sqlite_settings, file)
    before = await contents(sqlite_settings)

    def no_more_than() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))

    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", "from reminder.cli import main; main()", "restore", str(file)],
        preexec_fn=no_more_than,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"REMINDER_DATA_DIR": str(sqlite_settings.data_dir), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 1
    assert "reminder-restoring.db: File too large: is there room" in done.stderr
    assert await contents(sqlite_settings) == before
    assert not list(sqlite_settings.data_dir.glob("*restoring*"))


async def test_a_damaged_database_gives_way_and_the_loss_is_told(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    """What cannot be read is kept aside all the same, and the owner is warned of lost STOPs."""
    file = tmp_path / "copy.db"
    await a_backup(sqlite_settings, file)
    live = sqlite_file(sqlite_settings.database_url)
    assert live is not None
    live.write_bytes(b"rubbish" * 9999)
    Path(f"{live}-wal").write_bytes(b"more rubbish")
    lines = await restore(sqlite_settings, file, LATER)
    assert any("WARNING" in line and "STOP" in line for line in lines)
    assert (await names_and_states(sqlite_settings))["Boris"] is PatientState.ACTIVE
    aside = live.with_name("reminder-replaced-20260920t123000z.db")
    assert aside.read_bytes() == b"rubbish" * 9999
    # What lay beside the damaged file does not meet the new one.
    assert not Path(f"{live}-wal").exists()


async def test_a_backup_of_an_earlier_version_is_migrated(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    """What was made before an upgrade can be restored after it."""
    file = tmp_path / "old.db"
    engine = sa.create_engine(f"sqlite:///{file}")
    check = read_keys(sqlite_settings.key_file).encrypt("the key fits")
    with engine.begin() as connection:
        upgrade(connection, to="0001")
        connection.execute(
            sa.text(
                "INSERT INTO clinic (key, update_offset, key_check, created_at) "
                "VALUES ('clinic', 7, :check, '2026-09-01 00:00:00.000000')"
            ),
            {"check": check},
        )
    engine.dispose()
    lines = await restore(sqlite_settings, file, LATER)
    assert f"Its tables were brought from revision 0001 to {HEAD}." in lines
    async with opened(sqlite_settings) as clinic:
        assert clinic.practice.clinic_id == 1


async def test_errors_of_a_restore_are_ones_that_a_person_may_see(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    """A configuration that cannot be read ends it before anything is replaced."""
    file = tmp_path / "copy.db"
    await a_backup(sqlite_settings, file)
    before = await contents(sqlite_settings)
    wrong = Settings.load(
        env_file=None, data_dir=sqlite_settings.data_dir, config_dir=tmp_path / "none"
    )
    with pytest.raises(ReminderError, match=r"none"):
        await restore(wrong, file, LATER)
    assert await contents(sqlite_settings) == before
