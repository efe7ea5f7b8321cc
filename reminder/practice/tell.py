"""Which of the staff hears about a patient."""

from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import desk_of, enrolments_of
from reminder.practice.people import all_staff
from reminder.store.tables import Patient, Staff


async def desk_of_patient(db: Db, practice: Practice, patient: Patient) -> list[Staff]:
    """Return who enrolled the patient last; where that one works here no more, the owners."""
    enrolments = await enrolments_of(db, practice, patient)
    if not enrolments:
        return await all_staff(db, practice)
    return await desk_of(db, practice, enrolments[0].enrolment)
