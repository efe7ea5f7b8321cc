"""`reminder audit`: who has seen and done what."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminder.auditing import print_audit, read_since
from reminder.errors import KeyMissing, OptionWrong
from reminder.opening import open_practice, open_store
from reminder.practice.audit import record, record_seen
from reminder.settings import Settings
from reminder.store.tables import Role, Staff
from tests.cast import ANNA_CHAT, NOW
from tests.practice.arrange import joined, patient_of

WARSAW = ZoneInfo("Europe/Warsaw")


class At:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return the instant."""
        return NOW

    def real(self, at: datetime) -> datetime:
        """Nothing waits."""
        return at


def settings_of(folder: Path) -> Settings:
    """Settings over a folder of the test's own."""
    return Settings.load(env_file=None, data_dir=folder / "data")


async def filled(settings: Settings) -> None:
    """Rita has enrolled Anna, and looked at the card a day later."""
    opened = await open_store(settings, NOW)
    practice = await open_practice(settings, opened, NOW)
    async with opened.store.writing() as db:
        rita = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(1001),
            chat_id="1001",
            name="Rita",
            role=Role.MEMBER,
            language="en",
            created_at=NOW,
        )
        db.add(rita)
        await db.flush()
        link = await joined(db, practice, rita, NOW, ANNA_CHAT, "Anna")
        patient = await patient_of(db, link)
        later = NOW + timedelta(days=1)
        await record_seen(db, practice, rita, [patient, patient], "card_opened", now=later)
        await record(db, practice, "claim_failed", now=later)
    await opened.store.close()


def test_the_log_is_printed_with_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ids, roles, times and actions; names only where they are asked for, and that is noted."""
    settings = settings_of(tmp_path)
    asyncio.run(filled(settings))
    capsys.readouterr()
    print_audit(settings, clock=At())
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "2026-09-17T14:30:00+02:00  staff=1 role=member  enrolled  patient=1",
        "2026-09-17T14:30:00+02:00  -  agreed patient  patient=1",
        "2026-09-18T14:30:00+02:00  staff=1 role=member  card_opened  patient=1",
        "2026-09-18T14:30:00+02:00  -  claim_failed  -",
    ]
    print_audit(settings, staff=1, since="2026-09-18", names=True, clock=At())
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("staff=1 role=member (Rita)  card_opened  patient=1 (Anna)")
    print_audit(settings, patient=2, clock=At())
    assert capsys.readouterr().out == ""
    print_audit(settings, clock=At())
    assert "audit_printed names" in capsys.readouterr().out


def test_since_is_a_day_or_a_length() -> None:
    """By the clinic's clock, or counted back from now; anything else says what would be right."""
    assert read_since("2026-09-17", NOW, WARSAW) == datetime(2026, 9, 16, 22, tzinfo=UTC)
    assert read_since("7 days", NOW, WARSAW) == NOW - timedelta(days=7)
    assert read_since("36 hours", NOW, WARSAW) == NOW - timedelta(hours=36)
    with pytest.raises(OptionWrong, match='such as "2026-09-17"'):
        read_since("yesterday", NOW, WARSAW)


def test_a_wrong_folder_is_not_filled(tmp_path: Path) -> None:
    """Where no service has ever run no key and no database is made."""
    settings = settings_of(tmp_path)
    with pytest.raises(KeyMissing):
        print_audit(settings)
    assert not (tmp_path / "data").exists()
