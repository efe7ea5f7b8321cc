"""Prints a whole course of messages as a patient would get them, without sending anything."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from reminder.care.protocol import CareProtocol
from reminder.catalogue import Words
from reminder.clock import Clock, SystemClock
from reminder.errors import ConfigurationError
from reminder.overrides import load_files
from reminder.preview_options import PreviewOptions
from reminder.profile import ClinicProfile, load_profile
from reminder.unfolding import Foretold, course_of, known_at, unfold
from reminder.wording.case import Case


@dataclass(frozen=True, slots=True)
class Previewed:
    """A course as it would go: every message in order, and the patient's case after each session
    was recorded.
    """

    messages: tuple[Foretold, ...]
    cases: tuple[Case, ...]

    def as_text(self) -> str:
        """Return the messages, each under its date and time on the patient's clocks."""
        case = self.cases[0]
        return "\n".join(
            f"── {case.moment(one.at)} ──\n\n{plain(one.text)}\n" for one in self.messages
        )


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
    options = PreviewOptions(protocol, language, at=held_at)
    return preview_course(config_dir, messages_dir, options, clock).as_text()


def preview_course(
    config_dir: Path, messages_dir: Path, options: PreviewOptions, clock: Clock | None = None
) -> Previewed:
    """Return the course that the options describe, as it would go.

    Raises:
        ConfigurationError: the files have mistakes, or there is no such protocol or language.
        OptionWrong: an option names what there is not.
    """
    profile = load_profile(config_dir / "clinic.yaml")
    files = load_files(config_dir, messages_dir)
    protocols, catalogue = files.protocols, files.catalogue
    if options.protocol not in protocols:
        known = ", ".join(protocols)
        raise ConfigurationError([f'no protocol "{options.protocol}"; there are: {known}'])
    if options.language not in catalogue.languages:
        known = ", ".join(catalogue.languages)
        raise ConfigurationError([f'no messages in "{options.language}"; there are: {known}'])
    protocol = protocols[options.protocol]
    options.check_areas(protocol)
    now = (clock or SystemClock()).now().replace(second=0, microsecond=0)
    return previewed(
        protocol,
        catalogue.words(options.language),
        profile,
        options.sessions_at(now, ZoneInfo(profile.zone)),
        zone=options.zone,
        areas=frozenset(options.areas),
        appointments_at=options.appointments_at(now, ZoneInfo(profile.zone)),
    )


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
    """Return every message of a course as text; see `previewed`."""
    return previewed(
        protocol,
        words,
        profile,
        sessions_at,
        zone=zone,
        areas=areas,
        appointments_at=appointments_at,
        sessions_planned=sessions_planned,
    ).as_text()


def previewed(
    protocol: CareProtocol,
    words: Words,
    profile: ClinicProfile,
    sessions_at: Sequence[datetime],
    *,
    zone: str | None = None,
    areas: frozenset[str] = frozenset(),
    appointments_at: Sequence[datetime] = (),
    sessions_planned: int | None = None,
) -> Previewed:
    """Return a course as it would go.

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
    protocols = {protocol.ref: protocol}
    acts = sorted(session.recorded_at for session in whole.sessions)
    cases = (Case(known_at(whole, act), protocols, act, words, profile) for act in acts)
    return Previewed(tuple(unfold(whole, protocol, words, profile)), tuple(cases))


def plain(text: str) -> str:
    """Return Telegram HTML as it reads on a phone, without its markup."""
    return html.unescape(re.sub(r"<[^<>]*>", "", text))
