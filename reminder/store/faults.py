"""Whose fault an error is: the database's, which comes back, or that of what was asked of it."""

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as DatabaseTimeout

_ITS_OWN = (
    OperationalError,
    InterfaceError,
    DatabaseTimeout,
    OSError,
    # As they come, and not as SQLAlchemy passes them on: nobody could connect.
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
)


def is_of_the_database(fault: BaseException) -> bool:
    """Whether the database is at fault (locked, full, restarted, gone): the same will go well once
    it is there again.

    A connection that breaks in the middle has an error of its own kind.
    """
    if isinstance(fault, DBAPIError) and fault.connection_invalidated:
        return True
    return isinstance(fault, _ITS_OWN)
