"""The patient's plan as a picture and a calendar, for everyone whom a chat serves."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from reminder.calendars import ics
from reminder.care import history as care
from reminder.catalogue import Words
from reminder.outgoing import Attachment, Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.holds import holds_of
from reminder.practice.people import patients_of_chat
from reminder.practice.resume import AWAY
from reminder.store.tables import Appointment, HoldKind, Patient, saved
from reminder.wording.calendar import Whose, calendar_entries
from reminder.wording.case import Case
from reminder.wording.plan import has_plan, plan_caption
from reminder.wording.timeline import timeline


@dataclass(frozen=True, slots=True)
class PlanView:
    """A message about one patient's plan."""

    patient: Patient
    outgoing: Outgoing


async def plan_views(db: Db, practice: Practice, *, chat_id: int, now: datetime) -> list[PlanView]:
    """Return the plans of a chat's patients, in order: a picture and a calendar each, or a short
    text where there is no plan; nothing for a chat without patients.

    Whoever has left is still answered: asking is not being written to.
    """
    patients = await patients_of_chat(db, practice, chat_id)
    if not patients:
        return []
    # One language a chat, as its other answers have it.
    words = practice.words(patients[0].language)
    views: list[PlanView] = []
    if all(patient.state in AWAY for patient in patients):
        views.append(PlanView(patients[0], Outgoing(words("patient-today-out"))))
    for patient in patients:
        name = patient.name if len(patients) > 1 and patient.name else None
        said = await _plan_of(db, practice, patient, name, words, now)
        views += (PlanView(patient, outgoing) for outgoing in said)
    return views


async def _plan_of(
    db: Db, practice: Practice, patient: Patient, name: str | None, words: Words, now: datetime
) -> list[Outgoing]:
    history, protocols = await gather(db, practice, patient)
    case = Case(history, protocols, now, words, practice.profile)
    if not has_plan(case):
        return [Outgoing(_headed(words("plan-nothing"), name, words))]
    held = HoldKind.COMPLAINT in await holds_of(db, patient)
    shown = Outgoing(plan_caption(case, name, held), timeline=timeline(case))
    whose = Whose(saved(patient.id), practice.bot_username, patient.plan_revision, name, held)
    entries = calendar_entries(case, whose, await _cancelled(db, patient, now))
    if not entries:
        return [shown]
    file = Attachment(f"{words.plain('plan-calendar-file')}.ics", ics(entries, now, words.language))
    return [shown, Outgoing(_headed(words("plan-calendar-how"), name, words), attachment=file)]


def _headed(text: str, name: str | None, words: Words) -> str:
    """Return the text under the name, where two people share a chat."""
    return text if name is None else f"{words('patient-today-name', name=name)}\n{text}"


async def _cancelled(db: Db, patient: Patient, now: datetime) -> list[care.Appointment]:
    """Return the patient's appointments still to come that have been called off."""
    found = await db.exec(
        select(Appointment)
        .where(
            Appointment.patient_id == patient.id,
            col(Appointment.cancelled_at).is_not(None),
            Appointment.begins_at > now,
        )
        .order_by(col(Appointment.begins_at))
    )
    return [
        care.Appointment(saved(a.id), a.course_id, a.begins_at, a.booked_at, a.revision)
        for a in found.all()
    ]
