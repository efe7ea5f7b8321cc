"""Who is it? Placing an enrolment whose link was opened on a phone that is known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import (
    Enrolled,
    desk_of,
    find_enrolment,
    short_name,
    shown_name,
    summary,
)
from reminder.practice.holds import holds_of, release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import GONE
from reminder.practice.replan import replan
from reminder.store.tables import (
    Appointment,
    AuditEvent,
    CheckInAnswer,
    Chosen,
    Consent,
    Conversation,
    Course,
    Delivery,
    Enrolment,
    EnrolmentState,
    Hold,
    HoldKind,
    Patient,
    PatientState,
    Reminder,
    Session,
    Staff,
)

_HISTORY = (
    AuditEvent,
    Conversation,
    Course,
    Session,
    Appointment,
    CheckInAnswer,
    Chosen,
    Consent,
    Enrolment,
    Reminder,
    Delivery,
    Hold,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """It is settled whose history the enrolment belongs to; `patient` has it."""

    enrolled: Enrolled
    patient: Patient


@dataclass(frozen=True, slots=True)
class Settled:
    """There is nothing to place any more: it was done, undone, or the chat has changed hands."""


async def ask_who(
    db: Db,
    practice: Practice,
    enrolment: Enrolment,
    patient: Patient,
    known: Sequence[Patient],
    now: datetime,
) -> None:
    """Ask the desk whether the new patient is one of those already known on that phone."""
    enrolled = await find_enrolment(db, practice, enrolment.id or 0)
    if enrolled is None or enrolled.patient.id != patient.id:
        return
    for staff in await desk_of(db, practice, enrolment):
        question = _question(practice, enrolled, known, practice.words(staff.language))
        await queue(db, practice, question, to=staff, now=now, purpose="place")


async def open_question(
    db: Db, practice: Practice, enrolled: Enrolled, words: Words
) -> Outgoing | None:
    """Return the question again where it still waits for its answer, None where there is none."""
    if not isinstance(await _unplaced(db, practice, enrolled.id), Enrolled):
        return None
    on_phone = await _on_phone(db, enrolled.patient)
    known = [patient for patient in on_phone if patient.id != enrolled.patient.id]
    return _question(practice, enrolled, known, words) if known else None


def _question(
    practice: Practice, enrolled: Enrolled, known: Sequence[Patient], words: Words
) -> Outgoing:
    number = enrolled.id
    same = tuple(
        (
            Button(
                words.plain("staff-same-person-button", name=short_name(other, words)),
                f"s:same:{number}:{other.id}",
            ),
        )
        for other in known
    )
    return Outgoing(
        words(
            "staff-who-is-it",
            summary=summary(practice, enrolled, words),
            telegram=enrolled.patient.telegram_name or words.plain("staff-nameless"),
            known=words.listing(shown_name(other, words) for other in known),
        ),
        buttons=(
            *same,
            (Button(words.plain("staff-another-person-button"), f"s:another:{number}"),),
            (Button(words.plain("staff-wrong-button"), f"s:wrong-ask:{number}"),),
        ),
        anchor=f"place:{number}",
    )


async def same_person(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, known_id: int, now: datetime
) -> Placed | Settled | None:
    """Move the new enrolment with all that hangs on it into the known patient's history.

    None where the clinic has no such enrolment or patient.
    """
    found = await _unplaced(db, practice, enrolment_id)
    if not isinstance(found, Enrolled):
        return found
    new = found.patient
    known = await _locked(db, known_id)
    if known is None or known.clinic_id != practice.clinic_id or known.id == new.id:
        return None
    if known.chat_hash != new.chat_hash or known.state in GONE:
        return Settled()
    await settle(db, practice, found, now)
    await _move_history(db, new, known)
    if new.state is PatientState.ACTIVE:
        if known.state is not PatientState.ACTIVE or known.consented_at is None:
            known.consented_at = new.consented_at
        known.state = PatientState.ACTIVE
        known.paused_until = None
        known.language = new.language
        known.telegram_name = new.telegram_name
    # The name stands where the history is, so that it can be shown, and erased, with it.
    known.name = known.name or new.name
    new.name = ""
    new.state = PatientState.JOINED
    new.chat_hash = new.chat_id = new.telegram_name = new.consented_at = None
    found.enrolment.placed_at = now
    await record(db, practice, "same_person", now=now, staff=staff, patient=known)
    await replan(db, practice, new, now)
    await replan(db, practice, known, now)
    placed = await find_enrolment(db, practice, enrolment_id, lock=True)
    return None if placed is None else Placed(placed, known)


async def another_person(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, now: datetime
) -> Placed | Settled | None:
    """Keep a history of its own: the phone serves two, and messages say for whom they are."""
    found = await _unplaced(db, practice, enrolment_id)
    if not isinstance(found, Enrolled):
        return found
    await settle(db, practice, found, now)
    found.enrolment.placed_at = now
    for patient in await _on_phone(db, found.patient):
        patient.another_person = True
        await replan(db, practice, patient, now)
    await record(db, practice, "another_person", now=now, staff=staff, patient=found.patient)
    return Placed(found, found.patient)


async def settle(db: Db, practice: Practice, enrolled: Enrolled, now: datetime) -> None:
    """Let what waited for this enrolment's placing wait no longer.

    The others on the phone go on waiting while another enrolment there is still to be placed.
    """
    patient = enrolled.patient
    if HoldKind.SAME_PERSON not in await holds_of(db, patient):
        return
    await release_hold(db, patient, HoldKind.SAME_PERSON, now)
    others = [other for other in await _on_phone(db, patient) if other.id != patient.id]
    open_ones = await db.exec(
        select(Hold.id)
        .join(Enrolment, col(Enrolment.id) == col(Hold.about))
        .where(
            col(Hold.patient_id).in_([other.id for other in others]),
            Hold.kind == HoldKind.SAME_PERSON,
            col(Hold.released_at).is_(None),
            Enrolment.patient_id == Hold.patient_id,
            col(Enrolment.placed_at).is_(None),
        )
    )
    if open_ones.first() is None:
        for other in others:
            await release_hold(db, other, HoldKind.SAME_PERSON, now)
            await replan(db, practice, other, now)


async def _unplaced(db: Db, practice: Practice, enrolment_id: int) -> Enrolled | Settled | None:
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None:
        return None
    if found.enrolment.placed_at is not None or found.patient.chat_hash is None:
        return Settled()
    if found.enrolment.state is not EnrolmentState.CONNECTED:
        return Settled()
    return found if HoldKind.SAME_PERSON in await holds_of(db, found.patient) else Settled()


async def _on_phone(db: Db, patient: Patient) -> list[Patient]:
    found = await db.exec(
        select(Patient)
        .where(
            Patient.clinic_id == patient.clinic_id,
            col(Patient.chat_hash).is_not(None),
            Patient.chat_hash == patient.chat_hash,
            col(Patient.state).not_in(GONE),
        )
        .order_by(col(Patient.id))
    )
    return list(found.all())


async def _locked(db: Db, patient_id: int) -> Patient | None:
    found = await db.exec(
        select(Patient)
        .where(Patient.id == patient_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.first()


async def _move_history(db: Db, new: Patient, known: Patient) -> None:
    await db.flush()
    for table in _HISTORY:
        await db.exec(
            update(table).where(col(table.patient_id) == new.id).values(patient_id=known.id)
        )
