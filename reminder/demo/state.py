"""The stand-in as JSON: for the page, and for programs in other processes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reminder.demo.bots import Bot
from reminder.demo.chat import Chat, Message
from reminder.demo.entities import to_html
from reminder.demo.files import StoredFile
from reminder.demo.people import Person
from reminder.demo.stage import NEXT_PATIENTS
from reminder.demo.world import Call

if TYPE_CHECKING:
    from reminder.demo.stand_in import StandIn


def page_state(stand_in: StandIn) -> dict[str, Any]:
    """Return all that the page shows. The first person is reception, the others are patients.

    Instants are ISO 8601 with offset. `link` is the newest deep link on reception's screen.
    """
    world, stage = stand_in.world, stand_in.stage
    bot = next(iter(world.bots.values()), None)
    people = list(world.people.values()) if bot is not None else []
    link = newest_link(people[0].chat(bot)) if people else None
    return {
        "version": world.changes.version,
        "title": stage.title,
        "zone": stage.zone,
        "now": world.now().isoformat(),
        "clock": {"movable": stage.clock is not None, "busy": stage.busy, "moves": stage.moves},
        "bot": {"username": bot.username, "name": bot.first_name} if bot else None,
        "link": link,
        "phones": [
            _phone(stand_in, person, bot, number, link) for number, person in enumerate(people)
        ],
    }


def _phone(
    stand_in: StandIn, person: Person, bot: Bot | None, number: int, link: str | None
) -> dict[str, Any]:
    chat = person.chat(bot)
    chips = stand_in.stage.suggestions
    fallback = chips.get(NEXT_PATIENTS, []) if number else []
    payload = link.rpartition("start=")[2] if link else ""
    visible = chat.visible()
    return {
        "id": person.id,
        "name": " ".join(filter(None, (person.first_name, person.last_name))),
        "role": "patient" if number else "reception",
        "started": chat.started,
        "blocked": chat.blocked,
        "action": chat.action,
        "pressed": chat.pressed,
        "pinned": chat.pins[-1] if chat.pins else None,
        "scanned": bool(payload) and any(m.text == f"/start {payload}" for m in visible),
        "commands": chat.bot.menu(person.id, person.language_code),
        "suggestions": [
            {"label": chip.label, "text": chip.text} for chip in chips.get(person.id, fallback)
        ],
        "messages": [message_state(chat, message) for message in visible],
    }


def message_state(chat: Chat, message: Message) -> dict[str, Any]:
    """Return one message; files are given by the address where they can be read."""
    replied = chat.find(message.reply_to)
    return {
        "message_id": message.message_id,
        "from_bot": message.from_bot,
        "text": message.text,
        "html": to_html(message.text, message.entities),
        "photo": _file(chat, message.photo),
        "document": _file(chat, message.document),
        "buttons": message.keyboard,
        "sent_at": message.sent_at.isoformat(),
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "pinned": message.pinned,
        "silent": message.silent,
        "deleted": message.deleted,
        "reply_to": replied.text[:80] if replied else None,
    }


def call_state(call: Call) -> dict[str, Any]:
    """Return one Bot API request; of files the name and the length in bytes."""
    return {
        "method": call.method,
        "params": call.params,
        "files": {field: [name, len(content)] for field, (name, content) in call.files.items()},
        "at": call.at.isoformat(),
        "status": call.status,
        "bot_id": call.bot_id,
    }


def newest_link(chat: Chat) -> str | None:
    """Return the newest deep link to this bot that a chat shows, in text, link or button."""
    pattern = re.compile(
        rf"(?:https?://)?t\.me/{re.escape(chat.bot.username)}\?start=[A-Za-z0-9_-]{{1,64}}",
        re.IGNORECASE,
    )
    for message in reversed(chat.visible()):
        if not message.from_bot:
            continue
        places = [message.text]
        places += [str(entity.get("url", "")) for entity in message.entities]
        places += [str(b.get("url", "")) for row in message.keyboard for b in row]
        for place in places:
            found = pattern.search(place)
            if found:
                link = found.group()
                return link if "://" in link else f"https://{link}"
    return None


def _file(chat: Chat, stored: StoredFile | None) -> dict[str, Any] | None:
    if stored is None:
        return None
    return {
        "name": stored.name,
        "size": len(stored.content),
        "width": stored.width,
        "height": stored.height,
        "url": f"/control/files/{chat.bot.id}/{stored.path}",
    }
