import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from reminder.bot.proxies import Proxies
from reminder.bot.transport import (
    MaybeSent,
    NotSent,
    ServerFault,
    Timeouts,
    Transport,
    _body,
    cause,
    fields,
)
from reminder.errors import ConfigurationError
from tests.bot.servers import body, free_port, http_server, raw_server, refusal

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
SENT = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}}


def ours(**timeouts: float | None) -> Transport:
    """Return our transport with one slot."""
    return Transport(connections=1, timeouts=Timeouts(**timeouts))


def stock(pool: float = 1.0, read: float = 5.0, connect: float = 5.0) -> HTTPXRequest:
    """Return the library's own transport with one slot."""
    return HTTPXRequest(1, read_timeout=read, connect_timeout=connect, pool_timeout=pool)


@pytest.fixture(params=[ours, stock], ids=["ours", "stock"])
def build(request: pytest.FixtureRequest) -> Callable[..., BaseRequest]:
    """Both transports: what holds for the library's own must hold for ours."""
    made: Callable[..., BaseRequest] = request.param
    return made


@pytest.fixture
async def transport(build: Callable[..., BaseRequest]) -> AsyncIterator[BaseRequest]:
    """One of the transports, open."""
    async with build() as opened:
        yield opened


def bot(url: str, transport: BaseRequest) -> Bot:
    """Return a bot whose requests go through a transport."""
    return Bot(TOKEN, f"{url}/bot", f"{url}/file/bot", request=transport)


def surely_not_sent(error: TelegramError) -> bool:
    """Tell, of either transport's error, whether it rules out that the request was carried out."""
    reason = error.__cause__
    if isinstance(reason, NotSent | MaybeSent):
        return isinstance(reason, NotSent)
    assert isinstance(reason, httpx.HTTPError)
    return isinstance(reason, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


async def test_parameters_arrive_as_a_form(transport: BaseRequest) -> None:
    """Text in any script and nested values reach the server unharmed."""
    seen: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.Response:
        seen.update(await request.post())
        seen["path"] = request.path
        seen["agent"] = request.headers["User-Agent"]
        return body(SENT)

    async with http_server(answer) as url:
        message = await bot(url, transport).send_message(5, "Привет & <b>+100%</b>")
    assert message.message_id == 7
    assert seen["text"] == "Привет & <b>+100%</b>"
    assert seen["chat_id"] == "5"
    assert seen["path"] == f"/bot{TOKEN}/sendMessage"
    assert "python-telegram-bot" in seen["agent"]


@given(st.dictionaries(st.text("abc_", min_size=1), st.text()))
def test_a_form_says_what_it_was_given(values: dict[str, str]) -> None:
    """Whatever people write: it is read back as it was by those who did not write it."""
    written, headers = _body(fields(values))
    assert isinstance(written, bytes | None)
    assert dict(parse_qsl((written or b"").decode("ascii"), keep_blank_values=True)) == values
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"


async def test_files_arrive_as_multipart(transport: BaseRequest) -> None:
    """An upload keeps its bytes, its name in any script and its type, beside the parameters."""
    seen: dict[str, Any] = {}

    async def answer(request: web.Request) -> web.Response:
        fields = await request.post()
        sent = fields["document"]
        assert isinstance(sent, web.FileField)
        seen.update(
            caption=fields["caption"],
            name=sent.filename,
            type=sent.content_type,
            bytes=sent.file.read(),
        )
        return body(SENT)

    async with http_server(answer) as url:
        await bot(url, transport).send_document(
            5, InputFile(b"\x00<html>\xff", "памятка.html"), caption="Ваш лист"
        )
    assert seen == {
        "caption": "Ваш лист",
        "name": "памятка.html",
        "type": "text/html",
        "bytes": b"\x00<html>\xff",
    }


async def test_files_are_fetched(transport: BaseRequest) -> None:
    """What Telegram stores can be read back."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=b"picture")

    async with http_server(answer) as url:
        assert await transport.retrieve(f"{url}/file/bot{TOKEN}/a.png") == b"picture"


@pytest.mark.parametrize(
    ("code", "words", "error"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (401, "Unauthorized", InvalidToken),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (404, "Not Found", InvalidToken),
    ],
)
async def test_refusals_are_the_librarys_errors(
    transport: BaseRequest, code: int, words: str, error: type[TelegramError]
) -> None:
    """What Telegram itself refuses is raised with Telegram's words."""

    async def answer(_request: web.Request) -> web.Response:
        return refusal(code, words)

    async with http_server(answer) as url:
        with pytest.raises(error) as caught:
            await bot(url, transport).send_message(5, "x")
    assert caught.value.message.lower() in words.lower()
    assert cause(caught.value) is None


async def test_a_429_says_how_long(transport: BaseRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flood control's wait comes through."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    async def answer(_request: web.Request) -> web.Response:
        return refusal(429, "Too Many Requests: retry after 17", retry_after=17)

    async with http_server(answer) as url:
        with pytest.raises(RetryAfter, match="0:00:17"):
            await bot(url, transport).send_message(5, "x")


async def test_a_refused_connection_is_surely_not_sent(transport: BaseRequest) -> None:
    """Where nobody listens nothing was delivered."""
    with pytest.raises(NetworkError) as caught:
        await bot(f"http://127.0.0.1:{free_port()}", transport).send_message(5, "x")
    assert surely_not_sent(caught.value)
    assert TOKEN not in str(caught.value)


async def test_an_unknown_name_is_surely_not_sent(transport: BaseRequest) -> None:
    """Where the name has no address nothing was delivered."""
    with pytest.raises(NetworkError) as caught:
        await bot("http://nowhere.invalid", transport).send_message(5, "x")
    assert surely_not_sent(caught.value)


async def test_a_connection_that_never_stands_is_surely_not_sent(
    build: Callable[..., BaseRequest],
) -> None:
    """Where the TLS handshake is not over in time nothing was delivered."""

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(silent) as url, build(connect=0.1) as transport:
        with pytest.raises(TimedOut) as caught:
            await bot(url.replace("http:", "https:"), transport).send_message(5, "x")
    assert surely_not_sent(caught.value)


async def test_no_free_slot_is_surely_not_sent(build: Callable[..., BaseRequest]) -> None:
    """A request that found no connection in time was not delivered, and the next one is."""
    arrived, leave = asyncio.Event(), asyncio.Event()

    async def answer(_request: web.Request) -> web.Response:
        arrived.set()
        await leave.wait()
        return body(SENT)

    async with http_server(answer) as url, build(pool=0.05) as transport:
        first = asyncio.create_task(bot(url, transport).send_message(5, "x"))
        await arrived.wait()
        with pytest.raises(TimedOut) as caught:
            await bot(url, transport).send_message(5, "x")
        assert surely_not_sent(caught.value)
        leave.set()
        await first
        await bot(url, transport).send_message(5, "x")


async def test_no_answer_in_time_is_unknown(build: Callable[..., BaseRequest]) -> None:
    """A server that takes the request and says nothing may have carried it out."""

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(silent) as url, build(read=0.05) as transport:
        with pytest.raises(TimedOut) as caught:
            await bot(url, transport).send_message(5, "x")
    assert not surely_not_sent(caught.value)


async def test_a_read_timeout_of_the_call_counts_before_the_usual_one(
    transport: BaseRequest,
) -> None:
    """Each call may set its own timeouts."""

    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with raw_server(silent) as url:
        with pytest.raises(TimedOut):
            await bot(url, transport).send_message(5, "x", read_timeout=0.05)


@pytest.mark.parametrize("reset", [True, False], ids=["reset", "closed"])
async def test_a_connection_lost_after_the_request_is_unknown(
    transport: BaseRequest, reset: bool
) -> None:
    """A reset or a close before the answer leaves open whether it was carried out."""

    async def lose(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if reset:
            lost: socket.socket = writer.get_extra_info("socket")
            lost.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    async with raw_server(lose) as url:
        with pytest.raises(NetworkError) as caught:
            await bot(url, transport).send_message(5, "x")
    assert not surely_not_sent(caught.value)


async def test_half_an_answer_is_unknown(transport: BaseRequest) -> None:
    """An answer that breaks off leaves open whether the request was carried out."""

    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
        await writer.drain()

    async with raw_server(half) as url:
        with pytest.raises(NetworkError) as caught:
            await bot(url, transport).send_message(5, "x")
    assert not surely_not_sent(caught.value)


async def test_it_opens_again_after_it_was_closed(build: Callable[..., BaseRequest]) -> None:
    """Closing twice is harmless, and a closed transport can be opened anew."""

    async def answer(_request: web.Request) -> web.Response:
        return body(SENT)

    transport = build()
    async with http_server(answer) as url:
        async with transport:
            await transport.initialize()
            await bot(url, transport).send_message(5, "x")
        await transport.shutdown()
        async with transport:
            await bot(url, transport).send_message(5, "x")


async def test_a_cancelled_request_gives_its_slot_back(transport: BaseRequest) -> None:
    """Cancelling what hangs leaves the only slot free for the next."""
    arrived = asyncio.Event()
    hangs = True

    async def answer(_request: web.Request) -> web.Response:
        if hangs:
            arrived.set()
            await asyncio.Event().wait()
        return body(SENT)

    async with http_server(answer) as url:
        first = asyncio.create_task(bot(url, transport).send_message(5, "x"))
        await arrived.wait()
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        hangs = False
        await bot(url, transport).send_message(5, "x")


# What the stock transport cannot tell.


async def test_a_request_that_cannot_be_handed_over_is_unknown() -> None:
    """A server that stops reading in the middle of an upload does not hold it for ever."""
    stop = asyncio.Event()

    async def choke(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await stop.wait()

    async with raw_server(choke) as url, ours(media_write=0.1, read=0.1) as transport:
        with pytest.raises(TimedOut) as caught:
            async with asyncio.timeout(5):
                await bot(url, transport).send_document(5, InputFile(bytes(20_000_000), "a.bin"))
        stop.set()
    assert isinstance(cause(caught.value), MaybeSent)


async def test_without_timeouts_it_waits_as_long_as_it_takes() -> None:
    """None is for ever, in every phase."""

    async def answer(_request: web.Request) -> web.Response:
        return body(SENT)

    forever = ours(pool=None, connect=None, write=None, read=None)
    async with http_server(answer) as url, forever as transport:
        assert (await bot(url, transport).send_message(5, "x")).message_id == 7


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
async def test_a_server_fault_keeps_its_status(status: int) -> None:
    """Of a 5xx, whoever answered it, the status is known and nothing of the body is."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, text="<html>private words</html>")

    async with http_server(answer) as url, ours() as transport:
        with pytest.raises(NetworkError) as caught:
            await bot(url, transport).send_message(5, "x")
    reason = cause(caught.value)
    assert isinstance(reason, ServerFault)
    assert reason.status == status
    assert "private" not in str(caught.value)


@pytest.mark.parametrize("status", [302, 400, 403, 404, 405, 407])
async def test_an_answer_that_is_not_telegrams_is_surely_not_sent(status: int) -> None:
    """A proxy's or a hotel's own page says nothing about a patient, and reached nobody."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(
            status=status, text="<html>private</html>", headers={"Location": "/login"}
        )

    async with http_server(answer) as url, ours() as transport:
        with pytest.raises(NetworkError) as caught:
            await bot(url, transport).send_message(5, "x")
    assert type(caught.value) is NetworkError
    assert isinstance(cause(caught.value), NotSent)
    assert "private" not in str(caught.value)


async def test_other_answers_on_the_way_are_sorted() -> None:
    """Too large is the message's fault, 408 is unknown, a 429 without a time has a usual one."""
    status = 0

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(status=status, text="nginx")

    async with http_server(answer) as url, ours() as transport:
        status = 413
        with pytest.raises(BadRequest):
            await bot(url, transport).send_message(5, "x")
        status = 408
        with pytest.raises(TimedOut) as caught:
            await bot(url, transport).send_message(5, "x")
        assert isinstance(cause(caught.value), MaybeSent)
        status = 429
        with pytest.raises(RetryAfter, match="0:00:05"):
            await bot(url, transport).send_message(5, "x")


@pytest.mark.parametrize("words", ["<html>private</html>", "[]", '{"ok": true}', "{}"])
async def test_a_success_that_cannot_be_read_is_unknown(
    words: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A 200 with anything but a result may have been carried out; its words are not logged."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=words)

    async with http_server(answer) as url, ours() as transport:
        with pytest.raises(NetworkError) as caught:
            await bot(url, transport).send_message(5, "x")
    assert isinstance(cause(caught.value), MaybeSent)
    assert "private" not in caplog.text


async def test_a_closed_transport_sends_nothing() -> None:
    """After the end nothing goes out any more."""
    transport = ours()
    with pytest.raises(NetworkError) as caught:
        await bot("http://127.0.0.1:1", transport).send_message(5, "x")
    assert isinstance(cause(caught.value), NotSent)
    assert transport.read_timeout == 10.0


async def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a company's firewall requests go through the proxy that the environment names."""
    hosts = []

    async def answer(request: web.Request) -> web.Response:
        hosts.append(request.host)
        return body(SENT)

    async with http_server(answer) as proxy:
        monkeypatch.setenv("http_proxy", proxy.removeprefix("http://"))
        monkeypatch.setenv("no_proxy", "direct.example")
        async with ours() as transport:
            await bot("http://telegram.example", transport).send_message(5, "x")
            proxies = Proxies()
            assert proxies.of("http://direct.example/x") is None
            assert proxies.of("http://127.0.0.1:8081/x") is None
            assert proxies.of("http://localhost/x") is None
    assert hosts == ["telegram.example"]


def test_a_proxy_of_another_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOCKS proxy is an error that names the variable, not a silent detour."""
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(ConfigurationError, match="HTTPS_PROXY"):
        Proxies().of("https://api.telegram.org/x")
