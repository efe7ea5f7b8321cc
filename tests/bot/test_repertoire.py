"""What a server cannot do is done without, or in another way, and warned of once."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs
from telegram.error import BadRequest

from reminder.bot.gateway import Gateway, Menu, Unanswered
from reminder.bot.limits import Limiter, Rates
from reminder.care.outcomes import Delivered, NotBegun, Outcome, Refusal, Refused, Uncertain
from reminder.outgoing import Attachment, Outgoing
from tests.bot.conftest import TOKEN
from tests.bot.servers import body, http_server

LINK = "https://t.me/aftercare_bot?start=abcdefghijklmnopqrstuv"
Fails = Callable[[], web.Response]


def not_found() -> web.Response:
    """Refuse as Telegram refuses an unknown method."""
    refusal = {"ok": False, "error_code": 404, "description": "Not Found"}
    return web.json_response(refusal, status=404)


def fault() -> web.Response:
    """Fail as some servers do at an unknown method."""
    return web.json_response({"message": "not supported"}, status=500)


def refused_with_200() -> web.Response:
    """Refuse in the body alone."""
    return web.json_response({"ok": False, "error_code": 404, "description": "unknown"})


def page() -> web.Response:
    """Answer as a web server does that knows nothing of the Bot API."""
    return web.Response(status=404, text="<h1>Not Found</h1>", content_type="text/html")


@asynccontextmanager
async def server(fails: Fails, able: set[str]) -> AsyncIterator[tuple[Gateway, list[str]]]:
    """Serve the methods of `able` and fail at all others; yields the gateway and the calls."""
    calls: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        calls.append(method)
        await request.read()
        return body({"message_id": len(calls)}) if method in able else fails()

    unlimited = Limiter(Rates(None, None))
    async with http_server(answer) as url, Gateway(TOKEN, url, unlimited) as gateway:
        yield gateway, calls


async def say(gateway: Gateway, outgoing: Outgoing, edit: int | None = None) -> Outcome | NotBegun:
    """Send to somebody whom nothing holds back."""

    async def go() -> None:
        """Say that nothing stands against it."""

    return await gateway.send(outgoing, 5, message_id_to_edit=edit, before=go)


@pytest.mark.parametrize("fails", [not_found, fault, refused_with_200, page])
async def test_text_stands_in_for_what_a_server_cannot_do(fails: Fails) -> None:
    """A picture becomes its link, an edit a new message; menus and presses are left out."""
    async with server(fails, {"sendMessage"}) as (gateway, calls):
        with capture_logs() as logged:
            for _ in range(2):
                assert isinstance(await say(gateway, Outgoing("Scan", qr=LINK)), Delivered)
                assert isinstance(await say(gateway, Outgoing("Done"), edit=3), Delivered)
                await gateway.set_menus([Menu((("stop", "Stop"),))])
                await gateway.answer_press("1")
    assert calls[:4] == ["sendPhoto", "sendMessage", "editMessageText", "sendMessage"]
    warned = [entry["method"] for entry in logged if entry["log_level"] == "warning"]
    assert warned == ["sendPhoto", "editMessageText", "setMyCommands", "answerCallbackQuery"]


async def test_a_fault_of_what_has_worked_is_a_fault() -> None:
    """Once a server has carried out an edit, one of the 500s leaves it open what became of it."""
    able = {"editMessageText", "sendMessage"}
    async with server(fault, able) as (gateway, calls):
        assert await say(gateway, Outgoing("1"), edit=3) == Delivered(3)
        able.clear()
        outcome = await say(gateway, Outgoing("2"), edit=3)
    assert outcome == Uncertain("HTTP 500", server_fault=True)
    assert calls == ["editMessageText", "editMessageText"]


async def test_a_file_that_cannot_be_sent_is_refused() -> None:
    """No text can stand in for a file; after one of the 500s it is tried again."""
    sheet = Outgoing("Sheet", attachment=Attachment("sheet.html", b"<p>x</p>"))
    async with server(not_found, {"sendMessage"}) as (gateway, _):
        assert await say(gateway, sheet) == Refused(Refusal.UNSUPPORTED)
    async with server(fault, {"sendMessage"}) as (gateway, _):
        assert await say(gateway, sheet) == Uncertain("HTTP 500", server_fault=True)


async def test_a_message_without_a_number_is_sent_anew_instead_of_edited() -> None:
    """A press that does not say where it was pressed is answered below."""
    async with server(not_found, {"sendMessage", "editMessageText"}) as (gateway, calls):
        assert isinstance(await say(gateway, Outgoing("x"), edit=0), Delivered)
    assert calls == ["sendMessage"]


async def test_a_refusal_without_a_code_is_a_bad_request() -> None:
    """HTTP 200 with ok false and no number is no success."""

    async def answer(_request: web.Request) -> web.Response:
        return web.json_response({"ok": False, "description": "no such thing"})

    async with http_server(answer) as url, Gateway(TOKEN, url, Limiter()) as gateway:
        with pytest.raises(BadRequest, match="no such thing"):
            await gateway.bot.send_message(5, "x")
        outcome = await say(gateway, Outgoing("x"))
    assert outcome == Refused(Refusal.BAD_REQUEST)


@pytest.mark.parametrize("result", [None, {"surprise": 1}, "x", {"username": "a_bot"}])
async def test_an_unreadable_name_is_asked_for_again(result: Any) -> None:
    """A getMe without a usable bot in it is no reason to end."""

    async def answer(_request: web.Request) -> web.Response:
        return body(result)

    async with http_server(answer) as url, Gateway(TOKEN, url, Limiter()) as gateway:
        me = await gateway.me()
    assert isinstance(me, Unanswered)
    assert me.reason == "unreadable answer"
