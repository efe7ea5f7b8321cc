"""/mydata and /forget on the phone."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from reminder.practice.clinic import Practice
from reminder.practice.forget import erase_due
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.bot.patient.phones import Phone, Said, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT
from tests.practice.arrange import invited, joined

Dial = Callable[..., Phone]


@pytest.fixture
async def anna(
    store: Store, practice: Practice, reception: Staff, now: datetime, dial: Dial
) -> Phone:
    """Anna's phone, connected."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
    return await connect(dial(ANNA_CHAT), link.token)


def told(said: Said) -> dict[str, object]:
    """What stands in the file of a message."""
    assert said.outgoing.attachment is not None
    found: dict[str, object] = json.loads(said.outgoing.attachment.content)
    return found


async def test_my_data_is_a_file(anna: Phone) -> None:
    """One file with everything, and that it was sent stands in it."""
    (answer,) = await anna.write("/mydata")
    assert answer.text.startswith("Here is what")
    data = told(answer)
    assert str(data["patient"]).count("Anna")
    assert "data_sent" in str(data["audit_events"])


async def test_who_has_left_may_ask_too(anna: Phone) -> None:
    """STOP ends the messages, not the right to know and to be forgotten."""
    await anna.write("STOP")
    (answer,) = await anna.write("/mydata")
    assert "'withdrawn_how': 'stop_word'" in str(told(answer)["consents"])
    (asked,) = await anna.write("/forget")
    assert "Yes, erase everything" in asked.labels


async def test_two_on_one_phone_are_kept_apart(
    store: Store, practice: Practice, reception: Staff, anna: Phone
) -> None:
    """A file and a button for each; erasing the one leaves the other."""
    async with store.writing() as db:
        await joined(db, practice, reception, anna.now, ANNA_CHAT, "Boris")
    await anna.read()
    first, second = await anna.write("/mydata")
    for said, mine, other in ((first, "Anna", "Boris"), (second, "Boris", "Anna")):
        patient = told(said)["patient"]
        assert patient["name"] == mine  # type: ignore[index]
        assert f'"{other}"' not in json.dumps(patient)
    names = [said.outgoing.attachment.name for said in (first, second) if said.outgoing.attachment]
    assert names == ["my-data-1.json", "my-data-2.json"]
    (asked,) = await anna.write("/forget")
    assert asked.labels == ["Erase: Anna", "Erase: Boris", "No, keep it"]
    (noted,) = await anna.press("Erase: Boris")
    assert noted.text.startswith("<b>Boris</b>: noted. At 14:40")


async def test_forgetting_can_be_taken_back_for_ten_minutes(anna: Phone) -> None:
    """Asked with a button, noted with the time, taken back with another."""
    (asked,) = await anna.write("/forget")
    assert "10 minutes" in asked.text
    (kept,) = await anna.press("No, keep it")
    assert kept.text == "All right, everything stays as it was."
    await anna.write("/forget")
    (noted,) = await anna.press("Yes, erase everything")
    assert "At 14:40" in noted.text
    (again,) = await anna.write("/forget")
    assert again.labels == ["Take it back", "No, keep it"]
    (back,) = await anna.press("Take it back")
    assert back.text.startswith("Nothing is erased")
    await anna.send_data("p:forgetback:1")
    assert anna.toast == "There is nothing left to take back."


async def test_afterwards_the_chat_is_a_strangers(
    store: Store, practice: Practice, anna: Phone, dial: Dial, reception: Staff
) -> None:
    """/start, /today and old buttons know nobody any more; the desk was told in time."""
    await anna.write("/forget")
    await anna.press("Yes, erase everything")
    rita = dial(int(reception.chat_id), name="Rita")
    warned = [said for said in await rita.read() if "please note there first" in said.text]
    assert len(warned) == 1
    await anna.wait(timedelta(minutes=10))
    async with store.writing() as db:
        await erase_due(db, practice, anna.now)
    (farewell,) = await anna.read()
    assert "is being erased now" in farewell.text
    async with store.writing() as db:
        assert await erase_due(db, practice, anna.now) == 1
    assert await anna.read() == []
    (start,) = await anna.write("/start")
    assert start.text.startswith("Hello!")
    (nothing,) = await anna.write("/mydata")
    assert "belongs to no patient" in nothing.text
    assert await anna.send_data("p:forgetback:1") == []
    (notice,) = [said for said in await rita.read() if said.id == warned[0].id]
    assert notice.text == "This patient's record has been erased."


async def test_a_stranger_has_nothing_to_forget(dial: Dial) -> None:
    """Who is no patient hears so."""
    mallory = dial(MALLORY_CHAT)
    for command in ("/mydata", "/forget"):
        (answer,) = await mallory.write(command)
        assert "belongs to no patient" in answer.text


async def test_staff_see_what_is_kept_of_them(dial: Dial, reception: Staff) -> None:
    """/mydata answers whoever works here too."""
    rita = dial(int(reception.chat_id), name="Rita")
    (answer,) = await rita.write("/mydata")
    assert told(answer)["staff"]["name"] == "Rita"  # type: ignore[index]


async def test_a_name_that_turns_the_writing_is_cleared(
    store: Store, practice: Practice, reception: Staff, now: datetime, dial: Dial
) -> None:
    """Control and bidi characters of a Telegram name reach neither the table, nor a button."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now, name="")
    phone = await connect(dial(ANNA_CHAT, name="A\u202enna\u0007"), link.token)
    (answer,) = await phone.write("/mydata")
    assert told(answer)["patient"]["telegram_name"] == "Anna"  # type: ignore[index]
