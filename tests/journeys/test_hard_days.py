"""The main job while something else goes wrong."""

from sqlalchemy import update
from sqlmodel import col, func, select
from telegram import Bot

from reminder.demonstration import TOKEN
from reminder.store.tables import Course
from tests.bot.servers import free_port
from tests.journeys.conftest import Begin, Scene


async def connected(begin: Begin) -> Scene:
    """Return a clinic with one patient, Anna, who has agreed."""
    scene = await begin("2026-09-17 14:40")
    await scene.claim()
    await scene.join(scene.anna, await scene.enrol("/enrol Anna K; oxygen; today 14:30; 1/9"))
    return scene


async def test_a_webhook_of_an_earlier_life_is_removed_and_loses_nothing(begin: Begin) -> None:
    """A webhook that is still set keeps nobody waiting: a STOP written meanwhile counts."""
    scene = await connected(begin)
    await scene.service.stop()
    async with Bot(TOKEN, base_url=f"{scene.stand_in.url}/bot") as other:
        await other.set_webhook(f"http://127.0.0.1:{free_port()}/")
    await scene.anna.write("STOP")
    await scene.restart()
    await scene.hears(scene.anna, "You get no more messages", button="Resume")
    assert (await scene.service.health())["telegram"] == "ok"


async def test_a_patient_whose_records_are_broken_keeps_nobody_waiting(begin: Begin) -> None:
    """An appointment that cannot be planned anew spoils neither the start nor the others' day."""
    scene = await connected(begin)
    await scene.reception.write("/enrol Boris; oxygen; 18 Sep 08:00; 1/9")
    await scene.hears(scene.reception, "still to come", button="Yes, an appointment")
    await scene.reception.press("Yes, an appointment")
    await scene.hears(scene.reception, "Appointment", button="Confirm")
    await scene.reception.press("Confirm")
    boris = scene.stand_in.add_person("Boris", language_code="en", id=2002)
    await boris.open(await scene.link())
    await scene.hears(boris, "", button="I am the patient")
    await boris.press("I am the patient")
    await scene.hears(boris, "takes your session")
    async with scene.service.store.writing() as db:
        newest = select(func.max(Course.id)).scalar_subquery()
        await db.exec(update(Course).where(col(Course.id) == newest).values(protocol_version=404))
    await scene.until_local("2026-09-18 09:30")
    await scene.service.stop()
    await scene.restart()
    told = len(scene.anna.received())
    await scene.until_local("2026-09-18 10:01")
    assert len(scene.anna.received()) == told + 1
