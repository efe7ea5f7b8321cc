"""A clinic's patients in any number, each with the rows that the service itself would write.

A few patients are enrolled and agree through the practice's own doors, on each of the last days
and with several procedures. Their rows are then copied, with other ids and chats, at the driver's
level: a million reminders take seconds. At the instant of the measurement it is ten in the morning
at the clinic. Of the copies with a message due then, a chosen number have it due; what had been
due before counts as delivered.
"""

import hashlib
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
from sqlmodel import col, select

from reminder.practice.clinic import Db, Practice
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.form import blank, with_procedure
from reminder.store.database import Store, sqlite_file
from reminder.store.keyfile import make_keys
from reminder.store.keyring import Keyring
from reminder.store.migrate import bring_to_head
from reminder.store.tables import Clinic, Invitation, Patient, Reminder, Role, Staff, saved
from tests.bench.databases import Databases, opened
from tests.cast import RECEPTION_CHAT, practice_of
from tests.practice.arrange import Invited, agrees

NOW = datetime(2026, 9, 17, 8, 0, tzinfo=UTC)
"""Thursday, 10:00 in Warsaw: the hour of the day's message."""

DAYS_AGO = (1, 2, 3, 4, 5, 6)
"""How long ago the copied patients were treated."""

HOURS = (9, 14)
"""At which hours in Warsaw."""

PROCEDURES = ("oxygen-mesotherapy", "face-mesotherapy", "body-mesotherapy")

COPIED = ("patient", "consent", "course", "session", "enrolment", "reminder")
"""The tables of which each patient has rows of their own."""

FIRST_CHAT = 10_000_000
BATCH = 5_000
"""Patients that are written at a time."""


@dataclass(frozen=True, slots=True)
class Template:
    """One patient's rows by table, as the driver reads them, and whether a message is due."""

    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    is_due: bool
    pending: int


@dataclass(frozen=True)
class Clinicful:
    """A filled database: how it is reached, and how many reminders are pending and patients due."""

    url: str
    keys: Path
    keyring: Keyring
    practice: Practice
    patients: int
    pending: int
    due: int
    reception_id: int
    first_patient: int
    """The number of the first patient that has a message due; the others follow."""

    def store(self) -> Store:
        """Open it."""
        return opened(self.url, self.keyring)


async def clinic(
    url: str, keyring: Keyring, now: datetime, zone: str | None = None
) -> tuple[Practice, int]:
    """Make the tables, the clinic and its reception; return the practice and the reception's id."""
    await bring_to_head(url)
    store = opened(url, keyring)
    async with store.writing() as db:
        row = Clinic(key="clinic", created_at=now, bot_username="aftercare_demo_bot")
        db.add(row)
        await db.flush()
        rita = Staff(
            clinic_id=saved(row.id),
            chat_hash=keyring.chat(RECEPTION_CHAT),
            chat_id=str(RECEPTION_CHAT),
            name="Rita",
            role=Role.MEMBER,
            language="en",
            created_at=now,
        )
        db.add(rita)
        await db.flush()
    await store.close()
    practice = practice_of(saved(row.id), keyring)
    if zone is not None:
        practice = replace(practice, profile=practice.profile.model_copy(update={"zone": zone}))
    return practice, saved(rita.id)


@dataclass(frozen=True)
class Seed:
    """A database with nothing but the patients that are copied; `keys` is its key file."""

    name: str
    keys: Path
    keyring: Keyring
    practice: Practice
    reception_id: int
    templates: Sequence[Template]
    highest: int


AddClinics = Callable[[str, Path], Awaitable[Sequence[int]]]

_SEEDS: dict[tuple[Path, str, datetime], Seed] = {}
"""Made once a run: the doors of the practice take their time."""


async def _seed(databases: Databases, kind: str, now: datetime, zone: str | None) -> Seed:
    known = _SEEDS.get((databases.folder, kind, now))
    if known is not None:
        return known
    name = f"seed_{kind.lower()}_{now:%Y%m%d%H}"
    keys = databases.folder / f"{name}.keys"
    keyring = make_keys(keys)
    url = databases.fresh(kind, name)
    practice, reception_id = await clinic(url, keyring, now, zone)
    store = opened(url, keyring)
    async with store.writing() as db:
        rita = await db.get_one(Staff, reception_id)
        ids = await _templates(db, practice, rita, now)
    await store.close()
    templates = await _read(url, ids, now)
    await _settle(url)
    seed = Seed(name, keys, keyring, practice, reception_id, templates, max(ids))
    return _SEEDS.setdefault((databases.folder, kind, now), seed)


async def populate(
    databases: Databases,
    kind: str,
    name: str,
    *,
    due: int,
    pending: int,
    now: datetime = NOW,
    zone: str | None = None,
    add_clinics: AddClinics | None = None,
) -> Clinicful:
    """Make the database `name`: `due` patients with a message due at `now` (ten in the morning at
    the clinic, whose `zone` is the example's where none is given), and patients without one until
    there are `pending` reminders still to come.

    With `add_clinics` the patients are not the example clinic's: they are dealt out in turn to
    those whose numbers it returns, given the address of the database and its key file.
    """
    seed = await _seed(databases, kind, now, zone)
    url = databases.copied(kind, seed.name, name)
    clinics = [] if add_clinics is None else list(await add_clinics(url, seed.keys))
    plan = list(_chosen(seed.templates, due, pending, now))
    first = seed.highest + 1
    await _write(url, _copies(seed.keyring, plan, first, clinics or [seed.practice.clinic_id]))
    waiting = sum(template.pending for template, _ in plan)
    return Clinicful(
        url=url,
        keys=seed.keys,
        keyring=seed.keyring,
        practice=seed.practice,
        patients=len(plan),
        pending=waiting,
        due=due,
        reception_id=seed.reception_id,
        first_patient=first,
    )


async def _settle(url: str) -> None:
    """Let nothing be due to the patients that are copied, and leave one whole file."""
    statements = (
        "UPDATE reminder SET wake_at = NULL, state = 'delivered'",
        "UPDATE delivery SET wake_at = NULL",
    )
    path = sqlite_file(url)
    if path is not None:
        connection = sqlite3.connect(path)
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return
    postgres = await asyncpg.connect(plain(url))
    for statement in statements:
        await postgres.execute(statement)
    await postgres.close()


async def _templates(db: Db, practice: Practice, rita: Staff, now: datetime) -> list[int]:
    found = []
    for number, (days, hour, procedure) in enumerate(
        (d, h, p) for d in DAYS_AGO for h in HOURS for p in PROCEDURES
    ):
        at = now + timedelta(hours=hour - 10) - timedelta(days=days)
        form = with_procedure(practice, blank(practice, at), procedure)
        form = replace(form, name="Anna", number=1, of=6)
        welcome = await enrol(db, practice, rita, form, at)
        assert isinstance(welcome, Welcome)
        invitation = (
            await db.exec(select(Invitation).where(Invitation.enrolment_id == welcome.enrolled.id))
        ).one()
        token = welcome.link.url.split("start=")[1]
        patient_id = saved(welcome.enrolled.patient.id)
        link = Invited(patient_id, welcome.enrolled.id, saved(invitation.id), token)
        await agrees(db, practice, link, at, FIRST_CHAT - 1 - number)
        found.append(patient_id)
    # They are patterns: what is sent goes to their copies.
    await db.flush()
    for table in (Reminder, Patient):
        for row in (await db.exec(select(table))).all():
            if isinstance(row, Patient):
                row.card_at = None
    return found


def _is_past(value: Any, now: datetime) -> bool:
    if isinstance(value, str):
        value = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return isinstance(value, datetime) and value <= now


async def _read(url: str, ids: Iterable[int], now: datetime) -> list[Template]:
    found = []
    for patient_id in ids:
        rows = {table: await _rows(url, table, patient_id) for table in COPIED}
        rows["reminder"] = [
            {**row, "state": "delivered", "wake_at": None}
            if _is_past(row["due_at"], now) and not _is_now(row["due_at"], now)
            else row
            for row in rows["reminder"]
        ]
        waiting = [row for row in rows["reminder"] if row["wake_at"] is not None]
        is_due = any(_is_past(row["wake_at"], now) for row in waiting)
        found.append(Template(rows, is_due, len(waiting)))
    return found


def _is_now(value: Any, now: datetime) -> bool:
    if isinstance(value, str):
        value = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return bool(now - timedelta(hours=1) < value <= now)


def _chosen(
    templates: Sequence[Template], due: int, pending: int, now: datetime
) -> Iterator[tuple[Template, bool]]:
    """Yield a template for each patient, and whether its message is due at `now`."""
    with_message = [one for one in templates if one.is_due]
    without = [_nothing_due(one, now) for one in templates]
    waiting = 0
    for number in range(due):
        one = with_message[number % len(with_message)]
        waiting += one.pending
        yield one, True
    number = 0
    while waiting < pending:
        one = without[number % len(without)]
        number += 1
        waiting += one.pending
        yield one, False


def _nothing_due(template: Template, now: datetime) -> Template:
    """Return the same patient after today's message has gone out."""
    reminders = [
        {**row, "state": "delivered", "wake_at": None} if _is_past(row["wake_at"], now) else row
        for row in template.rows["reminder"]
    ]
    waiting = sum(1 for row in reminders if row["wake_at"] is not None)
    return Template({**template.rows, "reminder": reminders}, False, waiting)


async def _rows(url: str, table: str, patient_id: int) -> list[dict[str, Any]]:
    key = "id" if table == "patient" else "patient_id"
    path = sqlite_file(url)
    query = f'SELECT * FROM "{table}" WHERE {key} = '  # noqa: S608  (our own names)
    if path is not None:
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        found = [dict(row) for row in connection.execute(query + "?", (patient_id,))]
        connection.close()
        return found
    postgres = await asyncpg.connect(plain(url))
    found = [dict(row) for row in await postgres.fetch(query + "$1", patient_id)]
    await postgres.close()
    return found


def plain(url: str) -> str:
    """Return the address without SQLAlchemy's name of the driver."""
    return url.replace("postgresql+asyncpg", "postgresql")


Batch = dict[str, list[dict[str, Any]]]


def _copies(
    keyring: Keyring, plan: Sequence[tuple[Template, bool]], first: int, clinics: Sequence[int]
) -> Iterator[Batch]:
    """Yield batches of rows by table; ids go on from `first` (patients) and a thousand times that
    (everything else). The `clinics` have a patient each in turn.
    """
    numbers = dict.fromkeys(COPIED, first * 1000)
    batch: Batch = {table: [] for table in COPIED}
    for at, (template, is_due) in enumerate(plan):
        patient_id = first + at
        chat = FIRST_CHAT + at
        if is_due:
            theirs = {"chat_id": keyring.encrypt(str(chat)), "chat_hash": keyring.chat(chat)}
        else:
            theirs = {"chat_hash": hashlib.sha256(str(chat).encode()).hexdigest()}
        new: dict[tuple[str, int], int] = {}
        for table in COPIED:
            for row in template.rows[table]:
                copy = {**row, "clinic_id": clinics[at % len(clinics)]}
                if table == "patient":
                    copy |= {"id": patient_id, **theirs}
                else:
                    numbers[table] += 1
                    new[table, row["id"]] = numbers[table]
                    copy |= {"id": numbers[table], "patient_id": patient_id}
                for other in ("course", "session"):
                    if copy.get(f"{other}_id") is not None:
                        copy[f"{other}_id"] = new[other, copy[f"{other}_id"]]
                if table == "reminder":
                    # Its name holds the session's number: a plan worked out anew finds it by that.
                    (session,) = template.rows["session"]
                    former, now = (f":session:{n}" for n in (session["id"], numbers["session"]))
                    copy["key"] = copy["key"].replace(former, now)
                batch[table].append(copy)
        if (at + 1) % BATCH == 0:
            yield batch
            batch = {table: [] for table in COPIED}
    yield batch


async def _write(url: str, batches: Iterable[Batch]) -> None:
    path = sqlite_file(url)
    if path is not None:
        _write_sqlite(str(path), batches)
    else:
        await _write_postgres(url, batches)


def _write_sqlite(path: str, batches: Iterable[Batch]) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    for batch in batches:
        with connection:
            for table, rows in batch.items():
                if rows:
                    names = ", ".join(rows[0])
                    marks = ", ".join("?" for _ in rows[0])
                    connection.executemany(
                        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608
                        [tuple(row.values()) for row in rows],
                    )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("ANALYZE")
    connection.close()


async def _write_postgres(url: str, batches: Iterable[Batch]) -> None:
    connection = await asyncpg.connect(plain(url))
    for batch in batches:
        for table, rows in batch.items():
            if rows:
                await connection.copy_records_to_table(
                    table, records=[tuple(row.values()) for row in rows], columns=list(rows[0])
                )
    for table in COPIED:
        await connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
            f'(SELECT max(id) FROM "{table}"))'
        )
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def delivered(store: Store) -> int:
    """Return how many patients' messages went out since the database was filled."""
    async with store.reading() as db:
        found = await db.exec(
            select(col(Reminder.patient_id))
            .where(col(Reminder.delivery_id).is_not(None), col(Reminder.state) == "delivered")
            .distinct()
        )
        return len(found.all())
