"""Short ways to tell a patient's story, and to read the plan of it by the patient's clock."""

from collections.abc import Container
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from reminder.care.history import Appointment, Cancelled, Course, History, Preferences, Session
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from tests.care.histories import FACE, OXYGEN, PROTOCOLS, WARSAW


def local(text: str, zone: ZoneInfo = WARSAW) -> datetime:
    """An instant from what the clocks of a zone show: "06-01 14:30" of 2026, or with the year."""
    whole = text if len(text) > len("06-01 14:30") else f"2026-{text}"
    return datetime.fromisoformat(whole).replace(tzinfo=zone).astimezone(UTC)


def held(number: int, text: str, course: int = 1) -> Session:
    """A session held, and recorded at once."""
    return Session(number, course, local(text), local(text))


def booked(number: int, begins: str, at: str, course: int = 1) -> Appointment:
    """An appointment, and when it was booked."""
    return Appointment(number, course, local(begins), local(at))


def moved(appointment: Appointment, begins: str, at: str) -> Appointment:
    """The appointment after one more move."""
    return replace(
        appointment,
        begins_at=local(begins),
        revision=appointment.revision + 1,
        moved_at=local(at),
    )


def called_off(appointment: Appointment, at: str) -> Cancelled:
    """The appointment once it was called off."""
    one = appointment
    return Cancelled(one.id, one.course_id, one.begins_at, one.booked_at, local(at))


def patient(*sessions: Session, agreed: str = "06-01 14:40") -> History:
    """A patient on an oxygen course (1) and a face course (2)."""
    return History(
        Preferences(WARSAW),
        consented_at=local(agreed),
        courses=(Course(1, OXYGEN.ref), Course(2, FACE.ref)),
        sessions=sessions,
    )


def found(history: History, kinds: Container[ReminderKind]) -> dict[str, PlannedReminder]:
    """The reminders of these kinds, by key."""
    plan = plan_reminders(history, PROTOCOLS, history.consented_at or local("06-01 14:40"))
    return {one.key: one for one in plan if one.kind in kinds}


def shown(at: datetime | None, zone: ZoneInfo = WARSAW) -> str:
    """What clocks show: "2026-06-01 14:30"."""
    return "never" if at is None else at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def times(history: History, *kinds: ReminderKind) -> dict[str, str]:
    """When each of these is due, by the patient's clock: "06-01 14:30" of 2026, or the whole."""
    zone = history.preferences.zone
    return {
        key: shown(one.due_at, zone).removeprefix("2026-")
        for key, one in found(history, kinds).items()
    }
