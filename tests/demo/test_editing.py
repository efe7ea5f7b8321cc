"""Changing what was sent, through a real client library."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from telegram import Bot as ClientBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import BadRequest

from reminder.demo.pixel import PICTURE
from reminder.demo.stand_in import Button, Person, StandIn
from tests.demo.conftest import NOW, TOKEN, client

KEYBOARD = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Undo", callback_data="undo"))


async def test_a_text_is_edited_in_place(bot: ClientBot, anna: Person) -> None:
    """The message keeps its id, shows the new text and is marked; its keyboard goes."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Old", reply_markup=KEYBOARD)
    edited = await sent.edit_text("<b>New</b>", parse_mode=ParseMode.HTML)
    assert not isinstance(edited, bool)
    assert edited.edit_date == NOW
    seen = anna.last()
    assert (seen.message_id, seen.text, seen.html) == (sent.message_id, "New", "<b>New</b>")
    assert seen.edited_at == NOW
    assert seen.buttons == []


async def test_a_keyboard_alone_is_changed_without_a_mark(bot: ClientBot, anna: Person) -> None:
    """Another keyboard does not make the message look edited."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Text")
    await sent.edit_reply_markup(KEYBOARD)
    assert anna.last().buttons == [[Button("Undo", "undo", None)]]
    assert anna.last().edited_at is None


async def test_an_edit_must_change_something(bot: ClientBot, anna: Person) -> None:
    """The same text, entities and keyboard again are refused."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Same", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match=r"(?i)message is not modified: specified new message"):
        await sent.edit_text("Same", reply_markup=KEYBOARD)
    await sent.edit_text("<b>Same</b>", parse_mode=ParseMode.HTML, reply_markup=KEYBOARD)


async def test_captions_and_pictures_are_edited(bot: ClientBot, anna: Person) -> None:
    """A caption changes alone; a picture changes with its caption, into a document too."""
    await anna.open()
    sent = await bot.send_photo(anna.id, PICTURE, caption="QR")
    await sent.edit_caption("Connected")
    assert (anna.last().text, anna.last().photo) == ("Connected", PICTURE)
    other = PICTURE + b"\0"
    await sent.edit_media(InputMediaPhoto(other, caption="<i>New</i>", parse_mode=ParseMode.HTML))
    assert (anna.last().html, anna.last().photo) == ("<i>New</i>", other)
    await sent.edit_media(InputMediaDocument(b"plan", filename="plan.ics"))
    assert (anna.last().photo, anna.last().document) == (None, ("plan.ics", b"plan"))


async def test_an_edit_fits_the_kind_of_message(bot: ClientBot, anna: Person) -> None:
    """A photo has no text, a text has no caption, and both are told apart."""
    await anna.open()
    photo = await bot.send_photo(anna.id, PICTURE)
    text = await bot.send_message(anna.id, "Text")
    with pytest.raises(BadRequest, match=r"(?i)there is no text in the message to edit"):
        await photo.edit_text("x")
    with pytest.raises(BadRequest, match=r"(?i)there is no caption in the message to edit"):
        await text.edit_caption("x")


async def test_only_own_messages_are_edited(bot: ClientBot, anna: Person) -> None:
    """A bot edits neither what a person wrote nor what is not there."""
    await anna.open()
    theirs = await anna.write("hello")
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("x", anna.id, theirs)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("x", anna.id, 999)


async def test_a_deleted_message_is_gone(bot: ClientBot, anna: Person) -> None:
    """A deleted message leaves the screen and cannot be deleted twice."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Oops")
    await sent.pin()
    await sent.delete()
    assert anna.last().text == "/start"
    assert anna.received()[0].deleted
    assert anna.chat().pins == []
    with pytest.raises(BadRequest, match=r"(?i)message to delete not found"):
        await sent.delete()


async def test_old_messages_stay() -> None:
    """After 48 hours a message can no longer be deleted."""
    times: list[datetime] = [NOW]
    stand_in = StandIn(now=lambda: times[-1])
    stand_in.add_bot(TOKEN, "aftercare_bot")
    boris = stand_in.add_person("Boris")
    await stand_in.start()
    async with client(stand_in) as bot:
        await boris.open()
        sent = await bot.send_message(boris.id, "Old")
        times.append(NOW + timedelta(hours=48, seconds=1))
        with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
            await sent.delete()
    await stand_in.close()


async def test_the_message_pinned_last_is_on_top(bot: ClientBot, anna: Person) -> None:
    """Pins pile up, and unpinning takes the one named, the newest, or all."""
    await anna.open()
    sent = [await bot.send_message(anna.id, text) for text in ("one", "two", "three")]
    for message in sent:
        await message.pin()
    assert anna.chat().pins == [message.message_id for message in sent]
    await sent[0].unpin()
    await bot.unpin_chat_message(anna.id)
    assert [message.text for message in anna.received() if message.pinned] == ["two"]
    await bot.unpin_all_chat_messages(anna.id)
    assert not any(message.pinned for message in anna.received())
    with pytest.raises(BadRequest, match=r"(?i)message to unpin not found"):
        await bot.unpin_chat_message(anna.id)


async def test_nothing_is_changed_in_a_blocked_chat(bot: ClientBot, anna: Person) -> None:
    """A blocked bot can neither edit, delete nor pin."""
    await anna.open()
    sent = await bot.send_message(anna.id, "Text")
    await anna.block()
    acts: list[Callable[[], Awaitable[object]]] = [
        lambda: sent.edit_text("x"),
        sent.delete,
        sent.pin,
    ]
    for act in acts:
        with pytest.raises(Exception, match="bot was blocked by the user"):
            await act()
