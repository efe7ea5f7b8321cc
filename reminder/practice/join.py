"""Joining: somebody on a phone answers an invitation."""

from dataclasses import dataclass
from datetime import datetime

from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.card import put_away
from reminder.practice.clinic import Db, Practice
from reminder.practice.connected import anchor_of, connected
from reminder.practice.consent import By, Withdrawn, give_consent, withdraw_consent
from reminder.practice.contact import contact, names
from reminder.practice.enrolments import desk_of
from reminder.practice.holds import place_hold
from reminder.practice.invitation import (
    Ended,
    EndedHow,
    Reason,
    end_invitation,
    enrolled,
    open_invitation,
)
from reminder.practice.invite import NOT_REACHED
from reminder.practice.outbox import queue
from reminder.practice.people import GONE, patients_of_chat
from reminder.practice.place import ask_who
from reminder.practice.reach import REACHED
from reminder.practice.replan import replan
from reminder.store.tables import Enrolment, EnrolmentState, HoldKind, Patient, PatientState, saved

__all__ = ["Agreed", "Closed", "agree", "no_thanks", "not_me", "open_invitation"]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The chat is bound. `moved`: from another phone. `to_be_placed`: the chat was known already,
    and staff are asked whether it is the same person.
    """

    patient_id: int
    moved: bool
    to_be_placed: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """The invitation was ended from the phone; nothing will be sent."""


async def agree(
    db: Db,
    practice: Practice,
    invitation_id: int,
    *,
    chat_id: int,
    telegram_name: str,
    language: str,
    by: By,
    now: datetime,
) -> Agreed | Ended:
    """Bind the chat to the invitation's patient, record the consent and plan at once.

    The first who agrees uses the invitation up. `language` is that of the text agreed to.
    """
    invitation = await end_invitation(db, practice, invitation_id, EndedHow.AGREED, now)
    if isinstance(invitation, Ended):
        return invitation
    enrolment, patient = await enrolled(db, invitation)
    if patient.state in GONE or patient.id is None:
        return Ended(Reason.CLOSED)
    others = [p for p in await patients_of_chat(db, practice, chat_id) if p.id != patient.id]
    chat_hash = practice.keyring.chat(chat_id)
    moved = patient.chat_hash not in {None, chat_hash}
    if moved:
        await _leave_old_phone(db, practice, patient, now)
    patient.chat_hash = chat_hash
    patient.chat_id = str(chat_id)
    patient.telegram_name = telegram_name
    patient.state = PatientState.ACTIVE
    patient.paused_until = None
    await give_consent(db, practice, patient, chat_id=chat_id, by=by, language=language, now=now)
    enrolment.state = EnrolmentState.CONNECTED
    enrolment.connected_at = now
    await record(db, practice, "agreed", now=now, patient=patient, detail=by)
    await db.flush()
    await connected(db, practice, enrolment, patient, now)
    if others:
        for known in (patient, *others):
            await place_hold(db, known, HoldKind.SAME_PERSON, now, about=enrolment.id)
        await ask_who(db, practice, enrolment, patient, others, now)
    await replan(db, practice, patient, now)
    return Agreed(patient.id, moved, bool(others))


async def not_me(db: Db, practice: Practice, invitation_id: int, now: datetime) -> Closed | Ended:
    """End an invitation that reached the wrong person, and tell staff at once."""
    return await _turn_away(db, practice, invitation_id, EndedHow.NOT_ME, now)


async def no_thanks(
    db: Db, practice: Practice, invitation_id: int, now: datetime
) -> Closed | Ended:
    """End an invitation that the patient does not want: declined, and never chased."""
    return await _turn_away(db, practice, invitation_id, EndedHow.NO_THANKS, now)


async def _turn_away(
    db: Db, practice: Practice, invitation_id: int, how: EndedHow, now: datetime
) -> Closed | Ended:
    invitation = await end_invitation(db, practice, invitation_id, how, now)
    if isinstance(invitation, Ended):
        return invitation
    enrolment, patient = await enrolled(db, invitation)
    await record(db, practice, how, now=now, patient=patient)
    if enrolment.state is EnrolmentState.CONNECTED:
        # The link was for another phone: its refusal is no word against the one that agreed.
        await _tell_staff(db, practice, enrolment, patient, "patient-staff-move-refused", now)
    elif how is EndedHow.NOT_ME:
        enrolment.state = EnrolmentState.REFUSED
        await _tell_staff(
            db,
            practice,
            enrolment,
            patient,
            "patient-staff-not-me",
            now,
            button=("staff-qr-again-button", "qr"),
        )
        # The news above makes a sound; the code that is no longer good goes without one.
        closed = "patient-staff-link-closed"
        await _tell_staff(db, practice, enrolment, patient, closed, now, instead_of_code=True)
    else:
        enrolment.state = EnrolmentState.DECLINED
        if patient.state in NOT_REACHED:
            patient.state = PatientState.DECLINED
        await _tell_staff(
            db,
            practice,
            enrolment,
            patient,
            "patient-staff-no-thanks",
            now,
            button=("staff-print-button", "print"),
            instead_of_code=True,
        )
    return Closed()


async def _tell_staff(
    db: Db,
    practice: Practice,
    enrolment: Enrolment,
    patient: Patient,
    message: str,
    now: datetime,
    *,
    button: tuple[str, str] | None = None,
    instead_of_code: bool = False,
) -> None:
    """Tell the desk. `button`: the text's id and the verb of what may come next."""
    number = saved(enrolment.id)
    for staff in await desk_of(db, practice, enrolment):
        words = practice.words(staff.language)
        note = Outgoing(
            words(message, names=names([patient], words)),
            buttons=((Button(words.plain(button[0]), f"s:{button[1]}:{number}"),),)
            if button
            else (),
            edits=anchor_of(number) if instead_of_code else None,
            silent=instead_of_code,
        )
        await queue(db, practice, note, to=staff, now=now, purpose="turned_away")


async def _leave_old_phone(db: Db, practice: Practice, patient: Patient, now: datetime) -> None:
    """Say on the old phone where the messages go now: a link in the wrong hands shows there."""
    await withdraw_consent(db, [patient], Withdrawn.MOVED, now)
    if patient.state in REACHED:
        await put_away(db, practice, patient, now)
        words = practice.words(patient.language)
        text = words("patient-moved", **contact(practice, words))
        await queue(db, practice, Outgoing(text), to=patient, now=now, purpose="moved")
    patient.card_digest = None
    await record(db, practice, "moved_phone", now=now, patient=patient)
