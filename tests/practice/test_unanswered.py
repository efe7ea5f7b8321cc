"""Appointments that have passed and that nobody has spoken about."""

from datetime import datetime, timedelta

from sqlmodel import select

from reminder.care.kinds import ReminderState
from reminder.outgoing import Outgoing
from reminder.practice.appointments import Became, say_what_became
from reminder.practice.clinic import Db, Practice
from reminder.practice.take_back import take_back_outcome
from reminder.practice.unanswered import (
    ANCHOR,
    ask_what_became,
    open_questions,
    show_anew,
)
from reminder.store.database import Store
from reminder.store.tables import Appointment, Course, Role, Staff, saved
from tests.cast import ANNA_CHAT, BORIS_CHAT, RECEPTION_CHAT
from tests.practice.arrange import joined, reminders_of, waiting
from tests.practice.test_unbooked import booking_of

A_DAY = timedelta(days=1)
OWNER_CHAT = 1002


async def passed(db: Db, practice: Practice, staff: Staff, at: datetime) -> Appointment:
    """Anna, connected, with an appointment at `at`."""
    await joined(db, practice, staff, at - timedelta(days=9), ANNA_CHAT)
    course = (await db.exec(select(Course))).one()
    appointment = booking_of(course, at)
    db.add(appointment)
    await db.flush()
    return appointment


async def owner_of(db: Db, practice: Practice, now: datetime) -> Staff:
    """Olga, who owns the clinic."""
    olga = Staff(
        clinic_id=practice.clinic_id,
        chat_hash=practice.keyring.chat(OWNER_CHAT),
        chat_id=str(OWNER_CHAT),
        name="Olga",
        role=Role.OWNER,
        language="en",
        created_at=now,
    )
    db.add(olga)
    await db.flush()
    return olga


async def questions(db: Db, practice: Practice, chat_id: int) -> list[Outgoing]:
    """The morning's questions to a chat, and their edits."""
    return [one for one in await waiting(db, practice, chat_id) if one.anchor == ANCHOR]


async def test_asked_once_a_morning(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Appointments of earlier days are asked about once a day, after the quiet hours; today's are
    not, nor those of which staff have spoken.
    """
    async with store.writing() as db:
        open_one = await passed(db, practice, reception, now - A_DAY)
        course = await db.get_one(Course, open_one.course_id)
        spoken = [booking_of(course, now - A_DAY) for _ in range(2)]
        spoken[0].missed_at = spoken[1].cancelled_at = now
        of_today = booking_of(course, now - timedelta(hours=2))
        db.add_all([*spoken, of_today])
        await db.flush()
        assert await ask_what_became(db, practice, now.replace(hour=3)) == 0
        assert await ask_what_became(db, practice, now) == 1
        assert open_one.asked_at == now
        assert await ask_what_became(db, practice, now + timedelta(hours=1)) == 0
        (asked,) = await questions(db, practice, RECEPTION_CHAT)
        assert [[b.data for b in row] for row in asked.buttons] == [
            [f"s:{verb}:{open_one.id}:" for verb in row]
            for row in (("held",), ("missed", "called-off"))
        ]


async def test_the_next_mornings_ask_again_in_one_message(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What nobody has answered is asked about the next morning too, in one message with what has
    come to it.
    """
    async with store.writing() as db:
        first = await passed(db, practice, reception, now - A_DAY)
        course = await db.get_one(Course, first.course_id)
        db.add(booking_of(course, now - timedelta(hours=2)))
        await db.flush()
        await ask_what_became(db, practice, now)
        assert await ask_what_became(db, practice, now + A_DAY) == 2
        alone, both = await questions(db, practice, RECEPTION_CHAT)
        assert alone.text.count("•") == 1
        assert both.text.count("•") == 2
        assert len(both.buttons) == 2


async def test_after_some_mornings_the_owners_are_asked_once(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The desk is asked on as many mornings as the clinic says; the next one the owner is, once;
    an owner can see and answer it from then on.
    """
    mornings = practice.profile.ask_held_mornings
    async with store.writing() as db:
        olga = await owner_of(db, practice, now)
        one = await passed(db, practice, reception, now - A_DAY)
        for day in range(mornings):
            assert await ask_what_became(db, practice, now + day * A_DAY) == 1
        assert await questions(db, practice, OWNER_CHAT) == []
        assert await open_questions(db, practice, olga, now + mornings * A_DAY) == []
        for day in range(mornings, mornings + 4):
            await ask_what_became(db, practice, now + day * A_DAY)
        assert len(await questions(db, practice, RECEPTION_CHAT)) == mornings
        (told,) = await questions(db, practice, OWNER_CHAT)
        assert f"asked on {mornings} mornings" in told.text
        assert "Anna" in told.text
        assert told.buttons[0][0].data == f"s:held:{one.id}:"
        later = now + (mornings + 1) * A_DAY
        assert [b.id for b in await open_questions(db, practice, olga, later)] == [one.id]
        assert [b.id for b in await open_questions(db, practice, reception, later)] == [one.id]


async def test_an_owner_at_the_desk_is_told_with_their_own(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An owner who has questions of their own gets those that others left in the same message;
    nobody is asked about the same one twice in it.
    """
    mornings = practice.profile.ask_held_mornings
    async with store.writing() as db:
        olga = await owner_of(db, practice, now)
        await passed(db, practice, reception, now - A_DAY)
        for day in range(mornings):
            await ask_what_became(db, practice, now + day * A_DAY)
        link = await joined(db, practice, olga, now, BORIS_CHAT, "Boris")
        course = (await db.exec(select(Course).where(Course.patient_id == link.patient_id))).one()
        db.add(booking_of(course, now + (mornings - 1) * A_DAY))
        await db.flush()
        await ask_what_became(db, practice, now + mornings * A_DAY)
        (told,) = await questions(db, practice, OWNER_CHAT)
        lines = told.text.splitlines()
        assert "Boris" in lines[2]
        assert "has not answered" in lines[3]
        assert "Anna" in lines[4]
        assert len(told.buttons) == 2


async def test_an_answer_changes_the_question_of_everybody_asked(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where one has answered, the others' messages say so without a sound; taken back, it is open
    there again.
    """
    mornings = practice.profile.ask_held_mornings
    async with store.writing() as db:
        olga = await owner_of(db, practice, now)
        one = await passed(db, practice, reception, now - A_DAY)
        number = saved(one.id)
        for day in range(mornings + 1):
            await ask_what_became(db, practice, now + day * A_DAY)
        at = now + mornings * A_DAY
        before = len(await questions(db, practice, RECEPTION_CHAT))
        await say_what_became(db, practice, olga, number, Became.MISSED, at)
        await show_anew(db, practice, number, at, but=olga)
        assert len(await questions(db, practice, OWNER_CHAT)) == 1
        changed = (await questions(db, practice, RECEPTION_CHAT))[before:]
        assert [(c.edits, c.silent) for c in changed] == [(ANCHOR, True)]
        assert "everything is answered" in changed[0].text
        await take_back_outcome(db, practice, olga, number, at)
        assert "Anna" in (await questions(db, practice, RECEPTION_CHAT))[-1].text
        assert len(await questions(db, practice, OWNER_CHAT)) == 1


async def test_after_a_missed_appointment_the_next_session_is_due_again(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The patient is told so, from the day after staff have said that it was missed; taken back, it
    is not.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now - 9 * A_DAY, ANNA_CHAT)
        course = (await db.exec(select(Course))).one()
        one = booking_of(course, now - A_DAY)
        db.add(one)
        await db.flush()
        number = saved(one.id)
        await say_what_became(db, practice, reception, number, Became.MISSED, now)

        async def due() -> dict[str, ReminderState]:
            return {r.key: r.state for r in await reminders_of(db, link) if "missed" in r.key}

        planned = ReminderState.PLANNED
        keys = [f"next_due:missed:{number}:{times}" for times in (1, 2)]
        assert await due() == dict.fromkeys(keys, planned)
        first = next(r for r in await reminders_of(db, link) if r.key == keys[0])
        assert first.due_at > now
        await take_back_outcome(db, practice, reception, number, now)
        assert await due() == dict.fromkeys(keys, ReminderState.CANCELLED)
