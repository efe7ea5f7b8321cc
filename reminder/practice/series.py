"""A known patient's courses, each with what was held and what is booked."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.history import History, ProtocolRef
from reminder.care.protocol import CareProtocol
from reminder.care.timing import local_day
from reminder.practice import find
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import Protocols, gather
from reminder.practice.people import GONE
from reminder.practice.silence import lock
from reminder.store.tables import Appointment, Course, Patient, Session, saved


@dataclass(frozen=True, slots=True)
class Series:
    """One course: its sessions held, and the appointments that nobody has spoken about or that are
    still to come, each by time.
    """

    course: Course
    protocol: CareProtocol
    sessions: tuple[Session, ...]
    appointments: tuple[Appointment, ...]

    @property
    def id(self) -> int:
        """The course's id."""
        return saved(self.course.id)

    @property
    def is_running(self) -> bool:
        """Whether staff have not finished it."""
        return self.course.finished_at is None

    @property
    def is_over(self) -> bool:
        """Whether it is finished, by staff or because all planned sessions were held."""
        planned = self.course.sessions_planned
        number = self.number_before(None)
        return not self.is_running or (
            planned is not None and number is not None and number >= planned
        )

    @property
    def last_at(self) -> datetime:
        """When its last session was held; without one, when it was begun."""
        return self.sessions[-1].held_at if self.sessions else self.course.begun_at

    def to_come(self, now: datetime) -> tuple[Appointment, ...]:
        """Return the appointments still to come."""
        return tuple(one for one in self.appointments if one.begins_at > now)

    def on_day(self, on: date, zone: ZoneInfo) -> Appointment | None:
        """Return the first appointment of a day on the clinic's clocks."""
        days = (one for one in self.appointments if local_day(one.begins_at, zone) == on)
        return next(days, None)

    def number_before(self, at: datetime | None) -> int | None:
        """Return the number of the last session before `at` (None: of the last one), counted on
        from the last of which it was said; None where it was said of none, and 0 where none is.
        """
        held = [one for one in self.sessions if at is None or one.held_at < at]
        for counted, session in enumerate(reversed(held)):
            if session.number is not None:
                return session.number + counted
        return None if held else 0

    def next_number(self, at: datetime) -> int | None:
        """Return the number of a session held at `at`, where it can be told: after the one before
        it, or where that is another one's, after the last.
        """
        before = self.number_before(at)
        if before is not None and before + 1 in [one.number for one in self.sessions]:
            before = self.number_before(None)
        return None if before is None else before + 1


@dataclass(frozen=True, slots=True)
class Known:
    """A patient with all courses, the one with the latest session first."""

    patient: Patient
    series: tuple[Series, ...]
    history: History
    protocols: Protocols

    @property
    def running(self) -> tuple[Series, ...]:
        """The courses that are not finished."""
        return tuple(one for one in self.series if one.is_running)

    def course(self, course_id: int | None) -> Series | None:
        """Return the patient's own course of that id."""
        return next((one for one in self.series if one.id == course_id), None)


async def find_patient(
    db: Db, practice: Practice, patient_id: int | None, *, lock_row: bool = False
) -> Patient | None:
    """Return this clinic's patient, None where it has none of that id (any more).

    `lock_row` keeps everybody else's changes to the patient waiting, and reads what stands now.
    """
    patient = None if patient_id is None else await find.find_patient(db, practice, patient_id)
    if patient is not None and lock_row:
        await lock(db, [patient])
    return None if patient is None or patient.state in GONE else patient


async def known_of(db: Db, practice: Practice, patient: Patient) -> Known:
    """Return the patient's courses as they stand now."""
    await db.flush()
    history, protocols = await gather(db, practice, patient)
    courses = await db.exec(
        select(Course)
        .where(Course.patient_id == patient.id, col(Course.undone_at).is_(None))
        .execution_options(populate_existing=True)
    )
    sessions = (
        await db.exec(
            select(Session)
            .where(Session.patient_id == patient.id, col(Session.undone_at).is_(None))
            .order_by(col(Session.held_at), col(Session.id))
            .execution_options(populate_existing=True)
        )
    ).all()
    appointments = (
        await db.exec(
            select(Appointment)
            .where(
                Appointment.patient_id == patient.id,
                col(Appointment.cancelled_at).is_(None),
                col(Appointment.missed_at).is_(None),
                col(Appointment.held_as).is_(None),
            )
            .order_by(col(Appointment.begins_at), col(Appointment.id))
            .execution_options(populate_existing=True)
        )
    ).all()
    series = [
        Series(
            course,
            protocols[ProtocolRef(course.protocol, course.protocol_version)],
            tuple(one for one in sessions if one.course_id == course.id),
            tuple(one for one in appointments if one.course_id == course.id),
        )
        for course in courses.all()
    ]
    series.sort(key=lambda one: (one.last_at, one.id), reverse=True)
    return Known(patient, tuple(series), history, protocols)
