"""What has happened before a patient's test begins, done through the practice's own doors."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlmodel import SQLModel, col, select

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import By
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.enrolments import find_enrolment
from reminder.practice.form import blank, with_procedure
from reminder.practice.invite import invite
from reminder.practice.join import Agreed, agree
from reminder.store.tables import (
    Delivery,
    DeliveryState,
    Enrolment,
    Invitation,
    Patient,
    Reminder,
    Staff,
    saved,
)

Row = TypeVar("Row", bound=SQLModel)

PROTOCOL = "oxygen-mesotherapy"


@dataclass(frozen=True, slots=True)
class Invited:
    """An enrolment's ids, and the token of its link."""

    patient_id: int
    enrolment_id: int
    invitation_id: int
    token: str


async def invited(
    db: Db, practice: Practice, staff: Staff, now: datetime, name: str = "Anna"
) -> Invited:
    """Enrol somebody whose face was treated just now."""
    form = with_procedure(practice, blank(practice, now), PROTOCOL)
    form = replace(form, name=name, number=1, of=6)
    welcome = await enrol(db, practice, staff, form, now)
    assert isinstance(welcome, Welcome)
    invitation = (
        await db.exec(select(Invitation).where(Invitation.enrolment_id == welcome.enrolled.id))
    ).one()
    return Invited(
        saved(welcome.enrolled.patient.id),
        welcome.enrolled.id,
        saved(invitation.id),
        welcome.link.url.split("start=")[1],
    )


async def invited_again(db: Db, practice: Practice, link: Invited, now: datetime) -> Invited:
    """Give the patient of an enrolment another link, for another phone."""
    enrolled = await find_enrolment(db, practice, link.enrolment_id)
    assert enrolled is not None
    url = (await invite(db, practice, enrolled, now)).url
    newest = select(Invitation.id).order_by(col(Invitation.id).desc()).limit(1)
    return replace(
        link, invitation_id=saved((await db.exec(newest)).one()), token=url.split("start=")[1]
    )


async def joined(
    db: Db,
    practice: Practice,
    staff: Staff,
    now: datetime,
    chat_id: int,
    name: str = "Anna",
) -> Invited:
    """Enrol somebody, and let them agree on that phone at once."""
    link = await invited(db, practice, staff, now, name)
    assert isinstance(await agrees(db, practice, link, now, chat_id), Agreed)
    return link


async def agrees(
    db: Db,
    practice: Practice,
    link: Invited,
    now: datetime,
    chat_id: int,
    language: str = "en",
    by: By = By.PATIENT,
) -> object:
    """Agree on that phone, and return what came of it."""
    return await agree(
        db,
        practice,
        link.invitation_id,
        chat_id=chat_id,
        telegram_name="Anna K",
        language=language,
        by=by,
        now=now,
    )


async def patient_of(db: Db, link: Invited) -> Patient:
    """Return the patient as the database has it now."""
    return await fresh(db, Patient, link.patient_id)


async def enrolment_of(db: Db, link: Invited) -> Enrolment:
    """Return the enrolment as the database has it now."""
    return await fresh(db, Enrolment, link.enrolment_id)


async def fresh(db: Db, table: type[Row], row_id: int) -> Row:
    """Return a row as the database has it now."""
    return await db.get_one(table, row_id, populate_existing=True)


async def reminders_of(db: Db, link: Invited) -> list[Reminder]:
    """Return the patient's reminders as the database has them now, the first due first."""
    found = await db.exec(
        select(Reminder)
        .where(Reminder.patient_id == link.patient_id)
        .order_by(col(Reminder.due_at), col(Reminder.id))
        .execution_options(populate_existing=True)
    )
    return list(found.all())


async def waiting(db: Db, practice: Practice, chat_id: int) -> list[Outgoing]:
    """Return the answers that wait to be sent to a chat, in order."""
    found = await db.exec(
        select(Delivery)
        .where(
            Delivery.chat_hash == practice.keyring.chat(chat_id),
            Delivery.state == DeliveryState.QUEUED,
        )
        .order_by(col(Delivery.id))
        .execution_options(populate_existing=True)
    )
    return [Outgoing.from_json(row.payload) for row in found.all() if row.payload]
