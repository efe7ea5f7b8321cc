"""The address to which Telegram posts updates. Nobody else learns anything there."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
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


def path_of(secret: str) -> str:
    """Return the path on which a webhook with this secret is served: nobody guesses it."""
    digest = hmac.new(secret.encode(), b"the path of the webhook", hashlib.sha256).hexdigest()
    return f"/telegram/{digest[:40]}"


def add_webhook(app: web.Application, secret: str, take: Take) -> None:
    """Serve the webhook. An update is answered 200 once `take` has stored it, and 503 where that
    fails, so that Telegram posts it again.
    """

    async def posted(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="replace"), secret.encode()):
            log.warning("a post without the secret", action="webhook")
            raise web.HTTPForbidden
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        update = _update(await _body(request))
        try:
            await take(update)
        except Exception as fault:  # noqa: BLE001  (whatever it is, Telegram keeps the update)
            log.error("an update was not stored", action="webhook", fault=type(fault).__name__)
            raise web.HTTPServiceUnavailable(headers={"Retry-After": AGAIN_SECONDS}) from None
        return web.Response()

    app.router.add_post(path_of(secret), posted)


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
