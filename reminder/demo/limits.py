"""Telegram's limits on sending, switchable."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from reminder.demo.errors import ApiError

BOT_A_SECOND = 30
PAID_A_SECOND = 1000
CHAT_BURST = 3
CHAT_A_SECOND = 1.0


@dataclass
class _Bucket:
    level: float
    at: float


@dataclass
class _Spent:
    recent: deque[float] = field(default_factory=deque)
    chats: dict[int, _Bucket] = field(default_factory=dict)
    halted_until: float = 0.0


class Limits:
    """30 messages in any second for a bot, one a second for a chat with a burst of three.

    Seconds here are real ones (`monotonic`), whatever the service's clock says. After a refusal
    for the whole bot everything that it sends is refused until the time it was told is up.
    """

    def __init__(self, enabled: bool, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Switch on or off by `enabled`, at any time."""
        self.enabled = enabled
        self._monotonic = monotonic
        self._spent: dict[int, _Spent] = {}

    def spend(self, bot_id: int, chat_id: int, *, paid: bool = False) -> None:
        """Count one message of a bot to a chat.

        Raises ApiError 429 with `retry_after` in whole seconds when there is no room for it.
        """
        if not self.enabled:
            return
        now = self._monotonic()
        spent = self._spent.setdefault(bot_id, _Spent())
        if now < spent.halted_until:
            raise _too_many(spent.halted_until - now)
        while spent.recent and spent.recent[0] <= now - 1.0:
            spent.recent.popleft()
        if len(spent.recent) >= (PAID_A_SECOND if paid else BOT_A_SECOND):
            error = _too_many(spent.recent[0] + 1.0 - now)
            spent.halted_until = now + (error.retry_after or 1)
            raise error
        bucket = spent.chats.setdefault(chat_id, _Bucket(CHAT_BURST, now))
        bucket.level = min(CHAT_BURST, bucket.level + (now - bucket.at) * CHAT_A_SECOND)
        bucket.at = now
        if bucket.level < 1.0:
            raise _too_many((1.0 - bucket.level) / CHAT_A_SECOND)
        bucket.level -= 1.0
        spent.recent.append(now)


def _too_many(seconds: float) -> ApiError:
    wait = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
