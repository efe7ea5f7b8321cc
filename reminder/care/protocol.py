"""What a protocol file may say: versioned care advice for one procedure.

The one module of the room that validates. Lengths are `timedelta`; in a file they are written as
"5 days" or "12 hours", a range as "3 to 5 days".
"""

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)
from pydantic import model_validator as validates

from reminder.care.history import ProtocolRef

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
"""A word of the protocol's own (a procedure, a topic, an area): it names messages and reminders."""

_LENGTH = re.compile(r"(\d+) (day|hour)s?")
_RANGE = re.compile(r"(\d+) to (\d+ (?:day|hour)s?)")
_MONTHS = re.compile(r"(?:(\d+) to )?(\d+) months?")


def length(written: object) -> object:
    """Return the length that a file has written, for example "5 days"; other types as they are.

    Raises:
        ValueError: if it is text of another form.
    """
    if not isinstance(written, str):
        return written
    match = _LENGTH.fullmatch(written.strip())
    if match is None:
        message = f'must be a length such as "5 days" or "12 hours", not "{written}"'
        raise ValueError(message)
    number = int(match[1])
    return timedelta(days=number) if match[2] == "day" else timedelta(hours=number)


def written(span: timedelta) -> str:
    """Return a length as a file writes it: "5 days", or hours where it is not whole days."""
    number, unit = span.days, "day"
    if span % timedelta(days=1):
        number, unit = span // timedelta(hours=1), "hour"
    return f"{number} {unit}" + ("" if number == 1 else "s")


# Stored as files write it, so that a kept version is read by the same rules.
Length = Annotated[
    timedelta,
    BeforeValidator(length),
    PlainSerializer(written, when_used="json"),
    Field(ge=timedelta(), le=timedelta(366)),
]

CHANGES = 1_000_000
"""A protocol that a clinic has changed has a version of its own above this: see `CareProtocol`."""


class Basis(StrEnum):
    """Where a number comes from."""

    STATED = "stated"
    """It is in the source."""
    ASSUMED = "assumed"
    """It is not: the clinic's medical lead should confirm it."""


def _need_source(basis: Basis, source: str | None) -> None:
    if basis is Basis.STATED and not source:
        message = "what is stated must name its source"
        raise ValueError(message)


class _Part(BaseModel):
    """A part of a protocol: it cannot be changed, and takes no words that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Part):
    """How long a restriction lasts on one side of a session, and who says so.

    `min` and `max` differ in a range: strict until `min`, then only while the skin still reacts,
    and free after `max`. A file writes both as one `length`: "7 days" or "3 to 5 days".
    `by_clinic`: the length is the clinic's own, put in the place of the protocol file's.
    """

    min: Length
    max: Length
    basis: Basis = Basis.ASSUMED
    source: str | None = None
    by_clinic: bool = False

    @validates(mode="before")
    @classmethod
    def _read_length(cls, written: Any) -> Any:
        if not isinstance(written, dict) or "length" not in written:
            return written
        rest = {word: value for word, value in written.items() if word != "length"}
        match written["length"]:
            case str() as text if (both := _RANGE.fullmatch(text.strip())) is not None:
                unit = both[2].split()[1]
                return {"min": f"{both[1]} {unit}", "max": both[2], **rest}
            case one:
                return {"min": one, "max": one, **rest}

    @validates(mode="after")
    def _check(self) -> Self:
        if self.max < self.min:
            message = "a range must begin with its smaller number"
            raise ValueError(message)
        if not self.max:
            message = "must be longer than nothing; leave the side out where there is no rule"
            raise ValueError(message)
        _need_source(self.basis, self.source)
        return self

    @property
    def is_range(self) -> bool:
        """Whether the lower bound differs from the upper."""
        return self.min < self.max


class Restriction(_Part):
    """A rule: a topic to avoid for a time before and after a session, or something to do after it.

    `kind`: whether the patient is asked to avoid the topic or to do it; what is to be done has no
    time before a session, and its end is never told. `covers`: narrower topics that this one says
    too (hot water and air: hot baths, the sauna). They are avoided with it, and while another
    protocol still forbids one of them, this one is not said to have ended.
    `areas`: the treated areas for which it holds (empty: for all). `nudge_on`: on which days after
    the session's the patient is told that it still holds. `lift`: whether its end is told.
    """

    topic: Name
    kind: Literal["avoid", "do"] = "avoid"
    covers: tuple[Name, ...] = ()
    before: Span | None = None
    after: Span | None = None
    areas: frozenset[Name] = frozenset()
    nudge_on: tuple[Annotated[int, Field(ge=1)], ...] = ()
    lift: bool = True

    @property
    def topics(self) -> tuple[str, ...]:
        """The topic, and those that it covers."""
        return (self.topic, *self.covers)

    @validates(mode="after")
    def _check(self) -> Self:
        if self.before is None and self.after is None:
            message = "a restriction needs a time before or after the session"
            raise ValueError(message)
        if self.kind == "do" and (self.before or self.nudge_on or self.covers):
            message = 'what is to be done (kind: do) takes "after" alone'
            raise ValueError(message)
        if self.topic in self.covers:
            message = "a topic cannot cover itself"
            raise ValueError(message)
        longest = self.after.max if self.after is not None else timedelta()
        if any(timedelta(days=day) > longest for day in self.nudge_on):
            message = "nudge_on names a day on which the restriction has ended"
            raise ValueError(message)
        return self


class CheckIn(_Part):
    """A day after the session's on which the patient is asked how the treated skin is.

    `only_after`: asked only of one who has answered "still sore" before; the day is then at least
    the one after that answer.
    """

    day: Annotated[int, Field(ge=1, le=31)]
    only_after: Literal["sore"] | None = None
    basis: Basis = Basis.ASSUMED
    source: str | None = None

    @validates(mode="after")
    def _check(self) -> Self:
        _need_source(self.basis, self.source)
        return self


class Reaction(_Part):
    """What patients can be told about the reactions of the skin, and who says so.

    `say` is a word of the protocol's own (it has a message, "reaction-needle-marks").
    """

    say: Name
    basis: Basis = Basis.ASSUMED
    source: str | None = None

    @validates(mode="after")
    def _check(self) -> Self:
        _need_source(self.basis, self.source)
        return self


class Months(_Part):
    """A time of whole calendar months, and who says so: "6 months", or a range "8 to 10 months"."""

    min: Annotated[int, Field(ge=1, le=60)]
    max: Annotated[int, Field(ge=1, le=60)]
    basis: Basis = Basis.ASSUMED
    source: str | None = None

    @validates(mode="before")
    @classmethod
    def _read_length(cls, written: Any) -> Any:
        if not isinstance(written, dict) or "length" not in written:
            return written
        rest = {word: value for word, value in written.items() if word != "length"}
        match = _MONTHS.fullmatch(str(written["length"]).strip())
        if match is None:
            told = written["length"]
            message = f'must be months such as "6 months" or "8 to 10 months", not "{told}"'
            raise ValueError(message)
        return {"min": int(match[1] or match[2]), "max": int(match[2]), **rest}

    @validates(mode="after")
    def _check(self) -> Self:
        if self.max < self.min:
            message = "a range must begin with its smaller number"
            raise ValueError(message)
        _need_source(self.basis, self.source)
        return self


class Grade(StrEnum):
    """What it means for a session if something has come up since the last one."""

    NOT_TO_BE_DONE = "not_to_be_done"
    SPEAKS_AGAINST = "speaks_against"
    UNDESIRABLE = "undesirable"
    """Possible after a consultation."""
    MEDICINE = "medicine"
    """A medicine that can speak against it: never a reason to stop taking it unasked."""
    TELL = "tell"
    """The specialist should know."""


class Question(_Part):
    """What a patient is asked to tell the clinic before a session, if it has changed.

    `about` are words of the protocol's own (each has a message, "question-pregnancy").
    """

    grade: Grade
    about: Annotated[tuple[Name, ...], Field(min_length=1)]
    basis: Basis = Basis.ASSUMED
    source: str | None = None

    @validates(mode="after")
    def _check(self) -> Self:
        _need_source(self.basis, self.source)
        return self


class CoursePlan(_Part):
    """How many sessions a course has, how far apart they are, and what comes after it.

    `sessions_min` to `sessions_max` is the usual number, `at_most` the limit; `interval` lies
    between two sessions; `per_week` limits the sessions in any seven days. `effect` is how long the
    effect lasts, counted from the course's first or last session (`effect_from`); `maintenance` is
    the time between two sessions after the course; `again_after` the time after which the whole
    course may be had again, from its last session.
    """

    sessions_min: Annotated[int, Field(ge=1)]
    sessions_max: Annotated[int, Field(ge=1)]
    at_most: int | None = None
    interval: Span | None = None
    per_week: Annotated[int, Field(ge=1)] | None = None
    basis: Basis = Basis.ASSUMED
    source: str | None = None
    effect: Months | None = None
    effect_from: Literal["first", "last"] = "last"
    maintenance: Months | None = None
    again_after: Months | None = None

    @validates(mode="after")
    def _check(self) -> Self:
        if self.sessions_max < self.sessions_min:
            message = "sessions_max must not be below sessions_min"
            raise ValueError(message)
        if self.at_most is not None and self.at_most < self.sessions_max:
            message = "at_most must not be below sessions_max"
            raise ValueError(message)
        return self


class CareProtocol(_Part):
    """Versioned care advice for one procedure.

    `areas` are the areas that can be treated and `default_areas` those meant where nothing is said.
    `needled`: the skin is pierced. `reactions`: what can be said of them. `questions`: what to tell
    the clinic before a session, if it has changed. `reviewed_by` and `reviewed_on` are the clinic's
    signature.

    `version` is the file's own number. Where the clinic has changed lengths it is a larger one,
    which differs with every change; `file_version` is then still the file's.
    """

    name: Name
    version: Annotated[int, Field(ge=1)]
    areas: tuple[Name, ...] = ()
    default_areas: tuple[Name, ...] = ()
    needled: bool = False
    restrictions: tuple[Restriction, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    course: CoursePlan | None = None
    questions: tuple[Question, ...] = ()
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    enabled: bool = True

    @validates(mode="after")
    def _check(self) -> Self:
        known = frozenset(self.areas)
        named = frozenset(self.default_areas).union(*(r.areas for r in self.restrictions))
        if unknown := sorted(named - known):
            message = f"not among this protocol's areas: {', '.join(unknown)}"
            raise ValueError(message)
        asked = [one.day for one in self.check_ins]
        if asked != sorted(set(asked)) or any(one.only_after for one in self.check_ins[:1]):
            message = "check_ins must name rising days, and the first must ask everybody"
            raise ValueError(message)
        return self

    @property
    def ref(self) -> ProtocolRef:
        """The pair that a course was begun with."""
        return ProtocolRef(self.name, self.version)

    @property
    def file_version(self) -> int:
        """The version that the protocol's file has, whatever the clinic has changed."""
        return self.version // CHANGES or self.version

    @property
    def is_signed(self) -> bool:
        """Whether somebody at the clinic has read and approved it."""
        return bool(self.reviewed_by and self.reviewed_on)

    @property
    def is_changed(self) -> bool:
        """Whether the clinic has put lengths of its own in the place of the file's."""
        return self.version > CHANGES

    def restrictions_for(self, areas: frozenset[str]) -> tuple[Restriction, ...]:
        """Return the restrictions that hold where `areas` are treated (none named: the default).

        Where nothing is known of the areas at all, every restriction holds: the stricter reading.
        """
        treated = areas or frozenset(self.default_areas)
        return tuple(
            restriction
            for restriction in self.restrictions
            if not restriction.areas or not treated or restriction.areas & treated
        )
