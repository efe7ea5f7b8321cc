"""The one place where the service's objects meet."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from sqlalchemy import update
from sqlmodel import col, select

from reminder.backups import Backups
from reminder.bot.arrivals import Arrivals, take_in
from reminder.bot.gateway import Gateway, Unanswered
from reminder.bot.limits import Limiter, Rates
from reminder.branch import Branch, House, refuse_unversioned
from reminder.checked import Checked
from reminder.clock import Clock
from reminder.configuration import Configurations
from reminder.delivery.claim import clinics_due
from reminder.delivery.ticker import Ticker
from reminder.errors import (
    ConfigurationError,
    FolderUnusable,
    PortTaken,
    ReminderError,
    SeveralClinics,
)
from reminder.opening import (
    CLINIC_KEY,
    Opened,
    added_clinics,
    config_dir_of,
    new_keys_notice,
    open_store,
    own_clinic,
    practice_of,
)
from reminder.practice.clinic import Practice
from reminder.practice.own_bot import check_bot
from reminder.practice.webhook_secret import webhook_secret
from reminder.settings import Settings
from reminder.sharing import Sharing
from reminder.standing import Answer, Standing
from reminder.store.database import Store
from reminder.store.leadership import ALONE, ClinicLead
from reminder.store.lock import FolderLock
from reminder.store.tables import Clinic, InboxState, InboxUpdate, saved
from reminder.vitals import snapshots
from reminder.web.health import health_app, serving
from reminder.web.metrics import Metrics, Process
from reminder.web.webhook import Doors

if TYPE_CHECKING:
    # It brings PostgreSQL's driver, which a service on SQLite does without.
    from reminder.store.roll import Look, Seen

log = structlog.get_logger(__name__)

FAULT_LENGTH = 500


class Service:
    """A running process: everything that `reminder run` is.

    On SQLite it serves the one clinic of its settings, on PostgreSQL its share of all clinics.
    `announce` is given lines for the operator's eyes (the owner's code, the key file); they are
    printed, never logged. `rates`: Telegram's limits, unless it is not Telegram.
    """

    store: Store
    pages: web.Application
    """What is served to monitors and to Telegram."""
    _house: House
    _own_id: int | None = None

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
        self._on_sqlite = settings.database_url.startswith("sqlite")
        self._metrics = Metrics()
        self._doors = Doors()
        self._warm: dict[int, datetime | None] = {}
        self._warming: asyncio.Task[None] | None = None
        self._netting: asyncio.Task[None] | None = None
        self._backups: Backups | None = None
        self._backing_up: asyncio.Task[None] | None = None
        self._sharing: Sharing | None = None
        self._standing: Standing | None = None
        self.branches: dict[int, Branch] = {}
        """The clinics that this process serves, or begins to, by their ids."""
        self.started = asyncio.Event()
        """Set while at least one clinic is served here."""

    @property
    def branch(self) -> Branch:
        """The clinic that this process serves, where it serves one."""
        (branch,) = self.branches.values()
        return branch

    @property
    def owner_code(self) -> str | None:
        """The first owner's code that was announced here; None: none was."""
        codes = (branch.owner_code for branch in self.branches.values())
        return next((code for code in codes if code is not None), None)

    async def start(self) -> None:
        """Start everything; returns when this process serves its share, or stands by."""
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        settings = self._settings
        others = [] if self._on_sqlite else await added_clinics(settings)
        if settings.bot_token is None and not others:
            settings.token()  # says how to get one
        checked = Checked(settings.config_dir, settings.messages_dir, settings.data_dir)
        # With several clinics, one that is not in order keeps none of the others waiting.
        if not others and (problems := await checked.problems()):
            raise ConfigurationError(problems)
        self._lock_folder()
        if not others:
            checked.keep()
        opened = await open_store(settings, self._clock.now())
        self._stack.push_async_callback(opened.store.close)
        self.store = opened.store
        if opened.keys_are_new:
            self._announce(new_keys_notice(settings))
        self._house = self._furnish(opened)
        if settings.bot_token is not None:
            own = await own_clinic(self.store, self._clock.now())
            self._own_id = saved(own.id)
            if not others:
                practice = await practice_of(
                    settings, own, opened.keyring, self._house.configurations
                )
                await refuse_unversioned(self.store, practice, settings, own)
                if not self._on_sqlite:
                    await self._refuse_other_bot(practice)
        if self._on_sqlite:
            await self._refuse_several()
        await self._serve_pages()
        self._house.ticker.start()
        self._stack.callback(self._house.ticker.stop)
        if self._on_sqlite and self._own_id is not None:
            await self._serve_alone(self._own_id)
        else:
            await self._serve_share()

    def _lock_folder(self) -> None:
        folder = self._settings.data_dir
        lock = FolderLock(folder)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire(shared=not self._on_sqlite)
        except OSError as error:
            raise FolderUnusable(f"({folder}: {error.strerror})") from error
        self._stack.callback(lock.release)

    def _furnish(self, opened: Opened) -> House:
        return House(
            settings=self._settings,
            store=opened.store,
            keyring=opened.keyring,
            configurations=Configurations(self._settings.messages_dir, self._settings.data_dir),
            clock=self._clock,
            ticker=Ticker(self._clock, self._net),
            metrics=self._metrics,
            rates=self._rates,
            announce=self._announce,
            noted=self._note,
        )

    async def _refuse_several(self) -> None:
        async with self.store.reading() as db:
            rows = await db.exec(select(Clinic).where(col(Clinic.removed_at).is_(None)))
            others = [clinic.key for clinic in rows.all() if clinic.key != CLINIC_KEY]
        if others:
            raise SeveralClinics(f"({', '.join(others)})")

    async def _refuse_other_bot(self, practice: Practice) -> None:
        """Raise where the token is no bot's, or another's than the clinic's: one that stands by
        would find out only when it is needed. Where Telegram does not answer, that must do.
        """
        settings = self._settings
        async with Gateway(
            settings.token(), settings.telegram_url, Limiter(self._rates)
        ) as gateway:
            me = await gateway.me()
        if isinstance(me, Unanswered):
            return
        async with self.store.reading() as db:
            await check_bot(db, practice, me.id, me.username or "")

    async def _serve_pages(self) -> None:
        """Serve what monitors and Telegram ask for, before it is known who leads: every process
        stores what is posted to it.
        """
        settings = self._settings
        self.pages = health_app(self.health, self._why_not_ready, self._figures)
        if settings.webhook_url is not None:
            self._doors.serve_on(self.pages)
        if settings.webhook_url is not None and self._own_id is not None:
            await self._open_door(self._own_id, CLINIC_KEY)
        try:
            await self._stack.enter_async_context(
                serving(self.pages, settings.web_host, settings.web_port)
            )
        except OSError as error:
            address = f"{settings.web_host}:{settings.web_port}"
            raise PortTaken(f"({address}: {error.strerror})") from error

    async def _open_door(self, clinic_id: int, name: str) -> None:
        given = self._settings.webhook_secret if name == CLINIC_KEY else None
        if given is not None:
            secret = given.get_secret_value()
        else:
            async with self.store.of_clinic(clinic_id).writing() as db:
                secret = await webhook_secret(db, clinic_id)
        arrivals = Arrivals(clinic_id, self._house.keyring)
        store = self.store.of_clinic(clinic_id)

        async def take(raw: dict[str, Any]) -> None:
            branch = self.branches.get(clinic_id)
            if branch is not None and branch.is_wired:
                await branch.inbox.take(raw)
            else:
                await take_in(store, arrivals, raw, self._clock.now())

        self._doors.open(clinic_id, secret, take)

    async def _serve_alone(self, clinic_id: int) -> None:
        """Serve the one clinic: the folder's lock has said that nobody else can be there."""
        branch = Branch(self._house, clinic_id, ALONE)
        self.branches[clinic_id] = branch
        self._standing = Standing(self.store, self.branches)
        self._stack.push_async_callback(branch.stop)
        await branch.start()
        self._run(branch.run())

    async def _serve_share(self) -> None:
        """Serve what falls to this process, and go on doing so as workers come and go."""
        from reminder.store.roll import Roll  # noqa: PLC0415  (as above)

        roll = Roll(self._settings.database_url, self._heard)
        self._sharing = sharing = Sharing(
            roll,
            serves=self._serves,
            open_branch=self._open_branch,
            looked=self._looked,
            failed=self._failed,
            is_all=self._is_all,
            starts=self._house.starts,
        )
        self._standing = Standing(self.store, self.branches, roll, sharing)
        self._run(sharing.run())
        decided = asyncio.create_task(sharing.decided())
        try:
            await asyncio.wait({decided, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            decided.cancel()
        for ended in self._tasks:
            if ended.done():
                ended.result()

    def _serves(self, seen: "Seen") -> bool:
        return seen.has_token or (seen.name == CLINIC_KEY and self._own_id is not None)

    def _is_all(self, clinic_id: int) -> bool:
        served = 0 if self._sharing is None else self._sharing.served
        return clinic_id == self._own_id and served <= 1

    def _open_branch(self, lead: ClinicLead) -> Branch:
        branch = Branch(self._house, lead.clinic_id, lead)
        self.branches[lead.clinic_id] = branch
        return branch

    async def _looked(self, look: "Look") -> None:
        """Keep the doors, and the configurations of what may fall to this process, at hand."""
        served = {number: seen for number, seen in look.clinics.items() if self._serves(seen)}
        if self._settings.webhook_url is not None:
            for number in self._doors.clinics - served.keys():
                self._doors.close(number)
            try:
                for number in served.keys() - self._doors.clinics:
                    await self._open_door(number, served[number].name)
            except Exception as fault:  # noqa: BLE001  (the next look opens it)
                log.error("a door was not opened", action="webhook", fault=type(fault).__name__)
        stands = {number: seen.changed_at for number, seen in served.items()}
        if stands != self._warm and (self._warming is None or self._warming.done()):
            self._warm = stands
            self._warming = asyncio.create_task(self._read_ahead(list(stands)))

    async def _read_ahead(self, clinics: list[int]) -> None:
        """Read the configurations that others use now: whoever takes over has no time for it."""
        async with self.store.reading() as db:
            rows = (await db.exec(select(Clinic).where(col(Clinic.id).in_(clinics)))).all()
        for clinic in rows:
            folder = config_dir_of(self._settings, clinic)
            try:
                await self._house.configurations.read(folder)
            except (ReminderError, OSError):
                continue  # told when the clinic is to be served

    async def _failed(self, clinic_id: int, fault: Exception) -> None:
        """Write down why a clinic is not served, for `reminder clinic list` and the doctor."""
        try:
            store = self.store.of_clinic(clinic_id)
            store.announces = False
            async with store.writing() as db:
                await db.exec(
                    update(Clinic)
                    .where(col(Clinic.id) == clinic_id)
                    .values(fault=words_of(fault)[:FAULT_LENGTH])
                )
        except Exception as worse:  # noqa: BLE001  (it is logged already that it failed)
            log.error("fault not noted", action="lead", fault=type(worse).__name__)

    def _heard(self, clinic_id: int | None) -> None:
        """Another process has written."""
        for number, branch in self.branches.items():
            if clinic_id in (None, number):
                branch.heard()

    def _note(self, branch: Branch) -> None:
        """A branch has begun to work, leaves off, or is closed."""
        if branch.is_closed and self.branches.get(branch.clinic_id) is branch:
            if not self._on_sqlite:
                del self.branches[branch.clinic_id]
        elif branch.works and self._backups is None:
            zone = ZoneInfo(branch.practice.profile.zone)
            self._backups = Backups(self._settings, zone, self._clock)
        if any(one.works for one in self.branches.values()):
            self.started.set()
        else:
            self.started.clear()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(work))

    def _net(self) -> None:
        """Every few seconds: what should have woken a clinic, and may have failed to."""
        if self._netting is None or self._netting.done():
            self._netting = asyncio.create_task(self._look_round())
        keeps = self._on_sqlite or (self._sharing is not None and self._sharing.keeps_backups)
        if self._backups is not None and keeps and self._backups.is_due():
            self._backing_up = asyncio.create_task(self._backups.make_due())

    async def _look_round(self) -> None:
        """Look for all clinics at once: a hundred that have nothing to do cost as much as one."""
        working = {number: branch for number, branch in self.branches.items() if branch.works}
        if not working:
            return
        posted: set[int] = set()
        try:
            async with self.store.reading() as db:
                due = await clinics_due(db, working.keys(), self._clock.now())
                if self._settings.webhook_url is not None and not self._on_sqlite:
                    new = await db.exec(
                        select(InboxUpdate.clinic_id)
                        .where(
                            InboxUpdate.state == InboxState.NEW,
                            col(InboxUpdate.clinic_id).in_(working),
                        )
                        .distinct()
                    )
                    posted = set(new.all())
        except Exception as fault:  # noqa: BLE001  (the next ring looks again)
            log.error("could not look what is due", action="net", fault=type(fault).__name__)
            return
        for number, branch in working.items():
            branch.net(due=number in due, posted=number in posted)

    @property
    def next_at(self) -> datetime | None:
        """When something is next due (aware, UTC); None if nothing ever is."""
        instants = (branch.next_at for branch in self.branches.values() if branch.works)
        return min((at for at in instants if at is not None), default=None)

    async def quiet(self) -> None:
        """Make what is due, and wait until nothing is left to handle or to send."""
        for branch in list(self.branches.values()):
            if branch.works:
                await branch.quiet()

    async def health(self) -> Answer:
        """Return what `/healthz` says: nothing personal."""
        return {"telegram": "starting"} if self._standing is None else self._standing.health()

    async def _why_not_ready(self) -> str | None:
        if self._standing is None:
            return "starting"
        return await self._standing.why_not_ready(self._clock.now())

    async def _figures(self) -> bytes:
        now = self._clock.now()
        working = {number: branch for number, branch in self.branches.items() if branch.works}
        made_at = None if self._backups is None else self._backups.made_at
        process = Process(
            faulty=frozenset() if self._sharing is None else self._sharing.failing,
            backup_age=None if made_at is None else (now - made_at).total_seconds(),
            backup_failed=self._backups is not None and self._backups.failed,
        )
        found = await snapshots(self.store, working, now) if working else {}
        return self._metrics.page(found, process)

    async def run(self) -> None:
        """Serve until cancelled; a part that ends by itself ends the service."""
        await asyncio.gather(*self._tasks)

    async def stop(self) -> None:
        """Stop taking and sending, let what is in flight finish, and close everything."""
        if self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks)
        # Half a backup has no name yet: the next start makes a whole one.
        asides = [
            one for one in (self._netting, self._warming, self._backing_up) if one is not None
        ]
        for aside in asides:
            aside.cancel()
        if asides:
            await asyncio.wait(asides)
        await self._stack.aclose()


def words_of(fault: Exception) -> str:
    """Return why a clinic cannot be served, in words for the operator and without any secret."""
    if isinstance(fault, ConfigurationError):
        first, *more = fault.problems
        return first + (f" (and {len(more)} more)" if more else "")
    return str(fault) if isinstance(fault, ReminderError) else type(fault).__name__
