"""Opening a link, and the buttons under it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.consent import consent_text
from reminder.store.database import Store
from reminder.store.tables import Consent, PatientState, Staff
from tests.bot.patient.phones import Phone
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import Invited, invited, patient_of, reminders_of

Dial = Callable[..., Phone]

AGREE = "I am the patient, I agree"


@pytest.fixture
async def link(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna is enrolled and has the link before her."""
    async with store.writing() as db:
        return await invited(db, practice, reception, now)


async def test_the_page_names_nobody_and_nothing(
    practice: Practice, dial: Dial, link: Invited
) -> None:
    """The link shows who writes, how often, how to leave, what is kept: no name, no procedure."""
    (page,) = await dial(ANNA_CHAT).write(f"/start {link.token}")
    assert practice.profile.name in page.text
    for part in ("how often", "how to leave", "what is kept", "stop", "/privacy"):
        assert part in page.text.lower()
    for secret in ("Anna", "oxygen", "mesotherapy", "face"):
        assert secret not in page.text
    assert page.labels[:4] == [
        AGREE,
        "I look after the patient, I agree",
        "Not me",
        "No thanks",
    ]


async def test_every_other_language_has_a_button(
    practice: Practice, dial: Dial, link: Invited
) -> None:
    """Under the page each language but its own is offered by its own name, two in a row; in that
    language the same page offers the others.
    """
    phone = dial(ANNA_CHAT)
    (page,) = await phone.write(f"/start {link.token}")
    names = {
        language: practice.words(language).plain("patient-language-button")
        for language in practice.catalogue.languages
    }
    assert {"English", "Polski", "Русский", "Українська"} <= set(names.values())
    assert page.labels[4:] == [name for language, name in names.items() if language != "en"]
    assert [len(row) for row in page.outgoing.buttons[3:-1]] == [2] * ((len(names) - 2) // 2)
    for language, name in names.items():
        if language != "en":
            (page,) = await phone.press(name)
            assert page.text == consent_text(practice, language)
            assert set(page.labels[4:]) == set(names.values()) - {name}


@pytest.mark.parametrize(
    ("language_code", "reads"),
    [
        ("ru", "Как отказаться"),
        ("ru-RU", "Как отказаться"),
        ("uk", "Як відмовитися"),
        ("pl", "Jak zrezygnować"),
        ("fi", "How to leave"),
        (None, "How"),
    ],
)
async def test_it_is_written_in_the_phones_language(
    dial: Dial, link: Invited, language_code: str | None, reads: str
) -> None:
    """The page is in Telegram's language where the catalogue has it, else in the clinic's."""
    phone = dial(ANNA_CHAT, language_code=language_code)
    (page,) = await phone.write(f"/start {link.token}")
    assert reads in page.text


async def test_the_language_chosen_is_kept(store: Store, dial: Dial, link: Invited) -> None:
    """Whoever changes the language before agreeing has agreed to that text, and keeps it."""
    phone = dial(ANNA_CHAT)
    (page,) = await phone.write(f"/start {link.token}")
    (turned,) = await phone.press("Русский")
    assert turned.id == page.id
    assert "Как отказаться" in turned.text
    (done,) = await phone.press("Я пациент, даю согласие")
    assert done.text.startswith("Спасибо")
    async with store.reading() as db:
        assert (await patient_of(db, link)).language == "ru"
        assert (await db.exec(select(Consent))).one().language == "ru"


@pytest.mark.parametrize(
    ("label", "by"), [(AGREE, "patient"), ("I look after the patient, I agree", "carer")]
)
async def test_agreeing_turns_the_page_into_thanks(
    store: Store, dial: Dial, link: Invited, label: str, by: str
) -> None:
    """The page becomes a word of thanks without buttons; the instructions are due."""
    phone = dial(ANNA_CHAT)
    (page,) = await phone.write(f"/start {link.token}")
    (done,) = await phone.press(label)
    assert (done.id, done.labels) == (page.id, [])
    assert done.text.startswith("Thank you, you are connected")
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert (patient.state, patient.telegram_name) == (PatientState.ACTIVE, "Anna")
        assert (await db.exec(select(Consent))).one().by == by
        first = (await reminders_of(db, link))[0]
        assert (first.kind, first.state) == (ReminderKind.INSTRUCTIONS, ReminderState.PLANNED)


async def test_pressing_agree_twice_is_agreeing_once(
    store: Store, dial: Dial, link: Invited
) -> None:
    """A second press, or the link once more, says that all is well and records nothing."""
    phone = dial(ANNA_CHAT)
    (page,) = await phone.write(f"/start {link.token}")
    data = page.outgoing.buttons[0][0].data or ""
    await phone.send_data(data, page.id)
    (answer,) = await phone.send_data(data, page.id)
    assert "You are connected" in answer.text
    (opened,) = await phone.write(f"/start {link.token}")
    assert "You are connected" in opened.text
    async with store.reading() as db:
        assert len((await db.exec(select(Consent))).all()) == 1


async def test_the_second_phone_is_told_kindly(dial: Dial, link: Invited) -> None:
    """Where another phone was first, the page says so and whom to ask for a new link."""
    anna, boris = dial(ANNA_CHAT), dial(BORIS_CHAT, name="Boris")
    for phone in (anna, boris):
        await phone.write(f"/start {link.token}")
    await anna.press(AGREE)
    (told,) = await boris.press(AGREE)
    assert "already been used" in told.text
    assert told.labels == []


async def test_not_me_ends_the_link(store: Store, dial: Dial, link: Invited) -> None:
    """Not me: thanked, closed, and the desk hears of it."""
    phone, desk = dial(ANNA_CHAT), dial(RECEPTION_CHAT, name="Rita")
    await phone.write(f"/start {link.token}")
    (done,) = await phone.press("Not me")
    assert done.text.startswith("Thank you for telling us")
    (again,) = await phone.write(f"/start {link.token}")
    assert "This link is closed" in again.text
    assert any("Not me" in said.text for said in await desk.read())
    async with store.reading() as db:
        assert (await patient_of(db, link)).chat_hash is None


async def test_no_thanks_is_taken_at_its_word(store: Store, dial: Dial, link: Invited) -> None:
    """No thanks: nothing will be sent, and the telephone is there for questions."""
    phone = dial(ANNA_CHAT)
    await phone.write(f"/start {link.token}")
    (done,) = await phone.press("No thanks")
    assert "nothing will be sent" in done.text
    (late,) = await phone.send_data(f"p:agree:{link.invitation_id}:en", done.id)
    assert "This link is closed" in late.text
    (twice,) = await phone.send_data(f"p:notme:{link.invitation_id}:en", done.id)
    assert "This link is closed" in twice.text
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.DECLINED


async def test_a_made_up_button_agrees_to_nothing(store: Store, dial: Dial, link: Invited) -> None:
    """Whoever has not opened the link cannot agree, refuse or read by making up a button."""
    mallory = dial(MALLORY_CHAT, name="Mallory")
    for verb in ("agree", "carer", "notme", "nothanks", "lang"):
        (answer,) = await mallory.send_data(f"p:{verb}:{link.invitation_id}:en")
        assert "open the link" in answer.text
    for data in ("p:agree:99999999999999999999:en", "p:agree:1", "p:agree:x:en", "p::", "nonsense"):
        assert await mallory.send_data(data) == []
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert (patient.state, patient.chat_hash) == (PatientState.INVITED, None)


@pytest.mark.parametrize("token", ["x", "A" * 22, "A" * 64, "-_-"])
async def test_a_strange_link_is_explained(dial: Dial, practice: Practice, token: str) -> None:
    """A link that is not the clinic's says what to do, with the telephone."""
    (answer,) = await dial(MALLORY_CHAT).write(f"/start {token}")
    assert "not one of ours" in answer.text
    assert practice.profile.telephone in answer.text


async def test_a_link_that_ran_out_says_so(practice: Practice, dial: Dial, link: Invited) -> None:
    """After its days the link asks to get a new one, on the page that is open as well."""
    phone = dial(ANNA_CHAT)
    await phone.write(f"/start {link.token}")
    await phone.wait(timedelta(days=practice.profile.invitation_days))
    (pressed,) = await phone.press(AGREE)
    (opened,) = await phone.write(f"/start {link.token}")
    assert pressed.text == opened.text
    assert "has expired" in opened.text


async def test_staff_may_be_patients_too(store: Store, dial: Dial, link: Invited) -> None:
    """Rita from the reception can agree on her own phone."""
    phone = dial(RECEPTION_CHAT, name="Rita")
    await phone.write(f"/start {link.token}")
    await phone.press(AGREE)
    async with store.reading() as db:
        assert (await patient_of(db, link)).chat_id == str(RECEPTION_CHAT)
