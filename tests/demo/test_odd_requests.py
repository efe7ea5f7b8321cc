"""Requests that a careful client never sends, answered as Telegram would answer them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from reminder.demo.files import picture_kind, picture_size
from reminder.demo.stand_in import Person, StandIn
from tests.demo.conftest import TOKEN


async def refused(stand_in: StandIn, method: str, **body: Any) -> str:
    """The description of a 400."""
    async with httpx.AsyncClient() as http:
        answer = await http.post(f"{stand_in.url}/bot{TOKEN}/{method}", json=body)
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    return str(answer.json()["description"]).removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    ("method", "body", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"text": "x", "chat_id": "@somebody"}, "chat not found"),
        ("sendMessage", {"text": "x", "parse_mode": "Markdown"}, "the stand-in reads HTML"),
        ("sendMessage", {"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        ("sendMessage", {"text": "x", "entities": {"a": 1}}, "expected an Array of MessageEntity"),
        ("sendMessage", {"text": "x", "entities": [1]}, "can't parse MessageEntity"),
        (
            "sendMessage",
            {"text": "x", "entities": [{"type": "bold", "offset": "a", "length": 1}]},
            "can't parse MessageEntity",
        ),
        ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup"),
        ("sendMessage", {"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
        ("sendMessage", {"text": "x", "reply_markup": {"a": 1}}, "inline keyboard expected"),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [{}]}},
            "can't parse inline keyboard markup",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[1]]}},
            "can't parse inline keyboard button: InlineKeyboardButton must be",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": " "}]]}},
            'can\'t parse inline keyboard button: Field "text"',
        ),
        (
            "sendMessage",
            {
                "text": "x",
                "reply_markup": {
                    "inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13
                },
            },
            "REPLY_MARKUP_TOO_LONG",
        ),
        ("sendMessage", {"text": "x", "reply_parameters": [1]}, "object expected as reply"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        (
            "editMessageText",
            {"text": "x", "message_id": "one"},
            'field "message_id" must be a valid Number',
        ),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
        ("getFile", {}, "file_id is empty"),
        ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
        ("getUpdates", {"allowed_updates": "{}"}, "expected an Array of String"),
        ("setMyCommands", {"commands": {"a": 1}}, "expected an Array of at most 100 BotCommand"),
        ("setMyCommands", {"commands": ["stop"]}, "can't parse BotCommand"),
        ("setMyCommands", {"scope": {"type": "moon"}}, "can't parse BotCommandScope"),
        ("setMyCommands", {"scope": {"type": "chat", "chat_id": "@x"}}, "chat not found"),
    ],
)
async def test_each_is_refused_in_its_own_words(
    stand_in: StandIn, anna: Person, method: str, body: dict[str, Any], words: str
) -> None:
    """A 400 says what was wrong with the request."""
    await anna.open()
    given = body if words == "chat_id is empty" else {"chat_id": anna.id, **body}
    assert (await refused(stand_in, method, **given)).startswith(words)


async def test_media_must_be_a_photo_or_a_document(stand_in: StandIn, anna: Person) -> None:
    """Another kind of media is refused by editMessageMedia."""
    await anna.open()
    async with httpx.AsyncClient(base_url=f"{stand_in.url}/bot{TOKEN}") as http:
        sent = await http.post("/sendMessage", json={"chat_id": anna.id, "text": "x"})
    message_id = sent.json()["result"]["message_id"]
    given = {"chat_id": anna.id, "message_id": message_id, "media": {"type": "video"}}
    assert (await refused(stand_in, "editMessageMedia", **given)).startswith("can't parse InputM")


async def test_another_keyboard_is_taken_and_not_shown(stand_in: StandIn, anna: Person) -> None:
    """Reply keyboards are accepted; the screen shows inline buttons only."""
    await anna.open()
    async with httpx.AsyncClient(base_url=f"{stand_in.url}/bot{TOKEN}") as http:
        body = {"chat_id": anna.id, "text": "x", "reply_markup": {"remove_keyboard": True}}
        assert (await http.post("/sendMessage", json=body)).status_code == 200
    assert anna.last().buttons == []


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x11\x08\x00\x30\x00\x40\x03\x01\x22\x00"
)


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [
        (JPEG, "image/jpeg", (64, 48)),
        (JPEG[:12], "image/jpeg", None),
        (b"GIF89a\x40\x00\x30\x00", "image/gif", (64, 48)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp", (512, 512)),
        (b"%PDF-1.7", "application/octet-stream", None),
    ],
)
def test_pictures_are_known_by_their_bytes(
    content: bytes, kind: str, size: tuple[int, int] | None
) -> None:
    """The kind and the size of a picture are read from its first bytes."""
    assert picture_kind(content) == kind
    assert picture_size(content) == size


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nno name\r\n\r\nx\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition:; n\r\n\r\nx\r\n--x--"),
        ("multipart/form-data", b"x"),
        ("application/json; charset=no-such", b"{}"),
        ("application/json", b"[" * 100_000),
    ],
)
async def test_a_body_that_cannot_be_read_is_a_bad_request(
    stand_in: StandIn, kind: str, content: bytes
) -> None:
    """What is not what its headers say is refused, and is no fault of the server's."""
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{stand_in.url}/bot{TOKEN}/sendMessage",
            content=content,
            headers={"Content-Type": kind},
        )
    assert answer.status_code == 400
    assert answer.json()["ok"] is False


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("clock/advance", b'{"hours": 1e308}'),
        ("people/Anna/edit", b'{"message_id": Infinity, "text": "x"}'),
        ("suggestions", b'{"patients": {"x": 1}}'),
        ("page", b"[" * 100_000),
    ],
)
async def test_an_order_that_cannot_be_is_refused(
    stand_in: StandIn, anna: Person, path: str, content: bytes
) -> None:
    """Numbers that no clock or screen has, and lists of the wrong things, are told as such."""
    await anna.open()
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{stand_in.url}/control/{path}",
            content=content,
            headers={"Content-Type": "application/json"},
        )
    assert answer.status_code == 400
    assert answer.json()["error"]


async def test_an_order_that_is_not_encoded_as_it_says_is_refused(stand_in: StandIn) -> None:
    """It is told so, like any other that cannot be read."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with httpx.AsyncClient() as http:
        answer = await http.post(
            f"{stand_in.url}/control/page", content=b"\0" * 31, headers=headers
        )
    assert answer.status_code == 400
    assert answer.json()["error"]
