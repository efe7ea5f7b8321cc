"""Find a patient by name. Names stand encrypted in the store, so they are compared in memory."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, enrolments_of
from reminder.practice.people import GONE
from reminder.store.tables import EnrolmentState, Patient

BATCH = 500
"""Names read at a time: between two batches others get their turn."""

MOST = 8
"""Patients in one answer; more would not be told apart on a phone."""

_UNCHANGED_BY_UNICODE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Found:
    """A patient whose name fits, and the newest enrolment, which tells namesakes apart."""

    patient: Patient
    enrolled: Enrolled | None


async def find_patients(db: Db, practice: Practice, words: str, now: datetime) -> list[Found]:
    """Return this clinic's patients whose name has every one of the `words`, or its beginning, in
    any order, case and accents aside: at most `MOST`, whole names first, then those treated nearest
    to `now` (aware). Where there are no words, none.

    A name is the noted one, and the one on Telegram.
    """
    wanted = tuple(plain_name(words).split())
    if not wanted:
        return []
    fits = await _fitting(db, practice, wanted)
    found = []
    for patient_id, whole in fits:
        patient = await db.get_one(Patient, patient_id)
        enrolments = await enrolments_of(db, practice, patient)
        found.append((not whole, Found(patient, enrolments[0] if enrolments else None)))
    found.sort(key=lambda one: (one[0], _away(one[1], now)))
    return [one for _, one in found[:MOST]]


async def find_namesake(db: Db, practice: Practice, name: str, now: datetime) -> Enrolled | None:
    """Return the newest enrolment of a patient who was noted by exactly this name, the one treated
    nearest to `now` (aware); case and accents aside. None where there is nobody, or no name.
    """
    wanted = plain_name(name)
    for one in await find_patients(db, practice, name, now):
        noted = one.enrolled
        if noted is None or noted.enrolment.state is EnrolmentState.UNDONE:
            continue
        if plain_name(one.patient.name or "") == wanted:
            return noted
    return None


async def find_patient(db: Db, practice: Practice, patient_id: int) -> Patient | None:
    """Return this clinic's patient of that id; None where it has none, or none any more."""
    found = await db.exec(
        select(Patient).where(
            Patient.clinic_id == practice.clinic_id,
            Patient.id == patient_id,
            col(Patient.state).not_in(GONE),
        )
    )
    return found.first()


def plain_name(name: str) -> str:
    """Return a name as it is compared: small letters without accents, single spaces."""
    parted = unicodedata.normalize("NFKD", name.casefold().translate(_UNCHANGED_BY_UNICODE))
    bare = "".join(mark if mark.isalnum() else " " for mark in parted if not _is_accent(mark))
    return " ".join(bare.split())


def _is_accent(mark: str) -> bool:
    return unicodedata.category(mark) in ("Mn", "Cf")


async def _fitting(db: Db, practice: Practice, wanted: tuple[str, ...]) -> list[tuple[int, bool]]:
    """Return the ids of those who fit, and whether the words are the whole name."""
    fits: list[tuple[int, bool]] = []
    last = 0
    while True:
        rows = (
            await db.exec(
                select(Patient.id, Patient.name, Patient.telegram_name)
                .where(
                    Patient.clinic_id == practice.clinic_id,
                    col(Patient.state).not_in(GONE),
                    col(Patient.id) > last,
                )
                .order_by(col(Patient.id))
                .limit(BATCH)
            )
        ).all()
        if not rows:
            return fits
        for patient_id, name, telegram_name in rows:
            last = patient_id or last
            names = [plain_name(one).split() for one in (name, telegram_name) if one]
            if any(_begins(wanted, parts) for parts in names):
                fits.append((last, sorted(wanted) in map(sorted, names)))


def _begins(wanted: tuple[str, ...], parts: list[str]) -> bool:
    """Whether each word begins a part of the name, each part being used once."""
    left = list(parts)
    # The longest first: "ann a" must not lose "Anna" to "a".
    for word in sorted(wanted, key=len, reverse=True):
        part = next((one for one in left if one.startswith(word)), None)
        if part is None:
            return False
        left.remove(part)
    return True


def _away(found: Found, now: datetime) -> timedelta:
    return timedelta.max if found.enrolled is None else abs(found.enrolled.at - now)
