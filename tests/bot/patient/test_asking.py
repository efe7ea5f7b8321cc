"""What anyone may ask, and what everything else is answered with."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.bot.patient.phones import Phone, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import invited

Dial = Callable[..., Phone]


@pytest.fixture
async def anna(
    store: Store, practice: Practice, reception: Staff, now: datetime, dial: Dial
) -> Phone:
    """Anna's phone, connected."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
    return await connect(dial(ANNA_CHAT), link.token)


async def test_today_says_what_holds_until_when(anna: Phone) -> None:
    """/today names what is in force and until which day."""
    (answer,) = await anna.write("/today")
    assert "24 Sep" in answer.text


async def test_plan_is_a_picture_and_a_calendar(anna: Phone) -> None:
    """/plan sends the picture with its words, then the file for the calendar, durably stored."""
    picture, calendar = await anna.write("/plan")
    assert "24 Sep" in picture.text
    # Drawn when it is sent, and not while the database is held.
    assert picture.outgoing.timeline is not None
    assert calendar.outgoing.attachment is not None
    assert calendar.outgoing.attachment.name == "aftercare.ics"
    assert calendar.outgoing.attachment.content.startswith(b"BEGIN:VCALENDAR")


async def test_help_names_the_commands_and_the_telephones(practice: Practice, anna: Phone) -> None:
    """/help, or the word, says what can be asked and whom to phone."""
    for text in ("/help", "help"):
        (answer,) = await anna.write(text)
        for part in ("/today", "/plan", "/privacy", "/stop", practice.profile.telephone, "112"):
            assert part in answer.text


async def test_privacy_says_what_is_kept(practice: Practice, anna: Phone) -> None:
    """/privacy says what is kept, why, where, how long, and how to leave."""
    (answer,) = await anna.write("/privacy")
    for part in ("What:", "Why:", "Where:", "How long:", "How to leave:"):
        assert part in answer.text
    asked = practice.profile.privacy_contact or practice.profile.telephone
    assert asked in answer.text


async def test_nobody_reads_is_said_at_most_once_an_hour(practice: Practice, anna: Phone) -> None:
    """Free text gets the telephone and the hours, once an hour, so that it is no nuisance."""
    (first,) = await anna.write("My skin is a bit red, is that right?")
    assert first.text.startswith("Nobody reads this chat")
    assert practice.profile.telephone in first.text
    assert practice.profile.hours("en") in first.text
    await anna.wait(timedelta(minutes=59))
    assert await anna.write("Hello?") == []
    assert await anna.send_photo() == []
    await anna.wait(timedelta(minutes=1))
    (later,) = await anna.send_photo("look")
    assert later.text == first.text


async def test_an_unknown_command_names_the_known_ones(anna: Phone) -> None:
    """A command that there is not is answered with those that there are."""
    (answer,) = await anna.write("/sauna")
    every = "/today, /plan, /pause, /time, /language, /help, /privacy, /mydata, /forget and /stop"
    assert every in answer.text


async def test_start_without_a_link_says_where_one_stands(anna: Phone) -> None:
    """/start from a patient says that all is connected."""
    (answer,) = await anna.write("/start")
    assert answer.text.startswith("You are connected")


async def test_a_stranger_gets_a_friendly_word(practice: Practice, dial: Dial) -> None:
    """Who is neither staff nor patient learns what this is, and nothing about anybody."""
    for text in ("/start", "/today", "/plan", "hello"):
        (answer,) = await dial(MALLORY_CHAT, name="Mallory").write(text)
        assert answer.text.startswith("Hello! Here")
        assert practice.profile.telephone in answer.text


async def test_a_stranger_is_answered_in_their_language(dial: Dial) -> None:
    """Telegram's language counts where the catalogue has it."""
    (answer,) = await dial(MALLORY_CHAT, language_code="ru").write("/help")
    assert answer.text.startswith("Здесь")


@pytest.mark.usefixtures("reception")
async def test_staff_are_answered_as_staff(practice: Practice, dial: Dial) -> None:
    """Staff who are no patients are not told to phone the clinic that they work at."""
    desk = dial(RECEPTION_CHAT, name="Rita")
    staff_help = practice.words("en")("staff-help")
    assert [said.text for said in await desk.write("/help")] == [staff_help]
    assert [said.text for said in await desk.write("/sauna")] == [staff_help]
    for text in ("/start", "/enrol Stop Anna; oxygen", "Anna, please stop by", "hello"):
        said = await desk.write(text)
        assert not any("Nobody reads" in message.text for message in said)
        assert not any("Stop all messages" in message.labels for message in said)


async def test_an_edited_word_is_not_answered_twice(anna: Phone) -> None:
    """Mending an ordinary message is no new question."""
    await anna.write("hello")
    await anna.wait(timedelta(hours=2))
    assert await anna.edit("hello there") == []
