"""Gather a patient's history from the store, as the planner wants it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any, Protocol

from sqlalchemy import Connection, Select, bindparam
from sqlmodel import col, select

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
    PatientState,
    ProtocolVersion,
    Session,
    saved,
)

Protocols = dict[ProtocolRef, CareProtocol]


class Planned(Protocol):
    """A patient, as far as the plan depends on the patient's own row."""

    @property
    def id(self) -> int | None:
        """The patient's id."""

    @property
    def state(self) -> PatientState:
        """Where the patient stands with the service."""

    @property
    def consented_at(self) -> datetime | None:
        """When the consent in force was given (aware, UTC)."""

    @property
    def resumed_at(self) -> datetime | None:
        """When a pause last ended (aware, UTC)."""

    @property
    def zone(self) -> str:
        """An IANA name."""

    @property
    def message_hour(self) -> time | None:
        """The local time of the day's message; None: the clinic's."""


async def gather(db: Db, practice: Practice, patient: Planned) -> tuple[History, Protocols]:
    """Return the patient's history and the protocol versions that its courses were begun with."""
    return (await gather_all(db, practice, [patient]))[saved(patient.id)]


async def gather_all(
    db: Db, practice: Practice, patients: Sequence[Planned]
) -> dict[int, tuple[History, Protocols]]:
    """Return the same for several patients, by their ids: a query a table, however many they are.

    Columns are read instead of rows, since a row that is tracked costs ten times as much.
    """
    ids = [saved(patient.id) for patient in patients]
    await db.flush()
    connection = await db.connection()
    courses, sessions, appointments, answers, chosen, offers = await connection.run_sync(
        _by_patient, ids
    )
    stored: Protocols = {}
    found = {}
    for patient in patients:
        patient_id = saved(patient.id)
        history = _history(
            practice,
            patient,
            courses.get(patient_id, ()),
            sessions.get(patient_id, ()),
            appointments.get(patient_id, ()),
            answers.get(patient_id, ()),
            chosen.get(patient_id, ()),
            max((given_at for _, given_at in offers.get(patient_id, ())), default=None),
        )
        for course in history.courses:
            if course.protocol not in stored:
                stored[course.protocol] = await _protocol(db, practice, course.protocol)
        theirs = {course.protocol: stored[course.protocol] for course in history.courses}
        found[patient_id] = history, theirs
    return found


def _by_patient(connection: Connection, ids: Sequence[int]) -> list[dict[int, list[Any]]]:
    """Return of each table the rows of several patients by the id that each row begins with."""
    found = []
    for query in (COURSES, SESSIONS, APPOINTMENTS, ANSWERS, CHOSEN, OFFERS):
        rows: dict[int, list[Any]] = {}
        for row in connection.execute(query, {"patients": ids}):
            rows.setdefault(row[0], []).append(row)
        found.append(rows)
    return found


def _of_patients(column: Any, *more: Any) -> Select[Any]:
    query: Select[Any] = select(column, *more)
    return query.where(column.in_(bindparam("patients", expanding=True)))


COURSES = _of_patients(
    col(Course.patient_id),
    col(Course.id),
    col(Course.protocol),
    col(Course.protocol_version),
    col(Course.areas),
    col(Course.sessions_planned),
    col(Course.finished_at),
).where(col(Course.undone_at).is_(None))
SESSIONS = _of_patients(
    col(Session.patient_id),
    col(Session.id),
    col(Session.course_id),
    col(Session.held_at),
    col(Session.recorded_at),
    col(Session.number),
    col(Session.revision),
    col(Session.corrected_at),
    col(Session.undone_at),
)
APPOINTMENTS = _of_patients(
    col(Appointment.patient_id),
    col(Appointment.id),
    col(Appointment.course_id),
    col(Appointment.begins_at),
    col(Appointment.booked_at),
    col(Appointment.revision),
    col(Appointment.moved_at),
    col(Appointment.cancelled_at),
    col(Appointment.missed_at),
).where(col(Appointment.held_as).is_(None))
ANSWERS = _of_patients(
    col(CheckInAnswer.patient_id),
    col(CheckInAnswer.session_id),
    col(CheckInAnswer.question),
    col(CheckInAnswer.reply),
    col(CheckInAnswer.answered_at),
    col(CheckInAnswer.told),
)
CHOSEN = _of_patients(
    col(Chosen.patient_id), col(Chosen.question), col(Chosen.choice), col(Chosen.chosen_at)
)
OFFERS = _of_patients(col(Consent.patient_id), col(Consent.given_at)).where(
    col(Consent.scope) == ConsentScope.OFFERS, col(Consent.withdrawn_at).is_(None)
)


def _history(
    practice: Practice,
    patient: Planned,
    courses: Iterable[Any],
    sessions: Iterable[Any],
    appointments: Iterable[Any],
    answers: Iterable[Any],
    chosen: Iterable[Any],
    offers_since: datetime | None,
) -> History:
    reached = patient.state is PatientState.ACTIVE
    begun = tuple(_course(row) for row in courses)
    running = {course.id for course in begun}
    sessions = tuple(sessions)
    appointments = tuple(appointments)
    return History(
        preferences=practice.profile.preferences(patient.zone, patient.message_hour),
        consented_at=patient.consented_at if reached else None,
        resumed_at=patient.resumed_at,
        courses=begun,
        sessions=tuple(
            care.Session(
                id=s.id,
                course_id=s.course_id,
                held_at=s.held_at,
                recorded_at=s.recorded_at,
                number=s.number,
                revision=s.revision,
                corrected_at=s.corrected_at,
            )
            for s in sessions
            if s.undone_at is None and s.course_id in running
        ),
        undone=tuple(
            care.Undone(s.id, s.course_id, s.recorded_at, s.undone_at)
            for s in sessions
            if s.undone_at is not None
        ),
        appointments=tuple(
            care.Appointment(a.id, a.course_id, a.begins_at, a.booked_at, a.revision, a.moved_at)
            for a in appointments
            if a.course_id in running and a.cancelled_at is None and a.missed_at is None
        ),
        cancelled=tuple(
            care.Cancelled(a.id, a.course_id, a.begins_at, a.booked_at, a.cancelled_at)
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
            care.Missed(a.id, a.course_id, a.begins_at, a.missed_at)
            for a in appointments
            if a.missed_at is not None
        ),
    )


def _course(row: Any) -> care.Course:
    return care.Course(
        id=row.id,
        protocol=ProtocolRef(row.protocol, row.protocol_version),
        areas=frozenset(filter(None, row.areas.split(","))),
        sessions_planned=row.sessions_planned,
        finished_at=row.finished_at,
    )


async def _protocol(db: Db, practice: Practice, ref: ProtocolRef) -> CareProtocol:
    current = practice.protocols.get(ref.name)
    if current is not None and current.version == ref.version:
        return current
    stored = (
        await db.exec(
            select(ProtocolVersion).where(
                ProtocolVersion.clinic_id == practice.clinic_id,
                ProtocolVersion.name == ref.name,
                ProtocolVersion.version == ref.version,
            )
        )
    ).one()
    return CareProtocol.model_validate(json.loads(stored.content))


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
