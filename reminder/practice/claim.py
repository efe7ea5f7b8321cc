"""Claiming the clinic: a one-time code, printed by the service, makes an owner."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.people import all_staff, staff_of_chat
from reminder.store.tables import ClaimCode, Role, Staff

HOLDS_FOR = timedelta(minutes=15)
TRIES = 5
# Letters and digits that nobody takes for one another: 40 bits in eight of them.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Claimed:
    """The chat belongs to an owner now."""

    staff: Staff


@dataclass(frozen=True, slots=True)
class AlreadyOwner:
    """The chat was an owner's before; no code was used up."""


@dataclass(frozen=True, slots=True)
class WrongOrExpired:
    """The code does not open anything; which part was wrong is not said."""

    tries_left: int


async def make_code(db: Db, practice: Practice, now: datetime) -> str:
    """Return a fresh owner's code ("K7QM-4RXD"), to be typed within 15 minutes.

    A code made before it is void. The database holds only its keyed hash.
    """
    await db.exec(
        update(ClaimCode)
        .where(
            col(ClaimCode.clinic_id) == practice.clinic_id,
            col(ClaimCode.used_at).is_(None),
            col(ClaimCode.expires_at) > now,
        )
        .values(expires_at=now)
    )
    code = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    db.add(
        ClaimCode(
            clinic_id=practice.clinic_id,
            code_hash=_hash(practice, code),
            created_at=now,
            expires_at=now + HOLDS_FOR,
            tries_left=TRIES,
        )
    )
    await record(db, practice, "claim_code_made", now=now)
    await db.flush()
    return f"{code[:4]}-{code[4:]}"


async def claim(
    db: Db,
    practice: Practice,
    *,
    chat_id: int,
    name: str,
    language: str,
    code: str,
    now: datetime,
) -> Claimed | AlreadyOwner | WrongOrExpired:
    """Make the person in this chat an owner if the code is right, in time and not worn out.

    Every wrong try counts against the code, whoever tries.
    """
    known = await staff_of_chat(db, practice, chat_id)
    if known is not None and known.role is Role.OWNER:
        return AlreadyOwner()
    live = (
        await db.exec(
            select(ClaimCode)
            .where(
                ClaimCode.clinic_id == practice.clinic_id,
                col(ClaimCode.used_at).is_(None),
                ClaimCode.expires_at > now,
                ClaimCode.tries_left > 0,
            )
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).first()
    if live is None:
        return WrongOrExpired(0)
    if not secrets.compare_digest(live.code_hash, _hash(practice, code)):
        live.tries_left -= 1
        await record(db, practice, "claim_failed", now=now)
        return WrongOrExpired(live.tries_left)
    live.used_at = now
    if known is None:
        known = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(chat_id),
            chat_id=str(chat_id),
            name=name,
            role=Role.OWNER,
            language=language,
            created_at=now,
        )
        db.add(known)
    known.role = Role.OWNER
    await db.flush()
    await record(db, practice, "claimed", now=now, staff=known)
    return Claimed(known)


async def needs_owner(db: Db, practice: Practice) -> bool:
    """Whether nobody owns the clinic yet."""
    return not any(staff.role is Role.OWNER for staff in await all_staff(db, practice))


def _hash(practice: Practice, code: str) -> str:
    typed = "".join(c for c in code.upper() if c.isalnum())
    return practice.keyring.hashed("claim", typed)
