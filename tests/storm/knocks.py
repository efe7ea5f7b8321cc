"""Knocking at doors: HTTP requests from sound to senseless, and what comes back."""

import asyncio
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

PATIENCE = 30.0
"""Real seconds within which whoever is asked must have answered, or hung up."""
MOMENT = 0.3
"""Real seconds that the sender of half a request waits before they hang up."""

TOKENS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
TYPES = (
    "application/json", "application/json; charset=utf-8", "text/plain", "text/html", "",
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
    "application/json; charset=\u00e9", "application/json; charset=no-such", "x" * 300,
)  # fmt: skip

NAMES = (
    "Accept", "Accept-Encoding", "Authorization", "Cookie", "If-Modified-Since", "Origin", "Range",
    "Referer", "User-Agent", "X-Forwarded-For", "X-Http-Method-Override",
)  # fmt: skip
VALUES = ("*/*", "100-continue", "bytes=0-", "websocket", "gzip", "\u00e9", "../../etc/passwd")

FRAMING = ("host", "connection", "content-length", "transfer-encoding", "content-encoding",
           "content-type", "expect", "upgrade")  # fmt: skip


@dataclass(frozen=True)
class Knock:
    """A request that is well formed. `sent` may be encoded (`encoding`) and come in chunks."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = ""
    sent: bytes = b""
    encoding: str = ""
    in_chunks: bool = False
    expects: bool = False

    def raw(self) -> bytes:
        """Return it as it goes over the wire; the connection ends with the answer."""
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: clinic.example", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.content_type:
            lines.append(f"Content-Type: {self.content_type}")
        if self.encoding:
            lines.append(f"Content-Encoding: {self.encoding}")
        if self.expects:
            lines.append("Expect: 100-continue")
        body = self.sent
        if self.in_chunks:
            lines.append("Transfer-Encoding: chunked")
            body = b"".join(
                b"%x\r\n%b\r\n" % (len(part), part)
                for part in (body[i : i + 70_000] for i in range(0, len(body), 70_000))
            )
            body += b"0\r\n\r\n"
        elif body or self.method in {"POST", "PUT", "PATCH"}:
            lines.append(f"Content-Length: {len(body)}")
        head = "\r\n".join(lines) + "\r\n\r\n"
        return head.encode("latin-1", errors="replace") + body


@dataclass(frozen=True, repr=False)
class Body:
    """A body as it is sent, how it is encoded, and what it means (None: it cannot be read)."""

    sent: bytes
    encoding: str
    plain: bytes | None

    def __repr__(self) -> str:
        shown = self.sent if len(self.sent) < 300 else self.sent[:100] + b"..."
        return f"<Body {len(self.sent)} bytes, {self.encoding or 'plain'}: {shown!r}>"


@dataclass(frozen=True)
class Answer:
    """What came back. `status` is None where the connection was closed without a word."""

    status: int | None
    raw: bytes


async def ask(port: int, raw: bytes, moment: float | None = None) -> Answer:
    """Send these bytes and read all that comes; hang up after a `moment` where it is given.

    Raises TimeoutError where whoever is asked neither answers nor hangs up.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    reading = asyncio.create_task(_read(reader))
    try:
        writer.write(raw)
        try:
            await writer.drain()
            if moment is not None:
                await asyncio.wait({reading}, timeout=moment)
                writer.write_eof()
        except OSError:
            pass  # hung up before everything was sent
        async with asyncio.timeout(PATIENCE):
            got = await reading
    finally:
        reading.cancel()
        writer.close()
    while got.startswith(b"HTTP/1.1 100 "):
        got = got.partition(b"\r\n\r\n")[2]
    status = int(got[9:12]) if got.startswith(b"HTTP/1.") else None
    return Answer(status, got)


async def _read(reader: asyncio.StreamReader) -> bytes:
    got = b""
    try:
        while part := await reader.read(65536):
            got += part
    except OSError:
        pass  # a reset ends it like a close
    return got


def json_values() -> st.SearchStrategy[Any]:
    """Whatever JSON can say."""
    leaves = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
        | st.integers(-(10**40), 10**40)
    )  # fmt: skip
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
        ),
        max_leaves=10,
    )


def bodies(sound: st.SearchStrategy[Any], longest: int) -> st.SearchStrategy[bytes]:
    """Bodies of JSON that is sound, that is not, that is no JSON, and that is too much of it."""
    written = sound.map(lambda value: json.dumps(value).encode())
    return st.one_of(
        written,
        json_values().map(lambda value: json.dumps(value).encode()),
        st.binary(max_size=60),
        written.map(lambda body: body[:-1]),
        st.just(b"[" * 100_000),
        st.just(b"9" * 6000),
        st.just(b'{"update_id": 1' + b"0" * 5000 + b"}"),
        st.just(b" " * (longest + 1)),
        st.just(b'{"update_id": 5, "x": "' + b"y" * longest + b'"}'),
        written.map(lambda body: body.decode().encode("utf-16")),
    )


@st.composite
def encoded(draw: st.DrawFn, plain: st.SearchStrategy[bytes]) -> Body:
    """A body as it is, or compressed, or of which it is said that it were."""
    body = draw(plain)
    match draw(st.sampled_from(("", "", "", "gzip", "deflate", "lies"))):
        case "gzip":
            return Body(gzip.compress(body), "gzip", body)
        case "lies":
            garbage = draw(st.binary(min_size=30, max_size=60)).lstrip(b"\x1f\x78")
            return Body(b"\x00" + garbage, draw(st.sampled_from(("gzip", "deflate"))), None)
        case _:
            return Body(body, "", body)


def headers() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    """Headers that change nothing: none that frames a body or ends a connection."""
    names = st.sampled_from(NAMES) | st.text(TOKENS, min_size=1, max_size=20)
    values = st.sampled_from(VALUES) | st.text(
        st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40
    )
    harmless = st.tuples(names, values).filter(lambda header: header[0].lower() not in FRAMING)
    each_once = st.lists(harmless, max_size=4, unique_by=lambda header: header[0].lower())
    return each_once.map(tuple)


@st.composite
def broken(draw: st.DrawFn, sound: Sequence[bytes]) -> bytes:
    """Bytes that are no request, or were one before something happened to them."""
    raw = bytearray(draw(st.sampled_from(sound)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(raw) - 1, 0)))
        match draw(st.sampled_from(("put", "cut", "end", "repeat", "line"))):
            case "put":
                raw[at:at] = draw(st.binary(min_size=1, max_size=20))
            case "cut":
                del raw[at : at + draw(st.integers(1, 20))]
            case "end":
                del raw[at:]
            case "repeat":
                raw[at:at] = raw[at : at + 30]
            case "line":
                line = draw(
                    st.sampled_from(
                        (
                            b"Transfer-Encoding: chunked\r\n", b"Content-Length: -1\r\n",
                            b"Content-Length: 5\r\nContent-Length: 6\r\n", b"\r\n", b"\x00\r\n",
                            b"Content-Length: 99999999999999999999\r\n", b"Expect: nothing\r\n",
                            b"Transfer-Encoding: gzip, chunked\r\n", b"A" * 9000 + b": b\r\n",
                            b"Content-Encoding: br\r\n", b"Upgrade: websocket\r\n", b" folded\r\n",
                            b"Host: \xff\r\n", b"Content-Type: multipart/form-data\r\n",
                        )
                    )
                )  # fmt: skip
                start = bytes(raw).find(b"\r\n") + 2
                raw[start:start] = line
    return bytes(raw)
