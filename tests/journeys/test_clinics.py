"""Several clinics in one deployment: shared out, taken over, and apart from one another."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlmodel import col, select

from reminder.app import Service
from reminder.demo.stand_in import Person
from reminder.errors import BotTaken, ClinicRefused, ConfigurationError, OptionWrong, TokenRejected
from reminder.opening import open_practice, open_store
from reminder.practice.webhook_secret import webhook_secret
from reminder.store.tables import AuditEvent, Clinic, InboxUpdate, Patient, PatientState
from reminder.upkeep.clinics import add, change, listed, remove, replace_token
from reminder.web.webhook import SECRET_HEADER, path_of
from tests.bot.servers import free_port
from tests.journeys.clinics import WITHIN, House, house_of
from tests.journeys.process import Running

AT_ONCE = 5.0
"""Seconds: the promise is three, of a machine that has nothing else to do."""

NAMES = ("aurora", "borealis", "corona", "dawn")


@pytest.fixture
async def four(tmp_path: Path, postgres_url: str) -> AsyncIterator[House]:
    """A deployment of four clinics; workers are started by the test."""
    async with house_of(tmp_path, postgres_url, *NAMES) as house:
        yield house


@pytest.fixture
async def two(tmp_path: Path, postgres_url: str) -> AsyncIterator[House]:
    """A deployment of two clinics."""
    async with house_of(tmp_path, postgres_url, *NAMES[:2]) as house:
        yield house


async def until(ready: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that happens in other processes, or in a table."""
    async with asyncio.timeout(2 * WITHIN):
        while not await ready():  # noqa: ASYNC110  (as it says)
            await asyncio.sleep(0.1)


async def until_shared(house: House, *counts: int) -> None:
    """Wait until the workers lead so many clinics each, the fewest first."""
    await until(lambda: _equals(house.counts, list(counts)))


async def _equals(ask: Callable[[], Awaitable[object]], wanted: object) -> bool:
    return await ask() == wanted


Start = Callable[[], Awaitable[Running]]


@pytest.fixture
async def start(four: House) -> AsyncIterator[Start]:
    """Return a function that starts one more worker as a process."""
    started: list[Running] = []

    async def one() -> Running:
        more = {
            "REMINDER_DATABASE_URL": four.url,
            "REMINDER_BOT_TOKEN": "",
            "REMINDER_BACKUPS_KEPT": "0",
        }
        running = await Running.start(four.folder, four.stand_in.url, **more)
        started.append(running)
        return running

    yield one
    for running in started:
        if running.process.returncode is None:
            await running.kill()


async def test_four_clinics_outlive_a_worker_that_is_killed(four: House, start: Start) -> None:
    """Two workers share them out; after a SIGKILL the other has all of them at once, and everybody
    gets each clinic's message once; a worker that joins gets its share.
    """
    first, second = await start(), await start()
    await until_shared(four, 2, 2)

    async def codes() -> int:
        return sum("/claim" in line for line in (*first.lines, *second.lines))

    # A code that a worker makes as it begins would void one that is made before.
    await until(lambda: _equals(codes, 4))
    rita, anna = four.stand_in.add_person("Rita", id=1001), four.stand_in.add_person("Anna")
    for name in NAMES:
        await four.up_to_agreeing(name, rita, anna)
    await first.kill()
    killed = time.monotonic()
    # The same person is a patient of all four: each bot hears the press in its own chat.
    presses = [anna.press("I am the patient", bot=four.bots[name], timeout=0.1) for name in NAMES]
    await asyncio.gather(*presses)
    await four.stand_in.wait_for(
        lambda: all(four.told(anna, name, "please avoid") for name in NAMES), WITHIN
    )
    assert time.monotonic() - killed < AT_ONCE
    await until_shared(four, 4)
    third = await start()
    await until_shared(four, 2, 2)
    await anna.write("STOP", bot=four.bots["corona"])
    await four.stand_in.wait_for(
        lambda: four.told(anna, "corona", "You get no more messages"), WITHIN
    )
    for name in NAMES:
        assert len(four.told(anna, name, "please avoid")) == 1, name
        # Nothing of any other clinic is said by this one's bot.
        texts = " ".join(m.text for m in (*anna.received(bot=four.bots[name]),))
        assert name.title() in texts
        assert not [other for other in NAMES if other != name and other.title() in texts]
    opened = await open_store(four.settings(), datetime.now(UTC))
    async with opened.store.reading() as db:
        states = (
            await db.exec(
                select(Clinic.key, Patient.state)
                .join(Patient, col(Patient.clinic_id) == col(Clinic.id))
                .where(col(Patient.chat_id).is_not(None))
            )
        ).all()
    await opened.store.close()
    assert dict(states) == {
        name: PatientState.OPTED_OUT if name == "corona" else PatientState.ACTIVE for name in NAMES
    }
    assert await third.stop() == 0
    await until_shared(four, 4)


async def test_clinics_come_and_go_without_a_restart(two: House) -> None:
    """One that is added is served by the worker that has room; one that is removed is silent."""
    first = await two.start()
    assert await two.counts() == [2]
    second = await two.start()
    await until_shared(two, 1, 1)
    await two.add("corona")
    await until_shared(two, 1, 2)
    third = await two.start()
    await until_shared(two, 1, 1, 1)
    # Who lays one down goes on with the other, and nobody takes it back and forth.
    assert [len(one.branches) for one in (first, second, third)] == [1, 1, 1]
    guest = two.stand_in.add_person("Guest")
    for name in ("aurora", "borealis", "corona"):
        await guest.write("/help", bot=two.bots[name])
        await two.stand_in.wait_for(lambda name=name: two.told(guest, name, ""), WITHIN)  # type: ignore[misc]
    await remove(two.settings(), "aurora", datetime.now(UTC))
    await until_shared(two, 0, 1, 1)
    await guest.write("/help", bot=two.bots["aurora"])
    assert "removed on" in (await listed(two.settings(), datetime.now(UTC)))[0]
    await guest.write("/help", bot=two.bots["borealis"])
    await two.stand_in.wait_for(lambda: len(two.told(guest, "borealis", "")) == 2, WITHIN)
    assert len(two.told(guest, "aurora", "")) == 1
    again = await two.add("aurora")
    assert "with the patients and staff that it had" in " ".join(again)
    await two.stand_in.wait_for(lambda: len(two.told(guest, "aurora", "")) == 2, WITHIN)


async def test_a_faulty_clinic_stops_no_other(two: House) -> None:
    """A token that Telegram rejects, a folder with a mistake: the other is served, the fault is
    told without the token, and once it is put right nobody needs to restart.
    """
    del two.stand_in.world.bots[two.token("aurora")]
    service = await two.start()
    assert [branch.practice.profile.name for branch in service.branches.values()] == ["Borealis"]
    lines = await listed(two.settings(), datetime.now(UTC))
    assert "NOT SERVED (The bot's token was rejected" in lines[0]
    assert two.token("aurora") not in lines[0]
    assert lines[1].split("  ")[:3] == ["borealis", "@borealis_bot", "served"]
    await until(lambda: _equals(service._why_not_ready, None))
    page = (await service._figures()).decode()
    assert 'reminder_clinic_faulty{clinic="1"} 1.0' in page
    assert 'reminder_clinic_ready{clinic="2"} 1.0' in page
    assert (await service.health())["faulty"] == 1
    two.bots.pop("aurora")
    await replace_token(two.settings(), "aurora", two.token("aurora"), datetime.now(UTC))
    await until(lambda: _equals(lambda: _works(service), 2))
    assert "served" in (await listed(two.settings(), datetime.now(UTC)))[0].split("  ")
    broken = two.folder_of("borealis") / "clinic.yaml"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace('language: "en"', 'language: "it"'), encoding="utf-8")
    with pytest.raises(ConfigurationError, match='messages in "it"'):
        await change(two.settings(), "borealis", None, datetime.now(UTC))
    assert await _works(service) == 2
    broken.write_text(text.replace("name: Borealis", "name: Boreas"), encoding="utf-8")
    await change(two.settings(), "borealis", None, datetime.now(UTC))
    await until(lambda: _equals(lambda: _names(service), ["Aurora", "Boreas"]))


async def test_a_worker_that_cannot_serve_is_left_out(two: House) -> None:
    """Its messages are missing: what it was left goes back to the other, and stays there."""
    able = await two.start()
    unable = await two.start(messages_dir=two.folder / "nothing")

    async def left_out() -> bool:
        look = await two.look()
        return len(look.workers) == 1 and await _works(able) == 2

    await until(lambda: _equals(lambda: _says(unable, "faulty"), 1))
    await until(left_out)
    assert await unable._why_not_ready() is None
    assert unable.branches == {}


async def _says(service: Service, word: str) -> object:
    return (await service.health())[word]


async def _works(service: Service) -> int:
    return sum(branch.works for branch in service.branches.values())


async def _names(service: Service) -> list[str]:
    working = (branch for branch in service.branches.values() if branch.works)
    return sorted(branch.practice.profile.name for branch in working)


async def test_what_cannot_be_added_changes_nothing(two: House) -> None:
    """Names, tokens and folders are looked at first; each bot has one clinic."""
    now, settings, folder = datetime.now(UTC), two.settings(), two.folder_of("corona")
    aurora = two.token("aurora")
    for name, token, fault in (
        ("aurora", two.token("corona"), ClinicRefused),
        ("Not A Name", two.token("corona"), ClinicRefused),
        ("clinic", two.token("corona"), ClinicRefused),
        ("corona", "no token", ClinicRefused),
        ("corona", "77:unknown-to-telegram", TokenRejected),
        ("corona", aurora, BotTaken),
    ):
        with pytest.raises(fault) as told:
            await add(settings, name, folder, token, now)
        assert token not in str(told.value)
    with pytest.raises(ConfigurationError):
        await add(settings, "corona", two.folder, two.token("corona"), now)
    with pytest.raises(BotTaken):
        await replace_token(settings, "borealis", aurora, now)
    with pytest.raises(ClinicRefused, match="aurora, borealis"):
        await remove(settings, "corona", now)
    own = two.settings(bot_token=two.token("corona"))
    with pytest.raises(BotTaken):
        await add(own, "corona", folder, two.token("corona"), now)
    assert len(await listed(settings, now)) == 2
    opened = await open_store(settings, now)
    with pytest.raises(OptionWrong, match="--clinic and one of: aurora, borealis"):
        await open_practice(settings, opened, now)
    with pytest.raises(OptionWrong, match='no clinic "corona"'):
        await open_practice(settings, opened, now, "corona")
    async with opened.store.reading() as db:
        actions = (await db.exec(select(AuditEvent.action))).all()
    await opened.store.close()
    assert actions == ["clinic_added", "clinic_added"]


async def test_on_sqlite_there_is_one_clinic(tmp_path: Path, two: House) -> None:
    """The way out is in the error."""
    settings = two.settings(database_url=f"sqlite:///{tmp_path / 'one.db'}")
    with pytest.raises(ClinicRefused, match="need PostgreSQL"):
        await add(settings, "corona", two.folder, two.token("corona"), datetime.now(UTC))


async def post(url: str, secret: str, update: dict[str, Any]) -> int:
    """Post as Telegram does, and return the status."""
    headers = {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as client,
        client.post(url, json=update, headers=headers) as answer,
    ):
        return answer.status


async def test_no_page_and_no_door_shows_one_clinic_to_another(two: House) -> None:
    """Every address that is served: pages name no clinic, bot or person, and a clinic's webhook
    opens to its own secret and stores for itself alone.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    service = await two.start(web_port=port, webhook_url=address)
    rita, anna = two.stand_in.add_person("Rita", id=1001), two.stand_in.add_person("Zebrafisch")
    for name in NAMES[:2]:
        await two.up_to_agreeing(name, rita, anna)
        await anna.press("I am the patient", bot=two.bots[name])
        await two.stand_in.wait_for(lambda name=name: two.told(anna, name, "please avoid"), WITHIN)  # type: ignore[misc]
    pages = [page async for page in every_page(service, address)]
    assert {path for path, _, _ in pages} == {"/healthz", "/readyz", "/metrics"}
    for path, status, text in pages:
        assert status == 200
        for told in ("aurora", "borealis", "zebrafisch", "_bot", str(anna.id), "1000001"):
            assert told not in text.lower(), (path, told)
    secrets = []
    for number in (1, 2):
        async with service.store.writing() as db:
            secrets.append(await webhook_secret(db, number))
    mine, theirs = secrets
    update = {"update_id": 4_000_000_001, "message": _written(anna, "STOP")}
    assert await post(address + path_of(mine), theirs, update) == 403
    assert await post(address + path_of(theirs), mine, update) == 403
    assert await post(address + path_of("no-secret-of-any-clinic"), mine, update) == 404
    assert await post(address + path_of(mine), mine, update) == 200
    await two.stand_in.wait_for(
        lambda: two.told(anna, "aurora", "You get no more messages"), WITHIN
    )
    # The same number at the other clinic is another update.
    other = update | {"message": _written(anna, "/today")}
    before = len(two.told(anna, "borealis", ""))
    assert await post(address + path_of(theirs), theirs, other) == 200
    await two.stand_in.wait_for(lambda: len(two.told(anna, "borealis", "")) > before, WITHIN)
    assert not two.told(anna, "borealis", "You get no more messages")
    async with service.store.reading() as db:
        stored = await db.exec(
            select(InboxUpdate.clinic_id).where(InboxUpdate.update_id == update["update_id"])
        )
        states = await db.exec(
            select(Patient.clinic_id, Patient.state).where(col(Patient.chat_id).is_not(None))
        )
    assert sorted(stored.all()) == [1, 2]
    assert dict(states.all()) == {1: PatientState.OPTED_OUT, 2: PatientState.ACTIVE}


def _written(person: Person, text: str) -> dict[str, Any]:
    return {
        "message_id": 900_001,
        "date": 1_790_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": person.first_name},
        "from": person.as_user(),
        "text": text,
    }


async def every_page(service: Service, address: str) -> AsyncIterator[tuple[str, int, str]]:
    """Ask every address that can be read: its path, the status and the text."""
    app = service.pages
    async with aiohttp.ClientSession() as client:
        for resource in app.router.resources():
            if not any(route.method == "GET" for route in resource):
                continue
            async with client.get(address + resource.canonical) as answer:
                yield resource.canonical, answer.status, await answer.text()
