"""Methods about the bot itself: who it is, its updates, its menus, its files, its answers."""

from __future__ import annotations

import re
from typing import Any

from reminder.demo.addressing import known_chat
from reminder.demo.bots import Bot
from reminder.demo.entities import utf16_length
from reminder.demo.errors import bad_request
from reminder.demo.params import Params
from reminder.demo.wire import full_chat_object
from reminder.demo.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
           "chat_administrators", "chat_member"}  # fmt: skip
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_UNITS = 200
LONGEST_POLL_SECONDS = 50


async def get_me(_world: World, bot: Bot, _params: Params) -> object:
    """Say who the bot is."""
    return bot.as_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(_world: World, bot: Bot, params: Params) -> object:
    """Return the updates that wait, waiting for the first for up to `timeout` seconds."""
    limit = params.integer("limit", 100) or 100
    timeout = min(max(params.integer("timeout", 0) or 0, 0), LONGEST_POLL_SECONDS)
    if not bot.updates.webhook_url:
        bot.updates.allow(wanted_kinds(params))
    offset = params.integer("offset", 0) or 0
    return await bot.updates.take(offset, min(max(limit, 1), 100), timeout)


async def get_chat(world: World, bot: Bot, params: Params) -> object:
    """Describe a private chat."""
    return full_chat_object(known_chat(world, bot, params))


async def get_file(_world: World, bot: Bot, params: Params) -> object:
    """Say where a file can be read."""
    if not params.text("file_id"):
        raise bad_request("file_id is empty")
    stored = bot.files.by_id(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


async def answer_callback_query(_world: World, bot: Bot, params: Params) -> object:
    """Answer a pressed button; the first answer counts, a later one changes nothing."""
    text = params.text("text")
    query = bot.query(params.text("callback_query_id"))
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    if utf16_length(text) > ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if not query.answered:
        query.text, query.url = text, params.text("url")
        query.show_alert = params.flag("show_alert")
        query.answered = True
    return True


async def set_my_commands(_world: World, bot: Bot, params: Params) -> object:
    """Set the command menu of one scope and language."""
    given = params.nested("commands", "BotCommand") or []
    if not isinstance(given, list) or len(given) > 100:
        raise bad_request("expected an Array of at most 100 BotCommand")
    commands = [_command(command) for command in given]
    bot.commands[_scope(params)] = commands
    return True


async def get_my_commands(_world: World, bot: Bot, params: Params) -> object:
    """Return the command menu of exactly one scope and language."""
    return bot.commands.get(_scope(params), [])


async def delete_my_commands(_world: World, bot: Bot, params: Params) -> object:
    """Forget the command menu of one scope and language."""
    bot.commands.pop(_scope(params), None)
    return True


def wanted_kinds(params: Params) -> list[str] | None:
    """Return `allowed_updates`, None when it was left out."""
    given = params.nested("allowed_updates", "allowed updates")
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of String as allowed updates")
    return given


def _command(given: object) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", ""))
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(params: Params) -> tuple[str, int, int, str]:
    scope: Any = params.nested("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    try:
        chat_id, member = int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))
    except ValueError:
        raise bad_request("chat not found") from None
    return scope["type"], chat_id, member, language
