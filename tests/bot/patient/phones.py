"""Phones: real updates as Telegram writes them, handled by the real application.

Below it only Telegram itself is missing: `Line` answers the one question that the library asks when
it starts. What the bot says is read from the deliveries that wait, and counts as arrived then.
"""

import html
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlmodel import col, select
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest, RequestData

from reminder.bot.switchboard import register
from reminder.bot.visit import Visit, handle, occasion_of
from reminder.outgoing import Outgoing
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import Delivery, DeliveryState

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_numbers = count(1)


class Line(BaseRequest):
    """A line to Telegram that says who the bot is, and nothing else."""

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer: there is nothing to wait for."""
        return 1.0

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,  # noqa: ARG002
        *_timeouts: object,
        **_more: object,
    ) -> tuple[int, bytes]:
        """Answer getMe."""
        assert url.endswith("/getMe"), url
        me = (
            b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "Aftercare",'
            b' "username": "aftercare_demo_bot"}}'
        )
        return 200, me


@pytest.fixture
async def application() -> AsyncIterator[AnyApplication]:
    """The application with all its handlers, the staff's among them."""
    bot: Bot = Bot("1:made-up", request=Line(), get_updates_request=Line())
    built: AnyApplication = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Visit))
        .build()
    )
    register(built)
    await built.initialize()
    yield built
    await built.shutdown()


@dataclass
class Said:
    """A message as it stands on the phone."""

    id: int
    outgoing: Outgoing

    @property
    def text(self) -> str:
        """Its text, as Telegram HTML."""
        return self.outgoing.text

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [button.text for row in self.outgoing.buttons for button in row]


@dataclass
class Phone:
    """Somebody's Telegram. Every act returns what the bot has said to this chat in answer."""

    application: AnyApplication
    store: Store
    practice: Practice
    chat_id: int
    now: datetime
    name: str = "Anna"
    language_code: str | None = "en"
    toast: str | None = None
    messages: list[Said] = field(default_factory=list)

    async def write(self, text: str) -> list[Said]:
        """Write a message."""
        return await self._message("message", text=text, **_command(text))

    async def edit(self, text: str) -> list[Said]:
        """Change the last message that was written."""
        return await self._message("edited_message", text=text, edit_date=self._date())

    async def send_photo(self, caption: str | None = None) -> list[Said]:
        """Send a picture."""
        photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]
        text = {} if caption is None else {"caption": caption}
        return await self._message("message", photo=photo, **text)

    async def press(self, label: str) -> list[Said]:
        """Press the newest button with this text."""
        for said in reversed(self.messages):
            for row in said.outgoing.buttons:
                for button in row:
                    if button.text == label and button.data is not None:
                        return await self.send_data(button.data, said.id)
        message = f"no button {label!r} in {[said.labels for said in self.messages]}"
        raise AssertionError(message)

    async def send_data(self, data: str, message_id: int = 1) -> list[Said]:
        """Send a button's data, made up or not."""
        message = {
            "message_id": message_id,
            "date": self._date(),
            "chat": self._chat(),
            **self._shown(message_id),
        }
        query = {
            "id": str(next(_numbers)),
            "from": self._person(),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
        return await self._update({"callback_query": query})

    def _shown(self, message_id: int) -> dict[str, Any]:
        """Return a message of the bot as it stands, for the update of a press under it."""
        said = next((one for one in self.messages if one.id == message_id), None)
        if said is None:
            return {"text": "…"}
        rows = [
            [{"text": one.text, "callback_data": one.data} for one in row]
            for row in said.outgoing.buttons
        ]
        text = html.unescape(re.sub(r"<[^<>]*>", "", said.text))
        return {"text": text, "reply_markup": {"inline_keyboard": rows}}

    async def block(self) -> list[Said]:
        """Block the bot."""
        return await self._presence("member", "kicked")

    async def unblock(self) -> list[Said]:
        """Let the bot write again."""
        return await self._presence("kicked", "member")

    async def wait(self, passes: timedelta) -> None:
        """Let time go by."""
        self.now += passes

    async def _message(self, kind: str, **content: Any) -> list[Said]:
        body = {
            "message_id": next(_numbers),
            "date": self._date(),
            "chat": self._chat(),
            "from": self._person(),
            **content,
        }
        return await self._update({kind: body})

    async def _presence(self, was: str, becomes: str) -> list[Said]:
        def member(status: str) -> dict[str, Any]:
            me = {"id": 1, "is_bot": True, "first_name": "Aftercare"}
            until = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": me, **until}

        change = {
            "chat": self._chat(),
            "from": self._person(),
            "date": self._date(),
            "old_chat_member": member(was),
            "new_chat_member": member(becomes),
        }
        return await self._update({"my_chat_member": change})

    async def _update(self, content: dict[str, Any]) -> list[Said]:
        raw = {"update_id": next(_numbers), **content}
        update = Update.de_json(raw, self.application.bot)
        async with self.store.writing() as db:
            occasion = await occasion_of(db, self.practice, self.chat_id, self.now)
            await handle(self.application, update, occasion)
        self.toast = occasion.toast
        return await self.read()

    async def read(self) -> list[Said]:
        """Return what has been said since this chat was last looked at; edits change what stood."""
        async with self.store.writing() as db:
            rows = await db.exec(
                select(Delivery)
                .where(
                    Delivery.clinic_id == self.practice.clinic_id,
                    Delivery.chat_hash == self.practice.keyring.chat(self.chat_id),
                    Delivery.state == DeliveryState.QUEUED,
                )
                .order_by(col(Delivery.id))
            )
            new = []
            for row in rows.all():
                outgoing = Outgoing.from_json(row.payload or "")
                said = Said(outgoing.edits_message or next(_numbers), outgoing)
                row.state, row.message_id = DeliveryState.DELIVERED, said.id
                row.wake_at = row.payload = None
                new.append(said)
        changed = {said.id for said in new}
        self.messages = [said for said in self.messages if said.id not in changed] + new
        return new

    def _person(self) -> dict[str, Any]:
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.chat_id, "is_bot": False, "first_name": self.name, **language}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.chat_id, "type": "private", "first_name": self.name}

    def _date(self) -> int:
        return int(self.now.timestamp())


def _command(text: str) -> dict[str, Any]:
    """Return the entities that Telegram puts beside a command."""
    if not text.startswith("/"):
        return {}
    length = len(text.split(maxsplit=1)[0])
    return {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}


async def connect(phone: Phone, token: str) -> Phone:
    """Open the link on that phone and agree."""
    await phone.write(f"/start {token}")
    await phone.press("I am the patient, I agree")
    return phone


@pytest.fixture
def dial(
    application: AnyApplication, store: Store, practice: Practice, now: datetime
) -> Callable[..., Phone]:
    """Give somebody a phone: `dial(chat_id, name=…, language_code=…)`."""

    def give(chat_id: int, **about: Any) -> Phone:
        return Phone(application, store, practice, chat_id, now, **about)

    return give
