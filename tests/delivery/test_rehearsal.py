"""A rehearsal on the wire: at its pace, over a restart, and in nobody's way."""

import asyncio
from datetime import timedelta

from reminder.outgoing import Outgoing
from reminder.practice.outbox import queue
from reminder.practice.rehearse import end_rehearsal, rehearse
from tests.cast import NOW
from tests.delivery.conftest import Desk
from tests.practice.arrange import PROTOCOL


async def begin(desk: Desk) -> None:
    """Rita begins to rehearse an oxygen session."""
    async with desk.store.writing() as db:
        protocol = desk.practice.protocols[PROTOCOL]
        await rehearse(db, desk.practice, desk.staff, protocol, desk.clock.now())


def texts(desk: Desk) -> list[str]:
    """What stands on Rita's phone."""
    return [message.text for message in desk.rita.received()]


async def test_it_comes_message_by_message(desk: Desk) -> None:
    """Each message comes in its turn, the end last, and the patients get nothing."""
    await begin(desk)
    await desk.quiet()
    assert len(texts(desk)) == 1
    await desk.after(seconds=5)
    assert len(texts(desk)) == 2
    for _ in range(12):
        await desk.after(seconds=5)
    assert texts(desk)[-1].startswith("That was all.")
    assert [text.split(" · ")[0] for text in texts(desk)[1:4]] == [
        "Day of the session",
        "Day 1",
        "Day 2",
    ]
    assert desk.anna.received() == []


async def test_what_is_said_meanwhile_does_not_wait_for_it(desk: Desk) -> None:
    """An answer or an alert goes out between two messages of a rehearsal."""
    await begin(desk)
    await desk.quiet()
    async with desk.store.writing() as db:
        now = desk.clock.now()
        await queue(db, desk.practice, Outgoing("Alert"), to=desk.staff, now=now, purpose="alert")
    await desk.quiet()
    assert texts(desk)[-1] == "Alert"
    await desk.after(seconds=5)
    assert "Day of the session" in texts(desk)[-1]


async def test_it_goes_on_after_a_restart(desk: Desk) -> None:
    """What has not been sent when the service stops is sent when it runs again, in order."""
    await begin(desk)
    await desk.quiet()
    sent = len(texts(desk))
    desk.clock.at = NOW + timedelta(hours=1)
    fresh = desk.new_dispatcher()
    running = asyncio.create_task(fresh.run())
    async with asyncio.timeout(15):
        await fresh.quiet()
    running.cancel()
    await asyncio.wait({running})
    later = texts(desk)[sent:]
    assert "Day of the session" in later[0]
    assert later[-1].startswith("That was all.")


async def test_nothing_follows_its_end(desk: Desk) -> None:
    """Once it is ended, nothing more of it comes."""
    await begin(desk)
    await desk.after(seconds=5)
    async with desk.store.writing() as db:
        assert await end_rehearsal(db, desk.practice, desk.staff, desk.clock.now())
    sent = texts(desk)
    for _ in range(12):
        await desk.after(seconds=5)
    assert texts(desk) == sent
