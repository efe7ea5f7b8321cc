"""What people write: through the inbox and the handlers, and a STOP amid ten thousand reminders."""

import asyncio
import time

from tests.bench.databases import Databases, fsync_seconds
from tests.bench.figures import AtMost, Figure, share
from tests.bench.population import FIRST_CHAT
from tests.bench.sending import UNLIMITED
from tests.bench.server import answering, ask, written
from tests.bench.sizes import Sizes
from tests.bench.whole import filled, serving

BATCH = 100
"""How many updates Telegram hands over at a time."""

APART = 0.1
"""Seconds from one STOP to the next."""

FIRST_ONES = 3
"""So many are not counted: they find nothing read and compiled yet."""


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures by database."""
    figures: list[Figure] = []
    for kind in databases.kinds:
        figures += await _rate(databases, kind, sizes.updates)
        figures += await _stops(databases, kind, sizes)
    return figures


async def _rate(databases: Databases, kind: str, updates: int) -> list[Figure]:
    """Have as many patients ask what is in force, all at once."""
    folder = databases.folder / f"updates_{kind}"
    clinic = await filled(databases, kind, folder, due=updates, pending=0)
    # Their reminders have gone out: what is measured is what they write.
    async with answering() as url, serving(clinic, folder, url, UNLIMITED) as service:
        await service.quiet()
        before = len(await ask(url, "sent"))
        asked = [written(n, FIRST_CHAT + n, "/today") for n in range(updates)]
        begun, cpu = time.monotonic(), time.process_time()
        for at in range(0, updates, BATCH):
            await service.branch.inbox.receive(asked[at : at + BATCH])
        await service.branch.inbox.quiet()
        handled, spent = time.monotonic() - begun, time.process_time() - cpu
        await service.quiet()
        answered = time.monotonic() - begun
        replies = len(await ask(url, "sent")) - before
    databases.drop(kind, "whole")
    if replies < updates:
        message = f"{replies} replies to {updates} updates"
        raise RuntimeError(message)
    return [
        Figure(f"updates handled, {kind}", updates / handled, "/s", "stored, handled, committed"),
        Figure(f"updates handled, {kind}: CPU", spent / updates * 1000, "ms/update", "the same"),
        Figure(f"updates answered, {kind}", updates / answered, "/s", "and the replies sent"),
    ]


async def _stops(databases: Databases, kind: str, sizes: Sizes) -> list[Figure]:
    """Have patients write STOP one after the other while the day's messages go out."""
    folder = databases.folder / f"stops_{kind}"
    clinic = await filled(databases, kind, folder, due=sizes.burst, pending=0)
    given: dict[int, float] = {}
    async with answering() as url, serving(clinic, folder, url, UNLIMITED) as service:
        for number in range(FIRST_ONES + sizes.stops):
            chat = FIRST_CHAT + sizes.burst - 1 - number
            if number >= FIRST_ONES:
                given[chat] = time.monotonic()
            await ask(url, "give", [written(number + 1, chat, "STOP")])
            await asyncio.sleep(APART)
        burst_goes_on = service.branch.dispatcher.on_their_way > 0
        await service.quiet()
        waits = [(at - given[chat]) * 1000 for at, chat in service.committed if chat in given]
        sent = await ask(url, "sent")
    databases.drop(kind, "whole")
    last: dict[int, float] = {}
    for at, chat in sent:
        last[chat] = at
    if len(waits) < sizes.stops:
        message = f"{len(waits)} of {sizes.stops} were handled"
        raise RuntimeError(message)
    disk = share(fsync_seconds(databases.folder), 0.99) * 1000
    aim = max(50.0, 5 * disk)
    during = "while reminders went out" if burst_goes_on else "the reminders were over before"
    how = f"from Telegram's hands to the commit, {during}; fsync p99 {disk:.1f} ms"
    return [
        Figure(f"STOP amid {sizes.burst:,} reminders, {kind}: p50", share(waits, 0.5), "ms", how),
        Figure(
            f"STOP amid {sizes.burst:,} reminders, {kind}: p99",
            share(waits, 0.99),
            "ms",
            how,
            AtMost(round(aim)),
        ),
    ]
