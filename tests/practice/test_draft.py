"""The form in hand."""

from dataclasses import replace
from datetime import datetime

from reminder.practice.clinic import Practice
from reminder.practice.draft import Awaits, close_form, form_in_hand, keep_form, open_form
from reminder.practice.form import blank
from reminder.store.database import Store
from reminder.store.tables import Draft, Staff


async def test_a_form_outlives_a_restart(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """What was filled in is there in the next transaction, with what it waits for."""
    form = replace(blank(practice, now), name="Anna K", number=3, of=9)
    async with store.writing() as db:
        opened = await open_form(db, practice, reception, [form], now, corrects=7)
        await keep_form(db, opened.id, [form], Awaits.WHEN)
    async with store.writing() as db:
        found = await form_in_hand(db, practice, reception)
        assert found is not None
        assert (found.form, found.awaits, found.corrects) == (form, Awaits.WHEN, 7)
        row = await db.get_one(Draft, found.id)
        assert "Anna" in row.form


async def test_one_form_at_a_time(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A new form closes the old one; a closed one is not in hand."""
    async with store.writing() as db:
        assert await form_in_hand(db, practice, reception) is None
        await open_form(db, practice, reception, [blank(practice, now)], now)
        second = await open_form(db, practice, reception, [blank(practice, now)], now)
        found = await form_in_hand(db, practice, reception)
        assert found is not None
        assert found.id == second.id
        await close_form(db, second.id, now)
        assert await form_in_hand(db, practice, reception) is None
