"""A stand-in with one bot, one person and a real client library."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import Bot as ClientBot
from telegram.request import HTTPXRequest

from reminder.demo.stand_in import Person, StandIn

TOKEN = "123456:ABC-DEF_ghi"
NOW = datetime(2026, 9, 21, 14, 30, tzinfo=UTC)


def client(stand_in: StandIn, token: str = TOKEN, read_timeout: float = 5.0) -> ClientBot:
    """The library that the service uses, pointed at the stand-in and otherwise untouched."""
    return ClientBot(
        token,
        base_url=stand_in.url + "/bot",
        base_file_url=stand_in.url + "/file/bot",
        request=HTTPXRequest(connection_pool_size=16, read_timeout=read_timeout),
        get_updates_request=HTTPXRequest(connection_pool_size=4, read_timeout=read_timeout),
    )


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A running stand-in whose messages are dated 21 September 2026."""
    running = StandIn(now=lambda: NOW)
    running.add_bot(TOKEN, "aftercare_bot", "Aftercare")
    await running.start()
    yield running
    await running.close()


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[ClientBot]:
    """The bot, as the service would hold it."""
    async with client(stand_in) as running:
        yield running


@pytest.fixture
def anna(stand_in: StandIn) -> Person:
    """Anna, who has not opened the bot yet."""
    return stand_in.add_person("Anna", last_name="K", username="anna_k", language_code="uk")
