"""Reads a YAML file into a model; says of each mistake where it is and what would be right."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from reminder.errors import ConfigurationError

Model = TypeVar("Model", bound=BaseModel)
_Collection = CommentedMap | CommentedSeq

_PLAIN = {
    "string_type": 'must be text: write it in quotes, "{input}"',
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "date_type": "must be a date such as 2026-09-21",
    "date_parsing": "must be a date such as 2026-09-21",
    "date_from_datetime_parsing": "must be a date such as 2026-09-21",
    "date_from_datetime_inexact": "must be a date such as 2026-09-21",
    "time_type": 'must be a time of day such as "10:00"',
    "time_parsing": 'must be a time of day such as "10:00"',
    "time_delta_type": 'must be a length such as "5 days"',
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "frozen_set_type": "must be a list",
    "set_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
    "dataclass_type": "must be a mapping of keys to values",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long: at most {max_length} characters",
    "too_short": "must have at least {min_length}",
    "string_pattern_mismatch": 'must be small letters, digits and hyphens, not "{input}"',
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
"""Pydantic's kinds of error in the words of someone who writes a configuration file."""


Problem = tuple[tuple[str | int, ...], str]
"""What is wrong with a file: the keys that lead to the place, and the text."""


def read_model(
    path: Path,
    model: type[Model],
    *,
    written_as: Mapping[str, str] | None = None,
    also: Callable[[Any], Iterable[Problem]] = lambda _: (),
) -> Model:
    """Read one YAML file into `model`.

    `written_as` names the model's fields that stand under another key in the file. `also` looks
    through what the file holds for problems that the model does not see; they are told together.

    Raises:
        ConfigurationError: with every problem as "path:line:column: what, and what would be right".
    """
    data = _read(path)
    found = {(*_position(data, keys)[:2], text) for keys, text in also(data)}
    try:
        read = model.model_validate(data)
        if not found:
            return read
    except ValidationError as error:
        for one in error.errors(include_url=False):
            loc = [(written_as or {}).get(str(key), key) for key in one["loc"]]
            line, column, name = _position(data, loc)
            found.add((line, column, _text(one, loc[-1] if loc else None, name, model)))
    raise ConfigurationError(
        [f"{path}:{line}:{column}: {text}" for line, column, text in sorted(found)]
    )


def place(path: Path, *keys: str | int) -> str:
    """Return where the value under `keys` stands in a file that has been read without mistakes."""
    line, column, _ = _position(_read(path), keys)
    return f"{path}:{line}:{column}"


def _read(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError([f"{path}: there is no such file"]) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            [f"{path}:1:1: the file must be UTF-8 text ({error.reason})"]
        ) from None
    try:
        # The round-trip loader keeps the line and column of every node, and YAML 1.2 leaves
        # 14:30 and no as they are written.
        data = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        raise ConfigurationError([f"{path}:{_syntax_problem(error)}"]) from None
    except YAMLError as error:
        raise ConfigurationError([f"{path}:1:1: {error}"]) from None
    if data is None:
        raise ConfigurationError([f"{path}:1:1: the file is empty"])
    return data


def _syntax_problem(error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = str(error.problem or "this is not YAML")
    if isinstance(error, DuplicateKeyError):
        key = what.split('"')[1] if '"' in what else "a key"
        what = f'"{key}" is written twice; keep one of them'
    elif "\\t" in what:
        what = "there is a tab here; indent with spaces"
    elif error.context:
        what = f"{what} ({error.context})"
    return f"{line}:{column}: {what}"


def _text(
    error: ErrorDetails, last: str | int | None, name: str | None, model: type[BaseModel]
) -> str:
    kind = error["type"]
    if kind == "missing":
        return f'"{last}" is missing'
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        close = difflib.get_close_matches(str(last), sorted(_keys_of(model)), n=1)
        hint = f'; is it "{close[0]}"?' if close else ""
        return f'"{last}" is not known here{hint}'
    key = "the file" if name is None else f'"{name}"'
    context = error.get("ctx", {})
    if kind in _PLAIN:
        return f"{key} {_PLAIN[kind].format(input=error['input'], **context)}"
    if kind in {"literal_error", "enum"}:
        return f'{key} must be {context["expected"]}, not "{error["input"]}"'
    text = str(context["error"]) if "error" in context else error["msg"]
    # What a whole part must be names its keys itself.
    return f"{key} {text}" if text.startswith("must") else text


def _keys_of(model: type[BaseModel]) -> set[str]:
    """Return every key that a file of this model may have, at any depth."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})}


def _position(data: Any, keys: Iterable[str | int]) -> tuple[int, int, str | None]:
    """Return line and column, from 1, of what `keys` lead to, as far as they lead, and its name."""
    line, column = (data.lc.line, data.lc.col) if isinstance(data, _Collection) else (0, 0)
    name: str | None = None
    for key in keys:
        if isinstance(data, CommentedMap) and key in data:
            line, column = data.lc.key(key)
            name = str(key)
        elif isinstance(data, CommentedSeq) and isinstance(key, int) and key < len(data):
            line, column = data.lc.item(key)
        else:
            # A validator's own step (which form of a value was meant), or a key that is missing.
            continue
        data = data[key]
    return line + 1, column + 1, name
