"""Nothing that anybody is called, writes or keeps secret reaches a log, whatever goes wrong."""

import logging
import sys
import threading
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from sqlalchemy import update

from reminder import logs
from reminder.demonstration import TOKEN
from reminder.outgoing import Outgoing
from reminder.practice.outbox import Chat, queue
from reminder.store.tables import Course
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
    store, practice = scene.service.store, scene.service.practice
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
