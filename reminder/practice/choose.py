"""A patient answers a question about sessions to come: the plan changes, and staff hear of it."""

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.choices import CHOICE_KINDS, choices, is_open
from reminder.care.history import Choice
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.timing import local_day
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import agree_to_offers, end_offers
from reminder.practice.contact import contact
from reminder.practice.enrolments import shown_name
from reminder.practice.following import Replied, Settled, as_asked, next_question
from reminder.practice.history import gather
from reminder.practice.outbox import queue
from reminder.practice.people import patients_of_chat
from reminder.practice.questions import Rows, close_questions, planned_of
from reminder.practice.replan import replan
from reminder.practice.silence import lock
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import Appointment, Chosen, Patient, Reminder, saved

TOLD_STAFF = (Choice.MOVE, Choice.CHANGED, Choice.BOOK, Choice.CALL)
"""Choices after which somebody at the clinic has something to do."""


async def choose(
    db: Db, practice: Practice, *, chat_id: int, reminder_id: int, choice: Choice, now: datetime
) -> Replied | Settled | None:
    """Take a choice under a question that this chat was asked; None where it was not."""
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    row = await _asked(db, reminder_id, patients)
    if row is None or choice not in choices(planned_of(row)):
        return None
    patient = next(one for one in patients if one.id == row.patient_id)
    history, protocols = await gather(db, practice, patient)
    if not is_open(planned_of(row), history, protocols, now):
        return Settled()
    if choice is Choice.LATER and await _was_said_again(db, row):
        return Settled()
    key, delivery_id, appointment_id = row.key, row.delivery_id, row.appointment_id
    shown = await as_asked(db, practice, patient, delivery_id, key)
    appointment = None
    if appointment_id is not None:
        appointment = await db.get_one(Appointment, appointment_id)
    await close_questions(db, [row], now)
    db.add(
        Chosen(
            clinic_id=practice.clinic_id,
            patient_id=saved(patient.id),
            question=key,
            choice=choice,
            chosen_at=now,
        )
    )
    await record(db, practice, "chosen", now=now, patient=patient, detail=choice)
    await _act(db, practice, patient, choice, appointment, now)
    await replan(db, practice, patient, now)
    if choice in TOLD_STAFF:
        await _tell_staff(db, practice, patient, choice, appointment, now)
    said = await _said(db, practice, patient, choice, key, appointment)
    following, rows = await next_question(db, practice, patient, delivery_id, now)
    return Replied(patient, shown, "\n\n".join(filter(None, (said, following))), rows)


async def _asked(db: Db, reminder_id: int, patients: list[Patient]) -> Reminder | None:
    found = await db.exec(
        select(Reminder)
        .where(
            Reminder.id == reminder_id,
            col(Reminder.patient_id).in_([patient.id for patient in patients]),
            col(Reminder.kind).in_(CHOICE_KINDS),
            # The outcome may not be recorded yet, or uncertain: who answers has been asked.
            Reminder.attempts > 0,
        )
        .execution_options(populate_existing=True)
    )
    return found.first()


async def _was_said_again(db: Db, first: Reminder) -> bool:
    """Tell whether the second "your next session is due" has gone out: there is no third."""
    found = await db.exec(
        select(Reminder.id).where(
            Reminder.patient_id == first.patient_id,
            Reminder.key == _again(first.key),
            Reminder.attempts > 0,
        )
    )
    return found.first() is not None


def _again(key: str) -> str:
    return f"{key.removesuffix(':1')}:2"


async def _act(
    db: Db,
    practice: Practice,
    patient: Patient,
    choice: Choice,
    appointment: Appointment | None,
    now: datetime,
) -> None:
    match choice:
        case Choice.CONFIRM if appointment is not None:
            appointment.confirmed_at = now
            appointment.move_asked_at = None
        case Choice.MOVE if appointment is not None:
            appointment.move_asked_at = now
            appointment.confirmed_at = None
        case Choice.OFFERS:
            await agree_to_offers(db, practice, patient, now)
        case Choice.NO_OFFERS:
            await end_offers(db, patient, now)
        case (
            Choice.CONFIRM
            | Choice.MOVE
            | Choice.UNCHANGED
            | Choice.CHANGED
            | Choice.BOOK
            | Choice.LATER
            | Choice.CALL
        ):
            pass
        case _:
            assert_never(choice)


async def _tell_staff(
    db: Db,
    practice: Practice,
    patient: Patient,
    choice: Choice,
    appointment: Appointment | None,
    now: datetime,
) -> None:
    """Tell the patient's desk what is to be done, with the way to do it where that is a date."""
    for staff in await desk_of_patient(db, practice, patient):
        words = practice.words(staff.language)
        values = {"name": shown_name(patient, words)}
        if appointment is not None:
            zone = ZoneInfo(practice.profile.zone)
            values["at"] = words.moment(appointment.begins_at, zone)
        text = words(f"course-staff-{choice.value}", **values)
        button = Button(words.plain("course-staff-next-button"), data=f"s:next:{patient.id}")
        rows: Rows = () if choice is Choice.CHANGED else ((button,),)
        await queue(
            db, practice, Outgoing(text, buttons=rows), to=staff, now=now, purpose="patient_asks"
        )


async def _said(
    db: Db,
    practice: Practice,
    patient: Patient,
    choice: Choice,
    key: str,
    appointment: Appointment | None,
) -> str:
    """Return what the patient reads under the choice."""
    words = practice.words(patient.language)
    values: dict[str, str] = dict(contact(practice, words))
    if appointment is not None:
        values["at"] = words.moment(appointment.begins_at, ZoneInfo(practice.profile.zone))
    if choice is Choice.LATER:
        again_at = (
            await db.exec(
                select(Reminder.due_at).where(
                    Reminder.patient_id == patient.id,
                    Reminder.kind == ReminderKind.NEXT_DUE,
                    Reminder.key == _again(key),
                    Reminder.state == ReminderState.PLANNED,
                )
            )
        ).first()
        if again_at is None:
            # The patient has paused or left since the question.
            return words("course-said-later-silent", **values)
        values["day"] = words.day(local_day(again_at, ZoneInfo(patient.zone)))
    return words(f"course-said-{choice.value}", **values)
