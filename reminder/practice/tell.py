"""Which of the staff hears about a patient."""

from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.people import all_staff
from reminder.store.tables import Enrolment, Patient, Role, Staff


async def enrolled_by(db: Db, practice: Practice, patient: Patient) -> list[Staff]:
    """Return who enrolled the patient last; where that one works here no more, the owners."""
    found = await db.exec(
        select(Staff)
        .join(Enrolment, col(Enrolment.staff_id) == col(Staff.id))
        .where(
            Staff.clinic_id == practice.clinic_id,
            Enrolment.patient_id == patient.id,
            col(Staff.removed_at).is_(None),
        )
        .order_by(col(Enrolment.id).desc())
        .limit(1)
    )
    last = found.first()
    if last is not None:
        return [last]
    everyone = await all_staff(db, practice)
    return [staff for staff in everyone if staff.role is Role.OWNER] or everyone
