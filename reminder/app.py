"""The one place where the service's objects meet."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from telegram.error import NetworkError
from telegram.ext import Application, ContextTypes

from reminder.backups import Backups
from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.inbox import Inbox
from reminder.bot.limits import Limiter, Priority, Rates
from reminder.bot.menus import menus, patient_menu, staff_menu
from reminder.bot.poller import Poller
from reminder.bot.switchboard import AnyApplication, register
from reminder.bot.visit import Occasion, Visit
from reminder.bot.webhook import Webhook
from reminder.care.outcomes import NotBegun, Outcome
from reminder.checked import Checked
from reminder.clock import Clock
from reminder.counted import Counted
from reminder.delivery.claim import REQUEST, rescue_all
from reminder.delivery.dispatcher import BeforeWire, Dispatcher, batch_for
from reminder.delivery.parcels import Parcel
from reminder.delivery.rounds import Rounds
from reminder.delivery.ticker import Ticker
from reminder.errors import ConfigurationError, FolderUnusable, PortTaken
from reminder.opening import new_keys_notice, open_practice, open_store
from reminder.practice.claim import make_code, needs_owner
from reminder.practice.clinic import Practice
from reminder.practice.history import changed_unversioned
from reminder.practice.webhook_secret import webhook_secret
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.leadership import ALONE, LEASE_SECONDS, Alone, Election
from reminder.store.lock import FolderLock
from reminder.store.tables import Clinic
from reminder.succession import Succession
from reminder.vitals import Vitals
from reminder.web.health import health_app, serving
from reminder.web.metrics import Metrics
from reminder.web.webhook import add_webhook, path_of

log = structlog.get_logger(__name__)

CONNECT_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


class Wire:
    """The gateway, as the dispatcher sees it."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def send(
        self, parcel: Parcel, message_id_to_edit: int | None, before: BeforeWire
    ) -> Outcome | NotBegun:
        """Send a parcel; answers to people go before reminders."""
        return await self._gateway.send(
            parcel.outgoing,
            parcel.chat_id,
            message_id_to_edit=message_id_to_edit,
            before=before,
            priority=Priority.ANSWER if parcel.is_answer else Priority.REMINDER,
        )

    async def is_well(self) -> bool:
        """Whether Telegram answers at all."""
        return not isinstance(await self._gateway.me(), Unanswered)


class Service:
    """A running clinic: everything that `reminder run` is.

    `announce` is given lines for the operator's eyes (the owner's code, the key file); they are
    printed, never logged. `rates`: Telegram's limits, unless it is not Telegram.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        announce: Callable[[str], None] = print,
        rates: Rates | None = None,
    ) -> None:
        self._settings = settings
        self._rates = rates or Rates()
        self._clock = clock
        self._announce = announce
        self._stack = AsyncExitStack()
        self._tasks: list[asyncio.Task[None]] = []
        self.owner_code: str | None = None
        self.started = asyncio.Event()
        self.practice: Practice
        self.store: Store
        self.dispatcher: Dispatcher
        self.inbox: Inbox
        self._poller: Poller | Webhook
        self._lead: Alone | Election
        self._webhook_secret = ""
        self._rounds: Rounds
        self._ticker: Ticker
        self._gateway: Gateway
        self._backups: Backups
        self._vitals: Vitals
        self._metrics = Metrics()
        self._asides: set[asyncio.Task[None]] = set()
        self._backing_up: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start everything; returns when the service takes updates and sends what is due."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        settings = self._settings
        token = settings.token()
        checked = Checked(settings.config_dir, settings.messages_dir, settings.data_dir)
        if problems := await checked.problems():
            raise ConfigurationError(problems)
        lock = FolderLock(settings.data_dir)
        try:
            settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire(shared=not settings.database_url.startswith("sqlite"))
        except OSError as error:
            raise FolderUnusable(f"({settings.data_dir}: {error.strerror})") from error
        self._stack.callback(lock.release)
        checked.keep()
        opened = await open_store(settings, self._clock.now())
        self._stack.push_async_callback(opened.store.close)
        self.store = opened.store
        if opened.keys_are_new:
            self._announce(new_keys_notice(settings))
        practice = await open_practice(settings, opened, self._clock.now())
        async with self.store.reading() as db:
            changed = await changed_unversioned(db, practice)
        if changed:
            raise ConfigurationError(
                [
                    f"{settings.config_dir / 'protocols' / name}.yaml: its rules have changed, and "
                    "courses run on this version: raise `version` (they keep the rules they were "
                    "begun with until staff take the new ones over)"
                    for name in changed
                ]
            )
        web_app = health_app(self.health, self._why_not_ready, self._figures)
        await self._serve_webhook(web_app, practice)
        try:
            await self._stack.enter_async_context(
                serving(web_app, settings.web_host, settings.web_port)
            )
        except OSError as error:
            address = f"{settings.web_host}:{settings.web_port}"
            raise PortTaken(f"({address}: {error.strerror})") from error
        self._gateway = await self._stack.enter_async_context(
            Gateway(
                token,
                settings.telegram_url,
                Limiter(self._rates, waited=self._metrics.waited),
            )
        )
        await self._keep_halt(practice)
        self.practice = await self._introduce(practice)
        application = await self._application()
        self._lead = self._candidate()
        self._wire(application)
        self._ticker.start()
        self._stack.callback(self._ticker.stop)
        await self._begin()

    async def _serve_webhook(self, web_app: web.Application, practice: Practice) -> None:
        """Serve the webhook, where there is one, before it is known who leads: every process
        stores what is posted to it.
        """
        settings = self._settings
        if settings.webhook_url is None:
            return
        if settings.webhook_secret is not None:
            self._webhook_secret = settings.webhook_secret.get_secret_value()
        else:
            async with self.store.writing() as db:
                self._webhook_secret = await webhook_secret(db, practice)

        async def take(raw: dict[str, Any]) -> None:
            # Until the inbox is there, Telegram is asked to post again.
            await self.inbox.take(raw)

        add_webhook(web_app, self._webhook_secret, take)

    def _candidate(self) -> Alone | Election:
        """On PostgreSQL the lead is to be won; on SQLite the folder's lock has said that nobody
        else can be there.
        """
        if self.store.on_sqlite:
            return ALONE
        return Election(self._settings.database_url, self.practice.clinic_id, self._heard)

    async def _keep_halt(self, practice: Practice) -> None:
        """A 429 halts the bot until its time is up, also over a restart."""
        async with self.store.reading() as db:
            halted_until = (await db.get_one(Clinic, practice.clinic_id)).halted_until
        if halted_until is not None and halted_until > self._clock.now():
            rest = (halted_until - self._clock.now()).total_seconds()
            limiter = self._gateway.limiter
            limiter.halt(limiter.now() + rest)

    async def _introduce(self, practice: Practice) -> Practice:
        """Wait until Telegram says who the bot is; no network at the start is no reason to end."""
        attempt = 0
        while isinstance(me := await self._gateway.me(), Unanswered):
            pause = CONNECT_PAUSES[min(attempt, len(CONNECT_PAUSES) - 1)]
            log.warning("telegram does not answer", action="introduce", reason=me.reason)
            await asyncio.sleep(max(pause, me.wait.total_seconds()))
            attempt += 1
        async with self.store.writing() as db:
            clinic = await db.get_one(Clinic, practice.clinic_id)
            if clinic.bot_id not in (None, me.id):
                log.warning("another bot than last time", action="introduce")
                clinic.update_offset = 0
            clinic.bot_id = me.id
            clinic.bot_username = me.username
        return replace(practice, bot_username=me.username or "")

    async def _application(self) -> AnyApplication:
        application: AnyApplication = (
            Application.builder()
            .bot(self._gateway.bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Visit))
            .build()
        )
        register(application)
        # Asks Telegram once more who the bot is; a network that has just gone is waited for.
        while True:
            try:
                await application.initialize()
            except NetworkError:
                await asyncio.sleep(CONNECT_PAUSES[0])
            else:
                break
        self._stack.push_async_callback(application.shutdown)
        return application

    def _wire(self, application: AnyApplication) -> None:
        self._ticker = Ticker(self._clock, self._ring)
        self.dispatcher = Dispatcher(
            self.store,
            self.practice,
            Counted(Wire(self._gateway), self._metrics, self._clock),
            self._clock,
            self._arm,
            hears=lambda: self._poller.fault is None,
            lead=self._lead,
            batch=batch_for(self._rates.bot),
            give_way=lambda: self.inbox.let_pass(),  # noqa: PLW0108  (it is made below)
        )
        self._rounds = Rounds(self.store, self.practice, self._clock, self._lead)
        self.inbox = Inbox(
            self.store,
            self.practice,
            application,
            self._clock,
            handled=self._after_handling,
            lead=self._lead,
        )
        if self._settings.webhook_url is None:
            self._poller = Poller(self.store, self.practice, self._gateway, self.inbox)
        else:
            url = self._settings.webhook_url + path_of(self._webhook_secret)
            self._poller = Webhook(self._gateway, self.inbox, url, self._webhook_secret)
        zone = ZoneInfo(self.practice.profile.zone)
        self._backups = Backups(self._settings, zone, self._clock)
        self._vitals = Vitals(
            self.store,
            self.practice,
            self._clock,
            self.dispatcher,
            self._poller,
            self._gateway.limiter,
            self._backups,
            self._metrics,
        )

    async def _announce_owner_code(self) -> None:
        now = self._clock.now()
        async with self.store.writing() as db:
            if await needs_owner(db, self.practice):
                self.owner_code = await make_code(db, self.practice, now)
        if self.owner_code is not None:
            self._announce(
                "This clinic has no owner yet. Within 15 minutes, write to "
                f"@{self.practice.bot_username} in Telegram:\n\n    /claim {self.owner_code}\n\n"
                "A later code: reminder claim-code"
            )

    async def _begin(self) -> None:
        """Work; on PostgreSQL only once elected, and for as long as the lead lasts."""
        # What is posted before that is stored and waits.
        await self.inbox.close()
        if isinstance(self._lead, Alone):
            await self._take_up()
            self._run(self._carry_on())
            return
        succession = Succession(self._lead, self._take_up, self._carry_on, self._lay_down)
        self._run(succession.run())
        decided = asyncio.create_task(succession.decided())
        try:
            await asyncio.wait({decided, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            decided.cancel()
        for ended in self._tasks:
            if ended.done():
                ended.result()

    async def _take_up(self) -> None:
        """Take what waits (a STOP among it) before the first dispatch."""
        now = self._clock.now()
        if isinstance(self._lead, Election):
            self.store.announces = False
            # Who led before may still be sending what it began within its lease.
            now += timedelta(seconds=LEASE_SECONDS) + REQUEST
        async with self.store.writing() as db:
            await self._lead.confirm(db)
            await rescue_all(db, self.practice, now)
        await self._announce_owner_code()
        # A nicety: nobody waits for it.
        self._aside(self._gateway.set_menus(menus(self.practice)))
        await self.inbox.resume()
        await self.inbox.quiet()
        await self._poller.catch_up()
        self._rounds.next_at = self._clock.now()
        await self._rounds.make_due()
        self.started.set()
        log.info("running", action="start")

    async def _carry_on(self) -> None:
        """Read and send until cancelled; a part that ends by itself ends the others."""
        parts = [
            asyncio.create_task(self._poller.run()),
            asyncio.create_task(self.dispatcher.run()),
        ]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                part.result()
        finally:
            self.started.clear()
            # Whoever leads next is woken by what is still written here.
            self.store.announces = not self.store.on_sqlite
            for part in parts:
                part.cancel()
            await asyncio.wait(parts)

    async def _lay_down(self) -> None:
        """Leave what is not handled to who leads next."""
        self.started.clear()
        self.store.announces = True
        await self.inbox.close()

    def _heard(self) -> None:
        """Another process has written: a plan may have changed, an update may wait."""
        if self.started.is_set():
            self.dispatcher.wake()
            self._aside(self._look_into_inbox())

    async def _look_into_inbox(self) -> None:
        try:
            await self.inbox.look()
        except Exception as fault:  # noqa: BLE001  (the next ring looks again)
            log.error("the inbox could not be read", action="look", fault=type(fault).__name__)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    def _ring(self) -> None:
        """The ticker rings: a round may be due, and messages; others may have stored updates."""
        if not self.started.is_set():
            return
        if self._settings.webhook_url is not None and not self.store.on_sqlite:
            self._aside(self._look_into_inbox())
        if self._rounds.is_due():
            self._aside(self._make_round())
        else:
            self.dispatcher.wake()
        if self._backups.is_due():
            self._backing_up = asyncio.create_task(self._backups.make_due())

    async def _make_round(self) -> None:
        try:
            await self._rounds.make_due()
        except Exception as fault:  # noqa: BLE001  (the next ring makes it; messages do not wait)
            log.error("the morning round failed", action="round", fault=type(fault).__name__)
        self.dispatcher.wake()

    def _arm(self, at: datetime | None) -> None:
        instants = [instant for instant in (at, self._rounds.next_at) if instant is not None]
        self._ticker.arm(min(instants, default=None))

    def _after_handling(self, occasion: Occasion | None, query_id: str | None) -> None:
        self.dispatcher.wake()
        if query_id is not None:
            toast = None if occasion is None else occasion.toast
            self._aside(self._gateway.answer_press(query_id, toast))
        if occasion is not None and occasion.menus_of:
            theirs = [staff_menu(self.practice, staff) for staff in occasion.menus_of]
            self._aside(self._gateway.set_menus(theirs))
        if occasion is not None and occasion.patient_menu_language is not None:
            menu = patient_menu(self.practice, occasion.patient_menu_language, occasion.chat_id)
            self._aside(self._gateway.set_menus([menu]))

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    @property
    def next_at(self) -> datetime | None:
        """When something is next due (aware, UTC); None if nothing ever is."""
        instants = (self.dispatcher.next_at, self._rounds.next_at)
        return min((at for at in instants if at is not None), default=None)

    async def quiet(self) -> None:
        """Make what is due, and wait until nothing is left to handle or to send."""
        await self.inbox.quiet()
        await self._rounds.make_due()
        await self.dispatcher.quiet()
        await self.inbox.quiet()

    async def _why_not_ready(self) -> str | None:
        if self.started.is_set():
            return await self._vitals.why_not_ready()
        standing = self._standing()
        if standing.get("role") != "standby":
            return "starting"
        # Standing by is work too: it takes over, and stores what is posted to it.
        return "database" if "error" in standing else None

    async def _figures(self) -> bytes:
        return await self._vitals.page() if self.started.is_set() else b""

    def _standing(self) -> dict[str, str | int | float | bool | None]:
        lead = getattr(self, "_lead", ALONE)
        if not isinstance(lead, Election) or lead.epoch is not None:
            return {"telegram": "starting"}
        if lead.is_faulty:
            return {"status": "failing", "role": "standby", "error": "no database"}
        return {"role": "standby"}

    async def health(self) -> dict[str, str | int | float | bool | None]:
        """Return what `/healthz` says: nothing personal."""
        if not self.started.is_set():
            return self._standing()
        passed_at = self.dispatcher.passed_at
        return {
            "role": "leader",
            "telegram": self._poller.fault or "ok",
            "dispatched_at": None if passed_at is None else passed_at.isoformat(),
        }

    async def run(self) -> None:
        """Serve until cancelled; a part that ends by itself ends the service."""
        await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Stop taking and sending, let what is in flight finish, and close everything."""
        if self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks)
        if hasattr(self, "inbox"):
            await self.inbox.close()
        if self._asides:
            await asyncio.wait(self._asides, timeout=5)
        if self._backing_up is not None:
            # Half a backup has no name yet: the next start makes a whole one.
            self._backing_up.cancel()
            await asyncio.wait({self._backing_up})
        await self._stack.aclose()
