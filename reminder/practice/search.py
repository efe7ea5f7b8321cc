"""Finding a patient whom the clinic knows: by name, or among those seen lately."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.timing import at_local, local_day
from reminder.practice.clinic import Db, Practice
from reminder.practice.find import find_patients
from reminder.practice.people import GONE
from reminder.store.tables import Appointment, Course, Patient, Session, saved

LATELY = timedelta(days=28)
MOST_SEEN = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A patient, and what tells one Anna from another: the last procedure, and when it was."""

    patient: Patient
    protocol: str | None
    at: datetime | None


async def find_by_name(db: Db, practice: Practice, typed: str, now: datetime) -> list[Seen]:
    """Return the clinic's patients whom the typed name may mean, the likeliest first."""
    found = await find_patients(db, practice, typed, now)
    return await _seen(db, [saved(one.patient.id) for one in found])


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
    return (await _seen(db, list(dict.fromkeys(order))[: 2 * MOST_SEEN]))[:MOST_SEEN]


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
