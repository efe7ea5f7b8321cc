"""Erasing a clinic: nothing that is kept of it remains, in whatever table it stands.

What is kept is an empty row that holds its name and its number, neither of which is a person's, and
the audit log, in which keyed digests have taken the patients' places.
"""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import update
from sqlmodel import SQLModel, col, select

from reminder.practice.audit import ERASED, pseudonym_of, trace_of
from reminder.practice.clinic import Db
from reminder.store.keyring import Keyring
from reminder.store.tables import AuditEvent, Clinic, Patient, saved

KEPT = "audit_event"
"""The table of a clinic's rows that stay."""


async def erase_clinic(db: Db, keyring: Keyring, clinic: Clinic, now: datetime) -> str:
    """Erase everything of a clinic that is not served, and return what a restore will know it by.

    Its patients are told nothing: its bot is not ours any more.
    """
    await db.flush()
    number = saved(clinic.id)
    patients = await db.exec(select(Patient).where(col(Patient.clinic_id) == number))
    for patient in patients.all():
        await db.exec(
            update(AuditEvent)
            .where(col(AuditEvent.patient_id) == patient.id)
            .values(patient_id=None, pseudonym=pseudonym_of(keyring, patient), detail=None)
        )
    db.expunge_all()
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "clinic_id" in table.columns and table.name != KEPT:
            await db.exec(sa.delete(table).where(table.c.clinic_id == number))
    trace = trace_of(keyring, clinic)
    await db.exec(
        update(Clinic)
        .where(col(Clinic.id) == number)
        .values(
            token=None,
            bot_id=None,
            bot_username=None,
            config_dir=None,
            webhook_secret=None,
            fault=None,
            update_offset=0,
            halted_until=None,
            removed_at=clinic.removed_at or now,
        )
    )
    db.add(AuditEvent(clinic_id=number, action=ERASED, detail="clinic", pseudonym=trace, at=now))
    await db.flush()
    return trace


async def erase_clinics_again(
    db: Db, keyring: Keyring, erased: Collection[str], now: datetime
) -> list[str]:
    """Erase the clinics of a backup that have been erased since it was made; return their names."""
    found = []
    for clinic in (await db.exec(select(Clinic))).all():
        if trace_of(keyring, clinic) in erased:
            await erase_clinic(db, keyring, clinic, now)
            found.append(clinic.key)
    return found
