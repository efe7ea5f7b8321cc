"""Who was erased is noted beside the backups as soon as it is committed."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from reminder.practice.audit import pseudonym_of
from reminder.practice.clinic import Practice
from reminder.practice.erase import erase
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.tables import Staff
from reminder.store.traces import read_traces
from reminder.traces import Traces
from tests.cast import ANNA_CHAT, BORIS_CHAT, NOW
from tests.practice.arrange import joined, patient_of
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["keyring", "now", "practice", "reception", "store"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a folder for backups that is not there yet."""
    return Settings.load(env_file=None, data_dir=tmp_path / "data")


async def erased(store: Store, practice: Practice, staff: Staff, chat_id: int) -> str:
    """Erase somebody; return what stands for them."""
    async with store.writing() as db:
        link = await joined(db, practice, staff, NOW, chat_id)
        patient = await patient_of(db, link)
        pseudonym = pseudonym_of(practice.keyring, patient)
        assert await erase(db, practice, patient, NOW, staff=None, why="patient") == pseudonym
    return pseudonym


async def test_each_erasing_is_noted(
    store: Store, practice: Practice, reception: Staff, settings: Settings
) -> None:
    """One after the other; a service that ended before it noted one does at its next start."""
    traces = Traces(settings, store, practice)
    await traces.keep()
    anna = await erased(store, practice, reception, ANNA_CHAT)
    await traces.keep()
    assert read_traces(settings.backup_dir) == {anna}
    boris = await erased(store, practice, reception, BORIS_CHAT)
    await Traces(settings, store, practice).keep()
    assert read_traces(settings.backup_dir) == {anna, boris}


async def test_what_cannot_be_written_is_written_later(
    store: Store, practice: Practice, reception: Staff, settings: Settings
) -> None:
    """A folder that is not to be had loses nothing."""
    settings.data_dir.mkdir()
    settings.backup_dir.write_text("a file is in the way")
    anna = await erased(store, practice, reception, ANNA_CHAT)
    traces = Traces(settings, store, practice)
    with capture_logs() as logged:
        await traces.keep()
        await traces.keep()
    assert [line["action"] for line in logged] == ["trace"]  # said once
    settings.backup_dir.unlink()
    await traces.keep()
    assert read_traces(settings.backup_dir) == {anna}
