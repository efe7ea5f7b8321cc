"""The patient's card: one pinned message that shows what applies, and changes without a sound.

Whatever changes a patient sets `card_at`; so does the card itself, to the next instant at which it
has to say something else. The dispatcher's alarm covers that instant, and asks `refresh_due`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import exists, update
from sqlmodel import col, select

from reminder import wording
from reminder.care.changes import next_change
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.reasons import Reason
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.holds import holds_of
from reminder.practice.outbox import CARD, Chat, queue
from reminder.practice.questions import WRITTEN_TO
from reminder.store.tables import (
    Delivery,
    DeliveryState,
    HoldKind,
    Patient,
    PatientState,
    Reminder,
    saved,
)

log = structlog.get_logger(__name__)

PUT_AWAY = "card_put_away"
"""The purpose of the edit by which a card ends."""
OUT_OF_REACH = ""
"""The digest of a card that may be out of date or gone, because its chat could not be reached."""
AT_LEAST = 10
"""So many cards are looked at in one transaction, whoever waits for it."""
FAULT_PAUSE = timedelta(minutes=15)
"""How long a card waits after a fault of ours in putting it together."""
NOT_BEGUN_WITH = frozenset({HoldKind.UNCLEAR_STOP, HoldKind.SAME_PERSON, HoldKind.ERASURE})
"""Holds during which a card is kept up to date, and none is begun."""


def anchor_of(patient: Patient) -> str:
    """Return the name under which the patient's card is found."""
    return f"card:{patient.id}"


async def refresh_due(
    db: Db,
    practice: Practice,
    now: datetime,
    most: int,
    hurried: Callable[[], bool] = lambda: False,
) -> None:
    """Look at the cards whose time has come, at most so many, and have those edited that changed.

    One whose last edit is on its way waits until it is known what became of it. Where somebody is
    `hurried` the rest waits for the next time, after `AT_LEAST`.
    """
    if most <= 0:
        return
    on_its_way = exists().where(
        col(Delivery.patient_id) == col(Patient.id),
        col(Delivery.purpose) == CARD,
        col(Delivery.state) == DeliveryState.SENDING,
    )
    due = await db.exec(
        select(Patient.id)
        .where(
            col(Patient.card_at).is_not(None),
            col(Patient.card_at) <= now,
            Patient.clinic_id == practice.clinic_id,
            ~on_its_way,
        )
        .order_by(col(Patient.card_at))
        .limit(most)
    )
    for number, patient_id in enumerate(due.all()):
        if number >= AT_LEAST and hurried():
            return
        try:
            async with db.begin_nested():
                await _refresh(db, practice, saved(patient_id), now)
        except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
            log.error("no card", action="card", patient=patient_id, fault=type(fault).__name__)
            await db.exec(
                update(Patient)
                .where(col(Patient.id) == patient_id)
                .values(card_at=now + FAULT_PAUSE)
            )


async def _refresh(db: Db, practice: Practice, patient_id: int, now: datetime) -> None:
    found = await db.exec(
        select(Patient)
        .where(Patient.id == patient_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    patient = found.first()
    if patient is None:
        return  # somebody changes it at this instant: looked at again
    if patient.state not in WRITTEN_TO or patient.chat_id is None:
        patient.card_at = None
        if patient.card_digest is not None:
            patient.card_digest = OUT_OF_REACH
        return
    holds = await holds_of(db, patient)
    if patient.card_digest is None and not await _may_begin(db, patient, holds):
        patient.card_at = None
        return
    history, protocols = await gather(db, practice, patient)
    patient.card_at = next_change(history, protocols, now)
    if patient.card_digest is None and patient.card_at is None:
        return  # nothing to come: no card is begun for one whose aftercare is over
    notes = wording.CardNotes(
        name=(patient.name or None) if patient.another_person else None,
        paused_until=patient.paused_until if patient.state is PatientState.PAUSED else None,
        complaint=HoldKind.COMPLAINT in holds,
        unsure_who=HoldKind.SAME_PERSON in holds,
    )
    words = practice.words(patient.language)
    text = wording.card(history, protocols, now, words, practice.profile, notes)
    digest = practice.keyring.hashed("card", text)
    if digest != patient.card_digest:
        await _show(db, practice, patient, text, now)
        patient.card_digest = digest


async def _may_begin(db: Db, patient: Patient, holds: frozenset[HoldKind]) -> bool:
    """Say whether a first card may be sent: the instructions went out, and nothing is unclear."""
    if not holds.isdisjoint(NOT_BEGUN_WITH):
        return False
    instructed = await db.exec(
        select(Reminder.id)
        .where(
            Reminder.patient_id == patient.id,
            Reminder.kind == ReminderKind.INSTRUCTIONS,
            col(Reminder.state).in_((ReminderState.DELIVERED, ReminderState.UNCERTAIN)),
        )
        .limit(1)
    )
    return instructed.first() is not None


async def _show(db: Db, practice: Practice, patient: Patient, text: str, now: datetime) -> None:
    """Queue the card in the place of older states of it that wait."""
    waiting = await db.exec(
        select(Delivery).where(
            Delivery.patient_id == patient.id,
            Delivery.purpose == CARD,
            col(Delivery.state).in_((DeliveryState.QUEUED, DeliveryState.DEFERRED)),
        )
    )
    is_first = patient.card_digest is None
    for older in waiting.all():
        is_first = is_first or Outgoing.from_json(older.payload or "").edits is None
        older.state = DeliveryState.CANCELLED
        older.reason = Reason.SUPERSEDED
        older.wake_at = older.payload = None
        older.finished_at = now
    anchor = anchor_of(patient)
    shown = Outgoing(text, anchor=anchor, edits=None if is_first else anchor, silent=True, pin=True)
    await queue(db, practice, shown, to=patient, now=now, purpose=CARD)


async def put_away(db: Db, practice: Practice, patient: Patient, now: datetime) -> None:
    """End the patient's card in the chat where it is: a last edit that says nothing of the patient,
    and it is unpinned. For when it will not be kept up to date any more.
    """
    if patient.card_digest is None or patient.chat_id is None:
        return
    patient.card_digest = None
    words = practice.words(patient.language)
    last = Outgoing(words("view-card-over"), edits=anchor_of(patient), silent=True, unpin=True)
    to = Chat(int(patient.chat_id))
    await queue(db, practice, last, to=to, now=now, purpose=PUT_AWAY)
