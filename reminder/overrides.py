"""What a clinic does otherwise than the shipped files: `config/clinic-overrides.yaml`.

Lengths replace those of a protocol's rules, texts those of the message files; neither file is
copied. There need be no such file.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from reminder.care.protocol import CHANGES, CareProtocol, Name, Restriction, Span, written
from reminder.catalogue import Catalogue
from reminder.errors import ConfigurationError
from reminder.protocols import load_protocols
from reminder.yaml_file import Problem, place, read_model

FILE = "clinic-overrides.yaml"
_WRITTEN_AS = {"min": "length", "max": "length"}


class LengthOverride(Span):
    """The clinic's own length for one rule of a protocol, on one side of a session."""

    protocol: Name
    topic: Name
    side: Literal["before", "after"]


class TextOverride(BaseModel):
    """The clinic's own text for one message in one language, written as message files are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: Name
    language: Annotated[str, StringConstraints(min_length=1, max_length=16)]
    text: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Overrides(BaseModel):
    """Everything that the clinic's file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lengths: tuple[LengthOverride, ...] = Field(default=())
    texts: tuple[TextOverride, ...] = Field(default=())


@dataclass(frozen=True)
class ClinicFiles:
    """The protocols and words as they are in effect at the clinic."""

    protocols: dict[str, CareProtocol]
    catalogue: Catalogue


def load_files(config_dir: Path, messages_dir: Path) -> ClinicFiles:
    """Read protocols and messages, with the clinic's own in the place of the shipped.

    Raises:
        ConfigurationError: with every problem as "config/clinic-overrides.yaml:8:5: what".
    """
    overrides = load_overrides(config_dir)
    catalogue = Catalogue.load(messages_dir)
    protocols = load_protocols(config_dir / "protocols")
    if problems := problems_of_overrides(config_dir, overrides, protocols, catalogue):
        raise ConfigurationError(problems)
    return _in_effect(overrides, catalogue, protocols)


def load_checked_files(
    config_dir: Path, messages_dir: Path, catalogue: Catalogue | None = None
) -> ClinicFiles:
    """Do the same with files that `problems_of` has nothing to say about: messages are read one by
    one when they are wanted. `catalogue`: those of the folder, where it is known already.
    """
    return _in_effect(
        load_overrides(config_dir),
        catalogue or Catalogue.read(messages_dir),
        load_protocols(config_dir / "protocols"),
    )


def _in_effect(
    overrides: Overrides, catalogue: Catalogue, protocols: Mapping[str, CareProtocol]
) -> ClinicFiles:
    return ClinicFiles(
        {name: changed(one, overrides) for name, one in protocols.items()},
        catalogue.with_texts(texts_of(overrides)),
    )


def load_overrides(config_dir: Path) -> Overrides:
    """Read the clinic's file; nothing is overridden where there is none.

    Raises:
        ConfigurationError: with every problem and its place.
    """
    path = config_dir / FILE
    if not path.exists():
        return Overrides()
    return read_model(path, Overrides, written_as=_WRITTEN_AS, also=_unfounded)


def problems_of_overrides(
    config_dir: Path,
    overrides: Overrides,
    protocols: Mapping[str, CareProtocol],
    catalogue: Catalogue,
) -> list[str]:
    """Return what the overrides name that is not there, or put in a wrong form, with its place."""
    path = config_dir / FILE
    found = [
        f"{place(path, 'lengths', at, *keys)}: {text}"
        for at, one in enumerate(overrides.lengths)
        for keys, text in _problems_of_length(one, overrides.lengths[:at], protocols)
    ]
    seen: set[tuple[str, str]] = set()
    for at, own in enumerate(overrides.texts):
        if (own.language, own.message) in seen:
            where = place(path, "texts", at, "message")
            found.append(f'{where}: "{own.message}" in "{own.language}" stands here twice')
        seen.add((own.language, own.message))
        if own.language not in catalogue.languages:
            where = place(path, "texts", at, "language")
            known = ", ".join(catalogue.languages)
            found.append(f'{where}: there are no messages in "{own.language}", only in: {known}')
            continue
        where = place(path, "texts", at, "text")
        problems = catalogue.problems_of_text(own.language, own.message, own.text)
        found += [f"{where}: {problem}" for problem in problems]
    return found


def changed(protocol: CareProtocol, overrides: Overrides) -> CareProtocol:
    """Return the protocol with the clinic's lengths in it, under a version of its own.

    The version depends on the lengths alone: a course that runs under other ones keeps them.
    """
    own = [one for one in overrides.lengths if one.protocol == protocol.name]
    if not own:
        return protocol
    rules = tuple(_changed_rule(rule, own) for rule in protocol.restrictions)
    said = sorted((one.topic, one.side, written(one.min), written(one.max)) for one in own)
    mark = zlib.crc32(json.dumps(said).encode()) % (CHANGES - 1) + 1
    return protocol.model_copy(
        update={"restrictions": rules, "version": protocol.file_version * CHANGES + mark}
    )


def texts_of(overrides: Overrides) -> Mapping[str, Mapping[str, str]]:
    """Return the clinic's texts by message, for each language."""
    found: dict[str, dict[str, str]] = {}
    for own in overrides.texts:
        found.setdefault(own.language, {})[own.message] = own.text
    return found


def _changed_rule(rule: Restriction, own: list[LengthOverride]) -> Restriction:
    sides: dict[str, Span] = {
        one.side: Span(min=one.min, max=one.max, basis=one.basis, source=one.source, by_clinic=True)
        for one in own
        if one.topic == rule.topic and getattr(rule, one.side) is not None
    }
    if not sides:
        return rule
    after = sides.get("after", rule.after)
    # A day on which a shortened restriction has ended has nothing to tell.
    days = tuple(day for day in rule.nudge_on if after is not None and day <= after.max.days)
    return rule.model_copy(update={**sides, "nudge_on": days})


def _problems_of_length(
    one: LengthOverride,
    earlier: tuple[LengthOverride, ...],
    protocols: Mapping[str, CareProtocol],
) -> Iterator[tuple[tuple[str, ...], str]]:
    protocol = protocols.get(one.protocol)
    if protocol is None:
        known = ", ".join(protocols)
        yield ("protocol",), f'there is no protocol "{one.protocol}", only: {known}'
        return
    rules = [rule for rule in protocol.restrictions if rule.topic == one.topic]
    if not rules:
        known = ", ".join(dict.fromkeys(rule.topic for rule in protocol.restrictions))
        yield (
            ("topic",),
            f'"{one.protocol}" has no rule for "{one.topic}", only for: {known or "nothing"}',
        )
    elif all(getattr(rule, one.side) is None for rule in rules):
        yield (
            ("side",),
            f'"{one.protocol}" has no time {one.side} a session for "{one.topic}":'
            " a rule that is not there is written in the protocol's own file",
        )
    if any((o.protocol, o.topic, o.side) == (one.protocol, one.topic, one.side) for o in earlier):
        yield ("topic",), f'"{one.topic}" {one.side} a session stands here twice'


def _unfounded(data: Any) -> Iterator[Problem]:
    """Yield what the model lets pass: a length without its own source and basis."""
    lengths = data.get("lengths") if isinstance(data, dict) else None
    for at, one in enumerate(lengths if isinstance(lengths, list) else ()):
        if not isinstance(one, dict):
            continue
        for key in ("basis", "source", "length"):
            if key not in one:
                yield ("lengths", at), f'"{key}" is missing'
        if not isinstance(one.get("length", ""), str):
            yield ("lengths", at, "length"), '"length" must be a length such as "5 days"'
