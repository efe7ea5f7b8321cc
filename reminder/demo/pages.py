"""Serves the page: a handful of files that lie beside this module."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).with_name("page")
FILES = {
    "/": ("index.html", "text/html"),
    "/page/page.css": ("page.css", "text/css"),
    "/page/chat.css": ("chat.css", "text/css"),
    "/page/page.js": ("page.js", "text/javascript"),
    "/page/phone.js": ("phone.js", "text/javascript"),
    "/page/message.js": ("message.js", "text/javascript"),
    "/page/icon.svg": ("icon.svg", "image/svg+xml"),
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page_routes() -> list[web.AbstractRouteDef]:
    """Return the routes of the page; its files are read once."""
    return [web.get(path, _file(name, kind)) for path, (name, kind) in FILES.items()]


def _file(name: str, kind: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    content = (FOLDER / name).read_bytes()

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(body=content, content_type=kind, charset="utf-8", headers=HEADERS)

    return answer
