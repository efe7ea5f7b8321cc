"""Put a patient's reminders into words: one message, as an `Outgoing`."""

from collections.abc import Sequence
from datetime import datetime

from reminder import wording
from reminder.care.history import History
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.history import Protocols
from reminder.practice.questions import asking, planned_of, question_buttons
from reminder.store.tables import Patient, Reminder


def compose(
    practice: Practice,
    patient: Patient,
    history: History,
    protocols: Protocols,
    group: Sequence[Reminder],
    now: datetime,
) -> Outgoing | None:
    """Return the message that carries these reminders, None where nothing is left to say."""
    words = practice.words(patient.language)
    planned = tuple(map(planned_of, group))
    text = wording.day_message(
        history,
        protocols,
        planned,
        now,
        words,
        practice.profile,
        first_name=patient.name if patient.another_person else None,
        repeated=any(reminder.repeated for reminder in group),
    )
    if text is None:
        return None
    asked = asking(group, wording.asked_first(history, protocols, planned, now))
    return Outgoing(text, () if asked is None else question_buttons(words, asked))
