"""The questions that a patient has been asked: their buttons, and when they are over."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import bindparam, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from reminder.care.casts import Protocols, treatments
from reminder.care.choices import CHOICE_KINDS, choices, is_open
from reminder.care.history import Choice, History, Reply
from reminder.care.kinds import QUESTIONS, PlannedReminder, ReminderKind
from reminder.care.plain import plain
from reminder.care.questions import superseded
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.outbox import queue
from reminder.store.tables import Delivery, Patient, PatientState, Reminder, saved

WRITTEN_TO = (PatientState.ACTIVE, PatientState.PAUSED)
"""States in which a patient's messages are still changed."""
Rows = tuple[tuple[Button, ...], ...]


@plain(frozen=True, slots=True)
class DueReminder:
    """A stored reminder, as far as putting it into words and sending it needs it."""

    id: int
    key: str
    kind: ReminderKind
    due_at: datetime
    useful_until: datetime
    course_id: int | None
    session_id: int | None
    appointment_id: int | None
    topics: str
    until: datetime | None
    attempts: int
    repeated: bool


Asked = TypeVar("Asked", Reminder, DueReminder)


def question_buttons(words: Words, row: Reminder | DueReminder) -> Rows:
    """Return the answers to the question that a stored reminder asks, a row each."""
    verb = "answer" if row.kind in QUESTIONS else "choose"
    return tuple(
        (Button(answer_label(words, given), data=f"p:{verb}:{saved(row.id)}:{given.value}"),)
        for given in answers_to(planned_of(row))
    )


def answers_to(reminder: PlannedReminder) -> tuple[Reply, ...] | tuple[Choice, ...]:
    """Return what can be answered to the question that a reminder asks."""
    return tuple(Reply) if reminder.kind in QUESTIONS else choices(reminder)


def answer_label(words: Words, given: Reply | Choice) -> str:
    """Return what stands on the button of an answer."""
    room = "answer" if isinstance(given, Reply) else "course"
    return words.plain(f"{room}-{given.value}-button")


def asking(rows: Sequence[Asked], asked: Collection[PlannedReminder]) -> Asked | None:
    """Return the row under whose id a message asks, of those that `asked` was chosen from."""
    keys = {one.key for one in asked}
    chosen = [row for row in rows if row.key in keys]
    # A check-in first, so that its answer is known to be one.
    return min(
        chosen, key=lambda row: (row.kind is not ReminderKind.CHECK_IN, row.key), default=None
    )


def planned_of(row: Reminder | DueReminder) -> PlannedReminder:
    """Return a stored reminder as the plan had it."""
    return PlannedReminder(
        due_at=row.due_at,
        key=row.key,
        kind=row.kind,
        useful_until=row.useful_until,
        course_id=row.course_id,
        session_id=row.session_id,
        appointment_id=row.appointment_id,
        topics=tuple(filter(None, row.topics.split(","))),
        until=row.until,
    )


async def open_questions(db: Db, patient: Patient) -> list[Reminder]:
    """Return the questions that went out and are neither answered nor withdrawn."""
    found = await db.exec(
        select(Reminder)
        .where(
            Reminder.patient_id == patient.id,
            col(Reminder.kind).in_([*QUESTIONS, *CHOICE_KINDS]),
            col(Reminder.closed_at).is_(None),
            col(Reminder.delivery_id).is_not(None),
        )
        .order_by(col(Reminder.id))
    )
    return [row for row in found.all() if row.kind in QUESTIONS or choices(planned_of(row))]


async def close_questions(db: Db, reminders: Sequence[Reminder], now: datetime) -> None:
    """Note that these questions are over."""
    await db.exec(
        update(Reminder)
        .where(col(Reminder.id).in_([reminder.id for reminder in reminders]))
        .values(closed_at=now)
    )


async def withdraw(
    db: Db, practice: Practice, patient: Patient, now: datetime, reminders: Sequence[Reminder]
) -> None:
    """Take the buttons away from questions that nobody should answer any more."""
    await close_questions(db, reminders, now)
    if patient.chat_id is None or patient.state not in WRITTEN_TO:
        return
    deliveries = {reminder.delivery_id for reminder in reminders}
    shown = await db.exec(
        select(Delivery.message_id).where(
            col(Delivery.id).in_(deliveries),
            Delivery.chat_hash == patient.chat_hash,
            col(Delivery.message_id).is_not(None),
        )
    )
    for message_id in sorted(number for number in shown.all() if number):
        bare = Outgoing("", edits_message=message_id, silent=True)
        await queue(db, practice, bare, to=patient, now=now, purpose="withdrawn")


async def withdraw_superseded(
    db: Db,
    practice: Practice,
    patient: Patient,
    history: History,
    protocols: Protocols,
    now: datetime,
) -> None:
    """Withdraw the open questions that are over: about sessions that a newer one has followed, or
    that were taken back; about appointments that have passed, moved or been called off; about a
    course whose next session is booked.
    """
    asked = await open_questions(db, patient)
    if not asked:
        return
    known = treatments(history, now)
    current = {
        session.session_id for session in known if not superseded(session, known, history)
    } - {None}
    over = [
        row
        for row in asked
        if (
            row.session_id not in current
            if row.kind in QUESTIONS
            else not is_open(planned_of(row), history, protocols, now)
        )
    ]
    if not over:
        return
    left = {row.delivery_id for row in asked if row not in over}
    await close_questions(db, over, now)
    # Where the same message has another question, its buttons are that one's.
    await withdraw(db, practice, patient, now, [r for r in over if r.delivery_id not in left])


BEFORE = (
    select_columns(col(Reminder.patient_id))
    .where(
        col(Reminder.patient_id).in_(bindparam("patients", expanding=True)),
        col(Reminder.kind).in_(QUESTIONS),
        col(Reminder.closed_at).is_(None),
        col(Reminder.delivery_id).is_not(None),
        col(Reminder.id).not_in(bindparam("new", expanding=True)),
    )
    .distinct()
)


async def asked_before(db: Db, patients: Sequence[int], new: Sequence[int]) -> list[int]:
    """Return those of the patients who have an open question about the skin besides the `new`."""
    found = await (await db.connection()).execute(BEFORE, {"patients": patients, "new": new})
    return list(found.scalars())


async def withdraw_older(
    db: Db, practice: Practice, patient: Patient, asked: Sequence[DueReminder], now: datetime
) -> None:
    """Withdraw the questions about the skin of earlier messages: a patient has one at a time."""
    new = {reminder.id for reminder in asked}
    older = [
        one
        for one in await open_questions(db, patient)
        if one.kind in QUESTIONS and saved(one.id) not in new
    ]
    if older:
        await withdraw(db, practice, patient, now, older)
