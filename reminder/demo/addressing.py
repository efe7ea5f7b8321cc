"""Whom a request is for: the chat and the message that it names."""

from __future__ import annotations

from reminder.demo.bots import Bot
from reminder.demo.chat import Chat, Message
from reminder.demo.errors import bad_request, forbidden
from reminder.demo.params import Params
from reminder.demo.world import World


def known_chat(world: World, bot: Bot, params: Params) -> Chat:
    """Return the chat that `chat_id` names, whether or not the bot may write to it.

    Raises ApiError 400 when there is none such, 403 when the person never started the bot.
    """
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat_id = params.chat_id()
    person = world.people.get(chat_id) if chat_id is not None else None
    if person is None:
        raise bad_request("chat not found")
    chat = person.chat(bot)
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def open_chat(world: World, bot: Bot, params: Params) -> Chat:
    """Return the chat that the bot may write to; ApiError 403 when it is blocked or gone."""
    chat = known_chat(world, bot, params)
    if chat.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def named_message(chat: Chat, params: Params, purpose: str) -> Message:
    """Return the message that `message_id` names; ApiError 400 "message to … not found"."""
    message_id = params.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = chat.find(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
