"""What is kept about somebody, as they may have it: one JSON file a person.

It is read from the tables themselves, so that nothing which a later version keeps is left out.
docs/privacy.md says what stands in it.
"""

import json
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from reminder.catalogue.words import visible
from reminder.outgoing import Attachment
from reminder.practice.clinic import Db, Practice
from reminder.store.encryption import Encrypted
from reminder.store.tables import Enrolment, Invitation, Patient, Staff

FORMAT = "aftercare-data/1"

SECTIONS = {
    "appointment": "appointments",
    "audit_event": "audit_events",
    "check_in_answer": "answers",
    "chosen": "choices",
    "consent": "consents",
    "conversation": "conversations",
    "course": "courses",
    "delivery": "deliveries",
    "enrolment": "enrolments",
    "erasure": "erasures",
    "hold": "holds",
    "reminder": "reminders",
    "session": "sessions",
}
"""What the file calls the tables; another one keeps its own name."""

OURS = frozenset(
    {"clinic_id", "patient_id", "chat_hash", "nonce", "token_hash", "card_digest", "plan_revision"}
)
"""Columns that say nothing about anybody, or that open something."""

NO_TEXT = {"delivery": frozenset({"payload", "chat_id"})}
"""What waits to be sent is in the chat in a moment, and the chat is named once."""


async def data_of(db: Db, practice: Practice, patient: Patient, now: datetime) -> dict[str, Any]:
    """Return everything that is kept about the patient, ready for JSON; instants in UTC."""
    await db.flush()
    told: dict[str, Any] = _head(practice, now)
    told["patient"] = _row(Patient.__table__, patient.model_dump())  # type: ignore[attr-defined]
    connection = await db.connection()
    for table in SQLModel.metadata.sorted_tables:
        if "patient_id" in table.columns:
            rows = await connection.execute(
                sa.select(table).where(table.c.patient_id == patient.id).order_by(table.c.id)
            )
            section = SECTIONS.get(table.name, table.name)
            told[section] = [_row(table, dict(row)) for row in rows.mappings().all()]
    links = await db.exec(
        select(Invitation)
        .join(Enrolment, col(Enrolment.id) == col(Invitation.enrolment_id))
        .where(Enrolment.patient_id == patient.id)
        .order_by(col(Invitation.id))
    )
    told["invitations"] = [
        _row(Invitation.__table__, link.model_dump())  # type: ignore[attr-defined]
        for link in links.all()
    ]
    return told


def staff_data(practice: Practice, staff: Staff, now: datetime) -> dict[str, Any]:
    """Return what is kept about somebody who works here."""
    row = _row(Staff.__table__, staff.model_dump())  # type: ignore[attr-defined]
    return _head(practice, now) | {"staff": row}


def data_file(data: dict[str, Any], number: int | None = None) -> Attachment:
    """Return the file; `number` tells the files of those apart who share a phone. Its name says
    nobody's.
    """
    name = "my-data.json" if number is None else f"my-data-{number}.json"
    return Attachment(name, json.dumps(data, ensure_ascii=False, indent=1).encode())


def _head(practice: Practice, now: datetime) -> dict[str, Any]:
    return {"format": FORMAT, "made_at": _value(now), "clinic": practice.profile.name}


def _row(table: sa.Table, values: dict[str, Any]) -> dict[str, Any]:
    left_out = OURS | NO_TEXT.get(table.name, frozenset())
    return {
        column.name: visible(value)
        if isinstance(column.type, Encrypted) and isinstance(value, str)
        else _value(value)
        for column in table.columns
        if column.name not in left_out
        for value in [values[column.name]]
    }


def _value(value: object) -> object:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
