"""The address of the webhook: what is let in, what is turned away, and what Telegram repeats."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from reminder.web.health import serving
from reminder.web.webhook import LONGEST, SECRET_HEADER, Doors, path_of

SECRET = "a-secret-of-the-tests-alone"
UPDATE = {"update_id": 7, "message": {"text": "STOP"}}


class Door:
    """A served webhook and what it has let in."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.fault: Exception | None = None
        self.url = ""

    async def take(self, update: dict[str, Any]) -> None:
        """Keep an update, or fail as told."""
        if self.fault is not None:
            raise self.fault
        self.taken.append(update)

    async def post(self, secret: str | None = SECRET, **request: Any) -> int:
        """Post and return the status."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        headers |= request.pop("headers", {})
        async with (
            aiohttp.ClientSession() as client,
            client.post(self.url, headers=headers, **request) as answer,
        ):
            return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """A webhook on loopback."""
    made = Door()
    app = web.Application()
    doors = Doors()
    doors.open(1, SECRET, made.take)
    doors.serve_on(app)
    async with serving(app, "127.0.0.1", 0) as port:
        made.url = f"http://127.0.0.1:{port}{path_of(SECRET)}"
        yield made


async def test_an_update_is_let_in_as_it_came(door: Door) -> None:
    """Fields that nobody knows do no harm."""
    update = {**UPDATE, "something_new": {"deep": [1, 2]}}
    assert await door.post(json=update) == 200
    assert door.taken == [update]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "é" * 5])
async def test_without_the_secret_nothing_is_let_in(door: Door, secret: str | None) -> None:
    """Whoever has found the path has not found the secret."""
    assert await door.post(secret, json=UPDATE) == 403
    assert door.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b'"update_id"',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"message": {}}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    """A body that cannot be one is answered 400 and harms nothing: the next is let in."""
    headers = {"Content-Type": "application/json"}
    assert await door.post(data=body, headers=headers) == 400
    assert await door.post(json=UPDATE) == 200
    assert door.taken == [UPDATE]


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_body_that_is_not_encoded_as_it_says_is_refused(door: Door, encoding: str) -> None:
    """It is the sender's fault, and no fault of the server's."""
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    assert await door.post(data=io.BytesIO(b"\0" * 31), headers=headers) == 400
    assert await door.post(data=io.BytesIO(b"\0" * 60_000), headers=headers) == 400
    assert await door.post(json=UPDATE) == 200


async def test_other_kinds_of_body_and_request_are_refused(door: Door) -> None:
    """Telegram posts JSON and nothing else."""
    assert await door.post(data={"update_id": "7"}) == 415
    async with aiohttp.ClientSession() as client, client.get(door.url) as answer:
        assert answer.status == 405
    assert door.taken == []


async def test_a_huge_body_is_not_read(door: Door) -> None:
    """Neither where its length is told nor where it comes in parts."""
    headers = {"Content-Type": "application/json"}
    told = b'{"update_id": 7, "x": "' + b"x" * LONGEST + b'"}'

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(32):
            yield b" " * (LONGEST // 16)

    assert await door.post(data=io.BytesIO(told), headers=headers) == 413
    assert await door.post(data=parts(), headers=headers) == 413
    assert door.taken == []


async def test_what_cannot_be_stored_is_asked_for_again(door: Door) -> None:
    """While the database is away Telegram keeps the update."""
    door.fault = OSError("chat 12345 of Anna")
    assert await door.post(json=UPDATE) == 503
    door.fault = None
    assert await door.post(json=UPDATE) == 200
    assert door.taken == [UPDATE]


async def test_many_at_once_are_all_let_in(door: Door) -> None:
    """A clinic's busiest minute."""
    posts: list[Awaitable[int]] = [door.post(json={"update_id": n}) for n in range(100)]
    assert set(await asyncio.gather(*posts)) == {200}
    assert {update["update_id"] for update in door.taken} == set(range(100))


def test_the_path_says_nothing_of_the_secret() -> None:
    """It follows from the secret, alike in every process, and not the other way round."""
    make: Callable[[str], str] = path_of
    assert make(SECRET) == make(SECRET) != make("another-secret-of-the-tests")
    assert SECRET not in make(SECRET)


async def test_each_clinic_has_a_door_of_its_own() -> None:
    """One clinic's secret opens no other's door; a door that is closed is not there any more."""
    one, other = Door(), Door()
    doors, app = Doors(), web.Application()
    doors.open(1, SECRET, one.take)
    doors.open(2, "another-secret-of-the-tests", other.take)
    doors.serve_on(app)
    async with serving(app, "127.0.0.1", 0) as port:
        one.url = f"http://127.0.0.1:{port}{path_of(SECRET)}"
        other.url = f"http://127.0.0.1:{port}{path_of('another-secret-of-the-tests')}"
        assert await other.post(json=UPDATE) == 403
        assert await other.post("another-secret-of-the-tests", json=UPDATE) == 200
        assert await one.post(json=UPDATE) == 200
        assert (one.taken, other.taken) == ([UPDATE], [UPDATE])
        doors.open(1, "a-newer-secret-of-the-tests", one.take)
        assert await one.post(json=UPDATE) == 404
        doors.close(2)
        assert await other.post("another-secret-of-the-tests", json=UPDATE) == 404
        assert doors.clinics == {1}
    assert (one.taken, other.taken) == ([UPDATE], [UPDATE])
