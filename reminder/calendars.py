"""Calendar files (.ics, RFC 5545) from plain values.

Times are written in UTC, which every calendar shows on its owner's clock. A file is published
(METHOD:PUBLISH): whoever imports a later one gets the same entries moved, since an entry keeps its
UID and its SEQUENCE grows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reminder import __version__

if TYPE_CHECKING:
    from icalendar import Event

# ruff: noqa: PLC0415  (the library is loaded with the first calendar: it takes some megabytes)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `uid` is what it is about, for ever; `sequence` grows with each change of it.

    `begins_at` is aware. `busy`: whether its owner counts as busy meanwhile. `cancelled`: calendars
    that have it take it off.
    """

    uid: str
    sequence: int
    begins_at: datetime
    lasts: timedelta
    summary: str
    description: str
    location: str | None = None
    busy: bool = True
    cancelled: bool = False


def ics(entries: Iterable[Entry], stamped_at: datetime, language: str) -> bytes:
    """Return the file, stamped with an aware instant. Lines are folded, and end as the RFC says."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//aftercare-reminder//{__version__}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        calendar.add_component(_event(entry, stamped_at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, stamped_at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", stamped_at.astimezone(UTC))
    event.add("dtstart", entry.begins_at.astimezone(UTC))
    event.add("dtend", entry.begins_at.astimezone(UTC) + entry.lasts)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.location is not None:
        event.add("location", entry.location)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
