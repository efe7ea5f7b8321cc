"""What other Bot API servers leave out is put right; what is there stays as it came."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Message, Update, User

from reminder.bot.gaps import mended_result, mended_update, whole

NOW = datetime(2026, 9, 17, 12, 40, tzinfo=UTC)
BOT = Bot("1:gaps")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "chat", "from", "message", "date", "type", "text", "entities", "offset"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def read(**content: Any) -> Update:
    """Return an update as the library reads it, once it is mended."""
    return Update.de_json(mended_update({"update_id": 1, **content}, NOW), BOT)


def private(text: str = "hi", **more: Any) -> dict[str, Any]:
    """Return the least that a message may be."""
    return {"chat": {"id": 7, "type": "private"}, "text": text, **more}


def test_what_telegram_writes_stays_as_it_came() -> None:
    """A message, a press and a change of membership with all that belongs to them."""
    person = {"id": 7, "is_bot": False, "first_name": "Anna", "language_code": "ru"}
    chat = {"id": 7, "type": "private", "first_name": "Anna"}
    message = {"message_id": 3, "date": 1790000000, "chat": chat, "from": person}
    entities = [
        {"type": "bot_command", "offset": 0, "length": 5},
        {"type": "bold", "offset": 6, "length": 1},
    ]
    for raw in (
        {"update_id": 1, "message": {**message, "text": "/stop x", "entities": entities}},
        {"update_id": 1, "edited_message": {**message, "text": "hi"}},
        {"update_id": 1, "my_chat_member": {"chat": chat, "from": person, "date": 1790000000}},
        {
            "update_id": 1,
            "callback_query": {
                "id": "5",
                "from": person,
                "chat_instance": "9",
                "data": "x",
                "message": {"message_id": 3, "date": 1790000000, "chat": chat},
            },
        },
    ):
        assert mended_update(raw, NOW) == raw


def test_a_bare_message_has_a_writer_and_a_time() -> None:
    """In a private chat the writer is the one that it is with."""
    message = read(message=private()).effective_message
    assert message is not None
    assert message.from_user == User(7, "?", is_bot=False)
    assert message.date == NOW
    assert message.message_id == 0


def test_half_a_character_is_none() -> None:
    """What is no text cannot be stored: a question mark stands in its place."""
    update = read(message=private("a\ud800b", **{"from": {"id": 7, "first_name": "\udfff"}}))
    assert update.message is not None
    assert update.message.text == "a?b"
    assert update.effective_user is not None
    assert update.effective_user.first_name == "?"


def test_a_chat_is_found_by_its_writer() -> None:
    """Where the chat is missing, it is the private one with whoever wrote."""
    update = read(message={"from": {"id": "7", "username": "anna"}, "text": "hi"})
    assert update.effective_chat is not None
    assert (update.effective_chat.id, update.effective_chat.type) == (7, "private")
    assert update.effective_user is not None
    assert update.effective_user.first_name == "anna"


@pytest.mark.parametrize(
    ("text", "length"),
    [("/stop", 5), ("/claim AB-CD", 6), ("/enrol\nAnna; oxygen", 6), ("/help@a_bot now", 11)],
)
def test_a_command_without_its_entity_is_one(text: str, length: int) -> None:
    """The library knows commands by their entities; one of a wrong length is put right."""
    wrong = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    for message in (private(text), private(text, entities=wrong), private(text, entities="?")):
        read_back = read(message=message).effective_message
        assert read_back is not None
        entity = read_back.entities[0]
        assert (entity.type, entity.offset, entity.length) == ("bot_command", 0, length)


def test_what_is_no_command_stays_none() -> None:
    """A quoted command, a path and a lone slash are text."""
    code = [{"type": "code", "offset": 0, "length": 5}]
    assert mended_update({"message": private("/stop", entities=code)}, NOW)["message"][
        "entities"
    ] == [code[0]]
    for text in ("/", "/home/anna", "stop /stop", "/стоп"):
        assert "entities" not in mended_update({"message": private(text)}, NOW)["message"]


def test_times_in_milliseconds_and_ids_as_text_are_numbers() -> None:
    """Some servers count and write in their own way."""
    chat = {"id": "7", "type": "private"}
    update = read(message={"message_id": "12", "date": 1790000000123, "chat": chat, "text": "hi"})
    message = update.effective_message
    assert message is not None
    assert (message.message_id, message.chat.id) == (12, 7)
    assert message.date == datetime.fromtimestamp(1790000000, UTC)


def test_a_bare_press_says_who_and_where() -> None:
    """Without a message, a chat or a writer, the others stand in for it."""
    for press in (
        {"id": 5, "from": {"id": 7}, "data": "x"},
        {"id": 5, "from": {"id": 7}, "message": {}, "data": "x"},
        {"id": 5, "message": {"message_id": 0, "chat": {"id": 7}, "reply_markup": "{}"}},
    ):
        update = read(callback_query=press)
        assert update.effective_user is not None
        assert update.effective_user.id == 7
        assert update.effective_chat is not None
        assert (update.effective_chat.id, update.effective_chat.type) == (7, "private")
        assert update.callback_query is not None
        assert update.callback_query.id == "5"


def test_a_press_on_an_inline_message_belongs_to_no_chat() -> None:
    """It was pressed somewhere else than with the bot."""
    press = {"id": "5", "from": {"id": 7}, "inline_message_id": "a", "data": "x"}
    assert "message" not in mended_update({"callback_query": press}, NOW)["callback_query"]


@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query", "my_chat_member"])
@given(content=JSON)
def test_nothing_is_too_odd(kind: str, content: Any) -> None:
    """Whatever comes, mending does not fail, and mending it again changes nothing."""
    once = mended_update({"update_id": 1, kind: content}, NOW)
    assert mended_update(once, NOW) == once


@pytest.mark.parametrize(
    ("result", "number"),
    [
        ({"message_id": 5, "date": 1790000000123, "chat": {}, "link_preview_options": "{}"}, 5),
        ({"message_id": "5"}, 5),
        ({"chat": {"id": 7}, "text": "x"}, 0),
        ({}, 0),
    ],
)
def test_a_sent_message_is_its_number(result: Any, number: int) -> None:
    """What else an answer says of it, and how, does not matter."""
    assert Message.de_json(mended_result(result), BOT).message_id == number


def test_a_bot_is_known_by_its_id_alone() -> None:
    """The answer to getMe may leave out that a bot is one, and its names."""
    user = User.de_json(mended_result({"id": 7, "first_name": "Clinic"}), BOT)
    assert (user.is_bot, user.username) == (True, "")


def test_other_results_stay_as_they_are() -> None:
    """Lists, truths and other objects; nothing at all means that it was done."""
    for result in (True, [1], "x", {"file_id": "a"}, {"id": 7, "type": "private", "username": "a"}):
        assert mended_result(result) == result
    assert mended_result(None) is True


def test_whole_numbers_are_told_from_the_rest() -> None:
    """Digits and whole floats count, truths do not."""
    assert [whole(v) for v in (7, "7", "-7", 7.0)] == [7, 7, -7, 7]
    assert [whole(v) for v in (True, "7a", 7.5, None, "9" * 40, "٧")] == [None] * 6
