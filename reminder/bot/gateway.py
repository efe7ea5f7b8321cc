"""The way to Telegram: sends what is to be said and says what became of it, as a value.

Every call waits for its turn. Nothing here raises for what Telegram or the network does; what was
not delivered, may have been delivered and was refused are told apart. Nothing is tried twice.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    User,
)
from telegram.error import (
    Conflict,
    InvalidToken,
    TelegramError,
)

from reminder.bot.gaps import whole
from reminder.bot.limits import Limiter, Priority
from reminder.bot.proxies import Proxies
from reminder.bot.refusals import (
    NOT_SENT_WAIT,
    heed,
    is_webhook,
    outcome_of,
)
from reminder.bot.repertoire import Unsupported
from reminder.bot.sending import Before, Sending
from reminder.bot.transport import Transport, fields
from reminder.care.outcomes import Deferred, NotBegun, Outcome, Refused
from reminder.errors import TokenRejected
from reminder.outgoing import Outgoing

log = structlog.get_logger()

ANSWER_LENGTH = 200
"""Characters that Telegram shows above the chat after a button was pressed."""

POLL_GRACE = 10.0
"""Seconds that an answer to getUpdates may be late."""


LARGEST_NUMBER = 2**63 - 1
"""No update's number is as large: the database could not hold the next one."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The command menu: (command without its slash, what it does) in the order shown.

    For all private chats, or for the one of `chat_id`; for users of `language` (two letters), or
    for those of every language that has no menu of its own.
    """

    commands: tuple[tuple[str, str], ...]
    language: str | None = None
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question to Telegram had no answer: ask again after `wait`."""

    reason: str
    wait: timedelta
    conflict: bool = False
    """True where another process takes this bot's updates, or a webhook does."""
    webhook: bool = False
    """True where it is a webhook, left from an earlier life of the bot."""


@dataclass(frozen=True, slots=True)
class Posting:
    """How the posting of updates goes: to which `url` (None: the server cannot say), how many are
    `waiting`, and when it last failed (aware, UTC).
    """

    url: str | None
    waiting: int = 0
    failed_at: datetime | None = None


class Gateway:
    """One bot at one Bot API server. `url` is the server's address without a slash at its end.

    Raises:
        ConfigurationError: the environment names a proxy that cannot be used.
    """

    def __init__(
        self, token: str, url: str, limiter: Limiter, *, transport: Transport | None = None
    ) -> None:
        Proxies().of(url)
        self.limiter = limiter
        self._calls = Transport() if transport is None else transport
        self._polls = Transport(connections=2)
        self.bot = Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def __aenter__(self) -> "Gateway":
        await self._calls.initialize()
        await self._polls.initialize()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self._polls.shutdown()
        await self._calls.shutdown()

    async def send(
        self,
        outgoing: Outgoing,
        chat_id: int,
        *,
        message_id_to_edit: int | None,
        before: Before,
        priority: Priority = Priority.REMINDER,
    ) -> Outcome | NotBegun:
        """Send or edit one message, and return what became of it.

        `before` is awaited after each turn has come and right before the wire; it may be awaited
        more than once, where an edit becomes a new message or a picture becomes text.
        """
        sending = Sending(self.bot, self._calls, self.limiter, outgoing, chat_id, before, priority)
        return await sending.carry_out(message_id_to_edit)

    async def get_updates(
        self,
        offset: int | None,
        timeout: timedelta,  # noqa: ASYNC109 (Telegram's own word; the server keeps it)
        allowed: Sequence[str],
    ) -> list[dict[str, Any]] | Unanswered:
        """Wait up to `timeout` for updates from `offset` on, which confirms those before it.

        They come as Telegram wrote them, so that one that cannot be read harms no other. Those
        without a number that one can be stored and confirmed by are left out.
        """
        seconds = int(timeout.total_seconds())
        asked = {"timeout": str(seconds), "allowed_updates": json.dumps(list(allowed))}
        if offset is not None:
            asked["offset"] = str(offset)
        try:
            updates: Any = await self._polls.post(
                f"{self.bot.base_url}/getUpdates",
                fields(asked),
                read_timeout=seconds + POLL_GRACE,
            )
        except TelegramError as error:
            return _unanswered(error)
        if not isinstance(updates, list):
            return Unanswered("unreadable answer", NOT_SENT_WAIT)
        return [
            {**update, "update_id": number}
            for update in updates
            if isinstance(update, dict)
            and (number := whole(update.get("update_id"))) is not None
            and 0 <= number < LARGEST_NUMBER
        ]

    async def remove_webhook(self) -> None:
        """Have updates fetched again instead of posted; those that wait are kept. Best effort."""
        await self._best_effort(
            "remove_webhook", lambda: self.bot.delete_webhook(drop_pending_updates=False)
        )

    async def set_webhook(self, url: str, secret: str, allowed: Sequence[str]) -> Unanswered | None:
        """Have updates posted to `url` with the secret in a header; None once it is so."""
        await self.limiter.turn(None, Priority.ANSWER)
        try:
            await self.bot.set_webhook(
                url, secret_token=secret, allowed_updates=allowed, drop_pending_updates=False
            )
        except TelegramError as error:
            heed(error, self.limiter)
            return _unanswered(error)
        return None

    async def posting(self) -> Posting | Unanswered:
        """Return how the posting of updates goes."""
        await self.limiter.turn(None, Priority.ANSWER)
        try:
            info = await self.bot.get_webhook_info()
        except Unsupported:
            return Posting(None)
        except TelegramError as error:
            heed(error, self.limiter)
            return _unanswered(error)
        except (AttributeError, KeyError, TypeError, ValueError):
            return Posting(None)
        return Posting(info.url, info.pending_update_count, info.last_error_date)

    async def me(self) -> User | Unanswered:
        """Return the bot's own account; also the probe that tells whether Telegram is well.

        Raises:
            TokenRejected: Telegram does not know the token.
        """
        await self.limiter.turn(None, Priority.ANSWER)
        try:
            return await self.bot.get_me()
        except InvalidToken:
            raise TokenRejected from None
        except TelegramError as error:
            heed(error, self.limiter)
            return _unanswered(error)
        except (AttributeError, KeyError, TypeError, ValueError):
            return Unanswered("unreadable answer", NOT_SENT_WAIT)

    async def answer_press(self, query_id: str, text: str | None = None) -> None:
        """End the waiting of a pressed button, with a short text or none. Best effort."""
        short = None if text is None else text[:ANSWER_LENGTH]
        await self._best_effort(
            "answer_press", lambda: self.bot.answer_callback_query(query_id, text=short)
        )

    async def set_menus(self, menus: Sequence[Menu]) -> None:
        """Set command menus. Best effort: without them commands work just the same."""
        for menu in menus:
            await self._best_effort("set_menu", lambda menu=menu: self._set_menu(menu))  # type: ignore[misc]

    async def _set_menu(self, menu: Menu) -> bool:
        return await self.bot.set_my_commands(
            [BotCommand(name, what) for name, what in menu.commands],
            scope=(
                BotCommandScopeAllPrivateChats()
                if menu.chat_id is None
                else BotCommandScopeChat(menu.chat_id)
            ),
            language_code=menu.language,
        )

    async def _best_effort(self, action: str, request: Callable[[], Awaitable[bool]]) -> None:
        await self.limiter.turn(None, Priority.ANSWER)
        try:
            await request()
        except Unsupported:
            return  # the transport has said so once
        except TelegramError as error:
            heed(error, self.limiter)
            log.warning("went on without it", action=action, error=type(error).__name__)


def _unanswered(error: TelegramError) -> Unanswered:
    outcome = outcome_of(error)
    wait = outcome.wait if isinstance(outcome, Deferred) else NOT_SENT_WAIT
    reason = "refused" if isinstance(outcome, Refused) else outcome.reason
    conflict = isinstance(error, Conflict)
    return Unanswered(reason, wait, conflict, webhook=conflict and is_webhook(error))
