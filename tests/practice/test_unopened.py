"""Links that nobody opened."""

from datetime import datetime, timedelta

from reminder.practice.clinic import Practice
from reminder.practice.invitation import open_invitation
from reminder.practice.unopened import expire, tell_unopened
from reminder.store.database import Store
from reminder.store.tables import EnrolmentState, Staff
from tests.cast import ANNA_CHAT, RECEPTION_CHAT
from tests.practice.arrange import agrees, enrolment_of, invited, joined, waiting

NINE = timedelta(hours=18, minutes=30)
"""From 14:30 to nine the next morning."""


async def test_told_once_the_next_morning(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The next morning, not before nine, the desk gets one message about all unopened links, with a
    button for each; never again after that.
    """
    async with store.writing() as db:
        anna = await invited(db, practice, reception, now, "Anna")
        boris = await invited(db, practice, reception, now, "Boris")
        assert await tell_unopened(db, practice, now + timedelta(hours=6)) == 0
        assert await tell_unopened(db, practice, now + NINE - timedelta(minutes=1)) == 0
        assert await tell_unopened(db, practice, now + NINE) == 2
        (message,) = await waiting(db, practice, RECEPTION_CHAT)
        assert "Anna" in message.text
        assert "Boris" in message.text
        assert [row[0].data for row in message.buttons] == [
            f"s:qr:{anna.enrolment_id}",
            f"s:qr:{boris.enrolment_id}",
        ]
        assert await tell_unopened(db, practice, now + NINE + timedelta(days=1)) == 0


async def test_an_opened_link_is_no_news(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who opened the link, or agreed, is not shown."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        await open_invitation(db, practice, link.token, now)
        await joined(db, practice, reception, now, ANNA_CHAT)
        assert await tell_unopened(db, practice, now + NINE) == 0


async def test_many_are_told_in_parts(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """More than a message holds are told in several."""
    async with store.writing() as db:
        for number in range(21):
            await invited(db, practice, reception, now, f"Patient {chr(65 + number)}")
        assert await tell_unopened(db, practice, now + NINE) == 21
        first, second = await waiting(db, practice, RECEPTION_CHAT)
        assert (len(first.buttons), len(second.buttons)) == (15, 6)
        assert len(first.text) < 4096


async def test_a_week_ends_the_link(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """After seven days a waiting enrolment is expired; a connected one is not touched."""
    week = now + timedelta(days=7)
    async with store.writing() as db:
        link = await invited(db, practice, reception, now)
        other = await invited(db, practice, reception, now)
        await agrees(db, practice, other, now, ANNA_CHAT)
        assert await expire(db, practice, week - timedelta(seconds=1)) == 0
        assert await expire(db, practice, week) == 1
        assert await expire(db, practice, week) == 0
        state = (await enrolment_of(db, link)).state
        assert state is EnrolmentState.EXPIRED
        assert (await enrolment_of(db, other)).state is EnrolmentState.CONNECTED
        assert await tell_unopened(db, practice, week + NINE) == 0
