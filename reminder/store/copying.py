"""All rows of all tables from one database into another, as they are: nothing is decrypted."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlmodel import SQLModel

import reminder.store.tables  # noqa: F401  (fills the metadata)
from reminder.errors import BackupFailed
from reminder.store.encryption import Encrypted
from reminder.store.migrate import upgrade

AT_ONCE = 1000
"""How many rows are held in memory."""

Rows = Mapping[str, int]


async def dump(url: str, target: Path) -> tuple[str, Rows]:
    """Write a PostgreSQL database into the empty SQLite file `target`, with the same tables.

    It is read in one snapshot, at whatever revision it is. Returns the revision and the rows.

    Raises:
        BackupFailed: there is nothing to copy yet.
        DatabaseTooNew: this program does not know the revision.
    """
    engine = create_async_engine(url, hide_parameters=True, isolation_level="REPEATABLE READ")
    try:
        async with engine.connect() as source:
            await source.execute(sa.text("SET TRANSACTION READ ONLY"))
            columns = await source.run_sync(_columns)
            if "alembic_version" not in columns:
                raise BackupFailed("(the database has no tables of this program yet)")
            version = sa.text("SELECT version_num FROM alembic_version")
            revision = str((await source.execute(version)).scalar_one())
            _make_tables(target, revision)
            return revision, await _dump_rows(source, columns, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BackupFailed(f"(the database server cannot be reached: {reason})") from error
    finally:
        await engine.dispose()


def _columns(connection: sa.Connection) -> dict[str, list[str]]:
    inspector = sa.inspect(connection)
    return {
        table: [column["name"] for column in inspector.get_columns(table)]
        for table in sorted(inspector.get_table_names())
    }


def _make_tables(target: Path, revision: str) -> None:
    engine = sa.create_engine(f"sqlite:///{target}")
    with engine.begin() as connection:
        upgrade(connection, to=revision)
    engine.dispose()


async def _dump_rows(
    source: AsyncConnection, columns: Mapping[str, list[str]], target: Path
) -> Rows:
    rows: dict[str, int] = {}
    with closing(sqlite3.connect(target)) as copy, copy:
        ours = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        for table, names in columns.items():
            if table == "alembic_version" or table not in ours:
                continue
            listed = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" for _ in names)
            rows[table] = 0
            query = sa.text(f'SELECT {listed} FROM "{table}"')  # noqa: S608  (names of columns)
            async with source.stream(query) as found:
                async for batch in found.partitions(AT_ONCE):
                    copy.executemany(
                        f'INSERT INTO "{table}" ({listed}) VALUES ({marks})',  # noqa: S608
                        [tuple(map(_plain, row)) for row in batch],
                    )
                    rows[table] += len(batch)
    return rows


def _plain(value: Any) -> str | int | float | bytes | None:
    """Return a value as SQLite keeps it, in the form in which SQLAlchemy writes it there."""
    match value:
        case datetime():
            moment = value.astimezone(UTC).replace(tzinfo=None)
            return moment.isoformat(sep=" ", timespec="microseconds")
        case time():
            return value.isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case bool():
            return int(value)
        case None | str() | int() | float() | bytes():
            return value
        case _:
            message = f"a value of type {type(value).__name__} has no place in a backup"
            raise TypeError(message)


def light(table: sa.Table) -> sa.TableClause:
    """Return a table by which rows are read and written as they are: nothing is decrypted."""
    return sa.table(table.name, *(sa.column(c.name, _light(c.type)) for c in table.columns))


def _light(type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    return sa.Text() if isinstance(type_, Encrypted | sa.Enum) else type_


def tables() -> Iterable[sa.Table]:
    """Return every table, each after those that its rows belong to."""
    return SQLModel.metadata.sorted_tables


async def pour(source: Path, target: AsyncConnection) -> Rows:
    """Copy all rows of a SQLite file at head into the empty tables of a PostgreSQL database.

    It happens in the transaction of `target`; the tables go on numbering where the file ended.
    Returns the rows that each table has now.
    """
    rows: dict[str, int] = {}
    engine = sa.create_engine(f"sqlite:///{source}", hide_parameters=True)
    with engine.connect() as opened:
        for table in tables():
            as_is = light(table)
            found = opened.execute(sa.select(as_is)).mappings()
            for batch in found.partitions(AT_ONCE):
                await target.execute(sa.insert(as_is), [dict(row) for row in batch])
            count = sa.select(sa.func.count()).select_from(as_is)
            rows[table.name] = (await target.execute(count)).scalar_one()
            if "id" in table.columns and rows[table.name]:
                sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")
                highest = sa.select(sa.func.max(as_is.c.id)).scalar_subquery()
                await target.execute(sa.select(sa.func.setval(sequence, highest)))
    engine.dispose()
    return rows
