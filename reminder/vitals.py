"""How a running service is: why it is not ready, if it is not, and its figures."""

import asyncio

from sqlalchemy import func
from sqlmodel import col, select

from reminder.backups import Backups
from reminder.bot.limits import Limiter
from reminder.bot.poller import Poller
from reminder.bot.webhook import Webhook
from reminder.clock import Clock
from reminder.delivery.dispatcher import Dispatcher
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import (
    Clinic,
    Delivery,
    DeliveryState,
    InboxState,
    InboxUpdate,
    Reminder,
)
from reminder.web.metrics import Metrics, Snapshot

DATABASE_SECONDS = 3.0
"""How soon the database has to answer."""

DISPATCH_SECONDS = 60.0
"""How long ago what is due may have been looked at; it is every five seconds."""

SILENT_SECONDS = 120.0
"""How long Telegram may be silent; a long poll ends after thirty seconds."""


class Vitals:
    """Looks at the parts of a service."""

    def __init__(
        self,
        store: Store,
        practice: Practice,
        clock: Clock,
        dispatcher: Dispatcher,
        poller: Poller | Webhook,
        limiter: Limiter,
        backups: Backups,
        metrics: Metrics,
    ) -> None:
        self._store = store
        self._practice = practice
        self._clock = clock
        self._dispatcher = dispatcher
        self._poller = poller
        self._limiter = limiter
        self._backups = backups
        self._metrics = metrics

    async def why_not_ready(self) -> str | None:
        """Return what keeps the service from doing its work, in a word; None: nothing."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS), self._store.reading() as db:
                await db.get_one(Clinic, self._practice.clinic_id)
        except Exception:  # noqa: BLE001  (whatever it is, the database is what fails)
            return "database"
        if self._poller.fault is not None:
            return f"polling: {self._poller.fault}"
        silent = self._poller.silent_for
        if silent is None or silent > SILENT_SECONDS:
            return "telegram is silent"
        if self._dispatcher.breaker_is_open:
            return "telegram is at fault"
        age = self._dispatch_age()
        if age is None or age > DISPATCH_SECONDS:
            return "dispatch is late"
        return None

    def _dispatch_age(self) -> float | None:
        passed_at = self._dispatcher.passed_at
        return None if passed_at is None else (self._clock.now() - passed_at).total_seconds()

    async def page(self) -> bytes:
        """Return the figures in Prometheus's text format."""
        now = self._clock.now()
        clinic_id = self._practice.clinic_id
        waits = (Reminder.clinic_id == clinic_id, col(Reminder.wake_at).is_not(None))
        async with self._store.reading() as db:
            planned = (
                await db.exec(select(func.count()).select_from(Reminder).where(*waits))
            ).one()
            due = select(func.count()).select_from(Reminder)
            overdue = (await db.exec(due.where(*waits, col(Reminder.wake_at) <= now))).one()
            answers = (
                await db.exec(
                    select(func.count())
                    .select_from(Delivery)
                    .where(
                        Delivery.clinic_id == clinic_id,
                        col(Delivery.wake_at).is_not(None),
                        Delivery.state != DeliveryState.SENDING,
                    )
                )
            ).one()
            inbox = dict(
                (
                    await db.exec(
                        select(InboxUpdate.state, func.count())
                        .where(
                            InboxUpdate.clinic_id == clinic_id,
                            InboxUpdate.state != InboxState.DONE,
                        )
                        .group_by(col(InboxUpdate.state))
                    )
                ).all()
            )
        made_at = self._backups.made_at
        return self._metrics.page(
            Snapshot(
                due=overdue,
                planned=planned,
                answers=answers,
                on_their_way=self._dispatcher.on_their_way,
                limiter=self._limiter.waiting,
                inbox_new=inbox.get(InboxState.NEW, 0),
                inbox_set_aside=inbox.get(InboxState.SET_ASIDE, 0),
                breaker_is_open=self._dispatcher.breaker_is_open,
                poller_fault=self._poller.fault is not None,
                telegram_age=self._poller.silent_for,
                dispatch_age=self._dispatch_age(),
                backup_age=None if made_at is None else (now - made_at).total_seconds(),
                backup_failed=self._backups.failed,
            )
        )
