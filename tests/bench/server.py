"""A Bot API server for measurements: `python -m tests.bench.server SECONDS_OF_LATENCY`.

The stand-in keeps chats, entities and faults, and answers a few hundred messages a second: beside
it nothing else could be measured. This one parses just enough of HTTP to answer as the Bot API
does, in a process of its own, and prints its address. Every token is a bot's, whose number the
token begins with. It keeps when it was sent what to whom, and by which bot.
"""

import asyncio
import contextlib
import json
import sys
import time
from asyncio import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import aiohttp

from tests.cast import ROOT

BOT = {"id": 1000001, "is_bot": True, "first_name": "Aftercare", "username": "aftercare_demo_bot"}
TEXT = (
    "Please avoid: sauna and steam, sunbathing until Thu 24 Sep, 14:30. Questions: +48 22 000 00 00"
)


def bot(bot_id: int) -> dict[str, Any]:
    """Return the account of the bot with this number."""
    return BOT if bot_id == BOT["id"] else {**BOT, "id": bot_id, "username": f"clinic_{bot_id}_bot"}


class Served:
    """What the server knows: when it took a message to which chat, and from which bot; and which
    bots have asked for updates.
    """

    def __init__(self, latency: float) -> None:
        self.latency = latency
        self.sent: list[tuple[float, int]] = []
        self.senders: list[int] = []
        self.pollers: set[int] = set()
        self.updates: list[dict[str, Any]] = []
        self.polling: list[Connection] = []
        self.polls = 0

    def message(self, bot_id: int, chat_id: int) -> bytes:
        """Return the answer to sendMessage: a whole Message, as Telegram writes it."""
        self.sent.append((time.monotonic(), chat_id))
        self.senders.append(bot_id)
        chat = {"id": chat_id, "type": "private", "first_name": "Anna", "last_name": "Kowalska"}
        body = {
            "message_id": len(self.sent),
            "from": bot(bot_id),
            "chat": chat,
            "date": int(time.time()),
            "text": TEXT,
            "entities": [{"type": "bold", "offset": 0, "length": 12}],
        }
        return result(body)


def result(body: Any) -> bytes:
    """Return a success as the Bot API writes it."""
    return json.dumps({"ok": True, "result": body}).encode()


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._buffer = b""
        self._waiting: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, _exc: Exception | None) -> None:
        """Nothing more can be answered here."""
        with contextlib.suppress(ValueError):
            self._served.polling.remove(self)

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            lowered = head.lower()
            length = 0
            if (at := lowered.find(b"content-length:")) >= 0:
                length = int(lowered[at + 15 :].split(b"\r\n", 1)[0])
            if len(self._buffer) < end + 4 + length:
                return
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            path = head.split(b" ", 2)[1].decode()
            token, _, method = path.partition("?")[0].removeprefix("/bot").partition("/")
            self._answer(int(token.partition(":")[0] or 0), method, body)

    def _answer(self, bot_id: int, method: str, body: bytes) -> None:
        served = self._served
        loop = asyncio.get_running_loop()
        match method:
            case "sendMessage" | "editMessageText":
                chat_id = int(parse_qs(body.decode())["chat_id"][0])
                answer = served.message(bot_id, chat_id)
            case "getMe":
                answer = result(bot(bot_id))
            case "getUpdates":
                served.polls += 1
                served.pollers.add(bot_id)
                fields = parse_qs(body.decode())
                offset = int(fields.get("offset", ["0"])[0])
                served.updates = [one for one in served.updates if one["update_id"] >= offset]
                if not served.updates and (wait := int(fields.get("timeout", ["0"])[0])):
                    served.polling.append(self)
                    self._waiting = loop.call_later(wait, self._nothing_came)
                    return
                answer = result(served.updates[:100])
            case "give":
                served.updates += json.loads(body)
                answer = result(True)
                while served.polling:
                    served.polling.pop().come(result(served.updates[:100]))
            case "sent":
                answer = result(served.sent)
            case "count":
                answer = result(len(served.sent))
            case "senders":
                pairs = zip(served.sent, served.senders, strict=True)
                answer = result([(at, sender) for (at, _), sender in pairs])
            case "polls":
                answer = result(served.polls)
            case "pollers":
                answer = result(len(served.pollers))
            case _:
                answer = result(True)
        if served.latency and method.startswith(("send", "edit")):
            loop.call_later(served.latency, self.reply, answer)
        else:
            self.reply(answer)

    def come(self, answer: bytes) -> None:
        """Answer who waits for updates."""
        if self._waiting is not None:
            self._waiting.cancel()
        self.reply(answer)

    def _nothing_came(self) -> None:
        """The wait is over, as Telegram ends it: with no updates."""
        if self in self._served.polling:
            self._served.polling.remove(self)
            self.reply(result([]))

    def reply(self, answer: bytes) -> None:
        """Write an answer."""
        if not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + str(len(answer)).encode()
                + b"\r\n\r\n"
                + answer
            )


async def serve(latency: float) -> None:
    """Serve until the process is ended."""
    served = Served(latency)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(served), "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


async def ask(url: str, method: str, body: object = None) -> Any:
    """Ask the server itself: what was `sent` (and by which bots: `senders`; how many: `count`), for
    the `polls` so far and how many bots they came from (`pollers`); or `give` it updates.
    """
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/bot/{method}", data=json.dumps(body).encode()) as response,
    ):
        return json.loads(await response.read())["result"]


async def polled(url: str, more_than: int = 0) -> None:
    """Wait until it was asked for updates more often than that."""
    while await ask(url, "polls") <= more_than:  # noqa: ASYNC110  (it is another process)
        await asyncio.sleep(0.01)


def written(update_id: int, chat_id: int, text: str) -> dict[str, Any]:
    """Return the update of somebody who has written something."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Anna"}
    message = {"message_id": update_id, "date": int(time.time()), "chat": chat, "from": person}
    return {"update_id": update_id, "message": {**message, "text": text}}


@asynccontextmanager
async def answering(latency: float = 0.0) -> AsyncIterator[str]:
    """Have such a server in a process of its own; yields its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.server",
        str(latency),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
