"""Something like STOP inside a sentence."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.kinds import ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.holds import holds_of
from reminder.practice.opt_out import opt_out
from reminder.practice.unsure import ask_what_is_meant, keep
from reminder.store.database import Store
from reminder.store.tables import AuditEvent, HoldKind, PatientState, Staff
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import Invited, joined, patient_of, reminders_of, waiting

BURNS = "stop, it <b>burns</b>"


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def ask(store: Store, practice: Practice, now: datetime, chat_id: int = ANNA_CHAT) -> bool:
    """Write a sentence with "stop" in it from that phone."""
    async with store.writing() as db:
        return await ask_what_is_meant(db, practice, chat_id=chat_id, text=BURNS, now=now)


async def test_reminders_wait_until_it_is_answered(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """The patient is asked with two buttons; until one is pressed every reminder waits."""
    assert await ask(store, practice, now)
    async with store.reading() as db:
        patient = await patient_of(db, anna)
        assert patient.state is PatientState.ACTIVE
        assert await holds_of(db, patient) == {HoldKind.UNCLEAR_STOP}
        question = (await waiting(db, practice, ANNA_CHAT))[-1]
        data = [button.data for row in question.buttons for button in row]
        assert data == [f"p:stop:{anna.patient_id}", f"p:keep:{anna.patient_id}"]
        assert practice.profile.telephone in question.text


async def test_staff_read_it_at_once(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Staff are shown who wrote and what, escaped, and asked to phone; the log holds no text."""
    await ask(store, practice, now)
    async with store.reading() as db:
        alert = (await waiting(db, practice, RECEPTION_CHAT))[-1]
        assert "Please phone: Anna" in alert.text
        assert "stop, it &lt;b&gt;burns" in alert.text
        events = (
            await db.exec(select(AuditEvent).where(AuditEvent.action == "unclear_stop"))
        ).all()
        assert [(event.patient_id, event.detail) for event in events] == [(anna.patient_id, None)]


async def test_keep_lets_them_go_on(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Keep them: it releases what waited, once; but lifts wait until staff have looked into it."""
    await ask(store, practice, now)
    async with store.writing() as db:
        assert await keep(db, practice, chat_id=ANNA_CHAT, now=now + timedelta(minutes=1))
        assert not await keep(db, practice, chat_id=ANNA_CHAT, now=now + timedelta(minutes=2))
    async with store.reading() as db:
        assert await holds_of(db, await patient_of(db, anna)) == {HoldKind.COMPLAINT}
        alert = (await waiting(db, practice, RECEPTION_CHAT))[-1]
        assert [b.text for row in alert.buttons for b in row] == ["Claim", "Reply", "Resolved"]
        assert any(r.state is ReminderState.PLANNED for r in await reminders_of(db, anna))


async def test_nobody_is_asked_who_gets_nothing(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """A stranger, and one who has left, are not asked, and staff are not called."""
    assert not await ask(store, practice, now, MALLORY_CHAT)
    async with store.writing() as db:
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
    assert not await ask(store, practice, now)
    async with store.reading() as db:
        assert await holds_of(db, await patient_of(db, anna)) == frozenset()
        alerts = [m for m in await waiting(db, practice, RECEPTION_CHAT) if "burns" in m.text]
        assert alerts == []
