"""What is in force today, for everyone whom a chat serves."""

from datetime import datetime, timedelta

from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import opt_out
from reminder.practice.today import today
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.cast import ANNA_CHAT, MALLORY_CHAT
from tests.practice.arrange import joined


async def test_the_day_until_which_it_holds_is_named(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The answer names what is in force and the day on which it ends."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        answer = await today(db, practice, chat_id=ANNA_CHAT, now=now + timedelta(hours=1))
        assert answer is not None
        assert "24 Sep" in answer
        assert "Anna" not in answer


async def test_a_phone_that_serves_two_answers_for_each(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Where one phone serves two, each part says for whom it is."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT, name="Anna")
        await joined(db, practice, reception, now, ANNA_CHAT, name="Boris")
        answer = await today(db, practice, chat_id=ANNA_CHAT, now=now)
        assert answer is not None
        assert answer.index("<b>Anna</b>") < answer.index("<b>Boris</b>")


async def test_one_who_has_left_is_answered_too(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """After STOP the answer says that nothing is sent, and still what applies."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
        answer = await today(db, practice, chat_id=ANNA_CHAT, now=now)
        assert answer is not None
        assert answer.startswith("You get no reminders at the moment")
        assert "24 Sep" in answer


async def test_a_stranger_learns_nothing(store: Store, practice: Practice, now: datetime) -> None:
    """A chat that is no patient's gets no answer."""
    async with store.reading() as db:
        assert await today(db, practice, chat_id=MALLORY_CHAT, now=now) is None
