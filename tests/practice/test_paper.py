"""Without Telegram."""

from datetime import datetime, timedelta

from reminder.practice.clinic import Practice
from reminder.practice.invitation import Ended, Opened, Reason, open_invitation
from reminder.practice.paper import decline, print_sheet
from reminder.practice.undo import undo
from reminder.practice.unopened import tell_unopened
from reminder.store.database import Store
from reminder.store.tables import EnrolmentState, PatientState, Staff
from tests.cast import ANNA_CHAT, RECEPTION_CHAT
from tests.practice.arrange import enrolment_of, invited, joined, patient_of, waiting

MORNING = timedelta(hours=19)


async def test_a_printed_sheet(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The sheet is dated and says until when; the patient is on paper and never chased, and may
    still use the link.
    """
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        sheet = await print_sheet(db, practice, reception, link.enrolment_id, now)
        assert sheet is not None
        assert sheet.document.name == "aftercare-2026-09-17.html"
        text = sheet.document.content.decode()
        assert practice.profile.telephone in text
        assert "24 Sep" in text
        assert (await patient_of(db, link)).state is PatientState.ON_PAPER
        assert (await enrolment_of(db, link)).state is EnrolmentState.ON_PAPER
        assert await tell_unopened(db, practice, now + MORNING) == 0
        assert await waiting(db, practice, RECEPTION_CHAT) == []
        assert isinstance(await open_invitation(db, practice, link.token, now), Opened)


async def test_printing_for_a_connected_patient(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """One who is connected can have the sheet too, and stays connected."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        assert await print_sheet(db, practice, reception, link.enrolment_id, now) is not None
        assert (await patient_of(db, link)).state is PatientState.ACTIVE
        assert (await enrolment_of(db, link)).state is EnrolmentState.CONNECTED
        assert await decline(db, practice, reception, link.enrolment_id, now) is None


async def test_declining(store: Store, practice: Practice, reception: Staff, now: datetime) -> None:
    """One who wants neither is not chased, and the link is dead."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        assert await decline(db, practice, reception, link.enrolment_id, now) is not None
        assert (await patient_of(db, link)).state is PatientState.DECLINED
        assert await open_invitation(db, practice, link.token, now) == Ended(Reason.CLOSED)
        assert await tell_unopened(db, practice, now + MORNING) == 0


async def test_nothing_for_what_is_not_there(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """An undone or foreign enrolment has neither sheet nor refusal."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        await undo(db, practice, reception, link.enrolment_id, now)
        assert await print_sheet(db, practice, reception, link.enrolment_id, now) is None
        assert await decline(db, practice, reception, link.enrolment_id, now) is None
        assert await decline(db, practice, reception, 999_999, now) is None
