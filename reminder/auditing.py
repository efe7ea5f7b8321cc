"""`reminder audit`: the audit log as lines, beside a running service."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from reminder.clock import Clock, SystemClock
from reminder.errors import KeyMissing, OptionWrong
from reminder.opening import open_practice, open_store
from reminder.practice.audit import record
from reminder.practice.audit_log import Entry, entries
from reminder.settings import Settings

_AGO = re.compile(r"(\d{1,4}) ?(hour|day|week)s?")
_HOURS = {"hour": 1, "day": 24, "week": 24 * 7}


def print_audit(
    settings: Settings,
    *,
    patient: int | None = None,
    staff: int | None = None,
    since: str | None = None,
    names: bool = False,
    clinic: str | None = None,
    clock: Clock | None = None,
) -> None:
    """Print the events asked for of a clinic (None: the only one), the oldest first; that names
    were shown is an event too.
    """
    at = clock or SystemClock()
    for line in asyncio.run(_lines(settings, patient, staff, since, names, clinic, at)):
        click.echo(line)


async def _lines(
    settings: Settings,
    patient: int | None,
    staff: int | None,
    since: str | None,
    names: bool,
    clinic: str | None,
    clock: Clock,
) -> list[str]:
    now = clock.now()
    if not settings.key_file.exists():
        raise KeyMissing(f"({settings.key_file} is not there; has the service been started here?)")
    opened = await open_store(settings, now)
    try:
        practice = await open_practice(settings, opened, now, clinic)
        zone = ZoneInfo(practice.profile.zone)
        async with opened.store.writing() as db:
            found = await entries(
                db,
                practice,
                patient_id=patient,
                staff_id=staff,
                since=None if since is None else read_since(since, now, zone),
                names=names,
            )
            if names:
                await record(db, practice, "audit_printed", now=now, detail="names")
    finally:
        await opened.store.close()
    return [line_of(entry, zone) for entry in found]


def read_since(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant that "2026-09-17", "2026-09-17T14:30" (the clinic's clock) or "7 days"
    (before now) means, in UTC.

    Raises:
        OptionWrong: it is none of these.
    """
    if (ago := _AGO.fullmatch(text.strip())) is not None:
        return now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]])
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise OptionWrong(
            '--since must be a day such as "2026-09-17", or a length such as "7 days"'
        ) from None
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def line_of(entry: Entry, zone: ZoneInfo) -> str:
    """Return an event as a line: the clinic's time, who, what, whose record."""
    who = "-" if entry.staff is None else f"staff={entry.staff}"
    if entry.role is not None:
        who += f" role={entry.role.value}"
    if entry.staff_name:
        who += f" ({entry.staff_name})"
    whose = "-" if entry.patient is None else f"patient={entry.patient}"
    if entry.patient_name:
        whose += f" ({entry.patient_name})"
    detail = "" if entry.detail is None else f" {entry.detail}"
    at = entry.at.astimezone(zone).isoformat(timespec="seconds")
    return f"{at}  {who}  {entry.action}{detail}  {whose}"
