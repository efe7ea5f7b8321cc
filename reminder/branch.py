"""One clinic at work in this process: its bot reads, answers and sends, from `start` to `stop`."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from telegram.error import NetworkError
from telegram.ext import Application, ContextTypes

from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.inbox import Inbox
from reminder.bot.limits import Limiter, Rates
from reminder.bot.menus import menus, patient_menu, staff_menu
from reminder.bot.poller import Poller
from reminder.bot.switchboard import AnyApplication, register
from reminder.bot.visit import Occasion, Visit
from reminder.bot.webhook import Webhook
from reminder.clock import Clock
from reminder.configuration import Configurations
from reminder.counted import Counted
from reminder.delivery.claim import REQUEST, rescue_all
from reminder.delivery.dispatcher import Dispatcher, batch_for
from reminder.delivery.giving_way import Starts
from reminder.delivery.rounds import Rounds
from reminder.delivery.ticker import Alarm, Ticker
from reminder.errors import BotTaken, ConfigurationError
from reminder.logs import hide
from reminder.opening import CLINIC_KEY, config_dir_of, practice_of
from reminder.practice.claim import make_code, needs_owner
from reminder.practice.clinic import Practice
from reminder.practice.history import changed_unversioned
from reminder.practice.own_bot import check_bot, take_bot
from reminder.practice.webhook_secret import webhook_secret
from reminder.settings import Settings
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.leadership import LEASE_SECONDS, Alone, ClinicLead
from reminder.store.tables import Clinic
from reminder.traces import Traces
from reminder.web.metrics import Metrics
from reminder.web.webhook import path_of
from reminder.wire import Wire

log = structlog.get_logger(__name__)

CONNECT_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(frozen=True)
class House:
    """What all clinics of a process have in common. `announce` is given lines for the operator's
    eyes; they are printed, never logged. `noted` is told of each branch that begins to work, leaves
    off, and is closed. The clinics that run give way to the `starts` of others.
    """

    settings: Settings
    store: Store
    keyring: Keyring
    configurations: Configurations
    clock: Clock
    ticker: Ticker
    metrics: Metrics
    rates: Rates
    announce: Callable[[str], None]
    noted: Callable[["Branch"], None]
    starts: Starts = field(default_factory=Starts)


class Branch:
    """A clinic's bot while this process has its lead. It is started and stopped once."""

    practice: Practice
    dispatcher: Dispatcher
    inbox: Inbox
    poller: Poller | Webhook
    limiter: Limiter
    _rounds: Rounds
    _traces: Traces
    _gateway: Gateway
    _bot_id = 0

    def __init__(self, house: House, clinic_id: int, lead: Alone | ClinicLead) -> None:
        self._house = house
        self._clock = house.clock
        self.clinic_id = clinic_id
        self.store = house.store.of_clinic(clinic_id)
        self._lead = lead
        self._metrics = house.metrics.of(clinic_id)
        self._alarm: Alarm = house.ticker.alarm(self._ring)
        self._stack = AsyncExitStack()
        self._asides: set[asyncio.Task[None]] = set()
        self.owner_code: str | None = None
        self._has_passed = False
        self.is_wired = False
        """Whether its inbox is there: from then on it is the one to take what is posted."""
        self.works = False
        self.is_closed = False

    async def start(self) -> None:
        """Begin; returns once updates that wait have been taken and what is due goes out.

        Raises a `ReminderError` where the clinic cannot be served, and `LeadLost`.
        """
        settings = self._house.settings
        async with self.store.reading() as db:
            clinic = await db.get_one(Clinic, self.clinic_id)
        token = settings.token() if clinic.token is None else clinic.token
        hide(token)
        practice = await practice_of(
            settings, clinic, self._house.keyring, self._house.configurations
        )
        await refuse_unversioned(self.store, practice, settings, clinic)
        self.limiter = Limiter(self._house.rates, waited=self._metrics.waited)
        self._gateway = await self._stack.enter_async_context(
            Gateway(token, settings.telegram_url, self.limiter)
        )
        self._keep_halt(clinic.halted_until)
        self.practice = await self._introduce(practice)
        self._wire(await self._application(), await self._secret(clinic))
        # What is posted before that is stored and waits.
        await self.inbox.close()
        self.is_wired = True
        await self._take_up(named=clinic.key != CLINIC_KEY)

    async def _secret(self, clinic: Clinic) -> str:
        """Return the secret of the clinic's webhook, empty where there is none."""
        settings = self._house.settings
        if settings.webhook_url is None:
            return ""
        if settings.webhook_secret is not None and clinic.key == CLINIC_KEY:
            return settings.webhook_secret.get_secret_value()
        async with self.store.writing() as db:
            return await webhook_secret(db, self.clinic_id)

    def _keep_halt(self, halted_until: datetime | None) -> None:
        """A 429 halts the bot until its time is up, also over a restart."""
        if halted_until is not None and halted_until > self._clock.now():
            rest = (halted_until - self._clock.now()).total_seconds()
            self.limiter.halt(self.limiter.now() + rest)

    async def _introduce(self, practice: Practice) -> Practice:
        """Wait until Telegram says who the bot is; no network at the start is no reason to end."""
        attempt = 0
        while isinstance(me := await self._gateway.me(), Unanswered):
            pause = CONNECT_PAUSES[min(attempt, len(CONNECT_PAUSES) - 1)]
            log.warning("telegram does not answer", action="introduce", reason=me.reason)
            await asyncio.sleep(max(pause, me.wait.total_seconds()))
            attempt += 1
        async with self.store.reading() as db:
            await check_bot(db, practice, me.id, me.username or "")
        self._bot_id = me.id
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

    def _wire(self, application: AnyApplication, secret: str) -> None:
        self.inbox = Inbox(
            self.store,
            self.practice,
            application,
            self._clock,
            handled=self._after_handling,
            lead=self._lead,
        )
        self.dispatcher = Dispatcher(
            self.store,
            self.practice,
            Counted(Wire(self._gateway), self._metrics, self._clock),
            self._clock,
            self._arm,
            hears=lambda: self.poller.fault is None,
            lead=self._lead,
            batch=batch_for(self._house.rates.bot),
            people=self.inbox,
            starts=self._house.starts,
        )
        self._rounds = Rounds(self.store, self.practice, self._clock, self._lead)
        self._traces = Traces(self._house.settings, self.store, self.practice)
        url = self._house.settings.webhook_url
        if url is None:
            self.poller = Poller(self.store, self.practice, self._gateway, self.inbox)
        else:
            self.poller = Webhook(self._gateway, self.inbox, url + path_of(secret), secret)

    async def _take_up(self, *, named: bool) -> None:
        """Take what waits (a STOP among it) before the first dispatch."""
        now = self._clock.now()
        if isinstance(self._lead, ClinicLead):
            self.store.announces = False
            # Who led before may still be sending what it began within its lease.
            now += timedelta(seconds=LEASE_SECONDS) + REQUEST
        try:
            async with self.store.writing() as db:
                await self._lead.confirm(db)
                await take_bot(db, self.practice, self._bot_id, self.practice.bot_username)
                await rescue_all(db, self.practice, now)
        except IntegrityError as error:
            raise BotTaken from error
        await self._announce_owner_code(named=named)
        # A nicety: nobody waits for it.
        self._aside(self._gateway.set_menus(menus(self.practice)))
        await self.inbox.resume()
        await self.inbox.quiet()
        await self.poller.catch_up()
        self._rounds.next_at = self._clock.now()
        await self._rounds.make_due()
        await self._traces.keep()
        self.works = True
        await self._forget_fault()
        self._house.noted(self)
        log.info("running", action="start")

    async def _forget_fault(self) -> None:
        """It is served, whatever was in the way before."""
        async with self.store.writing() as db:
            clinic = await db.get_one(Clinic, self.clinic_id)
            if clinic.fault is not None:
                clinic.fault = None

    async def _announce_owner_code(self, *, named: bool) -> None:
        now = self._clock.now()
        async with self.store.writing() as db:
            if not await needs_owner(db, self.practice):
                return
            self.owner_code = await make_code(db, self.practice, now)
            clinic = await db.get_one(Clinic, self.clinic_id)
        which, option = (f'The clinic "{clinic.key}"', f" --clinic {clinic.key}")
        if not named:
            which, option = "This clinic", ""
        self._house.announce(
            f"{which} has no owner yet. Within 15 minutes, write to "
            f"@{self.practice.bot_username} in Telegram:\n\n    /claim {self.owner_code}\n\n"
            f"A later code: reminder claim-code{option}"
        )

    async def run(self) -> None:
        """Read and send until cancelled; a part that ends by itself ends the others."""
        parts = [
            asyncio.create_task(self.poller.run()),
            asyncio.create_task(self.dispatcher.run()),
        ]
        try:
            done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for part in done:
                part.result()
        finally:
            self._leave_off()
            for part in parts:
                part.cancel()
            await asyncio.wait(parts)

    def _leave_off(self) -> None:
        """From here on, what is still written wakes whoever leads next."""
        self.works = False
        self._alarm.arm(None)
        self.store.announces = not self.store.on_sqlite
        self._house.noted(self)

    async def stop(self) -> None:
        """Leave what is not handled to who leads next, let what is in flight finish, and close."""
        self._leave_off()
        if self.is_wired:
            await self.inbox.close()
        if self._asides:
            await asyncio.wait(self._asides, timeout=5)
        await self._stack.aclose()
        self.is_closed = True
        self._house.noted(self)

    def heard(self) -> None:
        """Another process has written: a plan may have changed, an update may wait."""
        if self.works:
            self.dispatcher.wake()
            self._aside(self._look_into_inbox())

    def net(self, *, due: bool, posted: bool) -> None:
        """The net of every few seconds: whether something is `due`, or stored by others."""
        if not self.works:
            return
        if posted:
            self._aside(self._look_into_inbox())
        if self._has_passed:
            # Whoever is erased is so in a pass, or a pass follows.
            self._has_passed = False
            self._aside(self._traces.keep())
        if due or self._rounds.is_due():
            self._ring()
        else:
            self.dispatcher.nothing_due(self._clock.now())

    async def _look_into_inbox(self) -> None:
        try:
            await self.inbox.look()
        except Exception as fault:  # noqa: BLE001  (the next ring looks again)
            log.error("the inbox could not be read", action="look", fault=type(fault).__name__)

    def _ring(self) -> None:
        """A round may be due, and messages."""
        if not self.works:
            return
        if self._rounds.is_due():
            self._aside(self._make_round())
        else:
            self.dispatcher.wake()

    async def _make_round(self) -> None:
        try:
            await self._rounds.make_due()
        except Exception as fault:  # noqa: BLE001  (the next ring makes it; messages do not wait)
            log.error("the morning round failed", action="round", fault=type(fault).__name__)
        self.dispatcher.wake()

    def _arm(self, at: datetime | None) -> None:
        self._has_passed = True
        instants = [instant for instant in (at, self._rounds.next_at) if instant is not None]
        self._alarm.arm(min(instants, default=None))

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


async def refuse_unversioned(
    store: Store, practice: Practice, settings: Settings, clinic: Clinic
) -> None:
    """Raise `ConfigurationError` where a protocol's rules have changed without another version."""
    async with store.reading() as db:
        changed = await changed_unversioned(db, practice)
    if changed:
        folder = config_dir_of(settings, clinic) / "protocols"
        raise ConfigurationError(
            [
                f"{folder / name}.yaml: its rules have changed, and courses run on this version: "
                "raise `version` (they keep the rules they were begun with until staff take the "
                "new ones over)"
                for name in changed
            ]
        )
