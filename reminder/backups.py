"""The daily backup, and the one before a migration."""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from reminder.care.timing import at_local, local_day
from reminder.clock import Clock
from reminder.errors import BackupFailed, ReminderError
from reminder.settings import Settings
from reminder.store.backup import write_backup_apart
from reminder.store.shelf import DAILY, before, name_of, shelved, thin_out

log = structlog.get_logger(__name__)

AT = time(3, 30)
"""The clinic's local time of the daily backup."""

FIRST_AFTER = timedelta(minutes=10)
"""How soon after a start a backup is made that is overdue: a start is busy enough."""

AGAIN_AFTER = timedelta(hours=1)
"""How soon a backup that failed is tried again."""


def backup_folder(settings: Settings) -> Path:
    """Return the folder of the backups, made if it is missing, closed to other accounts.

    Raises:
        BackupFailed: it cannot be made.
    """
    folder = settings.backup_dir
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupFailed(
            f"({folder}: {error.strerror}; let this account write there, or set "
            "REMINDER_BACKUP_DIR)"
        ) from error
    return folder


async def back_up_before(settings: Settings, revision: str, now: datetime) -> Path:
    """Back the database up before its tables are brought to `revision`; return the backup.

    Raises:
        BackupFailed: it could not be made.
    """
    target = backup_folder(settings) / name_of(now, before(revision))
    await write_backup_apart(settings.database_url, target, now)
    return target


class Backups:
    """Knows when the next daily backup is due (`next_at`, None: never), and makes it.

    `made_at`: when the newest one was made, None where there is none. `failed`: whether the last
    try has failed.
    """

    def __init__(self, settings: Settings, zone: ZoneInfo, clock: Clock) -> None:
        self._settings = settings
        self._zone = zone
        self._clock = clock
        found = shelved(settings.backup_dir)
        self.made_at: datetime | None = found[-1].made_at if found else None
        self.failed = False
        self._running = False
        self.next_at: datetime | None = None
        if settings.backups_kept:
            daily = [one.made_at for one in found if one.kind == DAILY]
            soon = clock.now() + FIRST_AFTER
            self.next_at = max(soon, self._following(daily[-1])) if daily else soon

    def is_due(self) -> bool:
        """Whether a backup's time has come and none is being made."""
        at = self.next_at
        return at is not None and not self._running and self._clock.now() >= at

    async def make_due(self) -> None:
        """Make the backup if its time has come, and then let old ones go.

        A failure is logged and tried again; the earlier backups stay.
        """
        if not self.is_due():
            return
        self._running = True
        now = self._clock.now()
        try:
            folder = backup_folder(self._settings)
            await write_backup_apart(self._settings.database_url, folder / name_of(now), now)
            gone = thin_out(folder, self._settings.backups_kept, now)
        except (ReminderError, OSError) as error:
            self.failed = True
            self.next_at = now + AGAIN_AFTER
            log.error("the daily backup failed", action="backup", error=str(error))
        else:
            self.failed = False
            self.made_at = now
            self.next_at = self._following(now)
            log.info("backed up", action="backup", removed=len(gone))
        finally:
            self._running = False

    def _following(self, made_at: datetime) -> datetime:
        """Return the first instant after `made_at` at which it is the backup's time of day."""
        day = local_day(made_at, self._zone)
        at = at_local(day, AT, self._zone)
        return at if at > made_at else at_local(day + timedelta(days=1), AT, self._zone)
