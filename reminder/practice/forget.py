"""Asking to be erased: ten minutes in which it can be taken back, a last message, then it is done.

An `Erasure` is a row that wakes, so neither a restart nor a jump of the clock loses it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import update
from sqlmodel import col, or_, select

from reminder.care.kinds import ReminderState
from reminder.outgoing import Outgoing
from reminder.practice.audit import record
from reminder.practice.card import put_away
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn, withdraw_consent
from reminder.practice.contact import contact
from reminder.practice.enrolments import shown_name
from reminder.practice.erase import erase
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import GONE
from reminder.practice.reach import REACHED
from reminder.practice.silence import lock
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import (
    Consent,
    Delivery,
    DeliveryState,
    Erasure,
    HoldKind,
    Patient,
    PatientState,
    Reminder,
    Staff,
    saved,
)

log = structlog.get_logger(__name__)

GRACE = timedelta(minutes=10)
"""How long it can be taken back."""
FAREWELL_WITHIN = timedelta(minutes=15)
"""How long the erasing waits for its last message to be sent."""
FAULT_PAUSE = timedelta(minutes=1)
FAREWELL = "erased_farewell"


async def ask_erasure(
    db: Db, practice: Practice, patient: Patient, now: datetime, *, staff: Staff | None = None
) -> Erasure:
    """Note that everything about the patient is to be erased in ten minutes; reminders wait.

    `staff`: who says so on the patient's request, None where it is the patient. Asked twice, the
    first time counts.
    """
    await lock(db, [patient])
    erasure = await open_erasure(db, patient)
    if erasure is not None:
        return erasure
    erasure = Erasure(
        clinic_id=practice.clinic_id,
        patient_id=saved(patient.id),
        asked_by=staff.id if staff else None,
        asked_at=now,
        due_at=now + GRACE,
    )
    db.add(erasure)
    await place_hold(db, patient, HoldKind.ERASURE, now)
    # What was claimed before and has not reached the wire waits too.
    patient.plan_revision += 1
    await record(db, practice, "erasure_asked", now=now, staff=staff, patient=patient)
    await db.flush()
    if staff is None:
        await _tell_desk(db, practice, patient, erasure, now)
    return erasure


async def _tell_desk(
    db: Db, practice: Practice, patient: Patient, erasure: Erasure, now: datetime
) -> None:
    """Tell the desk while there is time: what belongs into the clinic's own files is noted there
    first. The line goes with the rest.
    """
    at = (erasure.due_at or now).astimezone(ZoneInfo(practice.profile.zone)).time()
    for staff in await desk_of_patient(db, practice, patient):
        words = practice.words(staff.language)
        text = words("rights-staff-asked", name=shown_name(patient, words), time=words.hour(at))
        note = Outgoing(text, anchor=f"erasure:{erasure.id}")
        await queue(db, practice, note, to=staff, now=now, purpose="erasure_asked")


async def open_erasure(db: Db, patient: Patient) -> Erasure | None:
    """Return what has been asked for and is neither done nor taken back."""
    found = await db.exec(
        select(Erasure).where(Erasure.patient_id == patient.id, col(Erasure.due_at).is_not(None))
    )
    return found.first()


async def take_back(
    db: Db, practice: Practice, patient: Patient, now: datetime, *, staff: Staff | None = None
) -> bool:
    """Let the patient be kept after all; returns False where it is too late, or was never asked."""
    await lock(db, [patient])
    erasure = await open_erasure(db, patient)
    if erasure is None or erasure.farewell_id is not None:
        return False
    erasure.due_at = None
    erasure.withdrawn_at = now
    await release_hold(db, patient, HoldKind.ERASURE, now)
    await record(db, practice, "erasure_taken_back", now=now, staff=staff, patient=patient)
    await db.flush()
    return True


async def erase_due(db: Db, practice: Practice, now: datetime) -> int:
    """Take the next step of every erasure whose time has come; returns how many are done.

    One that fails is tried again in a minute, and keeps nobody else waiting.
    """
    due = await db.exec(
        select(Erasure)
        .where(
            Erasure.clinic_id == practice.clinic_id,
            col(Erasure.due_at).is_not(None),
            or_(col(Erasure.due_at) <= now, col(Erasure.farewell_id).is_not(None)),
        )
        .order_by(col(Erasure.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    done = 0
    for erasure in due.all():
        number = saved(erasure.id)
        try:
            async with db.begin_nested():
                done += await _step(db, practice, erasure, now)
        except Exception as fault:  # noqa: BLE001  (one bad row never stops the others)
            log.error("not erased", action="erase", erasure=number, fault=type(fault).__name__)
            await db.exec(
                update(Erasure)
                .where(col(Erasure.id) == number)
                .values(due_at=now + FAULT_PAUSE)
                .execution_options(synchronize_session=False)
            )
    return done


async def _step(db: Db, practice: Practice, erasure: Erasure, now: datetime) -> bool:
    """Say the last word, or where that is said (or need not be) erase; returns whether it did."""
    patient = await db.get_one(Patient, erasure.patient_id, populate_existing=True)
    await lock(db, [patient])
    if erasure.farewell_id is None and patient.state not in GONE:
        wanted = await _wants_farewell(db, patient, erasure)
        await _silence(db, patient, now)
        if wanted:
            await put_away(db, practice, patient, now)
            text = practice.words(patient.language)
            last = Outgoing(text("rights-erased", **contact(practice, text)))
            delivery = await queue(db, practice, last, to=patient, now=now, purpose=FAREWELL)
            erasure.farewell_id = delivery.id
            erasure.due_at = now + FAREWELL_WITHIN
            return False
    elif erasure.farewell_id is not None and erasure.due_at is not None and now < erasure.due_at:
        farewell = await db.get(Delivery, erasure.farewell_id, populate_existing=True)
        if farewell is not None and farewell.wake_at is not None:
            return False
    staff = None if erasure.asked_by is None else await db.get(Staff, erasure.asked_by)
    why = "patient" if staff is None else "staff"
    erasure.pseudonym = await erase(db, practice, patient, now, staff=staff, why=why)
    erasure.due_at = erasure.farewell_id = None
    erasure.done_at = now
    await db.flush()
    return True


async def _wants_farewell(db: Db, patient: Patient, erasure: Erasure) -> bool:
    """Whether the patient is told: whoever counts on messages is, and whoever has asked here and
    has not said STOP since, after whose confirmation nothing follows.
    """
    if patient.chat_id is None:
        return False
    if patient.state in REACHED:
        return True
    if erasure.asked_by is not None or patient.state is not PatientState.OPTED_OUT:
        return False
    left = await db.exec(
        select(Consent.id)
        .where(Consent.patient_id == patient.id, col(Consent.withdrawn_at) >= erasure.asked_at)
        .limit(1)
    )
    return left.first() is None


async def _silence(db: Db, patient: Patient, now: datetime) -> None:
    """Call off whatever is planned or queued for this patient; who shares the phone is left in
    peace.
    """
    await withdraw_consent(db, [patient], Withdrawn.ERASED, now)
    if patient.state in REACHED:
        patient.state = PatientState.OPTED_OUT
    patient.paused_until = None
    patient.plan_revision += 1
    await db.flush()
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.patient_id) == patient.id,
            col(Reminder.state).in_((ReminderState.PLANNED, ReminderState.SENDING)),
        )
        .values(state=ReminderState.CANCELLED, reason="erased", wake_at=None, changed_at=now)
    )
    await db.exec(
        update(Delivery)
        .where(col(Delivery.patient_id) == patient.id, col(Delivery.wake_at).is_not(None))
        .values(
            state=DeliveryState.CANCELLED,
            reason="erased",
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )
