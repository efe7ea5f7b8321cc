import asyncio
from datetime import timedelta

import pytest
from aiohttp import web
from structlog.testing import capture_logs
from telegram import User
from telegram.error import ChatMigrated, Conflict, RetryAfter, TelegramError

from reminder.bot.gateway import Gateway, Menu, Unanswered
from reminder.bot.limits import Limiter, Priority, Rates
from reminder.bot.refusals import outcome_of
from reminder.bot.transport import NotSent
from reminder.care.outcomes import (
    Deferred,
    Delivered,
    NotBegun,
    Outcome,
    Refusal,
    Refused,
    Uncertain,
)
from reminder.demo.stand_in import (
    AnswerLost,
    HangAfter,
    HttpError,
    Person,
    Refuse,
    Reset,
    StandIn,
    TooMany,
)
from reminder.errors import TokenRejected
from reminder.outgoing import Attachment, Button, Outgoing
from reminder.pictures.drawing import timeline_png
from reminder.pictures.qr import qr_png
from reminder.pictures.timeline import Stretch
from tests.bot.conftest import TOKEN
from tests.bot.servers import body, free_port, http_server
from tests.pictures.test_drawing import DAY, FIRST, timeline

LINK = "https://t.me/aftercare_bot?start=abcdefghijklmnopqrstuv"


async def go() -> None:
    """Say that nothing stands against sending."""


async def say(
    gateway: Gateway, person: Person, outgoing: Outgoing, edit: int | None = None
) -> Outcome | NotBegun:
    """Send to a person whom nothing holds back."""
    return await gateway.send(outgoing, person.id, message_id_to_edit=edit, before=go)


def methods(stand_in: StandIn) -> list[str]:
    """Return the calls that Telegram has had, in order."""
    return [call.method for call in stand_in.calls]


async def test_a_text_arrives_as_it_was_meant(gateway: Gateway, anna: Person) -> None:
    """HTML, buttons of both kinds and silence come through."""
    outcome = await say(
        gateway,
        anna,
        Outgoing(
            "Makeup: <b>from tomorrow</b> &amp; on",
            buttons=((Button("Stop", data="p:stop:1"),), (Button("Map", url="https://e.org/"),)),
            silent=True,
        ),
    )
    shown = anna.last()
    assert outcome == Delivered(shown.message_id)
    assert shown.text == "Makeup: from tomorrow & on"
    assert "<b>" in shown.html
    assert shown.silent
    assert [[b.text for b in row] for row in shown.buttons] == [["Stop"], ["Map"]]
    assert shown.buttons[0][0].callback_data == "p:stop:1"
    assert shown.buttons[1][0].url == "https://e.org/"


async def test_links_get_no_preview(gateway: Gateway, anna: Person, stand_in: StandIn) -> None:
    """A link never unfolds into a picture of a page in the patient's chat."""
    await say(gateway, anna, Outgoing("https://example.org"))
    assert "is_disabled" in str(stand_in.calls[-1].params["link_preview_options"])
    assert not anna.last().silent


async def test_a_qr_picture_arrives_with_its_text(gateway: Gateway, anna: Person) -> None:
    """An invitation is a picture big enough to be scanned, with the text below."""
    await say(gateway, anna, Outgoing("Show this <i>code</i>", qr=LINK))
    shown = anna.last()
    assert shown.text == "Show this code"
    assert shown.photo == qr_png(LINK)
    width, height = (int.from_bytes(shown.photo[i : i + 4], "big") for i in (16, 20))
    assert width == height
    assert width >= 400


async def test_a_picture_arrives_and_is_exchanged(gateway: Gateway, anna: Person) -> None:
    """A picture made beforehand is shown above its text; an edit puts another in its place."""
    one, two = (Attachment("plan.png", qr_png(text), picture=True) for text in ("one", "two"))
    await say(gateway, anna, Outgoing("Your <b>plan</b>", attachment=one))
    at = anna.last().message_id
    assert (anna.last().photo, anna.last().text) == (one.content, "Your plan")
    edited = await say(gateway, anna, Outgoing("moved", attachment=two), edit=at)
    assert edited == Delivered(at)
    assert (anna.last().photo, anna.last().text) == (two.content, "moved")


async def test_a_plan_is_drawn_as_it_is_sent(gateway: Gateway, anna: Person) -> None:
    """What was stored of a plan is drawn on its way, above its text, each time anew."""
    plan = timeline((Stretch(FIRST, FIRST + 5 * DAY),))
    stored = Outgoing("Your <b>plan</b>", timeline=plan).to_json()
    await say(gateway, anna, Outgoing.from_json(stored))
    at = anna.last().message_id
    assert (anna.last().photo, anna.last().text) == (timeline_png(plan), "Your plan")
    longer = timeline((Stretch(FIRST, FIRST + 6 * DAY),))
    assert await say(gateway, anna, Outgoing("x", timeline=longer), edit=at) == Delivered(at)
    assert anna.last().photo == timeline_png(longer)


async def test_a_refused_picture_leaves_its_text(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """What a picture shows stands in its text too, which then goes out alone and unchanged."""
    stand_in.faults.add("sendPhoto", Refuse(400, "Bad Request: IMAGE_PROCESS_FAILED"))
    shown = Attachment("plan.png", qr_png("one"), picture=True)
    outcome = await say(gateway, anna, Outgoing("Your plan", attachment=shown))
    assert outcome == Delivered(anna.last().message_id)
    assert (anna.last().photo, anna.last().text) == (None, "Your plan")


async def test_a_refused_file_is_left_out_with_a_warning(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """A file for which no text can stand is refused, and the log says so without its name."""
    stand_in.faults.add("sendDocument", Refuse(400, "Bad Request: file is too big"))
    with capture_logs() as logged:
        outcome = await say(gateway, anna, Outgoing("x", attachment=Attachment("a.ics", b"a")))
    assert outcome == Refused(Refusal.BAD_REQUEST)
    assert [e["action"] for e in logged if e["log_level"] == "warning"] == ["send_document"]
    assert anna.received() == []


@pytest.mark.parametrize("text", ["Show this code", f"Show this code {LINK}"])
async def test_a_refused_picture_becomes_a_link(
    gateway: Gateway, anna: Person, stand_in: StandIn, text: str
) -> None:
    """Where pictures are not taken the link goes out as text, once, and the main job goes on."""
    stand_in.faults.add("sendPhoto", Refuse(400, "Bad Request: IMAGE_PROCESS_FAILED"))
    outcome = await say(gateway, anna, Outgoing(text, qr=LINK))
    assert outcome == Delivered(anna.last().message_id)
    assert anna.last().photo is None
    assert anna.last().text.count(LINK) == 1


async def test_a_picture_refused_by_the_chat_stays_refused(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """Where the chat is at fault no text is tried."""
    stand_in.faults.add("sendPhoto", Refuse(400, "Bad Request: chat not found"))
    assert await say(gateway, anna, Outgoing("x", qr=LINK)) == Refused(Refusal.CHAT_NOT_FOUND)
    assert methods(stand_in)[-1] == "sendPhoto"


async def test_a_document_arrives_under_its_name(gateway: Gateway, anna: Person) -> None:
    """A printed sheet is a file with its name in any script; what cannot be in a name is left."""
    sheet = Attachment('пам"ят\nка.html', "<html>Привіт</html>".encode())
    await say(gateway, anna, Outgoing("Your sheet", attachment=sheet))
    assert anna.last().document == ("памятка.html", "<html>Привіт</html>".encode())
    assert anna.last().text == "Your sheet"


async def test_an_edit_changes_the_message(gateway: Gateway, anna: Person) -> None:
    """Text and buttons of a message are replaced where it stands."""
    await say(gateway, anna, Outgoing("one", buttons=((Button("x", data="p:x"),),)))
    at = anna.last().message_id
    assert await say(gateway, anna, Outgoing("two"), edit=at) == Delivered(at)
    assert anna.last().text == "two"
    assert anna.last().buttons == []
    buttons = ((Button("y", data="p:y"),),)
    assert await say(gateway, anna, Outgoing("", buttons=buttons), edit=at) == Delivered(at)
    assert (anna.last().text, anna.last().buttons[0][0].text) == ("two", "y")
    assert len(anna.received()) == 1


async def test_an_edit_that_changes_nothing_is_delivered(gateway: Gateway, anna: Person) -> None:
    """A repeated edit is no error."""
    await say(gateway, anna, Outgoing("same"))
    at = anna.last().message_id
    assert await say(gateway, anna, Outgoing("same"), edit=at) == Delivered(at)


async def test_a_pictures_caption_is_edited(gateway: Gateway, anna: Person) -> None:
    """The QR message turns into "connected" although its text is a caption."""
    await say(gateway, anna, Outgoing("scan", qr=LINK))
    at = anna.last().message_id
    assert await say(gateway, anna, Outgoing("connected"), edit=at) == Delivered(at)
    assert anna.last().text == "connected"
    assert len(anna.received()) == 1


async def test_a_picture_is_exchanged(gateway: Gateway, anna: Person) -> None:
    """An edit with another link shows the other link's code."""
    await say(gateway, anna, Outgoing("scan", qr=LINK))
    at = anna.last().message_id
    assert await say(gateway, anna, Outgoing("scan", qr=LINK[:-1]), edit=at) == Delivered(at)
    assert anna.last().photo == qr_png(LINK[:-1])


@pytest.mark.parametrize(
    "words", ["Bad Request: message to edit not found", "Bad Request: message can't be edited"]
)
async def test_what_can_no_longer_be_edited_is_sent_anew(
    gateway: Gateway, anna: Person, stand_in: StandIn, words: str
) -> None:
    """An edit of a message that is gone or too old becomes a new message."""
    await say(gateway, anna, Outgoing("one"))
    at = anna.last().message_id
    stand_in.faults.add("editMessageText", Refuse(400, words))
    outcome = await say(gateway, anna, Outgoing("two"), edit=at)
    assert outcome == Delivered(anna.last().message_id)
    assert anna.last().message_id != at
    assert anna.last().text == "two"


async def test_a_document_never_edits(gateway: Gateway, anna: Person) -> None:
    """A file is always a new message."""
    await say(gateway, anna, Outgoing("one"))
    at = anna.last().message_id
    await say(gateway, anna, Outgoing("two", attachment=Attachment("a.txt", b"a")), edit=at)
    assert anna.last().message_id != at


@pytest.mark.parametrize(
    ("code", "words", "refusal"),
    [
        (403, "Forbidden: bot was blocked by the user", Refusal.BLOCKED),
        (403, "Forbidden: user is deactivated", Refusal.DEACTIVATED),
        (403, "Forbidden: bot can't initiate conversation with a user", Refusal.CHAT_NOT_FOUND),
        (403, "Forbidden: something new", Refusal.BLOCKED),
        (400, "Bad Request: chat not found", Refusal.CHAT_NOT_FOUND),
        (400, "Bad Request: PEER_ID_INVALID", Refusal.CHAT_NOT_FOUND),
        (400, "Bad Request: can't parse entities", Refusal.BAD_REQUEST),
    ],
)
async def test_refusals_name_who_is_at_fault(
    gateway: Gateway, anna: Person, stand_in: StandIn, code: int, words: str, refusal: Refusal
) -> None:
    """A chat that cannot be written to is told apart from a message that cannot be sent."""
    stand_in.faults.add("sendMessage", Refuse(code, words))
    assert await say(gateway, anna, Outgoing("x")) == Refused(refusal)


async def test_the_stand_ins_own_refusals_are_understood(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """Blocking, deletion, a stranger and broken HTML are refused for what they are."""
    stranger = stand_in.add_person("Nobody")
    outcome = await say(gateway, stranger, Outgoing("x"))
    assert outcome == Refused(Refusal.CHAT_NOT_FOUND)
    assert await say(gateway, anna, Outgoing("<b>")) == Refused(Refusal.BAD_REQUEST)
    await anna.block()
    assert await say(gateway, anna, Outgoing("x")) == Refused(Refusal.BLOCKED)


async def test_a_429_defers_and_halts_the_whole_bot(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """Flood control halts every chat for as long as Telegram says, and the caller is told."""
    stand_in.faults.add("sendMessage", TooMany(17))
    outcome = await say(gateway, anna, Outgoing("x"))
    assert outcome == Deferred(timedelta(seconds=17), "flood control", halts_bot=True)
    assert 16 < gateway.limiter.halted_until - gateway.limiter.now() <= 17


async def test_nothing_there_defers() -> None:
    """Where nobody listens it was surely not delivered."""
    url = f"http://127.0.0.1:{free_port()}"
    async with Gateway(TOKEN, url, Limiter()) as gateway:
        outcome = await gateway.send(Outgoing("x"), 5, message_id_to_edit=None, before=go)
    assert isinstance(outcome, Deferred)
    assert outcome.reason.startswith("not sent: ClientConnector")
    assert not outcome.halts_bot


@pytest.mark.parametrize("fault", [AnswerLost(), Reset(), HangAfter(30)])
async def test_a_lost_answer_is_uncertain(
    gateway: Gateway, anna: Person, stand_in: StandIn, fault: AnswerLost | Reset | HangAfter
) -> None:
    """After a reset, a close or silence it cannot be told whether it arrived."""
    stand_in.faults.add("sendMessage", fault)
    outcome = await say(gateway, anna, Outgoing("x"))
    assert isinstance(outcome, Uncertain)
    assert not outcome.server_fault


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_server_fault_is_uncertain_and_says_so(
    gateway: Gateway, anna: Person, stand_in: StandIn, status: int
) -> None:
    """A 5xx is marked, so that a run of them can be noticed."""
    stand_in.faults.add("sendMessage", HttpError(status))
    outcome = await say(gateway, anna, Outgoing("x"))
    assert outcome == Uncertain(f"HTTP {status}", server_fault=True)


async def test_a_success_that_cannot_be_read_is_uncertain() -> None:
    """A Bot API server that answers oddly has most likely sent it."""

    async def answer(_request: web.Request) -> web.Response:
        return body({"surprise": 1})

    async with http_server(answer) as url, Gateway(TOKEN, url, Limiter()) as gateway:
        outcome = await gateway.send(Outgoing("x"), 5, message_id_to_edit=None, before=go)
        updates = await gateway.get_updates(None, timedelta(), ["message"])
    assert outcome == Uncertain("unreadable answer")
    assert isinstance(updates, Unanswered)


async def test_a_rejected_token_defers(anna: Person, stand_in: StandIn) -> None:
    """With a revoked token nothing is lost: it waits until the operator has put that right."""
    async with Gateway("1:revoked", stand_in.url, Limiter()) as gateway:
        outcome = await say(gateway, anna, Outgoing("x"))
        assert outcome == Deferred(timedelta(minutes=1), "token rejected")
        with pytest.raises(TokenRejected, match=r"token was rejected .*REMINDER_BOT_TOKEN"):
            await gateway.me()


def test_errors_that_only_other_transports_raise_have_an_outcome() -> None:
    """No error of the library is without a meaning."""
    unknown = TelegramError("x")
    assert outcome_of(unknown) == Uncertain("TelegramError")
    assert outcome_of(ChatMigrated(7)) == Refused(Refusal.CHAT_NOT_FOUND)
    assert isinstance(outcome_of(Conflict("x")), Deferred)
    unknown.__cause__ = NotSent("x")
    assert isinstance(outcome_of(unknown), Deferred)


async def test_whole_seconds_are_understood_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wait that the library gives as a number is one in seconds."""
    error = RetryAfter(9)
    monkeypatch.setattr(RetryAfter, "retry_after", 9)
    assert outcome_of(error) == Deferred(timedelta(seconds=9), "flood control", halts_bot=True)


async def test_the_last_look_calls_a_send_off(anna: Person, stand_in: StandIn) -> None:
    """A patient who opts out while the message waits for its turn never gets it."""
    async with Gateway(TOKEN, stand_in.url, Limiter(Rates(bot=0.001, chat=0.001))) as gateway:

        async def opted_out() -> NotBegun | None:
            return NotBegun("opted out")

        async def broken() -> NotBegun | None:
            message = "database gone"
            raise OSError(message)

        calls = len(stand_in.calls)
        # Each turn is given back, or the next would take a quarter of an hour.
        async with asyncio.timeout(5):
            outcome = await gateway.send(
                Outgoing("x"), anna.id, message_id_to_edit=None, before=opted_out
            )
            assert outcome == NotBegun("opted out")
            with pytest.raises(OSError, match="database gone"):
                await gateway.send(Outgoing("x"), anna.id, message_id_to_edit=None, before=broken)
            assert len(stand_in.calls) == calls
            assert isinstance(await say(gateway, anna, Outgoing("y")), Delivered)


async def test_the_last_look_comes_after_the_turn(anna: Person, stand_in: StandIn) -> None:
    """What is asked last is asked when the turn has come, not when the message was queued."""
    limiter = Limiter(Rates(None, None))
    looks = []

    async def look() -> None:
        looks.append(limiter.now())

    async with Gateway(TOKEN, stand_in.url, limiter) as gateway:
        until = limiter.now() + 0.1
        limiter.halt(until)
        await gateway.send(
            Outgoing("x"), anna.id, message_id_to_edit=None, before=look, priority=Priority.ANSWER
        )
    (looked_at,) = looks
    assert looked_at >= until - 0.01


async def test_updates_come_as_they_were_written(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """Updates are handed on unread, and asking from an offset on confirms those before."""
    await anna.write("STOP")
    updates = await gateway.get_updates(None, timedelta(), ["message", "callback_query"])
    assert isinstance(updates, list)
    assert [update["message"]["text"] for update in updates] == ["/start", "STOP"]
    last = updates[-1]["update_id"]
    assert await gateway.get_updates(last + 1, timedelta(), ["message"]) == []
    params = stand_in.calls[-1].params
    assert (params["offset"], params["allowed_updates"]) == (str(last + 1), '["message"]')


@pytest.mark.parametrize("number", [-1, 2**63 - 1, 10**30, None, True, "x", []])
async def test_an_update_without_a_usable_number_is_left_out(
    gateway: Gateway, anna: Person, stand_in: StandIn, number: object
) -> None:
    """One that could not be stored or confirmed would come back for ever and bar all others."""
    await anna.write("STOP")
    stand_in.world.only_bot().updates.waiting[0].body["update_id"] = number
    updates = await gateway.get_updates(None, timedelta(), ["message"])
    assert isinstance(updates, list)
    assert [update["message"]["text"] for update in updates] == ["STOP"]


async def test_waiting_for_updates_ends_when_one_comes(gateway: Gateway, anna: Person) -> None:
    """A long poll is answered at once when somebody writes."""
    first = await gateway.get_updates(None, timedelta(), ["message"])
    assert isinstance(first, list)
    waiting = asyncio.create_task(
        gateway.get_updates(first[-1]["update_id"] + 1, timedelta(seconds=20), ["message"])
    )
    await anna.write("hello")
    async with asyncio.timeout(5):
        updates = await waiting
    assert isinstance(updates, list)
    assert len(updates) == 1


async def test_updates_without_an_answer_say_why(gateway: Gateway, stand_in: StandIn) -> None:
    """A second poller, a fault and flood control are values with a wait."""
    stand_in.faults.add(
        "getUpdates", Refuse(409, "Conflict: terminated by other getUpdates request")
    )
    first = await gateway.get_updates(None, timedelta(), [])
    assert isinstance(first, Unanswered)
    assert first.conflict
    stand_in.faults.add("getUpdates", HttpError(502))
    assert await gateway.get_updates(None, timedelta(), []) == Unanswered(
        "HTTP 502", timedelta(seconds=5)
    )
    stand_in.faults.add("getUpdates", TooMany(9))
    third = await gateway.get_updates(None, timedelta(), [])
    assert isinstance(third, Unanswered)
    assert third.wait == timedelta(seconds=9)
    stand_in.faults.add("getUpdates", Refuse(400, "Bad Request: wrong"))
    assert isinstance(await gateway.get_updates(None, timedelta(), []), Unanswered)


async def test_it_knows_its_own_name(gateway: Gateway, stand_in: StandIn) -> None:
    """The bot's account is told, and a fault of the server is a value."""
    me = await gateway.me()
    assert isinstance(me, User)
    assert me.username == "aftercare_bot"
    stand_in.faults.add("getMe", HttpError(503))
    assert isinstance(await gateway.me(), Unanswered)


async def test_a_press_is_answered(gateway: Gateway, anna: Person) -> None:
    """Who presses a button sees what came of it, cut to what Telegram shows."""
    await say(gateway, anna, Outgoing("?", buttons=((Button("Yes", data="p:yes"),),)))
    pressing = asyncio.create_task(anna.press("Yes"))
    updates = await gateway.get_updates(None, timedelta(seconds=5), ["callback_query"])
    assert isinstance(updates, list)
    await gateway.answer_press(updates[-1]["callback_query"]["id"], "Done" * 100)
    answer = await pressing
    assert answer is not None
    assert answer.text == ("Done" * 100)[:200]


async def test_menus_are_set_for_all_and_for_one(
    gateway: Gateway, anna: Person, stand_in: StandIn
) -> None:
    """Patients see their commands in their language, one member of staff sees more."""
    await gateway.set_menus(
        [
            Menu((("stop", "Stop all messages"),)),
            Menu((("stop", "Отписаться"),), language="ru"),
            Menu((("enrol", "Enrol a patient"),), chat_id=anna.id),
        ]
    )
    sent = [call.params for call in stand_in.calls if call.method == "setMyCommands"]
    assert len(sent) == 3
    assert "all_private_chats" in str(sent[0]["scope"])
    assert sent[1]["language_code"] == "ru"
    assert str(anna.id) in str(sent[2]["scope"])


async def test_niceties_fail_quietly(gateway: Gateway, stand_in: StandIn) -> None:
    """A menu or a press that fails stops nothing, but a 429 in it halts the bot."""
    stand_in.faults.add("setMyCommands", HttpError(502))
    await gateway.set_menus([Menu((("stop", "Stop"),)), Menu((("help", "Help"),))])
    assert methods(stand_in) == ["setMyCommands", "setMyCommands"]
    stand_in.faults.add("answerCallbackQuery", TooMany(9))
    await gateway.answer_press("1")
    assert gateway.limiter.halted_until > gateway.limiter.now() + 8
