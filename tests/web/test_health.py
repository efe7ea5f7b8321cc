from collections.abc import Mapping

import aiohttp
import pytest

from reminder import __version__
from reminder.web.health import Details, Reason, health_app, serving


async def ask(details: Details, path: str = "/healthz") -> tuple[int, Mapping[str, object]]:
    """Serve on a free port, ask once, and stop."""
    async with (
        serving(health_app(details), "127.0.0.1", 0) as port,
        aiohttp.ClientSession() as client,
        client.get(f"http://127.0.0.1:{port}{path}") as response,
    ):
        if response.content_type != "application/json":
            return response.status, {}
        return response.status, await response.json()


async def test_a_service_that_is_well_says_so() -> None:
    """The answer is 200 with the version and what the service adds."""

    async def details() -> dict[str, int]:
        return {"waiting": 3}

    assert await ask(details) == (200, {"status": "ok", "version": __version__, "waiting": 3})


async def test_a_service_that_is_not_well_answers_503() -> None:
    """The service decides what counts as not well."""

    async def details() -> dict[str, str]:
        return {"status": "standby"}

    status, answer = await ask(details)
    assert (status, answer["status"]) == (503, "standby")


async def test_a_failure_to_tell_is_a_failure_without_words() -> None:
    """Where the database is gone the answer names the kind of error and quotes nothing."""

    async def details() -> dict[str, str]:
        message = "chat 12345 of Anna"
        raise OSError(message)

    status, answer = await ask(details)
    assert status == 503
    assert answer == {"status": "failing", "version": __version__, "error": "OSError"}


async def test_readiness_names_its_reason() -> None:
    """200 while it is ready, else 503 with a word; a failure to tell is one too."""

    async def details() -> dict[str, str]:
        return {}

    async def ready() -> str | None:
        return None

    async def late() -> str | None:
        return "dispatch is late"

    async def failing() -> str | None:
        raise OSError

    async def asked(reason: Reason) -> tuple[int, object]:
        async with (
            serving(health_app(details, reason), "127.0.0.1", 0) as port,
            aiohttp.ClientSession() as client,
            client.get(f"http://127.0.0.1:{port}/readyz") as response,
        ):
            return response.status, await response.json()

    assert await asked(ready) == (200, {"status": "ready"})
    assert await asked(late) == (503, {"status": "not ready", "reason": "dispatch is late"})
    assert await asked(failing) == (503, {"status": "not ready", "reason": "OSError"})


async def test_nothing_else_is_served() -> None:
    """Other addresses are not there."""

    async def details() -> dict[str, str]:
        return {}

    assert (await ask(details, "/"))[0] == 404


async def test_the_port_is_free_again_afterwards() -> None:
    """A second start on the same port works, and one beside a running one says it is taken."""

    async def details() -> dict[str, str]:
        return {}

    async with serving(health_app(details), "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match="in use"):
            async with serving(health_app(details), "127.0.0.1", port):
                pass
    async with serving(health_app(details), "127.0.0.1", port) as again:
        assert again == port
