"""One message on its way: the calls to Telegram that it takes, and what became of it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, TelegramError

from reminder.bot.limits import Limiter, Priority
from reminder.bot.refusals import (
    about_chat,
    cannot_be_edited,
    has_no_text,
    heed,
    is_unchanged,
    outcome_of,
)
from reminder.bot.repertoire import Unsupported
from reminder.bot.transport import MaybeSent, Transport, fields
from reminder.care.outcomes import Delivered, NotBegun, Outcome, Refused
from reminder.care.plain import plain
from reminder.outgoing import Attachment, Button, Outgoing
from reminder.pictures.drawing import timeline_png
from reminder.pictures.qr import qr_png

log = structlog.get_logger()

Before = Callable[[], Awaitable[NotBegun | None]]
"""The caller's last look before the wire; what it returns calls the send off."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_PREVIEW_WRITTEN = _NO_PREVIEW.to_json()


@plain(frozen=True, slots=True)
class _Sent:
    """A message stands in the chat; its number is 0 where the server did not say it."""

    message_id: int


_Answer = _Sent | bool | TelegramError | NotBegun


class Sending:
    """One message on its way: the calls that it takes, each with a turn of its own.

    `calls` is what the bot itself sends through.
    """

    def __init__(
        self,
        bot: Bot,
        calls: Transport,
        limiter: Limiter,
        outgoing: Outgoing,
        chat_id: int,
        before: Before,
        priority: Priority,
    ) -> None:
        self._bot = bot
        self._calls = calls
        self._limiter = limiter
        self._outgoing = outgoing
        self._chat_id = chat_id
        self._before = before
        self._priority = priority

    async def carry_out(self, message_id_to_edit: int | None) -> Outcome | NotBegun:
        """Edit that message, or send a new one, and return what became of it."""
        if self._outgoing.pin and self._calls.lacks("editMessageText"):
            # What is pinned is to be kept up to date, which this server does not let us.
            return await self._before() or Delivered(0)
        if self._outgoing.unpin:
            return await self._put_away(message_id_to_edit)
        # A document cannot take the place of a text. A message whose number the server did not
        # say (0) cannot be found again.
        if message_id_to_edit and not self._is_document:
            answer = await self._edit(message_id_to_edit)
            if self._outgoing.pin and isinstance(answer, Unsupported):
                return Delivered(message_id_to_edit)
            if not (isinstance(answer, TelegramError) and cannot_be_edited(answer)):
                # An edited message keeps its number, whatever the answer says.
                edited = True if isinstance(answer, _Sent) else answer
                return _outcome(edited, message_id_to_edit)
            log.info("not editable any more, sent anew", action="edit_became_message")
        answer = await self._send()
        if self._outgoing.pin and isinstance(answer, _Sent):
            await self._pin(answer.message_id, instead_of=message_id_to_edit)
        return _outcome(answer, 0)

    async def _put_away(self, message_id: int | None) -> Outcome | NotBegun:
        """Edit a pinned message for the last time and unpin it; nothing is sent in its place."""
        if not message_id:
            return await self._before() or Delivered(0)
        answer = await self._edit(message_id)
        gone = isinstance(answer, TelegramError) and cannot_be_edited(answer)
        outcome = Delivered(message_id) if gone else _outcome(answer, message_id)
        if isinstance(outcome, Delivered):
            await self._without_fail(
                lambda: self._bot.unpin_chat_message(self._chat_id, message_id=message_id)
            )
            # An edited message keeps its number, whatever the answer says.
            return Delivered(message_id)
        return outcome

    async def _pin(self, message_id: int, instead_of: int | None) -> None:
        if not message_id:
            return
        await self._without_fail(
            lambda: self._bot.pin_chat_message(self._chat_id, message_id, disable_notification=True)
        )
        if instead_of:
            await self._without_fail(
                lambda: self._bot.unpin_chat_message(self._chat_id, message_id=instead_of)
            )

    async def _without_fail(self, request: Callable[[], Awaitable[bool]]) -> None:
        """Ask for a nicety: what has been sent stands, whatever becomes of it."""
        await self._limiter.turn(self._chat_id, self._priority, edit=True)
        try:
            await request()
        except Unsupported:
            return  # the transport has said so once
        except TelegramError as error:
            heed(error, self._limiter)
            log.info("went on without it", action="pin", error=type(error).__name__)
        except (AttributeError, KeyError, TypeError, ValueError):
            return  # an answer that cannot be read is as good as none

    @property
    def _is_document(self) -> bool:
        attached = self._outgoing.attachment
        return attached is not None and not attached.picture

    async def _picture(self) -> Attachment | None:
        """Return the picture to show; None where there is none."""
        if (link := self._outgoing.qr) is not None:
            return Attachment("qr.png", await asyncio.to_thread(qr_png, link), picture=True)
        if (plan := self._outgoing.timeline) is not None:
            # In a thread: it takes a tenth of a second, and others are written to meanwhile.
            drawn = await asyncio.to_thread(timeline_png, plan)
            return Attachment("plan.png", drawn, picture=True)
        return None if self._is_document else self._outgoing.attachment

    async def _send(self) -> _Answer:
        if self._outgoing.attachment is not None and self._is_document:
            return await self._send_document(self._outgoing.attachment)
        if (picture := await self._picture()) is not None:
            return await self._send_picture(picture)
        return await self._send_text(self._outgoing.text)

    async def _edit(self, message_id: int) -> _Answer:
        where: dict[str, Any] = {
            "chat_id": self._chat_id,
            "message_id": message_id,
            "reply_markup": _keyboard(self._outgoing.buttons),
        }
        text = self._outgoing.text
        if (picture := await self._picture()) is not None:
            media = InputMediaPhoto(
                picture.content, caption=text, parse_mode=ParseMode.HTML, filename=picture.name
            )
            return await self._ask(
                lambda: self._bot.edit_message_media(media=media, **where), edit=True
            )
        if not text:
            return await self._ask(lambda: self._bot.edit_message_reply_markup(**where), edit=True)
        answer = await self._ask(
            lambda: self._bot.edit_message_text(
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                **where,
            ),
            edit=True,
        )
        if isinstance(answer, TelegramError) and has_no_text(answer):
            # It was sent as a picture, whose text is its caption.
            return await self._ask(
                lambda: self._bot.edit_message_caption(
                    caption=text, parse_mode=ParseMode.HTML, **where
                ),
                edit=True,
            )
        return answer

    async def _send_text(self, text: str) -> _Answer:
        # What nearly every message is, so it goes straight to the transport: the library's way
        # there, and the whole `Message` that it makes of the answer, took two fifths of the cost.
        form = {
            "chat_id": str(self._chat_id),
            "text": text,
            "parse_mode": ParseMode.HTML.value,
            "link_preview_options": _NO_PREVIEW_WRITTEN,
            "disable_notification": "true" if self._outgoing.silent else "false",
        }
        if self._outgoing.buttons:
            form["reply_markup"] = _keyboard_written(self._outgoing.buttons)

        async def request() -> _Sent:
            sent: Any = await self._calls.post(f"{self._bot.base_url}/sendMessage", fields(form))
            return _Sent(sent["message_id"])

        return await self._ask(request)

    @property
    def _usual(self) -> dict[str, Any]:
        return {
            "chat_id": self._chat_id,
            "reply_markup": _keyboard(self._outgoing.buttons),
            "disable_notification": self._outgoing.silent,
        }

    async def _send_picture(self, picture: Attachment) -> _Answer:
        text = self._outgoing.text
        content = _file(picture)
        answer = await self._ask(
            lambda: self._bot.send_photo(
                photo=content, caption=text, parse_mode=ParseMode.HTML, **self._usual
            )
        )
        if not isinstance(answer, BadRequest) or about_chat(answer) is not None:
            return answer
        if not isinstance(answer, Unsupported):
            log.warning("picture refused, sent the text alone", action="send_picture")
        shown = escape(self._outgoing.qr or "", quote=False)
        return await self._send_text(text if shown in text else f"{text}\n\n{shown}")

    async def _send_document(self, document: Attachment) -> _Answer:
        content = _file(document)
        answer = await self._ask(
            lambda: self._bot.send_document(
                document=content,
                caption=self._outgoing.text or None,
                parse_mode=ParseMode.HTML,
                **self._usual,
            )
        )
        if (
            isinstance(answer, BadRequest)
            # That a server sends no files at all has been said already.
            and not isinstance(answer, Unsupported)
            and about_chat(answer) is None
        ):
            log.warning("file refused, left out", action="send_document")
        return answer

    async def _ask(
        self, request: Callable[[], Awaitable[_Sent | Message | bool]], *, edit: bool = False
    ) -> _Answer:
        turn = await self._limiter.turn(self._chat_id, self._priority, edit=edit)
        begun = False
        try:
            called_off = await self._before()
            if called_off is not None:
                return called_off
            begun = True
        finally:
            if not begun:
                self._limiter.give_back(turn)
        try:
            answer = await request()
            return _Sent(answer.message_id) if isinstance(answer, Message) else answer
        except TelegramError as error:
            heed(error, self._limiter)
            return error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # A success whose message cannot be read: it was most likely delivered.
            log.warning("unreadable answer", action="send", error=type(error).__name__)
            unreadable = NetworkError("The answer cannot be read")
            unreadable.__cause__ = MaybeSent("unreadable answer")
            return unreadable


def _file(attached: Attachment) -> InputFile:
    name = "".join(c for c in attached.name if c.isprintable() and c not in '"\\/')
    return InputFile(attached.content, name or "file")


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(one.text, callback_data=one.data, url=one.url) for one in row]
            for row in rows
        ]
    )


def _keyboard_written(rows: tuple[tuple[Button, ...], ...]) -> str:
    """Return the same as Telegram takes it: JSON."""
    return json.dumps(
        {
            "inline_keyboard": [
                [
                    {"text": one.text, "url": one.url}
                    if one.data is None
                    else {"text": one.text, "callback_data": one.data}
                    for one in row
                ]
                for row in rows
            ]
        }
    )


def _outcome(answer: _Answer, message_id: int) -> Outcome | NotBegun:
    if isinstance(answer, NotBegun):
        return answer
    if isinstance(answer, _Sent):
        return Delivered(answer.message_id)
    if isinstance(answer, bool) or is_unchanged(answer):
        return Delivered(message_id)
    outcome = outcome_of(answer)
    reason = outcome.refusal.value if isinstance(outcome, Refused) else str(outcome.reason)
    log.info("not delivered", action="send", outcome=type(outcome).__name__, reason=reason)
    return outcome
