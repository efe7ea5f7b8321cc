"""A patient's story: what became of each reminder and message, and why, in words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlmodel import col

from reminder.care.appointments import About
from reminder.care.kinds import ReminderKind, ReminderState, Shift
from reminder.care.outcomes import Deferred, Delivered, Outcome, Refusal, Refused, Uncertain
from reminder.care.reasons import Reason
from reminder.catalogue import Catalogue
from reminder.delivery.claim import Room, claim
from reminder.delivery.parcels import Finished
from reminder.delivery.settle import settle
from reminder.practice.card import refresh_due
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.opt_out import opt_out
from reminder.practice.replan import replan
from reminder.practice.why import story_of
from reminder.practice.why_lines import story_lines, why
from reminder.practice.wrong_person import wrong_person
from reminder.store.database import Store
from reminder.store.tables import Delivery, DeliveryState, HoldKind, Patient, Reminder, Staff
from tests.cast import ANNA_CHAT, ROOT
from tests.practice.arrange import Invited, joined, reminders_of

CATALOGUE = Catalogue.load(ROOT / "messages")
WARSAW = ZoneInfo("Europe/Warsaw")
DAY = timedelta(days=1)
ARRIVED = Delivered(1)


async def told(db: Db, practice: Practice, link: Invited, language: str = "en") -> list[str]:
    """The patient's story, a line each: the day and what is said."""
    await db.flush()
    db.expire_all()
    patient = await db.get_one(Patient, link.patient_id)
    words = practice.words(language)
    lines = story_lines(await story_of(db, patient), WARSAW, words)
    return [f"{words.day(line.on)} {line.text}" for line in lines]


def one(lines: Sequence[str], part: str) -> str:
    """The only line that has this part."""
    (found,) = [line for line in lines if part in line]
    return found


async def send(db: Db, practice: Practice, now: datetime, outcome: Outcome = ARRIVED) -> None:
    """Send what is due with this outcome."""
    parcels = await claim(db, practice, now, Room(60, 60), frozenset())
    assert parcels
    await settle(db, practice, [Finished(parcel, outcome) for parcel in parcels], now)


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna, treated on Thursday at 14:30 in Warsaw, who has agreed at once."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_every_code_has_words_of_its_own(language: str) -> None:
    """No reason, kind or shift that a row may hold is shown as a code."""
    words = CATALOGUE.words(language)
    for reason in Reason:
        assert why(reason.value, words)
    for kind in ReminderKind:
        name = kind.value.replace("_", "-")
        if kind is not ReminderKind.APPOINTMENT:
            assert words(f"why-kind-{name}", topics="x")
        assert words(f"why-short-{name}")
    for said in About:
        assert words(f"why-appointment-{said}")
    for shift in Shift:
        assert words(f"why-shift-{shift.value.replace('_', '-')}")


async def test_what_went_out_and_what_is_to_come(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """What was delivered stands at its time, what is planned at the time that it is meant for."""
    async with store.writing() as db:
        await send(db, practice, now)
        lines = await told(db, practice, anna)
    assert lines[0] == "Thu 17 Sep 14:30 what to avoid after the session – delivered"
    lift = one(lines, "news that the time is over (makeup)")
    assert lift.startswith("Tue 22 Sep 14:30")
    assert lift.endswith("– planned; together with: the next session")


async def test_a_message_of_several(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """What goes, or went, out in one message says what else is in it."""
    async with store.writing() as db:
        await send(db, practice, now)
        await db.exec(
            update(Reminder)
            .where(col(Reminder.kind).in_((ReminderKind.NUDGE, ReminderKind.CHECK_IN)))
            .values(due_at=now + DAY, wake_at=now + DAY, useful_until=now + 3 * DAY)
        )
        before = await told(db, practice, anna)
        assert "planned; together with: the question how the skin is" in one(
            before, "still applies ("
        )
        await send(db, practice, now + DAY)
        after = await told(db, practice, anna)
        nudge = one(after, "reminder of what still applies")
        assert "Fri 18 Sep 14:30" in nudge
        assert "delivered; together with: the question how the skin is" in nudge


async def test_a_lift_that_waits(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """While the skin is not calm each lift says that it waits, why, and until when it makes sense;
    once that is settled it is planned again.
    """
    async with store.writing() as db:
        patient = await db.get_one(Patient, anna.patient_id)
        await place_hold(db, patient, HoldKind.COMPLAINT, now)
        lines = await told(db, practice, anna)
        lift = one(lines, "is over (makeup)")
        assert "waits: the patient has said that the skin is not calm" in lift
        assert "will not be sent after Fri 25 Sep, 14:30" in lift
        assert "waits" not in one(lines, "question how the skin is")
        held = one(lines, "⚠️")
        assert held.startswith(
            "Thu 17 Sep 14:30 ⚠️ from here on nothing is said to be allowed again"
        )
        assert held.endswith("(still so)")
        patient = await db.get_one(Patient, anna.patient_id)
        await release_hold(db, patient, HoldKind.COMPLAINT, now + DAY)
        lines = await told(db, practice, anna)
        assert "– planned" in one(lines, "is over (makeup)")
        assert one(lines, "⚠️").endswith("(until Fri 18 Sep, 14:30)")


@pytest.mark.parametrize("kind", [HoldKind.UNCLEAR_STOP, HoldKind.ERASURE])
async def test_what_holds_everything_says_so(
    store: Store, practice: Practice, anna: Invited, now: datetime, kind: HoldKind
) -> None:
    """Until an unclear STOP is answered, and before an erasure, not only the lifts wait."""
    async with store.writing() as db:
        patient = await db.get_one(Patient, anna.patient_id)
        await place_hold(db, patient, kind, now)
        held = one(await told(db, practice, anna), "⚠️")
    assert held.startswith("Thu 17 Sep 14:30 ⚠️ from here on messages wait: ")


async def test_a_lift_that_waited_too_long(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A lift that expired under a hold names the hold, not only that its time was over."""
    async with store.writing() as db:
        patient = await db.get_one(Patient, anna.patient_id)
        await place_hold(db, patient, HoldKind.COMPLAINT, now)
        at = datetime(2026, 9, 25, 12, 30, tzinfo=UTC)
        await claim(db, practice, at, Room(60, 60), frozenset())
        lift = one(await told(db, practice, anna), "is over (makeup)")
    assert "not sent, it waited too long (of use until Fri 25 Sep, 14:30)" in lift
    assert "the skin is not calm" in lift


async def test_the_card_is_no_reply(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """The pinned card has a name of its own: nobody wrote anything that it would answer."""
    async with store.writing() as db:
        await send(db, practice, now)
        await refresh_due(db, practice, now, 10)
        lines = await told(db, practice, anna)
        assert one(lines, "the pinned card (without a sound)")
        assert not [line for line in lines if "reply to the patient" in line]


async def test_nothing_was_moved_within_a_minute(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Instructions that the patient's agreeing let go at once were not moved for a reader."""
    async with store.writing() as db:
        await db.exec(
            update(Reminder)
            .where(col(Reminder.kind) == ReminderKind.INSTRUCTIONS)
            .values(wanted_at=now - timedelta(seconds=20), shift=Shift.PAUSE)
        )
        await send(db, practice, now)
        assert "moved" not in one(await told(db, practice, anna), "what to avoid after")


async def test_what_was_moved(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A reminder that was moved says when it was wanted and why it is not then; and one that had to
    wait when its turn came, until when.
    """
    night = datetime(2026, 9, 20, 20, 10, tzinfo=UTC)
    async with store.writing() as db:
        await send(db, practice, now)
        await db.exec(
            update(Reminder)
            .where(col(Reminder.kind) == ReminderKind.CHECK_IN)
            .values(wanted_at=night, shift=Shift.QUIET_HOURS, due_at=night + timedelta(hours=10.9))
        )
        line = one(await told(db, practice, anna), "question how the skin is")
        assert "wanted Sun 20 Sep, 22:10, moved: that was in the patient's night" in line
        is_lift = col(Reminder.kind) == ReminderKind.LIFTED
        at = datetime(2026, 9, 24, 21, 0, tzinfo=UTC)
        await db.exec(update(Reminder).where(~is_lift).values(wake_at=None))
        await db.exec(update(Reminder).where(is_lift).values(due_at=at, wake_at=at))
        await claim(db, practice, at, Room(60, 60), frozenset())
        lines = await told(db, practice, anna)
        assert "waits until Fri 25 Sep, 09:00: it is night" in one(lines, "is over (makeup)")


async def test_attempts_that_did_not_get_through(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A failed attempt has a line, and what it carried says that it is tried again, and at last at
    which attempt it arrived.
    """
    async with store.writing() as db:
        wait = timedelta(minutes=5)
        await send(db, practice, now, Deferred(wait, "not sent: ClientConnectorError"))
        lines = await told(db, practice, anna)
        first = one(lines, "what to avoid after the session")
        assert "waits until 14:35: there was no connection to Telegram" in first
        await send(db, practice, now + wait, Uncertain("HTTP 502"))
        later = now + wait + timedelta(minutes=1)
        await send(db, practice, later)
        lines = await told(db, practice, anna)
        attempts = [line for line in lines if "an attempt to send" in line]
        assert "14:30 an attempt to send – not delivered, tried again: there was" in attempts[0]
        assert "a fault at Telegram" in attempts[1]
        first = one(lines, "what to avoid after the session")
        assert "14:36" in first
        assert "delivered; due 14:30; at attempt 3; said to be a possible repetition" in first


async def test_one_who_has_left(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """After STOP everything planned says so, and the confirmation is in the list."""
    async with store.writing() as db:
        await send(db, practice, now)
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
        lines = await told(db, practice, anna)
        lift = one(lines, "is over (makeup)")
        assert "called off (Thu 17 Sep, 14:30): the patient has said STOP" in lift
        assert one(lines, "confirmation of STOP").endswith("about to be sent")


async def test_what_telegram_refused(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """A blocked bot is named in what was refused and in what was called off."""
    async with store.writing() as db:
        await send(db, practice, now, Refused(Refusal.BLOCKED))
        lines = await told(db, practice, anna)
        assert "not delivered: the patient has blocked the bot" in one(lines, "what to avoid after")
        assert "can no longer be reached" in one(lines, "is over (makeup)")


async def test_what_went_to_the_wrong_phone(
    store: Store, practice: Practice, reception: Staff, anna: Invited, now: datetime
) -> None:
    """What the wrong person was sent stays in the list, and says so."""
    async with store.writing() as db:
        await send(db, practice, now)
        await wrong_person(db, practice, reception, anna.enrolment_id, now)
        lines = await told(db, practice, anna)
        assert "to the wrong person's phone" in one(lines, "what to avoid after")


async def test_what_a_later_change_took_out_of_the_plan(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """What the plan no longer has says that something has changed."""
    async with store.writing() as db:
        await db.exec(
            update(Reminder)
            .where(col(Reminder.kind) == ReminderKind.CHECK_IN)
            .values(key="check:no-longer-there")
        )
        patient = await db.get_one(Patient, anna.patient_id)
        await replan(db, practice, patient, now)
        lines = await told(db, practice, anna)
        asked = [line for line in lines if "question how the skin is" in line]
        assert sum("no longer needed after a change" in line for line in asked) == 1


@pytest.mark.parametrize("language", CATALOGUE.languages)
async def test_every_state_can_be_told(
    store: Store, practice: Practice, anna: Invited, now: datetime, language: str
) -> None:
    """Whatever the state of a row and whatever its reason, there is a line for it."""
    async with store.writing() as db:
        for state in ReminderState:
            for reason in (None, Reason.COMPLAINT, "not sent: X", "of another version"):
                await db.exec(update(Reminder).values(state=state, reason=reason))
                assert all(await told(db, practice, anna, language))
        for delivered in DeliveryState:
            for purpose in ("reminders", "worried", "something new"):
                db.add(
                    Delivery(
                        clinic_id=practice.clinic_id,
                        patient_id=anna.patient_id,
                        chat_hash="",
                        chat_id="",
                        purpose=purpose,
                        state=delivered,
                        created_at=now,
                    )
                )
        assert len(await told(db, practice, anna, language)) >= 3 * len(DeliveryState)


async def test_another_reason_for_the_same_time_is_told(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Where a reminder is due when it was for another reason, that reason is the one told; a retry
    keeps its own time.
    """
    async with store.writing() as db:
        patient = await db.get_one(Patient, anna.patient_id)
        moved = next(r for r in await reminders_of(db, anna) if r.shift is not None)
        number, shift, wanted_at = moved.id, moved.shift, moved.wanted_at
        retry_at = moved.due_at + timedelta(minutes=3)
        await db.exec(
            update(Reminder)
            .where(col(Reminder.id) == number)
            .values(
                shift=Shift.PAUSE,
                wanted_at=moved.due_at - DAY,
                wake_at=retry_at,
                reason=Reason.QUIET_HOURS,
            )
        )
        await replan(db, practice, patient, now)
        again = next(r for r in await reminders_of(db, anna) if r.id == number)
        assert (again.shift, again.wanted_at) == (shift, wanted_at)
        assert (again.wake_at, again.reason) == (retry_at, Reason.QUIET_HOURS)
