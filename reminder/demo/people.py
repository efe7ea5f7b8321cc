"""People with phones: what a human can do in a private chat with a bot."""

# ruff: noqa: ASYNC109 - an unanswered button is an outcome, not an error
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from reminder.demo.bots import Bot
from reminder.demo.chat import Chat, Message
from reminder.demo.entities import utf16_length, with_found
from reminder.demo.files import Upload
from reminder.demo.pixel import PICTURE
from reminder.demo.shown import Button, ShownMessage, shown
from reminder.demo.wire import member_update, message_object

if TYPE_CHECKING:
    from reminder.demo.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class PressAnswer:
    """What the bot answered to a pressed button; `answered` is False if it never did."""

    text: str
    show_alert: bool
    answered: bool


class Person:
    """A human with one private chat per bot.

    With one bot in the stand-in it is implied; with several every act takes `bot=`.
    """

    def __init__(
        self,
        world: World,
        id: int,
        first_name: str,
        last_name: str | None,
        username: str | None,
        language_code: str,
    ) -> None:
        """Made by `StandIn.add_person`."""
        self._world = world
        self.id = id
        self.first_name = first_name
        self.last_name = last_name
        self.username = username
        self.language_code = language_code

    async def open(self, link_or_payload: str = "", *, bot: Bot | None = None) -> None:
        """Tap a deep link (`https://t.me/<bot>?start=PAYLOAD`), a bare payload, or just START.

        Unblocks the bot if it was blocked. Raises ValueError for what Telegram would not open.
        """
        username, payload = _deep_link(link_or_payload)
        if payload and not _PAYLOAD.fullmatch(payload):
            message = "a start payload is 1 to 64 of A-Z a-z 0-9 _ -"
            raise ValueError(message)
        if username is not None and bot is None:
            bot = self._world.bot_named(username)
        chat = self.chat(bot)
        if chat.blocked:
            await self.unblock(bot=chat.bot)
        self._say(chat, f"/start {payload}".rstrip())

    async def write(self, text: str, *, bot: Bot | None = None) -> int:
        """Write a message; returns its id. RuntimeError while the bot is blocked."""
        return self._say(self.chat(bot), text).message_id

    async def edit(self, message_id: int, text: str, *, bot: Bot | None = None) -> None:
        """Edit one of one's own messages. LookupError if there is none such."""
        chat = self._open_chat(bot)
        message = chat.find(message_id)
        if message is None or message.from_bot:
            raise LookupError(f"{self.first_name} has no message {message_id} to edit")
        message.text, message.entities = _typed(text)
        message.edited_at = self._world.now()
        chat.bot.updates.put("edited_message", self.id, message_object(chat, message))

    async def send_photo(
        self, caption: str = "", *, content: bytes = PICTURE, bot: Bot | None = None
    ) -> int:
        """Send a picture (a small PNG unless given); returns the message's id."""
        chat = self._open_chat(bot)
        photo = chat.bot.files.keep_photo(Upload("photo.png", content, "image/png"))
        return self._say(chat, caption, photo=photo).message_id

    async def press(
        self,
        button: str,
        *,
        message_id: int | None = None,
        timeout: float = 5.0,
        bot: Bot | None = None,
    ) -> PressAnswer:
        """Press the newest button whose text contains `button`; waits for the bot's answer.

        The answer has `answered=False` when the bot says nothing for `timeout` seconds. A button
        with a deep link opens it. LookupError if there is no such button.
        """
        chat = self._open_chat(bot)
        message, found = self._button(chat, button, message_id)
        if "callback_data" not in found:
            if (found.get("url") or "").startswith("https://t.me/"):
                await self.open(found["url"], bot=chat.bot)
            return PressAnswer("", show_alert=False, answered=False)
        return await self.press_data(
            found["callback_data"], message.message_id, timeout=timeout, bot=chat.bot
        )

    async def press_data(
        self,
        data: str,
        message_id: int,
        *,
        timeout: float = 5.0,
        bot: Bot | None = None,
    ) -> PressAnswer:
        """Send a callback with any data, as a forged client can; LookupError if no message."""
        chat = self._open_chat(bot)
        message = chat.find(message_id)
        if message is None:
            raise LookupError(f"there is no message {message_id}")
        query = chat.bot.ask()
        chat.pressed += 1
        body = {
            "id": query.query_id,
            "from": self.as_user(),
            "chat_instance": str(self.id * 1_000_003),
            "message": message_object(chat, message),
            "data": data,
        }
        chat.bot.updates.put("callback_query", self.id, body)
        await self._world.until(lambda: query.answered, timeout)
        return PressAnswer(query.text, query.show_alert, query.answered)

    async def block(self, *, bot: Bot | None = None) -> None:
        """Block the bot; nothing happens if it is blocked already."""
        self._set_blocked(self.chat(bot), blocked=True)

    async def unblock(self, *, bot: Bot | None = None) -> None:
        """Unblock the bot; nothing happens if it is not blocked."""
        self._set_blocked(self.chat(bot), blocked=False)

    async def deactivate(self) -> None:
        """Delete the account: bots get 403 from now on."""
        for bot in self._world.bots.values():
            self.chat(bot).deactivated = True
        self._world.changes.touch()

    def messages(self, *, bot: Bot | None = None) -> list[ShownMessage]:
        """Everything said in the chat, oldest first, the deleted ones marked."""
        return [shown(message) for message in self.chat(bot).messages.values()]

    def received(self, *, bot: Bot | None = None) -> list[ShownMessage]:
        """What the bot has written, oldest first, the deleted ones marked."""
        return [message for message in self.messages(bot=bot) if message.from_bot]

    def last(self, *, bot: Bot | None = None) -> ShownMessage:
        """Return the newest message that is not deleted; LookupError while there is none."""
        visible = self.chat(bot).visible()
        if not visible:
            raise LookupError(f"{self.first_name}'s chat is empty")
        return shown(visible[-1])

    def button(self, text: str, *, bot: Bot | None = None) -> Button:
        """Return the newest button whose text contains `text`; LookupError if there is none."""
        found = self._button(self.chat(bot), text, None)[1]
        return Button(found["text"], found.get("callback_data"), found.get("url"))

    def as_user(self) -> dict[str, Any]:
        """The Bot API's User of this person."""
        body: dict[str, Any] = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }
        if self.last_name:
            body["last_name"] = self.last_name
        if self.username:
            body["username"] = self.username
        return body

    def chat(self, bot: Bot | None = None) -> Chat:
        """Return the chat with a bot, empty before the first word."""
        chosen = bot or self._world.only_bot()
        if self.id not in chosen.chats:
            chosen.chats[self.id] = Chat(chosen, self)
        return chosen.chats[self.id]

    def _open_chat(self, bot: Bot | None) -> Chat:
        chat = self.chat(bot)
        if chat.blocked:
            raise RuntimeError(f"{self.first_name} has blocked the bot and must unblock it first")
        return chat

    def _say(self, chat: Chat, text: str, **media: Any) -> Message:
        if chat.blocked:
            raise RuntimeError(f"{self.first_name} has blocked the bot and must unblock it first")
        plain, entities = _typed(text) if text or not media else ("", [])
        chat.started = True
        message = chat.add(
            Message(
                chat.bot.next_message_id(),
                from_bot=False,
                sent_at=self._world.now(),
                text=plain,
                entities=entities,
                **media,
            )
        )
        chat.bot.updates.put("message", self.id, message_object(chat, message))
        return message

    def _set_blocked(self, chat: Chat, *, blocked: bool) -> None:
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        body = member_update(chat, self._world.now(), blocked=blocked)
        chat.bot.updates.put("my_chat_member", self.id, body)

    def _button(
        self, chat: Chat, text: str, message_id: int | None
    ) -> tuple[Message, dict[str, Any]]:
        seen: list[str] = []
        for message in reversed(chat.visible()):
            if message_id is not None and message.message_id != message_id:
                continue
            for button in _flat(message.keyboard):
                if text in button["text"]:
                    return message, button
                seen.append(button["text"])
        raise LookupError(f"no button {text!r} on {self.first_name}'s screen; there are {seen}")


def _flat(keyboard: Iterable[Iterable[dict[str, Any]]]) -> list[dict[str, Any]]:
    return [button for row in keyboard for button in row]


def _typed(text: str) -> tuple[str, list[dict[str, Any]]]:
    plain = text.strip()
    if not plain or utf16_length(plain) > 4096:
        message = "a person's message has 1 to 4096 characters"
        raise ValueError(message)
    return plain, with_found(plain, [])


def _deep_link(link: str) -> tuple[str | None, str]:
    """Split a deep link into the bot's username, if it names one, and the payload."""
    if not re.match(r"(https?://)?t\.me/|tg://resolve\?", link):
        return None, link
    parts = urlsplit(link if "://" in link else f"https://{link}")
    asked = parse_qs(parts.query)
    payload = asked.get("start", [""])[0]
    if parts.scheme == "tg":
        return asked.get("domain", [""])[0], payload
    return parts.path.strip("/"), payload
