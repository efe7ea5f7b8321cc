"""Methods that change what was sent: edit, delete, pin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reminder.demo.addressing import known_chat, named_message, open_chat
from reminder.demo.bots import Bot
from reminder.demo.chat import Chat, Message
from reminder.demo.content import media_params, read_caption, read_text
from reminder.demo.errors import bad_request
from reminder.demo.markup import read_keyboard
from reminder.demo.params import Params
from reminder.demo.sending import given_file
from reminder.demo.wire import message_object
from reminder.demo.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
DELETABLE_FOR = timedelta(hours=48)


async def edit_message_text(world: World, bot: Bot, params: Params) -> object:
    """Change the text of a text message; a keyboard that is not given again goes."""
    chat, message = _own(world, bot, params)
    text, entities = read_text(params)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, chat, message, read_keyboard(params), text=text, entities=entities)


async def edit_message_caption(world: World, bot: Bot, params: Params) -> object:
    """Change the caption of a photo or document."""
    chat, message = _own(world, bot, params)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    text, entities = read_caption(params)
    return _edit(world, chat, message, read_keyboard(params), text=text, entities=entities)


async def edit_message_media(world: World, bot: Bot, params: Params) -> object:
    """Put another photo or document, with its caption, into a message."""
    chat, message = _own(world, bot, params)
    media = params.nested("media", "InputMedia")
    if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type must be photo or document")
    given = media_params(params, media)
    text, entities = read_caption(given)
    kind = str(media["type"])
    stored = given_file(bot, given, kind, "media")
    content: dict[str, Any] = {"photo": None, "document": None, kind: stored}
    keyboard = read_keyboard(params)
    return _edit(world, chat, message, keyboard, text=text, entities=entities, **content)


async def edit_message_reply_markup(world: World, bot: Bot, params: Params) -> object:
    """Change or take away the keyboard alone."""
    chat, message = _own(world, bot, params)
    return _edit(world, chat, message, read_keyboard(params))


async def delete_message(world: World, bot: Bot, params: Params) -> object:
    """Delete a message of either side that is younger than 48 hours."""
    chat = open_chat(world, bot, params)
    message = named_message(chat, params, "delete")
    if world.now() - message.sent_at > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    _unpin(chat, message)
    return True


async def pin_chat_message(world: World, bot: Bot, params: Params) -> object:
    """Pin a message; the one pinned last is shown."""
    chat = open_chat(world, bot, params)
    message = named_message(chat, params, "pin")
    _unpin(chat, message)
    message.pinned = True
    chat.pins.append(message.message_id)
    return True


async def unpin_chat_message(world: World, bot: Bot, params: Params) -> object:
    """Unpin one message, or the one that was pinned last."""
    chat = open_chat(world, bot, params)
    message_id = params.integer("message_id", chat.pins[-1] if chat.pins else None)
    message = chat.find(message_id)
    if message is None or not message.pinned:
        raise bad_request("message to unpin not found")
    _unpin(chat, message)
    return True


async def unpin_all_chat_messages(world: World, bot: Bot, params: Params) -> object:
    """Unpin everything."""
    chat = known_chat(world, bot, params)
    for message in chat.messages.values():
        message.pinned = False
    chat.pins.clear()
    return True


def _unpin(chat: Chat, message: Message) -> None:
    message.pinned = False
    chat.pins = [pinned for pinned in chat.pins if pinned != message.message_id]


def _own(world: World, bot: Bot, params: Params) -> tuple[Chat, Message]:
    chat = open_chat(world, bot, params)
    message = named_message(chat, params, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    world: World,
    chat: Chat,
    message: Message,
    keyboard: list[list[dict[str, Any]]],
    **content: Any,
) -> object:
    changed = {name: new for name, new in content.items() if getattr(message, name) != new}
    if not changed and keyboard == message.keyboard:
        raise bad_request(NOT_MODIFIED)
    for name, new in changed.items():
        setattr(message, name, new)
    message.keyboard = keyboard
    if changed:
        message.edited_at = world.now()
    else:
        message.keyboard_edited_at = world.now()
    return message_object(chat, message)
