"""Open the data: the keys, the tables at head, and the clinic with its configuration."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from reminder.backups import back_up_before
from reminder.errors import KeyMissing, KeyWrong
from reminder.overrides import load_checked_files
from reminder.practice.clinic import Practice
from reminder.profile import load_profile
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.keyfile import make_keys, read_keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, bring_to_head, is_newer, revision_of
from reminder.store.tables import Clinic, saved

CLINIC_KEY = "clinic"
"""The key of the one clinic that `config/clinic.yaml` describes."""


@dataclass(frozen=True)
class Opened:
    """An opened store, and whether its keys were made just now."""

    store: Store
    keyring: Keyring
    keys_are_new: bool


async def open_store(settings: Settings, now: datetime) -> Opened:
    """Find or make the keys, bring the tables to head, and open the store.

    Before a migration the database is backed up.

    Raises `KeyMissing` or `KeyWrong` before anything is touched where the keys do not fit the data,
    and `BackupFailed`, with the tables as they were.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    revision = await revision_of(settings.database_url)
    is_new = revision is None
    if not settings.key_file.exists() and not is_new:
        raise KeyMissing(f"({settings.key_file} is not there, and the database is not empty)")
    keys_are_new = not settings.key_file.exists()
    keyring = make_keys(settings.key_file) if keys_are_new else read_keys(settings.key_file)
    store = Store(settings.database_url, keyring)
    try:
        if not is_new:
            async with store.reading() as db:
                (await db.exec(select(Clinic.key_check))).all()
        if revision is not None and revision != HEAD and not is_newer(revision):
            await back_up_before(settings, HEAD, now)
        await bring_to_head(settings.database_url)
    except KeyWrong as error:
        await store.close()
        raise KeyWrong(f"({settings.key_file})") from error
    except BaseException:
        await store.close()
        raise
    return Opened(store, keyring, keys_are_new)


def new_keys_notice(settings: Settings) -> str:
    """Return what the operator has to know once the keys have been made."""
    return (
        f"A new encryption key was made: {settings.key_file}\n"
        "Copy it to a safe place apart from the data. Without it the data cannot be read."
    )


async def _clinic(store: Store, now: datetime) -> Clinic:
    async with store.writing() as db:
        clinic = (await db.exec(select(Clinic).where(Clinic.key == CLINIC_KEY))).first()
        if clinic is None:
            clinic = Clinic(key=CLINIC_KEY, created_at=now)
            db.add(clinic)
            await db.flush()
    return clinic


async def open_practice(settings: Settings, opened: Opened, now: datetime) -> Practice:
    """Read the configuration and find (or make) the clinic's row."""
    try:
        clinic = await _clinic(opened.store, now)
    except IntegrityError:
        # Another process has made it at the same instant.
        clinic = await _clinic(opened.store, now)
    files = await asyncio.to_thread(load_checked_files, settings.config_dir, settings.messages_dir)
    return Practice(
        clinic_id=saved(clinic.id),
        profile=load_profile(settings.config_dir / "clinic.yaml"),
        protocols=files.protocols,
        catalogue=files.catalogue,
        keyring=opened.keyring,
        bot_username=clinic.bot_username or "",
    )
