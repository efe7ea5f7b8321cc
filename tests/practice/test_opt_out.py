"""Opting out: what ends, what is said, and how often."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from reminder.care.kinds import ReminderState
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.holds import holds_of
from reminder.practice.opt_out import AlreadyOut, LinkEnded, NotOurs, OptedOut, opt_out
from reminder.practice.outbox import Chat, queue
from reminder.practice.people import patients_of_chat
from reminder.practice.unsure import ask_what_is_meant
from reminder.store.database import Store
from reminder.store.tables import (
    Consent,
    Delivery,
    DeliveryState,
    EnrolmentState,
    HoldKind,
    PatientState,
    Reminder,
    Staff,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import (
    Invited,
    enrolment_of,
    fresh,
    invited,
    joined,
    patient_of,
    reminders_of,
    waiting,
)

LATER = timedelta(hours=3)


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def leave(store: Store, practice: Practice, now: datetime, chat_id: int) -> object:
    """Write STOP from that phone, and return what came of it."""
    async with store.writing() as db:
        return await opt_out(db, practice, chat_id=chat_id, how=Withdrawn.STOP_WORD, now=now)


async def test_everything_ends_at_once(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """STOP ends the consent and every planned reminder in one transaction, and says why."""
    assert await leave(store, practice, now + LATER, ANNA_CHAT) == OptedOut((anna.patient_id,))
    async with store.reading() as db:
        patient = await patient_of(db, anna)
        assert patient.state is PatientState.OPTED_OUT
        assert patient.consented_at is None
        consent = (await db.exec(select(Consent))).one()
        assert (consent.withdrawn_at, consent.withdrawn_how) == (now + LATER, "stop_word")
        plan = await reminders_of(db, anna)
        assert plan
        assert {(r.state, r.reason, r.wake_at) for r in plan} == {
            (ReminderState.CANCELLED, "opted_out", None)
        }


async def test_what_is_claimed_or_queued_is_called_off(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """A reminder that is claimed and an answer that waits are called off with the rest."""
    async with store.writing() as db:
        patient = await patient_of(db, anna)
        answer = await queue(
            db, practice, Outgoing("An answer"), to=patient, now=now, purpose="answer"
        )
        claimed = Delivery(
            clinic_id=practice.clinic_id,
            patient_id=anna.patient_id,
            chat_hash=practice.keyring.chat(ANNA_CHAT),
            chat_id=str(ANNA_CHAT),
            purpose="reminders",
            state=DeliveryState.SENDING,
            wake_at=now + LATER,
            created_at=now,
        )
        db.add(claimed)
        await db.flush()
        first = (await reminders_of(db, anna))[0]
        first.state = ReminderState.SENDING
        first.wake_at = None
        first.delivery_id = claimed.id
        answer_id, claimed_id, reminder_id = answer.id, claimed.id, first.id
    await leave(store, practice, now, ANNA_CHAT)
    async with store.reading() as db:
        for row_id in (answer_id, claimed_id):
            delivery = await fresh(db, Delivery, row_id or 0)
            assert (delivery.state, delivery.reason) == (DeliveryState.CANCELLED, "opted_out")
            assert (delivery.wake_at, delivery.payload) == (None, None)
        assert (await fresh(db, Reminder, reminder_id or 0)).state is ReminderState.CANCELLED


@pytest.mark.usefixtures("anna")
async def test_what_staff_are_told_is_not_called_off(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Rita, a patient too, leaves while another patient's complaint is on its way to her: as staff
    she still hears of it.
    """
    async with store.writing() as db:
        await joined(db, practice, reception, now, RECEPTION_CHAT, "Rita")
        said = "please stop, it burns"
        await ask_what_is_meant(db, practice, chat_id=ANNA_CHAT, text=said, now=now)
    assert isinstance(await leave(store, practice, now, RECEPTION_CHAT), OptedOut)
    async with store.reading() as db:
        texts = [answer.text for answer in await waiting(db, practice, RECEPTION_CHAT)]
    assert any("it burns" in text for text in texts)
    assert texts[-1].startswith("Done. You get no more messages from us.")


async def test_the_confirmation_says_what_still_applies(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """One confirmation: it is done, what the skin still needs until when, whom to phone, Resume."""
    await leave(store, practice, now + LATER, ANNA_CHAT)
    async with store.reading() as db:
        (confirmation,) = await waiting(db, practice, ANNA_CHAT)
        assert confirmation.text.startswith("Done. You get no more messages from us.")
        assert "Your aftercare still applies:" in confirmation.text
        assert "24 Sep" in confirmation.text
        assert practice.profile.telephone in confirmation.text
        ((button,),) = confirmation.buttons
        assert button.data == f"p:resume:{anna.patient_id}"


@pytest.mark.usefixtures("anna")
async def test_the_confirmation_keeps_to_the_point_once_all_is_over(
    store: Store, practice: Practice, now: datetime
) -> None:
    """Weeks after the session nothing applies any more, and the confirmation says no such thing."""
    await leave(store, practice, now + timedelta(days=40), ANNA_CHAT)
    async with store.reading() as db:
        (confirmation,) = (await waiting(db, practice, ANNA_CHAT))[-1:]
        assert confirmation.text.startswith("Done.")
        assert "still applies" not in confirmation.text


@pytest.mark.usefixtures("anna")
async def test_stop_again_is_answered_once_more(
    store: Store, practice: Practice, now: datetime
) -> None:
    """A second STOP changes nothing and is answered once; a third is left in peace."""
    await leave(store, practice, now, ANNA_CHAT)
    assert await leave(store, practice, now + LATER, ANNA_CHAT) == AlreadyOut(answered=True)
    assert await leave(store, practice, now + 2 * LATER, ANNA_CHAT) == AlreadyOut(answered=False)
    async with store.reading() as db:
        said = await waiting(db, practice, ANNA_CHAT)
        assert [bool(message.buttons) for message in said] == [True, True]
        consent = (await db.exec(select(Consent))).one()
        assert consent.withdrawn_at == now


@pytest.mark.usefixtures("anna")
async def test_two_stops_at_once_are_one(store: Store, practice: Practice, now: datetime) -> None:
    """A STOP that is handled twice at the same instant ends one consent and confirms once."""
    answers = await asyncio.gather(*(leave(store, practice, now, ANNA_CHAT) for _ in range(2)))
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyOut", "OptedOut"]
    async with store.reading() as db:
        said = await waiting(db, practice, ANNA_CHAT)
        assert [message.text.startswith("Done.") for message in said] == [True, False]


# On SQLite there is one writer: nothing changes behind the back of an open transaction.
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.usefixtures("anna")
async def test_stop_looks_at_what_stands_now(
    store: Store, practice: Practice, now: datetime
) -> None:
    """What a transaction has read before another ended it does not count as still so."""
    async with store.writing() as db:
        read_before = await patients_of_chat(db, practice, ANNA_CHAT)
        assert [patient.state for patient in read_before] == [PatientState.ACTIVE]
        await leave(store, practice, now, ANNA_CHAT)
        again = await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_COMMAND, now=now)
        assert again == AlreadyOut(answered=True)


async def test_stop_covers_everyone_on_that_phone(
    store: Store, practice: Practice, reception: Staff, now: datetime, anna: Invited
) -> None:
    """One phone that serves two is silent for both; other phones are not."""
    async with store.writing() as db:
        boris = await joined(db, practice, reception, now, ANNA_CHAT, name="Boris")
        other = await joined(db, practice, reception, now, BORIS_CHAT, name="Carla")
    left = await leave(store, practice, now, ANNA_CHAT)
    assert left == OptedOut((anna.patient_id, boris.patient_id))
    async with store.reading() as db:
        for link in (anna, boris):
            patient = await patient_of(db, link)
            assert patient.state is PatientState.OPTED_OUT
            # Who is who is still for staff to say.
            assert await holds_of(db, patient) == {HoldKind.SAME_PERSON}
        assert (await patient_of(db, other)).state is PatientState.ACTIVE
        assert any(r.state is ReminderState.PLANNED for r in await reminders_of(db, other))
        (confirmation,) = await waiting(db, practice, ANNA_CHAT)
        assert "<b>Anna</b>" in confirmation.text
        assert "<b>Boris</b>" in confirmation.text


async def test_stop_settles_the_question_what_was_meant(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Whoever was asked what they meant, and writes STOP, has left; nothing waits any more."""
    async with store.writing() as db:
        await ask_what_is_meant(db, practice, chat_id=ANNA_CHAT, text="stop?", now=now)
    await leave(store, practice, now, ANNA_CHAT)
    async with store.reading() as db:
        assert await holds_of(db, await patient_of(db, anna)) == frozenset()
        assert len(await waiting(db, practice, ANNA_CHAT)) == 1


async def test_one_who_never_agreed_has_the_link_closed(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """STOP in answer to the invitation ends the link kindly, and staff see that it is declined."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        shown = Outgoing("May we write?", anchor=f"invitation:{link.invitation_id}")
        await queue(db, practice, shown, to=Chat(BORIS_CHAT), now=now, purpose="invitation")
    assert await leave(store, practice, now, BORIS_CHAT) == LinkEnded()
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.DECLINED
        assert (await enrolment_of(db, link)).state is EnrolmentState.DECLINED
        assert "closed" in (await waiting(db, practice, BORIS_CHAT))[-1].text
        assert await waiting(db, practice, RECEPTION_CHAT)


async def test_a_stranger_changes_nothing(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """STOP from a phone that the clinic does not know does nothing to anybody."""
    assert await leave(store, practice, now, MALLORY_CHAT) == NotOurs()
    async with store.reading() as db:
        assert (await patient_of(db, anna)).state is PatientState.ACTIVE
        unknown = select(Delivery).where(
            col(Delivery.chat_hash) == practice.keyring.chat(MALLORY_CHAT)
        )
        assert (await db.exec(unknown)).all() == []
