"""The plan as a picture and a calendar, for everyone whom a chat serves."""

from datetime import datetime, timedelta
from io import BytesIO

from icalendar import Calendar
from PIL import Image

from reminder.outgoing import Outgoing
from reminder.pictures.drawing import timeline_png
from reminder.pictures.timeline import WIDTH
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import opt_out
from reminder.practice.plan_view import plan_views
from reminder.store.database import Store
from reminder.store.tables import Appointment, Enrolment, Staff, saved
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT
from tests.practice.arrange import Invited, fresh, joined

DAY = timedelta(days=1)


async def said(db: Db, practice: Practice, chat_id: int, now: datetime) -> list[Outgoing]:
    """Return what /plan is answered with."""
    return [view.outgoing for view in await plan_views(db, practice, chat_id=chat_id, now=now)]


async def book(
    db: Db, link: Invited, practice: Practice, at: datetime, revision: int = 0
) -> Appointment:
    """Book a session on the course of an enrolment."""
    enrolment = await fresh(db, Enrolment, link.enrolment_id)
    booked = Appointment(
        clinic_id=practice.clinic_id,
        patient_id=link.patient_id,
        course_id=enrolment.course_id,
        begins_at=at,
        booked_at=at - 9 * DAY,
        revision=revision,
    )
    db.add(booked)
    await db.flush()
    return booked


def entries(message: Outgoing) -> dict[str, str]:
    """Return a calendar's ids, each with its state."""
    assert message.attachment is not None
    events = Calendar.from_ical(message.attachment.content).walk("VEVENT")
    return {str(one["uid"]): str(one["status"]) for one in events}


async def test_a_picture_with_its_words_and_a_calendar(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What applies is shown, said below in words, and sent as entries."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        booked = await book(db, link, practice, now + 9 * DAY)
        picture, calendar = await said(db, practice, ANNA_CHAT, now)
    assert picture.timeline is not None
    assert picture.attachment is None
    assert Image.open(BytesIO(timeline_png(picture.timeline))).width == WIDTH
    stored = Outgoing.from_json(picture.to_json())
    assert stored == picture
    assert timeline_png(stored.timeline or picture.timeline) == timeline_png(picture.timeline)
    assert "24 Sep" in picture.text
    assert "Anna" not in picture.text
    assert calendar.attachment is not None
    assert calendar.attachment.name == "aftercare.ics"
    place = practice.bot_username
    assert set(entries(calendar)) == {
        f"appointment-{booked.id}@{place}",
        f"restriction-hot-baths-{link.patient_id}@{place}",
        f"restriction-makeup-{link.patient_id}@{place}",
    }


async def test_a_moved_and_a_cancelled_appointment(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What was moved has a higher sequence, what was called off is cancelled, the past is left."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        moved = await book(db, link, practice, now + 9 * DAY, revision=2)
        off = await book(db, link, practice, now + 10 * DAY)
        past = await book(db, link, practice, now - DAY)
        off.cancelled_at = past.cancelled_at = now
        _, calendar = await said(db, practice, ANNA_CHAT, now)
        ids = [f"appointment-{saved(one.id)}@{practice.bot_username}" for one in (moved, off, past)]
    found = entries(calendar)
    assert [found.get(uid) for uid in ids] == ["CONFIRMED", "CANCELLED", None]
    assert calendar.attachment is not None
    sequences = {
        str(one["uid"]): one["sequence"]
        for one in Calendar.from_ical(calendar.attachment.content).walk("VEVENT")
    }
    assert sequences[ids[0]] == 2


async def test_a_phone_that_serves_two_gets_each_ones_own(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Two pictures and two calendars, each under its name; another chat's are not among them."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT, name="Anna")
        await joined(db, practice, reception, now, ANNA_CHAT, name="Boris")
        await joined(db, practice, reception, now, BORIS_CHAT, name="Carol")
        messages = await said(db, practice, ANNA_CHAT, now)
    firsts = [message.text.splitlines()[0] for message in messages]
    assert firsts == ["<b>Anna</b>", "<b>Anna</b>", "<b>Boris</b>", "<b>Boris</b>"]
    assert set(entries(messages[1])).isdisjoint(entries(messages[3]))


async def test_without_a_plan_there_is_a_short_text(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """When all is over and nothing is booked no picture is drawn."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        (answer,) = await said(db, practice, ANNA_CHAT, now + 30 * DAY)
    assert answer.timeline is None
    assert answer.attachment is None
    assert answer.text.startswith("There is nothing to avoid")


async def test_one_who_has_left_is_answered_too(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """After STOP the answer says first that nothing is sent."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
        out, picture, _ = await said(db, practice, ANNA_CHAT, now)
    assert out.text.startswith("You get no reminders at the moment")
    assert picture.timeline is not None


async def test_a_stranger_learns_nothing(store: Store, practice: Practice, now: datetime) -> None:
    """A chat that is no patient's gets no plan."""
    async with store.reading() as db:
        assert await said(db, practice, MALLORY_CHAT, now) == []
