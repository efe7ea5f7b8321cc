"""The procedure that a form begins with, so that the usual patient is enrolled by one tap."""

from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Course, Enrolment, Staff


async def usual_procedure(db: Db, practice: Practice, staff: Staff) -> str | None:
    """Return the one that the clinic names, else the staff member's last; None: it is off, or none
    is known.
    """
    name = practice.profile.usual_procedure
    if name is None:
        found = await db.exec(
            select(Course.protocol)
            .join(Enrolment, col(Enrolment.course_id) == col(Course.id))
            .where(
                Enrolment.clinic_id == practice.clinic_id,
                Enrolment.staff_id == staff.id,
                col(Course.undone_at).is_(None),
            )
            .order_by(col(Enrolment.id).desc())
            .limit(1)
        )
        name = found.first()
    protocol = practice.protocols.get(name) if name is not None else None
    return protocol.name if protocol is not None and protocol.enabled else None
