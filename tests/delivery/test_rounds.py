"""The morning round asks staff what only they know."""

from datetime import datetime, timedelta

from sqlmodel import select

from reminder.delivery.rounds import Rounds
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Appointment, Course, ProtocolVersion, Staff, saved
from tests.cast import ANNA_CHAT, RECEPTION_CHAT
from tests.delivery.conftest import SetClock
from tests.practice.arrange import joined, waiting
from tests.practice.test_unbooked import booking_of, reminded


async def told(store: Store, practice: Practice) -> list[str]:
    """The first lines of what reception is to be told."""
    async with store.writing() as db:
        messages = await waiting(db, practice, RECEPTION_CHAT)
    return [one.text.splitlines()[0] for one in messages]


async def test_the_round_asks_about_yesterday(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """At the end of the quiet hours the desk is asked about yesterday's appointment, and once it
    was missed and the patient has been reminded anew, hears that nothing is booked; a second round
    of the day says nothing.
    """
    clock = SetClock(now)
    async with store.writing() as db:
        await joined(db, practice, reception, now - timedelta(days=9), ANNA_CHAT)
        course = await reminded(db, now - timedelta(days=3))
        db.add(booking_of(course, now + timedelta(hours=1)))
    rounds = Rounds(store, practice, clock)
    await rounds.make_due()
    before = await told(store, practice)
    assert not any("held" in line for line in before)
    clock.at = rounds.next_at
    await rounds.make_due()
    news = (await told(store, practice))[len(before) :]
    assert news == ["<b>Was this appointment held?</b>"]
    clock.at += timedelta(hours=1)
    await Rounds(store, practice, clock).make_due()
    assert len(await told(store, practice)) == len(before) + 1
    async with store.writing() as db:
        (await db.exec(select(Appointment))).one().missed_at = clock.at
    clock.at = rounds.next_at
    await rounds.make_due()
    assert len(await told(store, practice)) == len(before) + 1
    async with store.writing() as db:
        await reminded(db, clock.at - timedelta(hours=1), about="missed")
    clock.at = rounds.next_at + timedelta(days=2)
    await rounds.make_due()
    assert (await told(store, practice))[-1] == "<b>No next appointment: Anna</b>"
    assert len(await told(store, practice)) == len(before) + 2


async def test_an_unreadable_course_keeps_nobody_waiting(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A course whose protocol version is lost is passed over; the others are still told."""
    clock = SetClock(now)
    async with store.writing() as db:
        await joined(db, practice, reception, now - timedelta(days=9), ANNA_CHAT)
        course = await reminded(db, now - timedelta(days=3))
        course.protocol_version = 99
        assert (await db.exec(select(ProtocolVersion))).one().version != 99
        db.add(booking_of(course, now - timedelta(days=1)))
    await Rounds(store, practice, clock).make_due()
    assert "<b>Was this appointment held?</b>" in await told(store, practice)
    async with store.reading() as db:
        (found,) = (await db.exec(select(Course))).all()
        assert found.unbooked_told_at is None
        (asked,) = (await db.exec(select(Appointment))).all()
        assert saved(asked.id)
