"""Claim what is due: write the delivery as `sending` and commit, before anything touches the wire.

Everything is looked at once more here: consent, opt-out, holds, quiet hours, usefulness, and what
is in force for the patient now.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import structlog
from sqlalchemy import exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from reminder.care.delivery import FRESH, Drop, Hold, Recipient, Send, WaitingReminder, decide
from reminder.care.kinds import EXEMPT, QUESTIONS, ReminderState
from reminder.care.outcomes import Uncertain
from reminder.care.reasons import Reason
from reminder.care.restrictions import in_force
from reminder.care.timing import in_quiet
from reminder.delivery.compose import compose
from reminder.delivery.parcels import Carried, Finished, Parcel
from reminder.delivery.settle import settle
from reminder.outgoing import Outgoing
from reminder.practice.card import refresh_due
from reminder.practice.clinic import Db, Practice
from reminder.practice.forget import erase_due
from reminder.practice.history import gather
from reminder.practice.holds import holds_of
from reminder.practice.outbox import REMINDERS
from reminder.practice.pause import end_due
from reminder.practice.questions import withdraw_older
from reminder.practice.raising import raise_due
from reminder.practice.replan import topics_of
from reminder.store.tables import (
    Clinic,
    Conversation,
    Delivery,
    DeliveryState,
    Erasure,
    HoldKind,
    Patient,
    PatientState,
    Reminder,
    saved,
)

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=90)
"""How long a claimed message may stay unrecorded before it counts as of unknown fate."""

REQUEST = timedelta(seconds=55)
"""Longer than any request to Telegram lasts (a test holds it to the transport's timeouts)."""

FAULT_PAUSE = timedelta(minutes=15)
"""How long a patient's reminders wait after a fault of ours in putting them together."""


ERASURE_PAUSE = timedelta(minutes=1)
"""How soon what is no longer useful is looked at again while the patient may be erased."""

RAISE_PAUSE = timedelta(minutes=1)
"""How soon a fault of ours in raising a conversation is tried again."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many messages may be claimed now: answers to people, and reminders."""

    answers: int
    reminders: int


async def claim(
    db: Db, practice: Practice, now: datetime, room: Room, in_flight: frozenset[int]
) -> list[Parcel]:
    """Return what is due and may go, now marked `sending` until `now + LEASE`.

    `in_flight` are the deliveries that this very process is sending: they are not taken for lost.
    """
    await _rescue(db, practice, now, in_flight)
    await _raise_conversations(db, practice, now)
    await erase_due(db, practice, now)
    await end_due(db, practice, now)
    # Counted with the reminders: who cannot be heard is not written to.
    await refresh_due(db, practice, now, room.reminders)
    return [
        *await _claim_answers(db, practice, now, room.answers),
        *await _claim_reminders(db, practice, now, room.reminders),
    ]


async def _raise_conversations(db: Db, practice: Practice, now: datetime) -> None:
    """Alert staff, or have a patient phone, where a conversation's time has come."""
    try:
        async with db.begin_nested():
            await raise_due(db, practice, now)
    except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
        log.error("not raised", action="raise", fault=type(fault).__name__)
        await db.exec(
            update(Conversation)
            .where(
                col(Conversation.clinic_id) == practice.clinic_id,
                col(Conversation.raise_at) <= now,
            )
            .values(raise_at=now + RAISE_PAUSE)
        )


async def _rescue(db: Db, practice: Practice, now: datetime, in_flight: frozenset[int]) -> None:
    """Take up what was `sending` when its process ended: nobody knows whether it arrived."""
    lost = await db.exec(
        select(Delivery).where(
            col(Delivery.wake_at) <= now,
            Delivery.clinic_id == practice.clinic_id,
            Delivery.state == DeliveryState.SENDING,
            col(Delivery.id).not_in(in_flight),
        )
    )
    finished = [
        Finished(await _parcel_again(db, delivery), Uncertain(Reason.FOUND_SENDING))
        for delivery in lost.all()
    ]
    if finished:
        log.warning("found sending", action="rescue", deliveries=len(finished))
        await settle(db, practice, finished, now)


async def _parcel_again(db: Db, delivery: Delivery) -> Parcel:
    carried = await db.exec(select(Reminder).where(Reminder.delivery_id == delivery.id))
    return Parcel(
        delivery_id=saved(delivery.id),
        chat_id=int(delivery.chat_id),
        chat_hash=delivery.chat_hash,
        outgoing=Outgoing(text=""),
        patient_id=delivery.patient_id,
        carries=tuple(
            _carried(reminder)
            for reminder in carried.all()
            if reminder.state is ReminderState.SENDING
        ),
        attempts=delivery.attempts,
    )


async def rescue_all(db: Db, practice: Practice, at: datetime) -> None:
    """End every lease at `at` (aware) or before: for the start of a process, when by then no other
    can still be sending.
    """
    await db.exec(
        update(Delivery)
        .where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.state) == DeliveryState.SENDING,
            col(Delivery.wake_at) > at,
        )
        .values(wake_at=at)
    )


async def _claim_answers(db: Db, practice: Practice, now: datetime, room: int) -> list[Parcel]:
    """Claim answers, oldest first; one awaiting its retry holds back the chat's later ones."""
    if room <= 0:
        return []
    earlier = aliased(Delivery)
    held_back = exists().where(
        col(earlier.chat_hash) == col(Delivery.chat_hash),
        col(earlier.clinic_id) == col(Delivery.clinic_id),
        col(earlier.id) < col(Delivery.id),
        col(earlier.wake_at) > now,
        col(earlier.purpose) != REMINDERS,
        col(earlier.state) == DeliveryState.DEFERRED,
    )
    due = await db.exec(
        select(Delivery)
        .where(
            col(Delivery.wake_at) <= now,
            Delivery.clinic_id == practice.clinic_id,
            col(Delivery.state).in_((DeliveryState.QUEUED, DeliveryState.DEFERRED)),
            ~held_back,
        )
        .order_by(col(Delivery.id))
        .limit(room)
    )
    answers = [(answer, _read(answer, now)) for answer in due.all()]
    readable = [(answer, outgoing) for answer, outgoing in answers if outgoing is not None]
    tries = {answer.id: answer.attempts + 1 for answer, _ in readable}
    if readable:
        await db.exec(
            update(Delivery)
            .where(col(Delivery.id).in_([answer.id for answer, _ in readable]))
            .values(
                state=DeliveryState.SENDING,
                wake_at=now + LEASE,
                begun_at=now,
                attempts=col(Delivery.attempts) + 1,
            )
        )
    at_night = in_quiet(now, practice.profile.preferences())
    return [
        Parcel(
            delivery_id=saved(answer.id),
            chat_id=int(answer.chat_id),
            chat_hash=answer.chat_hash,
            # Late by an outage, it comes at night without a sound.
            outgoing=replace(outgoing, silent=True)
            if at_night and now - answer.created_at > FRESH
            else outgoing,
            patient_id=answer.patient_id,
            attempts=tries[answer.id],
            due_at=answer.created_at,
        )
        for answer, outgoing in readable
    ]


def _read(answer: Delivery, now: datetime) -> Outgoing | None:
    """Return what the answer says; one that cannot be read is dropped and stops nobody else's."""
    try:
        return Outgoing.from_json(answer.payload or "")
    except (LookupError, TypeError, ValueError) as fault:
        log.error(
            "answer cannot be read", action="claim", delivery=answer.id, fault=type(fault).__name__
        )
        answer.state = DeliveryState.DROPPED
        answer.reason = Reason.UNREADABLE
        answer.wake_at = answer.payload = None
        answer.finished_at = now
        return None


async def _claim_reminders(db: Db, practice: Practice, now: datetime, room: int) -> list[Parcel]:
    """Claim by whole patients, so that a limit never splits a day's message."""
    if room <= 0:
        return []
    due = await db.exec(
        select(Reminder.patient_id)
        .where(
            col(Reminder.wake_at) <= now,
            Reminder.clinic_id == practice.clinic_id,
        )
        .group_by(col(Reminder.patient_id))
        .order_by(func.min(col(Reminder.wake_at)))
        .limit(room)
    )
    parcels: list[Parcel] = []
    for patient_id in due.all():
        try:
            async with db.begin_nested():
                claimed = await _claim_patient(db, practice, patient_id, now)
            parcels += claimed
        except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
            log.error(
                "reminders could not be put together",
                action="claim",
                patient=patient_id,
                fault=type(fault).__name__,
            )
            await _set_back(db, patient_id, now)
    return parcels


async def _set_back(db: Db, patient_id: int, now: datetime) -> None:
    await db.exec(
        update(Reminder)
        .where(
            col(Reminder.patient_id) == patient_id,
            col(Reminder.wake_at) <= now,
            col(Reminder.useful_until) <= now,
        )
        .values(
            state=ReminderState.EXPIRED,
            reason=Reason.COULD_NOT_BE_PUT_TOGETHER,
            wake_at=None,
            changed_at=now,
        )
    )
    await db.exec(
        update(Reminder)
        .where(col(Reminder.patient_id) == patient_id, col(Reminder.wake_at) <= now)
        .values(wake_at=now + FAULT_PAUSE, reason=Reason.COULD_NOT_BE_PUT_TOGETHER, changed_at=now)
    )


async def _claim_patient(
    db: Db, practice: Practice, patient_id: int, now: datetime
) -> list[Parcel]:
    patient = (
        await db.exec(select(Patient).where(Patient.id == patient_id).with_for_update())
    ).one()
    reminders = (
        await db.exec(
            select(Reminder)
            .where(
                Reminder.patient_id == patient_id,
                col(Reminder.wake_at) <= now,
                Reminder.state == ReminderState.PLANNED,
            )
            .order_by(col(Reminder.due_at), col(Reminder.key))
        )
    ).all()
    history, protocols = await gather(db, practice, patient)
    topics_now = frozenset(held.topic for held in in_force(history, protocols, now))
    holds = await holds_of(db, patient)
    if HoldKind.ERASURE in holds:
        for reminder in reminders:
            wake_at = max(reminder.useful_until, now + ERASURE_PAUSE)
            _write(reminder, now, reason=HoldKind.ERASURE, wake_at=wake_at)
        await db.flush()
        return []
    recipient = Recipient(
        active=patient.state is PatientState.ACTIVE and patient.chat_id is not None,
        preferences=history.preferences,
        holds=frozenset(hold.value for hold in holds),
        last_audible_at=patient.last_audible_at,
        in_force_topics=topics_now,
    )
    to_send: list[Reminder] = []
    for reminder in reminders:
        match decide(_waiting(reminder), recipient, now):
            case Send():
                to_send.append(reminder)
            case Hold(until, reason):
                # While held without an end it wakes once more: to expire, so that its row says so.
                wake_at = reminder.useful_until if until is None else until
                _write(reminder, now, reason=reason, wake_at=max(wake_at, now))
            case Drop(state, reason):
                _write(reminder, now, reason=reason, wake_at=None, state=state)
    parcels: list[Parcel] = []
    for group in _messages(to_send):
        outgoing = compose(practice, patient, history, protocols, group, now)
        if outgoing is None:
            for reminder in group:
                _write(
                    reminder,
                    now,
                    reason=Reason.NOTHING_LEFT,
                    wake_at=None,
                    state=ReminderState.DROPPED,
                )
            continue
        parcels.append(await _write_delivery(db, patient, group, outgoing, now))
        if any(reminder.kind in QUESTIONS for reminder in group):
            await withdraw_older(db, practice, patient, group, now)
    await db.flush()
    return parcels


def _waiting(reminder: Reminder) -> WaitingReminder:
    return WaitingReminder(
        kind=reminder.kind,
        due_at=reminder.due_at,
        useful_until=reminder.useful_until,
        topics=topics_of(reminder),
        attempts=reminder.attempts,
        repeated=reminder.repeated,
    )


def _write(
    reminder: Reminder,
    now: datetime,
    *,
    reason: str | None,
    wake_at: datetime | None,
    state: ReminderState = ReminderState.PLANNED,
) -> None:
    reminder.state = state
    reminder.reason = reason
    reminder.wake_at = wake_at
    reminder.changed_at = now


def _messages(reminders: Sequence[Reminder]) -> list[list[Reminder]]:
    """Part what may go now into messages: each exempt one by itself, all others in one."""
    exempt = [r for r in reminders if r.kind in EXEMPT]
    others = [r for r in reminders if r.kind not in EXEMPT]
    groups = [list(group) for _, group in groupby(exempt, key=lambda r: r.key)]
    return [*groups, others] if others else groups


async def _write_delivery(
    db: Db, patient: Patient, group: list[Reminder], outgoing: Outgoing, now: datetime
) -> Parcel:
    delivery = Delivery(
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        chat_hash=patient.chat_hash or "",
        chat_id=patient.chat_id or "",
        purpose=REMINDERS,
        anchor=outgoing.anchor,
        state=DeliveryState.SENDING,
        attempts=1 + max(reminder.attempts for reminder in group),
        repeated=any(reminder.repeated for reminder in group),
        audible=not outgoing.silent,
        wake_at=now + LEASE,
        created_at=now,
        begun_at=now,
    )
    db.add(delivery)
    await db.flush()
    for reminder in group:
        _write(reminder, now, reason=None, wake_at=None, state=ReminderState.SENDING)
        reminder.delivery_id = delivery.id
        reminder.attempts += 1
    return Parcel(
        delivery_id=saved(delivery.id),
        chat_id=int(delivery.chat_id),
        chat_hash=delivery.chat_hash,
        outgoing=outgoing,
        patient_id=patient.id,
        carries=tuple(_carried(reminder) for reminder in group),
        plan_revision=patient.plan_revision,
        due_at=max(reminder.due_at for reminder in group),
    )


def _carried(reminder: Reminder) -> Carried:
    return Carried(saved(reminder.id), reminder.kind, reminder.attempts, reminder.repeated)


WAKING: tuple[tuple[Any, Any], ...] = (
    (col(Reminder.wake_at), Reminder.clinic_id),
    (col(Delivery.wake_at), Delivery.clinic_id),
    (col(Conversation.raise_at), Conversation.clinic_id),
    (col(Patient.card_at), Patient.clinic_id),
    (col(Patient.paused_until), Patient.clinic_id),
    (col(Erasure.due_at), Erasure.clinic_id),
)
"""The columns of what is due, and whose it is; each pair has an index of its own."""


async def next_wake(db: Db, practice: Practice) -> datetime | None:
    """Return the next instant at which something is to be claimed (aware, UTC); None if never."""
    instants = []
    for column, clinic_id in WAKING:
        found = await db.exec(
            select(func.min(column)).where(column.is_not(None), clinic_id == practice.clinic_id)
        )
        instants.append(found.one())
    return min((at for at in instants if at is not None), default=None)


async def clinics_due(db: Db, clinics: Collection[int], now: datetime) -> set[int]:
    """Return those of the clinics for which something is due at `now`: one query for all."""
    due = (
        exists().where(clinic_id == col(Clinic.id), column <= now) for column, clinic_id in WAKING
    )
    found = await db.exec(select(Clinic.id).where(col(Clinic.id).in_(clinics), or_(*due)))
    return {saved(clinic_id) for clinic_id in found.all()}
