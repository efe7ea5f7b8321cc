"""Invitations: opening one, and ending it once and for all."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.people import GONE
from reminder.store.tables import Enrolment, Invitation, Patient


class EndedHow(StrEnum):
    """What a person on a phone did to end an invitation. Staff end it in ways of their own."""

    AGREED = "agreed"
    NOT_ME = "not_me"
    NO_THANKS = "no_thanks"


class Reason(StrEnum):
    """Why an invitation cannot be used."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    CLOSED = "closed"
    """Refused on a phone, revoked or replaced by staff, or the enrolment was taken back."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The invitation waits for an answer. Who it is for stays unsaid until somebody agrees."""

    invitation_id: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The invitation is over. `patient_id`: who used it, where it was used."""

    reason: Reason
    patient_id: int | None = None


async def open_invitation(db: Db, practice: Practice, token: str, now: datetime) -> Opened | Ended:
    """Open the invitation that a link's token belongs to, and note when that first happened.

    Opening binds nothing: whoever scans it may still say that it is not for them.
    """
    found = await db.exec(
        select(Invitation).where(
            Invitation.clinic_id == practice.clinic_id,
            Invitation.token_hash == practice.keyring.hashed("invitation", token),
        )
    )
    invitation = found.first()
    if invitation is None or invitation.id is None:
        return Ended(Reason.UNKNOWN)
    ended = await why_ended(db, invitation, now)
    if ended is not None:
        return ended
    if invitation.opened_at is None:
        invitation.opened_at = now
    return Opened(invitation.id)


async def end_invitation(
    db: Db, practice: Practice, invitation_id: int, how: EndedHow, now: datetime
) -> Invitation | Ended:
    """End an open invitation in this way and return it; of two phones at once only the first does.

    Returns `Ended` where it was over before.
    """
    taken = await db.exec(
        update(Invitation)
        .where(
            col(Invitation.id) == invitation_id,
            col(Invitation.clinic_id) == practice.clinic_id,
            col(Invitation.ended_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .values(ended_at=now, ended_how=how)
        .execution_options(synchronize_session=False)
    )
    invitation = await db.get(Invitation, invitation_id, populate_existing=True)
    if invitation is None or invitation.clinic_id != practice.clinic_id:
        return Ended(Reason.UNKNOWN)
    if taken.rowcount:
        return invitation
    return await why_ended(db, invitation, now) or Ended(Reason.CLOSED)


async def enrolled(db: Db, invitation: Invitation) -> tuple[Enrolment, Patient]:
    """Return an invitation's enrolment and patient, the patient's row locked."""
    enrolment = (
        await db.exec(select(Enrolment).where(Enrolment.id == invitation.enrolment_id))
    ).one()
    patient = (
        await db.exec(
            select(Patient)
            .where(Patient.id == enrolment.patient_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one()
    return enrolment, patient


async def why_ended(db: Db, invitation: Invitation, now: datetime) -> Ended | None:
    """Return why the invitation is over, None while it waits for an answer."""
    if invitation.ended_how == EndedHow.AGREED:
        enrolment, patient = await enrolled(db, invitation)
        return Ended(Reason.USED, patient.id if enrolment.connected_at is not None else None)
    if invitation.ended_at is None and invitation.expires_at > now:
        _, patient = await enrolled(db, invitation)
        return Ended(Reason.CLOSED) if patient.state in GONE else None
    if invitation.ended_at is None or invitation.ended_how == "expired":
        return Ended(Reason.EXPIRED)
    return Ended(Reason.CLOSED)
