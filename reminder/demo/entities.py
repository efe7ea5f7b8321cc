"""Message entities: offsets in UTF-16 code units, what is found in plain text, and HTML again."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import Any

Entity = dict[str, Any]
"""One MessageEntity as the Bot API writes it: type, offset, length, and url or language."""

_FOUND = (
    (
        "url",
        re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]}]|\bt\.me/[\w?=/+-]*[\w/+-]"),
    ),
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
)
_OPAQUE = {"code", "pre", "text_link"}
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def utf16_length(text: str) -> int:
    """Length of `text` in UTF-16 code units, the unit of all Bot API offsets and limits here."""
    return len(text.encode("utf-16-le")) // 2


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Text without the white space around it, entities moved along and clipped.

    Telegram stores messages so; an entity that loses all its text is dropped.
    """
    stripped = text.strip()
    start = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(stripped)
    kept: list[Entity] = []
    for entity in entities:
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] + entity["length"] - start, length)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return stripped, kept


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Return the entities given and those that Telegram finds by itself, in reading order.

    Found are commands, links, addresses and mentions, outside code and links.
    """
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in _OPAQUE
    ]
    found = list(entities)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            first = utf16_length(text[: match.start()])
            last = first + utf16_length(match.group())
            if any(first < end and start < last for start, end in taken):
                continue
            taken.append((first, last))
            found.append({"type": kind, "offset": first, "length": last - first})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def to_html(text: str, entities: list[Entity]) -> str:
    """Render as safe HTML: everything escaped, only Telegram's own tags and its links.

    A quotation is a block of its own: the line break that ends it is not a further empty line.
    """
    units = text.encode("utf-16-le")
    edges = {0, len(units) // 2}
    for entity in entities:
        edges |= {entity["offset"], entity["offset"] + entity["length"]}
    order = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    pieces: list[str] = []
    is_open: list[Entity] = []
    for first, last in pairwise(sorted(edges)):
        wanted = [e for e in order if e["offset"] <= first and last <= e["offset"] + e["length"]]
        shared = 0
        while shared < min(len(wanted), len(is_open)) and wanted[shared] is is_open[shared]:
            shared += 1
        pieces += [_end(entity) for entity in reversed(is_open[shared:])]
        pieces += [_start(entity, units) for entity in wanted[shared:]]
        is_open = wanted
        pieces.append(escape(_slice(units, first, last)))
    pieces += [_end(entity) for entity in reversed(is_open)]
    return "".join(pieces).replace("</blockquote>\n", "</blockquote>")


def _slice(units: bytes, first: int, last: int) -> str:
    return units[2 * first : 2 * last].decode("utf-16-le", "replace")


def _link(entity: Entity, units: bytes) -> str | None:
    shown = _slice(units, entity["offset"], entity["offset"] + entity["length"])
    match entity["type"]:
        case "text_link":
            target = str(entity["url"])
        case "url":
            target = shown if "://" in shown else f"https://{shown}"
        case "email":
            target = f"mailto:{shown}"
        case _:
            return None
    return target if target.startswith(("http://", "https://", "tg://", "mailto:")) else None


def _start(entity: Entity, units: bytes) -> str:
    if link := _link(entity, units):
        return f'<a href="{escape(link)}">'
    kind = entity["type"]
    return f"<{_TAGS[kind]}>" if kind in _TAGS else f'<span class="{escape(kind)}">'


def _end(entity: Entity) -> str:
    kind = entity["type"]
    if kind in {"text_link", "url", "email"}:
        return "</a>"
    return f"</{_TAGS[kind]}>" if kind in _TAGS else "</span>"
