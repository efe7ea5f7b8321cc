"""What an error of python-telegram-bot means for the message that was to be sent."""

from datetime import timedelta

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from reminder.bot.limits import Limiter
from reminder.bot.repertoire import Unsupported
from reminder.bot.transport import NotSent, ServerFault, cause
from reminder.care.outcomes import Deferred, Refusal, Refused, Uncertain
from reminder.care.reasons import Reason

log = structlog.get_logger()

NOT_SENT_WAIT = timedelta(seconds=5)
"""First wait after a failure to connect; who tries again lets it grow."""

TOKEN_WAIT = timedelta(minutes=1)
"""Wait after the token was rejected: the operator has to act first."""

# Telegram's words, in lower case. No code tells these apart, and a proxy in between cannot
# produce them, because the transport lets through Telegram's own answers alone.
_CHAT = (
    ("bot was blocked", Refusal.BLOCKED),
    ("user_is_blocked", Refusal.BLOCKED),
    ("bot was kicked", Refusal.BLOCKED),
    ("not a member", Refusal.BLOCKED),
    ("have no rights to send", Refusal.BLOCKED),
    ("not enough rights", Refusal.BLOCKED),
    ("user is deactivated", Refusal.DEACTIVATED),
    ("user_deactivated", Refusal.DEACTIVATED),
    ("chat was deactivated", Refusal.DEACTIVATED),
    ("can't initiate conversation", Refusal.CHAT_NOT_FOUND),
    ("can't send messages to", Refusal.CHAT_NOT_FOUND),
    ("chat not found", Refusal.CHAT_NOT_FOUND),
    ("user not found", Refusal.CHAT_NOT_FOUND),
    ("chat was deleted", Refusal.CHAT_NOT_FOUND),
    ("peer_id_invalid", Refusal.CHAT_NOT_FOUND),
    ("chat_id is empty", Refusal.CHAT_NOT_FOUND),
)
_UNCHANGED = "message is not modified"
_NO_TEXT = "there is no text in the message to edit"
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no caption in the message to edit",
)


def outcome_of(error: TelegramError) -> Deferred | Refused | Uncertain:
    """Return what became of a message whose sending ended in this error."""
    # BadRequest is a NetworkError to the library, so it must be asked for first.
    if isinstance(error, RetryAfter):
        return Deferred(flood_wait(error), Reason.FLOOD_CONTROL, halts_bot=True)
    if isinstance(error, Forbidden):
        # Whatever the words: this chat does not let the bot write.
        return Refused(about_chat(error) or Refusal.BLOCKED)
    if isinstance(error, Unsupported):
        return Refused(Refusal.UNSUPPORTED)
    if isinstance(error, BadRequest):
        return Refused(about_chat(error) or Refusal.BAD_REQUEST)
    if isinstance(error, ChatMigrated):
        return Refused(Refusal.CHAT_NOT_FOUND)
    if isinstance(error, InvalidToken):
        return Deferred(TOKEN_WAIT, Reason.TOKEN_REJECTED)
    if isinstance(error, Conflict):
        return Deferred(NOT_SENT_WAIT, Reason.ANOTHER_PROCESS_POLLS)
    reason = cause(error)
    if isinstance(reason, NotSent):
        return Deferred(NOT_SENT_WAIT, f"{Reason.NOT_SENT}: {reason}")
    if isinstance(reason, ServerFault):
        return Uncertain(str(reason), server_fault=True)
    return Uncertain(str(reason) if reason is not None else type(error).__name__)


def about_chat(error: TelegramError) -> Refusal | None:
    """Return what is wrong with the chat; None where the message itself is at fault."""
    words = error.message.lower()
    return next((refusal for sign, refusal in _CHAT if sign in words), None)


def flood_wait(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait, whichever way the library gives it."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def heed(error: TelegramError, limiter: Limiter) -> None:
    """Halt the whole bot after a 429, for as long as Telegram says."""
    if isinstance(error, RetryAfter):
        wait = flood_wait(error).total_seconds()
        limiter.halt(limiter.now() + wait)
        log.warning("flood control", action="halt", seconds=wait)


def is_unchanged(error: TelegramError) -> bool:
    """Tell whether an edit was refused because the message already says just that."""
    return isinstance(error, BadRequest) and _UNCHANGED in error.message.lower()


def has_no_text(error: TelegramError) -> bool:
    """Tell whether an edit was refused because the message is a picture with a caption."""
    return isinstance(error, BadRequest) and _NO_TEXT in error.message.lower()


def is_webhook(error: TelegramError) -> bool:
    """Tell whether updates cannot be fetched because a webhook takes them."""
    return "webhook is active" in error.message.lower()


def cannot_be_edited(error: TelegramError) -> bool:
    """Tell whether an edit was refused because the message is gone or too old, or the server edits
    no messages.
    """
    if isinstance(error, Unsupported):
        return True
    words = error.message.lower()
    return isinstance(error, BadRequest) and any(sign in words for sign in _NOT_EDITABLE)
