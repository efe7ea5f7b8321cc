"""What a server of the Bot API can do, as far as it has shown it."""

import structlog
from telegram.error import BadRequest

log = structlog.get_logger()

NICETIES = frozenset(
    {
        "answerCallbackQuery",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "editMessageText",
        "getWebhookInfo",
        "pinChatMessage",
        "sendDocument",
        "sendPhoto",
        "setMyCommands",
        "unpinChatMessage",
    }
)
"""The methods that the service can do without."""

_TRIED_AGAIN = frozenset({"getWebhookInfo", "sendDocument"})
"""Those in whose place nothing is sent at once: after one of the 500s they are tried again."""

_UNKNOWN_METHOD = frozenset({404, 405, 501})


class Unsupported(BadRequest):
    """The server does not know this method: what it was for is done without, or in another way."""


class Repertoire:
    """Which niceties a server has carried out, and which it was found not to know."""

    def __init__(self) -> None:
        self._done: set[str] = set()
        self._missed: set[str] = set()

    def lacks(self, method: str) -> bool:
        """Tell whether the server was found not to know this method, and has never done it."""
        return method in self._missed and method not in self._done

    def judge(self, method: str, status: int) -> None:
        """Note the HTTP status of an answer to `method`.

        Some servers fail with one of the 500s where they do not know a method, so one that has
        never worked and fails so is taken for unknown: a needless text in its place does no harm.

        Raises:
            Unsupported: the server does not know the method; logged the first time.
        """
        if method not in NICETIES:
            return
        if status < 300:
            self._done.add(method)
            return
        fails = status >= 500 and method not in self._done | _TRIED_AGAIN
        if status not in _UNKNOWN_METHOD and not fails:
            return
        if method not in self._missed:
            self._missed.add(method)
            log.warning(
                "this server lacks a method, going on without it",
                action="unsupported",
                method=method,
                status=status,
            )
        message = f"{method} is not supported (HTTP {status})"
        raise Unsupported(message)
