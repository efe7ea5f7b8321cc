"""Every control over HTTP, and the stand-in in a process of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot as ClientBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

from reminder.demo.pixel import PICTURE
from reminder.demo.stand_in import Person, StandIn, Suggestion
from tests.demo.conftest import NOW, TOKEN


class Controls:
    """A client of /control/."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def get(self, path: str) -> Any:
        """What a GET answers."""
        answer = await self.http.get(f"/control/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str, status: int = 200, **body: Any) -> Any:
        """What a POST answers, with the status expected."""
        answer = await self.http.post(f"/control/{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture
async def control(stand_in: StandIn) -> AsyncIterator[Controls]:
    """Controls of the running stand-in."""
    async with httpx.AsyncClient(base_url=stand_in.url) as http:
        yield Controls(http)


async def test_people_act_over_http(stand_in: StandIn, bot: ClientBot, control: Controls) -> None:
    """A person is added, opens, writes, edits, sends a photo, presses, blocks and unblocks."""
    anna = await control.post("people", first_name="Anna", language_code="ru")
    path = f"people/{anna['id']}"
    await control.post(f"{path}/open", link="https://t.me/aftercare_bot?start=abc")
    written = await control.post("people/Anna/write", text="helo")
    await control.post(f"{path}/edit", message_id=written["message_id"], text="hello")
    await control.post(f"{path}/photo", caption="look")
    keyboard = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Yes", callback_data="y"))
    sent = await bot.send_message(anna["id"], "Agree?", reply_markup=keyboard)
    pressing = asyncio.create_task(control.post(f"{path}/press", button="Yes"))
    await stand_in.wait_for(lambda: stand_in.world.only_bot().queries)
    query_id = next(iter(stand_in.world.only_bot().queries))
    await bot.answer_callback_query(query_id, "Saved")
    assert await pressing == {"text": "Saved", "show_alert": False, "answered": True}
    forged = await control.post(
        f"{path}/press", data="forged", message_id=sent.message_id, timeout=0.01
    )
    assert not forged["answered"]
    await control.post(f"{path}/block")
    await control.post(f"{path}/write", text="x", status=409)
    await control.post(f"{path}/unblock")
    messages = await control.get(f"{path}/messages")
    assert [message["text"] for message in messages] == ["/start abc", "hello", "look", "Agree?"]
    assert messages[3]["buttons"] == [[{"text": "Yes", "callback_data": "y"}]]
    kinds = [next(k for k in u.to_dict() if k != "update_id") for u in await bot.get_updates()]
    assert kinds == [
        "message",
        "message",
        "edited_message",
        "message",
        "callback_query",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ]
    assert [person["first_name"] for person in await control.get("people")] == ["Anna"]


@pytest.mark.usefixtures("anna")
async def test_what_is_not_there_is_said(control: Controls) -> None:
    """Unknown people, buttons, bots and missing or bad values name themselves."""
    nobody = await control.post("people/Zoe/write", text="x", status=404)
    assert nobody == {"error": "there is nobody called Zoe"}
    assert "no button" in (await control.post("people/Anna/press", button="x", status=404))["error"]
    missing = await control.post("people/Anna/write", status=400)
    assert missing == {"error": "text is missing"}
    await control.post("people/Anna/write", text="x", bot="nobody_bot", status=404)
    await control.post("people/Anna/open", link="not a payload", status=400)
    await control.post("people", nonsense=1, status=400)
    await control.post("faults", method="sendMessage", fault="earthquake", status=400)
    await control.post("bots", token="bad", username="x", status=400)
    list_body = await control.http.post("/control/limits", json=[1])
    form = await control.http.post("/control/limits", data={"enabled": "1"})
    assert (list_body.status_code, form.status_code) == (400, 400)
    assert form.json() == {"error": "send JSON as application/json"}


async def test_faults_limits_and_calls_over_http(
    stand_in: StandIn, bot: ClientBot, anna: Person, control: Controls
) -> None:
    """Faults are ordered, paused requests released, limits switched, calls read."""
    await anna.open()
    await control.post("faults", method="sendMessage", fault="http_error", status_=1)
    with pytest.raises(NetworkError, match="502"):
        await bot.send_message(anna.id, "x")
    await control.post("faults", method="sendMessage", fault="pause")
    sending = asyncio.create_task(bot.send_message(anna.id, "paused"))
    await stand_in.wait_for(lambda: stand_in.calls[-1].status == 0)
    await control.post("faults/release")
    await sending
    await control.post("faults", method="*", fault="too_many", retry_after=3, times=None)
    await control.http.delete("/control/faults")
    await bot.send_photo(anna.id, PICTURE, filename="qr.png")
    await control.post("limits", enabled=True)
    assert stand_in.limits.enabled
    calls = await control.get("calls?after=1")
    assert [(call["method"], call["status"]) for call in calls] == [
        ("sendMessage", 502),
        ("sendMessage", 200),
        ("sendPhoto", 200),
    ]
    assert calls[2]["files"] == {"photo": ["qr.png", len(PICTURE)]}


async def test_a_bot_is_added_over_http(control: Controls) -> None:
    """A second bot is registered, and people then name the one they mean."""
    added = await control.post("bots", token="777:OTHER", username="other_bot")
    assert added == {"id": 777, "username": "other_bot"}
    await control.post("people", first_name="Boris")
    await control.post("people/Boris/write", text="hi", bot="other_bot")
    messages = await control.get("people/Boris/messages?bot=other_bot")
    assert [message["text"] for message in messages] == ["hi"]


async def test_files_are_shown_safely(bot: ClientBot, anna: Person, control: Controls) -> None:
    """A picture is served as what it is, any other file only as a download."""
    await anna.open()
    await bot.send_photo(anna.id, PICTURE)
    await bot.send_document(anna.id, b"<script>alert(1)</script>", filename='a".html')
    photo, document = (await control.get(f"people/{anna.id}/messages"))[1:]
    seen = await control.http.get(photo["photo"]["url"])
    assert (seen.headers["content-type"], seen.content) == ("image/png", PICTURE)
    downloaded = await control.http.get(document["document"]["url"])
    assert downloaded.headers["content-type"] == "application/octet-stream"
    assert downloaded.headers["content-disposition"].startswith('attachment; filename="a_')
    assert (await control.http.get("/control/files/1/none")).status_code == 404


async def test_the_state_says_all_that_the_page_shows(
    stand_in: StandIn, bot: ClientBot, anna: Person, control: Controls
) -> None:
    """The first person is reception; link, suggestions, menu, pin and typing are in the state."""
    boris = stand_in.add_person("Boris")
    await anna.open()
    stand_in.suggest(anna, [Suggestion("Enrol", "/enrol")])
    await control.post("suggestions", patients=[{"label": "STOP", "text": "STOP"}])
    await control.post("page", title="Glow", zone="Europe/Warsaw")
    await bot.set_my_commands([("stop", "Stop")])
    sent = await bot.send_message(anna.id, "Open t.me/aftercare_bot?start=abc now")
    await sent.pin()
    await bot.send_chat_action(anna.id, "typing")
    state = await control.get("state")
    assert (state["title"], state["zone"], state["now"]) == (
        "Glow",
        "Europe/Warsaw",
        NOW.isoformat(),
    )
    assert state["link"] == "https://t.me/aftercare_bot?start=abc"
    reception, patient = state["phones"]
    assert (reception["role"], patient["role"]) == ("reception", "patient")
    assert reception["suggestions"] == [{"label": "Enrol", "text": "/enrol"}]
    assert patient["suggestions"] == [{"label": "STOP", "text": "STOP"}]
    assert reception["commands"] == [{"command": "stop", "description": "Stop"}]
    assert (reception["pinned"], reception["action"]) == (sent.message_id, "typing")
    assert not patient["scanned"]
    await boris.open(state["link"])
    assert (await control.get("state"))["phones"][1]["scanned"]


async def test_each_phone_sees_the_links_that_it_has_not_opened(
    stand_in: StandIn, bot: ClientBot, anna: Person, control: Controls
) -> None:
    """Several enrolments made at once can each be opened, the newest first."""
    boris = stand_in.add_person("Boris")
    await anna.open()
    for name in ("Vera", "Nina"):
        await bot.send_message(anna.id, f"{name}\nt.me/aftercare_bot?start={name}")
    links = (await control.get("state"))["phones"][1]["links"]
    assert [(one["label"], one["link"][-4:]) for one in links] == [
        ("Nina", "Nina"),
        ("Vera", "Vera"),
    ]
    await boris.open(links[1]["link"])
    (left,) = (await control.get("state"))["phones"][1]["links"]
    assert left["label"] == "Nina"


async def test_the_state_waits_for_news(anna: Person, control: Controls) -> None:
    """Asked with the version it has, the page gets an answer when something changes."""
    version = (await control.get("state"))["version"]
    waiting = asyncio.create_task(control.get(f"state?version={version}"))
    await anna.open()
    state = await waiting
    assert state["version"] > version
    assert state["phones"][0]["messages"][0]["text"] == "/start"


class StoppedClock:
    """A service's clock in a test's hands."""

    def __init__(self) -> None:
        self.at = NOW
        self.let_go = asyncio.Event()
        self.let_go.set()

    def now(self) -> datetime:
        """The service's time."""
        return self.at

    async def next_message(self) -> datetime | None:
        """Nothing waits."""
        await self.let_go.wait()
        return None

    async def advance(self, by: timedelta) -> None:
        """On by so much."""
        self.at += by


async def test_the_clock_is_moved_over_http() -> None:
    """Hours and days move the service's clock, once at a time, never back."""
    clock = StoppedClock()
    stand_in = StandIn(clock=clock)
    await stand_in.start()
    async with httpx.AsyncClient(base_url=stand_in.url) as http:
        control = Controls(http)
        assert await control.get("clock") == {
            "now": NOW.isoformat(),
            "movable": True,
            "busy": False,
        }
        await control.post("clock/advance", hours=1, days=1)
        assert clock.at == NOW + timedelta(days=1, hours=1)
        await control.post("clock/advance", hours=-1, status=400)
        clock.let_go.clear()
        moving = asyncio.create_task(control.post("clock/next"))
        await stand_in.wait_for(lambda: stand_in.stage.busy)
        busy = await control.post("clock/advance", hours=1, status=409)
        assert busy == {"error": "the clock is moving already"}
        clock.let_go.set()
        assert await moving == {"now": clock.at.isoformat(), "moved_to": None}
        assert stand_in.stage.moves == 2
    await stand_in.close()


async def test_without_a_clock_nothing_moves(control: Controls) -> None:
    """A stand-in without the service's clock says so."""
    assert not (await control.get("clock"))["movable"]
    await control.post("clock/next", status=409)


async def test_the_page_asks_nothing_of_other_places(control: Controls) -> None:
    """All files of the page are served here, under a policy that allows no other place."""
    page = await control.http.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("page.css", "chat.css", "page.js", "phone.js", "message.js", "icon.svg"):
        file = await control.http.get(f"/page/{name}")
        assert file.status_code == 200
        outside = file.text.replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in outside, name
        assert "https://" not in outside, name


async def test_it_runs_alone_in_its_own_process() -> None:
    """`python -m reminder.demo` prints its address first, serves, and ends on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "reminder.demo", "--bot", f"{TOKEN}:aftercare_bot",
        "--person", "Reception", "--limits",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(20):
        url = (await process.stdout.readline()).decode().strip()
        async with (
            httpx.AsyncClient(base_url=url) as http,
            ClientBot(TOKEN, base_url=f"{url}/bot", request=HTTPXRequest()) as bot,
        ):
            control = Controls(http)
            await control.post("people/Reception/open", link="abc")
            update = (await bot.get_updates(timeout=5))[0]
            assert update.message is not None
            await update.message.reply_text("Welcome")
            messages = await control.get("people/Reception/messages")
            assert [message["text"] for message in messages] == ["/start abc", "Welcome"]
        process.terminate()
        assert await process.wait() == 0
