"""Messages as a person sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reminder.demo.chat import Message
from reminder.demo.entities import to_html


@dataclass(frozen=True)
class Button:
    """An inline button; exactly one of `callback_data` and `url` is set on common ones."""

    text: str
    callback_data: str | None
    url: str | None


@dataclass(frozen=True)
class ShownMessage:
    """One message on a person's screen.

    `text` is plain (a caption counts as text), `html` the same with its formatting, escaped.
    `photo` is the picture's bytes, `document` its name and bytes. Instants are aware.
    """

    message_id: int
    from_bot: bool
    text: str
    html: str
    photo: bytes | None
    document: tuple[str, bytes] | None
    buttons: list[list[Button]]
    sent_at: datetime
    edited_at: datetime | None
    pinned: bool
    silent: bool
    deleted: bool


def shown(message: Message) -> ShownMessage:
    """Return what a person sees of a message."""
    return ShownMessage(
        message_id=message.message_id,
        from_bot=message.from_bot,
        text=message.text,
        html=to_html(message.text, message.entities),
        photo=message.photo.content if message.photo else None,
        document=(message.document.name, message.document.content) if message.document else None,
        buttons=[
            [Button(b["text"], b.get("callback_data"), b.get("url")) for b in row]
            for row in message.keyboard
        ],
        sent_at=message.sent_at,
        edited_at=message.edited_at,
        pinned=message.pinned,
        silent=message.silent,
        deleted=message.deleted,
    )
