"""Courses that nobody has booked."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Db, Practice
from reminder.practice.unbooked import tell_unbooked
from reminder.store.database import Store
from reminder.store.tables import Appointment, Chosen, Course, Reminder, Session, Staff, saved
from tests.cast import ANNA_CHAT, RECEPTION_CHAT
from tests.practice.arrange import joined, waiting

LATER = timedelta(days=3)


async def reminded(
    db: Db,
    now: datetime,
    *,
    times: int = 2,
    state: ReminderState = ReminderState.DELIVERED,
    about: str = "next",
) -> Course:
    """Let the only course's next session have been reminded of."""
    course = (await db.exec(select(Course))).one()
    for number in range(times):
        db.add(
            Reminder(
                clinic_id=course.clinic_id,
                patient_id=course.patient_id,
                key=f"{about}:{number}",
                kind=ReminderKind.NEXT_DUE,
                course_id=course.id,
                due_at=now,
                useful_until=now,
                state=state,
                created_at=now,
                changed_at=now,
            )
        )
    await db.flush()
    return course


def booking_of(course: Course, at: datetime) -> Appointment:
    """An appointment of the course."""
    return Appointment(
        clinic_id=course.clinic_id,
        patient_id=course.patient_id,
        course_id=saved(course.id),
        begins_at=at,
        booked_at=at,
    )


@pytest.mark.parametrize(
    "state", [ReminderState.DELIVERED, ReminderState.EXPIRED, ReminderState.UNCERTAIN]
)
async def test_told_once(
    store: Store, practice: Practice, reception: Staff, now: datetime, state: ReminderState
) -> None:
    """Two days after the second reminder, in whatever way it ended, the desk hears once."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        course = await reminded(db, now, state=state)
        assert await tell_unbooked(db, practice, now + timedelta(days=2)) == 0
        night = (now + LATER).replace(hour=3)
        assert await tell_unbooked(db, practice, night) == 0
        assert await tell_unbooked(db, practice, now + LATER) == 1
        assert course.unbooked_told_at == now + LATER
        assert await tell_unbooked(db, practice, now + LATER + timedelta(days=1)) == 0
        told = (await waiting(db, practice, RECEPTION_CHAT))[-1]
        assert "Anna" in told.text
        assert told.anchor == f"unbooked:{course.id}"


@pytest.mark.parametrize(
    "why", ["once", "planned", "booked", "answered", "finished", "undone", "held since"]
)
async def test_not_told(
    store: Store, practice: Practice, reception: Staff, now: datetime, why: str
) -> None:
    """Not after one reminder, nor while one waits, nor where it is booked, answered or over."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        state = ReminderState.PLANNED if why == "planned" else ReminderState.DELIVERED
        course = await reminded(db, now, times=1 if why == "once" else 2, state=state)
        if why == "booked":
            db.add(booking_of(course, now + timedelta(days=9)))
        elif why == "answered":
            choice = Chosen(
                clinic_id=practice.clinic_id,
                patient_id=link.patient_id,
                question="next:1",
                choice="later",
                chosen_at=now,
            )
            db.add(choice)
        elif why == "finished":
            course.finished_at = now
        elif why == "held since":
            db.add(
                Session(
                    clinic_id=course.clinic_id,
                    patient_id=course.patient_id,
                    course_id=saved(course.id),
                    held_at=now + timedelta(hours=1),
                    recorded_at=now + timedelta(hours=1),
                )
            )
        elif why == "undone":
            course.undone_at = now
        await db.flush()
        assert await tell_unbooked(db, practice, now + LATER) == 0


async def test_after_a_missed_appointment_the_patient_is_asked_first(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What was said, and answered, before the missed appointment counts no more: the desk hears
    once the patient has been reminded twice since, in vain.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        course = await reminded(db, now)
        db.add(
            Chosen(
                clinic_id=practice.clinic_id,
                patient_id=link.patient_id,
                question="next:1",
                choice="book",
                chosen_at=now,
            )
        )
        missed = booking_of(course, now + timedelta(days=1))
        missed.missed_at = now + timedelta(days=2)
        db.add(missed)
        await db.flush()
        assert await tell_unbooked(db, practice, now + timedelta(days=9)) == 0
        await reminded(db, now + timedelta(days=5), about="missed")
        assert await tell_unbooked(db, practice, now + timedelta(days=9)) == 1
