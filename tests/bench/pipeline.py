"""A thousand messages, from rows to Telegram and back to rows, beside loops that only send."""

from collections.abc import Iterator
from itertools import count

from reminder.bot.limits import Rates
from tests.bench.databases import Databases
from tests.bench.figures import AtLeast, AtMost, Figure, median
from tests.bench.gauge import Gauge, gauged
from tests.bench.loops import bare, gateway, stock
from tests.bench.population import delivered, populate
from tests.bench.sending import PAID, UNLIMITED, burst, dispatching, settled
from tests.bench.server import answering, ask
from tests.bench.sizes import Sizes

IN_FLIGHT = 100
SLOW = 0.08
"""Seconds that Telegram takes for an answer, seen from Europe."""

LOOPS = {
    "bare": "bare aiohttp loop",
    "gateway": "gateway alone",
    "stock": "stock library loop",
}
"""What only sends, and how it is called in the table."""

_NUMBERS = count()


async def ours(databases: Databases, kind: str, url: str, rates: Rates, messages: int) -> Gauge:
    """Send so many messages from a fresh database; all of them must arrive in the rows."""
    name = f"pipeline_{next(_NUMBERS)}"
    clinic = await populate(databases, kind, name, due=messages, pending=0)
    store = clinic.store()
    async with dispatching(clinic, store, url, rates, IN_FLIGHT) as dispatcher:
        async with gauged() as gauge:
            await burst(dispatcher)
        arrived = await delivered(store)
    await store.close()
    databases.drop(kind, name)
    if arrived != messages:
        message = f"{arrived} of {messages} messages were recorded as delivered"
        raise RuntimeError(message)
    return gauge


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures; the sides take turns within each repetition."""
    figures: list[Figure] = []
    # What is imported and compiled at first belongs to no side.
    async with answering() as url:
        for kind in databases.kinds:
            await ours(databases, kind, url, UNLIMITED, min(100, sizes.messages))
        await stock(url, range(5), 5)
        await bare(url, range(100), 10)
        await gateway(url, range(100), 10)
    for latency in (0.0, SLOW):
        figures += await _at(latency, databases, sizes)
    figures += await _paid(databases, sizes)
    return figures


async def _at(latency: float, databases: Databases, sizes: Sizes) -> list[Figure]:
    n = sizes.messages
    sides: dict[str, list[tuple[float, float]]] = {}
    async with answering(latency) as url:
        for _ in range(sizes.repetitions):
            for kind in databases.kinds:
                gauge = await ours(databases, kind, url, UNLIMITED, n)
                sides.setdefault(kind, []).append((n / gauge.wall, gauge.cpu / n))
            for name, loop, messages in (
                ("bare", bare, n),
                ("gateway", gateway, n),
                ("stock", stock, sizes.stock),
            ):
                # As cheap a garbage collection as ours.
                with settled():
                    async with gauged() as gauge:
                        await loop(url, range(messages), IN_FLIGHT)
                rates = messages / gauge.wall, gauge.cpu / messages
                sides.setdefault(name, []).append(rates)
    return list(_compared(f"{latency * 1000:.0f} ms", sides))


def _compared(at: str, sides: dict[str, list[tuple[float, float]]]) -> Iterator[Figure]:
    how = f"{IN_FLIGHT} in flight, answers after {at}, no limiter"
    for name, runs in sides.items():
        label = LOOPS.get(name, name)
        yield median(f"pipeline {at}, {label}", [rate for rate, _ in runs], "messages/s", how)
        cpu = [seconds * 1e6 for _, seconds in runs]
        yield median(f"pipeline {at}, {label}, CPU", cpu, "us/message", "of all threads")
    bound = [a / b for (a, _), (b, _) in zip(sides["bare"], sides["stock"], strict=True)]
    yield median(
        f"pipeline {at}, bare loop / stock library",
        bound,
        "x",
        "the least that a bot can do",
    )
    alone = [a / b for (_, a), (_, b) in zip(sides["gateway"], sides["bare"], strict=True)]
    yield median(
        f"pipeline {at}, CPU gateway alone / bare loop",
        alone,
        "x",
        "our way to Telegram, without rows before it or after it",
    )
    for kind in (name for name in sides if name not in LOOPS):
        faster = [a / b for (a, _), (b, _) in zip(sides[kind], sides["stock"], strict=True)]
        costlier = [a / b for (_, a), (_, b) in zip(sides[kind], sides["bare"], strict=True)]
        yield median(
            f"pipeline {at}, {kind} / stock library",
            faster,
            "x",
            "messages/s, each pair measured in turn",
            AtLeast(10) if at != "0 ms" else None,
        )
        yield median(
            f"pipeline {at}, CPU {kind} / bare loop",
            costlier,
            "x",
            "CPU a message, each pair measured in turn",
            AtMost(2),
        )


async def _paid(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Keep to the pace that Telegram allows a bot that pays: 1,000 a second."""
    figures = []
    async with answering(SLOW) as url:
        for kind in databases.kinds:
            rates, cores = [], []
            for _ in range(sizes.repetitions):
                before = len(await ask(url, "sent"))
                gauge = await ours(databases, kind, url, PAID, sizes.messages)
                arrived = [at for at, _ in await ask(url, "sent")][before:]
                rates.append((len(arrived) - 1) / (arrived[-1] - arrived[0]))
                cores.append(gauge.cpu / gauge.wall)
            # The limiter keeps three hundredths below what Telegram allows.
            how = "limiter at 1,000/s, answers after 80 ms; as the server saw it"
            figures += [
                median(f"paid limit, {kind}", rates, "messages/s", how, AtLeast(960)),
                median(f"paid limit, {kind}, CPU", cores, "cores", how, AtMost(0.9)),
            ]
    return figures
