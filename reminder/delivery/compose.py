"""Put a patient's reminders into words: one message, as an `Outgoing`."""

from collections.abc import Sequence
from datetime import datetime

from reminder import wording
from reminder.care.history import History
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.history import Protocols
from reminder.practice.questions import DueReminder, asking, planned_of, question_buttons


def compose(
    practice: Practice,
    language: str,
    first_name: str | None,
    history: History,
    protocols: Protocols,
    group: Sequence[DueReminder],
    now: datetime,
) -> Outgoing | None:
    """Return the message that carries these reminders, None where nothing is left to say.

    `first_name` is given where two people share a chat.
    """
    words = practice.words(language)
    planned = tuple(map(planned_of, group))
    text = wording.day_message(
        history,
        protocols,
        planned,
        now,
        words,
        practice.profile,
        first_name=first_name,
        repeated=any(reminder.repeated for reminder in group),
    )
    if text is None:
        return None
    asked = asking(group, wording.asked_first(history, protocols, planned, now))
    return Outgoing(text, () if asked is None else question_buttons(words, asked))
