"""What a database that a backup will replace still knows: who has left or was erased, who works
here no more.
"""

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import SQLModel

from reminder.errors import DatabaseDamaged
from reminder.practice.audit import ERASED
from reminder.practice.consent import Withdrawn
from reminder.practice.restored import GONE, Dismissed, Left, NoOffers, Removed, Since
from reminder.store.copying import light
from reminder.store.database import sqlite_file
from reminder.store.migrate import revision_of
from reminder.store.tables import ConsentScope, PatientState


async def what_happened_since(url: str) -> Since | None:
    """Return what the database at `url` knows, at whatever revision it is; None if it is damaged.

    One that is empty knows of nothing that could be lost.
    """
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return Since()
    try:
        if await revision_of(url) is None:
            return Since()
    except (DatabaseDamaged, OSError):
        return None
    engine = create_async_engine(url, hide_parameters=True)
    try:
        return Since(
            removed=await _removed(engine),
            left=await _left(engine),
            dismissed=await _dismissed(engine),
            no_offers=await _no_offers(engine),
            erased=await _erased(engine),
        )
    except (SQLAlchemyError, OSError, ValueError):
        return None
    finally:
        await engine.dispose()


def _table(name: str) -> sa.TableClause:
    return light(SQLModel.metadata.tables[name])


async def _rows(engine: AsyncEngine, query: sa.Select[tuple[object, ...]]) -> list[sa.RowMapping]:
    async with engine.connect() as connection:
        return list((await connection.execute(query)).mappings().all())


async def _columns(engine: AsyncEngine, table: str) -> set[str]:
    async with engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: {column["name"] for column in sa.inspect(sync).get_columns(table)}
        )


async def _left(engine: AsyncEngine) -> tuple[Left, ...]:
    patient, consent = _table("patient").c, _table("consent").c
    how = {
        row["patient_id"]: row["withdrawn_how"]
        for row in await _rows(
            engine,
            sa.select(consent.patient_id, consent.withdrawn_how)
            .where(consent.withdrawn_at.is_not(None))
            .order_by(consent.withdrawn_at),
        )
    }
    found = await _rows(
        engine,
        sa.select(patient.id, patient.chat_hash, patient.state).where(
            patient.state.in_([state.value for state in GONE])
        ),
    )
    ways = set(Withdrawn)
    return tuple(
        Left(
            row["id"],
            row["chat_hash"],
            PatientState(row["state"]),
            Withdrawn(how[row["id"]]) if how.get(row["id"]) in ways else Withdrawn.STOP_WORD,
        )
        for row in found
    )


async def _dismissed(engine: AsyncEngine) -> tuple[Dismissed, ...]:
    staff = _table("staff").c
    found = await _rows(
        engine,
        sa.select(staff.id, staff.chat_hash, staff.removed_at).where(staff.removed_at.is_not(None)),
    )
    return tuple(Dismissed(row["id"], row["chat_hash"], row["removed_at"]) for row in found)


async def _removed(engine: AsyncEngine) -> tuple[Removed, ...]:
    if "removed_at" not in await _columns(engine, "clinic"):
        return ()
    clinic = _table("clinic").c
    query = sa.select(clinic.key, clinic.removed_at).where(clinic.removed_at.is_not(None))
    return tuple(Removed(row["key"], row["removed_at"]) for row in await _rows(engine, query))


async def _erased(engine: AsyncEngine) -> frozenset[str]:
    if "pseudonym" not in await _columns(engine, "audit_event"):
        return frozenset()  # a revision that erases nobody
    event = _table("audit_event").c
    found = await _rows(engine, sa.select(event.pseudonym).where(event.action == ERASED))
    return frozenset(row["pseudonym"] for row in found if row["pseudonym"])


async def _no_offers(engine: AsyncEngine) -> tuple[NoOffers, ...]:
    if "scope" not in await _columns(engine, "consent"):
        return ()  # a revision that knows no offers
    consent = _table("consent").c
    found = await _rows(
        engine,
        sa.select(consent.patient_id, consent.id, consent.withdrawn_at).where(
            consent.scope == ConsentScope.OFFERS.value, consent.withdrawn_at.is_not(None)
        ),
    )
    return tuple(NoOffers(row["patient_id"], row["id"], row["withdrawn_at"]) for row in found)
