"""The doctor: a line for each thing, the way out where something is wrong, and no long waits."""

import asyncio
import shutil
import socket
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from reminder.cli import main
from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from reminder.settings import Settings
from reminder.store.keyring import Keyring
from reminder.store.lock import FolderLock
from reminder.store.migrate import HEAD
from reminder.store.shelf import name_of
from reminder.store.tables import InboxState, InboxUpdate
from reminder.upkeep.doctor import examine
from reminder.upkeep.finding import Mark
from reminder.web.health import health_app, serving
from tests.cast import ANNA_CHAT, ROOT
from tests.practice.arrange import joined
from tests.upkeep.conftest import opened, rita


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A Telegram that knows the bot."""
    running = StandIn()
    running.add_bot(TOKEN, USERNAME)
    await running.start()
    yield running
    await running.close()


def signed(folder: Path) -> Path:
    """Copy the configuration, with every protocol signed."""
    config = folder / "config"
    shutil.copytree(ROOT / "config", config)
    for path in (config / "protocols").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("reviewed_by:", "reviewed_by: Dr Nowak")
        path.write_text(text.replace("reviewed_on:", "reviewed_on: 2026-09-21"), encoding="utf-8")
    return config


async def told(settings: Settings, now: datetime | None = None) -> dict[str, str]:
    """Return the lines by what they are about, each with its mark."""
    at = now or datetime.now(UTC)
    found = await asyncio.to_thread(lambda: list(examine(settings, at)))
    lines = {one.what: one.line() for one in found}
    assert all(one.mark is Mark.GOOD or one.way_out for one in found), lines
    return lines


def healthy(settings: Settings, stand_in: StandIn, tmp_path: Path) -> Settings:
    """Return settings with which all is well."""
    settings.backup_dir.mkdir(exist_ok=True)
    (settings.backup_dir / name_of(datetime.now(UTC))).touch()
    (settings.data_dir / "reminder.db").touch(0o600)
    (settings.data_dir / "reminder.db").chmod(0o600)
    return Settings.load(
        env_file=None,
        bot_token=TOKEN,
        telegram_url=stand_in.url,
        data_dir=settings.data_dir,
        database_url=settings.database_url,
        config_dir=signed(tmp_path),
        web_port=0,
    )


async def test_all_is_well(settings: Settings, stand_in: StandIn, tmp_path: Path) -> None:
    """On either database every line has its tick."""
    async with opened(settings) as clinic:
        await rita(clinic)
    lines = await told(healthy(settings, stand_in, tmp_path))
    assert [line for line in lines.values() if not line.startswith("✓")] == []
    assert set(lines) >= {
        *("configuration", "protocols", "data folder", "permissions", "database", "key file"),
        *("messages", "updates", "backup", "disk", "service", "token", "clock", "polling"),
    }
    assert f"@{USERNAME}" in lines["token"]
    # It takes nobody's updates.
    assert not [call for call in stand_in.calls if call.method == "getUpdates"]


async def test_what_nobody_has_signed_is_no_failure(
    sqlite_settings: Settings, stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation that works with the shipped protocols says so with a mark of its own, and the
    command exits 0; with an overdue backup besides it exits 1.
    """
    async with opened(sqlite_settings) as clinic:
        await rita(clinic)
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    for name, value in {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_URL": stand_in.url,
        "DATA_DIR": str(settings.data_dir),
        "CONFIG_DIR": str(ROOT / "config"),
        "MESSAGES_DIR": str(ROOT / "messages"),
        "WEB_PORT": "0",
    }.items():
        monkeypatch.setenv(f"REMINDER_{name}", value)
    monkeypatch.chdir(tmp_path)
    result = await asyncio.to_thread(CliRunner().invoke, main, ["doctor"])
    assert "\n! protocols: not signed: body-mesotherapy, " in result.output
    assert "✗" not in result.output
    assert result.exit_code == 0
    for path in settings.backup_dir.iterdir():
        path.unlink()
    result = await asyncio.to_thread(CliRunner().invoke, main, ["doctor"])
    assert "✗ backup" in result.output
    assert result.exit_code == 1


async def test_what_is_wrong_is_named_with_the_way_out(
    sqlite_settings: Settings, stand_in: StandIn, tmp_path: Path
) -> None:
    """A clock that is off, overdue messages, updates set aside, old backups, open files."""
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    now = datetime.now(UTC)
    async with opened(settings) as clinic:
        staff = await rita(clinic)
        async with clinic.store.writing() as db:
            await joined(db, clinic.practice, staff, now - timedelta(hours=1), ANNA_CHAT)
            db.add(
                InboxUpdate(
                    clinic_id=clinic.practice.clinic_id,
                    update_id=1,
                    chat_hash="h",
                    state=InboxState.SET_ASIDE,
                    received_at=now,
                )
            )
    settings.key_file.chmod(0o644)
    lines = await told(settings, now + timedelta(days=2))
    assert " s ahead of Telegram's" in lines["clock"]
    assert "timedatectl" in lines["clock"]
    assert lines["messages"].startswith("✗")
    assert lines["updates"].startswith("✗ updates: 1 ")
    assert "is 48 hours old: run `reminder backup`" in lines["backup"]
    assert f"chmod go-rwx {settings.key_file}" in lines["permissions"]


async def test_the_key_and_the_tables_are_looked_at(
    sqlite_settings: Settings, stand_in: StandIn, tmp_path: Path
) -> None:
    """Another key, no key, an older and a newer database, and one that cannot be read."""
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    async with opened(settings) as clinic:
        await rita(clinic)
    settings.key_file.write_text(f"{Keyring.new_key()}\n")
    assert "does not fit the database" in (await told(settings))["key file"]
    settings.key_file.unlink()
    assert "REMINDER_KEY_FILE" in (await told(settings))["key file"]
    file = settings.data_dir / "reminder.db"
    for revision, words in (("0001", "it backs up and migrates"), ("9999", "install the newer")):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        line = (await told(settings))["database"]
        assert f"revision {revision}, and this program is made for {HEAD}" in line
        assert words in line
    file.write_bytes(b"rubbish" * 999)
    assert "restore the last backup" in (await told(settings))["database"]


async def test_without_a_network_it_says_so_and_does_not_hang(
    sqlite_settings: Settings, tmp_path: Path, stand_in: StandIn
) -> None:
    """A refused connection, and one that never answers; the token stands in no line."""
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    dead = settings.model_copy(update={"telegram_url": "http://127.0.0.1:1"})
    line = (await told(dead))["telegram"]
    assert line.startswith("✗ telegram: it could not be reached (ClientConnector")
    assert TOKEN not in line
    # Connections stand, and nobody ever answers.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        begun = time.monotonic()
        lines = await told(settings.model_copy(update={"telegram_url": f"http://127.0.0.1:{port}"}))
        assert time.monotonic() - begun < 15
    assert "could not be reached (TimeoutError)" in lines["telegram"]


async def test_a_token_that_telegram_rejects_is_named(
    sqlite_settings: Settings, stand_in: StandIn, tmp_path: Path
) -> None:
    """It is not shown."""
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    other = Settings.load(
        env_file=None,
        bot_token="123:ABC",
        telegram_url=stand_in.url,
        data_dir=settings.data_dir,
        config_dir=settings.config_dir,
    )
    line = (await told(other))["token"]
    assert line.startswith("✗ token: Telegram rejects it: copy it anew from @BotFather")
    assert "123:ABC" not in line


async def test_a_running_service_is_asked_how_it_is(
    sqlite_settings: Settings, stand_in: StandIn, tmp_path: Path
) -> None:
    """Another program that takes the updates is known by what the service says."""
    settings = healthy(sqlite_settings, stand_in, tmp_path)
    lock = FolderLock(settings.data_dir)
    lock.acquire()
    reasons = [None, "polling: another_poller"]

    async def details() -> dict[str, str]:
        return {}

    async def why_not() -> str | None:
        return reasons.pop(0)

    async with serving(health_app(details, why_not), "127.0.0.1", 0) as port:
        beside = settings.model_copy(update={"web_port": port})
        assert (await told(beside))["service"] == "✓ service: it runs and is ready"
        line = (await told(beside))["service"]
    assert line.startswith("✗ service: it runs and is not ready (polling: another_poller)")
    assert "/revoke" in line
    assert "does not answer" in (await told(beside))["service"]
    lock.release()


async def test_before_the_first_start_nothing_is_made(tmp_path: Path) -> None:
    """Looking at an empty place leaves it empty."""
    settings = Settings.load(env_file=None, data_dir=tmp_path / "data")
    lines = await told(settings)
    assert "is not there" in lines["data folder"]
    assert "the first start makes it" in lines["database"]
    assert "@BotFather" in lines["token"]
    assert not settings.data_dir.exists()
