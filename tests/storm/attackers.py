"""What somebody might send who means ill, or whose client is broken: updates by a seed."""

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from telegram.ext import CallbackQueryHandler

from reminder.bot import patient, staff

Raw = dict[str, Any]

ARGUMENTS = (
    "en", "ru", "zz", "calm", "sore", "worried", "unchanged", "changed", "confirm", "move", "book",
    "later", "call", "offers", "no_offers", "3", "7", "14", "0", "23", "24", "-1", "2147483648",
    "99999999999999999999", "20260917", "2026091714", "202609171430", "209913312561", "00000000",
    "Europe/Warsaw", "Etc/GMT+12", "../../etc/passwd", "x" * 40, "", ":", "1:2:3", "\u0663",
    "\u202e",
    "oxygen-mesotherapy", "face", "\x00", "\ud800",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "01", "999999999", "2147483647", "2147483648", "999999999999999", "9" * 18, "9" * 40,
    "\u0663", "1.5", "1e3", "", "x", " 1", "0x1",
)  # fmt: skip
TEXTS = (
    "/start", "/start ", "/start AAAAAAAAAAAAAAAAAAAAAA", "/start " + "A" * 64, "/claim 00000000",
    "/claim", "/claim \u0660\u0661\u0662\u0663", "/enrol Mallory; oxygen; now; 1/9",
    "/session Zebrafisch; now",
    "/next Zebrafisch; tomorrow 15:00", "/why Zebrafisch", "/day", "/protocols", "/rehearse oxygen",
    "/cancel", "/today", "/plan", "/pause", "/time", "/language", "/privacy", "/help", "STOP",
    "stop",
    "\u0441\u0442\u043e\u043f", "S\u0336T\u0336O\u0336P\u0336", "<b>x", "</b></i>&amp;&#0;",
    "'; DROP TABLE patient; --", "{$name}",
    "%s%n", "\x00", "\x00\x01\x02", "\ud800", "a\udfffb", "\u202e\u2066STOP\u2069", "\u200b" * 50,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 40, "z\u0351\u0352\u0353" * 300, "A" * 4096,
    "9" * 4096, "12.03 25:61",
    "tomorrow in 99999999999 days", "in 10000000000000000000 days", "31 Feb 9999 24:00", "\n" * 500,
    "/start@another_bot x", "/today@aftercare_demo_bot", "//", "/\u0661", "/" + "a" * 70, " ",
)  # fmt: skip
JUNK: tuple[Callable[[Random], Any], ...] = (
    lambda _: None,
    lambda _: True,
    lambda _: -1,
    lambda _: 0,
    lambda _: 1.5,
    lambda _: 2**31,
    lambda _: 2**63,
    lambda _: 10**30,
    lambda _: "",
    lambda _: "x",
    lambda _: "\ud800",
    lambda _: "9" * 5000,
    lambda _: [],
    lambda _: {},
    lambda _: [[[]]],
    lambda _: {"id": {"id": {"id": "x"}}},
    lambda rng: _nested(rng.choice((10, 100, 300))),
    lambda rng: "y" * rng.choice((10, 10_000, 100_000)),
    lambda rng: [1] * rng.choice((3, 1000)),
)


@dataclass(frozen=True)
class Sent:
    """An update, and what kind of attack it is. `sound`: Telegram itself could send it so."""

    kind: str
    raw: Raw
    sound: bool


@dataclass(frozen=True)
class Who:
    """A sender, and the numbers that are tried in forged buttons."""

    chat_id: int
    numbers: Sequence[str]


def verbs() -> list[str]:
    """Return what the data of every registered button begins with, such as "p:agree"."""
    handlers = [*patient.first(), *staff.handlers(), *patient.handlers()]
    patterns = [
        getattr(handler.pattern, "pattern", "")
        for handler in handlers
        if isinstance(handler, CallbackQueryHandler)
    ]
    found = [re.match(r"\^([a-z]:)(?:\(([a-z|]+)\)|([a-z-]+)):", pattern) for pattern in patterns]
    assert all(found), patterns
    return [
        match[1] + verb
        for match in found
        if match is not None
        for verb in (match[2] or match[3]).split("|")
    ]


class Attackers:
    """Makes one update after another. `strangers` write and press whatever they like; the others
    (a patient, and a staff member) press buttons that are none of theirs.

    A stranger is answered a few times an hour, and after that nothing is read of what they send: so
    now and then a crowd of new ones is to be put in place of `strangers`.
    """

    def __init__(self, rng: Random, strangers: Sequence[Who], insiders: Sequence[Who]) -> None:
        self._rng = rng
        self.strangers = strangers
        self._insiders = insiders
        self._verbs = verbs()
        self._kinds: tuple[tuple[str, Callable[[], Raw], bool], ...] = (
            ("hostile text", self._text, True),
            ("text with lying entities", self._lying, False),
            ("edited message", self._edited, True),
            ("forwarded message", self._forwarded, True),
            ("group or channel", self._elsewhere, True),
            ("forged button", self._forged, True),
            ("forged button by a patient or staff", self._forged_inside, True),
            ("block and unblock", self._member, True),
            ("another kind of message", self._media, True),
            ("wrong types", self._mutant, False),
            ("something else entirely", self._nonsense, False),
        )

    def next(self) -> Sent:
        """Return the next update, without its number."""
        kind, make, sound = self._rng.choice(self._kinds)
        return Sent(kind, make(), sound)

    def _who(self) -> Who:
        return self._rng.choice(self.strangers)

    def _message(self, who: Who, **content: Any) -> Raw:
        chat_id = who.chat_id
        name = self._rng.choice(
            ("Mallory", "<b>M", "\u202eyrollaM", "", "\x00", "M" * 300, "\ud800")
        )
        return {
            "message_id": self._rng.choice((1, 2, 17, 2**31 - 1)),
            "date": self._rng.choice((0, 1_790_000_000, 2**31 - 1)),
            "chat": {"id": chat_id, "type": "private", "first_name": name},
            "from": {
                "id": chat_id,
                "is_bot": False,
                "first_name": name,
                "language_code": self._rng.choice(("en", "ru", "xx", "", "zh-hans", "e" * 50)),
            },
            **content,
        }

    def _string(self) -> str:
        if self._rng.random() < 0.6:
            return self._rng.choice(TEXTS)
        ranges = (
            *((0x00, 0x20), (0x20, 0x7F), (0x400, 0x500)),
            *((0x200B, 0x2070), (0x1F300, 0x1F700), (0xD800, 0xE000)),
        )
        made = "".join(
            chr(self._rng.randrange(*self._rng.choice(ranges)))
            for _ in range(self._rng.randint(1, 60))
        )
        return self._rng.choice(TEXTS)[:20] + made

    def _command(self, text: str) -> list[Raw]:
        if not text.startswith("/"):
            return []
        length = len(text.split(maxsplit=1)[0])
        return [{"type": "bot_command", "offset": 0, "length": length}]

    def _text(self) -> Raw:
        text = self._string()
        return {"message": self._message(self._who(), text=text, entities=self._command(text))}

    def _lying(self) -> Raw:
        text = self._string()
        entities = [
            {
                "type": self._rng.choice(
                    ("bot_command", "text_link", "pre", "no such type", "url")
                ),
                "offset": self._rng.choice((0, -1, 5, 10**6, 2**40)),
                "length": self._rng.choice((0, 1, -5, 10**6, 2**40, len(text))),
            }
            for _ in range(self._rng.randint(1, 4))
        ]
        return {"message": self._message(self._who(), text=text, entities=entities)}

    def _edited(self) -> Raw:
        text = self._string()
        content = {"text": text, "entities": self._command(text), "edit_date": 1_790_000_100}
        return {"edited_message": self._message(self._who(), **content)}

    def _forwarded(self) -> Raw:
        text = self._string()
        reply = self._message(self._who(), text=self._string())
        origin = {
            "type": "user",
            "date": 1,
            "sender_user": {"id": 2001, "is_bot": False, "first_name": "Quokka"},
        }
        return {
            "message": self._message(
                self._who(),
                text=text,
                entities=self._command(text),
                forward_origin=origin,
                reply_to_message=reply,
            )
        }

    def _elsewhere(self) -> Raw:
        kind = self._rng.choice(("group", "supergroup", "channel"))
        message = self._message(self._who(), text=self._string())
        message["chat"] = {
            "id": -1_000_000_000_000 - self._rng.randrange(99),
            "type": kind,
            "title": "G",
        }
        where = "channel_post" if kind == "channel" else "message"
        if self._rng.random() < 0.3:
            return {"callback_query": {**self._press(self._who(), "p:stop:1"), "message": message}}
        return {where: message}

    def _press(self, who: Who, data: str) -> Raw:
        message = self._message(who, text="\u2026")
        return {
            "id": str(self._rng.randrange(2**60)),
            "from": message["from"],
            "chat_instance": "1",
            "message": message,
            "data": data,
        }

    def _data(self, who: Who) -> str:
        parts = [self._rng.choice(self._verbs), self._rng.choice(who.numbers)]
        if self._rng.random() < 0.7:
            parts.append(self._rng.choice(ARGUMENTS))
        return ":".join(parts)

    def _forged(self) -> Raw:
        who = self._who()
        return {"callback_query": self._press(who, self._data(who))}

    def _forged_inside(self) -> Raw:
        who = self._rng.choice(self._insiders)
        return {"callback_query": self._press(who, self._data(who))}

    def _member(self) -> Raw:
        bot = {"id": 1_000_001, "is_bot": True, "first_name": "Aftercare"}
        was, becomes = self._rng.sample(("member", "kicked", "left"), 2)
        change = self._message(self._who())
        change["old_chat_member"] = {"status": was, "user": bot, "until_date": 0}
        change["new_chat_member"] = {"status": becomes, "user": bot, "until_date": 0}
        return {"my_chat_member": change}

    def _media(self) -> Raw:
        content: Raw = self._rng.choice(
            (
                {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]},
                {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
                {"location": {"latitude": 91.0, "longitude": 181.0}},
                {"contact": {"phone_number": "1" * 40, "first_name": "\x00", "user_id": 2001}},
                {"dice": {"emoji": "\U0001f3b2", "value": 6}},
                {"web_app_data": {"data": "x" * 4096, "button_text": "x"}},
                {"new_chat_title": "x"},
                {"migrate_to_chat_id": -1},
            )
        )
        caption = {"caption": self._string()} if self._rng.random() < 0.5 else {}
        return {"message": self._message(self._who(), **content, **caption)}

    def _mutant(self) -> Raw:
        make = self._rng.choice(
            (self._text, self._edited, self._forged, self._member, self._media, self._forwarded)
        )
        raw = copy.deepcopy(make())
        for _ in range(self._rng.randint(1, 3)):
            self._spoil(raw)
        return raw

    def _spoil(self, raw: Raw) -> None:
        """Put junk in some place, or take something away."""
        place: Any = raw
        while True:
            keys: list[Any] = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                return
            key = self._rng.choice(keys)
            inner = place[key]
            if isinstance(inner, dict | list) and inner and self._rng.random() < 0.8:
                place = inner
                continue
            if self._rng.random() < 0.25:
                del place[key]
            else:
                place[key] = self._rng.choice(JUNK)(self._rng)
            return

    def _nonsense(self) -> Raw:
        kind = self._rng.choice(
            (
                *("message", "callback_query", "my_chat_member", "edited_message", "poll"),
                *("no_such_kind", "inline_query", "pre_checkout_query", "business_message"),
            )
        )
        return {kind: self._rng.choice(JUNK)(self._rng)}


def _nested(depth: int) -> Any:
    made: Any = []
    for _ in range(depth):
        made = [made] if depth % 2 else {"chat": made}
    return made
