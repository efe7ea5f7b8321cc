"""Methods that send: sendMessage, sendPhoto, sendDocument, sendChatAction."""

from __future__ import annotations

from typing import Any

from reminder.demo.addressing import open_chat
from reminder.demo.bots import Bot
from reminder.demo.chat import Chat, Message
from reminder.demo.content import read_caption, read_text
from reminder.demo.errors import bad_request
from reminder.demo.files import StoredFile
from reminder.demo.markup import read_keyboard
from reminder.demo.params import Params
from reminder.demo.wire import message_object
from reminder.demo.world import World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip


async def send_message(world: World, bot: Bot, params: Params) -> object:
    """Send a text."""
    text, entities = read_text(params)
    return _send(world, bot, params, text=text, entities=entities)


async def send_photo(world: World, bot: Bot, params: Params) -> object:
    """Send a picture: uploaded or by file id."""
    caption, entities = read_caption(params)
    chat = open_chat(world, bot, params)
    photo = given_file(bot, params, "photo")
    return _send(world, bot, params, chat=chat, text=caption, entities=entities, photo=photo)


async def send_document(world: World, bot: Bot, params: Params) -> object:
    """Send a file: uploaded or by file id."""
    caption, entities = read_caption(params)
    chat = open_chat(world, bot, params)
    document = given_file(bot, params, "document")
    return _send(
        world,
        bot,
        params,
        chat=chat,
        text=caption,
        entities=entities,
        document=document,
    )


async def send_chat_action(world: World, bot: Bot, params: Params) -> object:
    """Say that the bot is typing; it stops when the next message comes."""
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    open_chat(world, bot, params).action = action
    return True


def given_file(bot: Bot, params: Params, kind: str, field: str | None = None) -> StoredFile:
    """Return the file that a field brings: uploaded, attached, or known by its id.

    `kind` is photo or document; `field` defaults to it. Raises ApiError 400 for none, for one
    that is no picture where a picture is wanted, and for an address on the web, which the
    stand-in never fetches.
    """
    field = field or kind
    upload = params.upload(field)
    if upload is not None:
        return bot.files.keep_photo(upload) if kind == "photo" else bot.files.keep_document(upload)
    reference = params.text(field)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored = bot.files.by_id(reference)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if kind == "photo" and not stored.width:
        raise bad_request("can't use file of type Document as Photo")
    return stored


def _send(
    world: World, bot: Bot, params: Params, *, chat: Chat | None = None, **content: Any
) -> object:
    keyboard = read_keyboard(params)
    chat = chat or open_chat(world, bot, params)
    message = chat.add(
        Message(
            bot.next_message_id(),
            from_bot=True,
            sent_at=world.now(),
            keyboard=keyboard,
            silent=params.flag("disable_notification"),
            reply_to=_replied(chat, params),
            **content,
        )
    )
    return message_object(chat, message)


def _replied(chat: Chat, params: Params) -> int | None:
    reply = params.nested("reply_parameters", "reply parameters") or {}
    if not isinstance(reply, dict):
        raise bad_request("object expected as reply parameters")
    message_id = reply.get("message_id", params.integer("reply_to_message_id"))
    if message_id is None:
        return None
    if chat.find(int(message_id)) is not None:
        return int(message_id)
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
