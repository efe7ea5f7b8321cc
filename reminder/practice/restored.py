"""A clinic that has come back from a backup: what it must not do, having lost some time.

Between the backup and now messages may have gone out that the backup knows nothing of, and people
may have left. So nothing old is sent again in a flood, whoever is known to have left stays so, and
whoever was erased is erased again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

import structlog
from sqlalchemy import update
from sqlalchemy.exc import NoResultFound
from sqlmodel import col, select

from reminder.care.delivery import FRESH
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.reasons import Reason
from reminder.practice.audit import pseudonym_of, record
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.erase import erase
from reminder.practice.forget import open_erasure
from reminder.practice.replan import replan
from reminder.practice.silence import fall_silent, lock
from reminder.store.database import Store
from reminder.store.tables import (
    Clinic,
    Consent,
    ConsentScope,
    Delivery,
    DeliveryState,
    Patient,
    PatientState,
    Reminder,
    Staff,
    saved,
)

log = structlog.get_logger(__name__)

TOO_LATE = Reason.RESTORED
"""Why a reminder is over that was due while the clinic's time was lost."""

GONE = (PatientState.OPTED_OUT, PatientState.UNREACHABLE, PatientState.ERASED)
"""States of which a restore may not bring anybody back."""


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who left, by the database that a backup replaces. `state` is one of `GONE`."""

    patient_id: int
    chat_hash: str | None
    state: PatientState
    how: Withdrawn = Withdrawn.STOP_WORD


@dataclass(frozen=True, slots=True)
class Dismissed:
    """Staff who had no rights any more in the database that a backup replaces."""

    staff_id: int
    chat_hash: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class NoOffers:
    """A patient who wanted no more offers, by the database that a backup replaces."""

    patient_id: int
    consent_id: int
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Removed:
    """A clinic that was not served any more in the database that a backup replaces."""

    name: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class Since:
    """What the database that a backup replaces knows of the time that is lost."""

    removed: tuple[Removed, ...] = ()
    left: tuple[Left, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()
    no_offers: tuple[NoOffers, ...] = ()
    erased: frozenset[str] = frozenset()
    """What stands for the erased in the audit log (`pseudonym_of`)."""


@dataclass(slots=True)
class Settled:
    """What was done to a restored clinic: how many patients and messages."""

    replanned: int = 0
    expired: int = 0
    may_repeat: int = 0
    called_off: int = 0
    left_again: int = 0
    erased_again: int = 0
    to_erase: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    def add(self, other: "Settled") -> None:
        """Count what was done to another clinic of the same backup, too."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


async def stay_removed(db: Db, removed: Sequence[Removed]) -> None:
    """Do not let clinics be served again that have been removed since a backup was made."""
    for one in removed:
        await db.exec(
            update(Clinic)
            .where(col(Clinic.key) == one.name, col(Clinic.removed_at).is_(None))
            .values(removed_at=one.removed_at, token=None)
        )


async def settle_restored(
    store: Store,
    practice: Practice,
    since: Since,
    now: datetime,
) -> Settled:
    """Bring a restored clinic into the present; the store is not in use yet. Nothing is sent."""
    done = Settled()
    async with store.writing() as db:
        await _dismiss(db, practice, since.dismissed)
        await _end_offers(db, practice, since.no_offers)
        await _let_go(db, practice, since.left, done, now)
        await _erase_again(db, practice, since, done, now)
        await _end_what_was_under_way(db, practice, done, now)
    async with store.reading() as db:
        active = select(Patient.id).where(
            Patient.clinic_id == practice.clinic_id, Patient.state == PatientState.ACTIVE
        )
        ids = (await db.exec(active.order_by(col(Patient.id)))).all()
    for patient_id in ids:
        try:
            async with store.writing() as db:
                await replan(db, practice, await db.get_one(Patient, patient_id), now)
            done.replanned += 1
        except (LookupError, ValueError, NoResultFound) as fault:
            # One whose records cannot be read keeps nobody else waiting.
            log.error(
                "not planned anew", action="restore", patient=patient_id, fault=type(fault).__name__
            )
            done.unreadable.append(patient_id or 0)
    async with store.writing() as db:
        await _end_what_is_late(db, practice, done, now)
        await record(db, practice, "restored", now=now)
    return done


async def _dismiss(db: Db, practice: Practice, dismissed: Sequence[Dismissed]) -> None:
    for one in dismissed:
        await db.exec(
            update(Staff)
            .where(
                col(Staff.clinic_id) == practice.clinic_id,
                col(Staff.id) == one.staff_id,
                col(Staff.chat_hash) == one.chat_hash,
                col(Staff.removed_at).is_(None),
            )
            .values(removed_at=one.removed_at)
        )


async def _end_offers(db: Db, practice: Practice, no_offers: Sequence[NoOffers]) -> None:
    for one in no_offers:
        await db.exec(
            update(Consent)
            .where(
                col(Consent.clinic_id) == practice.clinic_id,
                col(Consent.id) == one.consent_id,
                col(Consent.patient_id) == one.patient_id,
                col(Consent.scope) == ConsentScope.OFFERS,
                col(Consent.withdrawn_at).is_(None),
            )
            .values(withdrawn_at=one.withdrawn_at, withdrawn_how=Withdrawn.NO_OFFERS)
        )


async def _let_go(
    db: Db, practice: Practice, left: Sequence[Left], done: Settled, now: datetime
) -> None:
    for one in left:
        found = await db.exec(
            select(Patient).where(
                Patient.clinic_id == practice.clinic_id,
                Patient.id == one.patient_id,
                Patient.state != PatientState.ERASED,
            )
        )
        patient = found.first()
        if patient is None or (one.chat_hash and patient.chat_hash != one.chat_hash):
            continue
        if patient.state not in (PatientState.ACTIVE, PatientState.PAUSED):
            continue
        lost = one.state is PatientState.UNREACHABLE
        state = PatientState.UNREACHABLE if lost else PatientState.OPTED_OUT
        await lock(db, [patient])
        await fall_silent(db, practice, [patient], state, one.how, now)
        await record(db, practice, state.value, now=now, patient=patient, detail="restored")
        done.left_again += 1


async def _erase_again(
    db: Db, practice: Practice, since: Since, done: Settled, now: datetime
) -> None:
    """Erase whoever was erased since the backup. Whose erasing left no trace by which this patient
    can be told from another one of that number is named instead.
    """
    gone = {one.patient_id for one in since.left if one.state is PatientState.ERASED}
    found = await db.exec(
        select(Patient)
        .where(Patient.clinic_id == practice.clinic_id, Patient.state != PatientState.ERASED)
        .order_by(col(Patient.id))
    )
    for patient in found.all():
        number = saved(patient.id)
        known = pseudonym_of(practice.keyring, patient) in since.erased
        if known and await _erased(db, practice, patient, now):
            done.erased_again += 1
        elif known or number in gone:
            done.to_erase.append(number)


async def _erased(db: Db, practice: Practice, patient: Patient, now: datetime) -> bool:
    """Erase everything about a patient; False where that fails, and nothing has changed."""
    number = saved(patient.id)
    try:
        async with db.begin_nested():
            await lock(db, [patient])
            erasure = await open_erasure(db, patient)
            pseudonym = await erase(db, practice, patient, now, staff=None, why="restored")
            if erasure is not None:
                erasure.due_at = erasure.farewell_id = None
                erasure.done_at, erasure.pseudonym = now, pseudonym
            await db.flush()
    except Exception as fault:  # noqa: BLE001  (one bad row never stops the others)
        log.error("not erased", action="restore", patient=number, fault=type(fault).__name__)
        return False
    return True


async def _end_what_was_under_way(db: Db, practice: Practice, done: Settled, now: datetime) -> None:
    """What was on its way at the backup has arrived or not; answers of then help nobody now."""
    ours = col(Delivery.clinic_id) == practice.clinic_id
    await db.exec(
        update(Delivery)
        .where(ours, col(Delivery.state) == DeliveryState.SENDING)
        .values(
            state=DeliveryState.UNCERTAIN,
            reason=Reason.FOUND_SENDING,
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.clinic_id) == practice.clinic_id,
            col(Reminder.state) == ReminderState.SENDING,
        )
        .values(
            state=ReminderState.PLANNED,
            reason=Reason.FOUND_SENDING,
            repeated=True,
            wake_at=col(Reminder.due_at),
            delivery_id=None,
            changed_at=now,
        )
    )
    called_off = await db.exec(
        update(Delivery)
        .where(ours, col(Delivery.wake_at).is_not(None), col(Delivery.created_at) < now - FRESH)
        .values(
            state=DeliveryState.CANCELLED,
            reason=Reason.RESTORED,
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )
    done.called_off = called_off.rowcount


async def _end_what_is_late(db: Db, practice: Practice, done: Settled, now: datetime) -> None:
    """What is useful no more ends here; what still is may have gone out already, and says so.

    A nudge is not worth saying twice.
    """
    waiting = (
        col(Reminder.clinic_id) == practice.clinic_id,
        col(Reminder.state) == ReminderState.PLANNED,
        col(Reminder.due_at) <= now,
    )
    useless = (col(Reminder.useful_until) <= now) | (col(Reminder.kind) == ReminderKind.NUDGE)
    expired = await db.exec(
        update(Reminder)
        .where(*waiting, useless)
        .values(state=ReminderState.EXPIRED, reason=TOO_LATE, wake_at=None, changed_at=now)
    )
    repeated = await db.exec(
        update(Reminder).where(*waiting, ~useless).values(repeated=True, changed_at=now)
    )
    done.expired, done.may_repeat = expired.rowcount, repeated.rowcount
