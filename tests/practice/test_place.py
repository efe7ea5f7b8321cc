"""Whose history is it? Whose phone is it?"""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Db, Practice
from reminder.practice.holds import holds_of
from reminder.practice.invitation import Opened, open_invitation
from reminder.practice.people import patients_of_chat
from reminder.practice.place import (
    Placed,
    Settled,
    another_person,
    same_person,
)
from reminder.practice.undo import undo
from reminder.practice.wrong_person import Revoked, wrong_person
from reminder.store.database import Store
from reminder.store.tables import (
    Consent,
    Course,
    Enrolment,
    EnrolmentState,
    HoldKind,
    PatientState,
    Session,
    Staff,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, RECEPTION_CHAT
from tests.practice.arrange import (
    Invited,
    agrees,
    enrolment_of,
    joined,
    patient_of,
    reminders_of,
    waiting,
)


async def twice(db: Db, practice: Practice, staff: Staff, now: datetime) -> tuple[Invited, Invited]:
    """Anna, known for two days, has agreed on the same phone for a second enrolment."""
    first = await joined(db, practice, staff, now - timedelta(days=2), ANNA_CHAT)
    second = await joined(db, practice, staff, now, ANNA_CHAT, "Anna again")
    return first, second


async def held(db: Db, link: Invited) -> bool:
    """Whether the patient's lifts wait for the placing."""
    return HoldKind.SAME_PERSON in await holds_of(db, await patient_of(db, link))


async def test_the_desk_is_asked(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A known phone that agrees again makes a question, and lifts wait until it is answered."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        question = (await waiting(db, practice, RECEPTION_CHAT))[-1]
        assert [row[0].data for row in question.buttons] == [
            f"s:same:{second.enrolment_id}:{first.patient_id}",
            f"s:another:{second.enrolment_id}",
            f"s:wrong-ask:{second.enrolment_id}",
        ]
        assert await held(db, first)
        assert await held(db, second)


async def test_one_person_one_history(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The same person's second enrolment moves into the known history: course, session, consent,
    enrolment and reminders; the plan is one, and nothing waits any more.
    """
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        placed = await same_person(
            db, practice, reception, second.enrolment_id, first.patient_id, now
        )
        assert isinstance(placed, Placed)
        assert placed.patient.id == first.patient_id
        assert placed.enrolled.patient.id == first.patient_id
        for owner in (
            Course.patient_id,
            Session.patient_id,
            Consent.patient_id,
            Enrolment.patient_id,
        ):
            assert (await db.exec(select(owner))).all() == [first.patient_id, first.patient_id]
        gone = await patient_of(db, second)
        assert gone.state is PatientState.JOINED
        assert gone.chat_hash is None
        assert (await enrolment_of(db, second)).placed_at == now
        assert not await held(db, first)
        assert [p.id for p in await patients_of_chat(db, practice, ANNA_CHAT)] == [first.patient_id]
        assert await reminders_of(db, second) == []
        reminders = await reminders_of(db, first)
        sessions = {r.session_id for r in reminders if r.kind is ReminderKind.INSTRUCTIONS}
        assert len(sessions) == 2
        lifts = [
            r.due_at
            for r in reminders
            if r.kind is ReminderKind.LIFTED
            and r.state is ReminderState.PLANNED
            and "sauna" in r.topics
        ]
        assert min(lifts) >= now + timedelta(days=7)


async def test_one_who_had_left_comes_back(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where the known patient had left, the new consent counts for the whole history."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        known = await patient_of(db, first)
        known.state, known.consented_at = PatientState.OPTED_OUT, None
        await db.flush()
        await same_person(db, practice, reception, second.enrolment_id, first.patient_id, now)
        known = await patient_of(db, first)
        assert known.state is PatientState.ACTIVE
        assert known.consented_at == now


async def test_two_people_one_phone(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Another person keeps a history of their own; from now on messages to both name them."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        placed = await another_person(db, practice, reception, second.enrolment_id, now)
        assert isinstance(placed, Placed)
        for link in (first, second):
            patient = await patient_of(db, link)
            assert patient.another_person
            assert patient.state is PatientState.ACTIVE
            assert not await held(db, link)
        again = await another_person(db, practice, reception, second.enrolment_id, now)
        assert again == Settled()


async def test_a_third_enrolment_goes_on_waiting(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """With two enrolments to be placed on one phone, lifts wait until both are."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        third = await joined(db, practice, reception, now, ANNA_CHAT, "Anna once more")
        await same_person(db, practice, reception, second.enrolment_id, first.patient_id, now)
        assert await held(db, first)
        await same_person(db, practice, reception, third.enrolment_id, first.patient_id, now)
        assert not await held(db, first)


async def test_undo_settles_it_too(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Taking the second enrolment back lets the first one's lifts go on."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        await undo(db, practice, reception, second.enrolment_id, now)
        assert not await held(db, first)
        answer = await same_person(
            db, practice, reception, second.enrolment_id, first.patient_id, now
        )
        assert answer == Settled()


async def test_only_what_fits_is_joined(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A patient of another phone, of another clinic, or none at all, is not joined."""
    async with store.writing() as db:
        _, second = await twice(db, practice, reception, now)
        boris = await joined(db, practice, reception, now, BORIS_CHAT, "Boris")
        number = second.enrolment_id
        assert (
            await same_person(db, practice, reception, number, boris.patient_id, now) == Settled()
        )
        assert await same_person(db, practice, reception, number, 999_999, now) is None
        assert await same_person(db, practice, reception, number, second.patient_id, now) is None
        elsewhere = replace(practice, clinic_id=practice.clinic_id + 1)
        assert await another_person(db, elsewhere, reception, number, now) is None
        assert await another_person(db, practice, reception, boris.enrolment_id, now) == Settled()


async def test_the_wrong_person(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The wrong phone is taken away: no consent, no plan, one farewell; the right person gets the
    instructions on a new link, although the wrong phone had them.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, BORIS_CHAT)
        for reminder in await reminders_of(db, link):
            if reminder.kind is ReminderKind.INSTRUCTIONS:
                reminder.state, reminder.wake_at = ReminderState.DELIVERED, None
            elif reminder.kind is ReminderKind.NUDGE:
                reminder.state, reminder.wake_at = ReminderState.SENDING, None
                break
        await db.flush()
        revoked = await wrong_person(db, practice, reception, link.enrolment_id, now)
        assert isinstance(revoked, Revoked)
        patient = await patient_of(db, link)
        assert (patient.state, patient.chat_id, patient.consented_at) == (
            PatientState.INVITED,
            None,
            None,
        )
        consent = (await db.exec(select(Consent))).one()
        assert (consent.withdrawn_at, consent.withdrawn_how) == (now, "wrong_person")
        live = {ReminderState.PLANNED, ReminderState.SENDING}
        assert not [r for r in await reminders_of(db, link) if r.state in live]
        (farewell,) = await waiting(db, practice, BORIS_CHAT)
        assert "by mistake" in farewell.text
        assert (await enrolment_of(db, link)).state is EnrolmentState.WAITING
        token = revoked.link.url.split("=")[1]
        opened = await open_invitation(db, practice, token, now)
        assert isinstance(opened, Opened)
        right = replace(link, invitation_id=opened.invitation_id, token=token)
        await agrees(db, practice, right, now, ANNA_CHAT)
        planned = [r.kind for r in await reminders_of(db, link) if r.state is ReminderState.PLANNED]
        assert ReminderKind.INSTRUCTIONS in planned


async def test_the_wrong_person_is_somebody_known(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where the wrong phone is another patient's, that patient is left as they were."""
    async with store.writing() as db:
        first, second = await twice(db, practice, reception, now)
        before = [r.key for r in await reminders_of(db, first)]
        answer = await wrong_person(db, practice, reception, second.enrolment_id, now)
        assert isinstance(answer, Revoked)
        assert (await patient_of(db, first)).state is PatientState.ACTIVE
        assert not await held(db, first)
        assert [r.key for r in await reminders_of(db, first)] == before
        again = await wrong_person(db, practice, reception, second.enrolment_id, now)
        assert again == Settled()
        assert await wrong_person(db, practice, reception, 999_999, now) is None
