"""The form that a staff member is filling in, kept in the database: a restart loses nothing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.form import EnrolmentForm, from_json, to_json
from reminder.store.tables import Draft, DraftPurpose, Staff, saved


class Awaits(StrEnum):
    """Which part the next typed message answers; where none, the message is read as a whole."""

    NAME = "name"
    WHEN = "when"
    NUMBER = "number"
    PROCEDURE = "procedure"
    AREAS = "areas"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class OpenForm:
    """An open draft: its forms (several in the evening's catching up), and what it waits for.

    `corrects` is the enrolment that the form corrects, None where it makes a new one.
    """

    id: int
    created_at: datetime
    forms: tuple[EnrolmentForm, ...]
    awaits: Awaits | None
    corrects: int | None

    @property
    def verb(self) -> str:
        """What its buttons' verbs begin with."""
        return "form"

    @property
    def form(self) -> EnrolmentForm:
        """The first, and mostly the only, form."""
        return self.forms[0]


async def open_form(
    db: Db,
    practice: Practice,
    staff: Staff,
    forms: Sequence[EnrolmentForm],
    now: datetime,
    *,
    corrects: int | None = None,
) -> OpenForm:
    """Open a draft with these forms; the one that was open is closed."""
    await close_all(db, practice, staff, now)
    draft = Draft(
        clinic_id=practice.clinic_id,
        staff_id=saved(staff.id),
        form=_json(tuple(forms), corrects),
        created_at=now,
    )
    db.add(draft)
    await db.flush()
    return _opened(draft)


async def form_in_hand(db: Db, practice: Practice, staff: Staff) -> OpenForm | None:
    """Return the staff member's open enrolment, None where there is none."""
    draft = await draft_in_hand(db, practice, staff)
    enrols = draft is not None and draft.purpose is DraftPurpose.ENROL
    return _opened(draft) if draft is not None and enrols else None


async def draft_in_hand(db: Db, practice: Practice, staff: Staff) -> Draft | None:
    """Return the staff member's open draft of whatever purpose, None where there is none."""
    found = await db.exec(
        select(Draft)
        .where(
            Draft.clinic_id == practice.clinic_id,
            Draft.staff_id == staff.id,
            col(Draft.closed_at).is_(None),
        )
        .order_by(col(Draft.id).desc())
        .execution_options(populate_existing=True)
    )
    return found.first()


async def close_all(db: Db, practice: Practice, staff: Staff, now: datetime) -> None:
    """Close what the staff member has open: one draft at a time."""
    await db.exec(
        update(Draft)
        .where(
            col(Draft.clinic_id) == practice.clinic_id,
            col(Draft.staff_id) == staff.id,
            col(Draft.closed_at).is_(None),
        )
        .values(closed_at=now)
    )


async def keep_form(
    db: Db, draft_id: int, forms: Sequence[EnrolmentForm], awaits: Awaits | None = None
) -> None:
    """Keep the forms as they are now, and what the next typed message answers."""
    draft = await db.get_one(Draft, draft_id)
    draft.form = _json(tuple(forms), _opened(draft).corrects)
    draft.awaits = awaits
    await db.flush()


async def close_form(db: Db, draft_id: int, now: datetime) -> None:
    """Close the draft: it has been confirmed or cancelled."""
    draft = await db.get_one(Draft, draft_id)
    draft.closed_at = now
    await db.flush()


def _json(forms: tuple[EnrolmentForm, ...], corrects: int | None) -> str:
    return json.dumps({"forms": to_json(forms), "corrects": corrects}, ensure_ascii=False)


def _opened(draft: Draft) -> OpenForm:
    kept = json.loads(draft.form)
    return OpenForm(
        draft.id or 0,
        draft.created_at,
        from_json(kept["forms"]),
        None if draft.awaits is None else Awaits(draft.awaits),
        kept["corrects"],
    )
