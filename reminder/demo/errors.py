"""What the stand-in answers when a request is refused."""

from __future__ import annotations


class ApiError(Exception):
    """A request that Telegram would refuse, with its code and its words.

    `retry_after` is in whole seconds and only set for 429.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        """Keep what the answer's body needs."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(words: str) -> ApiError:
    """Build the 400 that Telegram words as `Bad Request: …`."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """Build the 403 that Telegram words as `Forbidden: …`."""
    return ApiError(403, f"Forbidden: {words}")
