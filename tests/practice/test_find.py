"""Finding a patient by name."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.practice.clinic import Practice
from reminder.practice.find import MOST, find_patient, find_patients, plain_name
from reminder.practice.undo import undo
from reminder.store.database import Store
from reminder.store.tables import Clinic, Patient, PatientState, Staff
from tests.cast import ANNA_CHAT, practice_of
from tests.practice.arrange import invited, joined


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("  Łucja  Wójcik-Żak ", "lucja wojcik zak"),
        ("АЛЁНА", "алена"),
        ("Søren O'Brien", "soren o brien"),
        ("Müller (@mueller)", "muller mueller"),
        ("&😀", ""),
    ],
)
def test_names_are_compared_without_case_and_accents(name: str, plain: str) -> None:
    """Whoever types a name at a desk leaves accents and capitals out."""
    assert plain_name(name) == plain


async def test_by_the_beginnings_of_the_name(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Each word begins a part of the name, in any order; the whole name comes first."""
    async with store.writing() as db:
        for days, name in ((3, "Anna Kowalska"), (2, "Anna"), (1, "Żanna Lis")):
            await invited(db, practice, reception, now - timedelta(days=days), name)

        async def names(words: str) -> list[str]:
            found = await find_patients(db, practice, words, now)
            return [one.patient.name for one in found]

        assert await names("anna") == ["Anna", "Anna Kowalska"]
        assert await names("ANN") == ["Anna", "Anna Kowalska"]
        assert await names("kow an") == ["Anna Kowalska"]
        assert await names("zanna") == ["Żanna Lis"]
        assert await names("anna anna") == []
        assert await names("nna") == []
        assert await names(" . ") == []
        (found,) = await find_patients(db, practice, "żanna", now)
        assert found.enrolled is not None
        assert found.enrolled.at == (now - timedelta(days=1)).replace(second=0, microsecond=0)


async def test_by_the_name_on_telegram(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """One who was enrolled without a name is found by the one on Telegram."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT, name="")
        (found,) = await find_patients(db, practice, "anna k", now)
        assert found.patient.id == link.patient_id


async def test_namesakes_are_few_and_the_nearest_first(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """However many share a name, an answer has room for some: those treated last."""
    async with store.writing() as db:
        for days in range(MOST + 2):
            await invited(db, practice, reception, now - timedelta(days=days), "Anna")
        found = await find_patients(db, practice, "anna", now)
        away = [now - one.enrolled.at for one in found if one.enrolled is not None]
        assert len(away) == MOST
        assert away == sorted(away)


async def test_nobody_elses(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Another clinic's patients are not found, nor whoever was taken back."""
    async with store.writing() as db:
        clinic = Clinic(key="other", created_at=now)
        db.add(clinic)
        await db.flush()
        other = practice_of(clinic.id or 0, practice.keyring)
        link = await invited(db, practice, reception, now, "Anna")
        assert await find_patients(db, other, "anna", now) == []
        assert await find_patient(db, other, link.patient_id) is None
        assert await find_patient(db, practice, link.patient_id) is not None
        await undo(db, practice, reception, link.enrolment_id, now)
        assert (await db.exec(select(Patient.state))).all() == [PatientState.UNDONE]
        assert await find_patients(db, practice, "anna", now) == []
        assert await find_patient(db, practice, link.patient_id) is None
