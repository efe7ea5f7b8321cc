"""Erasing on its way through the dispatcher: held, said, done, and done after a restart too."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from reminder.demo.shown import ShownMessage
from reminder.practice.consent import Withdrawn
from reminder.practice.forget import GRACE, ask_erasure, take_back
from reminder.practice.opt_out import opt_out
from reminder.store.tables import Delivery, Erasure, Patient, PatientState
from tests.cast import ANNA_CHAT
from tests.delivery.conftest import Desk
from tests.practice.arrange import Invited

OVER = "no longer kept up to date"


def told(desk: Desk) -> list[ShownMessage]:
    """Return what Anna has been told, her card left out."""
    return [
        message
        for message in desk.anna.received()
        if not message.pinned and OVER not in message.text
    ]


async def asked(desk: Desk, patient_id: int) -> None:
    """Ask for the erasing now."""
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, patient_id)
        await ask_erasure(db, desk.practice, patient, desk.clock.now())


async def before_a_reminder(desk: Desk) -> Invited:
    """Let Anna join and have her instructions; it is five minutes before her next reminder."""
    link = await desk.join()
    await desk.quiet()
    assert len(told(desk)) == 1
    waiting = [row for row in await desk.reminders(link.patient_id) if row.wake_at is not None]
    desk.clock.at = waiting[0].due_at - timedelta(minutes=5)
    await desk.quiet()
    assert len(told(desk)) == 1
    return link


async def test_nothing_follows_the_last_message(desk: Desk) -> None:
    """Reminders wait ten minutes; the last message arrives, then all is gone, and silence."""
    link = await before_a_reminder(desk)
    await asked(desk, link.patient_id)
    due_at = desk.clock.now() + GRACE
    await desk.after(minutes=5)
    assert len(told(desk)) == 1
    assert "erasure" in {row.reason for row in await desk.reminders(link.patient_id)}
    assert desk.dispatcher.next_at == due_at
    await desk.at(due_at)
    _, last = told(desk)
    assert "is being erased now" in last.text
    assert [message for message in desk.anna.received() if message.pinned] == []
    assert len([message for message in desk.anna.received() if OVER in message.text]) == 1
    assert desk.anna.received()[-1].message_id == last.message_id
    assert (await desk.patient(link.patient_id)).state is PatientState.ERASED
    assert await desk.reminders(link.patient_id) == []
    assert await desk.deliveries(link.patient_id) == []
    for _ in range(10):
        await desk.after(days=1)
    assert len(told(desk)) == 2


async def test_taken_back_the_reminders_go_on(desk: Desk) -> None:
    """What waited is sent at once."""
    link = await before_a_reminder(desk)
    await asked(desk, link.patient_id)
    await desk.after(minutes=6)
    assert len(told(desk)) == 1
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        assert await take_back(db, desk.practice, patient, desk.clock.now())
    await desk.quiet()
    assert len(told(desk)) == 2
    await desk.after(minutes=10)
    assert (await desk.patient(link.patient_id)).state is PatientState.ACTIVE


async def test_another_process_takes_it_up(desk: Desk) -> None:
    """The wish stands in the database: a dispatcher that knows nothing of it carries it out."""
    link = await before_a_reminder(desk)
    await asked(desk, link.patient_id)
    desk.clock.at += timedelta(hours=3)
    other = desk.new_dispatcher()
    running = asyncio.create_task(other.run())
    async with asyncio.timeout(15):
        await other.quiet()
    running.cancel()
    await asyncio.wait({running})
    async with desk.store.reading() as db:
        (erasure,) = (await db.exec(select(Erasure))).all()
        assert erasure.done_at == desk.clock.now()
        left = await db.exec(select(Delivery).where(Delivery.patient_id == link.patient_id))
        assert left.all() == []
    assert len(told(desk)) == 2


async def test_stop_within_the_ten_minutes_is_the_last_word(desk: Desk) -> None:
    """The confirmation of STOP arrives, the erasing happens, and nothing more is said."""
    link = await before_a_reminder(desk)
    await asked(desk, link.patient_id)
    async with desk.store.writing() as db:
        await opt_out(
            db,
            desk.practice,
            chat_id=ANNA_CHAT,
            how=Withdrawn.STOP_WORD,
            now=desk.clock.now() + timedelta(minutes=1),
        )
    await desk.after(minutes=1)
    assert len(told(desk)) == 2
    await desk.after(minutes=10)
    assert len(told(desk)) == 2
    assert (await desk.patient(link.patient_id)).state is PatientState.ERASED
