"""The address that monitors ask whether the service is well. It says nothing about anybody."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from reminder import __version__

Details = Callable[[], Awaitable[Mapping[str, str | int | float | bool | None]]]
"""Asks the service how it is. A `status` other than "ok" answers 503."""

Answer = dict[str, str | int | float | bool | None]


def health_app(details: Details) -> web.Application:
    """Return an application that answers GET /healthz with JSON: `status`, `version`, details.

    Where asking fails the status is "failing" and the answer 503.
    """

    async def healthz(_request: web.Request) -> web.Response:
        answer: Answer = {"status": "ok", "version": __version__}
        try:
            answer |= await details()
        except Exception as error:  # noqa: BLE001 (whatever it is, the answer must say so)
            answer |= {"status": "failing", "error": type(error).__name__}
        status = 200 if answer["status"] == "ok" else 503
        return web.json_response(answer, status=status, headers={"Cache-Control": "no-store"})

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    return app


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
