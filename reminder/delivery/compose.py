"""Put a patient's reminders into words: one message, as an `Outgoing`."""

from collections.abc import Sequence
from datetime import datetime

from reminder import wording
from reminder.care.history import History
from reminder.care.kinds import PlannedReminder
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.history import Protocols
from reminder.practice.replan import topics_of
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
    text = wording.day_message(
        history,
        protocols,
        tuple(_planned(reminder) for reminder in group),
        now,
        practice.words(patient.language),
        practice.profile,
        first_name=patient.name if patient.another_person else None,
        repeated=any(reminder.repeated for reminder in group),
    )
    return None if text is None else Outgoing(text)


def _planned(reminder: Reminder) -> PlannedReminder:
    return PlannedReminder(
        due_at=reminder.due_at,
        key=reminder.key,
        kind=reminder.kind,
        useful_until=reminder.useful_until,
        course_id=reminder.course_id,
        session_id=reminder.session_id,
        appointment_id=reminder.appointment_id,
        topics=topics_of(reminder),
        until=reminder.until,
    )
