"""Objects as the Bot API writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reminder.demo.chat import Chat, Message


def timestamp(at: datetime) -> int:
    """Whole Unix seconds."""
    return int(at.timestamp())


def chat_object(chat: Chat) -> dict[str, Any]:
    """Return the Bot API's Chat of a private chat: it is named after the person."""
    person = chat.person
    body: dict[str, Any] = {
        "id": person.id,
        "type": "private",
        "first_name": person.first_name,
    }
    if person.last_name:
        body["last_name"] = person.last_name
    if person.username:
        body["username"] = person.username
    return body


def message_object(chat: Chat, message: Message, *, with_reply: bool = True) -> dict[str, Any]:
    """Return the Bot API's Message."""
    sender = chat.bot.as_user() if message.from_bot else chat.person.as_user()
    body: dict[str, Any] = {
        "message_id": message.message_id,
        "from": sender,
        "chat": chat_object(chat),
        "date": timestamp(message.sent_at),
    }
    edited_at = max(filter(None, (message.edited_at, message.keyboard_edited_at)), default=None)
    if edited_at is not None:
        body["edit_date"] = timestamp(edited_at)
    replied = chat.find(message.reply_to)
    if replied is not None and with_reply:
        body["reply_to_message"] = message_object(chat, replied, with_reply=False)
    if message.photo is not None:
        body["photo"] = message.photo.photo()
    if message.document is not None:
        body["document"] = message.document.document()
    text, entities = ("caption", "caption_entities") if message.has_media else ("text", "entities")
    if message.text:
        body[text] = message.text
    if message.entities:
        body[entities] = message.entities
    if message.keyboard:
        body["reply_markup"] = {"inline_keyboard": message.keyboard}
    return body


def full_chat_object(chat: Chat) -> dict[str, Any]:
    """Return the Bot API's ChatFullInfo, as getChat gives it."""
    body = chat_object(chat) | {
        "accent_color_id": chat.person.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if chat.person.username:
        body["active_usernames"] = [chat.person.username]
    pinned = chat.find(chat.pins[-1]) if chat.pins else None
    if pinned is not None:
        body["pinned_message"] = message_object(chat, pinned, with_reply=False)
    return body


def member_update(chat: Chat, at: datetime, *, blocked: bool) -> dict[str, Any]:
    """Return the ChatMemberUpdated that tells a bot it has been blocked or unblocked."""
    member = {"user": chat.bot.as_user(), "status": "member"}
    kicked = {"user": chat.bot.as_user(), "status": "kicked", "until_date": 0}
    return {
        "chat": chat_object(chat),
        "from": chat.person.as_user(),
        "date": timestamp(at),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
