"""Pausing: silence until a day, and back by itself on that day, or sooner by a button.

A pause is a state of the patient, so the plan is empty while it lasts; what is in force goes on,
and /today and the card go on saying so.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import structlog
from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.timing import after_quiet, local_day, message_at
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.contact import contact
from reminder.practice.outbox import queue
from reminder.practice.people import patients_of_chat
from reminder.practice.replan import replan
from reminder.practice.resume import instructions_are_due
from reminder.practice.silence import lock
from reminder.practice.still_applies import still_applies
from reminder.practice.today import today
from reminder.store.tables import Patient, PatientState

log = structlog.get_logger(__name__)

LONGEST = timedelta(days=90)
"""Whoever wants silence for longer than this writes STOP."""
FAULT_PAUSE = timedelta(minutes=15)
"""How long the end of a pause waits after a fault of ours."""
PAUSABLE = (PatientState.ACTIVE, PatientState.PAUSED)
OVER = "pause_over"
"""The purpose of what is said when a pause has ended by itself."""


async def pause(
    db: Db, practice: Practice, *, chat_id: int, until: date, now: datetime
) -> list[Patient]:
    """Pause everyone whom this chat serves until a local day, and return them.

    It ends at the hour of that day's message. None of them (an empty list): the chat is nobody's
    who gets messages, or the day is not one of the next ninety.
    """
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    pausing = [patient for patient in patients if patient.state in PAUSABLE]
    for patient in pausing:
        today_there = local_day(now, practice.profile.preferences(patient.zone).zone)
        if not today_there < until <= today_there + LONGEST:
            return []
    for patient in pausing:
        patient.state = PatientState.PAUSED
        patient.paused_until = _ends_at(practice, patient, until)
        await record(db, practice, "paused", now=now, patient=patient)
        await replan(db, practice, patient, now)
    return pausing


def _ends_at(practice: Practice, patient: Patient, until: date) -> datetime:
    return message_at(until, practice.profile.preferences(patient.zone, patient.message_hour))


def move_end(practice: Practice, patient: Patient, before: str) -> None:
    """Keep a pause's local day after the patient's zone has changed from `before`, or the hour."""
    if patient.paused_until is not None:
        zone = practice.profile.preferences(before).zone
        until = local_day(patient.paused_until, zone)
        patient.paused_until = _ends_at(practice, patient, until)


async def paused_text(
    db: Db, practice: Practice, patients: Sequence[Patient], now: datetime
) -> Outgoing:
    """Return what the pause means: until when, what goes on applying, whom to phone, Resume."""
    words = practice.words(patients[0].language)
    parts: list[str] = [words("view-paused", until=until_text(practice, patients[0]))]
    still = await still_applies(db, practice, patients, words, now)
    parts += [] if still is None else [still]
    parts.append(words("view-paused-questions", **contact(practice, words)))
    return Outgoing("\n\n".join(parts), buttons=resume_rows(practice, patients[0]))


def until_text(practice: Practice, patient: Patient) -> str:
    """Return when a patient's pause ends, on the patient's clocks and in their language."""
    words = practice.words(patient.language)
    if patient.paused_until is None:
        return ""
    return words.moment(patient.paused_until, practice.profile.preferences(patient.zone).zone)


def resume_rows(practice: Practice, patient: Patient) -> tuple[tuple[Button, ...], ...]:
    """Return the button by which a pause ends at once."""
    words = practice.words(patient.language)
    return ((Button(words.plain("view-unpause-button"), data=f"p:unpause:{patient.id}"),),)


async def end_pause(db: Db, practice: Practice, *, chat_id: int, now: datetime) -> Outgoing | None:
    """End the pause of everyone whom this chat serves, and return what they are told; None where
    nobody is paused.
    """
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    paused = [patient for patient in patients if patient.state is PatientState.PAUSED]
    if not paused:
        return None
    for patient in paused:
        await _end(db, practice, patient, resumed_at=now, now=now)
    return await _back(db, practice, paused, "view-unpaused", now)


async def end_due(db: Db, practice: Practice, now: datetime) -> None:
    """End the pauses whose day has come, and tell each chat once what applies now.

    Late, after the service has stood still, it waits for the end of the patient's night.
    """
    due = await db.exec(
        select(Patient)
        .where(
            col(Patient.paused_until).is_not(None),
            col(Patient.paused_until) <= now,
            Patient.clinic_id == practice.clinic_id,
        )
        .order_by(col(Patient.id))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    chats: dict[str | None, list[Patient]] = {}
    for patient in due.all():
        chats.setdefault(patient.chat_hash, []).append(patient)
    for patients in chats.values():
        ids = [patient.id for patient in patients]
        try:
            async with db.begin_nested():
                await _end_of_chat(db, practice, patients, now)
        except Exception as fault:  # noqa: BLE001  (one bad row never stops a batch)
            log.error("a pause did not end", action="pause", fault=type(fault).__name__)
            await db.exec(
                update(Patient)
                .where(col(Patient.id).in_(ids))
                .values(paused_until=now + FAULT_PAUSE)
            )


async def _end_of_chat(
    db: Db, practice: Practice, patients: Sequence[Patient], now: datetime
) -> None:
    ended = []
    for patient in patients:
        preferences = practice.profile.preferences(patient.zone, patient.message_hour)
        awake_at = after_quiet(now, preferences)
        if patient.state is not PatientState.PAUSED or patient.paused_until is None:
            patient.paused_until = None
        elif awake_at > now:
            patient.paused_until = awake_at
        else:
            await _end(db, practice, patient, resumed_at=patient.paused_until, now=now)
            # It is the day's message: what else is due and still useful comes tomorrow.
            patient.last_audible_at = now
            ended.append(patient)
    if ended:
        message = await _back(db, practice, ended, "view-pause-over", now)
        await queue(db, practice, message, to=ended[0], now=now, purpose=OVER)


async def _end(
    db: Db, practice: Practice, patient: Patient, *, resumed_at: datetime, now: datetime
) -> None:
    patient.state = PatientState.ACTIVE
    patient.paused_until = None
    patient.resumed_at = resumed_at
    await record(db, practice, "pause_ended", now=now, patient=patient)
    await replan(db, practice, patient, now)


async def _back(
    db: Db, practice: Practice, patients: list[Patient], message: str, now: datetime
) -> Outgoing:
    """Say that the messages are on again, and what applies unless the instructions will."""
    patient = patients[0]
    words = practice.words(patient.language)
    parts: list[str] = [words(message, clinic=practice.profile.name)]
    if not await instructions_are_due(db, patients, now):
        applies = await today(db, practice, chat_id=int(patient.chat_id or 0), now=now)
        parts += [] if applies is None else [applies]
    return Outgoing("\n\n".join(parts))
