"""How long things are kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from reminder.outgoing import Outgoing
from reminder.practice.card import PUT_AWAY
from reminder.practice.clinic import Practice
from reminder.practice.conversation import begin
from reminder.practice.outbox import REMINDERS, Chat, queue
from reminder.practice.retention import months_before, purge, trim
from reminder.store.database import Store
from reminder.store.tables import (
    AuditEvent,
    Concern,
    Delivery,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Patient,
    PatientState,
    Staff,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT
from tests.practice.arrange import joined, patient_of, waiting

WARSAW = ZoneInfo("Europe/Warsaw")


def keeping(practice: Practice, months: int | None) -> Practice:
    """The clinic with a limit of its own."""
    profile = practice.profile.model_copy(update={"retention_months": months})
    return replace(practice, profile=profile)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2026, 9, 17, 10), 12, (2025, 9, 17, 10)),
        ((2026, 3, 31, 10), 1, (2026, 2, 28, 10)),
        ((2024, 3, 31, 10), 1, (2024, 2, 29, 10)),
        ((2026, 1, 15, 10), 1, (2025, 12, 15, 10)),
        ((2026, 9, 17, 10), 36, (2023, 9, 17, 10)),
    ],
)
def test_months_are_those_of_the_calendar(
    now: tuple[int, ...], months: int, then: tuple[int, ...]
) -> None:
    """The same day of an earlier month, or its last."""
    at = datetime(*now, tzinfo=WARSAW).astimezone(UTC)  # type: ignore[misc, arg-type]
    assert months_before(at, months, WARSAW) == datetime(*then, tzinfo=WARSAW)  # type: ignore[misc, arg-type]


async def test_who_was_not_heard_of_for_so_long_is_erased(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Counted from the last that happened; nobody is written to; without a limit nobody goes."""
    later = now + timedelta(days=400)
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        boris = await joined(db, practice, reception, later - timedelta(days=5), BORIS_CHAT)
    async with store.writing() as db:
        assert await purge(db, practice, later) == 0
        assert await purge(db, keeping(practice, 14), later) == 0
        before = len(await waiting(db, practice, ANNA_CHAT))
        assert await purge(db, keeping(practice, 12), later) == 1
        assert await purge(db, keeping(practice, 12), later) == 0
        assert (await patient_of(db, anna)).state is PatientState.ERASED
        assert (await patient_of(db, boris)).state is PatientState.ACTIVE
        assert len(await waiting(db, practice, ANNA_CHAT)) <= before
        events = await db.exec(select(AuditEvent).where(AuditEvent.action == "erased"))
        assert [event.detail for event in events.all()] == ["retention"]


async def test_a_card_is_put_away_before_its_patient_is_erased(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Nothing pinned is left in the chat of one whose time is over: one edit, then the erasing."""
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        (await patient_of(db, anna)).card_digest = "of the card"
    later = now + timedelta(days=400)
    async with store.writing() as db:
        assert await purge(db, keeping(practice, 12), later) == 0
        edits = await db.exec(select(Delivery).where(Delivery.purpose == PUT_AWAY))
        (edit,) = edits.all()
        assert edit.payload is not None
        assert Outgoing.from_json(edit.payload).unpin
        assert (await patient_of(db, anna)).state is PatientState.ACTIVE
    async with store.writing() as db:
        assert await purge(db, keeping(practice, 12), later + timedelta(days=1)) == 1
        assert (await patient_of(db, anna)).state is PatientState.ERASED


async def test_who_is_not_well_is_kept(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An open conversation is somebody's concern, however old it is."""
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        await begin(db, practice, await patient_of(db, anna), Concern.WORRIED, now)
        assert await purge(db, keeping(practice, 1), now + timedelta(days=400)) == 0


async def test_what_nothing_needs_is_taken_away(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Handled updates after 30 days, strangers' answers after 60, patients' answers after 90; what
    waits, and the ledger of reminders, stays.
    """
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        for number, state in ((1, InboxState.DONE), (2, InboxState.SET_ASIDE), (3, InboxState.NEW)):
            db.add(
                InboxUpdate(
                    clinic_id=practice.clinic_id,
                    update_id=number,
                    chat_hash="c",
                    state=state,
                    received_at=now,
                )
            )
        patient = await patient_of(db, anna)
        told: list[tuple[str, Patient | Chat]] = [
            ("answer", patient),
            (REMINDERS, patient),
            ("stranger", Chat(666)),
        ]
        for purpose, to in told:
            row = await queue(db, practice, Outgoing("…"), to=to, now=now, purpose=purpose)
            row.state, row.wake_at, row.payload = DeliveryState.DELIVERED, None, None
        await queue(db, practice, Outgoing("…"), to=patient, now=now, purpose="waits")

    async def left(days: int) -> tuple[set[int], set[str]]:
        async with store.writing() as db:
            await trim(db, practice, now + timedelta(days=days))
            updates = await db.exec(select(InboxUpdate.update_id))
            purposes = await db.exec(
                select(Delivery.purpose).where(col(Delivery.staff_id).is_(None))
            )
            return set(updates.all()), set(purposes.all()) & {*dict(told), "waits"}

    assert await left(29) == ({1, 2, 3}, {"answer", REMINDERS, "stranger", "waits"})
    assert await left(31) == ({3}, {"answer", REMINDERS, "stranger", "waits"})
    assert await left(61) == ({3}, {"answer", REMINDERS, "waits"})
    assert await left(91) == ({3}, {REMINDERS, "waits"})
