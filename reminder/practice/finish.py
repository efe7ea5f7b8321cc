"""Finishing a course: no further session of it is due; and taking that back within five minutes."""

from dataclasses import dataclass
from datetime import datetime

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.replan import replan
from reminder.practice.series import Known, Series, find_patient, known_of
from reminder.practice.undo import WITHIN
from reminder.store.tables import Course, Staff


@dataclass(frozen=True, slots=True)
class Finished:
    """The course is finished, or running again."""

    known: Known
    series: Series


@dataclass(frozen=True, slots=True)
class StillBooked:
    """An appointment of the course is to come: it has to be called off first."""


@dataclass(frozen=True, slots=True)
class TooLate:
    """It is so already, or five minutes are over."""


async def find_series(
    db: Db, practice: Practice, course_id: int, *, lock_patient: bool = False
) -> tuple[Known, Series] | None:
    """Return this clinic's course and all that is known of its patient, None where it has none."""
    course = await db.get(Course, course_id)
    if course is None or course.clinic_id != practice.clinic_id:
        return None
    patient = await find_patient(db, practice, course.patient_id, lock_row=lock_patient)
    if patient is None:
        return None
    known = await known_of(db, practice, patient)
    series = known.course(course_id)
    return None if series is None else (known, series)


async def finish_course(
    db: Db, practice: Practice, staff: Staff, course_id: int, now: datetime
) -> Finished | StillBooked | TooLate | None:
    """Finish a running course, and plan anew. None where the clinic has no such course."""
    found = await find_series(db, practice, course_id, lock_patient=True)
    if found is None:
        return None
    known, series = found
    if not series.is_running:
        return TooLate()
    if series.to_come(now):
        return StillBooked()
    series.course.finished_at = now
    return await _done(db, practice, staff, known, series, "course_finished", now)


async def resume_course(
    db: Db, practice: Practice, staff: Staff, course_id: int, now: datetime
) -> Finished | TooLate | None:
    """Let a course not have been finished. None where the clinic has no such course."""
    found = await find_series(db, practice, course_id, lock_patient=True)
    if found is None:
        return None
    known, series = found
    finished_at = series.course.finished_at
    if finished_at is None or now - finished_at > WITHIN:
        return TooLate()
    series.course.finished_at = None
    return await _done(db, practice, staff, known, series, "course_resumed", now)


async def _done(
    db: Db,
    practice: Practice,
    staff: Staff,
    known: Known,
    series: Series,
    action: str,
    now: datetime,
) -> Finished:
    await db.flush()
    await record(db, practice, action, now=now, staff=staff, patient=known.patient)
    await replan(db, practice, known.patient, now)
    return Finished(known, series)
