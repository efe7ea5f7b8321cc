"""How long things are kept: the clinic's own limit for patients, and what needs no decision."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import ColumnElement, delete, exists
from sqlmodel import col, or_, select

from reminder.practice.card import put_away
from reminder.practice.clinic import Db, Practice
from reminder.practice.erase import erase
from reminder.practice.forget import open_erasure
from reminder.practice.outbox import REMINDERS
from reminder.practice.silence import lock
from reminder.store.tables import (
    Appointment,
    ClaimCode,
    Consent,
    Conversation,
    Delivery,
    Draft,
    Enrolment,
    InboxState,
    InboxUpdate,
    Patient,
    PatientState,
    Session,
    StaffInvitation,
    saved,
)

log = structlog.get_logger(__name__)

AT_ONCE = 200
"""How many patients one round erases at most; the next morning goes on."""
INBOX_FOR = timedelta(days=30)
"""How long an update's row stays (its text is emptied at once; one set aside keeps it so long)."""
STRANGERS_FOR = timedelta(days=60)
"""How long it is kept that somebody was answered who is neither patient nor staff: longer than any
invitation holds, since by this it is known who has opened one.
"""
ANSWERS_FOR = timedelta(days=90)
"""How long it is kept that somebody was answered. What carried reminders stays as long as they, and
so does what a later message may still change.
"""
DRAFT_FOR = timedelta(days=1)


async def purge(db: Db, practice: Practice, now: datetime) -> int:
    """Erase patients of whom the clinic has heard nothing for its `retention_months`.

    Counted from the last session, appointment, consent or enrolment; who has an open conversation
    is kept. Nobody is written to; whose pinned card still stands in a chat has it put away first,
    and is erased the next time. Returns how many were erased: none where no limit is set.
    """
    months = practice.profile.retention_months
    if months is None:
        return 0
    due = await db.exec(
        select(Patient)
        .where(
            Patient.clinic_id == practice.clinic_id,
            Patient.state != PatientState.ERASED,
            *_long_ago(months_before(now, months, ZoneInfo(practice.profile.zone))),
        )
        .order_by(col(Patient.id))
        .limit(AT_ONCE)
    )
    erased = 0
    for patient in due.all():
        number = saved(patient.id)
        try:
            async with db.begin_nested():
                await lock(db, [patient])
                if patient.card_digest is not None:
                    # Once the patient is erased it could not be found any more: tomorrow then.
                    await put_away(db, practice, patient, now)
                    patient.card_digest = patient.card_at = None
                    await db.flush()
                    continue
                erasure = await open_erasure(db, patient)
                pseudonym = await erase(db, practice, patient, now, staff=None, why="retention")
                if erasure is not None:
                    erasure.due_at, erasure.done_at = None, now
                    erasure.pseudonym = pseudonym
                await db.flush()
        except Exception as fault:  # noqa: BLE001  (one bad row never stops the others)
            log.error("not erased", action="purge", patient=number, fault=type(fault).__name__)
        else:
            erased += 1
    return erased


def _long_ago(since: datetime) -> list[ColumnElement[bool]]:
    newer = (
        (Session, col(Session.patient_id), col(Session.held_at) >= since),
        (Appointment, col(Appointment.patient_id), col(Appointment.begins_at) >= since),
        (
            Consent,
            col(Consent.patient_id),
            or_(col(Consent.given_at) >= since, col(Consent.withdrawn_at) >= since),
        ),
        (Enrolment, col(Enrolment.patient_id), col(Enrolment.created_at) >= since),
        (Conversation, col(Conversation.patient_id), col(Conversation.resolved_at).is_(None)),
    )
    return [
        col(Patient.created_at) < since,
        *(~exists().where(owner == col(Patient.id), recent) for _, owner, recent in newer),
    ]


def months_before(now: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Return the instant so many calendar months ago by the clock of `zone` (aware); the last of a
    month where that one is shorter.
    """
    local = now.astimezone(zone)
    years, month = divmod(local.month - 1 - months, 12)
    for day in range(local.day, 27, -1):
        try:
            return local.replace(year=local.year + years, month=month + 1, day=day)
        except ValueError:
            continue
    return local.replace(year=local.year + years, month=month + 1)


async def trim(db: Db, practice: Practice, now: datetime) -> None:
    """Take away what nothing needs any more: handled updates, old answers, closed forms, codes and
    links that are over.
    """
    await db.exec(
        delete(InboxUpdate).where(
            col(InboxUpdate.clinic_id) == practice.clinic_id,
            col(InboxUpdate.state) != InboxState.NEW,
            col(InboxUpdate.received_at) < now - INBOX_FOR,
        )
    )
    final = (col(Delivery.clinic_id) == practice.clinic_id, col(Delivery.wake_at).is_(None))
    await db.exec(
        delete(Delivery).where(
            *final,
            col(Delivery.patient_id).is_(None),
            col(Delivery.staff_id).is_(None),
            col(Delivery.created_at) < now - STRANGERS_FOR,
        )
    )
    await db.exec(
        delete(Delivery).where(
            *final,
            col(Delivery.purpose) != REMINDERS,
            col(Delivery.anchor).is_(None),
            col(Delivery.created_at) < now - ANSWERS_FOR,
        )
    )
    await db.exec(
        delete(Draft).where(
            col(Draft.clinic_id) == practice.clinic_id, col(Draft.closed_at) < now - DRAFT_FOR
        )
    )
    for table in (ClaimCode, StaffInvitation):
        await db.exec(
            delete(table).where(
                col(table.clinic_id) == practice.clinic_id,
                col(table.expires_at) < now - INBOX_FOR,
            )
        )
