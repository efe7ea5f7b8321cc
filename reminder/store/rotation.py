"""Encrypt everything anew under the newest key, in batches, and look whether all of it is."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from reminder.store.copying import light, tables
from reminder.store.database import Store
from reminder.store.encryption import Encrypted
from reminder.store.keyring import Keyring

BATCH = 500
"""How many rows are changed in one transaction."""


async def encrypt_anew(store: Store, keyring: Keyring) -> int:
    """Encrypt what is under an older key anew; return how many values that were.

    What was done stays done when this is broken off, and is passed over the next time.

    Raises:
        KeyWrong: a value fits no key of the ring.
    """
    renewed = 0
    for table, columns in _encrypted():
        last_id = 0
        while True:
            async with store.writing() as db:
                connection = await db.connection()
                rows = await _batch(connection, table, columns, last_id)
                for row in rows:
                    changed = {
                        name: token
                        for name in columns
                        if row[name] is not None and (token := keyring.renewed(row[name]))
                    }
                    renewed += len(changed)
                    if changed:
                        await connection.execute(
                            sa.update(table).where(table.c.id == row["id"]).values(changed)
                        )
            if not rows:
                break
            last_id = rows[-1]["id"]
    return renewed


async def under_older_keys(store: Store, keyring: Keyring) -> int:
    """Return how many values are encrypted under another key than the newest.

    Raises:
        KeyWrong: a value fits no key of the ring.
    """
    older = 0
    for table, columns in _encrypted():
        last_id = 0
        while True:
            async with store.reading() as db:
                rows = await _batch(await db.connection(), table, columns, last_id)
            if not rows:
                break
            older += sum(
                keyring.renewed(row[name]) is not None
                for row in rows
                for name in columns
                if row[name] is not None
            )
            last_id = rows[-1]["id"]
    return older


def _encrypted() -> Iterator[tuple[sa.TableClause, list[str]]]:
    for table in tables():
        columns = [c.name for c in table.columns if isinstance(c.type, Encrypted)]
        if columns:
            yield light(table), columns


async def _batch(
    connection: AsyncConnection,
    table: sa.TableClause,
    columns: list[str],
    last_id: int,
) -> list[sa.RowMapping]:
    found = await connection.execute(
        sa.select(table.c.id, *(table.c[name] for name in columns))
        .where(table.c.id > last_id)
        .order_by(table.c.id)
        .limit(BATCH)
    )
    return list(found.mappings().all())
