"""Erasing: nothing that is kept about a patient remains, in whatever table it stands.

What is kept is a row that says "erased", an id that is never given again, and the audit log, in
which a keyed digest has taken the patient's place.
"""

import json
import re
from collections.abc import Collection
from datetime import datetime
from html import unescape

import sqlalchemy as sa
from sqlalchemy import delete, update
from sqlmodel import SQLModel, col, select

from reminder.outgoing import Outgoing
from reminder.practice.audit import ERASED, pseudonym_of, record
from reminder.practice.clinic import Db, Practice
from reminder.practice.holds import release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import GONE
from reminder.store.tables import (
    AuditEvent,
    Conversation,
    Course,
    Delivery,
    DeliveryState,
    Draft,
    Enrolment,
    Erasure,
    Hold,
    HoldKind,
    InboxState,
    InboxUpdate,
    Invitation,
    Patient,
    PatientState,
    Staff,
    saved,
)

NO_CHAT = "none"
"""Stands in the inbox where the chat of an update is not kept."""

KEPT = ("patient", "audit_event", "erasure")
"""Tables with a patient's id whose rows stay: emptied, under a pseudonym, or saying what was
done and when.
"""


async def erase(
    db: Db, practice: Practice, patient: Patient, now: datetime, *, staff: Staff | None, why: str
) -> str:
    """Erase everything about the patient at once, and return the pseudonym left in the audit log.

    Nobody is told; that is done before (`reminder.practice.forget`). `why` is a word of ours.
    """
    await db.flush()
    patient_id = saved(patient.id)
    enrolments = await _ids(db, Enrolment, patient_id)
    conversations = await _ids(db, Conversation, patient_id)
    chats = await _chats(db, patient)
    others = await _others_on(db, practice, patient, chats)
    anchors = {f"{kind}:{number}" for kind in ("enrolment", "place") for number in enrolments}
    anchors |= {f"conversation:{number}" for number in conversations}
    anchors |= {f"unbooked:{number}" for number in await _ids(db, Course, patient_id)}
    anchors |= {f"erasure:{number}" for number in await _ids(db, Erasure, patient_id)}
    await _withdraw_from_staff(db, practice, patient, anchors, now)
    await _empty_drafts(db, practice, patient, enrolments, now)
    await _settle_placing(db, others, enrolments, now)
    await db.exec(delete(Invitation).where(col(Invitation.enrolment_id).in_(enrolments)))
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "patient_id" in table.columns and table.name not in KEPT:
            await db.exec(sa.delete(table).where(table.c.patient_id == patient_id))
    alone = chats - {other.chat_hash for other in others} - await _staff_chats(db, practice)
    await _empty_chats(db, practice, chats, alone)
    pseudonym = pseudonym_of(practice.keyring, patient)
    await db.exec(
        update(AuditEvent)
        .where(col(AuditEvent.patient_id) == patient_id)
        .values(patient_id=None, pseudonym=pseudonym, detail=None)
    )
    await record(db, practice, ERASED, now=now, staff=staff, detail=why, pseudonym=pseudonym)
    _empty(practice, patient, now)
    sharing = [other for other in others if other.chat_hash in chats]
    if len(sharing) == 1:
        # The phone is one person's again: messages need not begin with the name any more.
        sharing[0].another_person = False
    await db.flush()
    return pseudonym


async def _ids(
    db: Db, table: type[Enrolment | Conversation | Course | Erasure], patient_id: int
) -> set[int]:
    found = await db.exec(select(table.id).where(table.patient_id == patient_id))
    return {number for number in found.all() if number is not None}


def _empty(practice: Practice, patient: Patient, now: datetime) -> None:
    """Leave nothing in the row but its id, its clinic and that it is erased."""
    kept = {"id", "clinic_id", "plan_revision", "state"}
    for column in Patient.__table__.columns:  # type: ignore[attr-defined]
        if column.name not in kept and column.nullable:
            setattr(patient, column.name, None)
    patient.name = ""
    patient.language = practice.profile.language
    patient.zone = practice.profile.zone
    patient.another_person = False
    patient.created_at = now
    patient.state = PatientState.ERASED
    # What was claimed for the patient and is not on the wire yet is called off.
    patient.plan_revision += 1


async def _chats(db: Db, patient: Patient) -> set[str]:
    """Return every chat in which the patient was ever reached."""
    found = {patient.chat_hash}
    connection = await db.connection()
    for table in SQLModel.metadata.sorted_tables:
        if {"patient_id", "chat_hash"} <= set(table.columns.keys()):
            rows = await connection.execute(
                sa.select(table.c.chat_hash).where(table.c.patient_id == patient.id).distinct()
            )
            found |= {chat_hash for (chat_hash,) in rows.all()}
    return {chat_hash for chat_hash in found if chat_hash}


async def _others_on(
    db: Db, practice: Practice, patient: Patient, chats: Collection[str]
) -> list[Patient]:
    found = await db.exec(
        select(Patient).where(
            Patient.clinic_id == practice.clinic_id,
            col(Patient.chat_hash).in_(chats),
            Patient.id != patient.id,
            col(Patient.state).not_in(GONE),
        )
    )
    return list(found.all())


async def _staff_chats(db: Db, practice: Practice) -> set[str]:
    found = await db.exec(select(Staff.chat_hash).where(Staff.clinic_id == practice.clinic_id))
    return set(found.all())


async def _settle_placing(
    db: Db, others: list[Patient], enrolments: Collection[int], now: datetime
) -> None:
    """Let nobody else on the phone wait for the question whether they are the same person."""
    for other in others:
        waits = await db.exec(
            select(Hold.id).where(
                Hold.patient_id == other.id,
                Hold.kind == HoldKind.SAME_PERSON,
                col(Hold.about).in_(enrolments),
                col(Hold.released_at).is_(None),
            )
        )
        if waits.first() is not None:
            await release_hold(db, other, HoldKind.SAME_PERSON, now)


async def _withdraw_from_staff(
    db: Db, practice: Practice, patient: Patient, anchors: Collection[str], now: datetime
) -> None:
    """Call off what staff are about to be told of the patient; where their chats show the patient
    in a message that can be found, a line takes its place.
    """
    waiting = await db.exec(
        select(Delivery).where(
            Delivery.clinic_id == practice.clinic_id,
            col(Delivery.staff_id).is_not(None),
            col(Delivery.payload).is_not(None),
        )
    )
    for delivery in waiting.all():
        if delivery.anchor in anchors or _names(patient, _said(delivery)):
            delivery.state, delivery.reason = DeliveryState.CANCELLED, ERASED
            delivery.payload = delivery.wake_at = None
            delivery.finished_at = now
    await db.flush()
    shown = await db.exec(
        select(Delivery)
        .where(
            Delivery.clinic_id == practice.clinic_id,
            col(Delivery.staff_id).is_not(None),
            col(Delivery.anchor).in_(anchors),
            Delivery.state == DeliveryState.DELIVERED,
            col(Delivery.message_id).is_not(None),
        )
        .order_by(col(Delivery.id))
    )
    messages = {(one.staff_id, one.message_id): one for one in shown.all()}
    for (staff_id, message_id), delivery in messages.items():
        delivery.anchor = None
        reader = await db.get(Staff, staff_id)
        if reader is not None and reader.removed_at is None:
            text = practice.words(reader.language)("rights-erased-notice")
            notice = Outgoing(text, edits_message=message_id, silent=True)
            await queue(db, practice, notice, to=reader, now=now, purpose=ERASED)


def _said(delivery: Delivery) -> str:
    try:
        outgoing = Outgoing.from_json(delivery.payload or "")
    except (LookupError, TypeError, ValueError):
        return ""  # it is dropped when its turn comes
    labels = [button.text for row in outgoing.buttons for button in row]
    return "\n".join([unescape(outgoing.text), *labels])


def _names(patient: Patient, text: str) -> bool:
    """Whether the text names the patient: as words of their own, whatever their case."""
    names = [re.escape(name) for name in (patient.name, patient.telegram_name) if name]
    return any(re.search(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE) for name in names)


async def _empty_drafts(
    db: Db, practice: Practice, patient: Patient, enrolments: Collection[int], now: datetime
) -> None:
    """Empty the forms that name the patient, and all closed ones, since nobody needs those."""
    drafts = await db.exec(select(Draft).where(Draft.clinic_id == practice.clinic_id))
    for draft in drafts.all():
        if draft.form and (
            draft.closed_at is not None
            or _names(patient, draft.form)
            or _is_about(draft.form, saved(patient.id), enrolments)
        ):
            draft.form = ""
            draft.closed_at = draft.closed_at or now
    await db.flush()


def _is_about(form: str, patient_id: int, enrolments: Collection[int]) -> bool:
    """Whether a form carries the patient's id, or that of one of their enrolments."""
    try:
        kept = json.loads(form)
    except ValueError:
        return True
    if not isinstance(kept, dict):
        return True
    # What a form of another kind corrects is a session, not an enrolment.
    corrects = kept.get("corrects") if "forms" in kept else None
    return corrects in enrolments or any(
        kept.get(key) == patient_id for key in ("patient", "patient_id")
    )


async def _empty_chats(
    db: Db, practice: Practice, chats: Collection[str], alone: Collection[str]
) -> None:
    """Empty what the inbox and the ledger still hold of these chats; what arrived just now and is
    not handled yet stays, and comes from a stranger then.
    """
    mine = col(InboxUpdate.clinic_id) == practice.clinic_id
    dealt_with = col(InboxUpdate.state).in_((InboxState.DONE, InboxState.SET_ASIDE))
    await db.exec(
        update(InboxUpdate)
        .where(mine, dealt_with, col(InboxUpdate.chat_hash).in_(chats))
        .values(payload=None)
    )
    await db.exec(
        update(InboxUpdate)
        .where(mine, dealt_with, col(InboxUpdate.chat_hash).in_(alone))
        .values(chat_hash=NO_CHAT)
    )
    await db.exec(
        delete(Delivery).where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.staff_id).is_(None),
            col(Delivery.chat_hash).in_(alone),
        )
    )
