"""The service's way from a due row to Telegram, as the whole service puts it together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter, Rates
from reminder.bot.transport import Transport
from reminder.clock import ShiftedClock
from reminder.counted import Counted
from reminder.delivery.dispatcher import Dispatcher
from reminder.demonstration import TOKEN
from reminder.store.database import Store
from reminder.web.metrics import Metrics
from reminder.wire import Wire
from tests.bench.population import NOW, Clinicful

UNLIMITED = Rates(bot=None, chat=None)
PAID = Rates(bot=1000.0, chat=1.0)
"""What Telegram allows a bot that pays for broadcasts."""


@asynccontextmanager
async def dispatching(
    clinic: Clinicful, store: Store, url: str, rates: Rates, in_flight: int
) -> AsyncIterator[Dispatcher]:
    """Have a dispatcher that is ready and has not been woken yet."""
    clock = ShiftedClock(NOW + timedelta(seconds=1))
    metrics = Metrics().of(clinic.practice.clinic_id)
    limiter = Limiter(rates, waited=metrics.waited)
    async with Gateway(TOKEN, url, limiter, transport=Transport(connections=in_flight)) as gateway:
        await gateway.me()
        sender = Counted(Wire(gateway), metrics, clock)
        yield Dispatcher(
            store, clinic.practice, sender, clock, lambda _at: None, batch=2 * in_flight
        )


async def burst(dispatcher: Dispatcher) -> None:
    """Send everything that is due."""
    running = asyncio.create_task(dispatcher.run())
    try:
        await dispatcher.quiet()
    finally:
        running.cancel()
        await asyncio.wait({running})
