"""Claim reminders: whole patients at a time, so that a limit never splits a day's message, and many
patients together, so that each table is asked once for all of them.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Text, bindparam, insert, type_coerce, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from reminder.care.kinds import QUESTIONS, ReminderState
from reminder.care.reasons import Reason
from reminder.delivery.deciding import Decided, Message, decide_for
from reminder.delivery.parcels import LEASE, Carried, Parcel
from reminder.delivery.people import AT_LEAST
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather_all
from reminder.practice.holds import holds_of_all
from reminder.practice.outbox import REMINDERS
from reminder.practice.questions import DueReminder, asked_before, withdraw_older
from reminder.store.copying import light
from reminder.store.tables import (
    Delivery,
    DeliveryState,
    Patient,
    Reminder,
)

log = structlog.get_logger(__name__)

TOGETHER = 60
"""How many patients are claimed by the same statements."""

LOOK_AHEAD = 4
"""How many due reminders are looked at for each patient that may be claimed."""

BREATH = 0.004
"""Seconds after which the event loop is given a turn while messages are put together."""

FAULT_PAUSE = timedelta(minutes=15)
"""How long a patient's reminders wait after a fault of ours in putting them together."""

WHOSE_TURN = (
    select_columns(col(Reminder.patient_id))
    .where(
        col(Reminder.wake_at) <= bindparam("now"), col(Reminder.clinic_id) == bindparam("clinic")
    )
    .order_by(col(Reminder.wake_at))
    .limit(bindparam("most"))
)

# Names and chats are read as they are stored: a row that cannot be decrypted spoils no other, and
# a chat is written to the ledger as it was read.
PATIENTS = (
    select_columns(
        col(Patient.id),
        col(Patient.clinic_id),
        type_coerce(col(Patient.name), Text).label("sealed_name"),
        col(Patient.chat_hash),
        type_coerce(col(Patient.chat_id), Text).label("sealed_chat"),
        col(Patient.language),
        col(Patient.zone),
        col(Patient.message_hour),
        col(Patient.state),
        col(Patient.another_person),
        col(Patient.consented_at),
        col(Patient.resumed_at),
        col(Patient.last_audible_at),
        col(Patient.plan_revision),
    )
    .where(col(Patient.id).in_(bindparam("patients", expanding=True)))
    .order_by(col(Patient.id))
    # One who is changed at this instant is claimed a moment later.
    .with_for_update(skip_locked=True)
)

DUE = (
    select_columns(
        col(Reminder.patient_id),
        col(Reminder.id),
        col(Reminder.key),
        col(Reminder.kind),
        col(Reminder.due_at),
        col(Reminder.useful_until),
        col(Reminder.course_id),
        col(Reminder.session_id),
        col(Reminder.appointment_id),
        col(Reminder.topics),
        col(Reminder.until),
        col(Reminder.attempts),
        col(Reminder.repeated),
    )
    .where(
        col(Reminder.patient_id).in_(bindparam("patients", expanding=True)),
        col(Reminder.wake_at) <= bindparam("now"),
        col(Reminder.state) == ReminderState.PLANNED,
    )
    .order_by(col(Reminder.due_at), col(Reminder.key))
)

LEDGER = light(Delivery.__table__)  # type: ignore[attr-defined]
BEGUN = insert(LEDGER).returning(
    LEDGER.c.id, LEDGER.c.patient_id, LEDGER.c.attempts, LEDGER.c.repeated, LEDGER.c.audible
)
ROWS = Reminder.__table__  # type: ignore[attr-defined]
ON_THE_WAY = (
    update(ROWS)
    .where(ROWS.c.id == bindparam("row"))
    .values(
        state=ReminderState.SENDING,
        reason=None,
        wake_at=None,
        delivery_id=bindparam("delivery"),
        attempts=bindparam("begun"),
        changed_at=bindparam("now"),
    )
)
NOT_NOW = (
    update(ROWS)
    .where(ROWS.c.id == bindparam("row"))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("why"),
        wake_at=bindparam("wake"),
        changed_at=bindparam("now"),
    )
)


async def claim_reminders(
    db: Db, practice: Practice, now: datetime, room: int, hurried: Callable[[], bool]
) -> list[Parcel]:
    """Claim the messages of at most so many patients, the longest due first; of `AT_LEAST`, once
    somebody is `hurried`.
    """
    if hurried():
        room = min(room, AT_LEAST)
    if room <= 0:
        return []
    connection = await db.connection()
    due = await connection.execute(
        WHOSE_TURN, {"now": now, "clinic": practice.clinic_id, "most": LOOK_AHEAD * room}
    )
    patients = list(dict.fromkeys(due.scalars()))[:room]
    parcels: list[Parcel] = []
    for begin in range(0, len(patients), TOGETHER):
        if begin and hurried():
            break
        together = patients[begin : begin + TOGETHER]
        parcels += await _claim_these(db, practice, together, now, hurried)
    return parcels


async def _claim_these(
    db: Db,
    practice: Practice,
    patients: Sequence[int],
    now: datetime,
    hurried: Callable[[], bool],
) -> list[Parcel]:
    """Claim together; where that fails each by itself: one bad row never stops a batch."""
    try:
        async with db.begin_nested():
            return await claim_together(db, practice, patients, now, hurried)
    except Exception as fault:  # noqa: BLE001  (as above)
        if len(patients) == 1:
            await _set_back(db, patients[0], type(fault).__name__, now)
            return []
    found = []
    for patient_id in patients:
        found += await _claim_these(db, practice, [patient_id], now, hurried)
    return found


async def _set_back(db: Db, patient_id: int, fault: str, now: datetime) -> None:
    log.error(
        "reminders could not be put together", action="claim", patient=patient_id, fault=fault
    )
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


async def claim_together(
    db: Db,
    practice: Practice,
    ids: Sequence[int],
    now: datetime,
    hurried: Callable[[], bool],
) -> list[Parcel]:
    """Claim the messages of these patients, in one go: a fault in one of the statements is raised.

    Once somebody is `hurried`, no more than `AT_LEAST` of them.
    """
    connection = await db.connection()
    patients = (await connection.execute(PATIENTS, {"patients": ids})).all()
    ids = [patient.id for patient in patients]
    if not ids:
        return []
    due: dict[int, list[DueReminder]] = {}
    rows: Sequence[Any] = (await connection.execute(DUE, {"patients": ids, "now": now})).all()
    for patient_id, *values in rows:
        due.setdefault(patient_id, []).append(DueReminder(*values))
    histories = await gather_all(db, practice, patients)
    holds = await holds_of_all(db, ids)
    decided = Decided()
    breathed_at = time.monotonic()
    for number, patient in enumerate(patients):
        if number >= AT_LEAST and hurried():
            break  # the others stay due
        history, protocols = histories[patient.id]
        theirs = Decided()
        try:
            held = holds.get(patient.id, frozenset())
            decide_for(
                practice, patient, due.get(patient.id, []), history, protocols, held, theirs, now
            )
        except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
            await _set_back(db, patient.id, type(fault).__name__, now)
            continue
        decided.messages += theirs.messages
        decided.not_now += theirs.not_now
        if time.monotonic() - breathed_at > BREATH:
            await asyncio.sleep(0)
            breathed_at = time.monotonic()
    if decided.not_now:
        await connection.execute(NOT_NOW, decided.not_now)
    return await _begin(db, practice, decided.messages, now)


async def _begin(
    db: Db, practice: Practice, messages: Sequence[Message], now: datetime
) -> list[Parcel]:
    """Write the deliveries as `sending`, and that their reminders are on the way."""
    if not messages:
        return []
    connection = await db.connection()
    numbers: dict[tuple[int, int, bool, bool], list[int]] = {}
    for row in (await connection.execute(BEGUN, [_ledger(one, now) for one in messages])).all():
        alike = (row.patient_id, row.attempts, bool(row.repeated), bool(row.audible))
        numbers.setdefault(alike, []).append(row.id)
    parcels = [_parcel(one, numbers[one.alike].pop()) for one in messages]
    await connection.execute(
        ON_THE_WAY,
        [
            {"row": one.id, "delivery": parcel.delivery_id, "begun": one.attempts, "now": now}
            for parcel in parcels
            for one in parcel.carries
        ],
    )
    await _withdraw_older(db, practice, messages, now)
    return parcels


def _ledger(message: Message, now: datetime) -> Mapping[str, object]:
    patient = message.patient
    return {
        "clinic_id": patient.clinic_id,
        "patient_id": patient.id,
        "chat_hash": patient.chat_hash or "",
        "chat_id": patient.sealed_chat,
        "purpose": REMINDERS,
        "anchor": message.outgoing.anchor,
        "state": DeliveryState.SENDING.value,
        "attempts": message.attempts,
        "repeated": message.repeated,
        "audible": not message.outgoing.silent,
        "wake_at": now + LEASE,
        "created_at": now,
        "begun_at": now,
    }


def _parcel(message: Message, delivery_id: int) -> Parcel:
    return Parcel(
        delivery_id=delivery_id,
        chat_id=message.chat_id,
        chat_hash=message.patient.chat_hash or "",
        outgoing=message.outgoing,
        patient_id=message.patient.id,
        carries=tuple(
            Carried(one.id, one.kind, one.attempts + 1, one.repeated) for one in message.group
        ),
        plan_revision=message.patient.plan_revision,
        due_at=max(one.due_at for one in message.group),
    )


async def _withdraw_older(
    db: Db, practice: Practice, messages: Sequence[Message], now: datetime
) -> None:
    """Withdraw the questions about the skin of earlier messages: a patient has one at a time."""
    asking = {
        one.patient.id: one.group
        for one in messages
        if any(reminder.kind in QUESTIONS for reminder in one.group)
    }
    if not asking:
        return
    new = [reminder.id for group in asking.values() for reminder in group]
    for patient_id in await asked_before(db, list(asking), new):
        found = await db.exec(select(Patient).where(Patient.id == patient_id))
        await withdraw_older(db, practice, found.one(), asking[patient_id], now)
