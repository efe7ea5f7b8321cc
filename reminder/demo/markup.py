"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

import re
from typing import Any

from reminder.demo.errors import bad_request
from reminder.demo.params import Params

_ACTIONS = (
    "callback_data", "url", "login_url", "web_app", "switch_inline_query", "copy_text",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
)  # fmt: skip
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?|tg://\S+")
_LOOPBACK = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?(?:/\S*)?")
_OTHER_KINDS = {"keyboard", "remove_keyboard", "force_reply"}
MOST_BUTTONS = 100
CALLBACK_DATA_BYTES = 64


def read_keyboard(params: Params) -> list[list[dict[str, Any]]]:
    """Return the inline keyboard of `reply_markup`, empty rows left out, [] when there is none.

    Raises ApiError 400 for a button without text or action, data over 64 bytes, a bad address.
    Other kinds of reply markup are accepted and not kept.
    """
    markup = params.nested("reply_markup", "reply keyboard markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if markup and not _OTHER_KINDS & markup.keys():
            raise bad_request("inline keyboard expected")
        return []
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            "can't parse inline keyboard markup: "
            'field "inline_keyboard" must be an Array of Arrays'
        )
    kept = [[_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in kept) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return kept


def _button(given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String and non-empty'
        )
    action = next((name for name in _ACTIONS if given.get(name) is not None), None)
    if action is None:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    button: dict[str, Any] = {"text": text, action: given[action]}
    if (
        action == "callback_data"
        and not 1 <= len(str(given[action]).encode()) <= CALLBACK_DATA_BYTES
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url":
        button["url"] = _address(str(given["url"]))
    return button


def _address(url: str) -> str:
    if _LOOPBACK.fullmatch(url) or not _URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url if "://" in url else f"http://{url}"
