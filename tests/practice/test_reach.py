"""Chats that take no messages any more."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.kinds import ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import opt_out
from reminder.practice.reach import lose_reach
from reminder.store.database import Store
from reminder.store.tables import Consent, PatientState, Staff
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import (
    Invited,
    fresh,
    joined,
    patient_of,
    reminders_of,
    waiting,
)


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def test_blocking_ends_consent_and_plan(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Whoever blocks the bot is unreachable: consent ended, nothing planned, the reason noted."""
    async with store.writing() as db:
        lost = await lose_reach(db, practice, chat_id=ANNA_CHAT, now=now)
        assert [patient.id for patient in lost] == [anna.patient_id]
    async with store.reading() as db:
        assert (await patient_of(db, anna)).state is PatientState.UNREACHABLE
        consent = (await db.exec(select(Consent))).one()
        assert (consent.withdrawn_at, consent.withdrawn_how) == (now, "blocked")
        assert {(r.state, r.reason) for r in await reminders_of(db, anna)} == {
            (ReminderState.CANCELLED, "unreachable")
        }


@pytest.mark.usefixtures("anna")
async def test_staff_are_told_once(store: Store, practice: Practice, now: datetime) -> None:
    """Staff hear once that a patient is out of reach, however often Telegram says so."""
    for minutes in (0, 1, 2):
        async with store.writing() as db:
            at = now + timedelta(minutes=minutes)
            await lose_reach(db, practice, chat_id=ANNA_CHAT, now=at, how=Withdrawn.CHAT_NOT_FOUND)
    async with store.reading() as db:
        told = [
            message.text
            for message in await waiting(db, practice, RECEPTION_CHAT)
            if "can no longer be reached" in message.text
        ]
        assert len(told) == 1
        assert "Anna" in told[0]
        assert await waiting(db, practice, ANNA_CHAT) == []


@pytest.mark.usefixtures("anna")
async def test_the_owner_is_told_where_the_desk_has_changed(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where the one who enrolled the patient works here no more, the others hear of it."""
    async with store.writing() as db:
        (await fresh(db, Staff, reception.id or 0)).removed_at = now
        carla = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(BORIS_CHAT),
            chat_id=str(BORIS_CHAT),
            name="Carla",
            role=reception.role,
            language="ru",
            created_at=now,
        )
        db.add(carla)
    async with store.writing() as db:
        await lose_reach(db, practice, chat_id=ANNA_CHAT, now=now)
    async with store.reading() as db:
        (told,) = await waiting(db, practice, BORIS_CHAT)
        assert "связи здесь больше нет" in told.text


async def test_one_who_had_left_stays_left(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Blocking after STOP is no news, and a stranger's is none either."""
    async with store.writing() as db:
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
        assert await lose_reach(db, practice, chat_id=ANNA_CHAT, now=now) == []
        assert await lose_reach(db, practice, chat_id=MALLORY_CHAT, now=now) == []
    async with store.reading() as db:
        assert (await patient_of(db, anna)).state is PatientState.OPTED_OUT
