"""The owner's one-time code."""

from datetime import datetime, timedelta

from sqlmodel import select

from reminder.practice.claim import (
    AlreadyOwner,
    Claimed,
    WrongOrExpired,
    claim,
    make_code,
    needs_owner,
)
from reminder.practice.clinic import Db, Practice
from reminder.practice.people import staff_of_chat
from reminder.store.database import Store
from reminder.store.tables import ClaimCode, Role, Staff
from tests.cast import MALLORY_CHAT, RECEPTION_CHAT

OWNER_CHAT = 3001


async def tried(
    db: Db, practice: Practice, code: str, now: datetime, chat: int = OWNER_CHAT
) -> object:
    """What comes of claiming the clinic with this code."""
    return await claim(db, practice, chat_id=chat, name="Olga", language="ru", code=code, now=now)


async def test_the_code_makes_an_owner(store: Store, practice: Practice, now: datetime) -> None:
    """Whoever types the printed code in time owns the clinic; case and dash do not matter."""
    async with store.writing() as db:
        assert await needs_owner(db, practice)
        code = await make_code(db, practice, now)
        claimed = await tried(db, practice, f" {code.lower().replace('-', ' ')} ", now)
        assert isinstance(claimed, Claimed)
        owner = await staff_of_chat(db, practice, OWNER_CHAT)
        assert owner is not None
        assert (owner.role, owner.name, owner.language) == (Role.OWNER, "Olga", "ru")
        assert not await needs_owner(db, practice)


async def test_a_code_works_once(store: Store, practice: Practice, now: datetime) -> None:
    """A used code opens nothing; with a fresh one a second owner can claim."""
    async with store.writing() as db:
        code = await make_code(db, practice, now)
        await tried(db, practice, code, now)
        assert await tried(db, practice, code, now, MALLORY_CHAT) == WrongOrExpired(0)
        fresh = await make_code(db, practice, now)
        assert isinstance(await tried(db, practice, fresh, now, MALLORY_CHAT), Claimed)


async def test_a_code_holds_a_quarter_of_an_hour(
    store: Store, practice: Practice, now: datetime
) -> None:
    """After 15 minutes, or once a newer one was made, a code is void."""
    async with store.writing() as db:
        code = await make_code(db, practice, now)
        late = now + timedelta(minutes=15)
        assert await tried(db, practice, code, late) == WrongOrExpired(0)
        code = await make_code(db, practice, now)
        await make_code(db, practice, now)
        assert await tried(db, practice, code, now) == WrongOrExpired(4)


async def test_five_wrong_tries_kill_the_code(
    store: Store, practice: Practice, now: datetime
) -> None:
    """Each wrong try counts, whoever makes it; after the fifth the right code is dead too."""
    async with store.writing() as db:
        code = await make_code(db, practice, now)
        for left in (4, 3, 2, 1, 0):
            assert await tried(db, practice, "AAAA-AAAA", now, MALLORY_CHAT) == WrongOrExpired(left)
        assert await tried(db, practice, code, now) == WrongOrExpired(0)
        assert await needs_owner(db, practice)


async def test_staff_can_become_owners(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A member who claims becomes an owner; an owner who claims again uses no code up."""
    async with store.writing() as db:
        code = await make_code(db, practice, now)
        assert isinstance(await tried(db, practice, code, now, RECEPTION_CHAT), Claimed)
        rita = await staff_of_chat(db, practice, RECEPTION_CHAT)
        assert rita is not None
        assert (rita.id, rita.role) == (reception.id, Role.OWNER)
        code = await make_code(db, practice, now)
        assert await tried(db, practice, code, now, RECEPTION_CHAT) == AlreadyOwner()
        assert isinstance(await tried(db, practice, code, now), Claimed)


async def test_the_code_is_not_stored(store: Store, practice: Practice, now: datetime) -> None:
    """The database holds a keyed hash and not the code."""
    async with store.writing() as db:
        code = await make_code(db, practice, now)
        row = (await db.exec(select(ClaimCode))).one()
        assert len(row.code_hash) == 64
        assert code.replace("-", "") not in row.model_dump_json()
