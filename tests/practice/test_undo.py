"""Taking an enrolment back."""

from dataclasses import replace
from datetime import datetime, timedelta

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.form import blank
from reminder.practice.invitation import Ended, Reason, open_invitation
from reminder.practice.undo import TooLate, Undone, undo
from reminder.store.database import Store
from reminder.store.tables import EnrolmentState, PatientState, Staff
from tests.cast import ANNA_CHAT
from tests.practice.arrange import enrolment_of, invited, joined, patient_of, reminders_of


async def test_undo_before_the_patient_agreed(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Within five minutes the enrolment is taken back, and its link is dead."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        later = now + timedelta(minutes=5)
        undone = await undo(db, practice, reception, link.enrolment_id, later)
        assert isinstance(undone, Undone)
        assert not undone.told
        assert (await patient_of(db, link)).state is PatientState.UNDONE
        assert (await enrolment_of(db, link)).state is EnrolmentState.UNDONE
        assert await open_invitation(db, practice, link.token, later) == Ended(Reason.CLOSED)


async def test_undo_after_the_patient_agreed(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A connected patient stays connected; nothing of the session is left in the plan, and one who
    was told about it gets a correction.
    """
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        (first, *_) = await reminders_of(db, link)
        first.state, first.wake_at = ReminderState.DELIVERED, None
        await db.flush()
        later = now + timedelta(minutes=2)
        undone = await undo(db, practice, reception, link.enrolment_id, later)
        assert isinstance(undone, Undone)
        assert undone.told
        assert (await patient_of(db, link)).state is PatientState.ACTIVE
        planned = [r.kind for r in await reminders_of(db, link) if r.state is ReminderState.PLANNED]
        assert planned == [ReminderKind.CORRECTION]


async def test_undo_has_its_time(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """After five minutes, or twice, nothing is taken back; a foreign id is nobody's."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        late = now + timedelta(minutes=5, seconds=1)
        assert await undo(db, practice, reception, link.enrolment_id, late) == TooLate()
        assert await undo(db, practice, reception, 999_999, now) is None
        elsewhere = replace(practice, clinic_id=practice.clinic_id + 1)
        assert await undo(db, elsewhere, reception, link.enrolment_id, now) is None
        await undo(db, practice, reception, link.enrolment_id, now)
        assert await undo(db, practice, reception, link.enrolment_id, now) == TooLate()


async def test_an_appointment_is_cancelled(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Undoing the enrolment for an appointment cancels it."""
    form = replace(blank(practice, now), at=now + timedelta(days=3), appointment=True)
    async with store.writing() as db:
        welcome = await enrol(db, practice, reception, form, now)
        assert isinstance(welcome, Welcome)
        undone = await undo(db, practice, reception, welcome.enrolled.id, now)
        assert isinstance(undone, Undone)
        assert undone.enrolled.appointment is not None
        assert undone.enrolled.appointment.cancelled_at == now
