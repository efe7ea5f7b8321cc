"""Erasing on its way through the dispatcher: held, said, done, and done after a restart too."""

import asyncio
from datetime import timedelta

from sqlmodel import select

from reminder.practice.consent import Withdrawn
from reminder.practice.forget import GRACE, ask_erasure, take_back
from reminder.practice.opt_out import opt_out
from reminder.store.tables import Delivery, Erasure, Patient, PatientState
from tests.cast import ANNA_CHAT
from tests.delivery.conftest import Desk


async def asked(desk: Desk, patient_id: int) -> None:
    """Ask for the erasing now."""
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, patient_id)
        await ask_erasure(db, desk.practice, patient, desk.clock.now())


async def test_nothing_follows_the_last_message(desk: Desk) -> None:
    """Reminders wait ten minutes; the last message arrives, then all is gone, and silence."""
    link = await desk.join()
    await asked(desk, link.patient_id)
    await desk.quiet()
    assert [m.text for m in desk.anna.received()] == []
    assert {row.reason for row in await desk.reminders(link.patient_id)} == {None, "erasure"}
    assert desk.dispatcher.next_at == desk.clock.now() + GRACE
    await desk.after(minutes=10)
    (last,) = desk.anna.received()
    assert "is being erased now" in last.text
    assert (await desk.patient(link.patient_id)).state is PatientState.ERASED
    assert await desk.reminders(link.patient_id) == []
    assert await desk.deliveries(link.patient_id) == []
    for _ in range(10):
        await desk.after(days=1)
    assert len(desk.anna.received()) == 1


async def test_taken_back_the_reminders_go_on(desk: Desk) -> None:
    """What waited is sent at once."""
    link = await desk.join()
    await asked(desk, link.patient_id)
    await desk.after(minutes=5)
    assert desk.anna.received() == []
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        assert await take_back(db, desk.practice, patient, desk.clock.now())
    await desk.quiet()
    assert len(desk.anna.received()) == 1
    await desk.after(minutes=10)
    assert (await desk.patient(link.patient_id)).state is PatientState.ACTIVE


async def test_another_process_takes_it_up(desk: Desk) -> None:
    """The wish stands in the database: a dispatcher that knows nothing of it carries it out."""
    link = await desk.join()
    await asked(desk, link.patient_id)
    await desk.quiet()
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


async def test_stop_within_the_ten_minutes_is_the_last_word(desk: Desk) -> None:
    """The confirmation of STOP arrives, the erasing happens, and nothing more is said."""
    link = await desk.join()
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
    (confirmed,) = desk.anna.received()
    await desk.after(minutes=10)
    assert [m.text for m in desk.anna.received()] == [confirmed.text]
    assert (await desk.patient(link.patient_id)).state is PatientState.ERASED
