"""The address to which Telegram posts updates. Nobody else learns anything there."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)

LONGEST = 1024 * 1024
"""Bytes of a body that are read."""

BODY_SECONDS = 20.0
"""How long a body may take to arrive."""

AGAIN_SECONDS = "2"

Take = Callable[[dict[str, Any]], Awaitable[None]]
"""Stores one update, whose `update_id` is a whole number; it is confirmed once this returns."""


PATH = "/telegram/"


def _place(secret: str) -> str:
    digest = hmac.new(secret.encode(), b"the path of the webhook", hashlib.sha256).hexdigest()
    return digest[:40]


def path_of(secret: str) -> str:
    """Return the path on which a webhook with this secret is served: nobody guesses it."""
    return PATH + _place(secret)


@dataclass(frozen=True, slots=True)
class _Door:
    secret: str
    take: Take


class Doors:
    """The webhooks of a process: one door for each clinic, at a path of its own, which opens to its
    own secret alone. They may be opened and closed while they are served.

    An update is answered 200 once its clinic's `take` has stored it, and 503 where that fails, so
    that Telegram posts it again.
    """

    def __init__(self) -> None:
        self._doors: dict[str, _Door] = {}
        self._places: dict[int, str] = {}

    def open(self, clinic_id: int, secret: str, take: Take) -> None:
        """Open a clinic's door; one that it had before is closed."""
        self.close(clinic_id)
        place = _place(secret)
        self._places[clinic_id] = place
        self._doors[place] = _Door(secret, take)

    def close(self, clinic_id: int) -> None:
        """Close a clinic's door, if it has one."""
        place = self._places.pop(clinic_id, None)
        if place is not None:
            del self._doors[place]

    @property
    def clinics(self) -> frozenset[int]:
        """The clinics that have a door."""
        return frozenset(self._places)

    def serve_on(self, app: web.Application) -> None:
        """Add the doors to an application."""
        app.router.add_post(PATH + "{place}", self._posted)

    async def _posted(self, request: web.Request) -> web.Response:
        door = self._doors.get(request.match_info["place"])
        if door is None:
            raise web.HTTPNotFound
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), door.secret.encode()):
            log.warning("a post without the secret", action="webhook")
            raise web.HTTPForbidden
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        update = _update(await _body(request))
        try:
            await door.take(update)
        except Exception as fault:  # noqa: BLE001  (whatever it is, Telegram keeps the update)
            log.error("an update was not stored", action="webhook", fault=type(fault).__name__)
            raise web.HTTPServiceUnavailable(headers={"Retry-After": AGAIN_SECONDS}) from None
        return web.Response()


async def _body(request: web.Request) -> bytes:
    length = request.content_length
    if length is not None and length > LONGEST:
        raise web.HTTPRequestEntityTooLarge(LONGEST, length)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.content.iter_any():
                body += part
                if len(body) > LONGEST:
                    raise web.HTTPRequestEntityTooLarge(LONGEST, len(body))
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (web.RequestPayloadError, HttpProcessingError, ConnectionError):
        # It is not what its headers say, or breaks off.
        raise web.HTTPBadRequest from None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any]:
    """Return the update in a body; fields that nobody knows stay in it and do no harm."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(update, dict):
        raise web.HTTPBadRequest
    number = update.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 2**63:
        raise web.HTTPBadRequest
    return update
