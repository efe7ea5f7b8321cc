"""Bad days: what a client sees, and what has happened all the same."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from telegram import Bot as ClientBot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from reminder.demo.stand_in import (
    AnswerLost,
    Hang,
    HangAfter,
    HttpError,
    Pause,
    Person,
    Refuse,
    Reset,
    StandIn,
    TooMany,
)
from tests.demo.conftest import client


def texts(person: Person) -> list[str]:
    """What the bot has written."""
    return [message.text for message in person.received()]


async def test_an_answer_is_lost_after_delivery(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """The message arrives, the connection closes, and the client cannot know."""
    await anna.open()
    stand_in.faults.add("sendMessage", AnswerLost())
    with pytest.raises(NetworkError) as lost:
        await bot.send_message(anna.id, "once")
    assert isinstance(lost.value.__cause__, httpx.RemoteProtocolError)
    assert texts(anna) == ["once"]
    await bot.send_message(anna.id, "twice")
    assert texts(anna) == ["once", "twice"]


async def test_a_reset_delivers_nothing(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """The connection is reset before anything is carried out."""
    await anna.open()
    stand_in.faults.add("sendMessage", Reset())
    with pytest.raises(NetworkError) as reset:
        await bot.send_message(anna.id, "x")
    assert isinstance(reset.value.__cause__, httpx.ReadError)
    assert texts(anna) == []


async def test_a_hang_delivers_nothing(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """A request that hangs times out at the client and is never carried out."""
    await anna.open()
    stand_in.faults.add("sendMessage", Hang(30))
    with pytest.raises(TimedOut) as hang:
        await bot.send_message(anna.id, "x", read_timeout=0.1)
    assert isinstance(hang.value.__cause__, httpx.ReadTimeout)
    assert texts(anna) == []


async def test_a_hang_ends_with_a_closed_connection(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """A client that waits longer than the hang sees the connection close."""
    await anna.open()
    stand_in.faults.add("sendMessage", Hang(0.01))
    with pytest.raises(NetworkError):
        await bot.send_message(anna.id, "x")
    assert texts(anna) == []


async def test_a_hang_after_delivery(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """The message is delivered though the client times out; a patient client gets the answer."""
    await anna.open()
    stand_in.faults.add("sendMessage", HangAfter(30))
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "x", read_timeout=0.1)
    await stand_in.wait_for(lambda: texts(anna) == ["x"])
    stand_in.faults.add("sendMessage", HangAfter(0.01))
    assert (await bot.send_message(anna.id, "y")).text == "y"


@pytest.mark.parametrize("status", [500, 502])
async def test_a_proxy_answers_in_html(
    stand_in: StandIn, bot: ClientBot, anna: Person, status: int
) -> None:
    """5xx with an HTML body delivers nothing; afterwards all is well."""
    await anna.open()
    stand_in.faults.add("sendMessage", HttpError(status, "<html>oops</html>"), times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match=str(status)):
            await bot.send_message(anna.id, "x")
    assert texts(anna) == []
    await bot.send_message(anna.id, "y")
    assert [call.status for call in stand_in.calls[-3:]] == [status, status, 200]


async def test_too_many_says_when(
    stand_in: StandIn, bot: ClientBot, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """429 carries retry_after, and nothing is delivered."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await anna.open()
    stand_in.faults.add("sendMessage", TooMany(7))
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(anna.id, "x")
    assert flood.value.retry_after == timedelta(seconds=7)
    assert texts(anna) == []


async def test_a_refusal_in_any_words(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """Whatever Telegram might say can be said, here to one chat alone."""
    await anna.open()
    boris = stand_in.add_person("Boris")
    await boris.open()
    stand_in.faults.add(
        "sendMessage", Refuse(400, "Bad Request: strange"), times=None, chat_id=anna.id
    )
    for _ in range(2):
        with pytest.raises(BadRequest, match="Strange"):
            await bot.send_message(anna.id, "x")
    await bot.send_message(boris.id, "y")
    stand_in.faults.clear()
    await bot.send_message(anna.id, "z")
    assert (texts(anna), texts(boris)) == (["z"], ["y"])


async def test_a_send_can_be_stopped_in_the_middle(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """A paused delivery waits, others pass, and it goes on when it is let go."""
    await anna.open()
    let_go = asyncio.Event()
    stand_in.faults.add("sendMessage", Pause(let_go))
    sending = asyncio.create_task(bot.send_message(anna.id, "paused"))
    await stand_in.wait_for(
        lambda: [c for c in stand_in.calls if c.method == "sendMessage" and c.status == 0]
    )
    await bot.send_message(anna.id, "passed")
    assert texts(anna) == ["passed"]
    let_go.set()
    await sending
    assert texts(anna) == ["passed", "paused"]


async def test_a_paused_send_is_delivered_though_its_sender_died(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """What Telegram has received is delivered even if the client is gone by then."""
    await anna.open()
    let_go = asyncio.Event()
    stand_in.faults.add("sendMessage", Pause(let_go))
    with pytest.raises(TimedOut):
        await bot.send_message(anna.id, "last words", read_timeout=0.1)
    await stand_in.wait_for(lambda: stand_in.calls[-1].method == "sendMessage")
    let_go.set()
    await stand_in.wait_for(lambda: texts(anna) == ["last words"])


async def test_closing_ends_what_waits(anna: Person, stand_in: StandIn) -> None:
    """A server that goes down lets go of paused sends, undelivered, and of polls."""
    await anna.open()
    stand_in.faults.add("sendMessage", Pause(asyncio.Event()))
    async with client(stand_in) as bot:
        (start,) = await bot.get_updates()
        known = len(stand_in.calls)
        sending = asyncio.create_task(bot.send_message(anna.id, "x"))
        polling = asyncio.create_task(bot.get_updates(offset=start.update_id + 1, timeout=30))
        await stand_in.wait_for(lambda: len(stand_in.calls) >= known + 2)
        await stand_in.close()
        answers = await asyncio.gather(sending, polling, return_exceptions=True)
    assert all(isinstance(answer, NetworkError) or answer == () for answer in answers), answers
    assert texts(anna) == []


async def test_an_outage_ends_where_it_began(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """Closed, it refuses connections; started again on its port, chats and updates are there."""
    await anna.open("abc")
    port = int(stand_in.url.rsplit(":", maxsplit=1)[-1])
    await stand_in.close()
    with pytest.raises(NetworkError) as refused:
        await bot.send_message(anna.id, "x")
    assert isinstance(refused.value.__cause__, httpx.ConnectError)
    await stand_in.start(port=port)
    update = (await bot.get_updates(timeout=5))[0]
    assert update.message is not None
    await update.message.reply_text("back")
    assert texts(anna) == ["back"]


async def test_every_request_is_on_record(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """Calls keep method, parameters, files and status, in order."""
    await anna.open()
    await bot.send_document(anna.id, b"plan", filename="plan.ics", caption="Plan")
    with pytest.raises(BadRequest):
        await bot.send_message(1, "x")
    document, refused = stand_in.calls[-2:]
    assert (document.method, document.status, document.params["caption"]) == (
        "sendDocument",
        200,
        "Plan",
    )
    assert document.files == {"document": ("plan.ics", b"plan")}
    assert (refused.method, refused.status) == ("sendMessage", 400)


async def test_parameters_come_in_any_form(stand_in: StandIn, bot: ClientBot, anna: Person) -> None:
    """Query, form and JSON say the same, the method's name in any case."""
    await anna.open()
    address = f"{stand_in.url}/bot{bot.token}/sendMESSAGE"
    entities = [{"type": "bold", "offset": 0, "length": 1}]
    async with httpx.AsyncClient() as http:
        query = await http.get(address, params={"chat_id": anna.id, "text": "a"})
        form = await http.post(
            address, data={"chat_id": anna.id, "text": "b", "entities": json.dumps(entities)}
        )
        body = await http.post(
            address, json={"chat_id": anna.id, "text": "c", "entities": entities}
        )
        broken = await http.post(address, content="{", headers={"Content-Type": "application/json"})
        malformed = await http.get(f"{stand_in.url}/botnonsense/getMe")
        no_file = await http.get(f"{stand_in.url}/file/bot{bot.token}/photos/none.png")
    assert [answer.json()["result"]["text"] for answer in (query, form, body)] == ["a", "b", "c"]
    assert [message.html for message in anna.received()] == ["a", "<b>b</b>", "<b>c</b>"]
    assert broken.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: can't parse JSON object",
    }
    assert (malformed.status_code, no_file.status_code) == (404, 404)
