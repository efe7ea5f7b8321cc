"""The daily backup: when it is made, what a failure does, and the one before a migration."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from reminder.backups import AGAIN_AFTER, FIRST_AFTER, Backups
from reminder.clock import ShiftedClock
from reminder.errors import BackupFailed
from reminder.opening import open_store
from reminder.settings import Settings
from reminder.store.migrate import HEAD, bring_to_head, revision_of, upgrade
from reminder.store.shelf import name_of, shelved

WARSAW = ZoneInfo("Europe/Warsaw")


class StillClock(ShiftedClock):
    """A clock that moves only when it is told to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.at


def settings_of(tmp_path: Path, **more: object) -> Settings:
    """Return settings whose data lies in the test's folder."""
    return Settings.load(env_file=None, data_dir=tmp_path / "data", **more)


async def test_one_a_day_at_night_and_the_oldest_goes(tmp_path: Path) -> None:
    """Due ten minutes after a start that finds none, then at half past three by the clinic's clock;
    it is counted as made only then.
    """
    settings = settings_of(tmp_path, backups_kept=2)
    settings.data_dir.mkdir()
    await bring_to_head(settings.database_url)
    clock = StillClock(datetime(2026, 10, 23, 12, tzinfo=UTC))
    backups = Backups(settings, WARSAW, clock)
    assert backups.next_at == clock.at + FIRST_AFTER
    assert not backups.is_due()
    made = []
    for _ in range(3):
        assert backups.next_at is not None
        clock.at = backups.next_at
        await backups.make_due()
        assert backups.made_at == clock.at
        made.append(backups.made_at)
    # The clocks go back on 25 October: half past three is an hour later in UTC.
    assert [at.isoformat()[:16] for at in made] == [
        "2026-10-23T12:10",
        "2026-10-24T01:30",
        "2026-10-25T02:30",
    ]
    assert [one.made_at for one in shelved(settings.backup_dir)] == made[1:]
    assert settings.backup_dir.stat().st_mode & 0o077 == 0
    again = Backups(settings, WARSAW, clock)
    assert again.made_at == made[-1]
    assert again.next_at == datetime(2026, 10, 26, 2, 30, tzinfo=UTC)


async def test_a_failure_is_told_and_tried_again_and_nothing_goes(tmp_path: Path) -> None:
    """Old backups are let go for a good new one alone."""
    settings = settings_of(tmp_path, backups_kept=1)
    settings.data_dir.mkdir()
    settings.backup_dir.mkdir()
    clock = StillClock(datetime(2026, 10, 23, 12, tzinfo=UTC))
    old = [settings.backup_dir / name_of(clock.at - timedelta(days=age)) for age in (2, 3)]
    for path in old:
        path.touch()
    backups = Backups(settings, WARSAW, clock)
    clock.at += FIRST_AFTER
    await backups.make_due()  # there is no database
    assert backups.failed
    assert backups.next_at == clock.at + AGAIN_AFTER
    assert all(path.exists() for path in old)


async def test_none_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    """REMINDER_BACKUPS_KEPT=0 switches them off."""
    backups = Backups(settings_of(tmp_path, backups_kept=0), WARSAW, StillClock(datetime.now(UTC)))
    assert backups.next_at is None
    assert not backups.is_due()


async def an_old_database(url: str) -> None:
    """Make a database as the first version left it."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, to="0001")
    await engine.dispose()


async def test_a_migration_is_preceded_by_a_backup(tmp_path: Path, database_url: str) -> None:
    """The way back from an upgrade lies in the folder before the tables change."""
    settings = settings_of(tmp_path, database_url=database_url)
    await an_old_database(database_url)
    settings.data_dir.mkdir(exist_ok=True)
    settings.key_file.write_text("3pLVlFZyHVk2cX4fB6tF3zvVwqE3QmMzYh8mN5o5b2I=\n")
    opened = await open_store(settings, datetime.now(UTC))
    await opened.store.close()
    (backup,) = shelved(settings.backup_dir)
    assert backup.kind == f"before-{HEAD}"
    assert await revision_of(f"sqlite+aiosqlite:///{backup.path}") == "0001"
    assert await revision_of(database_url) == HEAD


async def test_without_that_backup_nothing_is_migrated(tmp_path: Path, sqlite_url: str) -> None:
    """Where it cannot be written the start ends, and the tables are as they were."""
    settings = settings_of(tmp_path, database_url=sqlite_url, backup_dir=tmp_path / "taken")
    (tmp_path / "taken").write_text("no folder")
    await an_old_database(sqlite_url)
    settings.data_dir.mkdir()
    settings.key_file.write_text("3pLVlFZyHVk2cX4fB6tF3zvVwqE3QmMzYh8mN5o5b2I=\n")
    with pytest.raises(BackupFailed, match=r"taken: File exists.*REMINDER_BACKUP_DIR"):
        await open_store(settings, datetime.now(UTC))
    assert await revision_of(sqlite_url) == "0001"
