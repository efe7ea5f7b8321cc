"""Appointments at the desk: booked, moved, called off, and asked about once they are past."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.unanswered import ask_what_became
from reminder.practice.unbooked import tell_unbooked
from reminder.store.database import Store
from reminder.store.tables import Appointment, Course, Reminder
from tests.bot.patient.phones import Phone, Said, connect
from tests.bot.staff.conftest import Dial
from tests.bot.staff.test_sessions import (
    CONFIRM,
    GO_AHEAD,
    actions,
    appointments,
    enrolled,
    says,
    sessions,
)
from tests.cast import ANNA_CHAT

FACE = "Anna K; face meso; yesterday 14:30; 1/6"


async def booked(rita: Phone, line: str = "anna; 24 Sep 15:00") -> None:
    """Book an appointment by one line."""
    await rita.write(f"/next {line}")
    await rita.press(CONFIRM)


async def test_booked_in_one_line(rita: Phone, store: Store) -> None:
    """One line and Confirm; the date is shown before it counts; Undo calls it off."""
    await enrolled(rita)
    (form,) = await rita.write("/next anna; 24 Sep 15:00")
    says(form, "Next appointment", "session 2 of 9", "Appointment: <b>Thu 24 Sep, 15:00</b>")
    (done,) = await rita.press(CONFIRM)
    says(done, "✅ Booked", "Thu 24 Sep, 15:00")
    (one,) = await appointments(store)
    assert one.begins_at == datetime(2026, 9, 24, 13, 0, tzinfo=UTC)
    (back,) = await rita.press("Undo")
    says(back, "Taken back: the appointment of <b>Anna K</b>")
    (one,) = await appointments(store)
    assert one.cancelled_at == rita.now


async def test_a_weekday_is_the_next_one(rita: Phone) -> None:
    """For an appointment "Thu 15:00" is today's while it is still to come, else next week's."""
    await enrolled(rita)
    (form,) = await rita.write("/next anna; Thu 15:00")
    says(form, "Thu 17 Sep, 15:00")
    (form,) = await rita.write("/next anna; Thu 14:00")
    says(form, "Thu 24 Sep, 14:00")
    (form,) = await rita.write("/next anna; Mon 9:30")
    says(form, "Mon 21 Sep, 09:30")


async def test_booked_with_one_hand(rita: Phone, store: Store) -> None:
    """Patient, day, the same time as last: four taps; the days are those of the protocol."""
    await enrolled(rita, FACE)
    (whom,) = await rita.write("/next")
    (days,) = await rita.press(whom.labels[0])
    says(days, "Which day?")
    assert days.labels[:4] == ["Wed 23 Sep", "Thu 24 Sep", "Fri 25 Sep", "Sat 26 Sep"]
    (hours,) = await rita.press("Thu 24 Sep")
    says(hours, "Thu 24 Sep: at what time?")
    assert hours.labels[0] == "14:30, as last time"
    (form,) = await rita.press(hours.labels[0])
    says(form, "Thu 24 Sep, 14:30")
    assert "⚠️" not in form.text
    await rita.press(CONFIRM)
    assert len(await appointments(store)) == 1


async def test_at_night_is_asked_about(rita: Phone, store: Store) -> None:
    """An appointment at three in the morning counts only after a second look."""
    await enrolled(rita)
    (form,) = await rita.write("/next anna; 24 Sep 03:00")
    says(form, "⚠️ 03:00 is at night. Is that right?")
    assert form.labels[0] == GO_AHEAD
    await rita.press(GO_AHEAD)
    (one,) = await appointments(store)
    assert one.begins_at == datetime(2026, 9, 24, 1, 0, tzinfo=UTC)


async def test_an_hour_of_the_pressed_day(rita: Phone) -> None:
    """An hour that is typed after a day was pressed is one of that day."""
    await enrolled(rita, FACE)
    await rita.write("/next anna")
    await rita.press("Fri 25 Sep")
    (form,) = await rita.write("15:20")
    says(form, "Fri 25 Sep, 15:20")
    await rita.press("When")
    await rita.press("Sat 26 Sep")
    await rita.press("10:00")
    (form,) = await rita.press("10:45")
    says(form, "Sat 26 Sep, 10:45")


async def test_moved(rita: Phone, store: Store) -> None:
    """Another time moves the appointment that there is: the row stays, what the patient said of the
    old time is gone; Undo gives the old time back, once.
    """
    await enrolled(rita)
    await booked(rita)
    async with store.writing() as db:
        one = (await db.exec(select(Appointment))).one()
        one.confirmed_at = one.move_asked_at = rita.now
    (form,) = await rita.write("/next anna; 25 Sep 16:00")
    says(form, "move", "Booked: Thu 24 Sep, 15:00", "New time: <b>Fri 25 Sep, 16:00</b>")
    (done,) = await rita.press(CONFIRM)
    says(done, "✅ Moved", "Fri 25 Sep, 16:00", "before: Thu 24 Sep, 15:00")
    (one,) = await appointments(store)
    assert one.begins_at == datetime(2026, 9, 25, 14, 0, tzinfo=UTC)
    assert one.moved_from == datetime(2026, 9, 24, 13, 0, tzinfo=UTC)
    assert (one.revision, one.moved_at) == (1, rita.now)
    assert (one.confirmed_at, one.move_asked_at) == (None, None)
    data = done.outgoing.buttons[0][0].data or ""
    (back,) = await rita.press("Undo")
    says(back, "at its former time again")
    (one,) = await appointments(store)
    assert one.begins_at == datetime(2026, 9, 24, 13, 0, tzinfo=UTC)
    assert one.revision == 2
    assert await rita.send_data(data) == []
    assert rita.toast is not None
    assert "it has changed" in rita.toast


async def test_called_off(rita: Phone, store: Store) -> None:
    """/next shows what is booked and calls it off; Undo opens it again."""
    await enrolled(rita)
    await booked(rita)
    await rita.write("/next anna")
    (gone,) = await rita.press("❌ Call off Thu 24 Sep, 15:00")
    says(gone, "❌ Called off", "Thu 24 Sep, 15:00")
    (one,) = await appointments(store)
    assert one.cancelled_at == rita.now
    await rita.press("Undo")
    (one,) = await appointments(store)
    assert one.cancelled_at is None
    assert one.revision == 1


async def test_another_one_besides(rita: Phone, store: Store) -> None:
    """A second appointment can be booked beside the first; then each can be moved."""
    await enrolled(rita)
    await booked(rita)
    await rita.write("/next anna; 28 Sep 15:00")
    (form,) = await rita.press("Book another one besides")
    says(form, "Next appointment", "session 3 of 9")
    await rita.press(CONFIRM)
    assert len(await appointments(store)) == 2
    (form,) = await rita.write("/next anna; 2 Oct 12:00")
    assert {"Move Thu 24 Sep, 15:00", "Move Mon 28 Sep, 15:00"} <= set(form.labels)
    (form,) = await rita.press("Move Mon 28 Sep, 15:00")
    says(form, "Booked: Mon 28 Sep, 15:00")
    await rita.press(CONFIRM)
    assert [one.revision for one in await appointments(store)] == [0, 1]


async def test_what_speaks_against_it(rita: Phone, store: Store) -> None:
    """Sooner than the interval needs a decision; later, and days before that cannot be kept any
    more, are only said.
    """
    await enrolled(rita, FACE)
    (form,) = await rita.write("/next anna; 20 Sep 15:00")
    says(form, "⚠️ Only 4 days from Wed 16 Sep; at least 7 days are advised.")
    await rita.press(GO_AHEAD)
    assert (await actions(store))["booked"] == "despite:too_soon"
    await enrolled(rita, "Boris; face meso; yesterday 14:30")
    (form,) = await rita.write("/next boris; 30 Sep 15:00")
    says(form, "ℹ️ 14 days since Wed 16 Sep; 10 days at most are advised.")
    assert CONFIRM in form.labels
    await enrolled(rita, "Vera; sonophoresis; 1 Aug 10:00")
    (form,) = await rita.write("/next vera; 20 Sep 15:00")
    says(form, "ℹ️ Please ask about the days before: hot baths")
    assert CONFIRM in form.labels


async def test_the_morning_asks_what_became(rita: Phone, store: Store, practice: Practice) -> None:
    """Yesterday's appointments are asked about once, in one message; each answer edits it and goes
    on to the next; held is a session at that time.
    """
    for name, hour in (("Anna K", 16), ("Boris", 17), ("Vera", 18)):
        await enrolled(rita, f"{name}; 10 Sep 14:30; 1/9")
        await booked(rita, f"{name}; today {hour}:00")
    await rita.wait(timedelta(hours=18, minutes=40))
    (asked,) = await morning(rita, store, practice)
    says(asked, "Were these appointments held?", "Anna K · Thu 17 Sep, 16:00", "Vera")
    assert asked.labels == ["❓ Anna K", "❓ Boris", "❓ Vera"]
    assert await morning(rita, store, practice) == []
    (choice,) = await rita.press("❓ Anna K")
    assert choice.id == asked.id
    assert choice.labels == ["✅ Held", "Missed", "Called off", "‹ Back"]
    (held,) = await rita.press("✅ Held")
    says(held, "✅ Held:\nAnna K · Thu 17 Sep, 16:00", "session 2 of 9", "Vera")
    assert held.labels == ["📅 Appointment", "Undo", "❓ Boris", "❓ Vera"]
    await rita.press("❓ Boris")
    (missed,) = await rita.press("Missed")
    says(missed, "Missed:\nBoris")
    await rita.press("❓ Vera")
    (off,) = await rita.press("Called off")
    says(off, "❌ Called off:\nVera")
    anna, boris, vera = await appointments(store)
    session = (await sessions(store))[-1]
    assert anna.held_as == session.id
    assert (session.held_at, session.number) == (anna.begins_at, 2)
    assert boris.missed_at == rita.now
    assert vera.cancelled_at == rita.now
    (back,) = await rita.press("Undo")
    says(back, "Vera", "open again")
    await rita.send_data("s:held:1:", asked.id)
    assert rita.toast == "Somebody has said already: held."


async def test_one_alone_is_answered_at_once(rita: Phone, store: Store, practice: Practice) -> None:
    """Where there is one, its three answers stand under the question."""
    await enrolled(rita, "Anna K; 10 Sep 14:30; 1/9")
    await booked(rita, "anna; today 16:00")
    await rita.wait(timedelta(hours=18, minutes=40))
    (asked,) = await morning(rita, store, practice)
    assert asked.labels == ["✅ Held", "Missed", "Called off"]
    (held,) = await rita.press("✅ Held")
    assert held.labels == ["📅 Appointment", "Undo"]
    await rita.press("Undo")
    (one,) = await appointments(store)
    assert one.held_as is None
    assert len(await sessions(store)) == 1


async def test_the_day_asks_from_the_begin_on(rita: Phone, store: Store) -> None:
    """/day shows what the patient has said of an appointment, and asks once its time has come, on
    the list and on the card.
    """
    await enrolled(rita, "Anna K; 10 Sep 14:30; 1/9")
    await booked(rita, "anna; today 16:00")
    async with store.writing() as db:
        one = (await db.exec(select(Appointment))).one()
        one.confirmed_at = rita.now
    (day,) = await rita.write("/day")
    says(day, "16:00 Anna K – waiting · ✓ confirmed")
    (card,) = await rita.press("Anna K")
    says(card, "session 1 of 9 · next Thu 17 Sep, 16:00")
    assert "✅ Held" not in card.labels
    async with store.writing() as db:
        one = (await db.exec(select(Appointment))).one()
        one.move_asked_at = rita.now
    (day,) = await rita.write("/day")
    says(day, "🔁 asks to move")
    await rita.wait(timedelta(hours=2))
    (day,) = await rita.write("/day")
    says(day, "❓ was it held?")
    (card,) = await rita.press("Anna K")
    assert card.labels[:3] == ["✅ Held", "Missed", "Called off"]
    await rita.press("‹ Thu 17 Sep")
    await rita.press("❓ Anna K")
    (held,) = await rita.press("✅ Held")
    (day,) = await rita.press("‹ Back")
    says(day, "16:00 Anna K – waiting")
    assert day.id == held.id
    assert "❓" not in day.text
    assert len(await sessions(store)) == 2


async def test_finishing_a_course(rita: Phone, store: Store) -> None:
    """The card finishes a course, with Undo; not while an appointment is to come."""
    await enrolled(rita)
    await booked(rita)
    await rita.write("/day")
    await rita.press("Anna K")
    await rita.press("🏁 Finish the course")
    assert rita.toast == "An appointment is still to come. Please call it off first."
    await rita.write("/next anna")
    await rita.press("❌ Call off Thu 24 Sep, 15:00")
    await rita.write("/day")
    await rita.press("Anna K")
    (done,) = await rita.press("🏁 Finish the course")
    says(done, "Course finished", "Anna K")
    async with store.reading() as db:
        assert (await db.exec(select(Course.finished_at))).one() == rita.now
    (form,) = await rita.write("/session anna")
    says(form, "Which course is it?")
    (again,) = await rita.press("Undo")
    says(again, "The course goes on")
    async with store.reading() as db:
        assert (await db.exec(select(Course.finished_at))).one() is None


async def test_nobody_has_booked(rita: Phone, dial: Dial, store: Store, practice: Practice) -> None:
    """A course that was reminded of twice in vain goes to the desk once; "in a week" asks again;
    the buttons book or finish.
    """
    token = await enrolled(rita)
    await connect(dial(ANNA_CHAT), token)
    await rita.read()
    await remind(store, rita.now)
    await rita.wait(timedelta(days=1))
    assert await morning(rita, store, practice) == []
    await rita.wait(timedelta(days=2))
    (told,) = await morning(rita, store, practice)
    says(told, "No next appointment: Anna K", "session 1 of 9", "Wed 16 Sep")
    assert told.labels == ["📅 Appointment", "In a week", "🏁 Finish the course"]
    assert await morning(rita, store, practice) == []
    (later,) = await rita.press("In a week")
    says(later, "asked again on Sun 27 Sep")
    await rita.wait(timedelta(days=6))
    assert await morning(rita, store, practice) == []
    await rita.wait(timedelta(days=1, hours=1))
    (told,) = await morning(rita, store, practice)
    assert await morning(rita, store, practice) == []
    (form,) = await rita.press("📅 Appointment")
    says(form, "Anna K", "Which day?")


async def remind(store: Store, now: datetime) -> None:
    """Let the two reminders of the next session have gone out, the second just now."""
    async with store.writing() as db:
        course = (await db.exec(select(Course))).one()
        for number in (1, 2):
            db.add(
                Reminder(
                    clinic_id=course.clinic_id,
                    patient_id=course.patient_id,
                    key=f"next_due:{course.id}:{number}",
                    kind=ReminderKind.NEXT_DUE,
                    course_id=course.id,
                    due_at=now,
                    useful_until=now + timedelta(days=2),
                    state=ReminderState.DELIVERED,
                    created_at=now,
                    changed_at=now,
                )
            )


async def morning(rita: Phone, store: Store, practice: Practice) -> list[Said]:
    """Make the part of the round that is about appointments; what the desk is told."""
    async with store.writing() as db:
        await ask_what_became(db, practice, rita.now)
        await tell_unbooked(db, practice, rita.now)
    return await rita.read()
