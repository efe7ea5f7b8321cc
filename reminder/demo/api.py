"""The Bot API over HTTP: which bot, which method, which fault, which answer."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections.abc import Awaitable, Callable

from aiohttp import web

from reminder.demo import account, editing, sending
from reminder.demo.bots import Bot
from reminder.demo.errors import ApiError
from reminder.demo.faults import (
    AnswerLost,
    Fault,
    Hang,
    HangAfter,
    HttpError,
    Pause,
    Refuse,
    Reset,
    TooMany,
)
from reminder.demo.params import Params, read_params
from reminder.demo.webhook import Webhooks
from reminder.demo.world import Call, World

Method = Callable[[World, Bot, Params], Awaitable[object]]
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SPENDING = ("send", "edit")
_FREE = {"sendchataction"}

METHODS: dict[str, Method] = {
    "getMe": account.get_me,
    "getUpdates": account.get_updates,
    "getChat": account.get_chat,
    "getFile": account.get_file,
    "answerCallbackQuery": account.answer_callback_query,
    "setMyCommands": account.set_my_commands,
    "getMyCommands": account.get_my_commands,
    "deleteMyCommands": account.delete_my_commands,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
}


class BotApi:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World) -> None:
        """Serve what `world` holds."""
        self._world = world
        self._closing = asyncio.Event()
        self.webhooks = Webhooks(world)
        methods = METHODS | {
            "setWebhook": self.webhooks.set,
            "deleteWebhook": self.webhooks.delete,
            "getWebhookInfo": self.webhooks.info,
        }
        # Telegram's method names are read in any case.
        self._methods = {name.lower(): (name, method) for name, method in methods.items()}

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes to serve."""
        return [
            web.route("*", "/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._file),
        ]

    def open(self) -> None:
        """Begin, or begin again after `close`, where things were left."""
        self._closing.clear()
        for bot in self._world.bots.values():
            bot.updates.resume()
        self.webhooks.open()

    async def close(self) -> None:
        """End what waits: polls, hangs, webhooks."""
        self._closing.set()
        for bot in self._world.bots.values():
            bot.updates.stop()
        await self.webhooks.close()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        world = self._world
        try:
            bot = self._bot(request)
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        given = request.match_info["method"]
        name, method = self._methods.get(given.lower(), (given, None))
        files = {field: (file.name, file.content) for field, file in params.files.items()}
        call = Call(name, params.values, files, world.now(), bot_id=bot.id)
        world.calls.append(call)
        world.changes.touch()
        fault = world.faults.take(name, params.chat_id())
        answer = await self._before(request, fault)
        if answer is None:
            answer = await self._carry_out(bot, name.lower(), method, params)
            if isinstance(fault, AnswerLost):
                return _closed(request)
            if isinstance(fault, HangAfter):
                await self._wait(fault.seconds)
        if answer.status:
            call.status = answer.status
            world.changes.touch()
        return answer

    def _bot(self, request: web.Request) -> Bot:
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        bot = self._world.bots.get(token)
        if bot is None:
            raise ApiError(401, "Unauthorized")
        return bot

    async def _before(self, request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
        """Let a fault happen that strikes before the request is carried out."""
        match fault:
            case Reset():
                return _closed(request, reset=True)
            case Hang(seconds):
                await self._wait(seconds)
                return _closed(request)
            case HttpError(status, html):
                return web.Response(status=status, text=html, content_type="text/html")
            case TooMany(seconds):
                words = f"Too Many Requests: retry after {seconds}"
                return _refusal(ApiError(429, words, retry_after=seconds))
            case Refuse(code, description):
                return _refusal(ApiError(code, description))
            case Pause(event):
                if not await self._released(event):
                    return _closed(request)
        return None

    async def _carry_out(
        self, bot: Bot, name: str, method: Method | None, params: Params
    ) -> web.Response:
        try:
            if method is None:
                raise ApiError(404, "Not Found")
            if name.startswith(_SPENDING) and name not in _FREE:
                paid = params.flag("allow_paid_broadcast")
                self._world.limits.spend(bot.id, params.chat_id() or 0, paid=paid)
            result = await method(self._world, bot, params)
        except ApiError as error:
            return _refusal(error)
        self._world.changes.touch()
        return web.json_response({"ok": True, "result": result})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            stored = self._bot(request).files.by_path(request.match_info["path"])
        except ApiError as error:
            return _refusal(error)
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _released(self, event: asyncio.Event) -> bool:
        """Wait for a paused request's event; False when the server goes down first."""
        waits = [asyncio.ensure_future(each.wait()) for each in (event, self._closing)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        return event.is_set()

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return


def _refusal(error: ApiError) -> web.Response:
    body: dict[str, object] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    headers = {}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
        headers["Retry-After"] = str(error.retry_after)
    return web.json_response(body, status=error.code, headers=headers)


class _NoAnswer(web.Response):
    """Stands for an answer that nobody gets; its connection is already closed."""


def _closed(request: web.Request, *, reset: bool = False) -> web.StreamResponse:
    transport = request.transport
    if transport is not None:
        if reset:
            linger = struct.pack("ii", 1, 0)
            transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, linger
            )
            transport.abort()
        else:
            transport.close()
    return _NoAnswer()
