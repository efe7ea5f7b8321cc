"""When something is next to be done, by its sort: one question for all of them.

Each answer is the first entry of an index, so it costs the same however much is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Clinic, Conversation, Delivery, Erasure, Patient, Reminder

NEXT = (
    (col(Reminder.wake_at), col(Reminder.clinic_id)),
    (col(Delivery.wake_at), col(Delivery.clinic_id)),
    (col(Conversation.raise_at), col(Conversation.clinic_id)),
    (col(Patient.card_at), col(Patient.clinic_id)),
    (col(Patient.paused_until), col(Patient.clinic_id)),
    (col(Erasure.due_at), col(Erasure.clinic_id)),
)
"""What is looked at, in the order of the fields of `Agenda`."""


def _first(instant: Any, clinic_id: Any) -> Any:
    earliest = func.min(instant)
    return (
        select_columns(earliest)
        .where(instant.is_not(None), clinic_id == bindparam("clinic"))
        .scalar_subquery()
    )


QUERY = select_columns(
    *(_first(instant, clinic_id) for instant, clinic_id in NEXT),
    col(Clinic.halted_until),
).where(col(Clinic.id) == bindparam("clinic"))


@dataclass(frozen=True, slots=True)
class Agenda:
    """The first instant of each sort of thing to do (aware, UTC; None: nothing of that sort).

    `halted_until`: before then Telegram takes nothing (None, or past: it does).
    """

    reminders: datetime | None
    deliveries: datetime | None
    conversations: datetime | None
    cards: datetime | None
    pauses: datetime | None
    erasures: datetime | None
    halted_until: datetime | None = None

    @property
    def first_at(self) -> datetime | None:
        """When anything is to be done; None: never."""
        return min((at for at in (self.reminders, self.other_at) if at is not None), default=None)

    @property
    def other_at(self) -> datetime | None:
        """The same, reminders aside."""
        others = (self.deliveries, self.conversations, self.cards, self.pauses, self.erasures)
        return min((at for at in others if at is not None), default=None)


async def agenda(db: Db, practice: Practice) -> Agenda:
    """Return what is next, as this transaction sees it."""
    await db.flush()
    return await glance(await db.connection(), practice)


async def glance(seen: AsyncConnection, practice: Practice) -> Agenda:
    """Return what is next, as is seen on this connection: one statement."""
    found = await seen.execute(QUERY, {"clinic": practice.clinic_id})
    instants: Sequence[datetime | None] = found.one()
    return Agenda(*instants)


def is_due(at: datetime | None, now: datetime) -> bool:
    """Say whether an instant has come."""
    return at is not None and at <= now
