"""The clinic as its `config/clinic.yaml` describes it."""

import re
from datetime import time, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from reminder.care.history import Preferences, QuietHours
from reminder.yaml_file import read_model

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


_NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})


@cache
def _zones() -> frozenset[str]:
    # It looks into some twenty folders, and a hundred clinics ask.
    return frozenset(available_timezones() - _NO_PLACES)


def _zone(value: str) -> str:
    # Asking for the file itself would take any spelling on some disks; and what a machine calls
    # its local time is another zone on the next machine.
    if value not in _zones():
        raise PydanticCustomError("zone", 'must be a time zone such as "Europe/Warsaw"')
    return value


def _language(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        raise PydanticCustomError("language", 'must be a language code such as "en"') from None
    return value


def _some_quiet(value: QuietHours) -> QuietHours:
    if value.begins == value.ends:
        raise PydanticCustomError("quiet", "must begin and end at different times: nobody is woken")
    return value


def _wall_clock(value: time) -> time:
    if value.tzinfo is not None or value.second or value.microsecond:
        raise PydanticCustomError("hour", 'must be a time of day such as "10:00"')
    return value


def _as_written(value: Any) -> Any:
    # A bare number would be read as seconds after midnight, so that 2100 were 00:35.
    if isinstance(value, dict):
        return {key: _as_written(part) for key, part in value.items()}
    text = str(value) if isinstance(value, int | float) else value
    return f"0{text}" if isinstance(text, str) and text[1:2] == ":" else text


_LENGTH = re.compile(r"(\d{1,4}) (minute|hour)s?")


def _length(value: Any) -> Any:
    # A bare number would be read as seconds.
    match = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None and not isinstance(value, timedelta):
        raise PydanticCustomError("length", 'must be a length such as "30 minutes"')
    if match is None:
        return value
    number = int(match[1])
    return timedelta(minutes=number) if match[2] == "minute" else timedelta(hours=number)


def _form(value: Any) -> str:
    return "languages" if isinstance(value, dict) else "text"


WallClock = Annotated[time, BeforeValidator(_as_written), AfterValidator(_wall_clock)]
# Told apart by form, so that a mistake is reported for the form that was meant.
OpeningHours = Annotated[
    Annotated[Line, Tag("text")]
    | Annotated[dict[str, Line], Field(min_length=1), Tag("languages")],
    Discriminator(_form),
]


class Alerts(BaseModel):
    """How staff are alerted to a patient who is worried.

    What nobody has claimed within `claim_within` is raised again, and then the patient is told to
    phone. What somebody has claimed and not resolved is raised to all staff again each time that
    `resolve_within` is over. `at_night`: alerts come in the quiet hours too, not at their end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim_within: Annotated[
        timedelta,
        BeforeValidator(_length),
        Field(ge=timedelta(minutes=1), le=timedelta(hours=24)),
    ] = timedelta(minutes=30)
    resolve_within: Annotated[
        timedelta,
        BeforeValidator(_length),
        Field(ge=timedelta(minutes=10), le=timedelta(hours=168)),
    ] = timedelta(hours=4)
    at_night: bool = False


class ClinicProfile(BaseModel):
    """What patients are told of the clinic, and how it writes to them unless they choose otherwise.

    `zone` is the clinic's IANA zone, in which staff give times. `opening_hours` is one text, or one
    for each language. `message_hour` and `quiet` are local wall-clock times. An invitation holds
    `invitation_days` days. After `retention_months` without a word a patient is erased (None: never
    by itself). `ask_held_mornings`: on how many staff are asked whether an appointment was held,
    before the owners are. `usual_procedure` is the protocol that an enrolment form begins with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    telephone: Line
    opening_hours: OpeningHours
    emergency_number: Line
    zone: Annotated[str, AfterValidator(_zone)]
    language: Annotated[str, AfterValidator(_language)] = "en"
    message_hour: WallClock = time(10, 0)
    quiet: Annotated[QuietHours, BeforeValidator(_as_written), AfterValidator(_some_quiet)] = (
        QuietHours()
    )
    alerts: Alerts = Alerts()
    invitation_days: int = Field(default=7, ge=1, le=30)
    ask_held_mornings: int = Field(default=3, ge=1, le=14)
    retention_months: int | None = Field(default=None, ge=1, le=600)
    usual_procedure: Line | None = None
    privacy_contact: Line | None = None
    address: Line | None = None

    def hours(self, language: str) -> str:
        """Return the opening hours in `language`, or else in the clinic's own, or any."""
        if isinstance(self.opening_hours, str):
            return self.opening_hours
        texts = self.opening_hours
        return texts.get(language) or texts.get(self.language) or next(iter(texts.values()))

    def preferences(self, zone: str | None = None, message_hour: time | None = None) -> Preferences:
        """Return a patient's preferences: theirs where given, else the clinic's."""
        return Preferences(
            zone=ZoneInfo(zone or self.zone),
            message_hour=message_hour or self.message_hour,
            quiet=self.quiet,
        )


def load_profile(path: Path) -> ClinicProfile:
    """Read the clinic's file.

    Raises:
        ConfigurationError: with every problem as "config/clinic.yaml:8:1: what would be right".
    """
    return read_model(path, ClinicProfile)
