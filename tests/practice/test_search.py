"""Finding a patient by name."""

from datetime import datetime, timedelta

import pytest

from reminder.practice.clinic import Practice
from reminder.practice.search import find_by_name, is_meant, plain_name, recent_patients
from reminder.store.database import Store
from reminder.store.tables import Patient, PatientState, Staff
from tests.practice.arrange import invited, patient_of


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("anna", "Anna K", True),
        ("ANNA k", "Anna K", True),
        ("k anna", "Anna Kowalska", True),
        ("zak luc", "Łucja Żak", True),
        ("алена", "Алёна П.", True),
        ("muller", "Jörg Müller-Straße", True),
        ("strasse", "Jörg Müller-Straße", True),
        ("anna anna", "Anna Kowalska", False),
        ("nna", "Anna K", False),
        ("anna b", "Anna K", False),
    ],
)
def test_who_is_meant(typed: str, name: str, meant: bool) -> None:
    """Beginnings of words in any order, without regard to case and accents."""
    assert is_meant(typed, name) is meant


def test_a_name_of_marks_alone_is_nobodys() -> None:
    """What holds no letter finds nobody rather than everybody."""
    assert plain_name("…!?") == ""


async def test_found_by_name(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who has just that name comes first, then the newest; one who is gone is not found."""
    async with store.writing() as db:
        for name in ("Anna", "Anna Nowak", "Boris", "Annabel"):
            await invited(db, practice, reception, now, name)
        gone = await invited(db, practice, reception, now, "Anna Gone")
        (await patient_of(db, gone)).state = PatientState.ERASED
        await db.flush()
        found = await find_by_name(db, practice, "anna")
        assert [one.patient.name for one in found] == ["Anna", "Annabel", "Anna Nowak"]
        assert {one.protocol for one in found} == {"oxygen-mesotherapy"}
        assert await find_by_name(db, practice, "?!") == []


async def test_a_big_clinic_is_searched_in_parts(
    store: Store, practice: Practice, now: datetime
) -> None:
    """The first of more than a thousand patients is found too."""
    async with store.writing() as db:
        for number in range(1001):
            db.add(
                Patient(
                    clinic_id=practice.clinic_id,
                    name="Zoe" if number == 0 else "Somebody",
                    language="en",
                    zone="UTC",
                    state=PatientState.INVITED,
                    created_at=now,
                )
            )
        await db.flush()
        (zoe,) = await find_by_name(db, practice, "zoe")
        assert zoe.patient.name == "Zoe"
        assert len(await find_by_name(db, practice, "somebody")) == 11


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
