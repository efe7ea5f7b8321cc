"""Faults on request: what the network and Telegram's servers do to a request on a bad day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerLost:
    """The request is carried out, then the connection closes without an answer."""


@dataclass(frozen=True)
class Hang:
    """Nothing is carried out and nothing is answered for `seconds`; then the connection closes."""

    seconds: float = 60.0


@dataclass(frozen=True)
class HangAfter:
    """The request is carried out; the answer comes only after `seconds`."""

    seconds: float = 60.0


@dataclass(frozen=True)
class HttpError:
    """Nothing is carried out; a proxy in between answers with `status` and an HTML page."""

    status: int = 502
    html: str = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True)
class TooMany:
    """Nothing is carried out; 429 with `retry_after` in whole seconds."""

    retry_after: int = 1


@dataclass(frozen=True)
class Reset:
    """The connection is reset (RST) before anything is carried out."""


@dataclass(frozen=True)
class Refuse:
    """Nothing is carried out; Telegram refuses with this code and these words."""

    error_code: int
    description: str


@dataclass(frozen=True, eq=False)
class Pause:
    """The request waits until `event` is set, then goes on as if nothing had been.

    While it waits, its call stands in `StandIn.calls` with status 0.
    """

    event: asyncio.Event


Fault = AnswerLost | Hang | HangAfter | HttpError | TooMany | Reset | Refuse | Pause


@dataclass
class _Ordered:
    method: str
    fault: Fault
    left: int | None
    chat_id: int | None


class Faults:
    """The faults that have been ordered and not yet happened."""

    def __init__(self) -> None:
        """Start with none."""
        self._ordered: list[_Ordered] = []

    def add(
        self,
        method: str,
        fault: Fault,
        times: int | None = 1,
        chat_id: int | None = None,
    ) -> None:
        """Order a fault for the next `times` requests of `method` (any case; "*" is every one).

        `times=None` lasts until `clear`. With `chat_id` only requests to that chat are hit.
        Faults of one method happen in the order in which they were added.
        """
        self._ordered.append(_Ordered(method.lower(), fault, times, chat_id))

    def clear(self) -> None:
        """Forget all that have not happened, and let go of the requests that are paused."""
        for ordered in self._ordered:
            if isinstance(ordered.fault, Pause):
                ordered.fault.event.set()
        self._ordered.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault that hits this request, if any, and count it down."""
        for ordered in self._ordered:
            if ordered.method not in {method.lower(), "*"}:
                continue
            if ordered.chat_id is not None and ordered.chat_id != chat_id:
                continue
            if ordered.left is not None:
                ordered.left -= 1
                if ordered.left <= 0:
                    self._ordered.remove(ordered)
            return ordered.fault
        return None
