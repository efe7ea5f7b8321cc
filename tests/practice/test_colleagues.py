"""Who works here: by a one-time link, and no longer than an owner wants."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.colleagues import (
    CameIn,
    Invited,
    LastOwner,
    NoGood,
    WorksHere,
    come_in,
    invite_staff,
    make_owner,
    open_staff_link,
    remove_staff,
    stay_out,
)
from reminder.practice.conversation import begin, claim_conversation
from reminder.practice.draft import form_in_hand, open_form
from reminder.practice.form import blank
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff, staff_of_chat
from reminder.store.database import Store
from reminder.store.tables import (
    AuditEvent,
    Concern,
    Conversation,
    Delivery,
    Role,
    Staff,
    StaffInvitation,
)
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT
from tests.practice.arrange import fresh, joined, patient_of, waiting

OWNER_CHAT = 3001


@pytest.fixture
async def olga(store: Store, practice: Practice, now: datetime) -> Staff:
    """Olga, who owns the clinic."""
    async with store.writing() as db:
        owner = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(OWNER_CHAT),
            chat_id=str(OWNER_CHAT),
            name="Olga",
            role=Role.OWNER,
            language="en",
            created_at=now,
        )
        db.add(owner)
        await db.flush()
        return owner


async def token(db: Db, practice: Practice, owner: Staff, now: datetime) -> str:
    """A fresh link's token."""
    return (await invite_staff(db, practice, owner, now)).url.split("start=")[1]


async def enters(
    db: Db, practice: Practice, number: int, now: datetime, chat: int = BORIS_CHAT
) -> object:
    """What comes of saying yes in that chat."""
    return await come_in(
        db, practice, number, chat_id=chat, name="Boris (@boris)", language="en", now=now
    )


async def test_a_link_makes_one_member_of_staff(
    store: Store, practice: Practice, olga: Staff, now: datetime
) -> None:
    """Whoever opens it and says yes is a member; the same link makes nobody else one."""
    async with store.writing() as db:
        link = await token(db, practice, olga, now)
        opened = await open_staff_link(db, practice, link, BORIS_CHAT, now)
        assert isinstance(opened, Invited)
        assert opened.by.id == olga.id
        assert isinstance(await enters(db, practice, opened.invitation_id, now), CameIn)
        boris = await staff_of_chat(db, practice, BORIS_CHAT)
        assert boris is not None
        assert boris.role is Role.MEMBER
        assert await open_staff_link(db, practice, link, BORIS_CHAT, now) == WorksHere()
        assert await open_staff_link(db, practice, link, MALLORY_CHAT, now) == NoGood()
        again = await enters(db, practice, opened.invitation_id, now, MALLORY_CHAT)
        assert again == NoGood()


async def test_a_link_is_bound_to_whoever_opens_it_first(
    store: Store, practice: Practice, olga: Staff, now: datetime
) -> None:
    """Neither another who opens it later nor one who makes up the button's data comes in."""
    async with store.writing() as db:
        link = await token(db, practice, olga, now)
        number = (await db.exec(select(StaffInvitation.id))).one() or 0
        assert await enters(db, practice, number, now, MALLORY_CHAT) == NoGood()
        assert isinstance(await open_staff_link(db, practice, link, BORIS_CHAT, now), Invited)
        assert await open_staff_link(db, practice, link, MALLORY_CHAT, now) == NoGood()
        assert await enters(db, practice, number, now, MALLORY_CHAT) == NoGood()
        assert not await stay_out(db, practice, number, MALLORY_CHAT, now)
        assert isinstance(await enters(db, practice, number, now), CameIn)


async def test_a_link_holds_a_day(
    store: Store, practice: Practice, olga: Staff, now: datetime
) -> None:
    """After 24 hours, after a newer one, after "no", or once who invited is no owner: void."""
    async with store.writing() as db:
        link = await token(db, practice, olga, now)
        late = now + timedelta(hours=24)
        assert await open_staff_link(db, practice, link, BORIS_CHAT, late) == NoGood()
        await token(db, practice, olga, now)
        assert await open_staff_link(db, practice, link, BORIS_CHAT, now) == NoGood()
        newest = await token(db, practice, olga, now)
        opened = await open_staff_link(db, practice, newest, BORIS_CHAT, now)
        assert isinstance(opened, Invited)
        assert await stay_out(db, practice, opened.invitation_id, BORIS_CHAT, now)
        assert await enters(db, practice, opened.invitation_id, now) == NoGood()
        last = await token(db, practice, olga, now)
        owner = await fresh(db, Staff, olga.id or 0)
        owner.role = Role.MEMBER
        await db.flush()
        assert await open_staff_link(db, practice, last, BORIS_CHAT, now) == NoGood()


async def test_the_database_holds_no_token(
    store: Store, practice: Practice, olga: Staff, now: datetime
) -> None:
    """What opens the door is only ever in the message to the owner."""
    async with store.writing() as db:
        link = await token(db, practice, olga, now)
        (row,) = (await db.exec(select(StaffInvitation))).all()
    assert link not in str(row.model_dump())
    assert len(link) == len("staff_") + 22


async def test_removing_ends_everything_at_once(
    store: Store, practice: Practice, olga: Staff, reception: Staff, now: datetime
) -> None:
    """No rights, no open form, no awaited reply, nothing more sent; what was taken on is open."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        conversation = await begin(db, practice, await patient_of(db, link), Concern.WORRIED, now)
        number = conversation.id or 0
        await claim_conversation(db, practice, reception, number, now)
        conversation.reply_by, conversation.reply_until = reception.id, now + timedelta(minutes=9)
        await open_form(db, practice, reception, [blank(practice, now)], now)
        await queue(db, practice, Outgoing("news"), to=reception, now=now, purpose="news")
        rita = reception.id or 0
        removed = await remove_staff(db, practice, olga, rita, now)
        assert isinstance(removed, Staff)
        chat = int(reception.chat_id)
        assert await staff_of_chat(db, practice, chat) is None
        assert await waiting(db, practice, chat) == []
        assert await form_in_hand(db, practice, removed) is None
        open_again = await fresh(db, Conversation, number)
        assert (open_again.claimed_by, open_again.reply_by) == (None, None)
        assert open_again.raise_at == now
        unsent = await db.exec(select(Delivery).where(Delivery.staff_id == rita))
        assert {row.payload for row in unsent.all()} == {None}
        events = await db.exec(select(AuditEvent).where(AuditEvent.action == "staff_removed"))
        (event,) = events.all()
        assert (event.staff_id, event.role, event.detail) == (olga.id, Role.OWNER, f"staff:{rita}")
        assert await remove_staff(db, practice, olga, rita, now) is None


async def test_the_last_owner_stays(
    store: Store, practice: Practice, olga: Staff, reception: Staff, now: datetime
) -> None:
    """Somebody always owns the clinic; with a second owner the first may go."""
    async with store.writing() as db:
        assert await remove_staff(db, practice, olga, olga.id or 0, now) == LastOwner()
        rita = await make_owner(db, practice, olga, reception.id or 0, now)
        assert rita is not None
        assert rita.role is Role.OWNER
        assert isinstance(await remove_staff(db, practice, rita, olga.id or 0, now), Staff)
        assert [staff.id for staff in await all_staff(db, practice)] == [rita.id]
        assert await make_owner(db, practice, rita, olga.id or 0, now) is None
