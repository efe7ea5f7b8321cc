"""Courses whose next session is due, and whose patient has not answered: they go to the staff.

A course is shown once after each session (`Course.unbooked_told_at`), and again where staff have
said "later": then that instant lies ahead, and no message has been written about the course since
it came.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import NoResultFound
from sqlmodel import and_, col, exists, func, or_, select

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing, side_by_side
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import place_in_course, shown_name
from reminder.practice.finish import find_series
from reminder.practice.outbox import queue
from reminder.practice.series import Known, Series
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import (
    Appointment,
    Chosen,
    Course,
    Delivery,
    Reminder,
    Session,
    Staff,
)

log = structlog.get_logger(__name__)

ASKED_TWICE = 2
SILENCE = timedelta(days=2)
"""How long after the last reminder nobody has answered."""
LATER = timedelta(days=7)
_LONG_AGO = timedelta(days=60)
"""Reminders that went out longer ago than this are nobody's next step any more."""
_SAID = (
    ReminderState.DELIVERED,
    ReminderState.EXPIRED,
    ReminderState.REFUSED,
    ReminderState.UNCERTAIN,
)


async def tell_unbooked(db: Db, practice: Practice, now: datetime) -> int:
    """Show each desk whose next session is due without an answer; nothing before the quiet hours
    are over. Returns how many courses it was about.
    """
    zone = ZoneInfo(practice.profile.zone)
    if now.astimezone(zone).time() < practice.profile.quiet.ends:
        return 0
    told = 0
    for course_id in await _silent(db, practice, now):
        try:
            found = await find_series(db, practice, course_id)
        except (LookupError, ValueError, NoResultFound) as fault:
            # One whose records cannot be read keeps nobody else waiting.
            log.error("unreadable", action="round", course=course_id, fault=type(fault).__name__)
            continue
        if found is None or await _was_told(db, practice, found[1].course):
            continue
        known, series = found
        series.course.unbooked_told_at = now
        told += 1
        for staff in await desk_of_patient(db, practice, known.patient):
            message = unbooked_message(practice, known, series, practice.words(staff.language))
            await queue(db, practice, message, to=staff, now=now, purpose="unbooked")
    return told


def unbooked_message(practice: Practice, known: Known, series: Series, words: Words) -> Outgoing:
    """Return what the desk is told of one course, with what can be done."""
    last = series.sessions[-1] if series.sessions else None
    text = words(
        "sessions-unbooked",
        name=shown_name(known.patient, words),
        procedure=words.procedure(series.course.protocol),
        when=words.moment(series.last_at, ZoneInfo(practice.profile.zone)),
        number=place_in_course(
            None if last is None else last.number, series.course.sessions_planned, words
        ),
    )
    return Outgoing(
        text,
        buttons=(
            *side_by_side(
                Button(words.plain("sessions-next-button"), f"s:next:{known.patient.id}"),
                Button(words.plain("sessions-later-button"), f"s:later:{series.id}"),
            ),
            (Button(words.plain("sessions-finish-button"), f"s:finish:{series.id}"),),
        ),
        anchor=_anchor(series.id),
    )


async def ask_later(
    db: Db, practice: Practice, staff: Staff, course_id: int, now: datetime
) -> datetime | None:
    """Let the desk be asked again in a week; returns when. None where there is no such course."""
    found = await find_series(db, practice, course_id, lock_patient=True)
    if found is None:
        return None
    known, series = found
    series.course.unbooked_told_at = now + LATER
    await record(db, practice, "unbooked_later", now=now, staff=staff, patient=known.patient)
    return series.course.unbooked_told_at


def _anchor(course_id: int) -> str:
    return f"unbooked:{course_id}"


async def _silent(db: Db, practice: Practice, now: datetime) -> list[int]:
    """Return the courses that were reminded of twice, and are neither booked nor answered."""
    # Those about an earlier session are answered by the one that was held since; after a missed
    # appointment the patient is asked anew.
    last_held = (
        select(func.max(col(Session.held_at)))
        .where(Session.course_id == Reminder.course_id, col(Session.undone_at).is_(None))
        .correlate(Reminder)
        .scalar_subquery()
    )
    last_missed = (
        select(func.max(col(Appointment.begins_at)))
        .where(Appointment.course_id == Reminder.course_id, col(Appointment.missed_at).is_not(None))
        .correlate(Reminder)
        .scalar_subquery()
    )
    since = and_(
        or_(last_held.is_(None), col(Reminder.changed_at) >= last_held),
        or_(last_missed.is_(None), col(Reminder.changed_at) >= last_missed),
    )
    asked = (
        select(Reminder.course_id)
        .where(
            Reminder.clinic_id == practice.clinic_id,
            Reminder.kind == ReminderKind.NEXT_DUE,
            col(Reminder.state).in_(_SAID),
            Reminder.changed_at > now - _LONG_AGO,
            since,
        )
        .group_by(col(Reminder.course_id))
        .having(
            func.count(col(Reminder.id)) >= ASKED_TWICE,
            func.max(col(Reminder.changed_at)) < now - SILENCE,
        )
    )
    # One that has passed, too: staff are asked first what became of it.
    booked = exists().where(
        col(Appointment.course_id) == col(Course.id),
        col(Appointment.cancelled_at).is_(None),
        col(Appointment.missed_at).is_(None),
        col(Appointment.held_as).is_(None),
    )
    answered = exists().where(
        col(Reminder.course_id) == col(Course.id),
        col(Reminder.kind) == ReminderKind.NEXT_DUE,
        col(Chosen.patient_id) == col(Reminder.patient_id),
        col(Chosen.question) == col(Reminder.key),
        since,
    )
    found = await db.exec(
        select(Course.id)
        .where(
            Course.clinic_id == practice.clinic_id,
            col(Course.id).in_(asked),
            col(Course.finished_at).is_(None),
            col(Course.undone_at).is_(None),
            or_(col(Course.unbooked_told_at).is_(None), col(Course.unbooked_told_at) <= now),
            ~booked,
            ~answered,
        )
        .order_by(col(Course.id))
    )
    return [number for number in found.all() if number is not None]


async def _was_told(db: Db, practice: Practice, course: Course) -> bool:
    """Say whether staff have had a message about it since they last wanted one."""
    if course.unbooked_told_at is None:
        return False
    found = await db.exec(
        select(Delivery.id)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            Delivery.anchor == _anchor(course.id or 0),
            Delivery.created_at >= course.unbooked_told_at,
        )
        .limit(1)
    )
    return found.first() is not None
