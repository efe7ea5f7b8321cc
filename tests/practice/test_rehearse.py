"""A rehearsal in the ledger: the staff member's own messages, at a pace, and no patient's."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import col, select

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.rehearse import REHEARSAL, WITHIN, end_rehearsal, rehearse
from reminder.store.database import Store
from reminder.store.tables import Delivery, DeliveryState, Patient, Reminder, Staff
from reminder.unfolding import course_of, unfold
from tests.practice.arrange import PROTOCOL


async def rehearsed(db: Db) -> list[Delivery]:
    """The rehearsal's messages, in order."""
    found = await db.exec(
        select(Delivery)
        .where(Delivery.purpose == REHEARSAL)
        .order_by(col(Delivery.id))
        .execution_options(populate_existing=True)
    )
    return list(found.all())


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_whole_plan_within_a_minute(
    store: Store, practice: Practice, reception: Staff, now: datetime, language: str
) -> None:
    """Every message of the preview comes, word for word under its day and time, in the staff
    member's language, a few seconds apart and all within a minute.
    """
    protocol = practice.protocols[PROTOCOL]
    words = practice.words(language)
    whole = course_of(protocol, practice.profile.preferences(), [now])
    expected = list(unfold(whole, protocol, words, practice.profile))
    async with store.writing() as db:
        reception.language = language
        await rehearse(db, practice, reception, protocol, now)
        rows = await rehearsed(db)
    messages = [Outgoing.from_json(row.payload or "") for row in rows]
    assert len(messages) == len(expected) + 2
    for shown, told in zip(messages[1:-1], expected, strict=True):
        assert shown.text.endswith(f"\n\n{told.text}")
        assert words.moment(told.at, whole.preferences.zone) in shown.text.splitlines()[0]
    assert any(one.buttons for one in messages)
    assert {b.data for one in messages for row in one.buttons for b in row} == {"s:rehearsal:0"}
    waits = [row.wake_at - now for row in rows if row.wake_at is not None]
    paces = [later - earlier for earlier, later in pairwise(waits)]
    assert waits[0] == timedelta()
    assert waits[-1] <= WITHIN
    assert min(paces) >= timedelta(seconds=1)


async def test_days_are_counted_from_the_session(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The first is of the session's own day; the others say which day after it."""
    async with store.writing() as db:
        await rehearse(db, practice, reception, practice.protocols[PROTOCOL], now)
        texts = [Outgoing.from_json(row.payload or "").text for row in await rehearsed(db)]
    assert texts[1].startswith("<i>Day of the session · Thu 17 Sep, 14:40</i>\n\n")
    assert texts[2].startswith("<i>Day 1 · Fri 18 Sep, 10:00</i>\n\n")
    assert texts[-1] == "That was all. None of it went to a patient."


async def test_every_enabled_procedure_can_be_rehearsed(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Whatever the procedure, its messages fit into Telegram's, and a new one ends the last."""
    async with store.writing() as db:
        for protocol in practice.protocols.values():
            if not protocol.enabled:
                continue
            await rehearse(db, practice, reception, protocol, now)
            rows = [row for row in await rehearsed(db) if row.state is DeliveryState.QUEUED]
            assert len(rows) > 2
            texts = [Outgoing.from_json(row.payload or "").text for row in rows]
            assert all(len(text.encode("utf-16-le")) // 2 < 4096 for text in texts)


async def test_it_is_nobodys_but_the_staff_members(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """No patient, no reminder, and no delivery of a patient's comes of it."""
    async with store.writing() as db:
        await rehearse(db, practice, reception, practice.protocols[PROTOCOL], now)
        assert (await db.exec(select(Patient))).all() == []
        assert (await db.exec(select(Reminder))).all() == []
        owners = {(row.patient_id, row.staff_id) for row in await rehearsed(db)}
    assert owners == {(None, reception.id)}


async def test_it_can_be_ended_once(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What is left of it is called off, with the reason; then there is nothing to end."""
    async with store.writing() as db:
        assert not await end_rehearsal(db, practice, reception, now)
        await rehearse(db, practice, reception, practice.protocols[PROTOCOL], now)
        assert await end_rehearsal(db, practice, reception, now)
        assert {(row.state, row.reason, row.payload) for row in await rehearsed(db)} == {
            (DeliveryState.CANCELLED, "rehearsal_ended", None)
        }
        assert not await end_rehearsal(db, practice, reception, now)
