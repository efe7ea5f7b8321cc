"""How requests reach Telegram: python-telegram-bot's request interface on aiohttp.

Beside being fast with many requests in flight, it keeps apart what the dispatcher must know of a
request without an answer. It raises the library's own errors, and their `__cause__` is one of:

- `NotSent`: surely not carried out (no connection, no free slot, turned away on the way there);
- `MaybeSent`: a connection stood when it failed, so Telegram may have carried it out;
- `ServerFault`: an answer of the 500s, after which it may have been carried out as well.
"""

import asyncio
import io
import json
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import aiohttp
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter
from yarl import URL

from reminder.bot.gaps import mended_result, whole
from reminder.bot.proxies import Proxies
from reminder.bot.repertoire import Repertoire

FLOOD_WAIT_UNNAMED = 5
"""Seconds to wait after a 429 that does not say how long."""

_TELEGRAM_ANSWERS = frozenset({400, 401, 403, 404, 409, 429})
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NotSent(Exception):
    """The request was surely not carried out."""


class MaybeSent(Exception):
    """It cannot be told whether the request was carried out."""


class ServerFault(MaybeSent):
    """Telegram, or a server before it, answered with a status of the 500s."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"HTTP {status}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for each phase of a request; None is for ever.

    `pool`: for a free slot. `connect`: name, connection and TLS. `write` (`media_write` with
    files): to hand over the request. `read`: for the answer, and between its parts.
    """

    pool: float | None = 5.0
    connect: float | None = 5.0
    write: float | None = 10.0
    media_write: float | None = 30.0
    read: float | None = 10.0


class Transport(BaseRequest):
    """Sends the requests of a `telegram.Bot`; `connections` bounds how many are in flight.

    The proxy comes from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY), but for addresses of
    this machine. Redirects are not followed: a POST would become a GET.
    """

    __slots__ = ("_connections", "_proxies", "_repertoire", "_session", "_slots", "_timeouts")

    def __init__(self, connections: int = 128, timeouts: Timeouts | None = None) -> None:
        self._connections = connections
        self._timeouts = Timeouts() if timeouts is None else timeouts
        self._proxies = Proxies()
        self._repertoire = Repertoire()
        self._slots = asyncio.Semaphore(connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return the usual read timeout in seconds."""
        return self._timeouts.read

    def lacks(self, method: str) -> bool:
        """Tell whether the server has shown that it does not know this method."""
        return self._repertoire.lacks(method)

    async def initialize(self) -> None:
        """Open the pool of connections; opening it twice does nothing."""
        if self._session is not None:
            return
        self._slots = asyncio.Semaphore(self._connections)
        self._session = aiohttp.ClientSession(
            # The slots bound it; a second bound in here would count waiting as connecting.
            connector=_Connector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close all connections; what is still in flight fails as `MaybeSent`."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body of the answer. Timeouts are seconds, None for ever.

        Raises:
            NetworkError: (or TimedOut) caused by `NotSent` or `MaybeSent`.
            RetryAfter: a 429 that names no time.
            BadRequest: the request is too large; `Unsupported`: the server lacks the method.
        """
        usual = self._timeouts
        files = request_data is not None and request_data.contains_files
        write = usual.media_write if files else usual.write
        flight = _Flight(
            pool=_given(pool_timeout, usual.pool),
            connect=_given(connect_timeout, usual.connect),
            write=_given(write_timeout, write),
            read=_given(read_timeout, usual.read),
        )
        try:
            status, payload = await self._exchange(url, method, request_data, flight)
        except (aiohttp.ClientError, OSError) as error:
            # The name alone: the words of some of these hold the address, and so the token.
            name = type(error).__name__
            cause = MaybeSent(name) if flight.begun else NotSent(name)
            cause.__cause__ = error
            if isinstance(error, TimeoutError):
                raise TimedOut(f"Timed out ({name})") from cause
            raise NetworkError(name) from cause
        status = _meant(status, payload)
        self._repertoire.judge(url.partition("?")[0].rpartition("/")[2], status)
        _judge(status, payload)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer's JSON object. It is never logged: it may hold what patients wrote.

        Raises:
            NetworkError: it is none, or a success without a result; caused by `MaybeSent`.
        """
        answer = _json_object(payload)
        if answer is None or (answer.get("ok") is not False and "result" not in answer):
            message = "The answer cannot be read"
            raise NetworkError(message) from MaybeSent("unreadable answer")
        if "result" in answer:
            answer["result"] = mended_result(answer["result"])
        return answer

    async def _exchange(
        self, url: str, method: str, data: RequestData | None, flight: "_Flight"
    ) -> tuple[int, bytes]:
        await self._slot(flight.pool)
        try:
            if self._session is None:
                message = "the transport is closed"
                raise NetworkError(message) from NotSent(message)
            body, headers = _body(data)
            _FLIGHT.set(flight)
            async with (
                asyncio.timeout(None) as flight.deadline,
                self._session.request(
                    method,
                    url,
                    data=body,
                    headers=headers,
                    proxy=self._proxies.of(url),
                    allow_redirects=False,
                    timeout=_phases(flight.connect, flight.read),
                ) as response,
            ):
                # From here on the read timeout watches each part by itself.
                flight.deadline.reschedule(None)
                return response.status, await response.read()
        finally:
            self._slots.release()

    async def _slot(self, patience: float | None) -> None:
        if self._slots.locked():
            async with asyncio.timeout(patience):
                await self._slots.acquire()
        else:
            await self._slots.acquire()


def fields(values: Mapping[str, str]) -> RequestData:
    """Return the parameters of a request, to be sent as a form: what every server reads."""
    return RequestData([RequestParameter(name, value, None) for name, value in values.items()])


@dataclass(slots=True)
class _Flight:
    """One request on its way: its timeouts, and whether a connection has been got for it."""

    pool: float | None
    connect: float | None
    write: float | None
    read: float | None
    begun: bool = False
    deadline: asyncio.Timeout | None = None

    def begin(self) -> None:
        """Mark that from here on Telegram may have it, and bound writing until the answer."""
        self.begun = True
        # aiohttp itself puts no bound on writing, so the bound is on both together.
        if self.deadline is not None and self.write is not None and self.read is not None:
            now = asyncio.get_running_loop().time()
            self.deadline.reschedule(now + self.write + self.read)


_FLIGHT: ContextVar[_Flight] = ContextVar("flight")


class _Connector(aiohttp.TCPConnector):
    """Tells the request that a connection has been got for it, new or used before."""

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Any],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  (aiohttp's own word)
    ) -> Any:
        connection = await super().connect(req, traces, timeout)
        _FLIGHT.get().begin()
        return connection


@lru_cache
def _phases(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)


def _given(value: Any, usual: float | None) -> float | None:
    return usual if value is BaseRequest.DEFAULT_NONE else value


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, {}
    if not data.contains_files:
        return URL.build(query=data.json_parameters).raw_query_string.encode(), _FORM
    # Telegram takes names as they are, in UTF-8, not percent-encoded.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        # Bytes are wrapped, because aiohttp would write those of a large file in one piece.
        part = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, part, filename=filename, content_type=mime_type)
    return form, {}


def _json_object(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _meant(status: int, payload: bytes) -> int:
    """Return the status that an answer should have come with: some servers refuse with a 200."""
    if not 200 <= status < 300 or b'"result"' in payload:
        return status
    answer = _json_object(payload)
    if answer is None or answer.get("ok") is not False:
        return status
    return whole(answer.get("error_code")) or 400


def _judge(status: int, payload: bytes) -> None:
    """Raise for every answer that the library would read wrongly or could not tell apart.

    It words any 403 as "the bot may not", though it may come from a proxy on the way, and it loses
    the status of the rest.
    """
    if 200 <= status < 300:
        return
    if status >= 500:
        message = f"HTTP {status}"
        raise NetworkError(message) from ServerFault(status)
    answer = _json_object(payload)
    from_telegram = answer is not None and answer.get("ok") is False
    if status == 413:
        message = "Request Entity Too Large"
        raise BadRequest(message)
    if status == 429 and not _names_a_wait(answer):
        raise RetryAfter(FLOOD_WAIT_UNNAMED)
    if status == 408:
        message = "HTTP 408"
        raise TimedOut(message) from MaybeSent(message)
    if status not in _TELEGRAM_ANSWERS or not from_telegram:
        message = f"HTTP {status}"
        raise NetworkError(message) from NotSent(f"{message}, not from Telegram")


def _names_a_wait(answer: dict[str, Any] | None) -> bool:
    parameters = (answer or {}).get("parameters")
    return isinstance(parameters, dict) and bool(parameters.get("retry_after"))


def cause(error: TelegramError) -> NotSent | MaybeSent | None:
    """Return why a request had no answer; None where Telegram itself refused it."""
    reason = error.__cause__
    return reason if isinstance(reason, NotSent | MaybeSent) else None
