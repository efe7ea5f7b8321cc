"""Run the service as a process: signals, logs, and the short commands beside it."""

import asyncio
import gc
import os
import signal

import click

from reminder import logs
from reminder.app import Service
from reminder.clock import Clock, SystemClock
from reminder.opening import new_keys_notice, open_practice, open_store
from reminder.practice.claim import make_code
from reminder.settings import Settings


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM."""
    logs.configure(settings.log_format, secrets=settings.secrets())
    # What is written is for the service's own account alone.
    os.umask(0o077)
    asyncio.run(serve_until_stopped(Service(settings, SystemClock(), click.echo)))


async def serve_until_stopped(service: Service) -> None:
    """Start the service and stop it in good order on a signal, or when a part of it ends."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    starting = asyncio.create_task(service.start())
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    try:
        await starting
    except BaseException:
        waiting.cancel()
        raise
    spare_what_stays()
    running = asyncio.create_task(service.run())
    await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    await service.stop()
    if running.done() and not running.cancelled():
        running.result()


MADE_BETWEEN = 5000
"""How many objects are made before the garbage collector looks for circles among them: it takes
three milliseconds then.
"""


def spare_what_stays() -> None:
    """Have the garbage collector leave out all that is there by now, and will be till the end.

    Going through libraries and messages again and again, it held every loop up for a tenth of a
    second, in the middle of a morning's messages. What is made for a message is hardly ever in
    circles, so that it looks for these at every few hundred objects was for nothing, too: that was
    a fifteenth of what a message costs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN, *gc.get_threshold()[1:])


def print_claim_code(
    settings: Settings, clock: Clock | None = None, clinic: str | None = None
) -> None:
    """Print a fresh owner's code of a clinic (None: the only one); works beside a running
    service.
    """
    os.umask(0o077)
    click.echo(asyncio.run(_claim_code(settings, clock or SystemClock(), clinic)))


async def _claim_code(settings: Settings, clock: Clock, clinic: str | None) -> str:
    opened = await open_store(settings, clock.now())
    if opened.keys_are_new:
        click.echo(new_keys_notice(settings), err=True)
    try:
        practice = await open_practice(settings, opened, clock.now(), clinic)
        async with opened.store.writing() as db:
            code = await make_code(db, practice, clock.now())
    finally:
        await opened.store.close()
    bot = f"@{practice.bot_username}" if clinic and practice.bot_username else "the bot"
    return f"Within 15 minutes, write to {bot} in Telegram:\n\n    /claim {code}"
