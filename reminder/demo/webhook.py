"""A webhook: updates posted to the bot instead of fetched by it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp

from reminder.demo.account import wanted_kinds
from reminder.demo.bots import Bot
from reminder.demo.changes import Changes
from reminder.demo.errors import bad_request
from reminder.demo.params import Params
from reminder.demo.updates import Update
from reminder.demo.wire import timestamp
from reminder.demo.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
FIRST_RETRY_SECONDS = 0.05
LONGEST_RETRY_SECONDS = 5.0
ANSWER_SECONDS = 60.0


@dataclass
class Webhook:
    """The webhook of one bot and the task that feeds it.

    Updates of one chat are posted in order, one at a time; those of other chats beside them. One
    that is not answered with 2xx is posted again after a growing wait, and holds up its own chat.
    """

    world: World
    bot: Bot
    http: aiohttp.ClientSession
    url: str
    secret: str
    max_connections: int
    has_certificate: bool
    ip_address: str
    last_error_at: datetime | None = None
    last_error: str = ""
    task: asyncio.Task[None] | None = None
    _lanes: dict[tuple[str, int], asyncio.Task[None]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin to post."""
        self.task = asyncio.create_task(self._feed(self.world.changes))

    async def stop(self) -> None:
        """Stop posting; what is not confirmed keeps waiting."""
        tasks = [task for task in (self.task, *self._lanes.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _feed(self, changes: Changes) -> None:
        while True:
            seen = changes.version
            self._lanes = {lane: task for lane, task in self._lanes.items() if not task.done()}
            for update in self.bot.updates.waiting:
                if len(self._lanes) < self.max_connections and update.lane not in self._lanes:
                    self._lanes[update.lane] = asyncio.create_task(self._deliver(update))
            await changes.after(seen, None)

    async def _deliver(self, update: Update) -> None:
        wait = FIRST_RETRY_SECONDS
        while not await self._post(update):
            self.world.changes.touch()
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_RETRY_SECONDS)
        self._lanes.pop(update.lane, None)
        self.bot.updates.drop(update)

    async def _post(self, update: Update) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        try:
            async with self.http.post(
                self.url,
                json=update.body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as answer:
                if answer.status // 100 == 2:
                    return True
                self.last_error = (
                    f"Wrong response from the webhook: {answer.status} {answer.reason}"
                )
        except (aiohttp.ClientError, TimeoutError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self.last_error = "Connection refused" if refused else "Read timeout expired"
        self.last_error_at = self.world.now()
        return False


class Webhooks:
    """The webhooks of all bots."""

    def __init__(self, world: World) -> None:
        """Nothing is posted before the first setWebhook."""
        self._world = world
        self._by_bot: dict[int, Webhook] = {}
        self._http: aiohttp.ClientSession | None = None

    async def set(self, _world: World, bot: Bot, params: Params) -> object:
        """Do setWebhook; an empty url deletes it. http is accepted, as by a local API server."""
        url, secret = params.text("url"), params.text("secret_token")
        if not url:
            return await self.delete(_world, bot, params)
        if not url.startswith(("https://", "http://")):
            raise bad_request("bad webhook: HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        kinds = wanted_kinds(params)
        connections = params.integer("max_connections", 40) or 40
        await self._drop(bot)
        bot.updates.allow(kinds)
        if params.flag("drop_pending_updates"):
            bot.updates.clear()
        certificate = params.upload("certificate") is not None
        webhook = Webhook(
            self._world, bot, self._session(), url, secret, min(max(connections, 1), 100),
            certificate, params.text("ip_address"),
        )  # fmt: skip
        self._by_bot[bot.id] = webhook
        bot.updates.webhook_url = url
        webhook.start()
        return True

    async def delete(self, _world: World, bot: Bot, params: Params) -> object:
        """Do deleteWebhook."""
        await self._drop(bot)
        if params.flag("drop_pending_updates"):
            bot.updates.clear()
        return True

    async def info(self, _world: World, bot: Bot, _params: Params) -> object:
        """Do getWebhookInfo."""
        webhook = self._by_bot.get(bot.id)
        body: dict[str, Any] = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": webhook.has_certificate if webhook else False,
            "pending_update_count": len(bot.updates.waiting),
        }
        if webhook is not None:
            body["max_connections"] = webhook.max_connections
            if webhook.ip_address:
                body["ip_address"] = webhook.ip_address
            if webhook.last_error_at is not None:
                body["last_error_date"] = timestamp(webhook.last_error_at)
                body["last_error_message"] = webhook.last_error
        if bot.updates.allowed_given:
            body["allowed_updates"] = bot.updates.allowed_given
        return body

    def open(self) -> None:
        """Post again what waits for the webhooks that are set."""
        for webhook in self._by_bot.values():
            webhook.http = self._session()
            webhook.start()

    async def close(self) -> None:
        """Stop all posting; the webhooks stay set."""
        for webhook in self._by_bot.values():
            await webhook.stop()
        if self._http is not None:
            await self._http.close()
            self._http = None

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http

    async def _drop(self, bot: Bot) -> None:
        bot.updates.webhook_url = ""
        webhook = self._by_bot.pop(bot.id, None)
        if webhook is not None:
            await webhook.stop()
