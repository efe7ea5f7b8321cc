import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.bot.limits import Limiter, Priority, Rates


@dataclass
class Ring:
    """An alarm of the test's clock."""

    when: float
    callback: Callable[[], object]
    off: bool = False

    def cancel(self) -> None:
        """Call it off."""
        self.off = True


@dataclass
class Clock:
    """A monotonic clock that the test moves; `late` is by how much its alarms are late."""

    at: float = 1000.0
    late: float = 0.0
    rings: list[Ring] = field(default_factory=list)

    def time(self) -> float:
        """Return the test's time."""
        return self.at

    def call_at(self, when: float, callback: Callable[[], object]) -> Ring:
        """Keep the alarm."""
        self.rings.append(Ring(when, callback))
        return self.rings[-1]

    async def run(self, until: float) -> None:
        """Move on, ringing what is due, and let everybody act in between."""
        await settle()
        while True:
            due = [ring for ring in self.rings if not ring.off and ring.when + self.late <= until]
            if not due:
                break
            first = min(due, key=lambda ring: ring.when)
            self.rings.remove(first)
            self.at = max(self.at, first.when + self.late)
            first.callback()
            await settle()
        self.at = max(self.at, until)


async def settle() -> None:
    """Let every coroutine go as far as it can."""
    for _ in range(10):
        await asyncio.sleep(0)


@dataclass
class Desk:
    """A limiter, and a note of who had a turn when (seconds since the start)."""

    clock: Clock
    limiter: Limiter
    turns: list[tuple[str, float]] = field(default_factory=list)
    tasks: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def ask(
        self,
        name: str,
        chat_id: int | None,
        priority: Priority = Priority.REMINDER,
        *,
        edit: bool = False,
        back: bool = False,
    ) -> None:
        """Ask for a turn in the background; with `back` it is given back as soon as it is got."""

        async def wait() -> None:
            turn = await self.limiter.turn(chat_id, priority, edit=edit)
            self.turns.append((name, round(self.clock.at - 1000.0, 4)))
            if back:
                self.limiter.give_back(turn)

        self.tasks[name] = asyncio.ensure_future(wait())

    def times(self) -> list[float]:
        """Return when turns were had."""
        return [at for _, at in self.turns]

    def names(self) -> list[str]:
        """Return who had turns, in order."""
        return [name for name, _ in self.turns]


def desk(bot: float | None = None, chat: float | None = None, late: float = 0.0) -> Desk:
    """Return a limiter at the test's clock; limits are off unless given."""
    clock = Clock(late=late)
    return Desk(clock, Limiter(Rates(bot, chat), clock))


async def test_turns_are_evenly_spaced() -> None:
    """There is no burst at the start, and never more than 30 in one second."""
    d = desk(bot=30)
    for i in range(100):
        d.ask(str(i), i)
    await d.clock.run(1010)
    times = d.times()
    assert len(times) == 100
    assert all(b - a >= 1 / 30 - 1e-3 for a, b in pairwise(times))
    assert max(sum(1 for t in times if a <= t < a + 1) for a in times) <= 30
    assert times[-1] < 3.6


async def test_a_chat_gets_one_a_second_and_holds_up_nobody() -> None:
    """Messages to one chat keep their order and distance while other chats go ahead."""
    d = desk(bot=100, chat=1)
    for i in range(3):
        d.ask(f"a{i}", 1)
    d.ask("b", 2)
    await d.clock.run(1010)
    assert d.names() == ["a0", "b", "a1", "a2"]
    at = dict(d.turns)
    assert at["b"] < 0.1
    assert 1.0 <= at["a1"] - at["a0"] < 1.1
    assert 1.0 <= at["a2"] - at["a1"] < 1.1


async def test_answers_go_before_reminders() -> None:
    """Who has just pressed a button does not wait behind the morning's reminders."""
    d = desk(bot=1, chat=1)
    for i in range(3):
        d.ask(f"reminder{i}", i)
    d.ask("same chat", 1, Priority.ANSWER)
    d.ask("answer", 9, Priority.ANSWER)
    await d.clock.run(1010)
    assert d.names() == ["reminder0", "same chat", "answer", "reminder1", "reminder2"]


async def test_an_edit_is_cheap_for_its_chat() -> None:
    """After an edit the chat rests a quarter of the time that it rests after a message."""
    d = desk(chat=1)
    d.ask("edit", 1, edit=True)
    d.ask("message", 1)
    d.ask("next", 1)
    await d.clock.run(1010)
    at = dict(d.turns)
    assert 0.25 <= at["message"] - at["edit"] < 0.3
    assert at["next"] - at["message"] >= 1.0


async def test_a_halt_stops_everybody_until_its_time() -> None:
    """While Telegram says wait nobody gets a turn, answers included; an earlier end is ignored."""
    d = desk()
    d.limiter.halt(1017.0)
    d.limiter.halt(1003.0)
    d.ask("answer", 1, Priority.ANSWER)
    d.ask("no chat", None)
    await d.clock.run(1016.9)
    assert d.turns == []
    await d.clock.run(1018)
    assert d.turns == [("answer", 17.0), ("no chat", 17.0)]
    assert d.limiter.halted_until == 1017.0


async def test_a_halt_reaches_those_who_already_wait() -> None:
    """A halt that comes while turns are queued moves them, and then they are spaced as ever."""
    d = desk(bot=10)
    for i in range(3):
        d.ask(str(i), i)
    await settle()
    d.limiter.halt(1005.0)
    await d.clock.run(1010)
    assert d.times() == pytest.approx([0.0, 5.0, 5.103])


async def test_without_limits_all_go_at_once() -> None:
    """Both limits can be switched off."""
    d = desk()
    for i in range(50):
        d.ask(str(i), 1)
    await d.clock.run(1000)
    assert d.times() == [0.0] * 50
    assert d.names() == [str(i) for i in range(50)]


async def test_a_turn_given_back_delays_nobody() -> None:
    """A send that is called off at the last moment costs neither the chat nor the bot its slot."""
    d = desk(bot=1, chat=0.1)
    d.ask("called off", 1, back=True)
    d.ask("same chat", 1)
    d.ask("other", 2)
    await d.clock.run(1060)
    assert d.turns == [("called off", 0.0), ("same chat", 0.0), ("other", 1.03)]


async def test_a_turn_given_back_late_takes_nothing_from_a_later_one() -> None:
    """Only the newest turn frees the slot: a later one has been spaced from it."""
    d = desk(bot=1, chat=1)
    first = await d.limiter.turn(1)
    d.ask("second", 1)
    await d.clock.run(1001.1)
    d.limiter.give_back(first)
    d.ask("third", 1)
    await d.clock.run(1010)
    at = dict(d.turns)
    assert at["third"] - at["second"] >= 1.0


async def test_who_is_cancelled_leaves_the_line() -> None:
    """Cancelling those who wait, or one who was just given a turn, holds up nobody."""
    d = desk(bot=1, chat=1)
    for name, chat_id in [("a", 1), ("b", 1), ("c", 2), ("d", 3)]:
        d.ask(name, chat_id)
    await settle()
    d.tasks["b"].cancel()
    d.tasks["c"].cancel()
    await d.clock.run(1010)
    assert d.turns == [("a", 0.0), ("d", 1.03)]


async def test_a_turn_granted_to_one_who_is_being_cancelled_is_given_back() -> None:
    """Between the grant and its being noticed a cancelled caller wastes no slot."""
    d = desk(bot=1)
    d.ask("a", 1)
    d.ask("b", 2)
    d.ask("c", 3)
    await settle()
    (ring,) = [ring for ring in d.clock.rings if not ring.off]
    d.clock.rings.remove(ring)
    d.clock.at = ring.when
    ring.callback()
    d.tasks["b"].cancel()
    await settle()
    assert d.turns == [("a", 0.0), ("c", 1.03)]


async def test_late_alarms_do_not_halve_a_high_rate() -> None:
    """With paid broadcasts (1000 a second) a clock that is late now and then keeps the pace."""
    d = desk(bot=1000, late=0.003)
    for i in range(500):
        d.ask(str(i), i)
    await d.clock.run(1005)
    assert len(d.turns) == 500
    assert d.times()[-1] < 0.6


async def test_chats_that_are_done_are_forgotten() -> None:
    """Memory does not grow with the number of chats ever written to."""
    d = desk(chat=1)
    for i in range(200):
        d.ask(str(i), i)
    await d.clock.run(1005)
    d.ask("last", 999)
    await settle()
    assert len(d.limiter._lines) == 1


async def test_the_event_loop_is_the_usual_clock() -> None:
    """Without a clock of its own the limiter uses the running loop's."""
    limiter = Limiter(Rates(bot=1000, chat=None))
    before = asyncio.get_running_loop().time()
    for _ in range(30):
        await limiter.turn(1)
    assert limiter.now() > before


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from(Priority),
            st.booleans(),
            st.sampled_from(["keep", "back", "cancel"]),
        ),
        max_size=40,
    ),
    st.sampled_from([None, 5.0]),
    st.sampled_from([None, 1.0]),
)
def test_whatever_is_asked_all_get_their_turn_in_order(
    asked: list[tuple[int, Priority, bool, str]], bot: float | None, chat: float | None
) -> None:
    """Nobody is forgotten, each chat keeps its order, and the limits hold for turns that count."""

    async def scenario() -> None:
        d = desk(bot, chat)
        for i, (chat_id, priority, edit, what) in enumerate(asked):
            d.ask(str(i), chat_id, priority, edit=edit, back=what == "back")
        await settle()
        held = set(d.names())
        for i, (*_, what) in enumerate(asked):
            if what == "cancel" and str(i) not in held:
                d.tasks[str(i)].cancel()
        await d.clock.run(1100)
        cancelled = {name for name, task in d.tasks.items() if task.cancelled()}
        assert set(d.names()) | cancelled == {str(i) for i in range(len(asked))}
        last: dict[tuple[int, Priority], int] = {}
        counted = []
        for name, at in d.turns[1:]:
            chat_id, priority, edit, what = asked[int(name)]
            assert last.get((chat_id, priority), -1) < int(name)
            last[chat_id, priority] = int(name)
            if what == "keep":
                counted.append((chat_id, edit, at))
        if bot is not None:
            times = [at for *_, at in counted]
            assert all(b - a >= 0.2 for a, b in pairwise(times))
        if chat is not None:
            for one in range(1, 5):
                own = [(edit, at) for chat_id, edit, at in counted if chat_id == one]
                for (edit, a), (_, b) in pairwise(own):
                    assert b - a >= (0.25 if edit else 1.0)

    asyncio.run(scenario())
