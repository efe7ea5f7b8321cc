"""Invitations as staff give them: the link, the link again, a new link instead."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled
from reminder.store.tables import EnrolmentState, Invitation, PatientState, Staff

NOT_REACHED = (PatientState.INVITED, PatientState.ON_PAPER, PatientState.DECLINED)
"""States of a patient who is reached on no phone."""


class EndedBy(StrEnum):
    """What staff, or time, ended an invitation with."""

    REPLACED = "replaced"
    UNDONE = "undone"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link that opens the bot, and until when it holds (UTC)."""

    url: str
    expires_at: datetime


async def invite(db: Db, practice: Practice, enrolled: Enrolled, now: datetime) -> Link:
    """Make a new link for the enrolment; only its token's hash is kept."""
    nonce = secrets.token_urlsafe(16)
    token = practice.keyring.invitation_token(nonce)
    expires_at = now + timedelta(days=practice.profile.invitation_days)
    db.add(
        Invitation(
            clinic_id=practice.clinic_id,
            enrolment_id=enrolled.id,
            nonce=nonce,
            token_hash=practice.keyring.hashed("invitation", token),
            created_at=now,
            expires_at=expires_at,
        )
    )
    await db.flush()
    return Link(_url(practice, token), expires_at)


async def show_again(
    db: Db, practice: Practice, staff: Staff, enrolled: Enrolled, now: datetime
) -> Link:
    """Return the link that is out; where that is over, a new one, which waits for the patient anew.

    For a patient who is connected already it is the link for another phone.
    """
    found = await db.exec(
        select(Invitation)
        .where(
            Invitation.enrolment_id == enrolled.id,
            col(Invitation.ended_at).is_(None),
            Invitation.expires_at > now,
        )
        .order_by(col(Invitation.id).desc())
    )
    invitation = found.first()
    if enrolled.patient.state in NOT_REACHED:
        enrolled.patient.state = PatientState.INVITED
        enrolled.enrolment.state = EnrolmentState.WAITING
    if invitation is not None:
        token = practice.keyring.invitation_token(invitation.nonce)
        return Link(_url(practice, token), invitation.expires_at)
    await record(db, practice, "invited_again", now=now, staff=staff, patient=enrolled.patient)
    return await invite(db, practice, enrolled, now)


async def end_links(
    db: Db, practice: Practice, enrolment_id: int, how: EndedBy, now: datetime
) -> None:
    """End every link of the enrolment that is still open."""
    await db.exec(
        update(Invitation)
        .where(
            col(Invitation.clinic_id) == practice.clinic_id,
            col(Invitation.enrolment_id) == enrolment_id,
            col(Invitation.ended_at).is_(None),
        )
        .values(ended_at=now, ended_how=how)
    )


def _url(practice: Practice, token: str) -> str:
    return f"https://t.me/{practice.bot_username}?start={token}"
