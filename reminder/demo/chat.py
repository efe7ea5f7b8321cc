"""A private chat between one bot and one person, and the messages in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reminder.demo.entities import Entity
from reminder.demo.files import StoredFile

if TYPE_CHECKING:
    from reminder.demo.bots import Bot
    from reminder.demo.people import Person


@dataclass
class Message:
    """One message as Telegram stores it; instants are aware."""

    message_id: int
    from_bot: bool
    sent_at: datetime
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    photo: StoredFile | None = None
    document: StoredFile | None = None
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    edited_at: datetime | None = None
    keyboard_edited_at: datetime | None = None
    pinned: bool = False
    silent: bool = False
    deleted: bool = False
    reply_to: int | None = None

    @property
    def has_media(self) -> bool:
        """Whether the text is a caption."""
        return self.photo is not None or self.document is not None


@dataclass
class Chat:
    """What one person and one bot have said to each other.

    `started` once the person has opened the bot; `blocked` while the person blocks it.
    """

    bot: Bot
    person: Person
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    pins: list[int] = field(default_factory=list)
    pressed: int = 0
    action: str | None = None

    def add(self, message: Message) -> Message:
        """Put a message at the end; a bot that has written is no longer typing."""
        self.messages[message.message_id] = message
        if message.from_bot:
            self.action = None
        return message

    def find(self, message_id: int | None) -> Message | None:
        """Return the message with this id unless it has been deleted."""
        message = self.messages.get(message_id) if message_id is not None else None
        return None if message is None or message.deleted else message

    def visible(self) -> list[Message]:
        """Messages not deleted, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]
