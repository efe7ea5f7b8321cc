"""An answer, and the conversation with the clinic that may follow."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.care.history import Reply
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.answer import answer
from reminder.practice.clinic import Db, Practice
from reminder.practice.clinic_reply import WITHIN, Left, Sent, TooLong, await_reply, reply_typed
from reminder.practice.consent import Withdrawn
from reminder.practice.conversation import (
    Over,
    Taken,
    TakenBy,
    claim_conversation,
    open_one,
    pass_on,
    resolve_conversation,
)
from reminder.practice.following import Replied, Settled
from reminder.practice.holds import holds_of, place_hold
from reminder.practice.opt_out import opt_out
from reminder.practice.raising import raise_due
from reminder.practice.replan import replan
from reminder.store.database import Store
from reminder.store.tables import (
    CheckInAnswer,
    Conversation,
    Course,
    Delivery,
    DeliveryState,
    HoldKind,
    Role,
    Session,
    Staff,
    saved,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import Invited, joined, patient_of, reminders_of, waiting

HALF_AN_HOUR = timedelta(minutes=30)
MESSAGE = 77


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna was treated just now, has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def asked(
    store: Store, practice: Practice, link: Invited, kind: ReminderKind
) -> tuple[int, datetime]:
    """Let the question of that kind have been sent when it was due; return its id and that time."""
    async with store.writing() as db:
        reminder = next(r for r in await reminders_of(db, link) if r.kind is kind)
        delivery = Delivery(
            clinic_id=practice.clinic_id,
            patient_id=link.patient_id,
            chat_hash=practice.keyring.chat(ANNA_CHAT),
            chat_id=str(ANNA_CHAT),
            purpose="reminders",
            state=DeliveryState.DELIVERED,
            message_id=MESSAGE,
            created_at=reminder.due_at,
            finished_at=reminder.due_at,
        )
        db.add(delivery)
        await db.flush()
        reminder.state = ReminderState.DELIVERED
        reminder.attempts = 1
        reminder.wake_at = None
        reminder.delivery_id = delivery.id
        return saved(reminder.id), reminder.due_at


async def press(
    store: Store,
    practice: Practice,
    reminder_id: int,
    reply: Reply,
    at: datetime,
    chat_id: int = ANNA_CHAT,
) -> Replied | Settled | None:
    """Press an answer in that chat."""
    async with store.writing() as db:
        return await answer(
            db, practice, chat_id=chat_id, reminder_id=reminder_id, reply=reply, now=at
        )


async def worried(
    store: Store, practice: Practice, link: Invited, at: datetime | None = None
) -> tuple[int, datetime]:
    """Let Anna answer her check-in with a worry; return the conversation's id, and when."""
    reminder_id, due_at = await asked(store, practice, link, ReminderKind.CHECK_IN)
    at = at or due_at
    assert isinstance(await press(store, practice, reminder_id, Reply.WORRIED, at), Replied)
    async with store.reading() as db:
        conversation = await open_one(db, await patient_of(db, link))
        assert conversation is not None
        return saved(conversation.id), at


async def heard(store: Store, practice: Practice, chat_id: int) -> list[str]:
    """Return the texts that wait for a chat."""
    async with store.reading() as db:
        return [message.text for message in await waiting(db, practice, chat_id)]


async def test_only_who_was_asked_can_answer_and_once(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """A stranger's press is nothing; a second press changes nothing."""
    reminder_id, at = await asked(store, practice, anna, ReminderKind.CHECK_IN)
    assert await press(store, practice, reminder_id, Reply.CALM, at, MALLORY_CHAT) is None
    assert isinstance(await press(store, practice, reminder_id, Reply.CALM, at), Replied)
    for reply in Reply:
        again = await press(store, practice, reminder_id, reply, at + HALF_AN_HOUR)
        assert again == Settled()
    async with store.reading() as db:
        (row,) = (await db.exec(select(CheckInAnswer))).all()
        assert (row.reply, row.told) == (Reply.CALM, False)


async def test_what_waits_for_staff_is_not_told_by_the_reply(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """While it is unclear who this is, a calm answer frees nothing aloud: the lift will."""
    reminder_id, at = await asked(store, practice, anna, ReminderKind.EASE_OFF)
    async with store.writing() as db:
        await place_hold(db, await patient_of(db, anna), HoldKind.SAME_PERSON, at)
    outcome = await press(store, practice, reminder_id, Reply.CALM, at)
    assert isinstance(outcome, Replied)
    assert "has ended" not in outcome.text
    async with store.reading() as db:
        (lift,) = (
            r for r in await reminders_of(db, anna) if r.key.endswith("lifted:session:1:makeup")
        )
        assert (lift.state, lift.until) == (ReminderState.PLANNED, at)


async def test_a_newer_session_withdraws_the_open_question(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """Its buttons go, and it takes no answer any more but a worry."""
    reminder_id, at = await asked(store, practice, anna, ReminderKind.CHECK_IN)
    async with store.writing() as db:
        patient = await patient_of(db, anna)
        course = (await db.exec(select(Course))).one()
        db.add(
            Session(
                clinic_id=practice.clinic_id,
                patient_id=anna.patient_id,
                course_id=saved(course.id),
                held_at=at,
                recorded_at=at,
            )
        )
        await replan(db, practice, patient, at)
        (bare,) = (m for m in await waiting(db, practice, ANNA_CHAT) if m.edits_message)
        assert (bare.text, bare.buttons, bare.edits_message) == ("", (), MESSAGE)
        await replan(db, practice, patient, at)
        edits = [m for m in await waiting(db, practice, ANNA_CHAT) if m.edits_message]
        assert len(edits) == 1
    assert await press(store, practice, reminder_id, Reply.CALM, at) == Settled()
    assert isinstance(await press(store, practice, reminder_id, Reply.WORRIED, at), Replied)


async def test_lifts_wait_until_the_patient_is_calm(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """Still sore holds them; calm on the fourth day releases them."""
    reminder_id, at = await asked(store, practice, anna, ReminderKind.CHECK_IN)
    outcome = await press(store, practice, reminder_id, Reply.SORE, at)
    assert isinstance(outcome, Replied)
    assert "We will ask again on Mon 21 Sep" in outcome.text
    async with store.writing() as db:
        assert await holds_of(db, await patient_of(db, anna)) == {HoldKind.COMPLAINT}
    again_id, at = await asked_again(store, anna)
    assert isinstance(await press(store, practice, again_id, Reply.CALM, at), Replied)
    async with store.reading() as db:
        assert await holds_of(db, await patient_of(db, anna)) == frozenset()


async def test_a_second_question_follows_in_the_same_message(
    store: Store, practice: Practice, anna: Invited, now: datetime
) -> None:
    """Two treatments of one visit: the answer to the first brings the question about the second."""
    async with store.writing() as db:
        course = (await db.exec(select(Course))).one()
        other = Course(
            clinic_id=practice.clinic_id,
            patient_id=anna.patient_id,
            protocol=course.protocol,
            protocol_version=course.protocol_version,
            begun_at=now,
        )
        db.add(other)
        await db.flush()
        db.add(
            Session(
                clinic_id=practice.clinic_id,
                patient_id=anna.patient_id,
                course_id=saved(other.id),
                held_at=now + HALF_AN_HOUR,
                recorded_at=now + HALF_AN_HOUR,
            )
        )
        await replan(db, practice, await patient_of(db, anna), now + HALF_AN_HOUR)
    first, at = await asked(store, practice, anna, ReminderKind.CHECK_IN)
    async with store.writing() as db:
        both = [r for r in await reminders_of(db, anna) if r.kind is ReminderKind.CHECK_IN]
        assert len(both) == 2
        both[1].state, both[1].attempts = ReminderState.DELIVERED, 1
        both[1].delivery_id = both[0].delivery_id
        second = saved(both[1].id)
    outcome = await press(store, practice, first, Reply.CALM, at)
    assert isinstance(outcome, Replied)
    assert "One more question, about your session on Thu 17 Sep, 15:00" in outcome.text
    assert [row[0].data for row in outcome.rows] == [f"p:answer:{second}:{r.value}" for r in Reply]
    last = await press(store, practice, second, Reply.CALM, at)
    assert isinstance(last, Replied)
    assert last.rows == ()
    assert "Your answer: All calm" in last.asked
    assert last.asked.index("Your answer") < last.asked.index("One more question")


async def asked_again(store: Store, link: Invited) -> tuple[int, datetime]:
    """Let the check-in that follows "still sore" have been sent."""
    async with store.writing() as db:
        again = next(r for r in await reminders_of(db, link) if r.key.endswith(":2"))
        again.attempts = 1
        again.state = ReminderState.DELIVERED
        return saved(again.id), again.due_at


async def test_it_is_raised_by_the_database_alone(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """Whoever looks next finds what is due: staff again after the limit, then the patient."""
    _, at = await worried(store, practice, anna)
    for later, staff, patient in ((0, 1, 0), (1, 2, 0), (2, 2, 1), (3, 2, 1)):
        async with store.writing() as db:
            await raise_due(db, practice, at + later * HALF_AN_HOUR)
        alerts = [t for t in await heard(store, practice, RECEPTION_CHAT) if "look after" in t]
        told = [t for t in await heard(store, practice, ANNA_CHAT) if "Nobody at" in t]
        assert (len(alerts), len(told)) == (staff, patient)


async def test_at_night_staff_are_alerted_only_where_the_clinic_wants_it(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """The clinic's file decides; where it says so the alert goes out at once, with its sound."""
    profile = practice.profile
    awake = replace(
        practice,
        profile=profile.model_copy(
            update={"alerts": profile.alerts.model_copy(update={"at_night": True})}
        ),
    )
    night = datetime.fromisoformat("2026-09-19T23:30+02:00")
    await worried(store, awake, anna, night)
    async with store.reading() as db:
        (alert,) = (
            m for m in await waiting(db, practice, RECEPTION_CHAT) if "look after" in m.text
        )
        assert not alert.silent
    assert any("has been alerted" in text for text in await heard(store, practice, ANNA_CHAT))


async def test_one_of_the_staff_claims_it(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """The first counts, the others learn who it is; once resolved it is over for everybody."""
    async with store.writing() as db:
        rob = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(BORIS_CHAT),
            chat_id=str(BORIS_CHAT),
            name="Rob",
            role=Role.MEMBER,
            language="ru",
            created_at=reception.created_at,
        )
        db.add(rob)
    number, at = await worried(store, practice, anna)
    async with store.writing() as db:
        assert isinstance(await claim_conversation(db, practice, reception, number, at), Taken)
        assert isinstance(await claim_conversation(db, practice, rob, number, at), TakenBy)
        assert await claim_conversation(db, practice, rob, 404, at) is None
        assert await raise_due(db, practice, at + 7 * HALF_AN_HOUR) == 0
        seen = (await waiting(db, practice, BORIS_CHAT))[-1]
        assert "Занимается: Rita" in seen.text
        assert seen.buttons == ()
        assert seen.edits == f"conversation:{number}"
        assert await pass_on(db, practice, [await patient_of(db, anna)], "it <i>itches", at)
        assert "it &lt;i&gt;itches" in (await waiting(db, practice, RECEPTION_CHAT))[-1].text
        assert "itches" not in (await waiting(db, practice, BORIS_CHAT))[-1].text
        assert isinstance(await resolve_conversation(db, practice, rob, number, at), Taken)
        assert await resolve_conversation(db, practice, reception, number, at) == Over()
        assert await claim_conversation(db, practice, reception, number, at) == Over()
        assert not await pass_on(db, practice, [await patient_of(db, anna)], "thanks", at)
        assert await holds_of(db, await patient_of(db, anna)) == frozenset()


async def rob_of(db: Db, practice: Practice, now: datetime) -> Staff:
    """Rob, who works here too."""
    rob = Staff(
        clinic_id=practice.clinic_id,
        chat_hash=practice.keyring.chat(BORIS_CHAT),
        chat_id=str(BORIS_CHAT),
        name="Rob",
        role=Role.MEMBER,
        language="en",
        created_at=now,
    )
    db.add(rob)
    await db.flush()
    return rob


async def test_what_is_claimed_and_not_resolved_is_raised_to_all(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """After the clinic's limit all staff hear of it, and again after each such time, until somebody
    resolves it; the patient is told nothing of that.
    """
    limit = practice.profile.alerts.resolve_within
    async with store.writing() as db:
        await rob_of(db, practice, reception.created_at)
    number, at = await worried(store, practice, anna)
    async with store.writing() as db:
        await claim_conversation(db, practice, reception, number, at)
        before = [len(await waiting(db, practice, c)) for c in (RECEPTION_CHAT, BORIS_CHAT)]
        told = len(await waiting(db, practice, ANNA_CHAT))
        assert await raise_due(db, practice, at + limit - HALF_AN_HOUR) == 0
        for times in (1, 2):
            assert await raise_due(db, practice, at + times * limit) == 1
            for chat, known in zip((RECEPTION_CHAT, BORIS_CHAT), before, strict=True):
                alerts = (await waiting(db, practice, chat))[known:]
                assert len(alerts) == times
                assert "Taken on by Rita" in alerts[-1].text
                assert not alerts[-1].silent
        assert len(await waiting(db, practice, ANNA_CHAT)) == told
        await resolve_conversation(db, practice, reception, number, at + 2 * limit)
        assert await raise_due(db, practice, at + 3 * limit) == 0


async def test_what_is_overdue_waits_for_the_morning(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """Nobody is woken by it, unless the clinic wants alerts at night."""
    evening = datetime.fromisoformat("2026-09-19T20:30+02:00")
    number, at = await worried(store, practice, anna, evening)
    async with store.writing() as db:
        await claim_conversation(db, practice, reception, number, at)
        before = len(await waiting(db, practice, RECEPTION_CHAT))
        night = at + practice.profile.alerts.resolve_within
        await raise_due(db, practice, night)
        assert len(await waiting(db, practice, RECEPTION_CHAT)) == before
        conversation = await db.get_one(Conversation, number)
        morning = datetime.fromisoformat("2026-09-20T09:00+02:00")
        assert conversation.raise_at == morning
        await raise_due(db, practice, morning)
        assert len(await waiting(db, practice, RECEPTION_CHAT)) == before + 1


async def test_what_is_never_resolved_is_raised_once_a_day_at_last(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """At the clinic's own pace for two days, then daily, and it does not end by itself."""
    number, at = await worried(store, practice, anna)
    raised: Counter[int] = Counter()
    async with store.writing() as db:
        await claim_conversation(db, practice, reception, number, at)
        conversation = await db.get_one(Conversation, number)
        while conversation.raise_at is not None and conversation.raise_at < at + timedelta(days=9):
            now, known = conversation.raise_at, len(await waiting(db, practice, RECEPTION_CHAT))
            await raise_due(db, practice, now)
            raised[(now - at).days] += len(await waiting(db, practice, RECEPTION_CHAT)) - known
    assert raised[0] > 1
    assert raised[1] > 1
    assert [raised[day] for day in range(3, 9)] == [1] * 6


async def test_what_is_overdue_can_be_taken_over(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """Before the limit it is in the first one's hands; after it another can take it on, or the same
    one for another while, and the time begins anew.
    """
    limit = practice.profile.alerts.resolve_within
    async with store.writing() as db:
        rob = await rob_of(db, practice, reception.created_at)
    number, at = await worried(store, practice, anna)
    async with store.writing() as db:
        await claim_conversation(db, practice, reception, number, at)
        early = at + limit - HALF_AN_HOUR
        assert isinstance(await claim_conversation(db, practice, rob, number, early), TakenBy)
        late = at + limit
        assert isinstance(await claim_conversation(db, practice, reception, number, late), Taken)
        assert isinstance(await claim_conversation(db, practice, rob, number, late), TakenBy)
        later = late + limit
        assert isinstance(await claim_conversation(db, practice, rob, number, later), Taken)
        assert await raise_due(db, practice, later + limit - HALF_AN_HOUR) == 0
        assert "Taken on by Rob" in (await waiting(db, practice, RECEPTION_CHAT))[-1].text


async def test_what_is_typed_after_reply_goes_to_the_patient_once(
    store: Store, practice: Practice, reception: Staff, anna: Invited
) -> None:
    """Only within its minutes, only what fits, and not to one who has left."""
    number, at = await worried(store, practice, anna)
    async with store.writing() as db:
        assert await reply_typed(db, practice, reception, "Hello", at) is None
        assert isinstance(await await_reply(db, practice, reception, number, at), Taken)
        assert await reply_typed(db, practice, reception, "Hello", at + WITHIN) is None
        assert await reply_typed(db, practice, reception, "x" * 3001, at) == TooLong()
        assert isinstance(await reply_typed(db, practice, reception, "Hello", at), Sent)
        assert "<blockquote>Hello</blockquote>" in (await waiting(db, practice, ANNA_CHAT))[-1].text
        assert await reply_typed(db, practice, reception, "Hello again", at) is None
        assert isinstance(await await_reply(db, practice, reception, number, at), Taken)
    async with store.writing() as db:
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=at)
    async with store.writing() as db:
        assert await reply_typed(db, practice, reception, "Hello", at) == Left()
        assert await await_reply(db, practice, reception, number, at) == Left()
        assert (await db.exec(select(Conversation.resolved_at))).one() is None
