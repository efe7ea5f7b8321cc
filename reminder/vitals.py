"""How the clinics are that a process serves: why one is not ready, if it is not, and figures."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import func
from sqlmodel import col, select

from reminder.bot.limits import Limiter
from reminder.bot.poller import Poller
from reminder.bot.webhook import Webhook
from reminder.delivery.dispatcher import Dispatcher
from reminder.practice.clinic import Db
from reminder.store.database import Store
from reminder.store.tables import (
    Clinic,
    Delivery,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Reminder,
)
from reminder.web.metrics import Snapshot

DATABASE_SECONDS = 3.0
"""How soon the database has to answer."""

DISPATCH_SECONDS = 60.0
"""How long ago what is due may have been looked at; it is every five seconds."""

SILENT_SECONDS = 120.0
"""How long Telegram may be silent; a long poll ends after thirty seconds."""


class Served(Protocol):
    """A clinic at work, as far as its health goes."""

    dispatcher: Dispatcher
    poller: Poller | Webhook
    limiter: Limiter


async def database_answers(store: Store) -> bool:
    """Whether the database answers, and soon."""
    try:
        async with asyncio.timeout(DATABASE_SECONDS), store.reading() as db:
            await db.exec(select(Clinic.id).limit(1))
    except Exception:  # noqa: BLE001  (whatever it is, the database is what fails)
        return False
    return True


def why_not_ready(clinic: Served, now: datetime) -> str | None:
    """Return what keeps a clinic's bot from doing its work, in a word; None: nothing."""
    if clinic.poller.fault is not None:
        return f"polling: {clinic.poller.fault}"
    silent = clinic.poller.silent_for
    if silent is None or silent > SILENT_SECONDS:
        return "telegram is silent"
    if clinic.dispatcher.breaker_is_open:
        return "telegram is at fault"
    age = _dispatch_age(clinic, now)
    if age is None or age > DISPATCH_SECONDS:
        return "dispatch is late"
    return None


def _dispatch_age(clinic: Served, now: datetime) -> float | None:
    passed_at = clinic.dispatcher.passed_at
    return None if passed_at is None else (now - passed_at).total_seconds()


async def snapshots(
    store: Store, clinics: Mapping[int, Served], now: datetime
) -> dict[int, Snapshot]:
    """Return how things stand with each clinic; the same few queries, however many there are."""
    if not clinics:
        return {}
    ids = list(clinics)
    async with store.reading() as db:
        planned = await _counts(db, Reminder, ids, col(Reminder.wake_at).is_not(None))
        due = await _counts(db, Reminder, ids, col(Reminder.wake_at) <= now)
        answers = await _counts(
            db,
            Delivery,
            ids,
            col(Delivery.wake_at).is_not(None),
            col(Delivery.state) != DeliveryState.SENDING,
        )
        new = await _counts(db, InboxUpdate, ids, col(InboxUpdate.state) == InboxState.NEW)
        aside = await _counts(db, InboxUpdate, ids, col(InboxUpdate.state) == InboxState.SET_ASIDE)
    return {
        clinic_id: Snapshot(
            due=due.get(clinic_id, 0),
            planned=planned.get(clinic_id, 0),
            answers=answers.get(clinic_id, 0),
            on_their_way=clinic.dispatcher.on_their_way,
            limiter=clinic.limiter.waiting,
            inbox_new=new.get(clinic_id, 0),
            inbox_set_aside=aside.get(clinic_id, 0),
            ready=why_not_ready(clinic, now) is None,
            breaker_is_open=clinic.dispatcher.breaker_is_open,
            poller_fault=clinic.poller.fault is not None,
            telegram_age=clinic.poller.silent_for,
            dispatch_age=_dispatch_age(clinic, now),
        )
        for clinic_id, clinic in clinics.items()
    }


async def _counts(db: Db, table: Any, clinics: Collection[int], *where: Any) -> dict[int, int]:
    found = await db.exec(
        select(table.clinic_id, func.count())
        .where(table.clinic_id.in_(clinics), *where)
        .group_by(table.clinic_id)
    )
    return dict(found.all())
