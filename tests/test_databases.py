from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.conftest import PostgresServer


async def _remember(url: str, word: str) -> list[str]:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as db:
            await db.execute(text("CREATE TABLE words (word VARCHAR(20) NOT NULL)"))
            await db.execute(text("INSERT INTO words VALUES (:word)"), {"word": word})
        async with engine.connect() as db:
            return list(await db.scalars(text("SELECT word FROM words")))
    finally:
        await engine.dispose()


async def test_keeps_what_is_written(database_url: str) -> None:
    """Either database gives back what was committed to it, Cyrillic included."""
    assert await _remember(database_url, "сауна") == ["сауна"]


async def test_begins_empty(database_url: str) -> None:
    """A test's database holds nothing of the test before: the same table can be made again."""
    assert await _remember(database_url, "makeup") == ["makeup"]


async def test_databases_are_apart(postgres_server: PostgresServer, postgres_url: str) -> None:
    """Two databases of one server do not see each other's tables."""
    postgres_server.execute("CREATE DATABASE beside TEMPLATE template0")
    try:
        assert await _remember(postgres_server.url("beside"), "solarium") == ["solarium"]
        assert await _remember(postgres_url, "peeling") == ["peeling"]
    finally:
        postgres_server.execute("DROP DATABASE beside WITH (FORCE)")


async def test_database_is_named_by_its_address(sqlite_url: str, postgres_url: str) -> None:
    """The addresses name the asynchronous drivers that the service uses."""
    assert sqlite_url.startswith("sqlite+aiosqlite:///")
    assert postgres_url.startswith("postgresql+asyncpg://")
