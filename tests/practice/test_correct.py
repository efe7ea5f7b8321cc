"""Correcting what was noted."""

from dataclasses import replace
from datetime import datetime, timedelta

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.correct import Corrected, correct, form_of
from reminder.practice.enrol import NotYet, Welcome, enrol
from reminder.practice.enrolments import find_enrolment
from reminder.practice.form import EnrolmentForm, Problem, blank
from reminder.practice.undo import undo
from reminder.store.database import Store
from reminder.store.tables import Appointment, Session, Staff
from tests.cast import ANNA_CHAT
from tests.practice.arrange import agrees, fresh, invited, joined, reminders_of


async def test_everything_can_be_corrected(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Name, language, areas, number and time are what the new form says, however late."""
    much_later = now + timedelta(days=30)
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        form = form_of(enrolled)
        assert form.complete(much_later)
        form = replace(
            form,
            name="Anna Kowalska",
            language="ru",
            areas=("neck",),
            number=2,
            of=8,
            at=now - timedelta(hours=3),
        )
        done = await correct(db, practice, reception, link.enrolment_id, form, much_later)
        assert isinstance(done, Corrected)
        assert set(done.changed) == {"name", "language", "areas", "number", "of", "at"}
        assert form_of(done.enrolled) == form
        assert done.enrolled.session is not None
        assert done.enrolled.session.revision == 1
        assert done.enrolled.session.corrected_at == much_later


async def test_a_connected_patient_is_told(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A time corrected after the instructions sends a correction; a corrected name does not."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        for reminder in await reminders_of(db, link):
            if reminder.kind is ReminderKind.INSTRUCTIONS:
                reminder.state, reminder.wake_at = ReminderState.DELIVERED, None
        await db.flush()
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        tomorrow = now + timedelta(days=1)
        form = replace(form_of(enrolled), name="Anna Kowalska")
        done = await correct(db, practice, reception, link.enrolment_id, form, tomorrow)
        assert isinstance(done, Corrected)
        assert done.changed == ("name",)
        kinds = [r.kind for r in await reminders_of(db, link)]
        assert ReminderKind.CORRECTION not in kinds
        form = replace(form, at=now - timedelta(days=1))
        await correct(db, practice, reception, link.enrolment_id, form, tomorrow)
        corrections = [r for r in await reminders_of(db, link) if r.kind is ReminderKind.CORRECTION]
        assert [r.state for r in corrections] == [ReminderState.PLANNED]


async def test_a_session_may_have_been_an_appointment(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A session corrected to a time to come becomes an appointment, and the other way round."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        assert enrolled.session is not None
        form = replace(form_of(enrolled), at=now + timedelta(days=2))
        refused = await correct(db, practice, reception, link.enrolment_id, form, now)
        assert refused == NotYet((Problem.STILL_TO_COME,))
        booked = replace(form, appointment=True)
        done = await correct(db, practice, reception, link.enrolment_id, booked, now)
        assert isinstance(done, Corrected)
        assert done.enrolled.appointment is not None
        old = await fresh(db, Session, enrolled.session.id or 0)
        assert old.undone_at == now
        moved = replace(booked, at=now + timedelta(days=3))
        done = await correct(db, practice, reception, link.enrolment_id, moved, now)
        assert isinstance(done, Corrected)
        assert done.enrolled.appointment is not None
        assert done.enrolled.appointment.revision == 1
        held = replace(moved, at=now, appointment=False)
        done = await correct(db, practice, reception, link.enrolment_id, held, now)
        assert isinstance(done, Corrected)
        assert done.enrolled.session is not None
        booking = (await db.get_one(Appointment, 1), done.enrolled.session.id)
        assert booking[0].held_as == booking[1]
        again = await find_enrolment(db, practice, link.enrolment_id)
        assert again is not None
        assert form_of(again) == held


async def test_an_appointment_was_held_at_its_very_time(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An appointment whose time has passed can be corrected to a session at that time."""
    form = replace(blank(practice, now), at=now + timedelta(days=1), appointment=True)
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, form, now)
        assert isinstance(welcome, Welcome)
        done = await correct(
            db,
            practice,
            reception,
            welcome.enrolled.id,
            replace(form, name="Anna", appointment=False),
            now + timedelta(days=2),
        )
        assert isinstance(done, Corrected)
        assert done.changed == ("name", "at")
        assert done.enrolled.session is not None


async def test_what_was_taken_back_stays_so(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An undone enrolment, or none of this clinic's, is not corrected."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        await undo(db, practice, reception, link.enrolment_id, now)
        form = EnrolmentForm(now, "en", procedure="oxygen-mesotherapy")
        assert await correct(db, practice, reception, link.enrolment_id, form, now) is None
        assert await correct(db, practice, reception, 999_999, form, now) is None


async def test_correcting_before_consent_plans_nothing(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A correction before the patient agreed is simply what they are told on agreeing."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        enrolled = await find_enrolment(db, practice, link.enrolment_id)
        assert enrolled is not None
        form = replace(form_of(enrolled), at=now - timedelta(hours=1))
        await correct(db, practice, reception, link.enrolment_id, form, now)
        assert await reminders_of(db, link) == []
        await agrees(db, practice, link, now, ANNA_CHAT)
        kinds = [r.kind for r in await reminders_of(db, link)]
        assert kinds.count(ReminderKind.INSTRUCTIONS) == 1
        assert ReminderKind.CORRECTION not in kinds
