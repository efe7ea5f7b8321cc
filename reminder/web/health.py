"""The addresses that monitors ask: is it alive, is it ready, and its figures. Nothing in them says
anything about anybody.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from reminder import __version__

Details = Callable[[], Awaitable[Mapping[str, str | int | float | bool | None]]]
"""Asks the service how it is. A `status` other than "ok" answers 503."""

Reason = Callable[[], Awaitable[str | None]]
"""Asks why the service is not ready, in a word; None: it is."""

Figures = Callable[[], Awaitable[bytes]]
"""Asks for the figures in Prometheus's text format."""

FIGURES_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Answer = dict[str, str | int | float | bool | None]


async def _ready() -> str | None:
    return None


async def _no_figures() -> bytes:
    return b""


def health_app(
    details: Details, reason: Reason = _ready, figures: Figures = _no_figures
) -> web.Application:
    """Return an application that answers monitors.

    `GET /healthz`: JSON with `status`, `version` and details; 503 where the service is not alive.
    `GET /readyz`: JSON with `status` "ready", or "not ready", a `reason` and 503.
    `GET /metrics`: the figures.
    """

    async def healthz(_request: web.Request) -> web.Response:
        answer: Answer = {"status": "ok", "version": __version__}
        try:
            answer |= await details()
        except Exception as error:  # noqa: BLE001 (whatever it is, the answer must say so)
            answer |= {"status": "failing", "error": type(error).__name__}
        return _json(answer, well=answer["status"] == "ok")

    async def readyz(_request: web.Request) -> web.Response:
        try:
            why_not = await reason()
        except Exception as error:  # noqa: BLE001 (as above)
            why_not = type(error).__name__
        if why_not is None:
            return _json({"status": "ready"}, well=True)
        return _json({"status": "not ready", "reason": why_not}, well=False)

    async def metrics(_request: web.Request) -> web.Response:
        headers = {"Content-Type": FIGURES_TYPE, "Cache-Control": "no-store"}
        return web.Response(body=await figures(), headers=headers)

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


def _json(answer: Answer, well: bool) -> web.Response:
    headers = {"Cache-Control": "no-store"}
    return web.json_response(answer, status=200 if well else 503, headers=headers)


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve an application while the block runs; yields the port (of use where `port` is 0).

    Raises:
        OSError: the port is taken.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
