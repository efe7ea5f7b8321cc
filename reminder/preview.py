"""Prints a whole course of messages as a patient would get them, without sending anything."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from reminder.care.history import Appointment, Course, History, Session
from reminder.care.kinds import EXEMPT, PlannedReminder
from reminder.care.plan import plan_reminders
from reminder.care.protocol import CareProtocol
from reminder.catalogue import Words
from reminder.clock import Clock, SystemClock
from reminder.errors import ConfigurationError
from reminder.overrides import load_files
from reminder.profile import ClinicProfile, load_profile
from reminder.wording import day_message

RECORDED_AFTER = timedelta(minutes=10)
"""How long after a session it is recorded, and after the first the patient joins."""


def preview_week(
    config_dir: Path,
    messages_dir: Path,
    protocol: str,
    language: str,
    held_at: datetime | None = None,
    clock: Clock | None = None,
) -> str:
    """Return what follows one session of a protocol, for the clinic's own patients.

    `held_at` is read on the clinic's clocks where it is naive; None: now.

    Raises:
        ConfigurationError: the files have mistakes, or there is no such protocol or language.
    """
    profile = load_profile(config_dir / "clinic.yaml")
    files = load_files(config_dir, messages_dir)
    protocols, catalogue = files.protocols, files.catalogue
    if protocol not in protocols:
        raise ConfigurationError([f'no protocol "{protocol}"; there are: {", ".join(protocols)}'])
    if language not in catalogue.languages:
        known = ", ".join(catalogue.languages)
        raise ConfigurationError([f'no messages in "{language}"; there are: {known}'])
    zone = ZoneInfo(profile.zone)
    at = held_at or (clock or SystemClock()).now().replace(second=0, microsecond=0)
    at = at.replace(tzinfo=zone) if at.tzinfo is None else at
    return preview(protocols[protocol], catalogue.words(language), profile, [at])


def preview(
    protocol: CareProtocol,
    words: Words,
    profile: ClinicProfile,
    sessions_at: Sequence[datetime],
    *,
    zone: str | None = None,
    areas: frozenset[str] = frozenset(),
    appointments_at: Sequence[datetime] = (),
    sessions_planned: int | None = None,
) -> str:
    """Return every message of a course, each under its date and time on the patient's clocks.

    `sessions_at` and `appointments_at` are aware; the appointments stay booked throughout. `zone`
    is the patient's IANA zone (None: the clinic's); `areas` are the treated ones (none: the
    protocol's default); `sessions_planned` is how many the course has, if known.

    Raises:
        ValueError: there is no session, or an instant is naive.
    """
    held = sorted(sessions_at)
    if not held:
        message = "a preview needs a session"
        raise ValueError(message)
    joined_at = held[0] + RECORDED_AFTER
    whole = History(
        profile.preferences(zone),
        consented_at=joined_at,
        courses=(Course(1, protocol.ref, areas, sessions_planned),),
        sessions=tuple(
            Session(number, 1, at, recorded_at=at + RECORDED_AFTER, number=number)
            for number, at in enumerate(held, 1)
        ),
        appointments=tuple(
            Appointment(number, 1, at, booked_at=joined_at)
            for number, at in enumerate(sorted(appointments_at), 1)
        ),
    )
    printed = []
    for at, known, reminders in _messages(whole, protocol):
        text = day_message(known, {protocol.ref: protocol}, reminders, at, words, profile)
        if text is not None:
            moment = words.moment(at, whole.preferences.zone)
            printed.append(f"── {moment} ──\n\n{plain(text)}\n")
    return "\n".join(printed)


def plain(text: str) -> str:
    """Return Telegram HTML as it reads on a phone, without its markup."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def _messages(
    whole: History, protocol: CareProtocol
) -> Iterator[tuple[datetime, History, list[PlannedReminder]]]:
    """Yield each message's instant, what was known then, and the reminders that it carries.

    The plan is worked out anew whenever a session is recorded, as the service does.
    """
    acts = sorted(session.recorded_at for session in whole.sessions)
    for act, following in zip(acts, [*acts[1:], datetime.max.replace(tzinfo=UTC)], strict=True):
        known = History(
            whole.preferences,
            whole.consented_at,
            courses=whole.courses,
            sessions=tuple(s for s in whole.sessions if s.recorded_at <= act),
            appointments=whole.appointments,
        )
        planned = plan_reminders(known, {protocol.ref: protocol}, act)
        due = (one for one in planned if act <= one.due_at < following)
        for (at, _), together in groupby(due, key=_message_of):
            yield at, known, list(together)


def _message_of(reminder: PlannedReminder) -> tuple[datetime, str]:
    return reminder.due_at, reminder.key if reminder.kind in EXEMPT else ""
