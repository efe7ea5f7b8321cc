"""The stand-in as JSON: for the page, and for programs in other processes."""

from __future__ import annotations

import re
from dataclasses import dataclass
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

    Instants are ISO 8601 with offset. `link` is the newest deep link on reception's screen;
    a phone's `links` are those that it has not opened yet.
    """
    world, stage = stand_in.world, stand_in.stage
    bot = next(iter(world.bots.values()), None)
    people = list(world.people.values()) if bot is not None else []
    links = shown_links(people[0].chat(bot)) if people else []
    return {
        "version": world.changes.version,
        "title": stage.title,
        "zone": stage.zone,
        "now": world.now().isoformat(),
        "clock": {"movable": stage.clock is not None, "busy": stage.busy, "moves": stage.moves},
        "bot": {"username": bot.username, "name": bot.first_name} if bot else None,
        "link": links[0].url if links else None,
        "phones": [
            _phone(stand_in, person, bot, number, links) for number, person in enumerate(people)
        ],
    }


def _phone(
    stand_in: StandIn, person: Person, bot: Bot | None, number: int, links: list[ShownLink]
) -> dict[str, Any]:
    chat = person.chat(bot)
    chips = stand_in.stage.suggestions
    fallback = chips.get(NEXT_PATIENTS, []) if number else []
    visible = chat.visible()
    opened = {message.text for message in visible if not message.from_bot}
    fresh = [one for one in links if f"/start {one.payload}" not in opened]
    return {
        "id": person.id,
        "name": " ".join(filter(None, (person.first_name, person.last_name))),
        "role": "patient" if number else "reception",
        "started": chat.started,
        "blocked": chat.blocked,
        "action": chat.action,
        "pressed": chat.pressed,
        "pinned": chat.pins[-1] if chat.pins else None,
        "scanned": bool(links) and links[0] not in fresh,
        "links": [{"link": one.url, "label": one.label} for one in fresh],
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


LABEL = 40
"""Characters of a message's first line that stand on a button."""


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A deep link that a chat shows; `label` is its message's first line."""

    url: str
    label: str

    @property
    def payload(self) -> str:
        """What the bot is started with."""
        return self.url.rpartition("start=")[2]


def newest_link(chat: Chat) -> str | None:
    """Return the newest deep link to this bot that a chat shows, in text, link or button."""
    links = shown_links(chat)
    return links[0].url if links else None


def shown_links(chat: Chat) -> list[ShownLink]:
    """Return the deep links to this bot that a chat shows, one a message, the newest first."""
    pattern = re.compile(
        rf"(?:https?://)?t\.me/{re.escape(chat.bot.username)}\?start=[A-Za-z0-9_-]{{1,64}}",
        re.IGNORECASE,
    )
    links: list[ShownLink] = []
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
                url = link if "://" in link else f"https://{link}"
                links.append(ShownLink(url, message.text.partition("\n")[0][:LABEL]))
                break
    return links


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
