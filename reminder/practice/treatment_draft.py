"""The open form for a known patient's treatment, kept in the database: a restart loses nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reminder.practice.clinic import Db, Practice
from reminder.practice.draft import close_all, draft_in_hand
from reminder.practice.treatment_form import TreatmentForm, from_json, to_json
from reminder.store.tables import Draft, DraftPurpose, Staff, saved


class Asked(StrEnum):
    """Which part the next typed message answers; where none, it is read as a whole."""

    PATIENT = "patient"
    WHEN = "when"
    NUMBER = "number"
    PROCEDURE = "procedure"
    AREAS = "areas"


@dataclass(frozen=True, slots=True)
class OpenTreatment:
    """An open draft: its form, and what it waits for."""

    id: int
    created_at: datetime
    form: TreatmentForm
    awaits: Asked | None

    @property
    def verb(self) -> str:
        """What its buttons' verbs begin with."""
        return "known"


async def open_treatment(
    db: Db, practice: Practice, staff: Staff, form: TreatmentForm, now: datetime
) -> OpenTreatment:
    """Open a draft with this form; the one that was open is closed."""
    await close_all(db, practice, staff, now)
    draft = Draft(
        clinic_id=practice.clinic_id,
        staff_id=saved(staff.id),
        purpose=form.purpose,
        form=to_json(form),
        created_at=now,
    )
    db.add(draft)
    await db.flush()
    return _opened(draft)


async def treatment_in_hand(db: Db, practice: Practice, staff: Staff) -> OpenTreatment | None:
    """Return the staff member's open form, None where there is none or it is an enrolment's."""
    draft = await draft_in_hand(db, practice, staff)
    if draft is None or draft.purpose is DraftPurpose.ENROL:
        return None
    return _opened(draft)


async def keep_treatment(
    db: Db, draft_id: int, form: TreatmentForm, awaits: Asked | None = None
) -> OpenTreatment:
    """Keep the form as it is now, and what the next typed message answers."""
    draft = await db.get_one(Draft, draft_id)
    draft.purpose = form.purpose
    draft.form = to_json(form)
    draft.awaits = awaits
    await db.flush()
    return _opened(draft)


def _opened(draft: Draft) -> OpenTreatment:
    awaits = None if draft.awaits is None else Asked(draft.awaits)
    return OpenTreatment(saved(draft.id), draft.created_at, from_json(draft.form), awaits)
