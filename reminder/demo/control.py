"""Everything that a test or the page can do, over HTTP under /control/."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from reminder.demo import faults
from reminder.demo.bots import Bot
from reminder.demo.files import picture_kind
from reminder.demo.people import Person
from reminder.demo.stage import NEXT_PATIENTS, Suggestion
from reminder.demo.state import call_state, message_state, page_state

if TYPE_CHECKING:
    from reminder.demo.stand_in import StandIn

Act = Callable[[web.Request, dict[str, Any]], Awaitable[object]]
LONGEST_POLL_SECONDS = 20.0
FAULTS: dict[str, type[faults.Fault]] = {
    "answer_lost": faults.AnswerLost,
    "hang": faults.Hang,
    "hang_after": faults.HangAfter,
    "http_error": faults.HttpError,
    "too_many": faults.TooMany,
    "reset": faults.Reset,
    "refuse": faults.Refuse,
}


class Control:
    """The handlers. Bodies are JSON objects and must be sent as such.

    Answers are JSON; 400 for a bad value, 404 for what is not there, 409 for what cannot be done
    now, each with `error`.
    """

    def __init__(self, stand_in: StandIn) -> None:
        """Control this stand-in."""
        self._stand_in = stand_in
        self._world = stand_in.world
        self._pauses: list[asyncio.Event] = []

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes to serve."""
        person = "/control/people/{person}"
        posts: dict[str, Act] = {
            "/control/bots": self._add_bot,
            "/control/people": self._add_person,
            f"{person}/open": self._open,
            f"{person}/write": self._write,
            f"{person}/press": self._press,
            f"{person}/edit": self._edit,
            f"{person}/photo": self._photo,
            f"{person}/block": self._block,
            f"{person}/unblock": self._unblock,
            "/control/faults": self._add_fault,
            "/control/faults/release": self._release,
            "/control/limits": self._limits,
            "/control/suggestions": self._suggest,
            "/control/page": self._present,
            "/control/clock/next": self._next_message,
            "/control/clock/advance": self._advance,
        }
        gets: dict[str, Act] = {
            "/control/state": self._state,
            "/control/people": self._people,
            f"{person}/messages": self._messages,
            "/control/calls": self._calls,
            "/control/clock": self._clock,
        }
        return [
            *(web.post(path, _answering(act)) for path, act in posts.items()),
            *(web.get(path, _answering(act)) for path, act in gets.items()),
            web.delete("/control/faults", _answering(self._clear_faults)),
            web.get("/control/files/{bot}/{path:.+}", self._file),
        ]

    async def _state(self, request: web.Request, _body: dict[str, Any]) -> object:
        seen = int(request.query.get("version", "-1"))
        if not self._world.closing:
            await self._world.changes.after(seen, LONGEST_POLL_SECONDS)
        return page_state(self._stand_in)

    async def _add_bot(self, _request: web.Request, body: dict[str, Any]) -> object:
        bot = self._stand_in.add_bot(**body)
        return {"id": bot.id, "username": bot.username}

    async def _people(self, _request: web.Request, _body: dict[str, Any]) -> object:
        return [person.as_user() for person in self._world.people.values()]

    async def _add_person(self, _request: web.Request, body: dict[str, Any]) -> object:
        return self._stand_in.add_person(**body).as_user()

    async def _open(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        await person.open(str(body.get("link", "")), bot=bot)
        return {}

    async def _write(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        return {"message_id": await person.write(str(body["text"]), bot=bot)}

    async def _press(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        timeout = float(body.get("timeout", 5.0))
        if "data" in body:
            message_id = int(body["message_id"])
            answer = await person.press_data(
                str(body["data"]), message_id, timeout=timeout, bot=bot
            )
        else:
            given = body.get("message_id")
            message = None if given is None else int(given)
            answer = await person.press(
                str(body["button"]), message_id=message, timeout=timeout, bot=bot
            )
        return {
            "text": answer.text,
            "show_alert": answer.show_alert,
            "answered": answer.answered,
        }

    async def _edit(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        await person.edit(int(body["message_id"]), str(body["text"]), bot=bot)
        return {}

    async def _photo(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        return {"message_id": await person.send_photo(str(body.get("caption", "")), bot=bot)}

    async def _block(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        await person.block(bot=bot)
        return {}

    async def _unblock(self, request: web.Request, body: dict[str, Any]) -> object:
        person, bot = self._who(request, body)
        await person.unblock(bot=bot)
        return {}

    async def _messages(self, request: web.Request, _body: dict[str, Any]) -> object:
        person, bot = self._who(request, dict(request.query))
        chat = person.chat(bot)
        return [message_state(chat, message) for message in chat.messages.values()]

    async def _add_fault(self, _request: web.Request, body: dict[str, Any]) -> object:
        kind = str(body["fault"])
        fault: faults.Fault
        if kind == "pause":
            event = asyncio.Event()
            self._pauses.append(event)
            fault = faults.Pause(event)
        elif kind in FAULTS:
            wanted = FAULTS[kind]
            names = {field.name for field in fields(wanted)}
            fault = wanted(**{name: value for name, value in body.items() if name in names})
        else:
            raise ValueError(f"fault must be pause or one of {', '.join(FAULTS)}")
        self._world.faults.add(
            str(body["method"]), fault, body.get("times", 1), body.get("chat_id")
        )
        return {}

    async def _release(self, _request: web.Request, _body: dict[str, Any]) -> object:
        for event in self._pauses:
            event.set()
        self._pauses.clear()
        return {}

    async def _clear_faults(self, request: web.Request, body: dict[str, Any]) -> object:
        self._world.faults.clear()
        return await self._release(request, body)

    async def _calls(self, request: web.Request, _body: dict[str, Any]) -> object:
        after = int(request.query.get("after", "0"))
        return [call_state(call) for call in self._world.calls[after:]]

    async def _limits(self, _request: web.Request, body: dict[str, Any]) -> object:
        self._world.limits.enabled = bool(body["enabled"])
        return {}

    async def _suggest(self, _request: web.Request, body: dict[str, Any]) -> object:
        for key, chips in body.items():
            person_id = NEXT_PATIENTS if key == "patients" else self._person(key).id
            suggestions = [Suggestion(str(chip["label"]), str(chip["text"])) for chip in chips]
            self._stand_in.stage.suggest(person_id, suggestions)
        return {}

    async def _present(self, _request: web.Request, body: dict[str, Any]) -> object:
        stage = self._stand_in.stage
        stage.title = str(body.get("title", stage.title))
        stage.zone = str(body.get("zone", stage.zone))
        self._world.changes.touch()
        return {}

    async def _clock(self, _request: web.Request, _body: dict[str, Any]) -> object:
        stage = self._stand_in.stage
        movable = stage.clock is not None
        return {"now": self._world.now().isoformat(), "movable": movable, "busy": stage.busy}

    async def _next_message(self, _request: web.Request, _body: dict[str, Any]) -> object:
        moved_to = await self._stand_in.stage.next_message()
        return {
            "now": self._world.now().isoformat(),
            "moved_to": moved_to.isoformat() if moved_to else None,
        }

    async def _advance(self, _request: web.Request, body: dict[str, Any]) -> object:
        by = timedelta(hours=float(body.get("hours", 0)), days=float(body.get("days", 0)))
        await self._stand_in.stage.advance(by)
        return {"now": self._world.now().isoformat()}

    async def _file(self, request: web.Request) -> web.Response:
        for bot in self._world.bots.values():
            stored = bot.files.by_path(request.match_info["path"])
            if str(bot.id) == request.match_info["bot"] and stored is not None:
                headers = {"X-Content-Type-Options": "nosniff"}
                kind = picture_kind(stored.content)
                if not kind.startswith("image/"):
                    # A document never runs as a page of this server, whatever it contains.
                    headers["Content-Disposition"] = f'attachment; filename="{_plain(stored.name)}"'
                return web.Response(body=stored.content, content_type=kind, headers=headers)
        return web.json_response({"error": "there is no such file"}, status=404)

    def _who(self, request: web.Request, body: dict[str, Any]) -> tuple[Person, Bot | None]:
        named = body.get("bot")
        bot = self._world.bot_named(str(named)) if named else None
        return self._person(request.match_info["person"]), bot

    def _person(self, key: str) -> Person:
        for person in self._world.people.values():
            if key in {str(person.id), person.first_name}:
                return person
        raise LookupError(f"there is nobody called {key}")


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)


def _answering(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            body = await _body(request)
            return web.json_response(await act(request, body))
        except KeyError as error:
            return _error(400, f"{error.args[0]} is missing")
        except LookupError as error:
            return _error(404, str(error))
        except (ValueError, TypeError, ArithmeticError, AttributeError) as error:
            return _error(400, str(error))
        except RecursionError:
            return _error(400, "the body is nested too deeply")
        except RuntimeError as error:
            return _error(409, str(error))

    return answer


async def _body(request: web.Request) -> dict[str, Any]:
    if request.method != "POST":
        return {}
    # A form on a foreign page cannot send this type, so it cannot press buttons here.
    if request.content_type != "application/json":
        message = "send JSON as application/json"
        raise ValueError(message)
    try:
        text = await request.text()
    except (LookupError, web.RequestPayloadError, HttpProcessingError, ConnectionError) as error:
        message = "the body is not what its headers say"
        raise ValueError(message) from error
    body = json.loads(text or "{}")
    if not isinstance(body, dict):
        message = "the body must be a JSON object"
        raise TypeError(message)
    return body


def _error(status: int, message: str) -> web.Response:
    return web.json_response({"error": message}, status=status)
