"""Sending through a real client library."""

from __future__ import annotations

import pytest
from telegram import Bot as ClientBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken

from reminder.demo.pixel import PICTURE
from reminder.demo.stand_in import Button, Person, StandIn
from tests.demo.conftest import NOW, client


async def test_a_bot_learns_who_it_is(bot: ClientBot) -> None:
    """`getMe` gives the bot's id, name and username."""
    me = await bot.get_me()
    assert (me.id, me.username, me.first_name, me.is_bot) == (
        123456,
        "aftercare_bot",
        "Aftercare",
        True,
    )


async def test_a_message_arrives_as_it_was_meant(bot: ClientBot, anna: Person) -> None:
    """HTML becomes entities for the bot, and plain text and formatting on the screen."""
    await anna.open()
    sent = await bot.send_message(
        anna.id,
        "Hello <b>Anna &amp; Co</b> 🌿 <i>now</i>\n/stop ends it",
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        reply_markup=InlineKeyboardMarkup(
            [
                [InlineKeyboardButton("Yes", callback_data="y")],
                [InlineKeyboardButton("Site", url="https://example.org/a")],
            ]
        ),
    )
    assert sent.text == "Hello Anna & Co 🌿 now\n/stop ends it"
    assert sent.date == NOW
    assert [(e.type, sent.parse_entity(e)) for e in sent.entities] == [
        (MessageEntity.BOLD, "Anna & Co"),
        (MessageEntity.ITALIC, "now"),
        (MessageEntity.BOT_COMMAND, "/stop"),
    ]
    seen = anna.last()
    assert seen.text == sent.text
    assert seen.html.startswith("Hello <b>Anna &amp; Co</b> 🌿 <i>now</i>")
    assert seen.silent
    assert seen.buttons == [
        [Button("Yes", "y", None)],
        [Button("Site", None, "https://example.org/a")],
    ]
    assert seen.sent_at == NOW


async def test_a_bot_cannot_write_first(bot: ClientBot, anna: Person) -> None:
    """One who never opened the bot gets nothing, and one whom nobody knows is not found."""
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(anna.id, "Hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(42, "Hello")
    assert anna.messages() == []


async def test_a_blocked_bot_is_told_so(bot: ClientBot, anna: Person) -> None:
    """A person who blocks the bot gets nothing until they unblock it."""
    await anna.open()
    await anna.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(anna.id, "Hello")
    await anna.unblock()
    await bot.send_message(anna.id, "Hello again")
    assert [message.text for message in anna.received()] == ["Hello again"]


async def test_a_deleted_account_is_told_apart(bot: ClientBot, anna: Person) -> None:
    """A person who deleted the account answers 403 in other words."""
    await anna.open()
    await anna.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(anna.id, "Hello")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Message text is empty"),
        ("   \n", "Message text is empty"),
        ("<b> </b>", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("🌿" * 2049, "Message is too long"),
        ("<b>open", "Can't find end tag corresponding to start tag"),
        ("<h1>big</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("я <b>x</i>", 'Unmatched end tag, expected "</b>", found "</i>" at byte offset 7'),
    ],
)
async def test_a_bad_text_is_refused(bot: ClientBot, anna: Person, text: str, words: str) -> None:
    """What Telegram would not send is refused in its words."""
    await anna.open()
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(anna.id, text, parse_mode=ParseMode.HTML)
    assert words.lower() in str(refused.value).lower()
    assert anna.received() == []


async def test_the_length_counts_after_the_entities(bot: ClientBot, anna: Person) -> None:
    """4096 characters fit however many tags stand around them."""
    await anna.open()
    await bot.send_message(anna.id, f"<b>{'x' * 4096}</b>", parse_mode=ParseMode.HTML)
    assert len(anna.last().text) == 4096


async def test_a_photo_is_shown_and_can_be_sent_again(bot: ClientBot, anna: Person) -> None:
    """An uploaded photo is on the screen, and its file id sends it once more."""
    await anna.open()
    sent = await bot.send_photo(anna.id, PICTURE, caption="<b>QR</b>", parse_mode=ParseMode.HTML)
    assert sent.caption == "QR"
    assert (sent.photo[-1].width, sent.photo[-1].height) == (1, 1)
    assert anna.last().photo == PICTURE
    await bot.send_photo(anna.id, sent.photo[-1].file_id)
    assert [message.photo for message in anna.received()] == [PICTURE, PICTURE]


async def test_a_document_can_be_read_back(bot: ClientBot, anna: Person) -> None:
    """A file that was sent is found by getFile and downloaded as it was."""
    await anna.open()
    sent = await bot.send_document(anna.id, b"BEGIN:VCALENDAR", filename="plan.ics")
    assert sent.document is not None
    assert sent.document.file_name == "plan.ics"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    assert anna.last().document == ("plan.ics", b"BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        (b"no picture", "Image_process_failed"),
        ("https://example.org/a.png", "failed to get http url content"),
        ("AgACunknown", "wrong remote file identifier specified"),
    ],
)
async def test_a_bad_photo_is_refused(
    bot: ClientBot, anna: Person, photo: bytes | str, words: str
) -> None:
    """A photo must be a picture, and a file id must be known."""
    await anna.open()
    with pytest.raises(BadRequest) as refused:
        await bot.send_photo(anna.id, photo)
    assert words.lower() in str(refused.value).lower()


async def test_a_document_is_no_photo(bot: ClientBot, anna: Person) -> None:
    """The id of a document is not taken where a photo is wanted."""
    await anna.open()
    sent = await bot.send_document(anna.id, b"text", filename="a.txt")
    assert sent.document is not None
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type document as photo"):
        await bot.send_photo(anna.id, sent.document.file_id)


async def test_a_caption_has_a_limit(bot: ClientBot, anna: Person) -> None:
    """1024 characters fit below a photo, 1025 do not."""
    await anna.open()
    await bot.send_photo(anna.id, PICTURE, caption="x" * 1024)
    with pytest.raises(BadRequest, match=r"(?i)message caption is too long"):
        await bot.send_photo(anna.id, PICTURE, caption="x" * 1025)


async def test_callback_data_has_a_limit_in_bytes(bot: ClientBot, anna: Person) -> None:
    """64 bytes of callback data fit, 33 Cyrillic letters do not."""
    await anna.open()
    await bot.send_message(
        anna.id, "ok", reply_markup=InlineKeyboardMarkup.from_button(button("x" * 64))
    )
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(
            anna.id, "no", reply_markup=InlineKeyboardMarkup.from_button(button("я" * 33))
        )


def button(data: str) -> InlineKeyboardButton:
    """A button with this callback data."""
    return InlineKeyboardButton("Press", callback_data=data)


async def test_a_button_must_do_something(bot: ClientBot, anna: Person) -> None:
    """A button without an action, or with an address that is none, is refused."""
    await anna.open()
    with pytest.raises(BadRequest, match=r"(?i)text buttons are unallowed"):
        await bot.send_message(
            anna.id, "no", reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton("x"))
        )
    with pytest.raises(BadRequest, match=r"(?i)wrong http url"):
        await bot.send_message(
            anna.id,
            "no",
            reply_markup=InlineKeyboardMarkup.from_button(
                InlineKeyboardButton("x", url="http://localhost/a")
            ),
        )


async def test_a_reply_quotes_what_it_answers(bot: ClientBot, anna: Person) -> None:
    """A reply carries the message that it answers, which must exist."""
    await anna.open()
    asked = await anna.write("When may I swim?")
    sent = await bot.send_message(
        anna.id, "Soon", reply_parameters=ReplyParameters(message_id=asked)
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "When may I swim?"
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(anna.id, "x", reply_parameters=ReplyParameters(message_id=999))


async def test_typing_shows_until_the_message_comes(bot: ClientBot, anna: Person) -> None:
    """A chat action is seen until the bot writes; an unknown one is refused."""
    await anna.open()
    await bot.send_chat_action(anna.id, ChatAction.TYPING)
    assert anna.chat().action == "typing"
    await bot.send_message(anna.id, "Here")
    assert anna.chat().action is None
    with pytest.raises(BadRequest, match=r"(?i)wrong parameter action"):
        await bot.send_chat_action(anna.id, "dancing")


async def test_a_chat_describes_the_person(bot: ClientBot, anna: Person) -> None:
    """`getChat` gives the name, the username and what is pinned."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Card")
    await sent.pin()
    chat = await bot.get_chat(anna.id)
    assert (chat.type, chat.first_name, chat.username) == ("private", "Anna", "anna_k")
    assert chat.pinned_message is not None
    assert chat.pinned_message.text == "Card"


async def test_a_wrong_token_is_unauthorised(stand_in: StandIn) -> None:
    """A token that nobody has is answered 401."""
    with pytest.raises(InvalidToken, match="rejected by the server"):
        async with client(stand_in, "99:unknown"):
            pass


async def test_an_unknown_method_is_not_found(bot: ClientBot) -> None:
    """A method that the stand-in does not have is answered as by Telegram."""
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.get_my_star_balance()
