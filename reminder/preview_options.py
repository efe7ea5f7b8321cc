"""What `reminder preview` is asked for, and what is wrong with it in words that lead out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from reminder.care.protocol import CareProtocol, length
from reminder.care.timing import add_length, utc
from reminder.errors import OptionWrong

FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
MOST_SESSIONS = 60
"""More than any course has, and a preview of them still comes at once."""


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """A course to preview. Times are on the clinic's clocks where they are naive.

    Either `sessions` sessions from `at` (None: now) on, `every` so long; or those of `held`.
    """

    protocol: str
    language: str = "en"
    at: datetime | None = None
    sessions: int = 1
    every: timedelta = timedelta(days=7)
    held: Sequence[datetime] = ()
    booked: Sequence[datetime] = ()
    areas: Sequence[str] = ()
    zone: str | None = None

    def sessions_at(self, now: datetime, zone: ZoneInfo) -> list[datetime]:
        """Return the sessions' instants, by wall clock in the clinic's `zone`."""
        if self.held:
            return sorted(aware(at, zone) for at in self.held)
        first = now if self.at is None else aware(self.at, zone)
        return [
            first if number == 0 else add_length(first, self.every * number, zone)
            for number in range(self.sessions)
        ]

    def appointments_at(self, now: datetime, zone: ZoneInfo) -> list[datetime]:
        """Return the appointments' instants.

        Raises:
            OptionWrong: one is not after the first session.
        """
        first, found = self.sessions_at(now, zone)[0], [aware(at, zone) for at in self.booked]
        for at in found:
            if utc(at) <= utc(first):
                raise OptionWrong(
                    f"--appointment {at:%Y-%m-%dT%H:%M}: must come after the first session"
                    f" ({first.astimezone(zone):%Y-%m-%dT%H:%M}); a session held is --session"
                )
        return found

    def check_areas(self, protocol: CareProtocol) -> None:
        """Insist that the protocol knows every area.

        Raises:
            OptionWrong: with the areas that it knows.
        """
        for area in self.areas:
            if area not in protocol.areas:
                known = ", ".join(protocol.areas)
                there_are = f"it has: {known}" if known else "it has none: leave --area out"
                raise OptionWrong(f'--area {area}: not in "{protocol.name}"; {there_are}')


def aware(at: datetime, zone: ZoneInfo) -> datetime:
    """Return a time on `zone`'s clocks as an instant; an instant stays as it is."""
    return at.replace(tzinfo=zone) if at.tzinfo is None else at


def read_time(option: str, written: str) -> datetime:
    """Return a date and time as it was typed behind an option, naive.

    Raises:
        OptionWrong: it is none.
    """
    for form in FORMATS:
        try:
            return datetime.strptime(written.strip(), form)  # noqa: DTZ007  on the clinic's clocks
        except ValueError:
            continue
    raise OptionWrong(f'{option} {written}: must be a date and time such as "2026-10-20T14:30"')


def read_every(written: str) -> timedelta:
    """Return the time between two sessions as it was typed.

    Raises:
        OptionWrong: it is none, or not from an hour to a year.
    """
    try:
        found = length(written)
    except ValueError as error:
        raise OptionWrong(f"--every: {error}") from None
    if not isinstance(found, timedelta) or not (timedelta(hours=1) <= found <= timedelta(days=366)):
        raise OptionWrong(f'--every {written}: must be from "1 hour" to "366 days"')
    return found


def read_zone(written: str) -> str:
    """Return an IANA zone as it was typed.

    Raises:
        OptionWrong: there is no such zone.
    """
    if written not in available_timezones():
        raise OptionWrong(f'--zone {written}: must be a time zone such as "Europe/Warsaw"')
    return written


def read_options(
    protocol: str,
    language: str,
    *,
    at: str | None,
    sessions: int | None,
    every: str | None,
    held: Sequence[str],
    booked: Sequence[str],
    areas: Sequence[str],
    zone: str | None,
) -> PreviewOptions:
    """Return the options as they were typed.

    Raises:
        OptionWrong: with what is wrong, the option named.
    """
    if held and (at is not None or sessions is not None or every is not None):
        raise OptionWrong(
            "--session names each session itself: leave --at, --sessions and --every out"
        )
    if sessions is not None and not 1 <= sessions <= MOST_SESSIONS:
        raise OptionWrong(f"--sessions {sessions}: must be from 1 to {MOST_SESSIONS}")
    if every is not None and (sessions is None or sessions == 1):
        raise OptionWrong("--every: say how many sessions there are, by --sessions")
    return PreviewOptions(
        protocol,
        language,
        at=None if at is None else read_time("--at", at),
        sessions=sessions or 1,
        every=timedelta(days=7) if every is None else read_every(every),
        held=[read_time("--session", one) for one in held],
        booked=[read_time("--appointment", one) for one in booked],
        areas=areas,
        zone=None if zone is None else read_zone(zone),
    )
