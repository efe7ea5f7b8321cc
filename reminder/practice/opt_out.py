"""Opting out: everything that is planned for the chat ends in the same transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select

from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.card import put_away
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.contact import contact
from reminder.practice.join import no_thanks
from reminder.practice.outbox import Chat, queue
from reminder.practice.people import patients_of_chat
from reminder.practice.said import last_said, shown_invitations
from reminder.practice.silence import fall_silent, lock
from reminder.practice.still_applies import still_applies
from reminder.store.tables import Consent, Patient, PatientState, saved

LISTENING = (PatientState.ACTIVE, PatientState.PAUSED, PatientState.UNREACHABLE)
"""States that an opt-out ends."""
CONFIRMED = "opted_out"
SAID_AGAIN = "opted_out_already"
"""Purposes of the two answers that an opt-out may get."""


@dataclass(frozen=True, slots=True)
class OptedOut:
    """These patients have left; the chat is told so once."""

    patient_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AlreadyOut:
    """They had left before. `answered`: the chat is told that, which happens once."""

    answered: bool


@dataclass(frozen=True, slots=True)
class LinkEnded:
    """Somebody who had not agreed wants nothing: their link is closed, and they are told."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """The chat is no patient's; nothing was done or said."""


async def opt_out(
    db: Db,
    practice: Practice,
    *,
    chat_id: int,
    how: Withdrawn,
    language: str | None = None,
    first: Outgoing | None = None,
    now: datetime,
) -> OptedOut | AlreadyOut | LinkEnded | NotOurs:
    """Let everyone whom this chat serves leave, cancel all that waits for it, and confirm once.

    `language` is for one who is not a patient yet. `first` is said before the confirmation, after
    which nothing follows.
    """
    links_ended = await _end_links(db, practice, chat_id, now)
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    leaving = [patient for patient in patients if patient.state in LISTENING]
    if leaving:
        await fall_silent(db, practice, leaving, PatientState.OPTED_OUT, how, now)
        for patient in leaving:
            await record(db, practice, "opted_out", now=now, patient=patient, detail=how)
    if first is not None and patients:
        await queue(db, practice, first, to=patients[0], now=now, purpose="settled")
    for patient in leaving:
        await put_away(db, practice, patient, now)
    if leaving:
        goodbye = await _goodbye(db, practice, leaving, now)
        await queue(db, practice, goodbye, to=leaving[0], now=now, purpose=CONFIRMED)
        return OptedOut(tuple(saved(patient.id) for patient in leaving))
    if links_ended:
        words = practice.words(language or practice.profile.language)
        text = words("patient-stop-not-joined", **contact(practice, words))
        to = Chat(chat_id)
        await queue(db, practice, Outgoing(text), to=to, now=now, purpose="stop_not_joined")
        return LinkEnded()
    if patients:
        return AlreadyOut(await _say_again(db, practice, patients, now))
    return NotOurs()


def resume_button(practice: Practice, patient: Patient) -> tuple[tuple[Button, ...], ...]:
    """Return the button by which a patient who has left asks to come back."""
    words = practice.words(patient.language)
    text = words.plain("patient-resume-button")
    return ((Button(text, data=f"p:resume:{patient.id}"),),)


async def _end_links(db: Db, practice: Practice, chat_id: int, now: datetime) -> bool:
    shown = await shown_invitations(db, practice, chat_id, now)
    for invitation in shown:
        await no_thanks(db, practice, saved(invitation.id), now)
    return bool(shown)


async def _goodbye(db: Db, practice: Practice, patients: list[Patient], now: datetime) -> Outgoing:
    words = practice.words(patients[0].language)
    parts: list[str] = [words("patient-opted-out")]
    still = await still_applies(db, practice, patients, words, now)
    if still is not None:
        parts.append(still)
    parts.append(words("patient-opted-out-questions", **contact(practice, words)))
    return Outgoing("\n\n".join(parts), buttons=resume_button(practice, patients[0]))


async def _say_again(db: Db, practice: Practice, patients: list[Patient], now: datetime) -> bool:
    patient = patients[0]
    chat_id = int(patient.chat_id or 0)
    left_at = (
        await db.exec(
            select(func.max(Consent.withdrawn_at)).where(
                col(Consent.patient_id).in_([known.id for known in patients])
            )
        )
    ).one()
    said_at = await last_said(db, practice, chat_id, SAID_AGAIN)
    if said_at is not None and (left_at is None or said_at >= left_at):
        return False
    words = practice.words(patient.language)
    answer = Outgoing(words("patient-opted-out-already"), buttons=resume_button(practice, patient))
    await queue(db, practice, answer, to=patient, now=now, purpose=SAID_AGAIN)
    return True
