"""What the service wants to say: one Telegram message or one edit, as a value that can be stored.

Text is Telegram HTML. An `Outgoing` is turned to JSON, encrypted, and waits in the delivery table
until the dispatcher sends it, so that an answer survives a crash between handling and sending.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime

from reminder.care.plain import plain
from reminder.pictures.timeline import Timeline, read_timeline


@plain(frozen=True, slots=True)
class Button:
    """An inline button: `data` (at most 64 bytes) comes back on a press, `url` opens a page."""

    text: str
    data: str | None = None
    url: str | None = None


HALF_A_ROW = 19
"""Characters of a button's text for which half a phone's width has room; Telegram cuts off more."""


def side_by_side(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Return two buttons in a row, or in a row each where the text of one would be cut off."""
    if any(len(button.text) > HALF_A_ROW for button in buttons):
        return tuple((button,) for button in buttons)
    return (buttons,)


@plain(frozen=True, slots=True)
class Attachment:
    """A file that goes with the text, which is its caption (at most 1024 characters).

    `picture`: it is shown in the chat; where a server takes no pictures, the text goes out alone.
    Anything else is a document, e.g. the printed aftercare sheet or a calendar.
    """

    name: str
    content: bytes
    picture: bool = False


@plain(frozen=True, slots=True)
class Outgoing:
    """One message or one edit.

    `qr`: send a QR picture of this link, the text as its caption.
    `timeline`: send the picture of this plan. Both are drawn when the message is sent, so that no
    transaction waits for it.
    `anchor`: a name under which a later edit finds this message ("enrolment:12").
    `edits`: edit the newest delivered message with this anchor in the same chat; where there is
    none, or Telegram no longer lets it be edited, it is sent as a new message instead.
    `edits_message`: edit this very message (the one whose button was pressed).
    `pin`: a message that is sent anew is pinned, and the one that it could not edit is unpinned.
    On a server that edits no messages it is not sent: nothing could keep it up to date.
    `unpin`: the edited message is unpinned as well; where it cannot be edited, that is all.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    qr: str | None = None
    timeline: Timeline | None = None
    attachment: Attachment | None = None
    anchor: str | None = None
    edits: str | None = None
    edits_message: int | None = None
    silent: bool = False
    pin: bool = False
    unpin: bool = False

    def to_json(self) -> str:
        """Return the value as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, default=_as_written)

    @classmethod
    def from_json(cls, text: str) -> "Outgoing":
        """Return the value that `to_json` wrote."""
        raw = json.loads(text)
        raw["buttons"] = tuple(tuple(Button(**b) for b in row) for row in raw["buttons"])
        if (file := raw["attachment"]) is not None:
            raw["attachment"] = Attachment(**file | {"content": b64decode(file["content"])})
        if (plan := raw.get("timeline")) is not None:
            raw["timeline"] = read_timeline(plan)
        return cls(**raw)


def _as_written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    message = f"{type(value).__name__} cannot be stored"
    raise TypeError(message)
