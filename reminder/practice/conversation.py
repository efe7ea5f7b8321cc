"""A conversation between staff and a patient who is not well: opened, raised, claimed, resolved."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from reminder.outgoing import Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.conversation_messages import (
    alert,
    anchor_of,
    claimed,
    overdue,
    resolved,
    written,
)
from reminder.practice.holds import place_hold, release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff
from reminder.practice.raising import alerted, first_alert_at, is_night, is_overdue, raise_one
from reminder.practice.replan import replan
from reminder.practice.said import was_sent
from reminder.practice.silence import lock
from reminder.store.tables import Concern, Conversation, HoldKind, Patient, Staff, saved


@dataclass(frozen=True, slots=True)
class Taken:
    """A conversation in this staff member's hands, and whom it is with."""

    conversation: Conversation
    patient: Patient


@dataclass(frozen=True, slots=True)
class TakenBy:
    """Somebody else has taken it on before."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class Over:
    """It has been resolved before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a conversation stands, as one of the staff reads it."""

    patient: Patient
    message: Outgoing


async def begin(
    db: Db,
    practice: Practice,
    patient: Patient,
    concern: Concern,
    now: datetime,
    session_id: int | None = None,
) -> Conversation:
    """Hold the patient's lifts and alert staff: at once, or at night when the quiet hours end.

    One that is open already is raised anew; whoever has claimed it is alerted once more.
    """
    await place_hold(db, patient, HoldKind.COMPLAINT, now)
    conversation = await open_one(db, patient)
    if conversation is None:
        conversation = Conversation(
            clinic_id=practice.clinic_id,
            patient_id=saved(patient.id),
            concern=concern,
            opened_at=now,
        )
        db.add(conversation)
    conversation.concern = concern
    conversation.opened_at = now
    conversation.session_id = session_id
    # Who is still sore has been told to phone in the reply to the answer itself.
    conversation.told_at = now if concern is Concern.STILL_SORE else None
    conversation.raised = 0
    conversation.raise_at = first_alert_at(practice, now)
    await db.flush()
    await record(db, practice, "conversation_opened", now=now, patient=patient, detail=concern)
    await raise_one(db, practice, conversation, patient, now)
    return conversation


async def open_one(db: Db, patient: Patient) -> Conversation | None:
    """Return the patient's conversation that nobody has resolved, if there is one."""
    found = await db.exec(
        select(Conversation)
        .where(Conversation.patient_id == patient.id, col(Conversation.resolved_at).is_(None))
        .order_by(col(Conversation.id).desc())
        .limit(1)
    )
    return found.first()


async def claim_conversation(
    db: Db, practice: Practice, staff: Staff, conversation_id: int, now: datetime
) -> Taken | TakenBy | Over | None:
    """Let a staff member take it on; the others see who has. What has been in somebody's hands for
    too long can be taken over, or on for another while.
    """
    found = await _open(db, practice, conversation_id)
    if not isinstance(found, Taken):
        return found
    conversation, patient = found.conversation, found.patient
    everyone = await all_staff(db, practice)
    overdue = is_overdue(practice, conversation, now)
    for other in everyone:
        if other.id == conversation.claimed_by and other.id != staff.id and not overdue:
            return TakenBy(other)
    if conversation.claimed_by != staff.id or overdue:
        conversation.claimed_by = staff.id
        conversation.claimed_at = now
        conversation.raised = max(conversation.raised, 1)
        conversation.raise_at = now + practice.profile.alerts.resolve_within
        await record(db, practice, "claimed", now=now, staff=staff, patient=patient)
        for other in everyone:
            words = practice.words(other.language)
            message = claimed(practice, conversation, patient, words, staff, other)
            await _change(db, practice, conversation, message, other, now)
    return found


async def find_conversation(db: Db, practice: Practice, conversation_id: int) -> Taken | None:
    """Return a conversation of this clinic, None where it has none of that id."""
    conversation = await _locked(db, practice, conversation_id)
    if conversation is None:
        return None
    return Taken(conversation, await db.get_one(Patient, conversation.patient_id))


async def show_conversation(
    db: Db, practice: Practice, staff: Staff, conversation_id: int, now: datetime
) -> Shown | Over | None:
    """Return what a staff member is shown of it, with what they can do now."""
    found = await _open(db, practice, conversation_id)
    if not isinstance(found, Taken):
        return found
    conversation, patient = found.conversation, found.patient
    words = practice.words(staff.language)
    everyone = await all_staff(db, practice)
    by = next((one for one in everyone if one.id == conversation.claimed_by), None)
    if by is None:
        return Shown(patient, alert(practice, conversation, patient, words))
    if is_overdue(practice, conversation, now):
        return Shown(patient, overdue(practice, conversation, patient, words, by))
    return Shown(patient, claimed(practice, conversation, patient, words, by, staff))


async def resolve_conversation(
    db: Db, practice: Practice, staff: Staff, conversation_id: int, now: datetime
) -> Taken | Over | None:
    """End it: the lifts that waited for it take their turn."""
    found = await _open(db, practice, conversation_id)
    if not isinstance(found, Taken):
        return found
    await resolve_complaint(db, practice, staff, found.patient, now)
    return found


async def resolve_complaint(
    db: Db, practice: Practice, staff: Staff, patient: Patient, now: datetime
) -> None:
    """End all that the patient's lifts wait for: an answer that was not calm, a conversation."""
    await lock(db, [patient])
    while (conversation := await open_one(db, patient)) is not None:
        conversation.resolved_at = now
        conversation.resolved_by = staff.id
        conversation.raise_at = conversation.reply_by = conversation.reply_until = None
        await db.flush()
        for other in await all_staff(db, practice):
            words = practice.words(other.language)
            message = resolved(conversation, patient, words, staff)
            await _change(db, practice, conversation, message, other, now)
    await release_hold(db, patient, HoldKind.COMPLAINT, now)
    await record(db, practice, "resolved", now=now, staff=staff, patient=patient)
    await replan(db, practice, patient, now)


async def pass_on(
    db: Db, practice: Practice, patients: list[Patient], text: str, now: datetime
) -> bool:
    """Show what a patient has written to whoever has claimed their conversation, else to all staff.

    Returns False, with nothing done, where there is no conversation. The text is in the message
    alone, which is emptied once it is sent. At night it makes no sound.
    """
    for patient in patients:
        conversation = await open_one(db, patient)
        if conversation is None:
            continue
        for staff in await alerted(db, practice, conversation):
            words = practice.words(staff.language)
            silent = is_night(practice, now)
            message = written(conversation, patient, words, text, silent=silent)
            await queue(db, practice, message, to=staff, now=now, purpose="passed_on")
        return True
    return False


async def _change(
    db: Db,
    practice: Practice,
    conversation: Conversation,
    message: Outgoing,
    staff: Staff,
    now: datetime,
) -> None:
    """Let a staff member's newest message about it become another; who has none gets none."""
    if await was_sent(db, practice, staff, anchor_of(conversation)):
        changed = replace(message, edits=message.anchor)
        await queue(db, practice, changed, to=staff, now=now, purpose="alert")


async def _open(db: Db, practice: Practice, conversation_id: int) -> Taken | Over | None:
    """Return a conversation of this clinic while nobody has resolved it."""
    found = await find_conversation(db, practice, conversation_id)
    if found is not None and found.conversation.resolved_at is not None:
        return Over()
    return found


async def _locked(db: Db, practice: Practice, conversation_id: int) -> Conversation | None:
    found = await db.exec(
        select(Conversation)
        .where(Conversation.id == conversation_id, Conversation.clinic_id == practice.clinic_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.first()
