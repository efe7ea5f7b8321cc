"""Correcting what was noted of an enrolment, however long ago: the same form, filled in again."""

from dataclasses import dataclass, replace
from datetime import datetime

from reminder.practice.appointments import move
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrol import NotYet, begin, guest_name
from reminder.practice.enrolments import Enrolled, find_enrolment
from reminder.practice.form import EnrolmentForm
from reminder.practice.history import keep_protocol
from reminder.practice.replan import replan
from reminder.store.tables import EnrolmentState, PatientState, Session, Staff


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is noted now, and which parts have changed (names of the form's fields)."""

    enrolled: Enrolled
    changed: tuple[str, ...]


def form_of(enrolled: Enrolled) -> EnrolmentForm:
    """Return the form as it would have to be filled in to say what is noted now."""
    session = enrolled.session
    return EnrolmentForm(
        at=enrolled.at,
        language=enrolled.patient.language,
        name=enrolled.patient.name,
        procedure=enrolled.course.protocol,
        number=session.number if session else None,
        of=enrolled.course.sessions_planned,
        areas=enrolled.areas,
        appointment=session is None,
    )


async def correct(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, form: EnrolmentForm, now: datetime
) -> Corrected | NotYet | None:
    """Note what the form says instead; the plan follows, and so does a correction to the patient.

    None where the clinic has no such enrolment, or it was taken back.
    """
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None or found.enrolment.state is EnrolmentState.UNDONE:
        return None
    problems = form.problems(now)
    if problems or form.procedure is None:
        return NotYet(problems)
    before = form_of(found)
    changed = tuple(
        name
        for name in ("name", "language", "procedure", "areas", "at", "number", "of")
        if getattr(before, name) != getattr(form, name)
    )
    if before.appointment != form.appointment and "at" not in changed:
        changed = (*changed, "at")
    found.patient.name = form.name or guest_name(practice, staff, form)
    found.patient.language = form.language
    found.course.areas = ",".join(form.areas)
    found.course.sessions_planned = form.of
    if "procedure" in changed:
        protocol = practice.protocols[form.procedure]
        await keep_protocol(db, practice, protocol, now)
        found.course.protocol = protocol.name
        found.course.protocol_version = protocol.version
    found = await _move(db, practice, staff, found, form, now)
    if found.session is not None:
        found.session.number = form.number
        if {"procedure", "areas", "at"} & set(changed):
            found.session.revision += 1
            found.session.corrected_at = now
    await record(db, practice, "corrected", now=now, staff=staff, patient=found.patient)
    if found.patient.state is not PatientState.UNDONE:
        await replan(db, practice, found.patient, now)
    return Corrected(found, changed)


async def _move(
    db: Db, practice: Practice, staff: Staff, found: Enrolled, form: EnrolmentForm, now: datetime
) -> Enrolled:
    """Put the session or the appointment at the form's time; one may turn out to be the other."""
    found.course.begun_at = form.at
    if found.session is not None and not form.appointment:
        found.session.held_at = form.at
        return found
    if found.appointment is not None and form.appointment:
        if found.appointment.begins_at != form.at:
            move(found.appointment, form.at, now)
        return found
    held = await begin(db, practice, staff, found.course, form, now)
    if isinstance(held, Session):
        if found.appointment is not None:
            found.appointment.held_as = held.id
        found.enrolment.session_id, found.enrolment.appointment_id = held.id, None
        return replace(found, session=held, appointment=None)
    if found.session is not None:
        found.session.undone_at = now
    found.enrolment.session_id, found.enrolment.appointment_id = None, held.id
    return replace(found, session=None, appointment=held)
