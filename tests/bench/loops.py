"""What the service is compared with on the wire: loops that send a text and know nothing else."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlencode

import aiohttp
from telegram import Bot, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.request import HTTPXRequest

from reminder.bot.gateway import Gateway
from reminder.bot.limits import Limiter, Rates
from reminder.bot.transport import Transport
from reminder.care.outcomes import NotBegun
from reminder.demonstration import TOKEN
from reminder.outgoing import Outgoing

TEXT = "<b>Aftercare Clinic</b>\n\n• sauna and steam, sunbathing until Thu 24 Sep, 14:30" * 3


async def in_turn(
    chats: Sequence[int], in_flight: int, send: Callable[[int], Awaitable[object]]
) -> None:
    """Send to each chat, so many at a time."""
    waiting = iter(chats)

    async def work() -> None:
        for chat in waiting:
            await send(chat)

    await asyncio.gather(*(work() for _ in range(in_flight)))


async def stock(url: str, chats: Sequence[int], in_flight: int) -> None:
    """python-telegram-bot as it comes, its pool widened to what is in flight."""
    request = HTTPXRequest(connection_pool_size=in_flight, pool_timeout=600)
    async with Bot(TOKEN, base_url=f"{url}/bot", request=request) as bot:

        async def send(chat: int) -> None:
            await bot.send_message(
                chat,
                TEXT,
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )

        await in_turn(chats, in_flight, send)


async def gateway(url: str, chats: Sequence[int], in_flight: int) -> None:
    """The service's own way to Telegram, without rows before it or after it."""
    transport = Transport(connections=in_flight)
    limiter = Limiter(Rates(bot=None, chat=None))

    async def nothing_against_it() -> NotBegun | None:
        return None

    async with Gateway(TOKEN, url, limiter, transport=transport) as opened:

        async def send(chat: int) -> None:
            outgoing = Outgoing(TEXT)
            await opened.send(outgoing, chat, message_id_to_edit=None, before=nothing_against_it)

        await in_turn(chats, in_flight, send)


async def bare(url: str, chats: Sequence[int], in_flight: int) -> None:
    """Aiohttp by hand, and the answer read as a Message: the least that a bot can do."""
    bot = Bot(TOKEN)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def send(chat: int) -> None:
            form = urlencode({"chat_id": chat, "text": TEXT, "parse_mode": "HTML"}).encode()
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            address = f"{url}/bot{TOKEN}/sendMessage"
            async with session.post(address, data=form, headers=headers) as response:
                Message.de_json(json.loads(await response.read())["result"], bot)

        await in_turn(chats, in_flight, send)
