"""The clinics of a deployment: added, changed, given another token, removed, and listed.

Workers notice each change by themselves, and serve the other clinics meanwhile as before.
"""

import asyncio
import re
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from reminder.backups import backup_folder
from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.limits import Limiter
from reminder.check import problems_of
from reminder.errors import BackupFailed, BotTaken, ClinicRefused, ConfigurationError
from reminder.opening import CLINIC_KEY, config_dir_of, open_store
from reminder.practice.clinic import Db
from reminder.practice.erase_clinic import erase_clinic
from reminder.settings import Settings, checked_token
from reminder.store.database import sqlite_file
from reminder.store.roll import VACANT, Roll
from reminder.store.tables import AuditEvent, Clinic, saved
from reminder.store.traces import add_traces

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


async def add(
    settings: Settings, name: str, config_dir: Path, token: str, now: datetime
) -> list[str]:
    """Let a clinic be served, and return lines that say what was done. One that was removed is
    taken up again with the data that it had.

    Raises a `ReminderError`; whichever it is, nothing has changed.
    """
    if sqlite_file(settings.database_url) is not None:
        raise ClinicRefused(
            "(several clinics need PostgreSQL: docs/operations.md, or `reminder move`, says how to "
            "get there)"
        )
    if NAME.fullmatch(name) is None:
        raise ClinicRefused(
            f'("{name}" is no name: up to 63 of a-z, 0-9, - and _, such as "aurora")'
        )
    if name == CLINIC_KEY:
        raise ClinicRefused(f'("{CLINIC_KEY}" is the one that the settings describe)')
    folder = await _checked_folder(settings, config_dir)
    bot_id, notes = await _bot_of(settings, token)
    store = (await open_store(settings, now)).store
    try:
        async with store.writing() as db:
            clinic = (await db.exec(select(Clinic).where(Clinic.key == name))).first()
            if clinic is not None and clinic.removed_at is None:
                raise ClinicRefused(
                    f'(there is a clinic "{name}" already; `reminder clinic change` and `reminder '
                    "clinic token` change it)"
                )
            known = clinic is not None and clinic.bot_id is not None
            if clinic is None:
                clinic = Clinic(key=name, created_at=now)
                db.add(clinic)
            clinic.removed_at = None
            clinic.config_dir = str(folder)
            await _give_token(db, settings, clinic, token, bot_id)
            await _changed(db, clinic, "clinic_added", now)
    except IntegrityError as error:
        raise BotTaken from error
    finally:
        await store.close()
    again = " again, with the patients and staff that it had" if known else ""
    return [
        *notes,
        f'The clinic "{name}" is served from now on{again}.',
        f"Its owner's code: reminder claim-code --clinic {name}",
    ]


async def change(
    settings: Settings, name: str, config_dir: Path | None, now: datetime
) -> list[str]:
    """Give a clinic another folder (None: the same one), and have it read anew."""
    store = (await open_store(settings, now)).store
    try:
        async with store.writing() as db:
            clinic = await _existing(db, name)
            if config_dir is not None and name == CLINIC_KEY:
                raise ClinicRefused("(the folder of the settings' own is REMINDER_CONFIG_DIR)")
            folder = await _checked_folder(settings, config_dir or config_dir_of(settings, clinic))
            if name != CLINIC_KEY:
                clinic.config_dir = str(folder)
            await _changed(db, clinic, "clinic_changed", now)
    finally:
        await store.close()
    return [f'The clinic "{name}" is served by {folder} as it is now.']


async def replace_token(settings: Settings, name: str, token: str, now: datetime) -> list[str]:
    """Give a clinic another token, of the same bot or of another one."""
    if name == CLINIC_KEY:
        raise ClinicRefused("(the token of the settings' own is REMINDER_BOT_TOKEN)")
    bot_id, notes = await _bot_of(settings, token)
    store = (await open_store(settings, now)).store
    try:
        async with store.writing() as db:
            clinic = await _existing(db, name)
            former = clinic.bot_id
            await _give_token(db, settings, clinic, token, bot_id)
            await _changed(db, clinic, "clinic_token_changed", now)
    except IntegrityError as error:
        raise BotTaken from error
    finally:
        await store.close()
    lines = [*notes, f'The clinic "{name}" has another token.']
    if former not in (None, bot_id):
        lines.append(
            "It is of another bot than before: Telegram lets it write to those alone who have "
            "started it, so patients who are connected have to open it once."
        )
    return lines


async def remove(settings: Settings, name: str, now: datetime) -> list[str]:
    """Stop serving a clinic. Its data stays; the token is forgotten."""
    if name == CLINIC_KEY:
        raise ClinicRefused("(the settings' own is served while REMINDER_BOT_TOKEN is set)")
    store = (await open_store(settings, now)).store
    try:
        async with store.writing() as db:
            clinic = await _existing(db, name)
            clinic.removed_at, clinic.token, clinic.fault = now, None, None
            await _changed(db, clinic, "clinic_removed", now)
    finally:
        await store.close()
    return [
        f'The clinic "{name}" is not served any more: nothing is sent and nothing is answered. Its '
        "data is kept, and no limit of time erases it meanwhile; `reminder clinic add` takes it up "
        "again, and `reminder clinic erase` erases all of it."
    ]


async def erase(settings: Settings, name: str, now: datetime) -> list[str]:
    """Erase everything of a clinic that was removed: it cannot be taken back."""
    opened = await open_store(settings, now)
    try:
        async with opened.store.reading() as db:
            clinic = await _removed(db, name)
        if clinic.id in (await _leaders(settings) or ()):
            raise ClinicRefused(f'(a service still ends its work for "{name}": wait a minute)')
        async with opened.store.writing() as db:
            clinic = await _removed(db, name)
            trace = await erase_clinic(db, opened.keyring, clinic, now)
    finally:
        await opened.store.close()
    lines = [f'Everything of the clinic "{name}" is erased.']
    try:
        await asyncio.to_thread(add_traces, backup_folder(settings), [trace])
    except (OSError, BackupFailed) as error:
        lines.append(
            f"The backups' folder could not be written to ({type(error).__name__}): restoring an "
            "older backup into an empty database will bring the clinic's data back."
        )
    return [
        *lines,
        "Backups made before still hold it until they are deleted; `reminder restore` erases it "
        "again.",
    ]


async def listed(settings: Settings, now: datetime) -> list[str]:
    """Return a line for each clinic: its name, its bot, how it is served, its folder."""
    store = (await open_store(settings, now)).store
    try:
        async with store.reading() as db:
            clinics = (await db.exec(select(Clinic).order_by(col(Clinic.id)))).all()
        leaders = await _leaders(settings)
    finally:
        await store.close()
    if not clinics:
        return ["There is no clinic yet."]
    return [
        "  ".join(
            (
                clinic.key,
                f"@{clinic.bot_username}" if clinic.bot_username else "-",
                _how(clinic, leaders),
                str(config_dir_of(settings, clinic)),
            )
        )
        for clinic in clinics
    ]


def _how(clinic: Clinic, leaders: set[int] | None) -> str:
    if clinic.removed_at is not None and clinic.bot_id is None:
        return "erased"
    if clinic.removed_at is not None:
        return f"removed on {clinic.removed_at:%Y-%m-%d}"
    if leaders is not None and clinic.id in leaders and clinic.fault is None:
        return "served"
    if clinic.fault is not None:
        return f"NOT SERVED ({clinic.fault})"
    return "not served now" if leaders is not None else "the settings' own"


async def _leaders(settings: Settings) -> set[int] | None:
    """Return the clinics that somebody leads; None where there is no way to know."""
    if sqlite_file(settings.database_url) is not None:
        return None
    roll = Roll(settings.database_url)
    roll.is_present = False
    look = await roll.look()
    await roll.leave()
    if look is None:
        return None
    return {number for number, seen in look.clinics.items() if seen.leader is not None}


async def _checked_folder(settings: Settings, config_dir: Path) -> Path:
    """Return the folder's full path: workers may run elsewhere.

    Raises:
        ConfigurationError: it has mistakes.
    """
    folder = await asyncio.to_thread(config_dir.absolute)
    if problems := await asyncio.to_thread(problems_of, folder, settings.messages_dir):
        raise ConfigurationError(problems)
    return folder


async def _bot_of(settings: Settings, token: str) -> tuple[int, list[str]]:
    """Return whose token it is, and what the operator should know.

    Raises:
        ClinicRefused: it cannot be a token.
        TokenRejected: Telegram does not know it.
    """
    try:
        token = checked_token(token, settings.telegram_url)
    except ValueError as error:
        raise ClinicRefused(f"(what was given as the token {error})") from None
    async with Gateway(token, settings.telegram_url, Limiter()) as gateway:
        me = await gateway.me()
    if isinstance(me, Unanswered):
        note = "note: Telegram does not answer, so the token could not be tried"
        return int(token.partition(":")[0]), [note]
    return me.id, [f"Telegram knows it: @{me.username}"]


async def _give_token(db: Db, settings: Settings, clinic: Clinic, token: str, bot_id: int) -> None:
    others = await db.exec(select(Clinic).where(col(Clinic.removed_at).is_(None)))
    taken = {other.bot_id for other in others.all() if other is not clinic}
    if settings.bot_token is not None:
        taken.add(int(settings.bot_token.get_secret_value().partition(":")[0]))
    if bot_id in taken:
        raise BotTaken
    if clinic.bot_id != bot_id:
        # Its updates are numbered anew, and what it is called is not known yet.
        clinic.bot_id, clinic.update_offset, clinic.bot_username = bot_id, 0, None
    clinic.token = checked_token(token, settings.telegram_url)


async def _existing(db: Db, name: str) -> Clinic:
    rows = (await db.exec(select(Clinic).where(col(Clinic.removed_at).is_(None)))).all()
    for clinic in rows:
        if clinic.key == name:
            return clinic
    names = ", ".join(clinic.key for clinic in rows) or "none"
    raise ClinicRefused(f'(there is no clinic "{name}"; there are: {names})')


async def _removed(db: Db, name: str) -> Clinic:
    clinic = (await db.exec(select(Clinic).where(Clinic.key == name))).first()
    if clinic is not None and clinic.removed_at is not None:
        return clinic
    if clinic is not None:
        raise ClinicRefused(f'("{name}" is served: `reminder clinic remove {name}` comes first)')
    raise ClinicRefused(f'(there is no clinic "{name}"; `reminder clinic list` names all)')


async def _changed(db: Db, clinic: Clinic, action: str, now: datetime) -> None:
    """Write down who did it to what, and have the workers look."""
    clinic.changed_at = now
    await db.flush()
    db.add(AuditEvent(clinic_id=saved(clinic.id), action=action, at=now))
    connection = await db.connection()
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"NOTIFY {VACANT}")
