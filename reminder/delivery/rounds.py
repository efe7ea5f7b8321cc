"""The morning round: once a local day, what nobody's act brings about.

Invitations that nobody opened and patients who have left are shown to staff, invitations whose time
is over end, patients whose appointment has passed in silence are planned anew and staff asked what
became of it, staff see whose next session is due without an answer, and what is kept no longer is
erased.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import NoResultFound
from sqlmodel import col, select

from reminder.care.timing import at_local, local_day
from reminder.clock import Clock
from reminder.practice.clinic import Db, Practice
from reminder.practice.left import tell_left
from reminder.practice.replan import replan
from reminder.practice.retention import purge, trim
from reminder.practice.unanswered import LOOK_BACK, ask_what_became
from reminder.practice.unbooked import tell_unbooked
from reminder.practice.unopened import expire, tell_unopened
from reminder.store.database import Store
from reminder.store.leadership import ALONE, Lead
from reminder.store.tables import Appointment, Patient, PatientState

log = structlog.get_logger(__name__)


class Rounds:
    """Knows when the next morning round is due, and makes it."""

    def __init__(self, store: Store, practice: Practice, clock: Clock, lead: Lead = ALONE) -> None:
        self._store = store
        self._practice = practice
        self._clock = clock
        self._lead = lead
        self.next_at: datetime = clock.now()

    def is_due(self) -> bool:
        """Whether the round's time has come."""
        return self._clock.now() >= self.next_at

    async def make_due(self) -> None:
        """Make the round if its time has come; a round made twice says nothing twice."""
        now = self._clock.now()
        if now < self.next_at:
            return
        async with self._store.writing() as db:
            await self._lead.confirm(db)
            await expire(db, self._practice, now)
            await tell_unopened(db, self._practice, now)
            await tell_left(db, self._practice, now)
            await _replan_presumed(db, self._practice, now)
            await ask_what_became(db, self._practice, now)
            await tell_unbooked(db, self._practice, now)
        async with self._store.writing() as db:
            await self._lead.confirm(db)
            await purge(db, self._practice, now)
            await trim(db, self._practice, now)
        self.next_at = self._following(now)

    def _following(self, now: datetime) -> datetime:
        profile = self._practice.profile
        zone = ZoneInfo(profile.zone)
        today = local_day(now, zone)
        morning = at_local(today, profile.quiet.ends, zone)
        return (
            morning
            if morning > now
            else at_local(today + timedelta(days=1), profile.quiet.ends, zone)
        )


async def _replan_presumed(db: Db, practice: Practice, now: datetime) -> None:
    found = await db.exec(
        select(Patient)
        .join(Appointment, col(Appointment.patient_id) == col(Patient.id))
        .where(
            Patient.clinic_id == practice.clinic_id,
            Patient.state == PatientState.ACTIVE,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.missed_at).is_(None),
            col(Appointment.held_as).is_(None),
            col(Appointment.begins_at) <= now,
            col(Appointment.begins_at) > now - LOOK_BACK,
        )
        .distinct()
    )
    for patient in found.all():
        try:
            await replan(db, practice, patient, now)
        except (LookupError, ValueError, NoResultFound) as fault:
            # One whose records cannot be read keeps nobody else waiting.
            log.error(
                "a patient could not be planned anew",
                action="round",
                patient=patient.id,
                fault=type(fault).__name__,
            )
