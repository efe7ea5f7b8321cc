"""Whose turn it is: Telegram's limits on sending, kept in front of every call.

Telegram allows a bot about 30 messages a second and each chat one; beyond, it refuses everything
for a while. Turns are evenly spaced (no bursts), answers to people go before reminders, and within
those first come, first served. A chat that must wait holds up no other.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from typing import Protocol

HEADROOM = 0.03
"""Share of each interval added to it: what leaves evenly spaced does not arrive so."""

EDIT_SHARE = 0.25
"""How much of a chat's interval an edit takes up."""

_LATENESS = 0.02
"""Seconds by which a timer may be late before the rate suffers; the headroom has room for it."""


class Priority(IntEnum):
    """Who goes first."""

    ANSWER = 0
    """To somebody who has just written or pressed something, and waits."""
    REMINDER = 1


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second; None switches the limit off. `bot` may be 1000 with paid broadcasts."""

    bot: float | None = 30.0
    chat: float | None = 1.0


class Alarm(Protocol):
    """Something set for later that can be called off."""

    def cancel(self) -> None:
        """Call it off."""
        ...


class Timer(Protocol):
    """A monotonic clock with alarms, as an event loop is one."""

    def time(self) -> float:
        """Return the time in seconds, which never goes back."""
        ...

    def call_at(self, when: float, callback: Callable[[], object]) -> Alarm:
        """Call back once at the time `when`."""
        ...


@dataclass(eq=False, slots=True)
class Turn:
    """Leave to make one call now. What was free before it is kept, so that it can be given back."""

    chat_id: int | None
    bot_free_at: float
    chat_free_at: float


@dataclass(order=True, slots=True)
class _Waiter:
    priority: Priority
    number: int
    edit: bool = field(compare=False)
    granted: asyncio.Future[Turn] = field(compare=False)


@dataclass(eq=False, slots=True)
class _Line:
    """Those who wait for one chat, and since when it is free."""

    waiters: list[_Waiter] = field(default_factory=list)
    free_at: float = float("-inf")
    resting: bool = False
    last: Turn | None = None

    def first(self) -> _Waiter | None:
        while self.waiters and self.waiters[0].granted.done():
            heappop(self.waiters)  # its caller was cancelled
        return self.waiters[0] if self.waiters else None


class Limiter:
    """Hands out turns. `timer` is the running event loop where none is given; `waited` is told for
    how many seconds each turn was waited for.
    """

    def __init__(
        self,
        rates: Rates | None = None,
        timer: Timer | None = None,
        waited: Callable[[float], object] = lambda _seconds: None,
    ) -> None:
        rates = Rates() if rates is None else rates
        self._bot_interval = (1 + HEADROOM) / rates.bot if rates.bot else 0.0
        self._chat_interval = (1 + HEADROOM) / rates.chat if rates.chat else 0.0
        self._timer = timer
        self._bot_free_at = float("-inf")
        self._halted_until = float("-inf")
        self._last: Turn | None = None
        self._lines: dict[int | None, _Line] = {}
        self._ready: list[tuple[_Waiter, int | None]] = []
        self._resting: list[tuple[float, int]] = []
        self._alarm: tuple[float, Alarm] | None = None
        self._count = 0
        self._waiting = 0
        self._waited = waited

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return self._waiting

    def now(self) -> float:
        """Return the limiter's own time: monotonic, in seconds."""
        return self._clock().time()

    @property
    def halted_until(self) -> float:
        """Until when (on the clock of `now`) no turns are given; in the past if they are."""
        return self._halted_until

    def halt(self, until: float) -> None:
        """Give no turn before `until` (on the clock of `now`); an earlier time changes nothing."""
        self._halted_until = max(self._halted_until, until)

    async def turn(
        self,
        chat_id: int | None,
        priority: Priority = Priority.REMINDER,
        *,
        edit: bool = False,
    ) -> Turn:
        """Wait for the turn of one call; `chat_id` is None where it is not about a chat."""
        self._count += 1
        waiter = _Waiter(priority, self._count, edit, asyncio.get_running_loop().create_future())
        line = self._lines.setdefault(chat_id, _Line())
        heappush(line.waiters, waiter)
        if not line.resting:
            heappush(self._ready, (waiter, chat_id))
        self._waiting += 1
        begun = self.now()
        try:
            self._hand_out()
            turn = await waiter.granted
            self._waited(self.now() - begun)
            return turn
        except asyncio.CancelledError:
            if waiter.granted.done() and not waiter.granted.cancelled():
                self.give_back(waiter.granted.result())
            raise
        finally:
            self._waiting -= 1

    def give_back(self, turn: Turn) -> None:
        """Free a turn that was not used, as far as no later one has been built on it."""
        if self._last is turn:
            self._bot_free_at = turn.bot_free_at
        line = self._lines.get(turn.chat_id)
        if line is not None and line.last is turn and line.resting and turn.chat_id is not None:
            line.free_at = turn.chat_free_at
            heappush(self._resting, (line.free_at, turn.chat_id))
        self._hand_out()

    def _hand_out(self) -> None:
        now = self.now()
        self._wake(now)
        while self._ready:
            open_at = max(self._halted_until, self._bot_free_at)
            if open_at > now:
                self._call_at(open_at)
                return
            waiter, chat_id = heappop(self._ready)
            line = self._lines.get(chat_id)
            if line is None:
                continue  # its caller was cancelled, and nobody else waits for that chat
            if line.resting or line.first() is not waiter:
                self._offer(chat_id, line)
            else:
                self._grant(waiter, chat_id, line, now)
        if self._waiting and self._resting:
            self._call_at(self._resting[0][0])

    def _wake(self, now: float) -> None:
        """End the rest of the chats whose time has come; forget those for whom nobody waits."""
        while self._resting and self._resting[0][0] <= now:
            at, chat_id = heappop(self._resting)
            line = self._lines.get(chat_id)
            if line is None or not line.resting or line.free_at != at:
                continue  # a turn was given back, or taken since
            line.resting = False
            if line.first() is None:
                del self._lines[chat_id]
            else:
                self._offer(chat_id, line)

    def _offer(self, chat_id: int | None, line: _Line) -> None:
        first = line.first()
        if first is not None and not line.resting:
            heappush(self._ready, (first, chat_id))

    def _grant(self, waiter: _Waiter, chat_id: int | None, line: _Line, now: float) -> None:
        heappop(line.waiters)
        turn = Turn(chat_id, self._bot_free_at, line.free_at)
        self._last = line.last = turn
        # A timer that rings late must not slow down the whole run.
        on_time = now - self._bot_free_at <= _LATENESS
        self._bot_free_at = (self._bot_free_at if on_time else now) + self._bot_interval
        if chat_id is not None:
            interval = self._chat_interval * (EDIT_SHARE if waiter.edit else 1.0)
            line.free_at = now + interval
            line.resting = True
            heappush(self._resting, (line.free_at, chat_id))
            self._wake(now)
        else:
            self._offer(chat_id, line)
        waiter.granted.set_result(turn)

    def _call_at(self, when: float) -> None:
        if self._alarm is not None:
            if self._alarm[0] <= when:
                return
            self._alarm[1].cancel()
        self._alarm = (when, self._clock().call_at(when, self._ring))

    def _ring(self) -> None:
        self._alarm = None
        self._hand_out()

    def _clock(self) -> Timer:
        if self._timer is None:
            self._timer = asyncio.get_running_loop()
        return self._timer
