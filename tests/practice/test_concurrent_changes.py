"""Many changes to one patient at once: the plan that is stored is the plan of what was written."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlmodel import select

from reminder.care.history import Reply
from reminder.care.kinds import FINAL, ReminderState
from reminder.care.plan import plan_reminders
from reminder.care.timing import local_day
from reminder.practice.answer import answer
from reminder.practice.appointments import Became, say_what_became
from reminder.practice.clinic import Practice
from reminder.practice.history import gather
from reminder.practice.pause import end_pause, pause
from reminder.practice.preferences import choose_hour, choose_zone
from reminder.practice.series import known_of
from reminder.practice.treatment import take_treatment
from reminder.practice.treatment_form import TreatmentForm, settled
from reminder.store.database import Store
from reminder.store.tables import Appointment, DraftPurpose, Reminder, Staff, saved
from tests.cast import ANNA_CHAT
from tests.practice.arrange import joined, patient_of, reminders_of

ZONES = ("Europe/Warsaw", "Asia/Almaty", "America/New_York", "Australia/Lord_Howe")
CHANGES = 30


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_reminder_is_doubled_or_lost(
    store: Store, practice: Practice, reception: Staff, now: datetime, seed: int
) -> None:
    """Bookings, moves, sessions, answers, pauses and zones, all in flight together: each either
    counts or is refused, and what is stored in the end is what the whole history gives.
    """
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
    chance = Random(seed)
    zone = practice.profile.preferences().zone

    async def treat(purpose: DraftPurpose, days: int) -> None:
        async with store.writing() as db:
            known = await known_of(db, practice, await patient_of(db, anna))
            at = now + timedelta(days=days, minutes=chance.randrange(600))
            form = TreatmentForm(purpose, patient_id=anna.patient_id, at=at)
            form = settled(practice, form, known, now)
            await take_treatment(db, practice, reception, form, now)

    async def call_off() -> None:
        async with store.writing() as db:
            found = await db.exec(
                select(Appointment.id).where(Appointment.patient_id == anna.patient_id)
            )
            for appointment_id in found.all():
                await say_what_became(
                    db, practice, reception, saved(appointment_id), Became.CANCELLED, now
                )

    async def live_elsewhere() -> None:
        async with store.writing() as db:
            await choose_zone(db, practice, chat_id=ANNA_CHAT, zone=chance.choice(ZONES), now=now)

    async def rise_later() -> None:
        hour = time(chance.randrange(9, 20))
        async with store.writing() as db:
            await choose_hour(db, practice, chat_id=ANNA_CHAT, hour=hour, now=now)

    async def travel() -> None:
        until: date = local_day(now, zone) + timedelta(days=chance.randrange(1, 9))
        async with store.writing() as db:
            await pause(db, practice, chat_id=ANNA_CHAT, until=until, now=now)

    async def come_home() -> None:
        async with store.writing() as db:
            await end_pause(db, practice, chat_id=ANNA_CHAT, now=now)

    async def say_calm() -> None:
        async with store.writing() as db:
            asked = [r for r in await reminders_of(db, anna) if r.key.startswith("check_in")]
            for row in asked[:1]:
                await answer(
                    db,
                    practice,
                    chat_id=ANNA_CHAT,
                    reminder_id=saved(row.id),
                    reply=Reply.CALM,
                    now=now,
                )

    changes: tuple[Callable[[], Awaitable[None]], ...] = (
        lambda: treat(DraftPurpose.SESSION, -chance.randrange(1, 4)),
        lambda: treat(DraftPurpose.APPOINTMENT, chance.randrange(2, 20)),
        lambda: treat(DraftPurpose.APPOINTMENT, chance.randrange(2, 20)),
        call_off,
        live_elsewhere,
        rise_later,
        travel,
        come_home,
        say_calm,
    )
    await asyncio.gather(*(chance.choice(changes)() for _ in range(CHANGES)))
    await come_home()

    async with store.reading() as db:
        patient = await patient_of(db, anna)
        history, protocols = await gather(db, practice, patient)
        rows: list[Reminder] = await reminders_of(db, anna)
    planned = {one.key: one for one in plan_reminders(history, protocols, now)}
    assert planned
    assert max(Counter(row.key for row in rows).values()) == 1
    waiting = {row.key: row for row in rows if row.state is ReminderState.PLANNED}
    assert waiting.keys() == planned.keys()
    assert {key: row.due_at for key, row in waiting.items()} == {
        key: one.due_at for key, one in planned.items()
    }
    # Nothing has been sent, so whatever is not in the plan any more was called off, and says why.
    rest = [row for row in rows if row.key not in planned]
    assert all(row.state is ReminderState.CANCELLED and row.reason for row in rest)
    assert not [row for row in rows if row.state in FINAL]
