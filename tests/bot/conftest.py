"""The service's gateway at a stand-in for Telegram with one patient, Anna."""

from collections.abc import AsyncIterator

import pytest

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter, Rates
from reminder.bot.transport import Timeouts, Transport
from reminder.demo.stand_in import Person, StandIn

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A running stand-in with the clinic's bot."""
    running = StandIn()
    running.add_bot(TOKEN, "aftercare_bot")
    await running.start()
    yield running
    await running.close()


@pytest.fixture
async def anna(stand_in: StandIn) -> Person:
    """Anna, who has opened the chat."""
    person = stand_in.add_person("Anna")
    await person.open()
    return person


@pytest.fixture
async def gateway(stand_in: StandIn) -> AsyncIterator[Gateway]:
    """The gateway, open, without limits on its own side."""
    transport = Transport(timeouts=Timeouts(read=0.5, write=0.5))
    async with Gateway(TOKEN, stand_in.url, Limiter(Rates(None, None)), transport=transport) as it:
        yield it
