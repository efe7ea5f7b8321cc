"""The service's way from a due row to Telegram, as the whole service puts it together."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter, Rates
from reminder.bot.transport import Transport
from reminder.clock import ShiftedClock
from reminder.counted import Counted
from reminder.delivery.dispatcher import Dispatcher
from reminder.demonstration import TOKEN
from reminder.serving import spare_what_stays
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
        with settled():
            yield Dispatcher(
                store, clinic.practice, sender, clock, lambda _at: None, batch=2 * in_flight
            )


@contextmanager
def settled() -> Iterator[None]:
    """Leave to the garbage collector only what comes, as the service does once it has started."""
    usual = gc.get_threshold()
    spare_what_stays()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)


async def burst(dispatcher: Dispatcher) -> None:
    """Send everything that is due."""
    running = asyncio.create_task(dispatcher.run())
    try:
        await dispatcher.quiet()
    finally:
        running.cancel()
        await asyncio.wait({running})
