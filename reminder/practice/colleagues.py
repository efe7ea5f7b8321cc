"""Who works here: inviting somebody, the list, another owner, and the end of all rights at once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.clinic_reply import cancel_reply
from reminder.practice.people import all_staff, staff_of_chat
from reminder.practice.raising import first_alert_at
from reminder.store.tables import (
    Conversation,
    Delivery,
    DeliveryState,
    Draft,
    Role,
    Staff,
    StaffInvitation,
    saved,
)

HOLDS_FOR = timedelta(hours=24)
PREFIX = "staff_"
"""What a staff link's token begins with, so that it is taken for no patient's."""


@dataclass(frozen=True, slots=True)
class StaffLink:
    """A one-time link by which somebody becomes a member of staff."""

    invitation_id: int
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    """The link is good; this one may use it. `by`: who invites."""

    invitation_id: int
    by: Staff


@dataclass(frozen=True, slots=True)
class NoGood:
    """The link is over, somebody else's, or none of ours; which of them is not said."""


@dataclass(frozen=True, slots=True)
class WorksHere:
    """Somebody who works here already; the link was not used up."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """A new member of staff."""

    staff: Staff
    by: Staff


@dataclass(frozen=True, slots=True)
class LastOwner:
    """Without this one nobody would own the clinic."""


async def invite_staff(db: Db, practice: Practice, owner: Staff, now: datetime) -> StaffLink:
    """Make a link for one new member of staff, good for a day; the owner's earlier one is void.

    The database holds only its token's keyed hash.
    """
    await db.exec(
        update(StaffInvitation)
        .where(
            col(StaffInvitation.clinic_id) == practice.clinic_id,
            col(StaffInvitation.invited_by) == owner.id,
            col(StaffInvitation.ended_at).is_(None),
        )
        .values(ended_at=now)
    )
    token = PREFIX + secrets.token_urlsafe(16)
    invitation = StaffInvitation(
        clinic_id=practice.clinic_id,
        invited_by=saved(owner.id),
        token_hash=_hash(practice, token),
        created_at=now,
        expires_at=now + HOLDS_FOR,
    )
    db.add(invitation)
    await db.flush()
    await record(db, practice, "staff_invited", now=now, staff=owner)
    url = f"https://t.me/{practice.bot_username}?start={token}"
    return StaffLink(saved(invitation.id), url, invitation.expires_at)


async def open_staff_link(
    db: Db, practice: Practice, token: str, chat_id: int, now: datetime
) -> Invited | WorksHere | NoGood:
    """Open a staff link: the first chat that does is the only one that can use it."""
    if await staff_of_chat(db, practice, chat_id) is not None:
        return WorksHere()
    found = await db.exec(
        select(StaffInvitation)
        .where(
            StaffInvitation.clinic_id == practice.clinic_id,
            StaffInvitation.token_hash == _hash(practice, token),
        )
        .with_for_update()
    )
    invitation = found.first()
    if invitation is None:
        return NoGood()
    chat_hash = practice.keyring.chat(chat_id)
    if invitation.opened_hash is None:
        invitation.opened_hash, invitation.opened_at = chat_hash, now
        await db.flush()
    return await _good(db, practice, invitation, chat_hash, now)


async def come_in(
    db: Db,
    practice: Practice,
    invitation_id: int,
    *,
    chat_id: int,
    name: str,
    language: str,
    now: datetime,
) -> CameIn | WorksHere | NoGood:
    """Use the link up: the person in this chat, who has opened it, works here from now on."""
    if await staff_of_chat(db, practice, chat_id) is not None:
        return WorksHere()
    invitation = await _locked(db, practice, invitation_id)
    if invitation is None:
        return NoGood()
    chat_hash = practice.keyring.chat(chat_id)
    good = await _good(db, practice, invitation, chat_hash, now)
    if isinstance(good, NoGood):
        return good
    staff = Staff(
        clinic_id=practice.clinic_id,
        chat_hash=chat_hash,
        chat_id=str(chat_id),
        name=name,
        role=Role.MEMBER,
        language=language,
        created_at=now,
    )
    db.add(staff)
    await db.flush()
    invitation.ended_at, invitation.staff_id = now, staff.id
    await record(db, practice, "staff_joined", now=now, staff=staff)
    return CameIn(staff, good.by)


async def stay_out(
    db: Db, practice: Practice, invitation_id: int, chat_id: int, now: datetime
) -> bool:
    """End the link without using it; returns whether this chat was the one to say so."""
    invitation = await _locked(db, practice, invitation_id)
    chat_hash = practice.keyring.chat(chat_id)
    if invitation is None or isinstance(
        await _good(db, practice, invitation, chat_hash, now), NoGood
    ):
        return False
    invitation.ended_at = now
    await db.flush()
    return True


async def find_colleague(db: Db, practice: Practice, staff_id: int) -> Staff | None:
    """Return somebody who works at this clinic now, None where nobody of that id does."""
    everyone = await all_staff(db, practice)
    return next((staff for staff in everyone if staff.id == staff_id), None)


async def remove_staff(
    db: Db, practice: Practice, owner: Staff, staff_id: int, now: datetime
) -> Staff | LastOwner | None:
    """End somebody's rights at once: forms and replies close, links end, nothing more is sent.

    What they had taken on is raised anew. None where nobody of that id works here.
    """
    leaving = await _lock_all(db, practice, staff_id)
    if leaving is None:
        return None
    if await _is_last_owner(db, practice, leaving):
        return LastOwner()
    leaving.removed_at = now
    await cancel_reply(db, practice, leaving)
    await db.exec(
        update(Draft)
        .where(col(Draft.staff_id) == leaving.id, col(Draft.closed_at).is_(None))
        .values(closed_at=now, form="")
    )
    await db.exec(
        update(StaffInvitation)
        .where(
            col(StaffInvitation.invited_by) == leaving.id, col(StaffInvitation.ended_at).is_(None)
        )
        .values(ended_at=now)
    )
    await db.exec(
        update(Delivery)
        .where(col(Delivery.staff_id) == leaving.id, col(Delivery.wake_at).is_not(None))
        .values(
            state=DeliveryState.CANCELLED,
            reason="staff_removed",
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )
    await db.exec(
        update(Conversation)
        .where(
            col(Conversation.clinic_id) == practice.clinic_id,
            col(Conversation.claimed_by) == leaving.id,
            col(Conversation.resolved_at).is_(None),
        )
        .values(claimed_by=None, claimed_at=None, raised=0, raise_at=first_alert_at(practice, now))
    )
    await record(db, practice, "staff_removed", now=now, staff=owner, detail=f"staff:{staff_id}")
    await db.flush()
    return leaving


async def make_owner(
    db: Db, practice: Practice, owner: Staff, staff_id: int, now: datetime
) -> Staff | None:
    """Let somebody who works here own the clinic too; None where nobody of that id does."""
    staff = await _lock_all(db, practice, staff_id)
    if staff is None:
        return None
    if staff.role is not Role.OWNER:
        staff.role = Role.OWNER
        await record(db, practice, "made_owner", now=now, staff=owner, detail=f"staff:{staff_id}")
        await db.flush()
    return staff


async def _lock_all(db: Db, practice: Practice, staff_id: int) -> Staff | None:
    """Hold everybody's row, so that two owners do not remove each other; return the one asked."""
    found = await db.exec(
        select(Staff)
        .where(Staff.clinic_id == practice.clinic_id, col(Staff.removed_at).is_(None))
        .order_by(col(Staff.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return next((staff for staff in found.all() if staff.id == staff_id), None)


async def _is_last_owner(db: Db, practice: Practice, staff: Staff) -> bool:
    owners = [one for one in await all_staff(db, practice) if one.role is Role.OWNER]
    return [one.id for one in owners] == [staff.id]


async def _locked(db: Db, practice: Practice, invitation_id: int) -> StaffInvitation | None:
    found = await db.exec(
        select(StaffInvitation)
        .where(StaffInvitation.id == invitation_id, StaffInvitation.clinic_id == practice.clinic_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.first()


async def _good(
    db: Db, practice: Practice, invitation: StaffInvitation, chat_hash: str, now: datetime
) -> Invited | NoGood:
    """Whether this chat may use the link now, and whose it is: an owner's who still is one."""
    by = await find_colleague(db, practice, invitation.invited_by)
    if (
        invitation.ended_at is not None
        or invitation.expires_at <= now
        or invitation.opened_hash != chat_hash
        or by is None
        or by.role is not Role.OWNER
    ):
        return NoGood()
    return Invited(saved(invitation.id), by)


def _hash(practice: Practice, token: str) -> str:
    return practice.keyring.hashed("staff_invitation", token)
