"""Alerting staff to a conversation: at first, while nobody has claimed it, and while whoever has
claimed it does not resolve it.
"""

from datetime import datetime, timedelta

from sqlmodel import col, select

from reminder.care.timing import after_quiet, in_quiet
from reminder.practice.clinic import Db, Practice
from reminder.practice.conversation_messages import alert, not_claimed, overdue
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff
from reminder.practice.questions import WRITTEN_TO
from reminder.store.tables import Conversation, Patient, Staff

OFTEN_FOR = timedelta(days=2)
"""How long what somebody has claimed and not resolved is raised at the clinic's own pace; then once
a day: what comes every few hours for weeks is read by nobody.
"""
DAILY = timedelta(days=1)


def first_alert_at(practice: Practice, now: datetime) -> datetime:
    """Return when staff are alerted to what a patient answers at `now`."""
    if practice.profile.alerts.at_night:
        return now
    return after_quiet(now, practice.profile.preferences())


def is_night(practice: Practice, now: datetime) -> bool:
    """Tell whether staff are left in peace at this instant."""
    profile = practice.profile
    return not profile.alerts.at_night and in_quiet(now, profile.preferences())


def is_overdue(practice: Practice, conversation: Conversation, now: datetime) -> bool:
    """Tell whether somebody has had it in hand for longer than the clinic's limit."""
    since = conversation.claimed_at
    return since is not None and now >= since + practice.profile.alerts.resolve_within


async def raise_due(db: Db, practice: Practice, now: datetime) -> int:
    """Raise what nobody has claimed, or resolved, in time; returns how many that were."""
    found = await db.exec(
        select(Conversation)
        .where(
            Conversation.clinic_id == practice.clinic_id,
            col(Conversation.raise_at).is_not(None),
            col(Conversation.raise_at) <= now,
        )
        .order_by(col(Conversation.id))
        .with_for_update()
    )
    due = list(found.all())
    for conversation in due:
        patient = await db.get_one(Patient, conversation.patient_id)
        await raise_one(db, practice, conversation, patient, now)
    return len(due)


async def raise_one(
    db: Db, practice: Practice, conversation: Conversation, patient: Patient, now: datetime
) -> None:
    """Take the next step of one that is due: alert staff, alert them again, have the patient phone.
    What somebody has claimed is raised to all staff, again and again until it is
    resolved; at last once a day.

    Each step leaves the clinic's limit of time; an alert waits for the end of staff's quiet hours,
    the patient's being told to phone does not wait for it.
    """
    if conversation.raise_at is None or conversation.raise_at > now:
        return
    alerts = practice.profile.alerts
    claimant = await _claimant(db, practice, conversation)
    taken = claimant is not None
    if not taken and (
        conversation.raised > 1 or (conversation.raised == 1 and is_night(practice, now))
    ):
        await _tell_to_phone(db, practice, conversation, patient, now)
    if not taken and conversation.raised > 1:
        conversation.raise_at = None
    elif is_night(practice, now):
        conversation.raise_at = after_quiet(now, practice.profile.preferences())
    elif claimant is not None and conversation.raised > 0:
        for staff in await all_staff(db, practice):
            words = practice.words(staff.language)
            message = overdue(practice, conversation, patient, words, claimant)
            await queue(db, practice, message, to=staff, now=now, purpose="alert", urgent=True)
        claimed_at = conversation.claimed_at or now
        pause = alerts.resolve_within
        conversation.raise_at = now + (pause if now < claimed_at + OFTEN_FOR else max(pause, DAILY))
    else:
        conversation.raised += 1
        for staff in await alerted(db, practice, conversation):
            message = alert(practice, conversation, patient, practice.words(staff.language))
            await queue(db, practice, message, to=staff, now=now, purpose="alert", urgent=True)
        conversation.raise_at = now + (alerts.resolve_within if taken else alerts.claim_within)
    await db.flush()


async def alerted(db: Db, practice: Practice, conversation: Conversation) -> list[Staff]:
    """Return who has claimed it; while nobody has, or that one works here no more, everybody."""
    claimant = await _claimant(db, practice, conversation)
    return [claimant] if claimant is not None else await all_staff(db, practice)


async def _claimant(db: Db, practice: Practice, conversation: Conversation) -> Staff | None:
    everyone = await all_staff(db, practice)
    return next((staff for staff in everyone if staff.id == conversation.claimed_by), None)


async def _tell_to_phone(
    db: Db, practice: Practice, conversation: Conversation, patient: Patient, now: datetime
) -> None:
    if conversation.told_at is None and patient.state in WRITTEN_TO:
        message = not_claimed(practice, patient)
        await queue(db, practice, message, to=patient, now=now, purpose="told_to_phone")
        conversation.told_at = now
