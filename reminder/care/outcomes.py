"""What became of an attempt to send, as values.

The gateway produces them, the dispatcher records them.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from reminder.care.plain import plain


@plain(frozen=True, slots=True)
class Delivered:
    """Telegram has accepted it as message `message_id` (0 where the method returns none)."""

    message_id: int


@plain(frozen=True, slots=True)
class Deferred:
    """Surely not delivered (429, refused connection, no pool slot): to be tried after `wait`."""

    wait: timedelta
    reason: str
    halts_bot: bool = False


class Refusal(StrEnum):
    """Why Telegram will not take it."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    CHAT_NOT_FOUND = "chat_not_found"
    BAD_REQUEST = "bad_request"
    """The message itself is at fault, not the chat."""
    UNSUPPORTED = "unsupported"
    """The server cannot send what it is, such as a file."""


@plain(frozen=True, slots=True)
class Refused:
    """Surely not delivered and never will be."""

    refusal: Refusal


@plain(frozen=True, slots=True)
class Uncertain:
    """Nobody can tell whether it arrived (read timeout, reset, 5xx, found `sending` at start)."""

    reason: str
    server_fault: bool = False
    """True for a 5xx: a run of these opens the breaker."""


Outcome = Delivered | Deferred | Refused | Uncertain


@plain(frozen=True, slots=True)
class NotBegun:
    """The send was called off before the wire (opted out, cancelled, lease over)."""

    reason: str
    retry_at: datetime | None = None
