"""A restored clinic sends no flood, and brings nobody back who has left."""

from datetime import timedelta

from sqlmodel import col, select

from reminder.care.delivery import FRESH
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.reasons import Reason
from reminder.outgoing import Outgoing
from reminder.practice.audit import pseudonym_of
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.forget import ask_erasure
from reminder.practice.outbox import queue
from reminder.practice.restored import TOO_LATE, Dismissed, Left, Since, settle_restored
from reminder.store.database import Store
from reminder.store.tables import (
    AuditEvent,
    Consent,
    Delivery,
    DeliveryState,
    Erasure,
    Patient,
    PatientState,
    Reminder,
    Staff,
    saved,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, NOW
from tests.practice.arrange import fresh, joined, patient_of, reminders_of

LATER = NOW + timedelta(days=3, hours=1)


async def test_what_was_due_meanwhile_is_not_sent_as_if_nothing_had_happened(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """What is useful no more, and each nudge, is over; what is still useful may be a repetition;
    what is to come stays.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, NOW, ANNA_CHAT)
        before = await reminders_of(db, link)
        assert {one.kind for one in before} >= {ReminderKind.INSTRUCTIONS, ReminderKind.NUDGE}
    done = await settle_restored(store, practice, Since(), LATER)
    async with store.reading() as db:
        after = await reminders_of(db, link)
        (event,) = (await db.exec(select(AuditEvent).where(AuditEvent.action == "restored"))).all()
    late = [one for one in after if one.due_at <= LATER]
    over = [one for one in late if one.state is ReminderState.EXPIRED]
    assert over
    assert done.expired == len(over)
    assert {one.reason for one in over} == {TOO_LATE}
    assert all(one.wake_at is None for one in over)
    assert any(one.kind is ReminderKind.NUDGE for one in over)
    waiting = [one for one in late if one.state is ReminderState.PLANNED]
    assert done.may_repeat == len(waiting)
    assert all(one.repeated and one.useful_until > LATER for one in waiting)
    to_come = [one for one in after if one.due_at > LATER]
    assert to_come
    assert all(one.state is ReminderState.PLANNED and not one.repeated for one in to_come)
    assert done.replanned == 1
    assert event.at == LATER


async def test_what_was_on_its_way_at_the_backup_is_of_unknown_fate(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """A claimed message is not lost: its reminders wait again, as a possible repetition."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, NOW, ANNA_CHAT)
        first = (await reminders_of(db, link))[0]
        delivery = Delivery(
            clinic_id=practice.clinic_id,
            patient_id=link.patient_id,
            chat_hash="h",
            chat_id="1",
            purpose="reminders",
            state=DeliveryState.SENDING,
            wake_at=NOW + timedelta(seconds=90),
            created_at=NOW,
        )
        db.add(delivery)
        await db.flush()
        first.state = ReminderState.SENDING
        first.delivery_id = delivery.id
        first.wake_at = None
    await settle_restored(store, practice, Since(), NOW + timedelta(minutes=5))
    async with store.reading() as db:
        ledger = await fresh(db, Delivery, saved(delivery.id))
        reminder = await fresh(db, Reminder, saved(first.id))
    assert (ledger.state, ledger.reason) == (DeliveryState.UNCERTAIN, Reason.FOUND_SENDING)
    assert reminder.state is ReminderState.PLANNED
    assert reminder.repeated
    assert reminder.wake_at is not None


async def test_old_answers_are_called_off_and_fresh_ones_wait(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """Nobody gets today the answer to a question of last week."""
    async with store.writing() as db:
        old = await queue(db, practice, Outgoing("old"), to=reception, now=NOW, purpose="x")
        new = await queue(
            db, practice, Outgoing("new"), to=reception, now=NOW + 2 * FRESH, purpose="x"
        )
    done = await settle_restored(store, practice, Since(), NOW + 2 * FRESH)
    async with store.reading() as db:
        states = [(await fresh(db, Delivery, saved(one.id))).state for one in (old, new)]
        payload = (await fresh(db, Delivery, saved(old.id))).payload
    assert states == [DeliveryState.CANCELLED, DeliveryState.QUEUED]
    assert payload is None
    assert done.called_off == 1


async def test_who_left_after_the_backup_stays_away(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """A STOP outlives a restore; so does what somebody dismissed may no longer do."""
    async with store.writing() as db:
        anna = await joined(db, practice, reception, NOW, ANNA_CHAT)
        boris = await joined(db, practice, reception, NOW, BORIS_CHAT, "Boris")
        erased = await joined(db, practice, reception, NOW, 2003, "Clara")
    keyring = practice.keyring
    since = Since(
        left=(
            Left(boris.patient_id, keyring.chat(BORIS_CHAT), PatientState.OPTED_OUT),
            Left(erased.patient_id, None, PatientState.ERASED),
            # Another database's patient of the same number is somebody else.
            Left(anna.patient_id, keyring.chat(999), PatientState.OPTED_OUT),
        ),
        dismissed=(Dismissed(saved(reception.id), reception.chat_hash, NOW),),
    )
    done = await settle_restored(store, practice, since, LATER)
    async with store.reading() as db:
        states = [(await patient_of(db, one)).state for one in (anna, boris, erased)]
        waiting = [one.wake_at for one in await reminders_of(db, boris)]
        consent = (
            await db.exec(
                select(Consent).where(
                    Consent.patient_id == boris.patient_id,
                    col(Consent.withdrawn_at).is_not(None),
                )
            )
        ).one()
        staff = await fresh(db, Staff, saved(reception.id))
    assert states == [PatientState.ACTIVE, PatientState.OPTED_OUT, PatientState.OPTED_OUT]
    assert set(waiting) == {None}
    assert consent.withdrawn_how == Withdrawn.STOP_WORD
    assert staff.removed_at == NOW
    # Whose erasing left no trace is named, to be erased by hand.
    assert (done.left_again, done.erased_again, done.to_erase) == (2, 0, [erased.patient_id])


async def test_who_was_erased_after_the_backup_is_erased_again(
    store: Store, practice: Practice, reception: Staff
) -> None:
    """Known by a trace that no other patient has, whatever their number; an erasing that was under
    way at the backup is over with it.
    """
    async with store.writing() as db:
        anna = await joined(db, practice, reception, NOW, ANNA_CHAT)
        boris = await joined(db, practice, reception, NOW, BORIS_CHAT, "Boris")
        patient = await patient_of(db, anna)
        await ask_erasure(db, practice, patient, NOW)
        trace = pseudonym_of(practice.keyring, patient)
        # What stands for another one who had Boris's number once.
        other = Patient.model_validate(
            {**(await patient_of(db, boris)).model_dump(), "created_at": NOW - timedelta(days=9)}
        )
    since = Since(
        left=(Left(anna.patient_id, None, PatientState.ERASED),),
        erased=frozenset((trace, pseudonym_of(practice.keyring, other))),
    )
    done = await settle_restored(store, practice, since, LATER)
    async with store.reading() as db:
        found = {link: await patient_of(db, link) for link in (anna, boris)}
        erasure = (await db.exec(select(Erasure))).one()
        assert await reminders_of(db, anna) == []
        assert await reminders_of(db, boris)
    assert (found[anna].state, found[anna].name) == (PatientState.ERASED, "")
    assert found[boris].state is PatientState.ACTIVE
    assert (done.erased_again, done.to_erase) == (1, [])
    assert (erasure.due_at, erasure.done_at, erasure.pseudonym) == (None, LATER, trace)
