"""`/language` and `/time` on a phone."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Patient, Staff
from tests.bot.patient.phones import Phone, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT
from tests.practice.arrange import Invited, invited, patient_of


@pytest.fixture
async def link(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna's invitation."""
    async with store.writing() as db:
        return await invited(db, practice, reception, now)


@pytest.fixture
async def anna(dial: Callable[..., Phone], link: Invited) -> Phone:
    """Anna's phone, connected."""
    return await connect(dial(ANNA_CHAT), link.token)


async def patient(store: Store, link: Invited) -> Patient:
    """Return Anna as stored."""
    async with store.reading() as db:
        return await patient_of(db, link)


async def test_another_language(store: Store, link: Invited, anna: Phone) -> None:
    """Every language of the catalogue is offered; from then on all is said in the one chosen."""
    (question,) = await anna.write("/language")
    assert "✓ English" in question.labels
    assert "Русский" in question.labels
    (done,) = await anna.press("Русский")
    assert done.id == question.id
    assert done.text == "Теперь мы пишем вам по-русски."
    (answer,) = await anna.write("/today")
    assert "Просим воздержаться" in answer.text
    assert (await patient(store, link)).language == "ru"


async def test_another_hour(store: Store, link: Invited, anna: Phone) -> None:
    """The hours outside the night are offered, the present one is marked."""
    (question,) = await anna.write("/time")
    assert question.labels[:-1] == [
        "✓ 10:00" if hour == 10 else f"{hour:02}:00" for hour in range(9, 21)
    ]
    assert "by the clocks of Warsaw, Poland (there it is 14:30 now)" in question.text
    (done,) = await anna.press("18:00")
    assert done.id == question.id
    assert "at <b>18:00</b>" in done.text
    assert (await patient(store, link)).message_hour == time(18)
    assert await anna.send_data(f"p:hour:{link.patient_id}:3", question.id) == []
    assert (await patient(store, link)).message_hour == time(18)


async def test_another_place_by_a_button(store: Store, link: Invited, anna: Phone) -> None:
    """Places are offered with the time there; the clinic's, which is the present one, once."""
    await anna.write("/time")
    (places,) = await anna.press("I am somewhere else…")
    assert places.labels[0] == "✓ Warsaw, Poland · 14:30"
    assert sum("Warsaw" in label for label in places.labels) == 1
    (done,) = await anna.press("Almaty, Kazakhstan · 17:30")
    assert "those of <b>Almaty, Kazakhstan</b>, where it is 17:30 now" in done.text
    assert (await patient(store, link)).zone == "Asia/Almaty"
    (answer,) = await anna.write("/today")
    assert "As of Thu 17 Sep, 17:30:" in answer.text


@pytest.mark.parametrize("typed", ["Almaty", "алматы", "Asia/Almaty"])
async def test_a_place_is_typed(store: Store, link: Invited, anna: Phone, typed: str) -> None:
    """In answer to the question a city is understood in any language."""
    await anna.write("/time")
    await anna.press("I am somewhere else…")
    (done,) = await anna.write(typed)
    assert "Almaty, Kazakhstan" in done.text
    assert (await patient(store, link)).zone == "Asia/Almaty"
    # It was answered: another place is a text like any other.
    (said,) = await anna.write("Warsaw")
    assert "Nobody reads this chat" in said.text


async def test_several_places_are_offered(store: Store, link: Invited, anna: Phone) -> None:
    """A country of several zones becomes buttons; what is no place is asked about again."""
    await anna.write("/time")
    await anna.press("I am somewhere else…")
    (unread,) = await anna.write("the seaside")
    assert "We could not find this place" in unread.text
    (which,) = await anna.write("Kazakhstan")
    assert "Which of these" in which.text
    (done,) = await anna.press("Aqtau, Kazakhstan · 17:30")
    assert "Aqtau" in done.text
    assert (await patient(store, link)).zone == "Asia/Aqtau"


async def test_a_place_behind_the_command(store: Store, link: Invited, anna: Phone) -> None:
    """/time Almaty needs no question."""
    await anna.write("/time Almaty")
    assert (await patient(store, link)).zone == "Asia/Almaty"


@pytest.mark.usefixtures("anna")
async def test_another_phones_buttons_do_nothing(
    store: Store, link: Invited, dial: Callable[..., Phone]
) -> None:
    """A made-up button chooses nothing for anybody, and shows nothing."""
    before = await patient(store, link)
    mallory = dial(MALLORY_CHAT, name="Mallory")
    for data in ("language:{}:ru", "hour:{}:18", "zones:{}", "zone:{}:Asia/Almaty"):
        assert await mallory.send_data(f"p:{data.format(link.patient_id)}") == []
    after = await patient(store, link)
    assert (after.language, after.zone, after.message_hour) == (
        before.language,
        before.zone,
        before.message_hour,
    )
    (said,) = await mallory.write("/language")
    assert "sends its patients" in said.text
