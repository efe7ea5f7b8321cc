"""Who has left: the desk learns of it the next morning."""

from datetime import datetime, timedelta

from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import By, Withdrawn
from reminder.practice.left import LATELY, tell_left
from reminder.practice.opt_out import opt_out
from reminder.practice.resume import Returned, come_back
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.cast import ANNA_CHAT, BORIS_CHAT, RECEPTION_CHAT
from tests.practice.arrange import joined, waiting

A_DAY = timedelta(days=1)


async def leave(db: Db, practice: Practice, chat_id: int, now: datetime) -> None:
    """STOP."""
    await opt_out(db, practice, chat_id=chat_id, how=Withdrawn.STOP_WORD, now=now)


async def news(db: Db, practice: Practice) -> list[str]:
    """What reception is told of who has left."""
    told = await waiting(db, practice, RECEPTION_CHAT)
    return [one.text for one in told if "no more messages here" in one.text]


async def test_told_once_in_the_morning(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """All who have left are named in one message, without a reason, after the quiet hours; the
    sheet can be printed from it. Nobody is named twice.
    """
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        boris = await joined(db, practice, reception, now, BORIS_CHAT, "Boris")
        await leave(db, practice, ANNA_CHAT, now)
        await leave(db, practice, BORIS_CHAT, now)
        assert await tell_left(db, practice, (now + A_DAY).replace(hour=3)) == 0
        assert await tell_left(db, practice, now + A_DAY) == 2
        assert await tell_left(db, practice, now + A_DAY) == 0
        assert await tell_left(db, practice, now + 2 * A_DAY) == 0
        (text,) = await news(db, practice)
        assert "• Anna\n• Boris" in text
        assert "STOP" not in text
        message = (await waiting(db, practice, RECEPTION_CHAT))[-1]
        assert [row[0].data for row in message.buttons] == [
            f"s:print:{one.enrolment_id}" for one in (anna, boris)
        ]


async def test_who_has_come_back_has_not_left(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """One who agrees again before the morning is not named; one who leaves again later is."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        await leave(db, practice, ANNA_CHAT, now)
        await again(db, practice, now + timedelta(minutes=5))
        assert await tell_left(db, practice, now + A_DAY) == 0
        for times in (1, 2):
            at = now + 2 * times * A_DAY
            await leave(db, practice, ANNA_CHAT, at)
            assert await tell_left(db, practice, at + A_DAY) == 1
            await again(db, practice, at + A_DAY)
        assert len(await news(db, practice)) == 2


async def test_who_left_long_ago_is_not_named(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """After an upgrade, or a long silence of the service, those of long ago are left in peace."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        await leave(db, practice, ANNA_CHAT, now)
        assert await tell_left(db, practice, now + LATELY) == 0


async def again(db: Db, practice: Practice, now: datetime) -> None:
    """Agree again."""
    outcome = await come_back(
        db,
        practice,
        chat_id=ANNA_CHAT,
        telegram_name="Anna K",
        language="en",
        by=By.PATIENT,
        now=now,
    )
    assert isinstance(outcome, Returned)
