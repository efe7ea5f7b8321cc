"""What a patient reads after answering a question. Nothing here diagnoses."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import select

from reminder import wording
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.contact import contact
from reminder.practice.history import gather
from reminder.practice.questions import planned_of
from reminder.store.tables import Delivery, Patient, Reminder


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
    history = replace(whole, answers=tuple(a for a in whole.answers if a.answered_at < now))
    words = practice.words(patient.language)
    name = patient.name if patient.another_person else None
    planned = tuple(map(planned_of, rows))
    text = wording.day_message(
        history, protocols, planned, now, words, practice.profile, first_name=name
    )
    parts = [] if text is None else [text]
    first = wording.asked_first(history, protocols, planned, now)
    if key not in {one.key for one in first}:
        keys = {one.key for one in first}
        given = [a.reply for a in whole.answers if a.question in keys]
        parts += [
            words("answer-given", answer=words.plain(f"answer-{reply.value}-button"))
            for reply in given
        ]
        asked = tuple(one for one in planned if one.key == key)
        parts.append(wording.asked_next(history, protocols, asked, now, words, practice.profile))
    return "\n\n".join(parts)


def sore(practice: Practice, patient: Patient, again_on: date | None) -> str:
    """Return the reply to "still sore": when it is asked again, and the telephone."""
    words = practice.words(patient.language)
    call = words("answer-sore-call", **contact(practice, words))
    if again_on is None:
        return f"{words('answer-sore')}\n\n{call}"
    return f"{words('answer-sore-until', day=words.day(again_on))}\n\n{call}"


def sore_again(practice: Practice, patient: Patient) -> str:
    """Return the reply to "still sore" for the second time: please phone."""
    words = practice.words(patient.language)
    return words("answer-sore-again", **contact(practice, words))


def worried(practice: Practice, patient: Patient, alerted_at: datetime, now: datetime) -> Outgoing:
    """Return what a worried patient is told at once: who is alerted when, and whom to phone."""
    words = practice.words(patient.language)
    known = contact(practice, words)
    if alerted_at <= now:
        return Outgoing(words("answer-worried", **known))
    moment = words.moment(alerted_at, ZoneInfo(patient.zone))
    return Outgoing(words("answer-worried-later", moment=moment, **known))
