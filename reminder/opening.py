"""Open the data: the keys, the tables at head, and a clinic with its configuration."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import col, select

from reminder.backups import back_up_before
from reminder.configuration import Configurations
from reminder.errors import DatabaseDamaged, KeyMissing, KeyWrong, OptionWrong
from reminder.practice.clinic import Db, Practice
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.keyfile import make_keys, read_keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import HEAD, bring_to_head, is_newer, revision_of
from reminder.store.tables import Clinic, saved

CLINIC_KEY = "clinic"
"""The name of the one clinic that the settings describe: its token, and `config/`."""


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


def config_dir_of(settings: Settings, clinic: Clinic) -> Path:
    """Return the folder of a clinic's configuration."""
    return settings.config_dir if clinic.config_dir is None else Path(clinic.config_dir)


async def clinics_of(db: Db, settings: Settings) -> list[Clinic]:
    """Return the clinics of the deployment that are not removed, in the order of their numbers.

    The settings' own is among them where they have a token, where it has been served before, and
    where there is no other.
    """
    query = select(Clinic).where(col(Clinic.removed_at).is_(None)).order_by(col(Clinic.id))
    rows = list((await db.exec(query)).all())
    others = [clinic for clinic in rows if clinic.key != CLINIC_KEY]
    if not others or settings.bot_token is not None:
        return rows
    return [clinic for clinic in rows if clinic.key != CLINIC_KEY or clinic.bot_id is not None]


@dataclass(frozen=True)
class Added:
    """A clinic that stands beside the settings' own."""

    name: str
    config_dir: Path
    fault: str | None


async def added_clinics(settings: Settings) -> list[Added]:
    """Return the clinics besides the settings' own, without the keys and before the database is
    opened: none where it cannot be read yet.
    """
    try:
        if await revision_of(settings.database_url) is None:
            return []
        engine = create_async_engine(settings.database_url, hide_parameters=True)
        try:
            async with engine.connect() as connection:
                query = (
                    sa.select(col(Clinic.key), col(Clinic.config_dir), col(Clinic.fault))
                    .where(col(Clinic.removed_at).is_(None), col(Clinic.key) != CLINIC_KEY)
                    .order_by(col(Clinic.id))
                )
                rows = (await connection.execute(query)).all()
        finally:
            await engine.dispose()
    except (OSError, SQLAlchemyError, DatabaseDamaged):
        return []  # opening it says what is wrong, or brings the tables up to date
    return [Added(name, Path(folder or settings.config_dir), fault) for name, folder, fault in rows]


async def folder_of_clinic(settings: Settings, name: str | None) -> Path:
    """Return the configuration folder of the clinic of that name; without a name, the settings'.

    Raises:
        OptionWrong: there is no such clinic.
    """
    if name in (None, CLINIC_KEY):
        return settings.config_dir
    added = {one.name: one.config_dir for one in await added_clinics(settings)}
    if name not in added:
        names = ", ".join(added) or "none besides the settings' own"
        raise OptionWrong(f'(there is no clinic "{name}"; there are: {names})')
    return added[name]


async def own_clinic(store: Store, now: datetime) -> Clinic:
    """Return the row of the clinic that the settings describe, making it the first time."""
    try:
        return await _own_clinic(store, now)
    except IntegrityError:
        # Another process has made it at the same instant.
        return await _own_clinic(store, now)


async def _own_clinic(store: Store, now: datetime) -> Clinic:
    async with store.writing() as db:
        clinic = (await db.exec(select(Clinic).where(Clinic.key == CLINIC_KEY))).first()
        if clinic is None:
            clinic = Clinic(key=CLINIC_KEY, created_at=now)
            db.add(clinic)
            await db.flush()
    return clinic


async def chosen_clinic(
    settings: Settings, store: Store, now: datetime, name: str | None = None
) -> Clinic:
    """Return the clinic of that name; without a name, the only one.

    Raises:
        OptionWrong: there is none of that name, or it is not clear which is meant.
    """
    async with store.reading() as db:
        clinics = await clinics_of(db, settings)
    names = ", ".join(clinic.key for clinic in clinics)
    if name is not None:
        for clinic in clinics:
            if clinic.key == name:
                return clinic
        raise OptionWrong(f'(there is no clinic "{name}"; there are: {names or "none yet"})')
    if len(clinics) > 1:
        raise OptionWrong(f"(say which clinic is meant, with --clinic and one of: {names})")
    return clinics[0] if clinics else await own_clinic(store, now)


async def open_practice(
    settings: Settings, opened: Opened, now: datetime, name: str | None = None
) -> Practice:
    """Find the clinic (see `chosen_clinic`; the settings' own is made the first time) and read its
    configuration.
    """
    return await practice_of(
        settings,
        await chosen_clinic(settings, opened.store, now, name),
        opened.keyring,
        Configurations(settings.messages_dir),
    )


async def practice_of(
    settings: Settings, clinic: Clinic, keyring: Keyring, configurations: Configurations
) -> Practice:
    """Read a clinic's configuration.

    Raises:
        ConfigurationError: it has mistakes.
    """
    found = await configurations.read(config_dir_of(settings, clinic))
    return Practice(
        clinic_id=saved(clinic.id),
        profile=found.profile,
        protocols=found.protocols,
        catalogue=found.catalogue,
        keyring=keyring,
        bot_username=clinic.bot_username or "",
    )
