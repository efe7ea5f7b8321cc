"""What goes on applying when the messages do not: for whoever leaves, or pauses."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import NoResultFound

from reminder.catalogue import Words
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.store.tables import Patient
from reminder.wording import in_force_lines

log = structlog.get_logger(__name__)


async def still_applies(
    db: Db, practice: Practice, patients: Sequence[Patient], words: Words, now: datetime
) -> str | None:
    """Return what the patients of one chat are to avoid at `now` (aware), under a heading; None
    where nothing is in force.
    """
    still: list[str] = []
    for patient in patients:
        lines = await _applies(db, practice, patient, words, now)
        if lines and len(patients) > 1 and patient.name:
            still.append(words("patient-today-name", name=patient.name))
        still.extend(lines)
    return "\n".join([words("patient-opted-out-applies"), *still]) if still else None


async def _applies(
    db: Db, practice: Practice, patient: Patient, words: Words, now: datetime
) -> list[str]:
    try:
        history, protocols = await gather(db, practice, patient)
        return list(in_force_lines(history, protocols, now, words))
    except (LookupError, ValueError, NoResultFound) as fault:
        # Nobody stays because of what is wrong with our records: they leave without the lines.
        log.error(
            "what applies cannot be told",
            action="still_applies",
            patient=patient.id,
            fault=type(fault).__name__,
        )
        return []
