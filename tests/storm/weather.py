"""Bad weather between the service and Telegram: at random, by a seed."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from reminder.demo.faults import (
    AnswerLost,
    Fault,
    Faults,
    Hang,
    HangAfter,
    HttpError,
    Pause,
    Reset,
    TooMany,
)

LONGEST_PAUSE = 0.3
"""Real seconds that a request may wait before it is carried out, whoever still lives by then."""
PATIENCE = 10.0
"""Seconds that the service waits for an answer."""


@dataclass(frozen=True)
class Sky:
    """How likely a request meets each kind of weather (shares of one; the rest goes well)."""

    faults: tuple[tuple[float, Callable[[Random], Fault]], ...] = ()


def _paused(rng: Random) -> Fault:
    gate = asyncio.Event()
    asyncio.get_running_loop().call_later(rng.uniform(0.01, LONGEST_PAUSE), gate.set)
    return Pause(gate)


CALM = Sky()
SLOW = Sky(((0.4, _paused), (0.4, lambda rng: HangAfter(rng.uniform(0.01, 0.4)))))
"""Every request is carried out and answered, but most take their time before it or after it."""
STORMY = Sky(
    (
        (0.10, lambda _: AnswerLost()),
        (0.10, lambda _: Reset()),
        (0.05, lambda _: HttpError()),
        (0.03, lambda rng: TooMany(rng.randint(1, 3))),
        (0.03, lambda _: Hang(PATIENCE + 1)),
        (0.03, lambda _: HangAfter(PATIENCE + 1)),
        (0.20, _paused),
    )
)


class Weather(Faults):
    """Faults that happen by themselves. `lost` counts, by chat, the requests that were carried out
    while the service never heard so; `struck` counts what happened by its name.
    """

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self.sky = CALM
        self.lost: Counter[int] = Counter()
        self.struck: Counter[str] = Counter()
        self._rng = rng
        self._waiting: list[asyncio.Event] = []

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return what hits this request: what was ordered, else what the sky brings."""
        fault = super().take(method, chat_id)
        if fault is None and method != "getMe":
            fault = self._drawn()
        if fault is not None:
            self.struck[type(fault).__name__] += 1
        if isinstance(fault, Pause):
            self._waiting.append(fault.event)
        if isinstance(fault, AnswerLost) or (
            isinstance(fault, HangAfter) and fault.seconds > PATIENCE
        ):
            self.lost[chat_id or 0] += 1
        return fault

    async def over(self) -> None:
        """Wait until all requests are carried out that have arrived by now, whoever sent them."""
        await _some_rounds()
        waiting, self._waiting = self._waiting, []
        for gate in waiting:
            await gate.wait()
        await _some_rounds()

    def _drawn(self) -> Fault | None:
        drawn = self._rng.random()
        for share, fault in self.sky.faults:
            drawn -= share
            if drawn < 0:
                return fault(self._rng)
        return None


async def _some_rounds() -> None:
    """Let this process's loop go round: what lies in its sockets is read, and what it has read is
    carried out.
    """
    for _ in range(8):
        await asyncio.sleep(0.01)
