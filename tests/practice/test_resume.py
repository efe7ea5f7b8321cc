"""Coming back after an opt-out or a block."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.consent import By, Withdrawn
from reminder.practice.opt_out import AlreadyOut, opt_out
from reminder.practice.reach import lose_reach
from reminder.practice.resume import NobodyAway, Returned, come_back
from reminder.store.database import Store
from reminder.store.tables import Consent, PatientState, Staff
from tests.cast import ANNA_CHAT, MALLORY_CHAT
from tests.practice.arrange import Invited, joined, patient_of, reminders_of

NEXT_DAY = timedelta(days=1)


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed, has had her instructions, and has left the same evening."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        (instructions, *_) = await reminders_of(db, link)
        instructions.state = ReminderState.DELIVERED
        instructions.wake_at = None
    async with store.writing() as db:
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
    return link


async def back(store: Store, practice: Practice, now: datetime, chat_id: int = ANNA_CHAT) -> object:
    """Agree again on that phone."""
    async with store.writing() as db:
        return await come_back(
            db,
            practice,
            chat_id=chat_id,
            telegram_name="Anna K",
            language="ru",
            by=By.CARER,
            now=now,
        )


async def test_agreeing_again_is_a_consent_of_its_own(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Coming back records a second consent beside the withdrawn one, and plans what is to come."""
    answer = await back(store, practice, now + NEXT_DAY)
    assert isinstance(answer, Returned)
    assert [patient.id for patient in answer.patients] == [anna.patient_id]
    async with store.reading() as db:
        patient = await patient_of(db, anna)
        assert (patient.state, patient.language) == (PatientState.ACTIVE, "ru")
        consents = (await db.exec(select(Consent).order_by(col(Consent.id)))).all()
        assert [c.withdrawn_how for c in consents] == ["stop_word", None]
        assert (consents[1].by, consents[1].given_at) == ("carer", now + NEXT_DAY)
        plan = [r for r in await reminders_of(db, anna) if r.state is ReminderState.PLANNED]
        assert plan
        assert all(reminder.due_at >= now + NEXT_DAY for reminder in plan)


async def test_instructions_that_arrived_are_not_repeated(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Whoever has had the instructions is told what is in force today instead."""
    answer = await back(store, practice, now + NEXT_DAY)
    assert isinstance(answer, Returned)
    assert not answer.instructed
    async with store.reading() as db:
        first = (await reminders_of(db, anna))[0]
        assert (first.kind, first.state) == (ReminderKind.INSTRUCTIONS, ReminderState.DELIVERED)


async def test_instructions_that_never_arrived_come_now(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Whoever left before the instructions were sent gets them on coming back."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
    answer = await back(store, practice, now + timedelta(minutes=5))
    assert isinstance(answer, Returned)
    assert answer.instructed


async def test_agreeing_again_brings_back_one_who_had_blocked_the_bot(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Whoever was unreachable gets messages again by agreeing, and by nothing less."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        await lose_reach(db, practice, chat_id=ANNA_CHAT, now=now)
    assert isinstance(await back(store, practice, now + NEXT_DAY), Returned)
    async with store.reading() as db:
        assert (await patient_of(db, link)).state is PatientState.ACTIVE


async def test_nobody_comes_back_who_never_left(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Agreeing again twice counts once, and a stranger's counts for nothing."""
    assert await back(store, practice, now, MALLORY_CHAT) == NobodyAway()
    await back(store, practice, now)
    assert await back(store, practice, now) == NobodyAway()
    async with store.reading() as db:
        assert len((await db.exec(select(Consent))).all()) == 2  # the first, and one more
        assert (await patient_of(db, anna)).state is PatientState.ACTIVE


async def test_leaving_again_is_confirmed_again(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """After coming back STOP works as the first time, and a repeated one is answered once."""
    async with store.writing() as db:
        how = Withdrawn.STOP_WORD
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=how, now=now)
    await back(store, practice, now + NEXT_DAY)
    answers = []
    for hours in (1, 2, 3):
        async with store.writing() as db:
            at = now + NEXT_DAY + timedelta(hours=hours)
            answers.append(await opt_out(db, practice, chat_id=ANNA_CHAT, how=how, now=at))
    assert answers[1:] == [AlreadyOut(answered=True), AlreadyOut(answered=False)]
    async with store.reading() as db:
        assert (await patient_of(db, anna)).state is PatientState.OPTED_OUT
