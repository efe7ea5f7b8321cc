"""Gather a patient's history from the store, as the planner wants it."""

import json
from datetime import datetime

from sqlmodel import col, func, select

from reminder.care import history as care
from reminder.care.history import History, ProtocolRef
from reminder.care.protocol import CareProtocol
from reminder.practice.clinic import Db, Practice
from reminder.store.tables import (
    Appointment,
    CheckInAnswer,
    Chosen,
    Consent,
    ConsentScope,
    Course,
    Patient,
    PatientState,
    ProtocolVersion,
    Session,
    saved,
)

Protocols = dict[ProtocolRef, CareProtocol]


async def gather(db: Db, practice: Practice, patient: Patient) -> tuple[History, Protocols]:
    """Return the patient's history and the protocol versions that its courses were begun with."""
    courses = (
        await db.exec(
            select(Course).where(Course.patient_id == patient.id, col(Course.undone_at).is_(None))
        )
    ).all()
    sessions = (await db.exec(select(Session).where(Session.patient_id == patient.id))).all()
    appointments = (
        await db.exec(
            select(Appointment).where(
                Appointment.patient_id == patient.id,
                col(Appointment.held_as).is_(None),
            )
        )
    ).all()
    answers = (
        await db.exec(select(CheckInAnswer).where(CheckInAnswer.patient_id == patient.id))
    ).all()
    chosen = (await db.exec(select(Chosen).where(Chosen.patient_id == patient.id))).all()
    offers_since = (
        await db.exec(
            select(func.max(Consent.given_at)).where(
                Consent.patient_id == patient.id,
                Consent.scope == ConsentScope.OFFERS,
                col(Consent.withdrawn_at).is_(None),
            )
        )
    ).one()
    running = {course.id for course in courses}
    reached = patient.state is PatientState.ACTIVE
    history = History(
        preferences=practice.profile.preferences(patient.zone, patient.message_hour),
        consented_at=patient.consented_at if reached else None,
        resumed_at=patient.resumed_at,
        courses=tuple(_course(course) for course in courses),
        sessions=tuple(
            _session(s) for s in sessions if s.undone_at is None and s.course_id in running
        ),
        undone=tuple(
            care.Undone(saved(s.id), s.course_id, s.recorded_at, s.undone_at)
            for s in sessions
            if s.undone_at is not None
        ),
        appointments=tuple(
            care.Appointment(
                saved(a.id), a.course_id, a.begins_at, a.booked_at, a.revision, a.moved_at
            )
            for a in appointments
            if a.course_id in running and a.cancelled_at is None and a.missed_at is None
        ),
        cancelled=tuple(
            care.Cancelled(saved(a.id), a.course_id, a.begins_at, a.booked_at, a.cancelled_at)
            for a in appointments
            if a.cancelled_at is not None and a.missed_at is None
        ),
        answers=tuple(
            care.Answer(a.session_id, a.question, care.Reply(a.reply), a.answered_at, a.told)
            for a in answers
        ),
        chosen=tuple(
            care.Chosen(one.question, care.Choice(one.choice), one.chosen_at) for one in chosen
        ),
        offers_since=offers_since,
        missed=tuple(
            care.Missed(saved(a.id), a.course_id, a.begins_at, a.missed_at)
            for a in appointments
            if a.missed_at is not None
        ),
    )
    return history, await _protocols(db, practice, history)


def _course(course: Course) -> care.Course:
    return care.Course(
        id=saved(course.id),
        protocol=ProtocolRef(course.protocol, course.protocol_version),
        areas=frozenset(filter(None, course.areas.split(","))),
        sessions_planned=course.sessions_planned,
        finished_at=course.finished_at,
    )


def _session(session: Session) -> care.Session:
    return care.Session(
        id=saved(session.id),
        course_id=session.course_id,
        held_at=session.held_at,
        recorded_at=session.recorded_at,
        number=session.number,
        revision=session.revision,
        corrected_at=session.corrected_at,
    )


async def _protocols(db: Db, practice: Practice, history: History) -> Protocols:
    found: Protocols = {}
    for course in history.courses:
        ref = course.protocol
        if ref in found:
            continue
        current = practice.protocols.get(ref.name)
        if current is not None and current.version == ref.version:
            found[ref] = current
            continue
        stored = (
            await db.exec(
                select(ProtocolVersion).where(
                    ProtocolVersion.clinic_id == practice.clinic_id,
                    ProtocolVersion.name == ref.name,
                    ProtocolVersion.version == ref.version,
                )
            )
        ).one()
        found[ref] = CareProtocol.model_validate(json.loads(stored.content))
    return found


async def keep_protocol(db: Db, practice: Practice, protocol: CareProtocol, now: datetime) -> None:
    """Store the version of a protocol that a course is begun with, once: its timing stays with the
    course whatever becomes of the file.
    """
    known = (
        await db.exec(
            select(ProtocolVersion.id).where(
                ProtocolVersion.clinic_id == practice.clinic_id,
                ProtocolVersion.name == protocol.name,
                ProtocolVersion.version == protocol.version,
            )
        )
    ).first()
    if known is None:
        db.add(
            ProtocolVersion(
                clinic_id=practice.clinic_id,
                name=protocol.name,
                version=protocol.version,
                content=protocol.model_dump_json(),
                stored_at=now,
            )
        )
        await db.flush()


SIGNED = {"reviewed_by", "reviewed_on"}
"""Fields of a protocol that may change without another version."""


async def changed_unversioned(db: Db, practice: Practice) -> list[str]:
    """Return the names of protocols whose rules have changed while their version has not.

    Courses that were begun with that version would not know which rules are theirs.
    """
    stored = await db.exec(
        select(ProtocolVersion).where(ProtocolVersion.clinic_id == practice.clinic_id)
    )
    return sorted(
        row.name
        for row in stored.all()
        if (current := practice.protocols.get(row.name)) is not None
        and current.version == row.version
        and CareProtocol.model_validate_json(row.content).model_dump(exclude=SIGNED)
        != current.model_dump(exclude=SIGNED)
    )
