"""What a patient chooses about sessions to come, and what follows from it."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.history import Choice
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.choose import choose
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.following import Replied, Settled
from reminder.practice.opt_out import opt_out
from reminder.practice.replan import replan
from reminder.store.database import Store
from reminder.store.tables import (
    Appointment,
    Chosen,
    Consent,
    ConsentScope,
    Course,
    Delivery,
    DeliveryState,
    PatientState,
    Reminder,
    Session,
    Staff,
    saved,
)
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import Invited, joined, patient_of, reminders_of, waiting

MESSAGE = 77


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna was treated just now, the first of six, has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def booked(
    store: Store, practice: Practice, link: Invited, at: datetime, now: datetime
) -> int:
    """Book Anna's next session; return the appointment's id."""
    async with store.writing() as db:
        patient = await patient_of(db, link)
        course = (await db.exec(select(Course).where(Course.patient_id == patient.id))).one()
        appointment = Appointment(
            clinic_id=practice.clinic_id,
            patient_id=link.patient_id,
            course_id=saved(course.id),
            begins_at=at,
            booked_at=now,
        )
        db.add(appointment)
        await replan(db, practice, patient, now)
        return saved(appointment.id)


async def asked(
    store: Store, practice: Practice, link: Invited, *ends: str
) -> tuple[int, datetime]:
    """Let the reminders whose keys end so have gone out as one message; return the first one's id,
    and when that was.
    """
    async with store.writing() as db:
        rows = [r for r in await reminders_of(db, link) if r.key.endswith(ends)]
        assert len(rows) == len(ends)
        rows.sort(key=lambda row: ends.index(next(end for end in ends if row.key.endswith(end))))
        at = max(row.due_at for row in rows)
        delivery = Delivery(
            clinic_id=practice.clinic_id,
            patient_id=link.patient_id,
            chat_hash=practice.keyring.chat(ANNA_CHAT),
            chat_id=str(ANNA_CHAT),
            purpose="reminders",
            state=DeliveryState.DELIVERED,
            message_id=MESSAGE,
            created_at=at,
            begun_at=at,
            finished_at=at,
        )
        db.add(delivery)
        await db.flush()
        for row in rows:
            row.state = ReminderState.DELIVERED
            row.attempts = 1
            row.wake_at = None
            row.delivery_id = delivery.id
        return saved(rows[0].id), at


async def chosen(
    store: Store,
    practice: Practice,
    reminder_id: int,
    choice: Choice,
    now: datetime,
    chat_id: int = ANNA_CHAT,
) -> Replied | Settled | None:
    """Press a button, as somebody in that chat."""
    async with store.writing() as db:
        return await choose(
            db, practice, chat_id=chat_id, reminder_id=reminder_id, choice=choice, now=now
        )


async def desk(store: Store, practice: Practice) -> list[str]:
    """What reception has been told and not read yet."""
    async with store.reading() as db:
        return [message.text for message in await waiting(db, practice, RECEPTION_CHAT)]


async def test_confirming_is_written_down(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Who will come says so with one tap; nobody at the clinic has to do anything."""
    appointment_id = await booked(store, practice, anna, now + timedelta(days=12), now)
    question, at = await asked(store, practice, anna, ":eve")
    outcome = await chosen(store, practice, question, Choice.CONFIRM, at)
    assert isinstance(outcome, Replied)
    assert "Your session is tomorrow" in outcome.asked
    assert "Will you come?" in outcome.asked
    assert outcome.text.startswith("Thank you. See you on")
    assert outcome.rows == ()
    async with store.reading() as db:
        assert (await db.get_one(Appointment, appointment_id)).confirmed_at == at
    assert not [text for text in await desk(store, practice) if "asks for" in text]
    again = await chosen(store, practice, question, Choice.MOVE, at)
    assert isinstance(again, Settled)


async def test_asking_for_another_time_reaches_the_desk(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Staff hear of it with the way to find a time; until then the session stays where it is."""
    appointment_id = await booked(store, practice, anna, now + timedelta(days=12), now)
    question, at = await asked(store, practice, anna, ":eve")
    outcome = await chosen(store, practice, question, Choice.MOVE, at)
    assert isinstance(outcome, Replied)
    assert practice.profile.telephone in outcome.text
    async with store.reading() as db:
        appointment = await db.get_one(Appointment, appointment_id)
        assert (appointment.move_asked_at, appointment.begins_at) == (at, now + timedelta(days=12))
        told = (await waiting(db, practice, RECEPTION_CHAT))[-1]
    assert "asks for another time" in told.text
    assert told.buttons[0][0].data == f"s:next:{anna.patient_id}"


async def test_a_change_is_told_to_staff_and_no_medicine_is_stopped(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Whoever says that something has changed is asked to phone, and staff know."""
    await booked(store, practice, anna, now + timedelta(days=12), now)
    question, at = await asked(store, practice, anna, ":changed")
    outcome = await chosen(store, practice, question, Choice.CHANGED, at)
    assert isinstance(outcome, Replied)
    assert "pregnancy" not in outcome.asked.splitlines()[0]
    assert "pregnancy" in outcome.asked
    assert "Please phone us before your session" in outcome.text
    assert any("something has changed" in text for text in await desk(store, practice))


async def test_a_moved_appointment_leaves_no_old_question_open(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """What was asked about the old time cannot be answered any more, and its buttons go."""
    appointment_id = await booked(store, practice, anna, now + timedelta(days=12), now)
    question, at = await asked(store, practice, anna, ":eve")
    async with store.writing() as db:
        appointment = await db.get_one(Appointment, appointment_id)
        appointment.begins_at += timedelta(days=2)
        appointment.revision += 1
        appointment.moved_at = at
        await replan(db, practice, await patient_of(db, anna), at)
        bare = (await waiting(db, practice, ANNA_CHAT))[-1]
        assert (bare.text, bare.edits_message, bare.buttons) == ("", MESSAGE, ())
    assert isinstance(await chosen(store, practice, question, Choice.CONFIRM, at), Settled)
    async with store.reading() as db:
        keys = {r.key: r.state for r in await reminders_of(db, anna)}
        assert keys[f"appointment:{appointment_id}:1:moved"] is ReminderState.PLANNED
        assert keys[f"appointment:{appointment_id}:1:eve"] is ReminderState.PLANNED


async def test_later_moves_the_second_reminder(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """One who asks to be reminded later is told the day, and it is planned for that day."""
    question, at = await asked(store, practice, anna, "next_due:session:1:1")
    outcome = await chosen(store, practice, question, Choice.LATER, at)
    assert isinstance(outcome, Replied)
    async with store.reading() as db:
        (second,) = [
            r
            for r in await reminders_of(db, anna)
            if r.kind is ReminderKind.NEXT_DUE and r.key.endswith(":2")
        ]
    assert timedelta(days=2) < second.due_at - at < timedelta(days=4)
    words = practice.words("en")
    assert words.day(second.due_at.date()) in outcome.text


async def test_one_who_has_paused_is_promised_no_later(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """Who pauses after the question and then says "later" is told how things stand."""
    question, at = await asked(store, practice, anna, "next_due:session:1:1")
    async with store.writing() as db:
        patient = await patient_of(db, anna)
        patient.state, patient.paused_until = PatientState.PAUSED, at + timedelta(days=20)
        await replan(db, practice, patient, at)
    outcome = await chosen(store, practice, question, Choice.LATER, at)
    assert isinstance(outcome, Replied)
    assert "You get no reminders at the moment" in outcome.text


async def test_there_is_no_later_after_the_second_time(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """The first question's "later" is out of date once it has been asked again."""
    first, _ = await asked(store, practice, anna, "next_due:session:1:1")
    second, at = await asked(store, practice, anna, "next_due:session:1:2")
    assert isinstance(await chosen(store, practice, first, Choice.LATER, at), Settled)
    assert isinstance(await chosen(store, practice, second, Choice.BOOK, at), Replied)


@pytest.mark.parametrize("choice", [Choice.BOOK, Choice.CALL])
async def test_one_who_wants_a_time_is_the_desks(
    store: Store, practice: Practice, anna: Invited, choice: Choice
) -> None:
    """Who asks for a time, or to be phoned, is not reminded a second time: staff see to it."""
    question, at = await asked(store, practice, anna, "next_due:session:1:1")
    assert isinstance(await chosen(store, practice, question, choice, at), Replied)
    async with store.reading() as db:
        rows = [r for r in await reminders_of(db, anna) if r.kind is ReminderKind.NEXT_DUE]
        left = [r for r in rows if r.key.endswith(":2")]
    assert [r.state for r in left] == [ReminderState.CANCELLED]
    assert any("next session" in text for text in await desk(store, practice))


async def _complete(store: Store, practice: Practice, link: Invited, now: datetime) -> None:
    """Let Anna's course have had all its sessions."""
    async with store.writing() as db:
        session = (
            await db.exec(select(Session).where(Session.patient_id == link.patient_id))
        ).one()
        session.number = 6
        await replan(db, practice, await patient_of(db, link), now)


async def test_what_comes_after_a_course_is_planned_only_with_a_yes(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A fading effect is spoken of only to one who has agreed to that, and the yes is recorded."""
    await _complete(store, practice, anna, now)

    async def offers() -> list[Reminder]:
        async with store.reading() as db:
            kinds = (ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING)
            rows = await reminders_of(db, anna)
            return [r for r in rows if r.kind in kinds and r.state is ReminderState.PLANNED]

    assert await offers() == []
    async with store.reading() as db:
        (row,) = [r for r in await reminders_of(db, anna) if r.kind is ReminderKind.COURSE_COMPLETE]
    question, at = await asked(store, practice, anna, row.key)
    outcome = await chosen(store, practice, question, Choice.OFFERS, at)
    assert isinstance(outcome, Replied)
    assert "That was the last session of your course" in outcome.asked
    assert [r.kind for r in await offers()] == [ReminderKind.EFFECT_FADING]
    async with store.reading() as db:
        given = (await db.exec(select(Consent).where(Consent.scope == ConsentScope.OFFERS))).one()
        assert (given.given_at, given.withdrawn_at, given.by) == (at, None, "patient")
    async with store.writing() as db:
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=at)
    assert await offers() == []
    async with store.reading() as db:
        given = (await db.exec(select(Consent).where(Consent.scope == ConsentScope.OFFERS))).one()
        assert given.withdrawn_at == at


async def test_nobody_answers_for_another_patient(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A forged button does nothing: neither another chat's, nor a choice that was not offered."""
    await booked(store, practice, anna, now + timedelta(days=12), now)
    question, at = await asked(store, practice, anna, ":eve")
    assert await chosen(store, practice, question, Choice.CONFIRM, at, MALLORY_CHAT) is None
    assert await chosen(store, practice, question, Choice.OFFERS, at) is None
    async with store.reading() as db:
        assert (await db.exec(select(Chosen))).all() == []
