"""A bot as the stand-in knows it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reminder.demo.changes import Changes
from reminder.demo.chat import Chat
from reminder.demo.files import Files
from reminder.demo.updates import UpdateQueue

QUERY_SECONDS = 60.0


@dataclass
class Query:
    """A pressed button that waits for the bot's answer."""

    query_id: str
    asked_at: float
    answered: bool = False
    text: str = ""
    show_alert: bool = False
    url: str = ""


class Bot:
    """One bot account: its token, its updates, its files, its command menus."""

    def __init__(
        self,
        token: str,
        username: str,
        first_name: str,
        changes: Changes,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`token` is `digits:secret`; the digits are the bot's id."""
        digits, _, secret = token.partition(":")
        if not digits.isdecimal() or not secret:
            message = f"a bot token reads like 123456:ABC-DEF, got {len(token)} other characters"
            raise ValueError(message)
        self.token = token
        self.id = int(digits)
        self.username = username
        self.first_name = first_name
        self.updates = UpdateQueue(changes)
        self.files = Files()
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, int, int, str], list[dict[str, str]]] = {}
        self._monotonic = monotonic
        self._last_message_id = 0

    def next_message_id(self) -> int:
        """One sequence over all private chats of a bot, as Telegram numbers them."""
        self._last_message_id += 1
        return self._last_message_id

    def ask(self) -> Query:
        """Open a callback query."""
        query = Query(str(secrets.randbits(62)), self._monotonic())
        self.queries[query.query_id] = query
        return query

    def query(self, query_id: str) -> Query | None:
        """Return the query with this id while it can be answered (about a minute of real time)."""
        query = self.queries.get(query_id)
        if query is None or self._monotonic() - query.asked_at > QUERY_SECONDS:
            return None
        return query

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User of this bot."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def menu(self, chat_id: int, language: str) -> list[dict[str, str]]:
        """Return the command menu that a person sees, by Telegram's order of scopes."""
        for scope in (
            ("chat", chat_id, 0),
            ("all_private_chats", 0, 0),
            ("default", 0, 0),
        ):
            for tongue in (language.split("-", maxsplit=1)[0], ""):
                commands = self.commands.get((*scope, tongue))
                if commands:
                    return commands
        return []
