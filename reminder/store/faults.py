"""Whose fault an error is: the database's, which comes back, or that of what was asked of it."""

import sys

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as DatabaseTimeout

_ITS_OWN = (
    OperationalError,
    InterfaceError,
    DatabaseTimeout,
    OSError,
)


def is_of_the_database(fault: BaseException) -> bool:
    """Whether the database is at fault (locked, full, restarted, gone): the same will go well once
    it is there again.

    A connection that breaks in the middle has an error of its own kind.
    """
    if isinstance(fault, DBAPIError) and fault.connection_invalidated:
        return True
    return isinstance(fault, _ITS_OWN + _of_the_driver())


def _of_the_driver() -> tuple[type[BaseException], ...]:
    """Return PostgreSQL's own errors, as they come where nobody could connect. Where its driver has
    never been loaded, as on SQLite, there can be none.
    """
    asyncpg = sys.modules.get("asyncpg")
    return () if asyncpg is None else (asyncpg.PostgresError, asyncpg.InterfaceError)
