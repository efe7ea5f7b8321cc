import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from telegram import Bot
from telegram.error import BadRequest

from reminder.errors import AlreadyRunning
from reminder.logs import GONE, Redactor, configure, frames, hide

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
ODD = "77:short-one"
PASSWORD = "swordfish/1"
WORDS = "Anna K, 5550123, it burns"
CANARIES = [TOKEN, TOKEN.split(":")[1], ODD, ODD.split(":")[1], PASSWORD, "swordfish", WORDS]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """Leave logging as it was found."""
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(False)
    logging.raiseExceptions = True
    root.handlers[:], (sys.excepthook, threading.excepthook) = handlers, hooks
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(params=["console", "json"])
def log_format(request: pytest.FixtureRequest) -> Literal["console", "json"]:
    """Both formats."""
    chosen: Literal["console", "json"] = request.param
    return chosen


@pytest.fixture
def lines(log_format: Literal["console", "json"]) -> io.StringIO:
    """What is logged, with the token of an odd shape and a password as secrets."""
    stream = io.StringIO()
    configure(log_format, secrets=[ODD, PASSWORD], stream=stream)
    return stream


def assert_clean(text: str) -> None:
    """No canary is in the text."""
    assert [canary for canary in CANARIES if canary in text] == []


def raise_words() -> None:
    """Raise as Telegram's library does, with words of a chat in the message."""
    try:
        raise BadRequest(f"can't parse: {WORDS}")
    except BadRequest as error:
        raise RuntimeError(f"{WORDS} {TOKEN}") from error


def test_our_lines_say_what_was_done(lines: io.StringIO, log_format: str) -> None:
    """A line has its time, level, event and values; JSON lines are JSON."""
    structlog.get_logger().warning("went on", action="send", reminder_id=7, ids=(1, 2))
    shown = lines.getvalue()
    if log_format == "json":
        line = json.loads(shown)
        assert line["action"] == "send"
        assert (line["event"], line["level"], line["ids"]) == ("went on", "warning", [1, 2])
        assert line["timestamp"].endswith("Z")
    assert "went on" in shown
    assert "reminder_id" in shown


def test_secrets_are_taken_out_wherever_they_stand(lines: io.StringIO) -> None:
    """Tokens in texts, values, keys' values, addresses and lists never reach the stream."""
    log = structlog.get_logger()
    log.info(f"calling https://api.telegram.org/bot{TOKEN}/sendMessage", token=TOKEN)
    log.info("odd", url=f"http://127.0.0.1/bot{ODD}/getMe", values=[ODD, {"a": PASSWORD}])
    log.info("quoted", a="swordfish%2F1", b=TOKEN.replace(":", "%3A"), c=ODD.split(":")[1])
    log.info("file", url=f"/file/bot{TOKEN}/photos/1.png")
    logging.getLogger("anything").warning("template with " + TOKEN)
    shown = lines.getvalue()
    assert_clean(shown)
    assert GONE in shown
    assert "sendMessage" in shown
    assert "photos/1.png" in shown


@pytest.mark.parametrize("secret", ['qu"ote', "back\\slash", "пароль", "a b/c"])
def test_secrets_are_known_however_they_are_written(secret: str, log_format: str) -> None:
    """A password with odd letters is taken out of JSON lines and addresses as well."""
    stream = io.StringIO()
    configure("json" if log_format == "json" else "console", secrets=[secret], stream=stream)
    structlog.get_logger().info("x", value=f"<{secret}>")
    assert GONE in stream.getvalue()
    assert secret not in stream.getvalue()


def test_unknown_tokens_in_addresses_are_taken_out() -> None:
    """What stands where the token stands in an address goes, whatever its shape."""
    redactor = Redactor()
    assert redactor.clean("GET /bot42:x/getMe HTTP/1.1") == f"GET /bot{GONE}/getMe HTTP/1.1"
    assert redactor.clean("see reminder/bot/gateway.py") == "see reminder/bot/gateway.py"
    assert redactor.clean("at 12:30 in room 4") == "at 12:30 in room 4"


def test_exceptions_are_shown_by_type_and_place(lines: io.StringIO) -> None:
    """A traceback has the frames and types of the whole chain, and nobody's words."""
    try:
        raise_words()
    except RuntimeError as error:
        structlog.get_logger().exception("failed", action="send", error=error)
        logging.getLogger("library").exception("failed with %s", WORDS)
        logging.getLogger("library").error("failed", exc_info=error)
    shown = lines.getvalue()
    assert_clean(shown)
    assert shown.count("telegram.error.BadRequest") == 3
    assert shown.count("builtins.RuntimeError") >= 3
    assert "in raise_words" in shown


def test_our_own_errors_keep_their_message(lines: io.StringIO) -> None:
    """What we word ourselves is shown, because it says the way out."""
    structlog.get_logger().error("stopped", action="start", error=AlreadyRunning())
    assert "Another process serves this data folder" in lines.getvalue()


def test_groups_and_loops_of_exceptions_are_shown() -> None:
    """Each exception of a group is shown; a chain that bites its tail ends."""
    inner = ValueError(WORDS)
    inner.__cause__ = KeyError(WORDS)
    inner.__cause__.__cause__ = inner
    shown = frames(ExceptionGroup(WORDS, [inner]))
    assert_clean(shown)
    assert shown.splitlines() == [
        "builtins.ExceptionGroup",
        "builtins.KeyError",
        "builtins.ValueError",
    ]
    hidden = ValueError("x")
    hidden.__context__ = KeyError("y")
    hidden.__suppress_context__ = True
    assert frames(hidden) == "builtins.ValueError"


def test_libraries_are_shown_by_their_template(lines: io.StringIO) -> None:
    """What a library fills in may be a chat's words, so its template is shown instead."""
    logging.getLogger("telegram.ext").error("No handler for %s", WORDS)
    logging.getLogger("alembic").info("Running upgrade %s -> %s", WORDS, "b")
    shown = lines.getvalue()
    assert_clean(shown)
    assert "No handler for %s" in shown
    assert "Running upgrade %s -> %s" in shown


def test_talkative_libraries_are_kept_quiet(lines: io.StringIO) -> None:
    """The addresses that httpx logs, and the like, are not logged at all."""
    for name in ("httpx", "aiohttp.access", "telegram.Bot", "apscheduler.scheduler"):
        logging.getLogger(name).info("GET %s", f"/bot{TOKEN}/getMe")
    assert lines.getvalue() == ""


def test_database_values_are_never_shown(lines: io.StringIO) -> None:
    """An integrity error shows neither its row nor its parameters, even quoted in a value."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.execute(text("CREATE TABLE p (n TEXT UNIQUE)"))
            insert = text("INSERT INTO p VALUES (:n)")
            connection.execute(insert, {"n": WORDS})
            with pytest.raises(IntegrityError) as caught:
                connection.execute(insert, {"n": WORDS})
    finally:
        engine.dispose()
    assert WORDS in str(caught.value)
    structlog.get_logger().error("failed", exc_info=caught.value)
    structlog.get_logger().error("failed", words=str(caught.value))
    structlog.get_logger().error(str(caught.value))
    shown = lines.getvalue()
    assert_clean(shown)
    assert "sqlalchemy.exc.IntegrityError" in shown


async def test_a_forgotten_coroutines_failure_is_clean(lines: io.StringIO) -> None:
    """Asyncio writes the exception into its line; only the first part of it is shown."""

    async def fail() -> None:
        raise_words()

    loop = asyncio.get_running_loop()
    forgotten = asyncio.ensure_future(fail())
    await asyncio.wait([forgotten])
    loop.call_exception_handler(
        {
            "message": "Task exception was never retrieved",
            "exception": forgotten.exception(),
            "future": forgotten,
        }
    )
    shown = lines.getvalue()
    assert_clean(shown)
    assert "Task exception was never retrieved" in shown
    assert "in raise_words" in shown


def test_warnings_are_shown_by_place_and_kind(lines: io.StringIO) -> None:
    """A library's warning says where and of what kind, not about what."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(f"about {WORDS}", UserWarning, stacklevel=1)
    logging.getLogger("py.warnings").warning("%s", WORDS)
    shown = lines.getvalue()
    assert_clean(shown)
    assert "UserWarning" in shown
    assert "test_logs.py" in shown
    assert "a warning" in shown


def test_other_objects_are_shown_by_type(lines: io.StringIO) -> None:
    """A bot, whose own text holds the token, is shown as a bot."""
    structlog.get_logger().info("made", bot=Bot(TOKEN), nothing=None, wait=None)
    assert_clean(lines.getvalue())
    assert "<Bot>" in lines.getvalue()


def test_the_last_words_of_a_crash_are_clean(lines: io.StringIO) -> None:
    """What ends the process, or a thread, is logged like everything else."""
    try:
        raise_words()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=raise_words)
    thread.start()
    thread.join()
    shown = lines.getvalue()
    assert_clean(shown)
    assert "the process ends" in shown
    assert "a thread ends" in shown
    assert shown.count("in raise_words") == 4


def test_a_line_that_cannot_be_filled_in_prints_no_arguments(
    lines: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """Logging prints its own mistakes with the arguments; here it does not."""
    template, filled_in = "%d of %d", (WORDS,)
    logging.getLogger("library").warning(template, *filled_in)
    assert template in lines.getvalue()
    assert_clean(lines.getvalue() + capsys.readouterr().err)


def test_a_secret_that_is_learnt_later_is_hidden_from_then_on(lines: io.StringIO) -> None:
    """A clinic's token comes out of the database, long after the logs have begun."""
    hide("88:learnt-later")
    structlog.get_logger().warning("a token", action="x", words="88:learnt-later, learnt-later")
    assert "learnt-later" not in lines.getvalue()
    assert GONE in lines.getvalue()
    assert_clean(lines.getvalue())
