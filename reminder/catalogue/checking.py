"""Finds what is wrong with message files before a patient does."""

import re
from collections.abc import Iterator, Mapping

from fluent.syntax import ast

from reminder.catalogue.reading import Entry, MessageFiles

LIMITS = {"caption": 1024, "toast": 200, "command": 256, "button": 64}
"""How long a text may be, by the last part of its id. Source: Telegram Bot API (buttons: what a
phone shows)."""
MESSAGE_LIMIT = 4096
ROOM_FOR_VALUE = 32
"""Characters counted for each value that is put into a text."""

_MARKUP = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>")
_LOOSE = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)|[<>]")
_TELEGRAM_TAGS = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote"}
    | {"tg-spoiler"}
)


def problems_of(files: MessageFiles) -> list[str]:
    """Return what is wrong with one language by itself, each with its place."""
    return [
        f"{entry.place}: {problem}"
        for name, entry in files.messages.items()
        for problem in _problems_of_entry(name, entry, files)
    ]


def problems_of_one(name: str, entry: Entry, files: MessageFiles) -> list[str]:
    """Return what is wrong with a text that takes the place of a message of these files."""
    found = list(_problems_of_entry(name, entry, files))
    ours, theirs = (variables(one, files) for one in (entry, files.messages[name]))
    if ours - theirs:
        found.append(
            f'"{name}" names {_shown(ours - theirs)}, which is not given; it has {_shown(theirs)}'
        )
    if theirs - ours:
        found.append(f'"{name}" must also name {_shown(theirs - ours)}')
    return found


def differences(files: MessageFiles, default: MessageFiles) -> list[str]:
    """Return where a language differs from the default one in ids or in the values it names."""
    found = []
    for name, model in default.messages.items():
        entry = files.messages.get(name)
        if entry is None:
            found.append(f'{files.folder}: "{name}" is missing (it stands at {model.place})')
            continue
        ours, theirs = variables(entry, files), variables(model, default)
        for extra in sorted(ours - theirs):
            found.append(
                f'{entry.place}: "{name}" names {{ ${extra} }}, which is not given;'
                f" {default.language} has {_shown(theirs)}"
            )
        for lost in sorted(theirs - ours):
            found.append(f'{entry.place}: "{name}" must also name {{ ${lost} }}')
    for name, entry in files.messages.items():
        if name not in default.messages:
            found.append(f'{entry.place}: "{name}" is not in {default.folder}: misspelt?')
    return found


def variables(entry: Entry, files: MessageFiles) -> frozenset[str]:
    """Return the names of all values that a message needs, those of messages it quotes included."""
    quoted = [files.messages[name] for name in _quoted(entry, files) & files.messages.keys()]
    return frozenset(name for one in (entry, *quoted) for name in one.references.variables)


def _quoted(entry: Entry, files: MessageFiles) -> set[str]:
    """Return the ids of all messages that a message quotes, those quoted in them included."""
    waiting, quoted = [entry], set[str]()
    while waiting:
        for name in waiting.pop().references.messages - quoted:
            quoted.add(name)
            if name in files.messages:
                waiting.append(files.messages[name])
    return quoted


def _problems_of_entry(name: str, entry: Entry, files: MessageFiles) -> Iterator[str]:
    message = entry.message
    if message.value is None:
        yield f'"{name}" has no text'
        return
    if message.attributes:
        yield f'"{name}" has an attribute ".{message.attributes[0].id.name}", which nothing reads'
    found = entry.references
    for quoted in sorted(found.messages - files.messages.keys()):
        yield f'"{name}" quotes {{ {quoted} }}, which does not exist'
    for quoted in sorted(found.terms - files.terms.keys()):
        yield f'"{name}" quotes {{ -{quoted} }}, which does not exist'
    if name in _quoted(entry, files):
        yield f'"{name}" quotes itself'
    limit = LIMITS.get(name.rsplit("-", 1)[-1], MESSAGE_LIMIT)
    length = _length(message.value)
    if length > limit:
        yield f'"{name}" is {length} characters long with its values; at most {limit} fit'
    for pattern in _patterns(message.value):
        yield from (f'"{name}": {problem}' for problem in _markup_problems(pattern))


def _patterns(pattern: ast.Pattern) -> Iterator[ast.Pattern]:
    """Yield a text and, one by one, the variants inside it."""
    yield pattern
    for select in _selects(pattern):
        for variant in select.variants:
            yield from _patterns(variant.value)


def _selects(pattern: ast.Pattern) -> Iterator[ast.SelectExpression]:
    for element in pattern.elements:
        if isinstance(element, ast.Placeable) and isinstance(
            element.expression, ast.SelectExpression
        ):
            yield element.expression


def _length(pattern: ast.Pattern) -> int:
    total = 0
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            total += len(_MARKUP.sub("", element.value))
        elif isinstance(element.expression, ast.SelectExpression):
            total += max(_length(variant.value) for variant in element.expression.variants)
        elif isinstance(element.expression, ast.StringLiteral):
            total += len(element.expression.value)
        else:
            total += ROOM_FOR_VALUE
    return total


def _markup_problems(pattern: ast.Pattern) -> Iterator[str]:
    text = "".join(e.value if isinstance(e, ast.TextElement) else "x" for e in pattern.elements)
    open_tags: list[str] = []
    for tag in _MARKUP.finditer(text):
        closes, tag_name = tag.group(1), tag.group(2).lower()
        if tag_name not in _TELEGRAM_TAGS:
            yield f"<{tag_name}> is not one of Telegram's tags"
        elif not closes:
            open_tags.append(tag_name)
        elif not open_tags or open_tags.pop() != tag_name:
            yield f"</{tag_name}> closes what is not open"
    for tag_name in open_tags:
        yield f"<{tag_name}> is not closed in the same text"
    loose = _LOOSE.search(_MARKUP.sub("", text))
    if loose:
        yield f'write {_ESCAPED[loose.group()]} for "{loose.group()}"'


_ESCAPED: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _shown(names: frozenset[str]) -> str:
    return ", ".join(f"{{ ${name} }}" for name in sorted(names)) or "no values"
