"""Reads the protocol files: `config/protocols/<name>.yaml`, one for each procedure."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reminder.care.protocol import CareProtocol
from reminder.errors import ConfigurationError
from reminder.yaml_file import Problem, place, read_model

# A file writes a length, or a range, under one key.
_WRITTEN_AS = {"min": "length", "max": "length"}


def load_protocol(path: Path) -> CareProtocol:
    """Read one protocol file.

    Raises:
        ConfigurationError: with every problem as "config/protocols/x.yaml:8:5: what is wrong".
    """
    protocol = read_model(path, CareProtocol, written_as=_WRITTEN_AS, also=_unfounded)
    if protocol.name != path.stem:
        where = place(path, "name")
        raise ConfigurationError(
            [f'{where}: "name" must be the file\'s own, "{path.stem}", not "{protocol.name}"']
        )
    return protocol


def load_protocols(folder: Path) -> dict[str, CareProtocol]:
    """Read every protocol file of a folder, by the protocol's name.

    Raises:
        ConfigurationError: with the problems of all files; also if there is no file.
    """
    found, problems = {}, []
    for path in protocol_files(folder):
        try:
            found[path.stem] = load_protocol(path)
        except ConfigurationError as error:
            problems += error.problems
    if not found and not problems:
        problems.append(f"{folder}: there is no protocol file here, such as face.yaml")
    if problems:
        raise ConfigurationError(problems)
    return found


def protocol_files(folder: Path) -> list[Path]:
    """Return the folder's protocol files, sorted by name."""
    return sorted(folder.glob("*.yaml"))


def _unfounded(data: Any) -> Iterator[Problem]:
    """Yield what the model lets pass: a rule that does not say how sure its number is."""
    for keys, part in _parts_with_numbers(data):
        if "basis" not in part:
            yield keys, '"basis" is missing: write stated (it is in the source) or assumed'
        if not isinstance(part.get("length", ""), str):
            # A bare number would be read as seconds.
            text = f'must be a length such as "5 days" or "3 to 5 days", not "{part["length"]}"'
            yield (*keys, "length"), f'"length" {text}'


def _parts_with_numbers(data: Any) -> Iterable[tuple[tuple[str | int, ...], dict[str, Any]]]:
    if not isinstance(data, dict):
        return
    rules = data.get("restrictions")
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        for side in ("before", "after"):
            if isinstance(rule, dict) and isinstance(rule.get(side), dict):
                yield ("restrictions", index, side), rule[side]
    for part in ("questions", "reactions", "check_ins"):
        listed = data.get(part)
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, dict):
                yield (part, index), one
    course = data.get("course")
    if isinstance(course, dict):
        yield ("course",), course
        for part in ("interval", "effect", "maintenance", "again_after"):
            if isinstance(course.get(part), dict):
                yield ("course", part), course[part]
