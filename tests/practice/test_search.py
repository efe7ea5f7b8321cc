"""Finding a patient by name."""

from datetime import datetime, timedelta

from reminder.practice.clinic import Practice
from reminder.practice.search import find_by_name, recent_patients
from reminder.store.database import Store
from reminder.store.tables import PatientState, Staff
from tests.practice.arrange import invited, patient_of


async def test_found_by_name(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who has just that name comes first, each with the last procedure; one who is gone is not
    found.
    """
    async with store.writing() as db:
        for name in ("Anna", "Anna Nowak", "Boris", "Annabel"):
            await invited(db, practice, reception, now, name)
        gone = await invited(db, practice, reception, now, "Anna Gone")
        (await patient_of(db, gone)).state = PatientState.ERASED
        await db.flush()
        found = await find_by_name(db, practice, "anna", now)
        assert [one.patient.name for one in found] == ["Anna", "Anna Nowak", "Annabel"]
        assert {one.protocol for one in found} == {"oxygen-mesotherapy"}
        assert await find_by_name(db, practice, "?!", now) == []


async def test_seen_lately(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who was treated in the last weeks, the last one first; not who was here months ago."""
    async with store.writing() as db:
        for name, away in (("Anna", 5), ("Boris", 1), ("Vera", 60)):
            await invited(db, practice, reception, now - timedelta(days=away), name)
        for treated_first in (False, True):
            seen = await recent_patients(db, practice, now, treated_first=treated_first)
            assert [one.patient.name for one in seen] == ["Boris", "Anna"]
