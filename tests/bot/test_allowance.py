"""How often one chat is answered."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, func, select
from telegram import Bot, Update

from reminder.bot.allowance import Allowance, Kind, kind_of
from reminder.bot.inbox import LIMITED, Inbox
from reminder.bot.visit import occasion_of
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Delivery, InboxState, InboxUpdate, Staff
from tests.bot.patient.phones import AnyApplication, Line, application
from tests.cast import ANNA_CHAT, MALLORY_CHAT, RECEPTION_CHAT
from tests.practice.arrange import joined, patient_of
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["application", "keyring", "now", "practice", "reception", "store"]


class Fixed:
    """A clock that the test moves."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant."""
        return self.at

    def real(self, at: datetime) -> datetime:
        """Nothing waits."""
        return at


def written(number: int, chat: int, text: str) -> dict[str, Any]:
    """A raw update: somebody has written."""
    person = {"id": chat, "is_bot": False, "first_name": "M"}
    entities = []
    if text.startswith("/"):
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1790000000,
            "chat": {"id": chat, "type": "private", "first_name": "M"},
            "from": person,
            "text": text,
            "entities": entities,
        },
    }


def test_an_allowance_is_used_up_and_comes_back(now: datetime) -> None:
    """So many at once, then so many an hour; another chat has its own."""
    allowance = Allowance()
    kind = Kind.STRANGER_WRITES
    assert [allowance.takes("m", kind, now) for _ in range(8)] == [True] * 6 + [False] * 2
    assert allowance.takes("a", kind, now)
    assert not allowance.takes("m", kind, now + timedelta(minutes=9))
    assert allowance.takes("m", kind, now + timedelta(minutes=11))
    assert not allowance.takes("m", kind, now + timedelta(minutes=11))
    day = now + timedelta(days=1)
    assert [allowance.takes("m", kind, day) for _ in range(7)] == [True] * 6 + [False]
    # A clock that goes back gives nothing back.
    assert not allowance.takes("m", kind, now)


def test_ten_thousand_strangers_take_no_more_memory(now: datetime) -> None:
    """What is forgotten had its whole allowance, or is the oldest."""
    allowance = Allowance()
    for number in range(Allowance.MOST + 50):
        allowance.takes(str(number), Kind.STRANGER_WRITES, now)
    assert len(allowance._buckets) <= Allowance.MOST


@pytest.mark.parametrize(
    ("chat", "text", "kind"),
    [
        (MALLORY_CHAT, "hello", Kind.STRANGER_WRITES),
        (MALLORY_CHAT, "/claim AAAA", Kind.STRANGER_WRITES),
        (MALLORY_CHAT, "/start", Kind.STRANGER_WRITES),
        (MALLORY_CHAT, "/start abc", Kind.STRANGER_PRESSES),
        (MALLORY_CHAT, "/stop", None),
        (MALLORY_CHAT, "Stop!", None),
        (ANNA_CHAT, "STOP", None),
        (ANNA_CHAT, "/stop@aftercare_demo_bot", None),
        (ANNA_CHAT, "it burns", None),
        (ANNA_CHAT, "/plan", Kind.PATIENT_ASKS),
        (RECEPTION_CHAT, "/day", None),
    ],
)
async def test_leaving_and_worries_are_never_limited(
    store: Store,
    practice: Practice,
    reception: Staff,
    now: datetime,
    chat: int,
    text: str,
    kind: Kind | None,
) -> None:
    """Only strangers are limited, and what a patient has put together."""
    async with store.writing() as db:
        await joined(db, practice, reception, now, ANNA_CHAT)
        occasion = await occasion_of(db, practice, chat, now)
        bot: Bot = Bot("1:made-up", request=Line(), get_updates_request=Line())
        assert kind_of(Update.de_json(written(1, chat, text), bot), occasion) is kind


async def test_a_flood_is_answered_a_few_times_and_slows_nobody(
    store: Store,
    practice: Practice,
    reception: Staff,
    application: AnyApplication,
    now: datetime,
) -> None:
    """Of a hundred messages a stranger's six are answered; the patient's /today and STOP are."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
    clock = Fixed(now)
    inbox = Inbox(store, practice, application, clock, handled=lambda *_: None)
    flood = [written(number, MALLORY_CHAT, "/help") for number in range(1, 101)]
    asked = [written(101, ANNA_CHAT, "/today"), written(102, ANNA_CHAT, "STOP")]
    await inbox.receive([*flood, *asked])
    await inbox.quiet()

    async def answers(chat: int) -> int:
        async with store.reading() as db:
            found = await db.exec(
                select(func.count(col(Delivery.id))).where(
                    Delivery.chat_hash == practice.keyring.chat(chat)
                )
            )
            return found.one()

    assert await answers(MALLORY_CHAT) == Kind.STRANGER_WRITES.at_once
    async with store.reading() as db:
        assert (await patient_of(db, link)).state.value == "opted_out"
        rows = (await db.exec(select(InboxUpdate))).all()
        assert {row.state for row in rows} == {InboxState.DONE}
        assert {row.payload for row in rows} == {None}
        assert [row.fault for row in rows].count(LIMITED) == 94
    clock.at += timedelta(hours=1)
    await inbox.receive([written(103 + n, MALLORY_CHAT, "/help") for n in range(20)])
    await inbox.quiet()
    assert await answers(MALLORY_CHAT) == 2 * Kind.STRANGER_WRITES.at_once
