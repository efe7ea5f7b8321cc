"""Updates posted to the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot as ClientBot
from telegram import Update
from telegram.error import BadRequest, Conflict

from reminder.demo.stand_in import Person, StandIn

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A server that takes updates and answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.posts: list[tuple[str | None, dict[str, Any]]] = []
        self.statuses: dict[str, list[int]] = {}
        self.changed = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        """Note the post; answer the next status ordered for its text, else 200."""
        body = await request.json()
        self.posts.append((request.headers.get(SECRET_HEADER), body))
        self.changed.set()
        ordered = self.statuses.get(body.get("message", {}).get("text", ""), [])
        return web.Response(status=ordered.pop(0) if ordered else 200)

    def texts(self) -> list[str]:
        """Texts as they came, repetitions included."""
        return [body["message"]["text"] for _, body in self.posts if "message" in body]

    async def until(self, texts: list[str]) -> None:
        """Wait until exactly these texts have come."""
        async with asyncio.timeout(5):
            while self.texts() != texts:
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A running receiver."""
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(
    bot: ClientBot, anna: Person, receiver: Receiver
) -> None:
    """What waited and what comes is posted, each with the secret in its header."""
    await anna.write("before")
    await bot.set_webhook(receiver.url, secret_token="s3cret_-")
    await anna.write("after")
    await receiver.until(["before", "after"])
    assert [secret for secret, _ in receiver.posts] == ["s3cret_-", "s3cret_-"]
    update = Update.de_json(receiver.posts[0][1], bot)
    assert update.message is not None
    assert update.message.text == "before"


async def test_a_refused_update_comes_again_and_holds_up_its_chat(
    stand_in: StandIn, bot: ClientBot, anna: Person, receiver: Receiver
) -> None:
    """A non-2xx is repeated until it is taken; order within the chat is kept."""
    receiver.statuses["one"] = [500, 503]
    await bot.set_webhook(receiver.url)
    await anna.write("one")
    await anna.write("two")
    await receiver.until(["one", "one", "one", "two"])
    info = await bot.get_webhook_info()
    assert info.url == receiver.url
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    await stand_in.wait_for(lambda: not stand_in.world.only_bot().updates.waiting)
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_poisoned_chat_does_not_hold_up_another(
    stand_in: StandIn, bot: ClientBot, anna: Person, receiver: Receiver
) -> None:
    """One chat's update that is never taken leaves the others alone."""
    boris = stand_in.add_person("Boris")
    receiver.statuses["poison"] = [500] * 1000
    await bot.set_webhook(receiver.url)
    await anna.write("poison")
    await boris.write("fine")
    async with asyncio.timeout(5):
        while "fine" not in receiver.texts():
            receiver.changed.clear()
            await receiver.changed.wait()
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates(timeout=0) == ()


async def test_a_webhook_outlives_an_outage(
    stand_in: StandIn, bot: ClientBot, anna: Person, receiver: Receiver
) -> None:
    """What was written just before Telegram went down is posted when it is back."""
    receiver.statuses["late"] = [500] * 3
    await bot.set_webhook(receiver.url)
    await anna.write("late")
    await receiver.until(["late"])
    await stand_in.close()
    await stand_in.start()
    await receiver.until(["late"] * 4)


async def test_a_webhook_shuts_out_polling(
    bot: ClientBot, anna: Person, receiver: Receiver
) -> None:
    """`getUpdates` is 409 while a webhook is set and works again without it."""
    await bot.set_webhook(receiver.url, allowed_updates=["message"], max_connections=7)
    info = await bot.get_webhook_info()
    assert (info.allowed_updates, info.max_connections) == (("message",), 7)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.set_webhook("")
    assert (await bot.get_webhook_info()).url == ""
    await anna.write("hello")
    assert len(await bot.get_updates(timeout=5)) == 1


async def test_nobody_listens_at_the_webhook(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """A refused connection is told by getWebhookInfo, and the update waits."""
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await anna.write("hello")
    queue = stand_in.world.only_bot().updates
    seen = stand_in.world.changes.version
    await stand_in.world.changes.after(seen + 1, 5)
    info = await bot.get_webhook_info()
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    assert len(queue.waiting) == 1


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("ftp://example.org", None, "bad webhook: https url must be provided"),
        ("https://example.org", "not allowed!", "secret token contains unallowed characters"),
    ],
)
async def test_a_bad_webhook_is_refused(
    bot: ClientBot, url: str, secret: str | None, words: str
) -> None:
    """An address of another kind and a secret with other characters are refused."""
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.set_webhook(url, secret_token=secret)
