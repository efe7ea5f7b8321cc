"""`/pause` on a phone: buttons, typed days, coming back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from reminder.bot.patient.pausing import LENGTHS
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import PatientState, Staff
from tests.bot.patient.phones import Phone, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
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


async def state(store: Store, link: Invited) -> tuple[PatientState, datetime | None]:
    """Return how the patient stands, and until when a pause lasts."""
    async with store.reading() as db:
        patient = await patient_of(db, link)
        return patient.state, patient.paused_until


async def test_a_week_by_a_button_and_back(store: Store, link: Invited, anna: Phone) -> None:
    """The question becomes its answer, which says until when and how to come back."""
    (question,) = await anna.write("/pause")
    assert question.labels == [
        "3 days, until Sun 20 Sep",
        "1 week, until Thu 24 Sep",
        "2 weeks, until Thu 1 Oct",
        "Not now",
    ]
    (paused,) = await anna.press("1 week, until Thu 24 Sep")
    assert paused.id == question.id
    assert "Paused until <b>Thu 24 Sep, 10:00</b>" in paused.text
    assert (await state(store, link))[0] is PatientState.PAUSED
    (back,) = await anna.press("Resume now")
    assert back.id == question.id
    assert "on again" in back.text
    assert await state(store, link) == (PatientState.ACTIVE, None)
    assert await anna.send_data("p:unpause:1", question.id) == []
    assert anna.toast == "The pause is over already."


async def test_not_now(store: Store, link: Invited, anna: Phone) -> None:
    """The question can be put away: nothing changes, and a day typed afterwards is no answer; in a
    pause, too.
    """
    (question,) = await anna.write("/pause")
    (left,) = await anna.press("Not now")
    assert left.id == question.id
    assert left.text == "All right, nothing has changed."
    assert left.labels == []
    (said,) = await anna.write("28 Sep")
    assert "Nobody reads this chat" in said.text
    assert (await state(store, link))[0] is PatientState.ACTIVE
    await anna.write("/pause 28 Sep")
    (question,) = await anna.write("/pause")
    assert question.labels[-2:] == ["Resume now", "Not now"]
    await anna.press("Not now")
    assert (await state(store, link))[0] is PatientState.PAUSED


@pytest.mark.parametrize("typed", ["28 Sep", "28.09", "28 сентября"])
async def test_a_day_is_typed(anna: Phone, typed: str) -> None:
    """In answer to the question a day is understood, in the words of any language."""
    await anna.write("/pause")
    (paused,) = await anna.write(typed)
    assert "Paused until <b>Mon 28 Sep, 10:00</b>" in paused.text
    # It was answered: another day is a text like any other.
    (said,) = await anna.write("29 Sep")
    assert "Nobody reads this chat" in said.text
    assert "/pause" not in said.text


async def test_what_is_no_day_is_asked_again(store: Store, link: Invited, anna: Phone) -> None:
    """A text without a day, or with one too far away, is answered with what a day looks like."""
    await anna.write("/pause")
    for typed in ("some day", "yesterday", "1 Mar"):
        (again,) = await anna.write(typed)
        assert "Please type it like “28 Sep”" in again.text
        assert "to Wed 16 Dec at the latest" in again.text
    assert (await state(store, link))[0] is PatientState.ACTIVE
    (paused,) = await anna.write("tomorrow")
    assert "Fri 18 Sep" in paused.text


async def test_a_day_behind_the_command(anna: Phone) -> None:
    """/pause 28 Sep needs no question."""
    (paused,) = await anna.write("/pause 28 Sep")
    assert "Mon 28 Sep" in paused.text


async def test_help_and_stop_are_heard_all_the_same(
    store: Store, link: Invited, anna: Phone
) -> None:
    """While a day is awaited, "help" is answered, and STOP stops."""
    await anna.write("/pause")
    (helped,) = await anna.write("help")
    assert "/pause – silence while you travel" in helped.text
    await anna.press("3 days, until Sun 20 Sep")
    said = await anna.write("STOP")
    assert said[-1].text.startswith("Done. You get no more messages")
    assert await state(store, link) == (PatientState.OPTED_OUT, None)


async def test_an_old_question_is_not_answered_by_a_later_text(anna: Phone) -> None:
    """Hours later a date is no answer any more."""
    await anna.write("/pause")
    await anna.wait(timedelta(hours=2))
    (said,) = await anna.write("28 Sep")
    assert "Nobody reads this chat" in said.text


async def test_the_word_brings_back_from_a_pause(store: Store, link: Invited, anna: Phone) -> None:
    """Whoever writes "resume" during a pause has it ended, without agreeing again."""
    await anna.write("/pause 28 Sep")
    (back,) = await anna.write("resume")
    assert "on again" in back.text
    assert (await state(store, link))[0] is PatientState.ACTIVE


async def test_another_phones_button_does_nothing(
    store: Store, link: Invited, anna: Phone, dial: Callable[..., Phone]
) -> None:
    """A made-up button pauses nobody, and brings nobody back."""
    mallory = dial(MALLORY_CHAT, name="Mallory")
    for days in LENGTHS:
        assert await mallory.send_data(f"p:pause:{link.patient_id}:{days}") == []
    assert await mallory.send_data(f"p:pauseno:{link.patient_id}") == []
    assert (await state(store, link))[0] is PatientState.ACTIVE
    await anna.write("/pause 28 Sep")
    assert await mallory.send_data(f"p:unpause:{link.patient_id}") == []
    assert (await state(store, link))[0] is PatientState.PAUSED


async def test_others_are_told_what_is_so(anna: Phone, dial: Callable[..., Phone]) -> None:
    """A stranger, one who has left, and staff each hear what holds for them."""
    (stranger,) = await dial(MALLORY_CHAT, name="Mallory").write("/pause")
    assert "sends its patients" in stranger.text
    *_, staff = await dial(RECEPTION_CHAT, name="Rita").write("/pause")
    assert "/enrol" in staff.text
    await anna.write("STOP")
    (left,) = await anna.write("/pause")
    assert left.labels == ["Resume"]


async def test_staff_see_until_when(anna: Phone, dial: Callable[..., Phone]) -> None:
    """The day's list and the card say until when somebody is paused."""
    await anna.write("/pause 28 Sep")
    rita = dial(RECEPTION_CHAT, name="Rita")
    *_, day = await rita.write("/day")
    assert "paused until Mon 28 Sep" in day.text
    (card,) = await rita.press(next(label for label in day.labels if "Anna" in label))
    assert "paused until Mon 28 Sep" in card.text
    assert "Wrong person" in card.labels
