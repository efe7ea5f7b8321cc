"""The list of a day."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from reminder.practice.clinic import Practice
from reminder.practice.day import Standing, day_of, standing_of
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.enrolments import enrolments_of
from reminder.practice.form import blank
from reminder.practice.undo import undo
from reminder.store.database import Store
from reminder.store.tables import Enrolment, EnrolmentState, Patient, PatientState, Staff
from tests.practice.arrange import invited


async def test_who_is_on_it(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who was treated or enrolled today stands on the list, and today's appointments below; what
    was taken back does not, nor does another day's.
    """
    names = {}
    async with store.writing() as db:
        for name, enrolled_at, at in (
            ("enrolled today for yesterday", now, now - timedelta(days=1)),
            ("enrolled yesterday", now - timedelta(days=1), now - timedelta(days=1)),
            ("appointment today", now - timedelta(days=1), now + timedelta(hours=2)),
            ("appointment tomorrow", now - timedelta(days=1), now + timedelta(days=1)),
            ("just now", now, now),
        ):
            form = replace(blank(practice, enrolled_at), at=at, name=name)
            form = replace(form, appointment=at > enrolled_at)
            welcome = await enrol(db, practice, reception, form, enrolled_at)
            assert isinstance(welcome, Welcome)
            names[welcome.enrolled.id] = name
        gone = await invited(db, practice, reception, now)
        await undo(db, practice, reception, gone.enrolment_id, now)
        day = await day_of(db, practice, date(2026, 9, 17))
        assert day.on.isoformat() == "2026-09-17"
        assert [names[e.id] for e in day.seen] == ["enrolled today for yesterday", "just now"]
        assert [names[e.id] for e in day.to_come] == ["appointment today"]
        midnight = await day_of(db, practice, date(2026, 9, 18))
        assert [names[e.id] for e in midnight.to_come] == ["appointment tomorrow"]
        of_patient = await enrolments_of(db, practice, day.seen[0].patient)
        assert [e.id for e in of_patient] == [day.seen[0].id]


@pytest.mark.parametrize(
    ("enrolment", "patient", "standing"),
    [
        (EnrolmentState.WAITING, PatientState.INVITED, Standing.WAITING),
        (EnrolmentState.CONNECTED, PatientState.ACTIVE, Standing.CONNECTED),
        (EnrolmentState.CONNECTED, PatientState.UNREACHABLE, Standing.UNREACHABLE),
        (EnrolmentState.CONNECTED, PatientState.OPTED_OUT, Standing.LEFT),
        (EnrolmentState.ON_PAPER, PatientState.ON_PAPER, Standing.ON_PAPER),
    ],
)
def test_how_they_stand(
    enrolment: EnrolmentState, patient: PatientState, standing: Standing, now: datetime
) -> None:
    """The desk sees in a word how each stands."""
    row = Enrolment(
        clinic_id=1, staff_id=1, patient_id=1, course_id=1, state=enrolment, created_at=now
    )
    who = Patient(clinic_id=1, language="en", zone="UTC", state=patient, created_at=now)
    assert standing_of(row, who) is standing
