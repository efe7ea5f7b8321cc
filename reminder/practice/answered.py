"""What staff see of a patient's answers: what was not answered is never shown as fine."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.kinds import FINAL, QUESTIONS, ReminderState
from reminder.catalogue import Html, Words
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled
from reminder.practice.holds import holds_of
from reminder.store.tables import (
    CheckInAnswer,
    Delivery,
    DeliveryState,
    HoldKind,
    Patient,
    Reminder,
    Session,
)


async def answer_lines(db: Db, practice: Practice, enrolled: Enrolled, words: Words) -> list[Html]:
    """Return, under a heading, each question that went out in a course and its answer, by time;
    nothing where none did.
    """
    zone = ZoneInfo(practice.profile.zone)
    of_course = select(Session.id).where(Session.course_id == enrolled.course.id)
    answers = await db.exec(
        select(CheckInAnswer).where(
            CheckInAnswer.patient_id == enrolled.patient.id,
            col(CheckInAnswer.session_id).in_(of_course),
        )
    )
    told: list[tuple[datetime, str]] = []
    answered: set[tuple[int, object]] = set()
    for answer in answers.all():
        told.append((answer.answered_at, f"answer-card-{answer.reply}"))
        asked_in = await db.exec(
            select(Reminder.delivery_id).where(
                Reminder.patient_id == enrolled.patient.id, Reminder.key == answer.question
            )
        )
        answered.add((answer.session_id, asked_in.first()))
    asked = await db.exec(
        select(Reminder.session_id, Reminder.delivery_id, Delivery.finished_at)
        .join(Delivery, col(Delivery.id) == col(Reminder.delivery_id))
        .where(
            Reminder.patient_id == enrolled.patient.id,
            col(Reminder.session_id).in_(of_course),
            col(Reminder.kind).in_(QUESTIONS),
            Delivery.state == DeliveryState.DELIVERED,
        )
        .distinct()
    )
    for session_id, delivery_id, delivered_at in asked.all():
        if (session_id, delivery_id) not in answered and delivered_at is not None:
            told.append((delivered_at, "answer-card-none"))
    if not told:
        return []
    lines = [words(message, when=words.moment(at, zone)) for at, message in sorted(told)]
    return [words("answer-card"), *(Html(f"• {line}") for line in lines)]


@dataclass(frozen=True, slots=True)
class Went:
    """What became of the last reminder that left the plan, and when."""

    at: datetime
    state: ReminderState


async def last_message(db: Db, patient: Patient) -> Went | None:
    """Return what became of the patient's last reminder, None where none has come due."""
    found = await db.exec(
        select(Reminder.changed_at, Reminder.state)
        .where(Reminder.patient_id == patient.id, col(Reminder.state).in_(FINAL))
        .order_by(col(Reminder.changed_at).desc(), col(Reminder.id).desc())
        .limit(1)
    )
    last = found.first()
    return None if last is None else Went(last[0], ReminderState(last[1]))


async def is_held(db: Db, patient: Patient) -> bool:
    """Say whether the patient's lifts wait because the skin is not calm."""
    return HoldKind.COMPLAINT in await holds_of(db, patient)
