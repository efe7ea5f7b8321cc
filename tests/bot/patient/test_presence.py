"""Blocking the bot, and letting it write again."""

from collections.abc import Callable
from datetime import datetime

from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import PatientState, Staff
from tests.bot.patient.phones import Phone, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import invited, patient_of

Dial = Callable[..., Phone]


async def test_blocking_and_coming_back(
    store: Store, practice: Practice, reception: Staff, now: datetime, dial: Dial
) -> None:
    """Blocking is told to staff once; unblocking sends nothing; Start shows the consent again."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
    anna, desk = await connect(dial(ANNA_CHAT), link.token), dial(RECEPTION_CHAT)
    await desk.read()
    assert await anna.block() == []
    (told,) = await desk.read()
    assert "can no longer be reached" in told.text
    assert await anna.unblock() == []
    assert await anna.block() == []
    assert await anna.unblock() == []
    assert await desk.read() == []
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.UNREACHABLE
    (page,) = await anna.write("/start")
    assert page.text.startswith("Good to see you again")
    await anna.press("I am the patient, I agree")
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.ACTIVE


async def test_a_stranger_who_blocks_is_no_news(
    store: Store, practice: Practice, reception: Staff, now: datetime, dial: Dial
) -> None:
    """Staff hear nothing of people whom the clinic does not know."""
    async with store.writing() as db:
        await invited(db, practice, reception, now)
    assert await dial(MALLORY_CHAT).block() == []
    assert await dial(RECEPTION_CHAT).read() == []
