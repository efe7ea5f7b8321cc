"""Which errors say that the database is away, and which that it was asked for nonsense."""

import asyncpg
import pytest
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from reminder.store.faults import is_of_the_database

CAUSE = Exception("what the driver says")


@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("INSERT", {}, CAUSE),
        DBAPIError("INSERT", {}, CAUSE, connection_invalidated=True),
        PoolTimeout(),
        ConnectionRefusedError(),
        asyncpg.CannotConnectNowError("the database system is starting up"),
        asyncpg.TooManyConnectionsError("sorry"),
    ],
)
def test_what_goes_well_once_it_is_back(fault: Exception) -> None:
    """Locked, full, restarted, gone, or not up yet."""
    assert is_of_the_database(fault)


@pytest.mark.parametrize(
    "fault",
    [
        IntegrityError("INSERT", {}, CAUSE),
        DataError("INSERT", {}, CAUSE),
        DBAPIError("INSERT", {}, CAUSE),
        ValueError(),
    ],
)
def test_what_would_fail_again(fault: Exception) -> None:
    """What was asked for is at fault."""
    assert not is_of_the_database(fault)
