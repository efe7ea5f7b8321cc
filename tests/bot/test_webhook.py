"""The side of the webhook that speaks to Telegram: set, watched, and set again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import web
from telegram import Update

from reminder.bot.gateway import Gateway, Posting
from reminder.bot.poller import ALLOWED
from reminder.bot.visit import Visit
from reminder.bot.webhook import PATIENCE_LOOKS, Webhook
from reminder.demo.stand_in import HttpError, Refuse, StandIn
from reminder.web.webhook import SECRET_HEADER
from tests.bot.servers import http_server
from tests.bot.test_inbox import MakeInbox, gateway, inbox_of, stand_in
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["gateway", "inbox_of", "keyring", "now", "practice", "reception", "stand_in", "store"]

SECRET = "a-secret-of-the-tests-alone"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here is the same on either database."""
    return sqlite_url


async def soon(_seconds: float) -> None:
    """Sleep, but not for long."""
    await asyncio.sleep(0.01)


async def ignore(_update: Update, _context: Visit) -> None:
    """Do nothing with an update."""


class Address:
    """Where the updates are posted to, and how it answers."""

    def __init__(self) -> None:
        self.url = ""
        self.status = 200
        self.secrets: list[str | None] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Answer as told."""
        self.secrets.append(request.headers.get(SECRET_HEADER))
        return web.Response(status=self.status)


@pytest.fixture
async def address() -> AsyncIterator[Address]:
    """An address that answers 200 until told otherwise."""
    made = Address()
    async with http_server(made.answer) as url:
        made.url = url
        yield made


@pytest.fixture
async def webhook(gateway: Gateway, inbox_of: MakeInbox, address: Address) -> Webhook:
    """A webhook to that address."""
    return Webhook(gateway, await inbox_of(ignore), address.url, SECRET, sleep=soon)


async def test_it_is_set_with_its_secret_and_the_updates_that_are_read(
    webhook: Webhook, gateway: Gateway, stand_in: StandIn, address: Address
) -> None:
    """Telegram shows the secret with each post, and posts nothing that nobody reads."""
    await webhook.catch_up()
    assert webhook.fault is None
    assert await gateway.posting() == Posting(address.url, 0, None)
    (call,) = [call for call in stand_in.calls if call.method == "setWebhook"]
    assert all(kind in str(call.params["allowed_updates"]) for kind in ALLOWED)
    await stand_in.add_person("Anna").write("hello")
    await stand_in.wait_for(lambda: address.secrets, 10)
    assert set(address.secrets) == {SECRET}


async def test_what_waits_at_the_start_is_waited_for(
    webhook: Webhook, stand_in: StandIn, address: Address
) -> None:
    """A STOP may be in it: until it has come nothing is well."""
    await stand_in.add_person("Anna").write("STOP")
    await webhook.catch_up()
    assert webhook.fault is None
    assert len(address.secrets) == 1


async def test_a_start_does_not_wait_for_ever(
    webhook: Webhook, stand_in: StandIn, address: Address
) -> None:
    """What cannot be posted leaves a fault, and the start goes on."""
    address.status = 503
    await stand_in.add_person("Anna").write("STOP")
    await webhook.catch_up()
    assert webhook.fault == "webhook_not_set"
    asked = [call for call in stand_in.calls if call.method == "getWebhookInfo"]
    assert len(asked) == PATIENCE_LOOKS


async def test_posts_that_fail_are_noticed_and_so_is_their_end(
    webhook: Webhook, stand_in: StandIn, address: Address
) -> None:
    """While updates wait because posting fails, patients are not heard; then they are again."""
    await webhook.catch_up()
    running = asyncio.create_task(webhook.run())
    address.status = 503
    await stand_in.add_person("Anna").write("STOP")
    await stand_in.wait_for(lambda: webhook.fault == "webhook_failing", 20)
    address.status = 200
    await stand_in.wait_for(lambda: webhook.fault is None, 20)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_webhook_that_somebody_takes_away_is_set_again(
    webhook: Webhook, gateway: Gateway, stand_in: StandIn, address: Address
) -> None:
    """Another program that fetched the bot's updates does not keep them."""
    await webhook.catch_up()
    running = asyncio.create_task(webhook.run())
    await gateway.remove_webhook()
    await stand_in.wait_for(
        lambda: len([call for call in stand_in.calls if call.method == "setWebhook"]) == 2, 20
    )
    await stand_in.wait_for(lambda: webhook.fault is None, 20)
    assert await gateway.posting() == Posting(address.url, 0, None)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_telegram_away_is_waited_for(webhook: Webhook, stand_in: StandIn) -> None:
    """The webhook is set as soon as Telegram answers."""
    stand_in.faults.add("setWebhook", HttpError(502), times=3)
    await webhook.catch_up()
    assert webhook.fault is None


async def test_a_server_that_cannot_say_how_it_goes_is_trusted(
    webhook: Webhook, gateway: Gateway, stand_in: StandIn
) -> None:
    """A Bot API server without getWebhookInfo posts, and nobody waits for more."""
    stand_in.faults.add("getWebhookInfo", Refuse(404, "Not Found"), times=None)
    assert await gateway.posting() == Posting(None)
    await webhook.catch_up()
    assert webhook.fault is None
