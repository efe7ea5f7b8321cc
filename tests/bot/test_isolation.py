"""Nobody does or sees what is not theirs: every command and every button, pressed by the wrong one.

The patterns are read from the handlers themselves, so that a new button is tried as well.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col, select
from telegram.ext import CallbackQueryHandler, CommandHandler

from reminder.care.kinds import ReminderKind
from reminder.practice.clinic import Practice
from reminder.practice.colleagues import remove_staff
from reminder.practice.conversation import begin
from reminder.practice.draft import open_form
from reminder.practice.form import blank
from reminder.store.database import Store
from reminder.store.tables import (
    Clinic,
    Concern,
    Reminder,
    Role,
    Staff,
)
from tests.bot.patient.phones import AnyApplication, Phone, application, dial
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, RECEPTION_CHAT, practice_of
from tests.practice.arrange import Invited, invited, joined, patient_of
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["application", "dial", "keyring", "now", "practice", "reception", "store"]

NAME = "Zebrafisch"
ON_TELEGRAM = "Quokka"
SECRETS = (NAME, ON_TELEGRAM, str(ANNA_CHAT))
OTHER_CHAT = 7001
"""Somebody who owns another clinic in the same database."""

Dial = Callable[..., Phone]


def buttons(application: AnyApplication) -> list[str]:
    """The pattern of every button that anything listens to."""
    return [
        handler.pattern.pattern  # type: ignore[union-attr]
        for group in application.handlers.values()
        for handler in group
        if isinstance(handler, CallbackQueryHandler)
    ]


def commands(application: AnyApplication) -> set[str]:
    """Every command that anything listens to."""
    return {
        command
        for group in application.handlers.values()
        for handler in group
        if isinstance(handler, CommandHandler)
        for command in handler.commands
    }


def data_of(pattern: str, number: int) -> list[str]:
    """Every datum worth trying that a pattern takes with this id."""
    verb = re.match(r"\^([a-z]+:)(?:\(([a-z|]+)\)|([a-z-]+))", pattern)
    assert verb is not None, pattern
    verbs = [verb[1] + one for one in (verb[2] or verb[3]).split("|")]
    choices = [
        word for words in re.findall(r"\(([a-z0-9_|]+)\)", pattern) for word in words.split("|")
    ]
    closed = ["", "en", "1", "Europe/Kyiv", *choices]
    arguments = closed if pattern.endswith("$") else ["", "1", "name"]
    tried = [
        datum
        for one in verbs
        for argument in arguments
        if re.search(pattern, datum := f"{one}:{number}" + (f":{argument}" if argument else ""))
    ]
    assert tried, f"no datum made up for {pattern}"
    return tried


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna, with a question asked, a conversation, an open form that corrects her, and a link."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT, NAME)
        await db.exec(
            sa.update(Reminder)
            .where(col(Reminder.kind) == ReminderKind.CHECK_IN)
            .values(attempts=1)
        )
        patient = await patient_of(db, link)
        patient.telegram_name = ON_TELEGRAM
        await begin(db, practice, patient, Concern.WORRIED, now)
        await open_form(
            db, practice, reception, [blank(practice, now)], now, corrects=link.enrolment_id
        )
        await invited(db, practice, reception, now, NAME)
    return link


@pytest.fixture
async def elsewhere(store: Store, keyring: Any, now: datetime) -> Practice:
    """Another clinic in the same database, with an owner and a patient of its own."""
    async with store.writing() as db:
        clinic = Clinic(key="elsewhere", created_at=now)
        db.add(clinic)
        await db.flush()
        other = practice_of(clinic.id or 0, keyring)
        owner = Staff(
            clinic_id=other.clinic_id,
            chat_hash=keyring.chat(OTHER_CHAT),
            chat_id=str(OTHER_CHAT),
            name="Otto",
            role=Role.OWNER,
            language="en",
            created_at=now,
        )
        db.add(owner)
        await db.flush()
    return other


async def theirs(store: Store, practice: Practice) -> list[tuple[str, str]]:
    """Every row of the clinic as it stands, but for what it is told by others (its ledger)."""
    rows = []
    async with store.reading() as db:
        connection = await db.connection()
        for table in SQLModel.metadata.sorted_tables:
            if "clinic_id" not in table.columns or table.name in ("delivery", "audit_event"):
                continue
            found = await connection.execute(
                sa.select(table).where(table.c.clinic_id == practice.clinic_id)
            )
            rows += [(table.name, str(dict(row))) for row in found.mappings().all()]
    return sorted(rows)


async def ids(store: Store) -> list[int]:
    """The ids that Anna's rows have: the first ones, and those of what she was asked."""
    async with store.reading() as db:
        asked = await db.exec(select(Reminder.id).where(Reminder.attempts > 0).limit(1))
        return sorted({1, 2, *(number or 0 for number in asked.all())})


async def try_everything(
    phone: Phone,
    application: AnyApplication,
    numbers: list[int],
    secrets: tuple[str, ...] = SECRETS,
) -> None:
    """Send every command and press every button with every id; nothing said may tell of Anna (or
    whatever else is secret).
    """
    said = []
    for command in sorted(commands(application) - {"enrol", "invite"}):
        said += await phone.write(f"/{command}")
        said += await phone.write(f"/{command} 1")
        said += await phone.write(f"/{command} staff_AAAAAAAAAAAAAAAAAAAAAA")
    for pattern in buttons(application):
        for number in numbers:
            for datum in data_of(pattern, number):
                said += await phone.send_data(datum)
                assert not [s for s in secrets if s in (phone.toast or "")], datum
    for one in said:
        told = one.text + " ".join(one.labels) + str(one.outgoing.qr)
        if one.outgoing.attachment is not None:
            told += one.outgoing.attachment.content.decode("utf-8", "replace")
        assert not [secret for secret in secrets if secret in told], told


async def test_the_patterns_are_found(application: AnyApplication) -> None:
    """The tests below try what there is: some sixty buttons, and no pattern of a shape unknown."""
    patterns = buttons(application)
    assert len(patterns) >= 50
    for pattern in patterns:
        assert data_of(pattern, 1)
    assert {"start", "forget", "mydata", "staff", "invite", "day", "stop"} <= commands(application)


async def test_a_stranger_can_do_and_see_nothing(
    application: AnyApplication, store: Store, practice: Practice, anna: Invited, dial: Dial
) -> None:
    """Mallory makes up every button; nothing changes, and nothing is told."""
    assert anna.patient_id
    before = await theirs(store, practice)
    await try_everything(dial(MALLORY_CHAT, name="Mallory"), application, await ids(store))
    assert await theirs(store, practice) == before


async def test_another_patient_can_do_and_see_nothing_of_annas(
    application: AnyApplication,
    store: Store,
    practice: Practice,
    reception: Staff,
    now: datetime,
    anna: Invited,
    dial: Dial,
) -> None:
    """Boris's presses change what is Boris's alone."""
    async with store.writing() as db:
        boris = await joined(db, practice, reception, now, BORIS_CHAT, "Boris")

    async def of_anna() -> list[tuple[str, str]]:
        own = [
            f"'patient_id': {boris.patient_id},",
            f"'enrolment_id': {boris.enrolment_id},",
        ]
        return [
            (table, row)
            for table, row in await theirs(store, practice)
            if not any(mark in row for mark in own)
            and not (table == "patient" and row.startswith(f"{{'id': {boris.patient_id},"))
        ]

    before = await of_anna()
    phone = dial(BORIS_CHAT, name="Boris")
    await try_everything(phone, application, await ids(store))
    assert await of_anna() == before
    assert anna.patient_id != boris.patient_id


async def test_staff_of_another_clinic_can_do_and_see_nothing(
    application: AnyApplication,
    store: Store,
    practice: Practice,
    elsewhere: Practice,
    now: datetime,
    anna: Invited,
) -> None:
    """Otto owns a clinic, but not this one: ids of this one open nothing there."""
    assert anna.patient_id
    before = await theirs(store, practice)
    otto = Phone(application, store, elsewhere, OTHER_CHAT, now, name="Otto")
    await try_everything(otto, application, await ids(store))
    assert await theirs(store, practice) == before


async def test_a_patient_of_two_clinics_meets_each_alone(
    application: AnyApplication,
    store: Store,
    practice: Practice,
    elsewhere: Practice,
    now: datetime,
    anna: Invited,
) -> None:
    """Anna's phone, and Rita's, at another clinic's bot: every command and button there, STOP among
    them, neither tells of this clinic nor changes anything in it.
    """
    before = await theirs(store, practice)
    async with store.writing() as db:
        otto = (await db.exec(select(Staff).where(Staff.clinic_id == elsewhere.clinic_id))).one()
        there = await joined(db, elsewhere, otto, now, ANNA_CHAT, "Ann")
    assert there.patient_id != anna.patient_id
    for chat_id in (ANNA_CHAT, RECEPTION_CHAT):
        phone = Phone(application, store, elsewhere, chat_id, now, name="Ann")
        await try_everything(phone, application, await ids(store), (NAME, ON_TELEGRAM))
        for text in ("STOP", "agree", "/start", "How is it?"):
            for said in await phone.write(text):
                assert NAME not in said.text
    assert await theirs(store, practice) == before


async def test_owners_of_two_clinics_rule_each_alone(
    application: AnyApplication,
    store: Store,
    practice: Practice,
    elsewhere: Practice,
    now: datetime,
    anna: Invited,
) -> None:
    """An owner with patients of another clinic tries every id of this one there, and the other way
    round: either way the other clinic stays as it is.
    """
    async with store.writing() as db:
        otto = (await db.exec(select(Staff).where(Staff.clinic_id == elsewhere.clinic_id))).one()
        boris = await joined(db, elsewhere, otto, now, BORIS_CHAT, "Boris")
        rita = (await db.exec(select(Staff).where(Staff.clinic_id == practice.clinic_id))).one()
        rita.role = Role.OWNER
    numbers = sorted({*await ids(store), boris.patient_id or 0, boris.enrolment_id})
    before = await theirs(store, practice)
    phone = Phone(application, store, elsewhere, OTHER_CHAT, now, name="Otto")
    await try_everything(phone, application, numbers)
    assert await theirs(store, practice) == before
    assert anna.patient_id != boris.patient_id
    before = await theirs(store, elsewhere)
    phone = Phone(application, store, practice, int(rita.chat_id), now, name="Rita")
    await try_everything(phone, application, numbers, ("Boris", str(BORIS_CHAT)))
    assert await theirs(store, elsewhere) == before


async def test_removed_staff_are_strangers(
    application: AnyApplication,
    store: Store,
    practice: Practice,
    reception: Staff,
    anna: Invited,
    dial: Dial,
) -> None:
    """From the moment of the removal old buttons do nothing and commands tell nothing."""
    assert anna.patient_id
    async with store.writing() as db:
        owner = Staff(
            clinic_id=practice.clinic_id,
            chat_hash=practice.keyring.chat(OTHER_CHAT),
            chat_id=str(OTHER_CHAT),
            name="Olga",
            role=Role.OWNER,
            language="en",
            created_at=reception.created_at,
        )
        db.add(owner)
        await db.flush()
        assert await remove_staff(db, practice, owner, reception.id or 0, owner.created_at)
    before = await theirs(store, practice)
    await try_everything(dial(int(reception.chat_id), name="Rita"), application, await ids(store))
    assert await theirs(store, practice) == before


async def test_members_cannot_do_what_is_the_owners(
    store: Store,
    practice: Practice,
    reception: Staff,
    anna: Invited,
    dial: Dial,
) -> None:
    """A member of staff neither invites, removes nor erases."""
    phone = dial(int(reception.chat_id), name="Rita")
    await phone.read()
    before = await theirs(store, practice)
    for command in ("/invite", "/staff"):
        (answer,) = await phone.write(command)
        assert answer.text == "Only owners can do that."
    for verb in (
        "staff-list",
        "staff-right",
        "staff-remove-ask",
        "staff-remove",
        "staff-owner-ask",
        "staff-owner",
        "erase-ask",
        "erase",
        "erase-back",
    ):
        for number in (0, reception.id, anna.enrolment_id):
            assert await phone.send_data(f"s:{verb}:{number}") == []
            assert phone.toast == "Only owners can do that."
    assert await theirs(store, practice) == before
