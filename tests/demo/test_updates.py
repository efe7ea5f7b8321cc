"""What people do reaches the bot: polling, confirmation, conflicts."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot as ClientBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, MessageEntityType
from telegram.error import BadRequest, Conflict

from reminder.demo.stand_in import Person, PressAnswer, StandIn
from tests.demo.conftest import NOW, TOKEN

OTHER_TOKEN = "777:OTHER"


async def next_update(bot: ClientBot, offset: int = 0) -> Update:
    """The first update that waits, waited for up to five seconds."""
    return (await bot.get_updates(offset=offset, timeout=5))[0]


async def test_a_deep_link_starts_the_bot_with_its_payload(bot: ClientBot, anna: Person) -> None:
    """Tapping the link sends /start with the payload, as a command, from a named person."""
    await anna.open("https://t.me/aftercare_bot?start=Zk3_vQ-9")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert message.text == "/start Zk3_vQ-9"
    assert message.parse_entities([MessageEntityType.BOT_COMMAND]) == {
        message.entities[0]: "/start"
    }
    assert (message.from_user.id, message.from_user.language_code) == (anna.id, "uk")
    assert (message.chat.id, message.chat.type) == (anna.id, "private")
    assert message.date == NOW


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("", "/start"),
        ("abc", "/start abc"),
        ("t.me/aftercare_bot?start=abc", "/start abc"),
        ("https://t.me/Aftercare_Bot", "/start"),
        ("tg://resolve?domain=aftercare_bot&start=abc", "/start abc"),
    ],
)
async def test_links_of_each_form_open_the_bot(
    bot: ClientBot, anna: Person, link: str, text: str
) -> None:
    """A link, a bare payload and nothing at all open the chat."""
    await anna.open(link)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.text == text


@pytest.mark.parametrize(
    "link", ["a" * 65, "with space", "https://t.me/aftercare_bot?start=%C3%A9"]
)
async def test_a_bad_payload_opens_nothing(anna: Person, link: str) -> None:
    """Telegram passes on 1 to 64 letters, digits, _ and - only."""
    with pytest.raises(ValueError, match="a start payload is"):
        await anna.open(link)


async def test_a_link_to_another_bot_is_not_followed(anna: Person) -> None:
    """A link must name a bot that exists."""
    with pytest.raises(LookupError, match="there is no bot @nobody_bot"):
        await anna.open("https://t.me/nobody_bot?start=a")


async def test_an_update_comes_again_until_it_is_confirmed(bot: ClientBot, anna: Person) -> None:
    """Only a greater offset makes Telegram forget an update."""
    await anna.write("one")
    await anna.write("two")
    first = await bot.get_updates(timeout=0)
    again = await bot.get_updates(timeout=0)
    assert [u.update_id for u in first] == [u.update_id for u in again]
    rest = await bot.get_updates(offset=first[0].update_id + 1, timeout=0)
    assert [u.message.text for u in rest if u.message] == ["two"]
    assert await bot.get_updates(offset=first[1].update_id + 1, timeout=0) == ()


async def test_a_negative_offset_keeps_only_the_newest(bot: ClientBot, anna: Person) -> None:
    """Offset -1 gives the newest update and forgets the others."""
    for text in ("one", "two", "three"):
        await anna.write(text)
    newest = await bot.get_updates(offset=-1, timeout=0)
    assert [u.message.text for u in newest if u.message] == ["three"]
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_an_offset_far_in_the_future_forgets_nothing(bot: ClientBot, anna: Person) -> None:
    """Telegram takes it for one of an earlier numbering and gives what it has."""
    await anna.write("one")
    (first,) = await bot.get_updates(timeout=0)
    (again,) = await bot.get_updates(offset=first.update_id + 1000, timeout=0)
    assert again.update_id == first.update_id


async def test_a_batch_has_the_asked_size(bot: ClientBot, anna: Person) -> None:
    """`limit` bounds how many updates come at once."""
    for number in range(5):
        await anna.write(str(number))
    assert len(await bot.get_updates(limit=2, timeout=0)) == 2


async def test_a_poll_waits_for_what_happens(bot: ClientBot, anna: Person) -> None:
    """A long poll answers as soon as somebody writes."""
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await anna.write("hello")
    assert [u.message.text for u in await poll if u.message] == ["hello"]


async def test_kinds_of_updates_are_remembered(bot: ClientBot, anna: Person) -> None:
    """`allowed_updates` left out keeps the last setting, an empty list is the default."""
    await bot.get_updates(allowed_updates=["message"], timeout=0)
    await anna.open()
    await bot.get_updates(timeout=0)
    await anna.block()
    assert [u.my_chat_member for u in await bot.get_updates(timeout=0)] == [None]
    await bot.get_updates(allowed_updates=[], timeout=0)
    await anna.unblock()
    assert len(await bot.get_updates(timeout=0)) == 2


async def test_a_second_poller_ends_the_first(
    bot: ClientBot, anna: Person, stand_in: StandIn
) -> None:
    """The older of two polls is told 409; the newer one goes on."""
    older = asyncio.create_task(bot.get_updates(timeout=20))
    await stand_in.wait_for(lambda: [c for c in stand_in.calls if c.method == "getUpdates"])
    newer = asyncio.create_task(bot.get_updates(timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older
    await anna.write("hello")
    assert len(await newer) == 1


async def test_blocking_and_unblocking_are_told_both_ways(bot: ClientBot, anna: Person) -> None:
    """`my_chat_member` goes from member to kicked and back, once for each change."""
    await anna.open()
    offset = (await next_update(bot)).update_id + 1
    await anna.block()
    await anna.block()
    await anna.open()
    blocked, unblocked, started = await bot.get_updates(offset=offset, timeout=5)
    for update, before, after in (
        (blocked, ChatMemberStatus.MEMBER, ChatMemberStatus.BANNED),
        (unblocked, ChatMemberStatus.BANNED, ChatMemberStatus.MEMBER),
    ):
        assert update.my_chat_member is not None
        assert update.my_chat_member.from_user.id == anna.id
        assert update.my_chat_member.old_chat_member.status == before
        assert update.my_chat_member.new_chat_member.status == after
    assert started.message is not None
    assert started.message.text == "/start"


async def test_one_who_blocks_must_unblock_to_write(anna: Person) -> None:
    """While the bot is blocked there is no message field."""
    await anna.open()
    await anna.block()
    with pytest.raises(RuntimeError, match="has blocked the bot"):
        await anna.write("hello")


async def test_an_edit_is_an_update_of_its_own(bot: ClientBot, anna: Person) -> None:
    """Editing sends edited_message with the new text and the time of the edit."""
    message_id = await anna.write("tomorow")
    offset = (await next_update(bot)).update_id + 1
    await anna.edit(message_id, "STOP")
    edited = (await next_update(bot, offset)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text, edited.edit_date) == (message_id, "STOP", NOW)
    with pytest.raises(LookupError, match="has no message"):
        await anna.edit(999, "x")


async def test_a_photo_of_a_person_can_be_read(bot: ClientBot, anna: Person) -> None:
    """A person's photo comes with its caption and can be downloaded."""
    await anna.send_photo("is this normal? /help")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.caption == "is this normal? /help"
    assert message.parse_caption_entity(message.caption_entities[0]) == "/help"
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()).startswith(b"\x89PNG")


def keyboard(text: str, data: str) -> InlineKeyboardMarkup:
    """A keyboard of one button."""
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(text, callback_data=data))


async def test_a_pressed_button_waits_for_the_answer(bot: ClientBot, anna: Person) -> None:
    """Pressing sends the data with the message; the press ends when the bot answers."""
    await anna.open()
    offset = (await next_update(bot)).update_id + 1
    sent = await bot.send_message(anna.id, "Agree?", reply_markup=keyboard("I agree", "yes:1"))
    press = asyncio.create_task(anna.press("agree"))
    query = (await next_update(bot, offset)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.from_user.id, query.message.message_id) == (
        "yes:1",
        anna.id,
        sent.message_id,
    )
    await query.answer("Thank you", show_alert=True)
    assert await press == PressAnswer("Thank you", show_alert=True, answered=True)
    await query.answer("Again")


async def test_a_press_that_nobody_answers_says_so(bot: ClientBot, anna: Person) -> None:
    """Without an answer the press ends after its timeout."""
    await anna.open()
    await bot.send_message(anna.id, "Agree?", reply_markup=keyboard("I agree", "yes"))
    answer = await anna.press("I agree", timeout=0.01)
    assert answer == PressAnswer("", show_alert=False, answered=False)
    assert anna.button("agree").callback_data == "yes"


async def test_there_must_be_such_a_button(bot: ClientBot, anna: Person) -> None:
    """Pressing what is not on the screen names what is."""
    await anna.open()
    await bot.send_message(anna.id, "Agree?", reply_markup=keyboard("I agree", "yes"))
    with pytest.raises(LookupError, match="there are \\['I agree'\\]"):
        await anna.press("No thanks")
    with pytest.raises(LookupError, match="there is no message 999"):
        await anna.press_data("forged", 999)


async def test_a_link_button_opens_the_bot(bot: ClientBot, anna: Person) -> None:
    """Pressing a button with a deep link is tapping the link."""
    await anna.open()
    button = InlineKeyboardButton("Join", url="https://t.me/aftercare_bot?start=abc")
    await bot.send_message(anna.id, "Come", reply_markup=InlineKeyboardMarkup.from_button(button))
    await anna.press("Join")
    assert anna.last().text == "/start abc"


async def test_an_unknown_query_is_too_old(bot: ClientBot) -> None:
    """Answering a query that is not there is refused."""
    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
        await bot.answer_callback_query("123")


async def test_people_talk_to_each_bot_apart(stand_in: StandIn, bot: ClientBot) -> None:
    """With several bots each act names one, and chats do not mix."""
    other = stand_in.add_bot(OTHER_TOKEN, "other_bot", "Other")
    boris = stand_in.add_person("Boris")
    with pytest.raises(LookupError, match="there are 2 bots"):
        await boris.write("hello")
    await boris.open("https://t.me/other_bot?start=x")
    await boris.write("to the first", bot=stand_in.world.bots[TOKEN])
    assert [m.text for m in boris.messages(bot=other)] == ["/start x"]
    assert [u.message.text for u in await bot.get_updates(timeout=0) if u.message] == [
        "to the first"
    ]


async def test_waiting_in_vain_shows_the_screens(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """A wait that ends says what the people saw last."""
    await anna.open()
    await bot.send_message(anna.id, "Hello", reply_markup=keyboard("Yes", "y"))
    with pytest.raises(TimeoutError, match=r"\[Anna\] aftercare_bot: 'Hello' \['Yes'\]"):
        await stand_in.wait_for(lambda: anna.last().text == "Bye", timeout=0.01)


async def test_an_empty_screen_is_not_yet(stand_in: StandIn, anna: Person) -> None:
    """A condition that looks at an empty chat waits instead of failing."""
    with pytest.raises(TimeoutError, match=r"\(nothing\)"):
        await stand_in.wait_for(lambda: anna.last().text, timeout=0.01)
    await anna.open("abc")
    assert await stand_in.wait_for(lambda: anna.last().text) == "/start abc"


@pytest.mark.parametrize("token", ["", "abc:def", "123", "123:"])
async def test_a_bot_needs_a_token(stand_in: StandIn, token: str) -> None:
    """What cannot be a token is refused before anybody uses it."""
    with pytest.raises(ValueError, match="a bot token reads like"):
        stand_in.add_bot(token, "x_bot")


@pytest.mark.parametrize("text", ["", "   ", "x" * 4097])
async def test_people_write_something_short(anna: Person, text: str) -> None:
    """A person's message is neither empty nor longer than Telegram takes."""
    with pytest.raises(ValueError, match="1 to 4096 characters"):
        await anna.write(text)
