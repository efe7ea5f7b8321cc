"""The folder of backups: names that tell when, and what may go."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reminder.store.shelf import DAILY, MANUAL, before, name_of, shelved, thin_out
from tests.cast import NOW


def put(folder: Path, made_at: datetime, kind: str = DAILY) -> Path:
    """Lay a backup into the folder."""
    path = folder / name_of(made_at, kind)
    path.touch()
    return path


def test_a_name_tells_when_and_what_for(tmp_path: Path) -> None:
    """What is laid there is found again, the oldest first; other files are not ours."""
    second = put(tmp_path, NOW, before("0002"))
    first = put(tmp_path, NOW - timedelta(days=1))
    (tmp_path / "notes.txt").touch()
    found = shelved(tmp_path)
    assert [one.path for one in found] == [first, second]
    assert [one.kind for one in found] == [DAILY, "before-0002"]
    assert found[1].made_at == NOW
    assert shelved(tmp_path / "nowhere") == []


def test_the_newest_stay_and_what_is_older_than_them_goes(tmp_path: Path) -> None:
    """Daily ones beyond the number go, and with them what was made before the oldest kept."""
    days = [put(tmp_path, NOW - timedelta(days=age)) for age in range(5)]
    old_manual = put(tmp_path, NOW - timedelta(days=4, hours=1), MANUAL)
    new_manual = put(tmp_path, NOW - timedelta(hours=30), MANUAL)
    (tmp_path / "notes.txt").touch()
    gone = thin_out(tmp_path, 3, NOW)
    assert sorted(gone) == sorted([*days[3:], old_manual])
    assert sorted(tmp_path.glob("*.db")) == sorted([*days[:3], new_manual])
    assert (tmp_path / "notes.txt").exists()


def test_nothing_goes_while_there_are_too_few(tmp_path: Path) -> None:
    """A manual backup is not let go for want of daily ones."""
    put(tmp_path, NOW)
    put(tmp_path, NOW - timedelta(days=300), MANUAL)
    assert thin_out(tmp_path, 2, NOW) == []


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path: Path) -> None:
    """One that is being written stays."""
    old, new = (tmp_path / f".reminder-{word}.db.7.part" for word in ("old", "new"))
    for path, at in ((old, NOW - timedelta(days=2)), (new, NOW)):
        path.touch()
        os.utime(path, (at.timestamp(), at.timestamp()))
    assert thin_out(tmp_path, 14, NOW.astimezone(UTC)) == [old]
    assert new.exists()
