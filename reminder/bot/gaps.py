"""What other Bot API servers leave out or write in their own way, put right before it is read.

Telegram itself leaves none of these gaps. What is there and as it should be stays as it came, and
nothing here raises: what cannot be mended is left for the reader to refuse.
"""

import json
import re
from datetime import datetime
from typing import Any

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{1,64})?(?![A-Za-z0-9_@/])")
_MESSAGES = ("message", "edited_message")
_MILLISECONDS = 100_000_000_000
"""No time in seconds is as large before the year 5000; some servers count in milliseconds."""


def whole(value: object) -> int | None:
    """Return a number that was written as one or as text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    return None


def mended_update(raw: dict[str, Any], received_at: datetime) -> dict[str, Any]:
    """Return an update whose messages and presses have all that the library asks for.

    A message without a time was written at `received_at` (aware). A press keeps of its message
    only which one it was, which is all that matters of it.
    """
    seconds = int(received_at.timestamp())
    update = dict(_readable(raw))
    for kind in _MESSAGES:
        if isinstance(message := update.get(kind), dict):
            update[kind] = _message(message, seconds)
    if isinstance(change := update.get("my_chat_member"), dict):
        update["my_chat_member"] = {**change, **_where_and_who(change, seconds)}
    if isinstance(press := update.get("callback_query"), dict):
        update["callback_query"] = _press(press)
    return update


def mended_result(result: Any) -> Any:
    """Return the result of a call so that the library can read it.

    Of a sent or edited message its number is kept alone (0 where there is none), and nothing at
    all, which is what some servers answer to an edit, means that it was done.
    """
    if result is None:
        return True
    if not isinstance(result, dict):
        return result
    if "message_id" in result or "chat" in result or not result:
        return {
            "message_id": whole(result.get("message_id")) or 0,
            "date": 0,
            "chat": {"id": 0, "type": "private"},
        }
    if "type" not in result and result.keys() & {"is_bot", "first_name", "username"}:
        # The library compares its name with that in "/help@name".
        return {**_person({"is_bot": True, **result}), "username": result.get("username") or ""}
    return result


def _readable(raw: dict[str, Any]) -> dict[str, Any]:
    """Return an update whose texts are text: half a character cannot be stored or sent on."""
    written = json.dumps(raw, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        mended: dict[str, Any] = json.loads(written.encode(errors="replace"))
        return mended
    return raw


def _message(message: dict[str, Any], seconds: int) -> dict[str, Any]:
    mended = {**message, **_where_and_who(message, seconds)}
    mended["message_id"] = whole(message.get("message_id")) or 0
    text = message.get("text")
    command = _COMMAND.match(text) if isinstance(text, str) else None
    if command is not None:
        mended["entities"] = _with_command(message.get("entities"), command.end())
    return mended


def _with_command(entities: object, length: int) -> list[Any]:
    """Return the entities with that of a command at the text's start.

    Where something else stands there, such as code that was quoted, it is no command.
    """
    given = entities if isinstance(entities, list) else []
    first = [one for one in given if isinstance(one, dict) and one.get("offset") == 0]
    if any(one.get("type") != "bot_command" for one in first):
        return given
    rest = [one for one in given if one not in first]
    return [{"type": "bot_command", "offset": 0, "length": length}, *rest]


def _where_and_who(body: dict[str, Any], seconds: int) -> dict[str, Any]:
    """Return a body's chat, writer and time; in a private chat each of the first two is both."""
    found: dict[str, Any] = {"date": _time(body.get("date"), seconds)}
    chat, person = body.get("chat"), body.get("from")
    if isinstance(chat, dict):
        found["chat"] = chat = _chat(chat)
        if not isinstance(person, dict) and chat.get("type") == "private":
            person = {key: chat[key] for key in ("id", "first_name", "username") if key in chat}
    if isinstance(person, dict):
        found["from"] = person = _person(person)
        if not isinstance(chat, dict):
            found["chat"] = {"id": person.get("id"), "type": "private"}
    return found


def _time(value: object, otherwise: int) -> int:
    seconds = whole(value)
    if seconds is not None and seconds >= _MILLISECONDS:
        seconds //= 1000
    return seconds if seconds is not None and 0 <= seconds < _MILLISECONDS else otherwise


def _chat(chat: dict[str, Any]) -> dict[str, Any]:
    number = whole(chat.get("id"))
    if number is None:
        return chat
    kind = chat.get("type") or ("private" if number > 0 else "group")
    return {**chat, "id": number, "type": kind}


def _person(person: dict[str, Any]) -> dict[str, Any]:
    mended = {"is_bot": False, **person}
    # Nobody is nameless on Telegram, and a name is stored of everyone.
    mended["first_name"] = str(person.get("first_name") or person.get("username") or "?")
    number = whole(person.get("id"))
    if number is not None:
        mended["id"] = number
    if not isinstance(person.get("language_code", ""), str):
        del mended["language_code"]
    return mended


def _press(press: dict[str, Any]) -> dict[str, Any]:
    mended = {"chat_instance": "", **press, "id": str(press.get("id", ""))}
    person, message = press.get("from"), press.get("message")
    if isinstance(message, dict):
        # Whoever presses in a private chat is the one that it is with, whoever wrote the message.
        place = _where_and_who({"date": message.get("date"), "chat": message.get("chat")}, 0)
        if isinstance(person, dict) and "chat" not in place:
            place["chat"] = _where_and_who({"from": person}, 0)["chat"]
        if not isinstance(person, dict):
            person = place.get("from")
        mended["message"] = {
            "message_id": whole(message.get("message_id")) or 0,
            "date": place["date"],
            **({"chat": place["chat"]} if "chat" in place else {}),
        }
    elif isinstance(person, dict) and "inline_message_id" not in press:
        chat = _where_and_who({"from": person}, 0)["chat"]
        mended["message"] = {"message_id": 0, "date": 0, "chat": chat}
    if isinstance(person, dict):
        mended["from"] = _person(person)
    return mended
