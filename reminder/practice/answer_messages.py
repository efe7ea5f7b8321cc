"""What a patient reads after answering a question. Nothing here diagnoses."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.contact import contact
from reminder.store.tables import Patient


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
