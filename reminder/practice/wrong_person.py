"""The wrong person: taking a phone away from a patient whom it does not belong to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.kinds import FINAL, ReminderState
from reminder.care.reasons import Reason
from reminder.outgoing import Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, enrolments_of, find_enrolment
from reminder.practice.holds import holds_of, release_hold
from reminder.practice.invite import EndedBy, Link, end_links, invite
from reminder.practice.outbox import Chat, queue
from reminder.practice.place import Settled, settle
from reminder.practice.reach import REACHED
from reminder.practice.replan import replan
from reminder.store.tables import (
    Consent,
    Delivery,
    DeliveryState,
    EnrolmentState,
    Patient,
    PatientState,
    Reminder,
    Staff,
)

WRONG = Reason.WRONG_PERSON


@dataclass(frozen=True, slots=True)
class Revoked:
    """The phone is no longer the patient's, and this is the new link."""

    enrolled: Enrolled
    link: Link


async def wrong_person(
    db: Db, practice: Practice, staff: Staff, enrolment_id: int, now: datetime
) -> Revoked | Settled | None:
    """Take the phone away from the patient: consent, plan and queued messages end, and a new link
    is made. What the wrong phone was sent does not count as told.
    """
    found = await find_enrolment(db, practice, enrolment_id)
    if found is None:
        return None
    await end_links(db, practice, enrolment_id, EndedBy.REPLACED, now)
    found = await find_enrolment(db, practice, enrolment_id, lock=True)
    if found is None:
        return None
    patient = found.patient
    if patient.chat_id is None or found.enrolment.state is not EnrolmentState.CONNECTED:
        return Settled()
    await settle(db, practice, found, now)
    chat_id, listening = int(patient.chat_id), patient.state in REACHED
    for kind in await holds_of(db, patient):
        await release_hold(db, patient, kind, now)
    await _forget_phone(db, patient, now)
    for enrolled in await enrolments_of(db, practice, patient):
        if enrolled.enrolment.state is EnrolmentState.CONNECTED:
            enrolled.enrolment.state = EnrolmentState.WAITING
            enrolled.enrolment.connected_at = enrolled.enrolment.placed_at = None
    await record(db, practice, WRONG, now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)
    if listening:
        # One who has said STOP is not written to, not even to be told that it was a mistake.
        words = practice.words(patient.language)
        farewell = Outgoing(words("staff-wrong-phone-told", clinic=practice.profile.name))
        await queue(db, practice, farewell, to=Chat(chat_id), now=now, purpose=WRONG)
    return Revoked(found, await invite(db, practice, found, now))


async def _forget_phone(db: Db, patient: Patient, now: datetime) -> None:
    """Take the chat from the patient, and with it whatever was agreed, sent or is on its way."""
    await db.exec(
        update(Consent)
        .where(col(Consent.patient_id) == patient.id, col(Consent.withdrawn_at).is_(None))
        .values(withdrawn_at=now, withdrawn_how=WRONG)
    )
    await db.exec(
        update(Delivery)
        .where(col(Delivery.patient_id) == patient.id, col(Delivery.wake_at).is_not(None))
        .values(
            state=DeliveryState.CANCELLED, reason=WRONG, wake_at=None, payload=None, finished_at=now
        )
    )
    told = await db.exec(
        select(Reminder).where(
            Reminder.patient_id == patient.id,
            col(Reminder.state).in_([*FINAL, ReminderState.SENDING]),
        )
    )
    for reminder in told.all():
        # Under its own key it would never be sent again, not to the right person either.
        reminder.key = f"void:{reminder.id}"
        reminder.changed_at = now
        if reminder.state is ReminderState.SENDING:
            reminder.state = ReminderState.CANCELLED
            reminder.reason = WRONG
            reminder.wake_at = None
    patient.chat_hash = patient.chat_id = patient.telegram_name = patient.consented_at = None
    patient.state = PatientState.INVITED
    await db.flush()
