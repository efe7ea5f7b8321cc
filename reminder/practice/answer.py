"""A patient answers a question about the treated skin: the plan changes at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from sqlmodel import col, select

from reminder import wording
from reminder.care.casts import treatments
from reminder.care.history import History, Reply
from reminder.care.kinds import QUESTIONS, ReminderKind, ReminderState
from reminder.care.questions import freed, superseded
from reminder.care.timing import local_day
from reminder.practice.answer_messages import sore, sore_again, worried
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.conversation import begin
from reminder.practice.following import (
    Replied,
    Settled,
    as_asked,
    next_question,
    questions_of,
)
from reminder.practice.history import gather
from reminder.practice.holds import holds_of, place_hold, release_hold
from reminder.practice.outbox import queue
from reminder.practice.people import patients_of_chat
from reminder.practice.questions import close_questions
from reminder.practice.raising import first_alert_at
from reminder.practice.replan import replan
from reminder.practice.silence import lock
from reminder.store.tables import (
    CheckInAnswer,
    Concern,
    HoldKind,
    Patient,
    Reminder,
    saved,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that went out. A copy: planning anew makes the loaded row stale."""

    key: str
    patient_id: int
    session_id: int
    delivery_id: int | None
    is_closed: bool


async def answer(
    db: Db, practice: Practice, *, chat_id: int, reminder_id: int, reply: Reply, now: datetime
) -> Replied | Settled | None:
    """Take an answer to a question that this chat was asked; None where it was not.

    A worry counts even under a question that has been withdrawn.
    """
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    asked = await _asked(db, reminder_id, patients)
    if asked is None:
        return None
    patient = next(one for one in patients if one.id == asked.patient_id)
    history, _ = await gather(db, practice, patient)
    if not _may_answer(asked, reply, history, now):
        return Settled()
    row = CheckInAnswer(
        clinic_id=practice.clinic_id,
        patient_id=saved(patient.id),
        session_id=asked.session_id,
        question=asked.key,
        reply=reply,
        answered_at=now,
    )
    shown = await as_asked(db, practice, patient, asked.delivery_id, asked.key)
    together = await _of_session(db, asked)
    await close_questions(db, together, now)
    db.add(row)
    await record(db, practice, "answered", now=now, patient=patient, detail=reply)
    match reply:
        case Reply.CALM:
            text = await _calm(db, practice, patient, row, now)
        case Reply.SORE:
            text = await _sore(db, practice, patient, asked, history, now)
        case Reply.WORRIED:
            await _worried(db, practice, patient, asked, now)
            await close_questions(db, await questions_of(db, asked.delivery_id), now)
            return Replied(patient, shown, "")
        case _:
            assert_never(reply)
    following, rows = await next_question(db, practice, patient, asked.delivery_id, now)
    return Replied(patient, shown, "\n\n".join(part for part in (text, following) if part), rows)


async def _asked(db: Db, reminder_id: int, patients: Sequence[Patient]) -> _Asked | None:
    found = await db.exec(
        select(Reminder)
        .where(
            Reminder.id == reminder_id,
            col(Reminder.patient_id).in_([patient.id for patient in patients]),
            col(Reminder.kind).in_(QUESTIONS),
            # The outcome may not be recorded yet, or uncertain: who answers has been asked.
            Reminder.attempts > 0,
        )
        .execution_options(populate_existing=True)
    )
    row = found.first()
    if row is None or row.session_id is None:
        return None
    return _Asked(
        row.key, row.patient_id, row.session_id, row.delivery_id, row.closed_at is not None
    )


def _may_answer(asked: _Asked, reply: Reply, history: History, now: datetime) -> bool:
    if any(answer.question == asked.key for answer in history.answers):
        return False
    if not any(session.id == asked.session_id for session in history.sessions):
        return False
    if reply is Reply.WORRIED:
        return True
    known = treatments(history, now)
    (session,) = (one for one in known if one.session_id == asked.session_id)
    return not asked.is_closed and not superseded(session, known, history)


async def _of_session(db: Db, asked: _Asked) -> list[Reminder]:
    """Return all that was asked about the session: one answer answers it."""
    found = await db.exec(
        select(Reminder).where(
            Reminder.patient_id == asked.patient_id,
            Reminder.session_id == asked.session_id,
            col(Reminder.kind).in_(QUESTIONS),
            Reminder.attempts > 0,
            col(Reminder.closed_at).is_(None),
        )
    )
    return list(found.all())


async def _calm(
    db: Db, practice: Practice, patient: Patient, row: CheckInAnswer, now: datetime
) -> str:
    """Release the lifts, and say what is free with this answer, so that no lift need say it."""
    await release_hold(db, patient, HoldKind.COMPLAINT, now)
    await db.flush()
    history, protocols = await gather(db, practice, patient)
    ended: tuple[str, ...] = ()
    if not await holds_of(db, patient):
        ended = freed(history, protocols, now)
        row.told = bool(ended)
    await replan(db, practice, patient, now)
    words = practice.words(patient.language)
    return wording.freed_text(history, protocols, ended, now, words, practice.profile)


async def _sore(
    db: Db,
    practice: Practice,
    patient: Patient,
    asked: _Asked,
    history: History,
    now: datetime,
) -> str:
    """Let the lifts wait; the second time it is the staff's, and the patient is asked to phone."""
    await place_hold(db, patient, HoldKind.COMPLAINT, now)
    zone = history.preferences.zone
    again = any(
        answer.session_id == asked.session_id
        and answer.reply is Reply.SORE
        and local_day(answer.answered_at, zone) < local_day(now, zone)
        for answer in history.answers
    )
    if again:
        await begin(db, practice, patient, Concern.STILL_SORE, now, asked.session_id)
    await replan(db, practice, patient, now)
    if again:
        return sore_again(practice, patient)
    next_one = await db.exec(
        select(Reminder.due_at)
        .where(
            Reminder.patient_id == patient.id,
            Reminder.session_id == asked.session_id,
            Reminder.kind == ReminderKind.CHECK_IN,
            Reminder.state == ReminderState.PLANNED,
        )
        .order_by(col(Reminder.due_at))
        .limit(1)
    )
    due_at = next_one.first()
    return sore(practice, patient, None if due_at is None else local_day(due_at, zone))


async def _worried(
    db: Db, practice: Practice, patient: Patient, asked: _Asked, now: datetime
) -> None:
    """Alert staff, and say at once, in a message of its own, what a worried patient must know."""
    await begin(db, practice, patient, Concern.WORRIED, now, asked.session_id)
    await replan(db, practice, patient, now)
    message = worried(practice, patient, first_alert_at(practice, now), now)
    await queue(db, practice, message, to=patient, now=now, purpose="worried")
