"""No request, however it is made, gets a fault, an endless wait or a secret for an answer."""

import asyncio
import json
import os
import re
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.demo.api import METHODS as BOT_METHODS
from reminder.demo.stand_in import StandIn
from reminder.demonstration import TOKEN, USERNAME
from reminder.web.webhook import LONGEST, SECRET_HEADER, path_of
from tests.storm.knocks import (
    METHODS,
    MOMENT,
    TYPES,
    Answer,
    Body,
    Knock,
    ask,
    bodies,
    broken,
    encoded,
    headers,
    json_values,
)
from tests.storm.siege import SECRETS, besieged
from tests.storm.test_siege import written

__all__ = ["written"]

# aiohttp leaves open what it has of a file of a form that breaks off.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
GUESSES = int(os.environ.get("STORM_GUESSES", "150"))
SECRET = "the-secret-of-the-tests-alone"
WEBHOOK = path_of(SECRET)
CANARY = "Kanarienvogel"
PAGES = ("/healthz", "/readyz", "/metrics")
HIDDEN = (TOKEN.split(":")[1], SECRET, WEBHOOK.rpartition("/")[2], *SECRETS)
thoroughly = settings(max_examples=GUESSES, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class House:
    """Something that serves HTTP, in a loop that runs while it is asked."""

    port: int
    run: Callable[[Coroutine[Any, Any, Answer]], Answer]

    def answers(self, raw: bytes, moment: float | None = None) -> Answer:
        """Ask, and demand what holds for every answer."""
        answer = self.run(ask(self.port, raw, moment))
        assert answer.status is None or answer.status < 500, answer.raw[:500]
        return answer


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def service(tmp_path: Path, sqlite_url: str) -> Iterator[House]:
    """The whole service behind a webhook, with patients; at the end it still answers reception."""
    port = free_port()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        clinic = besieged(
            tmp_path,
            sqlite_url,
            1,
            web_port=port,
            webhook_url=f"http://127.0.0.1:{port}",
            webhook_secret=SECRET,
        )
        scene = runner.run(stack.enter_async_context(clinic))
        try:
            yield House(port, runner.run)
            heard = len(scene.rita.received())
            runner.run(scene.rita.write("/day"))
            runner.run(scene.telegram.wait_for(lambda: len(scene.rita.received()) > heard, 60))
        finally:
            runner.run(stack.aclose())


@pytest.fixture
def stand_in() -> Iterator[House]:
    """The Telegram stand-in of the demo, with two people on its page."""
    with asyncio.Runner() as runner:
        telegram = StandIn()
        telegram.add_bot(TOKEN, USERNAME)
        for name in ("Anna", "Rita"):
            telegram.add_person(name).chat().started = True
        runner.run(telegram.start())
        try:
            yield House(int(telegram.url.rpartition(":")[2]), runner.run)
        finally:
            runner.run(telegram.close())


LIKE_WEBHOOK = re.compile(r"/telegram/[^/]+")
"""Paths that look like a webhook's."""


def unknown_paths(*known: str) -> st.SearchStrategy[str]:
    """Paths on which nothing is served, some of them close to one on which something is."""
    texts = st.text(max_size=20).map(lambda text: "/" + quote(text, safe="/.:;=@+"))
    close = st.builds(
        lambda path, more: path + more,
        st.sampled_from(known),
        st.sampled_from(("/", "x", "/x", ".")),
    )
    turned = st.sampled_from(known).map(str.upper)
    return (texts | close | turned).filter(lambda path: path not in known and "//" not in path)


def queries() -> st.SearchStrategy[str]:
    """What may follow a path."""
    return st.just("") | st.text(max_size=20).map(lambda text: "?" + quote(text, safe="=&+"))


def _meant(body: bytes | None) -> bool:
    """Whether a body is an update that can be stored."""
    try:
        update = json.loads(body or b"")
    except (ValueError, RecursionError):
        return False
    number = update.get("update_id") if isinstance(update, dict) else None
    return type(number) is int and 0 <= number < 2**63


def test_every_page_has_its_answer(service: House) -> None:
    """Monitors' pages are read and not written to; what nobody serves is 404."""

    @thoroughly
    @given(
        st.sampled_from(METHODS),
        st.sampled_from(PAGES) | unknown_paths(*PAGES, WEBHOOK),
        queries(),
        headers(),
        st.binary(max_size=40),
    )
    def answered(
        method: str, path: str, query: str, more: tuple[tuple[str, str], ...], body: bytes
    ) -> None:
        knock = Knock(method, path + query, more, sent=body)
        if path in PAGES:
            status = 200 if method in {"GET", "HEAD"} else 405
        else:
            # Whether a webhook is behind such a path or not, only a post is taken there.
            status = 405 if LIKE_WEBHOOK.fullmatch(path) and method != "POST" else 404
        answer = service.answers(knock.raw())
        assert answer.status == status, answer.raw[:300]
        assert not [one for one in HIDDEN if one.encode() in answer.raw]

    answered()


def test_the_webhook_takes_updates_and_nothing_else(service: House, written: StringIO) -> None:
    """Wrong method 405, wrong secret 403, wrong type 415, too much 413, no update 400."""
    updates = st.fixed_dictionaries(
        {"update_id": st.integers(0, 2**63 - 1)},
        optional={"message": json_values(), "x": json_values(), "note": st.just(CANARY)},
    )
    secrets = st.sampled_from((SECRET, SECRET, SECRET, None, "", "wrong", SECRET + "x", "\u00e9"))

    @thoroughly
    @given(
        st.sampled_from(("POST",) * 6 + METHODS),
        secrets,
        st.sampled_from((TYPES[0],) * 6 + TYPES),
        encoded(bodies(updates, LONGEST)),
        headers(),
        st.booleans(),
        st.booleans(),
    )
    def answered(
        method: str,
        secret: str | None,
        content_type: str,
        body: Body,
        more: tuple[tuple[str, str], ...],
        in_chunks: bool,
        expects: bool,
    ) -> None:
        given = () if secret is None else ((SECRET_HEADER, secret),)
        knock = Knock(
            method,
            WEBHOOK,
            (*given, *more),
            content_type,
            body.sent,
            body.encoding,
            in_chunks,
            expects,
        )
        if method != "POST":
            status = 405
        elif secret != SECRET:
            status = 403
        elif not content_type.startswith("application/json"):
            status = 415
        elif max(len(body.sent), len(body.plain or b"")) > LONGEST:
            status = 413
        else:
            status = 200 if _meant(body.plain) else 400
        logged = written.tell()
        answer = service.answers(knock.raw())
        assert answer.status == status, answer.raw[:300]
        seen = answer.raw + written.getvalue()[logged:].encode(errors="replace")
        assert not [one for one in (*HIDDEN, CANARY) if one.encode() in seen], seen[-2000:]

    answered()


def test_what_is_no_request_harms_nobody(service: House, written: StringIO) -> None:
    """Half requests, doubled lengths, lying chunks: refused or hung up on, and no fault of ours."""
    update = json.dumps({"update_id": 1, "message": {"text": CANARY}}).encode()
    post = Knock("POST", WEBHOOK, ((SECRET_HEADER, SECRET),), TYPES[0], update)
    chunked = Knock("POST", WEBHOOK, ((SECRET_HEADER, SECRET),), TYPES[0], update, in_chunks=True)
    sound = [post.raw(), chunked.raw(), Knock("GET", "/healthz").raw()]

    @thoroughly
    @given(broken(sound))
    def answered(raw: bytes) -> None:
        logged = written.tell()
        service.answers(raw, MOMENT)
        seen = written.getvalue()[logged:]
        assert not [one for one in (*HIDDEN, CANARY) if one in seen], seen
        assert service.answers(Knock("GET", "/healthz").raw()).status == 200

    answered()


PARAMETERS = (
    "chat_id", "text", "message_id", "reply_markup", "parse_mode", "entities", "caption", "media",
    "document", "photo", "callback_query_id", "show_alert", "commands", "scope", "language_code",
    "offset", "limit", "allowed_updates", "url", "secret_token", "max_connections", "file_id",
    "disable_notification", "reply_parameters", "link_preview_options", "action",
)  # fmt: skip
MARKUP = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}
CONTROLS = (
    "bots", "people", "people/Anna/open", "people/Anna/write", "people/Anna/press",
    "people/Anna/edit", "people/Anna/photo", "people/Anna/block", "people/Anna/unblock",
    "people/1/write", "people/Nobody/write", "faults", "faults/release", "limits", "suggestions",
    "page", "clock/next", "clock/advance",
)  # fmt: skip
FIELDS = (
    "text", "data", "button", "message_id", "link", "caption", "bot", "token", "username",
    "first_name", "last_name", "id", "language_code", "fault", "method", "times", "chat_id",
    "enabled", "patients", "title", "zone", "hours", "days",
)  # fmt: skip


def _objects(names: tuple[str, ...], likely: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    values = st.sampled_from(likely) | json_values()
    return st.dictionaries(st.sampled_from(names), values, max_size=6) | json_values()


def test_the_stand_in_refuses_as_telegram_does(stand_in: House) -> None:
    """Whatever a bot asks for, in whatever form, it is told in JSON whether it was done."""
    likely = (1, 2, "1", "x", "<b>x</b>", "<b>", MARKUP, [MARKUP], "HTML", True, "attach://x", -1)
    # A poll that waits is no hang.
    methods = st.sampled_from((*BOT_METHODS, "setWebhook", "getWebhookInfo", "noSuchMethod"))

    @thoroughly
    @given(
        st.sampled_from(("POST",) * 4 + METHODS),
        methods,
        st.sampled_from((TOKEN, TOKEN, TOKEN, "1:x", "x", "%00")),
        st.sampled_from((TYPES[0],) * 4 + TYPES),
        encoded(_objects(PARAMETERS, likely).map(lambda given: json.dumps(given).encode())),
        queries(),
    )
    def answered(
        method: str,
        name: str,
        token: str,
        content_type: str,
        body: Body,
        query: str,
    ) -> None:
        path = f"/bot{token}/{name}{query}"
        answer = stand_in.answers(
            Knock(method, path, (), content_type, body.sent, body.encoding).raw()
        )
        assert answer.status is not None
        if method != "HEAD":
            said = json.loads(answer.raw.partition(b"\r\n\r\n")[2])
            assert said["ok"] is (answer.status == 200), said

    answered()


def test_the_demo_s_controls_refuse_what_they_cannot_do(stand_in: House) -> None:
    """Whatever the page or a test orders: done, or refused in words; and the page still opens."""
    likely: tuple[Any, ...] = (
        1,
        0,
        -1,
        "x",
        "STOP",
        "Anna",
        USERNAME,
        1e308,
        float("inf"),
        True,
        [],
        {},
        "reset",
    )

    @thoroughly
    @given(
        st.sampled_from(("POST",) * 6 + METHODS),
        st.sampled_from(CONTROLS) | unknown_paths("/x").map(lambda path: path[1:]),
        st.sampled_from((TYPES[0],) * 6 + TYPES),
        encoded(_objects(FIELDS, likely).map(lambda given: json.dumps(given).encode())),
    )
    def answered(method: str, name: str, content_type: str, body: Body) -> None:
        path = f"/control/{name}"
        answer = stand_in.answers(
            Knock(method, path, (), content_type, body.sent, body.encoding).raw()
        )
        assert answer.status is not None
        for page in ("/", "/control/state", "/control/people", "/control/calls", "/control/clock"):
            assert stand_in.answers(Knock("GET", page).raw()).status == 200, page

    answered()


def test_broken_requests_do_not_stop_the_stand_in(stand_in: House) -> None:
    """The demo outlives them as well."""
    send = Knock("POST", f"/bot{TOKEN}/sendMessage", (), TYPES[0], b'{"chat_id": 1, "text": "x"}')
    part = b'Content-Disposition: form-data; name="photo"; filename="a"'
    multipart = b"--x\r\n" + part + b"\r\n\r\nx\r\n--x--"
    kind = "multipart/form-data; boundary=x"
    form = Knock("POST", f"/bot{TOKEN}/sendPhoto", (), kind, multipart)

    @thoroughly
    @given(broken([send.raw(), form.raw()]))
    def answered(raw: bytes) -> None:
        stand_in.answers(raw, MOMENT)
        assert stand_in.answers(Knock("GET", "/").raw()).status == 200

    answered()
