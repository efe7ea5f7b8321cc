"""A protocol has changed: the running courses keep the version that they were begun with, until
staff say that the new one is for them too.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from reminder.care.restrictions import in_force
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather, keep_protocol
from reminder.practice.replan import replan
from reminder.store.tables import Course, Patient, PatientState, Session, Staff

AT_ONCE = 100
"""So many courses take the new version in one transaction: nobody else can write meanwhile."""

_GONE = (PatientState.UNDONE, PatientState.JOINED, PatientState.ERASED)


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many courses have taken the current version over, and how many have not yet."""

    courses: int
    left: int


async def running_on_older(db: Db, practice: Practice, name: str) -> int:
    """Return how many running courses of a protocol have another version than the current one."""
    query = select(func.count()).select_from(Course).join(Patient).where(*_older(practice, name))
    return (await db.exec(query)).one()


async def adopt(db: Db, practice: Practice, staff: Staff, name: str, now: datetime) -> Adopted:
    """Let running courses of a protocol take its current version, and plan their patients anew.

    A patient for whom anything that is in force ends at another time now gets a correction. At most
    `AT_ONCE` courses change in one call.

    Raises:
        KeyError: there is no such protocol.
    """
    protocol = practice.protocols[name]
    query = select(Course).join(Patient).where(*_older(practice, name))
    courses = (await db.exec(query.order_by(col(Course.id)).limit(AT_ONCE))).all()
    if courses:
        await keep_protocol(db, practice, protocol, now)
    for course in courses:
        patient = await db.get_one(Patient, course.patient_id)
        before = await _in_force(db, practice, patient, now)
        course.protocol_version = protocol.version
        await db.flush()
        if await _in_force(db, practice, patient, now) != before:
            await _correct(db, course, now)
        await record(db, practice, "adopted", now=now, staff=staff, patient=patient, detail=name)
        await replan(db, practice, patient, now)
    return Adopted(len(courses), await running_on_older(db, practice, name))


async def _in_force(
    db: Db, practice: Practice, patient: Patient, now: datetime
) -> dict[str, tuple[datetime, datetime | None]]:
    history, protocols = await gather(db, practice, patient)
    return {one.topic: (one.until, one.eases_at) for one in in_force(history, protocols, now)}


async def _correct(db: Db, course: Course, now: datetime) -> None:
    """Mark the course's last session as corrected: what its patient was told is no longer so."""
    found = await db.exec(
        select(Session)
        .where(Session.course_id == course.id, col(Session.undone_at).is_(None))
        .order_by(col(Session.held_at).desc(), col(Session.id).desc())
        .limit(1)
    )
    session = found.first()
    if session is not None:
        session.revision += 1
        session.corrected_at = now
        await db.flush()


def _older(practice: Practice, name: str) -> tuple[bool, ...]:
    conditions: tuple[bool, ...] = (
        Course.clinic_id == practice.clinic_id,
        Course.protocol == name,
        Course.protocol_version != practice.protocols[name].version,
        col(Course.finished_at).is_(None),  # type: ignore[assignment]
        col(Course.undone_at).is_(None),
        col(Patient.state).not_in(_GONE),
    )
    return conditions
