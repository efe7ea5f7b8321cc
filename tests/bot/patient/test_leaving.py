"""Leaving by word, command or button, ahead of everything else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import select

from reminder.care.kinds import ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.holds import holds_of
from reminder.store.database import Store
from reminder.store.tables import Consent, Course, HoldKind, PatientState, Staff
from tests.bot.patient.phones import Phone, connect
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import Invited, invited, patient_of, reminders_of

Dial = Callable[..., Phone]


@pytest.fixture
async def link(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna is enrolled and has the link before her."""
    async with store.writing() as db:
        return await invited(db, practice, reception, now)


@pytest.fixture
async def anna(dial: Dial, link: Invited) -> Phone:
    """Anna's phone, connected."""
    return await connect(dial(ANNA_CHAT), link.token)


async def state_of(store: Store, link: Invited) -> PatientState:
    """Return where the patient stands."""
    async with store.reading() as db:
        return (await patient_of(db, link)).state


@pytest.mark.parametrize(
    "word",
    [
        "STOP",
        "Stop!",
        " s t o p ",
        "стоп",
        "🛑 stop",
        "/stop",
        "/STOP@aftercare_demo_bot",
        "/стоп",
        "/unsubscribe",
        "/stopall",
    ],
)
async def test_the_word_is_enough(store: Store, link: Invited, anna: Phone, word: str) -> None:
    """STOP and its like, alone, in any language and dress, end everything at once."""
    (done,) = await anna.write(word)
    assert done.text.startswith("Done. You get no more messages from us.")
    assert done.labels == ["Resume"]
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.OPTED_OUT
        plan = await reminders_of(db, link)
        assert {reminder.state for reminder in plan} == {ReminderState.CANCELLED}


async def test_records_that_cannot_be_read_keep_nobody(
    store: Store, link: Invited, anna: Phone
) -> None:
    """Whoever leaves has left, even where what was noted of the course cannot be read any more."""
    async with store.writing() as db:
        await db.exec(update(Course).values(protocol_version=404))
    (done,) = await anna.write("STOP")
    assert done.text.startswith("Done. You get no more messages from us.")
    assert done.labels == ["Resume"]
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.OPTED_OUT
        plan = await reminders_of(db, link)
        assert {(row.state, row.reason) for row in plan} == {(ReminderState.CANCELLED, "opted_out")}


async def test_the_old_link_shows_the_way_back(link: Invited, anna: Phone) -> None:
    """Whoever has left and scans the used code again is not told that all is on: agreeing again is
    what they are offered.
    """
    await anna.write("STOP")
    (page,) = await anna.write(f"/start {link.token}")
    assert "You get no reminders at the moment" in page.text
    assert "I am the patient, I agree" in page.labels


async def test_an_edited_message_counts(store: Store, link: Invited, anna: Phone) -> None:
    """Whoever mends a message to "stop" has left, and one mended to /stop too."""
    assert await anna.edit("thanks a lot") == []
    (done,) = await anna.edit("stop")
    assert done.text.startswith("Done.")
    (again,) = await anna.edit("/stop")
    assert "already left" in again.text
    assert await state_of(store, link) is PatientState.OPTED_OUT


async def test_the_caption_of_a_picture_counts(store: Store, link: Invited, anna: Phone) -> None:
    """STOP under a picture is STOP."""
    (done,) = await anna.send_photo("STOP")
    assert done.text.startswith("Done.")
    assert await state_of(store, link) is PatientState.OPTED_OUT


@pytest.mark.parametrize("text", ["stopka", "может остановиться отёк?", "thank you"])
async def test_other_words_do_nothing(store: Store, link: Invited, anna: Phone, text: str) -> None:
    """Words that only look like it are answered like any other."""
    (answer,) = await anna.write(text)
    assert answer.text.startswith("Nobody reads this chat")
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert patient.state is PatientState.ACTIVE
        assert await holds_of(db, patient) == frozenset()


async def test_inside_a_sentence_it_is_asked(
    store: Store, dial: Dial, link: Invited, anna: Phone
) -> None:
    """Inside a sentence the word is asked about, reminders wait, and staff read it at once."""
    (question,) = await anna.write("please stop, it burns")
    assert question.labels == ["Stop all messages", "Keep them"]
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert patient.state is PatientState.ACTIVE
        assert await holds_of(db, patient) == {HoldKind.UNCLEAR_STOP}
    alerts = [said for said in await dial(RECEPTION_CHAT).read() if "burns" in said.text]
    assert len(alerts) == 1


async def test_keeping_them_turns_the_question_into_its_answer(
    store: Store, link: Invited, anna: Phone
) -> None:
    """Keep them: the buttons go, what waited goes on but for the lifts, for it may have been a
    complaint; pressed late it says that it is settled.
    """
    (question,) = await anna.write("please stop, it burns")
    (kept,) = await anna.press("Keep them")
    assert (kept.id, kept.labels) == (question.id, [])
    async with store.reading() as db:
        assert await holds_of(db, await patient_of(db, link)) == {HoldKind.COMPLAINT}
    late = question.outgoing.buttons[1][0].data or ""
    assert await anna.send_data(late, question.id) == []
    assert anna.toast is not None
    assert "settled" in anna.toast


async def test_stopping_by_the_button(store: Store, link: Invited, anna: Phone) -> None:
    """Stop all messages: the question loses its buttons, then it is confirmed, and nothing follows
    the confirmation.
    """
    (question,) = await anna.write("please stop, it burns")
    settled, done = await anna.press("Stop all messages")
    assert done.text.startswith("Done.")
    assert (settled.id, settled.labels) == (question.id, [])
    assert await state_of(store, link) is PatientState.OPTED_OUT
    async with store.reading() as db:
        assert (await db.exec(select(Consent))).one().withdrawn_how == "stop_button"


async def test_buttons_of_others_do_nothing(
    store: Store, dial: Dial, link: Invited, anna: Phone
) -> None:
    """Nobody can press the buttons of another's question."""
    await anna.write("please stop, it burns")
    mallory = dial(MALLORY_CHAT, name="Mallory")
    for verb in ("stop", "keep", "resume"):
        assert await mallory.send_data(f"p:{verb}:{link.patient_id}") == []
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert patient.state is PatientState.ACTIVE
        assert await holds_of(db, patient) == {HoldKind.UNCLEAR_STOP}


async def test_stop_is_answered_at_most_twice(anna: Phone) -> None:
    """The first STOP is confirmed, the second answered, the others are left in peace."""
    answers = [await anna.write("stop") for _ in range(4)]
    assert [len(said) for said in answers] == [1, 1, 0, 0]


async def test_stop_before_agreeing_closes_the_link(
    store: Store, dial: Dial, link: Invited
) -> None:
    """Whoever answers the invitation with STOP has closed it."""
    phone = dial(ANNA_CHAT)
    await phone.write(f"/start {link.token}")
    (told,) = await phone.write("stop")
    assert told.text.startswith("All right. Your link is closed")
    assert await state_of(store, link) is PatientState.DECLINED


@pytest.mark.usefixtures("link")
async def test_a_stranger_is_told_that_nothing_is_sent(dial: Dial) -> None:
    """STOP from one who gets nothing is answered politely."""
    (told,) = await dial(MALLORY_CHAT).write("/stop")
    assert told.text == "You get no messages from us, and it will stay that way."


@pytest.mark.usefixtures("anna")
async def test_the_words_of_staff_are_theirs(store: Store, dial: Dial, link: Invited) -> None:
    """A staff member who is no patient may write "stop" into a form; nothing comes of it here."""
    desk = dial(RECEPTION_CHAT, name="Rita")
    await desk.read()
    assert not any(said.text.startswith("Done.") for said in await desk.write("stop"))
    (told,) = await desk.write("/stop")
    assert "as a patient" in told.text
    assert await state_of(store, link) is PatientState.ACTIVE


async def test_staff_who_are_patients_can_leave(store: Store, dial: Dial, link: Invited) -> None:
    """Rita, who is a patient too, leaves by the same word."""
    desk = await connect(dial(RECEPTION_CHAT, name="Rita"), link.token)
    said = await desk.write("stop")
    assert any(message.text.startswith("Done.") for message in said)
    assert await state_of(store, link) is PatientState.OPTED_OUT


async def test_coming_back_needs_agreeing_again(store: Store, link: Invited, anna: Phone) -> None:
    """Resume shows the consent; only agreeing brings the reminders back."""
    await anna.write("stop")
    await anna.wait(timedelta(hours=1))
    (page,) = await anna.press("Resume")
    assert page.text.startswith("Good to see you again")
    assert "how often" in page.text.lower()
    assert await state_of(store, link) is PatientState.OPTED_OUT
    (back, *_) = await anna.press("I am the patient, I agree")
    assert (back.id, back.labels) == (page.id, [])
    assert back.text.startswith("Welcome back")
    assert await state_of(store, link) is PatientState.ACTIVE
    async with store.reading() as db:
        assert len((await db.exec(select(Consent))).all()) == 2  # the first, and one more


async def test_todays_restrictions_follow_at_once(store: Store, link: Invited, anna: Phone) -> None:
    """Whoever comes back and has had the instructions is told what is in force today."""
    async with store.writing() as db:
        first = (await reminders_of(db, link))[0]
        first.state, first.wake_at = ReminderState.DELIVERED, None
    await anna.write("stop")
    await anna.wait(timedelta(days=1))
    await anna.press("Resume")
    _, still = await anna.press("I look after the patient, I agree")
    assert "24 Sep" in still.text


async def test_staying_away_changes_nothing(store: Store, link: Invited, anna: Phone) -> None:
    """Whoever looks at the consent again, in another language too, and declines stays away."""
    await anna.write("stop")
    await anna.press("Resume")
    (turned,) = await anna.press("Русский")
    assert "Как отказаться" in turned.text
    (done,) = await anna.press("Нет, спасибо")
    assert done.labels == []
    assert await state_of(store, link) is PatientState.OPTED_OUT


async def test_start_offers_the_way_back(anna: Phone) -> None:
    """/start after leaving shows the consent once more."""
    await anna.write("stop")
    (page,) = await anna.write("/start")
    assert page.text.startswith("Good to see you again")


@pytest.mark.parametrize("word", ["resume", "возобновить"])
async def test_the_word_offers_the_way_back(anna: Phone, word: str) -> None:
    """Whoever has left and writes "resume" is shown the consent; before that it means nothing."""
    (plain,) = await anna.write(word)
    assert plain.text.startswith("Nobody reads this chat")
    await anna.write("stop")
    (page,) = await anna.write(word)
    assert page.text.startswith("Good to see you again")


async def test_resume_pressed_late_says_that_all_is_on(anna: Phone) -> None:
    """Whoever presses Resume once more after coming back is told that reminders are on."""
    (done,) = await anna.write("stop")
    data = done.outgoing.buttons[0][0].data or ""
    (page,) = await anna.send_data(data)
    await anna.press("I am the patient, I agree")
    (answer,) = await anna.send_data(data)
    assert answer.text.startswith("Your reminders are on")
    again = page.outgoing.buttons[0][0].data or ""
    (answer,) = await anna.send_data(again, page.id)
    assert answer.text.startswith("Your reminders are on")


async def test_nobody_comes_back_by_a_made_up_button(
    store: Store, dial: Dial, link: Invited, anna: Phone
) -> None:
    """Only the chat that left can agree again."""
    await anna.write("stop")
    mallory = dial(MALLORY_CHAT, name="Mallory")
    for verb in ("back", "backcarer", "backlang", "stayaway"):
        assert await mallory.send_data(f"p:{verb}:{link.patient_id}:en") == []
    assert await state_of(store, link) is PatientState.OPTED_OUT
