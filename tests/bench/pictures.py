"""The pictures of the chat: a patient's timeline, and the QR code of an invitation."""

import time
from collections.abc import Callable

from reminder.pictures.drawing import timeline_png
from reminder.pictures.qr import qr_png
from reminder.practice.history import gather
from reminder.store.tables import Patient
from reminder.wording.case import Case
from reminder.wording.timeline import timeline
from tests.bench.databases import Databases
from tests.bench.figures import Figure
from tests.bench.population import NOW, populate
from tests.bench.sizes import Sizes


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return how many of each are made a second, one after the other."""
    clinic = await populate(databases, "SQLite", "pictures", due=1, pending=1)
    store = clinic.store()
    async with store.reading() as db:
        patient = await db.get_one(Patient, 1)
        history, protocols = await gather(db, clinic.practice, patient)
    await store.close()
    words = clinic.practice.words("en")
    shown = timeline(Case(history, protocols, NOW, words, clinic.practice.profile))
    link = "https://t.me/aftercare_demo_bot?start=abcdefghijklmnopqrstuv"
    return [
        _rate("timeline picture", lambda: timeline_png(shown), sizes.pictures),
        _rate("QR code", lambda: qr_png(link), sizes.pictures),
    ]


def _rate(name: str, make: Callable[[], bytes], times: int) -> Figure:
    make()
    begun = time.perf_counter()
    for _ in range(times):
        make()
    return Figure(name, times / (time.perf_counter() - begun), "/s", "PNG, the first one left out")
