"""Joining: opening a link, agreeing, refusing."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.consent import By, consent_version
from reminder.practice.invitation import Ended, Opened, Reason, open_invitation
from reminder.practice.invite import EndedBy, end_links
from reminder.practice.join import Agreed, Closed, no_thanks, not_me
from reminder.store.database import Store
from reminder.store.tables import (
    Consent,
    EnrolmentState,
    Hold,
    HoldKind,
    Invitation,
    Patient,
    PatientState,
    Staff,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, RECEPTION_CHAT
from tests.practice.arrange import (
    Invited,
    agrees,
    enrolment_of,
    fresh,
    invited,
    invited_again,
    joined,
    patient_of,
    reminders_of,
    waiting,
)

SOON = timedelta(minutes=2)


@pytest.fixture
async def link(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna is enrolled and has the link before her."""
    async with store.writing() as db:
        return await invited(db, practice, reception, now)


async def test_opening_is_noted_once_and_binds_nothing(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Opening a link is noted when it first happens, and binds no phone."""
    for minutes in (1, 5):
        async with store.writing() as db:
            opened = await open_invitation(
                db, practice, link.token, now + timedelta(minutes=minutes)
            )
            assert opened == Opened(link.invitation_id)
    async with store.reading() as db:
        invitation = await fresh(db, Invitation, link.invitation_id)
        assert invitation.opened_at == now + timedelta(minutes=1)
        assert invitation.ended_at is None
        patient = await patient_of(db, link)
        assert (patient.state, patient.chat_hash) == (PatientState.INVITED, None)
        assert all(r.state is ReminderState.CANCELLED for r in await reminders_of(db, link))


async def test_a_made_up_link_opens_nothing(
    store: Store, practice: Practice, now: datetime
) -> None:
    """A token that the clinic has not given out is unknown to it."""
    async with store.writing() as db:
        made_up = await open_invitation(db, practice, "A" * 22, now)
        assert made_up == Ended(Reason.UNKNOWN)


async def test_another_clinic_cannot_open_it(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """A link belongs to its clinic's bot alone, to open and to answer."""
    other = replace(practice, clinic_id=practice.clinic_id + 1)
    async with store.writing() as db:
        assert await open_invitation(db, other, link.token, now) == Ended(Reason.UNKNOWN)
        assert await agrees(db, other, link, now, BORIS_CHAT) == Ended(Reason.UNKNOWN)
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.INVITED


async def test_a_link_runs_out(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """After its days a link neither opens nor lets agree."""
    late = now + timedelta(days=practice.profile.invitation_days)
    async with store.writing() as db:
        assert await open_invitation(db, practice, link.token, late) == Ended(Reason.EXPIRED)
        assert await agrees(db, practice, link, late, ANNA_CHAT) == Ended(Reason.EXPIRED)


async def test_a_link_that_staff_replaced_is_closed(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Once staff have given a new link, the old one is closed, also for one who has it open."""
    async with store.writing() as db:
        await end_links(db, practice, link.enrolment_id, EndedBy.REPLACED, now)
        assert await open_invitation(db, practice, link.token, now) == Ended(Reason.CLOSED)
        assert await agrees(db, practice, link, now, ANNA_CHAT) == Ended(Reason.CLOSED)


async def test_agreeing_binds_the_phone_and_is_recorded(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Agreeing binds the chat and records who agreed to which text, in which language, when."""
    async with store.writing() as db:
        answer = await agrees(db, practice, link, now + SOON, ANNA_CHAT, "ru", By.CARER)
        assert answer == Agreed(link.patient_id, moved=False, to_be_placed=False)
    async with store.reading() as db:
        patient = await patient_of(db, link)
        assert patient.state is PatientState.ACTIVE
        assert patient.chat_hash == practice.keyring.chat(ANNA_CHAT)
        assert patient.chat_id == str(ANNA_CHAT)
        assert (patient.telegram_name, patient.language) == ("Anna K", "ru")
        assert patient.consented_at == now + SOON
        consent = (await db.exec(select(Consent))).one()
        assert (consent.patient_id, consent.by) == (link.patient_id, "carer")
        assert (consent.language, consent.given_at) == ("ru", now + SOON)
        assert consent.text_version == consent_version(practice, "ru")
        assert consent.chat_hash == patient.chat_hash
        assert consent.withdrawn_at is None
        enrolment = await enrolment_of(db, link)
        assert enrolment.state is EnrolmentState.CONNECTED
        assert enrolment.connected_at == now + SOON


async def test_the_instructions_are_due_at_once(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Whoever agrees gets the instructions now, and a plan for the days after."""
    async with store.writing() as db:
        await agrees(db, practice, link, now + SOON, ANNA_CHAT)
    async with store.reading() as db:
        plan = await reminders_of(db, link)
        assert plan[0].kind is ReminderKind.INSTRUCTIONS
        assert plan[0].due_at <= now + SOON
        assert len(plan) > 1
        assert all(reminder.state is ReminderState.PLANNED for reminder in plan)


async def test_the_desk_sees_who_has_agreed(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """The message with the code turns into one that says who is connected."""
    async with store.writing() as db:
        await agrees(db, practice, link, now, ANNA_CHAT)
        (message,) = await waiting(db, practice, RECEPTION_CHAT)
        assert message.edits == f"enrolment:{link.enrolment_id}"
        assert "Anna K" in message.text


async def test_the_link_is_used_up(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """A second phone that agrees is told so, and changes nothing."""
    async with store.writing() as db:
        await agrees(db, practice, link, now, ANNA_CHAT)
    async with store.writing() as db:
        second = await agrees(db, practice, link, now + SOON, BORIS_CHAT)
        assert second == Ended(Reason.USED, link.patient_id)
        again = await open_invitation(db, practice, link.token, now + SOON)
        assert again == Ended(Reason.USED, link.patient_id)
    async with store.reading() as db:
        assert (await patient_of(db, link)).chat_id == str(ANNA_CHAT)
        assert len((await db.exec(select(Consent))).all()) == 1


async def test_of_two_phones_at_once_the_first_wins(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Two phones that agree at the same instant: one is bound, the other hears that it was used."""

    async def agree_on(chat_id: int) -> object:
        async with store.writing() as db:
            return await agrees(db, practice, link, now, chat_id)

    answers = await asyncio.gather(agree_on(ANNA_CHAT), agree_on(BORIS_CHAT))
    won = [answer for answer in answers if isinstance(answer, Agreed)]
    lost = [answer for answer in answers if isinstance(answer, Ended)]
    assert len(won) == 1
    assert lost == [Ended(Reason.USED, link.patient_id)]
    async with store.reading() as db:
        assert len((await db.exec(select(Consent))).all()) == 1


async def test_a_known_phone_waits_to_be_placed(
    store: Store, practice: Practice, reception: Staff, now: datetime, link: Invited
) -> None:
    """A phone that serves a patient already: both wait with lifts, staff are asked once, and the
    instructions go out all the same.
    """
    async with store.writing() as db:
        first = await joined(db, practice, reception, now, ANNA_CHAT, name="Anna K")
    async with store.writing() as db:
        answer = await agrees(db, practice, link, now + SOON, ANNA_CHAT)
        assert answer == Agreed(link.patient_id, moved=False, to_be_placed=True)
    async with store.reading() as db:
        holds = (await db.exec(select(Hold))).all()
        assert {hold.patient_id for hold in holds} == {first.patient_id, link.patient_id}
        assert {(hold.kind, hold.about) for hold in holds} == {
            (HoldKind.SAME_PERSON, link.enrolment_id)
        }
        messages = await waiting(db, practice, RECEPTION_CHAT)
        asked = [m for m in messages if m.anchor == f"place:{link.enrolment_id}"]
        assert len(asked) == 1
        plan = await reminders_of(db, link)
        assert (plan[0].kind, plan[0].state) == (
            ReminderKind.INSTRUCTIONS,
            ReminderState.PLANNED,
        )


async def test_a_new_phone_takes_the_chat_with_it(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A known patient who agrees on a new phone is written to there, and the old one says so."""
    async with store.writing() as db:
        first = await joined(db, practice, reception, now, ANNA_CHAT)
        second = await invited_again(db, practice, first, now)
    async with store.writing() as db:
        answer = await agrees(db, practice, second, now + SOON, BORIS_CHAT)
        assert answer == Agreed(first.patient_id, moved=True, to_be_placed=False)
    async with store.reading() as db:
        patient = await patient_of(db, first)
        assert patient.chat_id == str(BORIS_CHAT)
        assert patient.state is PatientState.ACTIVE
        told = [message.text for message in await waiting(db, practice, ANNA_CHAT)]
        assert any("another phone" in text for text in told)
        consents = (await db.exec(select(Consent).order_by(col(Consent.id)))).all()
        assert [c.withdrawn_how for c in consents] == ["moved", None]


async def test_not_me_closes_the_link_and_tells_staff(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """Not me: it ends the link, staff hear it at once, and the patient still waits for one."""
    async with store.writing() as db:
        assert await not_me(db, practice, link.invitation_id, now) == Closed()
    async with store.writing() as db:
        assert await not_me(db, practice, link.invitation_id, now) == Ended(Reason.CLOSED)
        assert await agrees(db, practice, link, now, ANNA_CHAT) == Ended(Reason.CLOSED)
        assert (await patient_of(db, link)).state is PatientState.INVITED
        assert (await enrolment_of(db, link)).state is EnrolmentState.REFUSED
        news, code = await waiting(db, practice, RECEPTION_CHAT)
        assert news.edits is None
        assert "Anna" in news.text
        assert code.edits == f"enrolment:{link.enrolment_id}"


async def test_no_thanks_is_declined_and_never_chased(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """No thanks: it ends the link and shows staff that the patient has declined."""
    async with store.writing() as db:
        assert await no_thanks(db, practice, link.invitation_id, now) == Closed()
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.DECLINED
        assert (await enrolment_of(db, link)).state is EnrolmentState.DECLINED
        (code,) = await waiting(db, practice, RECEPTION_CHAT)
        assert code.edits == f"enrolment:{link.enrolment_id}"


async def test_no_thanks_on_a_new_phone_leaves_the_old_one_be(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Whoever refuses to move phones goes on being reminded on the phone that agreed."""
    async with store.writing() as db:
        first = await joined(db, practice, reception, now, ANNA_CHAT)
        second = await invited_again(db, practice, first, now)
        assert await no_thanks(db, practice, second.invitation_id, now) == Closed()
    async with store.reading() as db:
        patient = await patient_of(db, first)
        assert (patient.state, patient.chat_id) == (PatientState.ACTIVE, str(ANNA_CHAT))
        assert (await enrolment_of(db, first)).state is EnrolmentState.CONNECTED


async def test_an_enrolment_taken_back_cannot_be_agreed_to(
    store: Store, practice: Practice, now: datetime, link: Invited
) -> None:
    """A link whose enrolment was taken back binds nobody, even where it was left open."""
    async with store.writing() as db:
        (await fresh(db, Patient, link.patient_id)).state = PatientState.UNDONE
    async with store.writing() as db:
        assert await open_invitation(db, practice, link.token, now) == Ended(Reason.CLOSED)
        assert await agrees(db, practice, link, now, ANNA_CHAT) == Ended(Reason.CLOSED)
    async with store.reading() as db:
        assert (await patient_of(db, link)).chat_hash is None
        assert (await db.exec(select(Consent))).all() == []


def test_another_letter_is_another_version(practice: Practice) -> None:
    """The version of a consent text changes with its words, not with when it is looked at."""
    renamed = replace(practice, profile=practice.profile.model_copy(update={"name": "Elsewhere"}))
    versions = [
        consent_version(practice, "en"),
        consent_version(practice, "ru"),
        consent_version(renamed, "en"),
    ]
    assert len(set(versions)) == len(versions)
    assert consent_version(practice, "en") == versions[0]
