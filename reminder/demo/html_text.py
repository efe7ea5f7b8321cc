"""Telegram's HTML parse mode, checked as strictly as Telegram checks it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reminder.demo.entities import Entity, trimmed, utf16_length
from reminder.demo.errors import ApiError, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_START = re.compile(r"<([^\s>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_END = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(r"\s*([a-zA-Z0-9_.-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_LINK = re.compile(
    r"(?:https?|tg|ton|mailto|tel):\S+|(?:[\w-]+\.)+\w{2,}(?:[/?#]\S*)?", re.IGNORECASE
)


@dataclass
class _OpenTag:
    name: str
    start: int
    attributes: dict[str, str]


@dataclass
class _Reading:
    """Where the reader stands: text so far, entities so far, tags still open."""

    source: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Entity] = field(default_factory=list)
    is_open: list[_OpenTag] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def refuse(self, words: str, at: int) -> ApiError:
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {words} at byte offset {offset}")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Split HTML into plain text and entities (offsets in UTF-16 code units), trimmed.

    Raises ApiError 400 "can't parse entities: …" for a tag that Telegram does not know, that is
    not closed, that is closed out of turn, or whose attributes it cannot read.
    """
    reading = _Reading(source)
    at = 0
    while at < len(source):
        if source.startswith("</", at):
            at = _end_tag(reading, at)
        elif source[at] == "<":
            at = _start_tag(reading, at)
        elif source[at] == "&" and (match := _REFERENCE.match(source, at)):
            reading.add(_character(match))
            at = match.end()
        else:
            stop = min(
                (found for mark in "<&" if (found := source.find(mark, at + 1)) >= 0),
                default=len(source),
            )
            reading.add(source[at:stop])
            at = stop
    if reading.is_open:
        name = reading.is_open[-1].name
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
        )
    entities = sorted(reading.entities, key=lambda e: (e["offset"], -e["length"]))
    return trimmed("".join(reading.pieces), entities)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    # Telegram leaves alone what is no character; a lone surrogate cannot be encoded.
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return match.group()
    return chr(number)


def _start_tag(reading: _Reading, at: int) -> int:
    match = _START.match(reading.source, at)
    if match is None:
        name = re.match(r"<([^\s>]*)", reading.source[at:])
        if ">" in reading.source[at:] and name and name.group(1).lower() not in _KINDS:
            raise reading.refuse(f'Unsupported start tag "{name.group(1).lower()}"', at)
        raise reading.refuse("Unclosed start tag", at)
    name_given, rest = match.group(1).lower(), match.group(2)
    if name_given not in _KINDS:
        raise reading.refuse(f'Unsupported start tag "{name_given}"', at)
    attributes = _attributes(reading, name_given, rest, at)
    if name_given == "span" and attributes.get("class") != "tg-spoiler":
        raise reading.refuse('Tag "span" must have class "tg-spoiler"', at)
    if name_given == "blockquote" and any(tag.name == "blockquote" for tag in reading.is_open):
        raise reading.refuse("Nested blockquote is not allowed", at)
    reading.is_open.append(_OpenTag(name_given, reading.length, attributes))
    return match.end()


def _attributes(reading: _Reading, name: str, rest: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    rest = rest.rstrip()
    while position < len(rest):
        match = _ATTRIBUTE.match(rest, position)
        if match is None:
            raise reading.refuse(f'Empty attribute name in the tag "{name}"', at)
        values = [value for value in match.groups()[1:] if value is not None]
        if not values and not (name == "blockquote" and match.group(1).lower() == "expandable"):
            raise reading.refuse(
                f'Expected equal sign in declaration of an attribute of the tag "{name}"',
                at,
            )
        value = values[0] if values else ""
        found[match.group(1).lower()] = _REFERENCE.sub(_character, value)
        position = match.end()
    return found


def _end_tag(reading: _Reading, at: int) -> int:
    match = _END.match(reading.source, at)
    if match is None:
        raise reading.refuse("Unclosed end tag", at)
    if not reading.is_open:
        raise reading.refuse("Unexpected end tag", at)
    tag = reading.is_open.pop()
    name = match.group(1).lower()
    if name and name != tag.name:
        raise reading.refuse(f'Unmatched end tag, expected "</{tag.name}>", found "</{name}>"', at)
    length = reading.length - tag.start
    if length:
        entity = _entity(reading, tag, length)
        if entity is not None:
            reading.entities.append(entity)
    return match.end()


def _entity(reading: _Reading, tag: _OpenTag, length: int) -> Entity | None:
    kind = _KINDS[tag.name]
    entity: Entity = {"type": kind, "offset": tag.start, "length": length}
    if kind == "text_link":
        shown = "".join(reading.pieces).encode("utf-16-le")[2 * tag.start :].decode("utf-16-le")
        url = tag.attributes.get("href") or shown
        if not _LINK.fullmatch(url):
            return None
        entity["url"] = url if ":" in url.split("/", maxsplit=1)[0] else f"http://{url}"
    elif kind == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif kind == "code" and tag.attributes.get("class", "").startswith("language-"):
        language = tag.attributes["class"].removeprefix("language-")
        if reading.is_open and reading.is_open[-1].name == "pre":
            reading.is_open[-1].attributes["language"] = language
            return None
    elif kind == "pre" and "language" in tag.attributes:
        entity["language"] = tag.attributes["language"]
    return entity
