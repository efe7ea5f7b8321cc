"""Telegram's limits on sending."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot as ClientBot
from telegram.error import RetryAfter

from reminder.demo.errors import ApiError
from reminder.demo.limits import Limits
from reminder.demo.stand_in import Person, StandIn


class Seconds:
    """A monotonic clock that moves by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds so far."""
        return self.now


def refused(limits: Limits, chat_id: int, *, paid: bool = False) -> int | None:
    """Seconds to wait, or None when the message was let through."""
    try:
        limits.spend(1, chat_id, paid=paid)
    except ApiError as error:
        return error.retry_after
    return None


def test_thirty_a_second_and_no_more() -> None:
    """The 31st message within a second is refused, and then all until its time is up."""
    seconds = Seconds()
    limits = Limits(enabled=True, monotonic=seconds)
    assert [refused(limits, chat) for chat in range(30)] == [None] * 30
    assert refused(limits, 30) == 1
    seconds.now += 0.9
    assert refused(limits, 31) == 1
    seconds.now += 0.2
    assert refused(limits, 32) is None


def test_one_a_second_to_a_chat_after_a_small_burst() -> None:
    """Three at once pass to one chat, then one each second; other chats are not held up."""
    seconds = Seconds()
    limits = Limits(enabled=True, monotonic=seconds)
    assert [refused(limits, 5) for _ in range(4)] == [None, None, None, 1]
    assert refused(limits, 6) is None
    seconds.now += 1.0
    assert [refused(limits, 5) for _ in range(2)] == [None, 1]


def test_bots_do_not_share_a_budget() -> None:
    """What one bot sends does not count for another."""
    limits = Limits(enabled=True, monotonic=Seconds())
    for chat in range(30):
        limits.spend(1, chat)
    limits.spend(2, 0)
    assert refused(limits, 99) == 1


def test_paid_broadcast_raises_the_limit() -> None:
    """Up to a thousand a second for those who pay."""
    limits = Limits(enabled=True, monotonic=Seconds())
    assert [refused(limits, chat, paid=True) for chat in range(1000)] == [None] * 1000
    assert refused(limits, 1000, paid=True) == 1


async def test_limits_are_off_until_switched_on(
    stand_in: StandIn, bot: ClientBot, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off, ten messages at once pass; on, the client is told how long to wait."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await anna.open()
    await asyncio.gather(*(bot.send_message(anna.id, str(n)) for n in range(10)))
    stand_in.limits.enabled = True
    for number in range(3):
        await bot.send_message(anna.id, f"more {number}")
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(anna.id, "too much")
    assert flood.value.retry_after == timedelta(seconds=1)
    await bot.send_chat_action(anna.id, "typing")
