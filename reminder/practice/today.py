"""May I? What is in force now, for everyone whom a chat serves."""

from collections.abc import Sequence
from datetime import datetime

from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.holds import holds_of
from reminder.practice.people import patients_of_chat
from reminder.practice.resume import AWAY
from reminder.store.tables import HoldKind, Patient, PatientState
from reminder.wording import today as today_of_patient


async def today(
    db: Db,
    practice: Practice,
    *,
    chat_id: int,
    now: datetime,
    patients: Sequence[Patient] | None = None,
) -> str | None:
    """Return what is in force and until when, as Telegram HTML; None for a chat without patients.

    Whoever has left is still answered: asking is not being written to. `patients` are those of the
    chat, where they have been looked up already.
    """
    if patients is None:
        patients = await patients_of_chat(db, practice, chat_id)
    if not patients:
        return None
    words = practice.words(patients[0].language)
    parts: list[str] = []
    if all(patient.state in AWAY for patient in patients):
        parts.append(words("patient-today-out"))
    if paused := [one for one in patients if one.state is PatientState.PAUSED]:
        zone = practice.profile.preferences(paused[0].zone).zone
        if paused[0].paused_until is not None:
            until = words.moment(paused[0].paused_until, zone)
            parts.append(words("view-today-paused", until=until))
    for patient in patients:
        history, protocols = await gather(db, practice, patient)
        held = HoldKind.COMPLAINT in await holds_of(db, patient)
        answer: str = today_of_patient(history, protocols, now, words, practice.profile, held)
        if len(patients) > 1 and patient.name:
            answer = f"{words('patient-today-name', name=patient.name)}\n{answer}"
        parts.append(answer)
    return "\n\n".join(parts)
