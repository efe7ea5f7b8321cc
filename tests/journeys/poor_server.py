"""A foreign Bot API server that can do next to nothing, after the public documentation alone.

It knows getMe, getUpdates (which never waits) and sendMessage; everything else is 404. What a
person writes arrives with no more than the chat and the text.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import web

Found = TypeVar("Found")


@dataclass
class PoorServer:
    """What was sent to whom (parameters as they came), and what nobody here knows how to do."""

    url: str = ""
    sent: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    polls: int = 0
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _last_update: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def to(self, person: int) -> list[dict[str, str]]:
        """Return what this person has been sent."""
        return [message for message in self.sent if message["chat_id"] == str(person)]

    def write(self, person: int, text: str) -> None:
        """Let a person write to the bot."""
        self._update(
            message={"message_id": 900, "chat": {"id": person, "type": "private"}, "text": text}
        )

    def press(self, person: int, label: str) -> None:
        """Let a person press the newest button whose label holds `label`."""
        for message in reversed(self.to(person)):
            for row in json.loads(message.get("reply_markup", "{}")).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        self._update(
                            callback_query={
                                "id": f"press-{self._last_update}",
                                "from": {"id": person},
                                "message": {
                                    "message_id": self.sent.index(message) + 1,
                                    "chat": {"id": person, "type": "private"},
                                },
                                "data": button["callback_data"],
                            }
                        )
                        return
        missing = f"no button {label!r}"
        raise AssertionError(missing)

    def _update(self, **content: Any) -> None:
        self._last_update += 1
        self._updates.append({"update_id": self._last_update, **content})

    async def until(self, found: Callable[[], Found | None], seconds: float = 20.0) -> Found:
        """Wait until `found` finds something; it is asked after each request."""
        async with asyncio.timeout(seconds), self._changed:
            while not (it := found()):
                await self._changed.wait()
            return it

    async def hears(self, person: int, text: str) -> str:
        """Wait until this person has been sent a message with `text`; return it."""
        return await self.until(
            lambda: next((m["text"] for m in reversed(self.to(person)) if text in m["text"]), None)
        )

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request."""
        given = {name: str(value) for name, value in (await request.post()).items()}
        method = request.path.rpartition("/")[2]
        async with self._changed:
            self._changed.notify_all()
            match method:
                case "getMe":
                    return _done({"id": 7, "username": "poor_bot"})
                case "getUpdates":
                    self.polls += 1
                    first = int(given.get("offset", 0))
                    return _done([u for u in self._updates if u["update_id"] >= first])
                case "sendMessage":
                    self.sent.append(given)
                    return _done({"message_id": len(self.sent), "text": given["text"]})
        self.unknown.append(method)
        refusal = {"ok": False, "error_code": 404, "description": "Not Found"}
        return web.json_response(refusal, status=404)


def _done(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


@asynccontextmanager
async def poor_server() -> AsyncIterator[PoorServer]:
    """Serve on loopback."""
    server = PoorServer()
    app = web.Application()
    app.router.add_post("/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
