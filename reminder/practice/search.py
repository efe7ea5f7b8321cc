"""Finding a patient whom the clinic knows: by name, or among those seen lately.

Names are encrypted, so they are compared in memory, some hundreds at a time.
"""

import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.timing import at_local, local_day
from reminder.practice.clinic import Db, Practice
from reminder.practice.people import GONE
from reminder.practice.vocabulary import fold
from reminder.store.tables import Appointment, Course, Patient, Session, saved

LATELY = timedelta(days=28)
MOST_FOUND = 10
_AT_ONCE = 500
# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A patient, and what tells one Anna from another: the last procedure, and when it was."""

    patient: Patient
    protocol: str | None
    at: datetime | None


def plain_name(name: str) -> str:
    """Return a name as it is compared: one case, no accents ("Łucja" is "lucja")."""
    apart = unicodedata.normalize("NFKD", fold(name))
    letters = "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def is_meant(typed: str, name: str) -> bool:
    """Say whether each typed word begins another word of the name, in whatever order."""
    rest = plain_name(name).split()
    for word in sorted(plain_name(typed).split(), key=len, reverse=True):
        found = next((one for one in rest if one.startswith(word)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


async def find_by_name(db: Db, practice: Practice, typed: str) -> list[Seen]:
    """Return the clinic's patients whom the typed name may mean, who has just that name first; one
    more than `MOST_FOUND` at most.
    """
    if not plain_name(typed):
        return []
    exact: list[int] = []
    others: list[int] = []
    async for patient_id, names in _names(db, practice):
        if any(plain_name(name) == plain_name(typed) for name in names):
            exact.append(patient_id)
        elif any(is_meant(typed, name) for name in names):
            others.append(patient_id)
    return await _seen(db, [*exact, *others][: MOST_FOUND + 1])


async def recent_patients(
    db: Db, practice: Practice, now: datetime, *, treated_first: bool = False
) -> list[Seen]:
    """Return who was lately here or has an appointment: today's appointments first, by time; or,
    with `treated_first`, who was treated today, the last one first.
    """
    zone = ZoneInfo(practice.profile.zone)
    midnight = at_local(local_day(now, zone), time(), zone)
    tonight = at_local(local_day(now, zone) + timedelta(days=1), time(), zone)
    booked = await db.exec(
        select(Appointment.patient_id, Appointment.begins_at)
        .where(
            Appointment.clinic_id == practice.clinic_id,
            Appointment.begins_at > now - LATELY,
            Appointment.begins_at < now + LATELY,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.missed_at).is_(None),
            col(Appointment.held_as).is_(None),
        )
        .order_by(col(Appointment.begins_at))
    )
    held = await db.exec(
        select(Session.patient_id, Session.held_at)
        .where(
            Session.clinic_id == practice.clinic_id,
            Session.held_at > now - LATELY,
            col(Session.undone_at).is_(None),
        )
        .order_by(col(Session.held_at).desc())
    )
    appointments, sessions = list(booked.all()), list(held.all())
    today = [who for who, at in appointments if midnight <= at < tonight]
    treated = [who for who, at in sessions if at >= midnight]
    rest = [who for who, _ in sessions] + [who for who, _ in appointments]
    order = [*treated, *today, *rest] if treated_first else [*today, *rest]
    # Some more than are shown: one who is gone falls out below.
    return (await _seen(db, list(dict.fromkeys(order))[: 2 * MOST_FOUND]))[:MOST_FOUND]


async def _names(db: Db, practice: Practice) -> AsyncIterator[tuple[int, tuple[str, ...]]]:
    """Yield every patient's id and names, the newest first."""
    below: int | None = None
    while True:
        query = (
            select(Patient.id, Patient.name, Patient.telegram_name)
            .where(
                Patient.clinic_id == practice.clinic_id,
                col(Patient.state).not_in(GONE),
            )
            .order_by(col(Patient.id).desc())
            .limit(_AT_ONCE)
        )
        if below is not None:
            query = query.where(col(Patient.id) < below)
        rows = (await db.exec(query)).all()
        for patient_id, name, telegram_name in rows:
            below = saved(patient_id)
            yield below, tuple(filter(None, (name, None if name else telegram_name)))
        if len(rows) < _AT_ONCE:
            return


async def _seen(db: Db, patient_ids: list[int]) -> list[Seen]:
    """Return the patients in this order, each with the last treatment."""
    found = await db.exec(
        select(Patient).where(col(Patient.id).in_(patient_ids), col(Patient.state).not_in(GONE))
    )
    patients = {saved(patient.id): patient for patient in found.all()}
    last = await db.exec(
        select(Session.patient_id, Course.protocol, Session.held_at)
        .join(Course, col(Course.id) == col(Session.course_id))
        .where(col(Session.patient_id).in_(patient_ids), col(Session.undone_at).is_(None))
        .order_by(col(Session.held_at))
    )
    treated = {who: (protocol, at) for who, protocol, at in last.all()}
    return [
        Seen(patients[who], *treated.get(who, (None, None)))
        for who in patient_ids
        if who in patients
    ]
