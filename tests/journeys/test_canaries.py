"""Nothing that anybody is called, writes or keeps secret reaches a log, whatever goes wrong, nor
stands in the database in clear.
"""

import logging
import re
import sys
import threading
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text, update
from sqlmodel import SQLModel

from reminder import logs
from reminder.demonstration import TOKEN
from reminder.outgoing import Outgoing
from reminder.practice.outbox import Chat, queue
from reminder.store.database import Store
from reminder.store.tables import Course, InboxState, InboxUpdate
from tests.journeys.conftest import Begin

CANARIES = ("Zebrafisch", "Quokka", "xyzzy", "9988776655", TOKEN.split(":")[1])
"""A noted name, a name on Telegram, a text, a chat id, and the half of the token that counts."""


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the service logs as `reminder run` would, but with every line of every library."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, logging.raiseExceptions
    crash, thread_crash = sys.excepthook, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    stream = StringIO()
    logs.configure("console", secrets=[TOKEN], stream=stream, level=logging.DEBUG)
    for name in levels:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = hook
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook = crash, thread_crash
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.reset_defaults()


async def test_a_whole_journey_with_faults_leaves_no_trace_in_the_logs(
    begin: Begin, written: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    """Enrolled, joined, asked, complained, faults provoked, blocked: ids and actions alone."""
    scene = await begin("2026-09-17 14:40")
    await scene.claim()
    quokka = scene.stand_in.add_person("Quokka", language_code="en", id=9988776655)
    await scene.join(quokka, await scene.enrol("/enrol Zebrafisch; oxygen; today 14:30; 1/9"))
    await quokka.write("please stop, it hurts, xyzzy")
    await scene.hears(quokka, "Would you like to stop", button="Keep them")
    store, practice = scene.service.store, scene.service.branch.practice
    async with store.writing() as db:
        await db.exec(update(Course).values(protocol_version=404))
        broken = Outgoing("<b>Zebrafisch xyzzy")
        to = Chat(quokka.id)
        await queue(db, practice, broken, to=to, now=scene.clock.now(), purpose="test")
    await quokka.press("Keep them")
    await quokka.write("/today")
    await scene.settle()
    await scene.until_local("2026-09-18 12:00")
    await quokka.block()
    await scene.settle()
    for part in (scene.service, scene.settings, practice, practice.keyring, store):
        assert not [canary for canary in CANARIES if canary in repr(part)]
    await scene.service.stop()
    printed = capfd.readouterr()
    everything = written.getvalue() + printed.out + printed.err
    assert "could not be put together" in everything
    assert "action=handle_update" in everything
    assert not [canary for canary in CANARIES if canary in everything]


def raw_files(folder: Path) -> bytes:
    """Every byte of the data folder but the keys: the database, its log, whatever else lies there.

    Base64 is read too: what is not encrypted must not hide in it.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "keys"]
    assert any(path.suffix == ".db" for path in files)
    content = b"\n".join(path.read_bytes() for path in files)
    hidden = [
        b64decode(found[: len(found) // 4 * 4], altchars=b"-_")
        for found in re.findall(rb"[A-Za-z0-9_-]{40,}", content)
        if not found.startswith(b"gAAAA")
    ]
    return b"\n".join([content, *hidden])


async def all_rows(store: Store) -> str:
    """Every column of every row as the database holds it, without decrypting anything."""
    found = []
    async with store.reading() as db:
        connection = await db.connection()
        for table in SQLModel.metadata.sorted_tables:
            name = connection.dialect.identifier_preparer.quote(table.name)
            rows = await connection.execute(text(f"SELECT * FROM {name}"))  # noqa: S608
            found += [f"{table.name} {dict(row)}" for row in rows.mappings().all()]
    assert len(found) > 20
    return "\n".join(found)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_the_database_holds_nothing_in_clear(
    begin: Begin, kind: str, request: pytest.FixtureRequest
) -> None:
    """After a journey whoever has the files, or a dump, finds no name, chat, text, link or token:
    not while it waits to be handled or sent either.
    """
    url = request.getfixturevalue("postgres_url") if kind == "postgres" else None
    scene = await begin("2026-09-17 14:40", url)
    await scene.claim()
    quokka = scene.stand_in.add_person("Quokka", language_code="en", id=9988776655)
    link = await scene.enrol("/enrol Zebrafisch; oxygen; today 14:30; 1/9")
    await scene.join(quokka, link)
    await scene.reception.write("/invite")
    await scene.hears(scene.reception, "A link for one new member")
    staff_link = await scene.link()
    await quokka.write("please stop, it hurts, xyzzy")
    await scene.hears(quokka, "Would you like to stop", button="Keep them")
    await scene.reception.write("/enrol Zebrafisch; oxygen")
    await quokka.write("/mydata")
    await scene.settle()
    store, practice, now = scene.service.store, scene.service.branch.practice, scene.clock.now()
    async with store.writing() as db:
        waits = Outgoing("<b>Zebrafisch xyzzy</b> 9988776655")
        later = now + timedelta(days=1)
        await queue(db, practice, waits, to=Chat(quokka.id), now=later, purpose="test")
        clinic = practice.clinic_id
        waiting = '{"message": {"text": "xyzzy", "from": {"first_name": "Quokka"}}}'
        db.add(
            InboxUpdate(
                clinic_id=clinic,
                update_id=999_999_999,
                chat_hash=practice.keyring.chat(quokka.id),
                payload=waiting,
                state=InboxState.SET_ASIDE,
                received_at=now,
            )
        )
    tokens = [one.partition("start=")[2] for one in (link, staff_link)]
    assert all(tokens)
    canaries = (*CANARIES, *tokens)
    rows = await all_rows(store)
    assert "oxygen-mesotherapy" in rows  # what is not encrypted is seen
    assert [canary for canary in canaries if canary in rows] == []
    if kind == "sqlite":
        data = scene.settings.data_dir
        assert any(path.name.endswith("-wal") for path in data.iterdir())
        content = raw_files(data)
        assert b"oxygen-mesotherapy" in content
        assert [canary for canary in canaries if canary.encode() in content] == []
        await scene.service.stop()
        content = raw_files(data)
        assert [canary for canary in canaries if canary.encode() in content] == []
