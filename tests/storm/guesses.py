"""Updates as hypothesis guesses them: from what Telegram may send to what nobody could mean.

Unlike the attackers' by a seed, what fails is made smaller until only the smallest is left.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.storm.attackers import ARGUMENTS, NUMBERS, TEXTS, Raw, verbs

SENDER = 0
"""Stands for the sender's chat, until the guess is sent."""

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
"""Text with halves of characters and controls in it, too."""

JUNK: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANYTHING,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANYTHING, inner, max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True)
class Guess:
    """An update without its number. `inside`: a patient or staff press it, not a stranger.

    `sound`: Telegram itself could send it so.
    """

    raw: Raw
    sound: bool = True
    inside: bool = False


def _texts() -> st.SearchStrategy[str]:
    words = st.sampled_from(TEXTS) | ANYTHING
    commands = st.sampled_from(sorted({text.split()[0] for text in TEXTS if text[:1] == "/"}))
    return words | st.builds("{} {}".format, commands, words)


def _people() -> st.SearchStrategy[Raw]:
    return st.fixed_dictionaries(
        {"id": st.just(SENDER), "is_bot": st.just(False), "first_name": ANYTHING},
        optional={
            "last_name": ANYTHING,
            "username": ANYTHING,
            "language_code": st.sampled_from(("en", "ru", "xx", "", "zh-hans")) | ANYTHING,
        },
    )


def _chats(kinds: st.SearchStrategy[str]) -> st.SearchStrategy[Raw]:
    return st.builds(
        lambda kind, name: {
            "id": SENDER if kind == "private" else -1_000_000_000_000,
            "type": kind,
            **({"first_name": name} if kind == "private" else {"title": name}),
        },
        kinds,
        ANYTHING,
    )


@st.composite
def _messages(
    draw: st.DrawFn,
    kinds: st.SearchStrategy[str] = st.just("private"),  # noqa: B008  (a strategy has no state)
) -> Raw:
    message: Raw = {
        "message_id": draw(st.integers(1, 2**31 - 1)),
        "date": draw(st.integers(0, 2**31 - 1)),
        "chat": draw(_chats(kinds)),
        "from": draw(_people()),
    }
    content = draw(
        st.sampled_from(("text", "text", "caption", "contact", "location", "dice", "none"))
    )
    match content:
        case "text":
            message["text"] = text = draw(_texts())
            if text.startswith("/") and draw(st.booleans()):
                length = len(text.split(maxsplit=1)[0])
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        case "caption":
            message["photo"] = [
                {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9},
            ]
            message["caption"] = draw(_texts())
        case "contact":
            message["contact"] = {"phone_number": draw(ANYTHING), "first_name": draw(ANYTHING)}
        case "location":
            message["location"] = {
                "latitude": draw(st.floats(-90, 90)),
                "longitude": draw(st.floats(-180, 180)),
            }
        case "dice":
            message["dice"] = {"emoji": "🎲", "value": draw(st.integers(1, 6))}
    return message


def _data(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arguments = st.sampled_from(ARGUMENTS) | ANYTHING
    return st.builds(
        lambda verb, number, more: ":".join((verb, number, *more)),
        st.sampled_from(verbs()),
        numbers,
        st.lists(arguments, max_size=2),
    )


@st.composite
def _presses(draw: st.DrawFn, data: st.SearchStrategy[str]) -> Raw:
    return {
        "id": str(draw(st.integers(0, 2**63))),
        "from": draw(_people()),
        "chat_instance": "1",
        "message": draw(_messages()),
        "data": draw(data),
    }


@st.composite
def _changes(draw: st.DrawFn) -> Raw:
    bot = {"id": 1_000_001, "is_bot": True, "first_name": "Aftercare"}
    statuses = st.sampled_from(("member", "kicked", "left"))
    return {
        "chat": draw(_chats(st.just("private"))),
        "from": draw(_people()),
        "date": draw(st.integers(0, 2**31 - 1)),
        "old_chat_member": {"status": draw(statuses), "user": bot, "until_date": 0},
        "new_chat_member": {"status": draw(statuses), "user": bot, "until_date": 0},
    }


def _sound(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[Raw]:
    anywhere = st.sampled_from(("private", "private", "group", "supergroup"))
    return st.one_of(
        _messages(anywhere).map(lambda body: {"message": body}),
        _messages().map(lambda body: {"edited_message": {**body, "edit_date": body["date"]}}),
        _presses(_data(numbers)).map(lambda body: {"callback_query": body}),
        _changes().map(lambda body: {"my_chat_member": body}),
    )


@st.composite
def _spoilt(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> Raw:
    """An update in which something is missing, or is something else than it should be."""
    raw = draw(_sound(numbers))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = raw
        while True:
            keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            if draw(st.booleans()):
                del place[key]
            else:
                place[key] = draw(JUNK)
            break
        if not raw:
            break
    return raw


def guesses(known: tuple[str, ...], foreign: tuple[str, ...]) -> st.SearchStrategy[Guess]:
    """Updates from anyone. `known`: the numbers of the clinic's rows, which a stranger tries in
    buttons; `foreign`: those of them that are not the patient's who tries them.
    """
    any_number = st.sampled_from((*NUMBERS, *known)) | st.integers().map(str)
    kinds = st.sampled_from(("message", "callback_query", "my_chat_member", "no_such_kind"))
    others = st.sampled_from(foreign)
    forged = _presses(_data(any_number)).map(lambda body: {"callback_query": body})
    return st.one_of(
        st.builds(Guess, _sound(any_number)),
        # There are many buttons, and each wants to be tried.
        st.builds(Guess, forged),
        st.builds(Guess, _spoilt(any_number), st.just(False)),
        st.builds(lambda kind, body: Guess({kind: body}, sound=False), kinds, JUNK),
        _presses(_data(others)).map(lambda body: Guess({"callback_query": body}, inside=True)),
    )


def addressed(raw: Raw, chat_id: int) -> Raw:
    """Return an update in which `chat_id` stands wherever `SENDER` stood."""

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: chat_id
                if key == "id" and inner == SENDER and type(inner) is int
                else put(inner)
                for key, inner in value.items()
            }
        return [put(inner) for inner in value] if isinstance(value, list) else value

    found: Raw = put(raw)
    return found
