"""Patients who have left: the desk learns of it the next morning, so that it can phone or hand over
the printed sheet. No alarm, and no reason: leaving needs none.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, func, or_, select

from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, enrolments_of, short_name, shown_name
from reminder.practice.outbox import queue
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import Consent, ConsentScope, Patient, PatientState, Staff

LATELY = timedelta(days=7)
"""Who left longer ago is told of no more: the service was down, or has only just learnt to tell."""
_A_MESSAGE = 15
"""So many patients, at most, in one message."""


async def tell_left(db: Db, practice: Practice, now: datetime) -> int:
    """Tell each desk, once, who has left since the last morning; nothing before the quiet hours are
    over. Who has come back meanwhile has not left. Returns how many patients it was about.
    """
    zone = ZoneInfo(practice.profile.zone)
    if now.astimezone(zone).time() < practice.profile.quiet.ends:
        return 0
    left_at = (
        select(func.max(col(Consent.withdrawn_at)))
        .where(Consent.patient_id == Patient.id, Consent.scope == ConsentScope.REMINDERS)
        .correlate(Patient)
        .scalar_subquery()
    )
    found = await db.exec(
        select(Patient)
        .where(
            Patient.clinic_id == practice.clinic_id,
            Patient.state == PatientState.OPTED_OUT,
            left_at > now - LATELY,
            or_(col(Patient.left_told_at).is_(None), col(Patient.left_told_at) < left_at),
        )
        .order_by(col(Patient.id))
        .execution_options(populate_existing=True)
    )
    by_desk: dict[int, tuple[Staff, list[Enrolled]]] = {}
    told = 0
    for patient in found.all():
        patient.left_told_at = now
        enrolments = await enrolments_of(db, practice, patient)
        if not enrolments:
            continue
        told += 1
        for staff in await desk_of_patient(db, practice, patient):
            by_desk.setdefault(staff.id or 0, (staff, []))[1].append(enrolments[0])
    for staff, left in by_desk.values():
        for first in range(0, len(left), _A_MESSAGE):
            message = _message(practice, staff, left[first : first + _A_MESSAGE])
            await queue(db, practice, message, to=staff, now=now, purpose="left")
    return told


def _message(practice: Practice, staff: Staff, left: list[Enrolled]) -> Outgoing:
    words = practice.words(staff.language)
    lines = "\n".join(
        words("staff-left-line", name=shown_name(enrolled.patient, words)) for enrolled in left
    )
    return Outgoing(
        words("staff-left", number=len(left), patients=Html(lines)),
        buttons=tuple(
            (
                Button(
                    words.plain("staff-left-button", name=short_name(enrolled.patient, words)),
                    f"s:print:{enrolled.id}",
                ),
            )
            for enrolled in left
        ),
    )
