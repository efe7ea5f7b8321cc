"""Text and captions as requests carry them: parsed, found entities added, measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reminder.demo.entities import Entity, trimmed, utf16_length, with_found
from reminder.demo.errors import bad_request
from reminder.demo.html_text import parse_html
from reminder.demo.params import Params

TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def read_text(params: Params) -> tuple[str, list[Entity]]:
    """Return a message's text and entities.

    Raises ApiError 400 when it is empty or longer than 4096 UTF-16 code units after parsing.
    """
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text, entities


def read_caption(params: Params) -> tuple[str, list[Entity]]:
    """Return a caption and its entities, both empty when there is none.

    Raises ApiError 400 when it is longer than 1024 UTF-16 code units after parsing.
    """
    text, entities = formatted(params, "caption", "caption_entities")
    if utf16_length(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return text, entities


def media_params(params: Params, given: Mapping[str, Any]) -> Params:
    """Return an InputMedia's own fields as parameters, with the files of the request."""
    return Params(dict(given), params.files)


def formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """Return one formatted text; explicit entities give way to a parse mode, as at Telegram.

    HTML is understood; a Markdown mode is refused, since nothing here could check it.
    """
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode in {"", "none"}:
        given = params.nested(entities_name, "message entities") or []
        text, entities = trimmed(source, _checked(given))
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request("the stand-in reads HTML, not Markdown")
    else:
        raise bad_request("unsupported parse_mode")
    return text, with_found(text, entities)


def _checked(given: object) -> list[Entity]:
    if not isinstance(given, list):
        raise bad_request("expected an Array of MessageEntity")
    for entity in given:
        numbers = (
            [entity.get("offset"), entity.get("length")] if isinstance(entity, dict) else [None]
        )
        if not all(isinstance(number, int) for number in numbers) or "type" not in entity:
            raise bad_request("can't parse MessageEntity: expected an Object")
    return [entity for entity in given if entity["length"] > 0]
