"""The patient's card on the screen: pinned, silent, and true at every instant."""

from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from reminder.demo.faults import HttpError, Refuse
from reminder.demo.people import Person
from reminder.demo.shown import ShownMessage
from reminder.practice.card import refresh_due
from reminder.practice.consent import By, Withdrawn
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.opt_out import opt_out
from reminder.practice.outbox import CARD
from reminder.practice.pause import pause
from reminder.practice.place import another_person
from reminder.practice.reach import lose_reach
from reminder.practice.replan import replan
from reminder.practice.resume import come_back
from reminder.store.tables import (
    Appointment,
    Course,
    Delivery,
    DeliveryState,
    HoldKind,
    Patient,
)
from tests.cast import ANNA_CHAT, NOW
from tests.delivery.conftest import Desk
from tests.practice.arrange import Invited, joined

NIGHT = datetime(2026, 9, 17, 21, 40, tzinfo=UTC)
"""23:40 on Thursday at the clinic."""


def cards(person: Person) -> list[ShownMessage]:
    """Return what is pinned on a phone, the newest last."""
    return [message for message in person.received() if message.pinned]


def card(desk: Desk) -> ShownMessage:
    """Return Anna's card."""
    (shown,) = cards(desk.anna)
    return shown


async def book(desk: Desk, link: Invited, begins_at: datetime) -> None:
    """Book the next session of the patient's course."""
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        course = (await db.exec(select(Course).where(Course.patient_id == patient.id))).one()
        db.add(
            Appointment(
                clinic_id=patient.clinic_id,
                patient_id=link.patient_id,
                course_id=course.id or 0,
                begins_at=begins_at,
                booked_at=desk.clock.now(),
            )
        )
        await replan(db, desk.practice, patient, desk.clock.now())
    await desk.quiet()


async def leave(desk: Desk) -> None:
    """Write STOP from Anna's phone."""
    async with desk.store.writing() as db:
        now = desk.clock.now()
        await opt_out(db, desk.practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
    await desk.quiet()


async def test_the_card_follows_the_instructions(desk: Desk) -> None:
    """After the instructions comes one silent, pinned message with a line for each topic."""
    await desk.join()
    await desk.quiet()
    instructions, shown = desk.anna.received()
    assert "please avoid" in instructions.text
    assert not instructions.silent
    assert shown.pinned
    assert shown.silent
    assert shown.text == (
        "Please avoid for now:\n"
        "Until Sat 19 Sep, 14:30:\n"
        "• Alcohol and other bad habits\n"
        "Until Sun 20 Sep, 14:30, and if your skin still shows a reaction then, "
        "until Tue 22 Sep, 14:30:\n"
        "• Makeup\n"
        "Until Thu 24 Sep, 14:30:\n"
        "• Hot baths\n• Sauna and steam room\n• Sunbathing\n• Solarium\n\n"
        "Session 1 of 6\n\n"
        "This summary changes by itself, without a sound. More: /today"
    )


async def test_no_card_before_the_instructions(desk: Desk) -> None:
    """While the instructions have not gone out there is no card either; then there is."""
    link = await desk.join()
    async with desk.store.writing() as db:
        await refresh_due(db, desk.practice, desk.clock.now(), most=10)
        queued = await db.exec(select(Delivery.id).where(Delivery.purpose == CARD))
        assert queued.all() == []
    assert (await desk.patient(link.patient_id)).card_at is None
    await desk.quiet()
    assert ["please avoid" in m.text for m in desk.anna.received()] == [True, False]


async def test_it_changes_at_the_instant_of_an_end_without_a_sound(desk: Desk) -> None:
    """A restriction that ends at night leaves the card then, and nothing else is heard."""
    await desk.at(NIGHT)
    await desk.join()
    await desk.quiet()
    end = NIGHT + timedelta(days=2)
    await desk.at(end - timedelta(minutes=1))
    heard = len(desk.anna.received())
    assert "Until Sat 19 Sep, 23:40:\n• Alcohol" in card(desk).text
    assert desk.dispatcher.next_at == end
    await desk.at(end)
    assert "Alcohol" not in card(desk).text
    assert card(desk).edited_at == end
    assert len(desk.anna.received()) == heard
    # Half of a range: from here on it holds only while the skin reacts.
    await desk.at(NIGHT + timedelta(days=3))
    assert (
        "Until Tue 22 Sep, 23:40, if your skin still shows a reaction:\n• Makeup" in card(desk).text
    )
    await desk.at(NIGHT + timedelta(days=5))
    assert "No longer on the list: makeup." in card(desk).text
    assert card(desk).edited_at == NIGHT + timedelta(days=5)


async def test_after_an_outage_it_is_put_right_at_once(desk: Desk) -> None:
    """Whatever the service has slept through, the card says what is true now."""
    await desk.join()
    await desk.quiet()
    await desk.at(NOW + timedelta(days=8))
    assert "There is nothing to avoid at the moment." in card(desk).text
    assert "until" not in card(desk).text


async def test_what_begins_before_a_session_is_on_it_in_time(desk: Desk) -> None:
    """From the first instant of the days before a session nothing of it is called over."""
    link = await desk.join()
    await desk.quiet()
    await desk.at(NOW + timedelta(days=8))
    booked = NOW + timedelta(days=20)
    await book(desk, link, booked)
    assert "Session 1 of 6 · next: Wed 7 Oct, 14:30" in card(desk).text
    assert "From Wed 30 Sep, 14:30:\n• Hot baths" in card(desk).text
    begins = booked - timedelta(days=7)
    await desk.at(begins - timedelta(seconds=1))
    assert "sunbathing" in card(desk).text.split("No longer on the list")[1]
    await desk.at(begins)
    assert card(desk).edited_at == begins
    assert "Until Wed 14 Oct, 14:30:\n• Hot baths" in card(desk).text
    assert "sunbathing" not in card(desk).text.split("No longer on the list")[1]


async def test_nothing_is_over_while_the_skin_is_not_calm(desk: Desk) -> None:
    """A complaint keeps every end off the card, until staff have resolved it."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await place_hold(db, patient, HoldKind.COMPLAINT, desk.clock.now())
    await desk.quiet()
    assert "What you told us about is still open" in card(desk).text
    await desk.at(NOW + timedelta(days=8))
    for words in ("No longer on the list", "nothing to avoid"):
        assert words not in card(desk).text
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        await release_hold(db, patient, HoldKind.COMPLAINT, desk.clock.now())
    await desk.quiet()
    assert "No longer on the list" in card(desk).text


async def test_nothing_follows_the_confirmation_of_stop(desk: Desk) -> None:
    """STOP ends the card before its confirmation; afterwards not even an edit goes to that chat."""
    await desk.join()
    await desk.quiet()
    await desk.at(NOW + timedelta(days=1))
    (shown,) = cards(desk.anna)
    await leave(desk)
    confirmation = desk.anna.received()[-1]
    assert confirmation.text.startswith("Done. You get no more messages from us.")
    assert cards(desk.anna) == []
    ended = next(m for m in desk.anna.received() if m.message_id == shown.message_id)
    assert ended.text == "This summary is no longer kept up to date."
    to_anna = [c for c in desk.stand_in.calls if str(c.params.get("chat_id")) == str(ANNA_CHAT)]
    assert to_anna[-1].method == "sendMessage"
    await desk.at(NOW + timedelta(days=30))
    after = [c for c in desk.stand_in.calls if str(c.params.get("chat_id")) == str(ANNA_CHAT)]
    assert after == to_anna


async def test_a_change_that_waits_is_called_off_by_stop(desk: Desk) -> None:
    """An edit of the card that had not gone out when STOP came never does."""
    link = await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        now = desk.clock.now()
        patient = await db.get_one(Patient, link.patient_id)
        patient.language = "ru"
        await replan(db, desk.practice, patient, now)
        await opt_out(db, desk.practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
    await desk.quiet()
    assert not any("пока без этого" in m.text for m in desk.anna.received()[:-1])
    assert desk.anna.received()[-1].text.startswith("Готово")


async def test_a_card_that_cannot_be_edited_is_sent_anew(desk: Desk) -> None:
    """Where Telegram no longer edits it, a new one takes its place without a sound."""
    await desk.join()
    await desk.quiet()
    first = card(desk)
    cannot = Refuse(400, "Bad Request: message can't be edited")
    desk.stand_in.faults.add("editMessageText", cannot, chat_id=ANNA_CHAT)
    await desk.at(NOW + timedelta(days=2))
    assert card(desk).message_id != first.message_id
    assert card(desk).silent
    assert "Alcohol" not in card(desk).text
    await desk.at(NOW + timedelta(days=3))
    assert "if your skin still shows a reaction" in card(desk).text


async def test_a_server_that_does_not_pin_is_done_without(desk: Desk) -> None:
    """Without pins the card is a message like any other, and still kept up to date."""
    desk.stand_in.faults.add("pinChatMessage", HttpError(404), times=5)
    await desk.join()
    await desk.quiet()
    shown = desk.anna.received()[-1]
    assert not shown.pinned
    await desk.at(NOW + timedelta(days=2))
    now = next(m for m in desk.anna.received() if m.message_id == shown.message_id)
    assert "Alcohol" not in now.text


async def test_who_has_blocked_the_bot_is_left_alone(desk: Desk) -> None:
    """Nothing is edited in a chat that cannot be reached."""
    await desk.join()
    await desk.quiet()
    await desk.anna.block()
    async with desk.store.writing() as db:
        await lose_reach(db, desk.practice, chat_id=ANNA_CHAT, now=desk.clock.now())
    calls = len(desk.stand_in.calls)
    await desk.at(NOW + timedelta(days=9))
    later = desk.stand_in.calls[calls:]
    assert not any(str(call.params.get("chat_id")) == str(ANNA_CHAT) for call in later)


async def test_two_on_one_phone_have_a_card_each(desk: Desk) -> None:
    """Once staff have said that it is another person, each card begins with a name."""
    await desk.join(name="Anna")
    await desk.quiet()
    async with desk.store.writing() as db:
        boris = await joined(db, desk.practice, desk.staff, desk.clock.now(), ANNA_CHAT, "Boris")
    await desk.quiet()
    assert len(cards(desk.anna)) == 1
    async with desk.store.writing() as db:
        now = desk.clock.now()
        await another_person(db, desk.practice, desk.staff, boris.enrolment_id, now)
    await desk.quiet()
    first_lines = [message.text.splitlines()[0] for message in cards(desk.anna)]
    assert first_lines == ["Anna", "Boris"]


async def test_a_paused_patients_card_says_so(desk: Desk) -> None:
    """The card names the day on which messages come again, and goes on telling what applies."""
    await desk.join()
    await desk.quiet()
    async with desk.store.writing() as db:
        now = desk.clock.now()
        until = (now + timedelta(days=5)).date()
        assert await pause(db, desk.practice, chat_id=ANNA_CHAT, until=until, now=now)
    await desk.quiet()
    assert "Messages are paused until Tue 22 Sep, 10:00." in card(desk).text
    await desk.at(NOW + timedelta(days=2))
    assert "Alcohol" not in card(desk).text
    await desk.at(NOW + timedelta(days=5))
    assert "paused" not in card(desk).text


async def test_no_card_is_begun_once_all_is_over(desk: Desk) -> None:
    """One whose aftercare has ended long ago, before there were cards, gets none."""
    link = await desk.join()
    await desk.quiet()
    await desk.at(NOW + timedelta(days=40))
    heard = len(desk.anna.received())
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        patient.card_digest, patient.card_at = None, desk.clock.now()
    await desk.quiet()
    assert len(desk.anna.received()) == heard
    assert (await desk.patient(link.patient_id)).card_at is None


async def test_several_changes_at_once_are_one_edit(desk: Desk) -> None:
    """States of the card that have not gone out give way to the newest."""
    link = await desk.join()
    await desk.quiet()
    desk.stand_in.faults.add("editMessageText", Refuse(429, "Too Many Requests"), times=1)
    await desk.at(NOW + timedelta(days=5))
    async with desk.store.writing() as db:
        patient = await db.get_one(Patient, link.patient_id)
        patient.language = "ru"
        await replan(db, desk.practice, patient, desk.clock.now())
    await desk.after(minutes=1)
    async with desk.store.reading() as db:
        found = await db.exec(
            select(Delivery.state, Delivery.reason)
            .where(Delivery.purpose == CARD)
            .order_by(col(Delivery.id))
        )
        assert found.all() == [
            (DeliveryState.DELIVERED, None),
            (DeliveryState.CANCELLED, "superseded"),
            (DeliveryState.DELIVERED, None),
        ]
    assert "Уже не в списке: макияж" in card(desk).text


async def test_one_who_comes_back_gets_a_new_card(desk: Desk) -> None:
    """After agreeing again a fresh card is pinned; the old one stays ended."""
    link = await desk.join()
    await desk.quiet()
    await leave(desk)
    async with desk.store.writing() as db:
        await come_back(
            db,
            desk.practice,
            chat_id=ANNA_CHAT,
            telegram_name="Anna",
            language="en",
            by=By.PATIENT,
            now=desk.clock.now(),
        )
    await desk.quiet()
    assert card(desk).message_id == max(m.message_id for m in desk.anna.received())
    assert (await desk.patient(link.patient_id)).card_digest
