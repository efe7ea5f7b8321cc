"""Prints a whole course of messages as a patient would get them, without sending anything."""

import html
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from reminder.care.protocol import CareProtocol
from reminder.catalogue import Words
from reminder.clock import Clock, SystemClock
from reminder.errors import ConfigurationError
from reminder.overrides import load_files
from reminder.profile import ClinicProfile, load_profile
from reminder.unfolding import course_of, unfold


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
    whole = course_of(
        protocol,
        profile.preferences(zone),
        sessions_at,
        areas=areas,
        appointments_at=appointments_at,
        sessions_planned=sessions_planned,
    )
    printed = []
    for message in unfold(whole, protocol, words, profile):
        moment = words.moment(message.at, whole.preferences.zone)
        printed.append(f"── {moment} ──\n\n{plain(message.text)}\n")
    return "\n".join(printed)


def plain(text: str) -> str:
    """Return Telegram HTML as it reads on a phone, without its markup."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))
