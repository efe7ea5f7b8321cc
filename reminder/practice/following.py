"""What one message asks, question after question: each answer brings the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from reminder import wording
from reminder.care.choices import CHOICE_KINDS
from reminder.care.history import Choice, History, Reply
from reminder.care.kinds import QUESTIONS, PlannedReminder
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.questions import (
    Rows,
    answer_label,
    asking,
    close_questions,
    planned_of,
    question_buttons,
)
from reminder.store.tables import Delivery, Patient, Reminder


@dataclass(frozen=True, slots=True)
class Replied:
    """An answer or a choice counts. `asked` is the message as it was asked, `text` what stands
    under what was given (empty: it is said in a message of its own), `rows` are the buttons of the
    next question.
    """

    patient: Patient
    asked: str
    text: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """The question was answered before, or what it was about stands otherwise by now."""


async def questions_of(db: Db, delivery_id: int | None) -> list[Reminder]:
    """Return what a message has still to ask."""
    if delivery_id is None:
        return []
    found = await db.exec(
        select(Reminder)
        .where(
            Reminder.delivery_id == delivery_id,
            col(Reminder.kind).in_([*QUESTIONS, *CHOICE_KINDS]),
            col(Reminder.closed_at).is_(None),
        )
        .order_by(col(Reminder.id))
        .execution_options(populate_existing=True)
    )
    return list(found.all())


async def next_question(
    db: Db, practice: Practice, patient: Patient, delivery_id: int | None, now: datetime
) -> tuple[str, Rows]:
    """Return the next question of a message, if there is one, and its buttons."""
    rows = await questions_of(db, delivery_id)
    history, protocols = await gather(db, practice, patient)
    planned = tuple(map(planned_of, rows))
    chosen = wording.asked_first(history, protocols, planned, now)
    row = asking(rows, chosen)
    if row is None:
        await close_questions(db, rows, now)
        return "", ()
    words = practice.words(patient.language)
    text = wording.asked_next(history, protocols, chosen, now, words, practice.profile)
    return text, question_buttons(words, row)


async def as_asked(
    db: Db, practice: Practice, patient: Patient, delivery_id: int | None, key: str
) -> str:
    """Return the message that asked the question of that key, put together as it was when it went
    out (no text is stored), with what has been answered under it since; empty where it is unknown.
    """
    if delivery_id is None:
        return ""
    delivery = await db.get_one(Delivery, delivery_id)
    rows = (await db.exec(select(Reminder).where(Reminder.delivery_id == delivery_id))).all()
    now = delivery.begun_at or delivery.created_at
    whole, protocols = await gather(db, practice, patient)
    history = replace(
        whole,
        answers=tuple(a for a in whole.answers if a.answered_at < now),
        chosen=tuple(c for c in whole.chosen if c.chosen_at < now),
    )
    words = practice.words(patient.language)
    name = patient.name if patient.another_person else None
    left = tuple(map(planned_of, rows))
    text = wording.day_message(
        history, protocols, left, now, words, practice.profile, first_name=name
    )
    parts = [] if text is None else [text]
    asked = wording.asked_first(history, protocols, left, now)
    while asked and key not in {one.key for one in asked}:
        given = _given(whole, asked)
        if given is None:
            break
        parts.append(words("answer-given", answer=answer_label(words, given)))
        left = tuple(one for one in left if one not in asked)
        asked = wording.asked_first(history, protocols, left, now)
        if asked:
            parts.append(
                wording.asked_next(history, protocols, asked, now, words, practice.profile)
            )
    return "\n\n".join(parts)


def _given(history: History, asked: Sequence[PlannedReminder]) -> Reply | Choice | None:
    """Return what was answered to a question, None if nothing was."""
    keys = {one.key for one in asked}
    replies = (one.reply for one in history.answers if one.question in keys)
    choices = (one.choice for one in history.chosen if one.question in keys)
    return next(replies, None) or next(choices, None)
