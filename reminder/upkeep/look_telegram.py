"""Look at Telegram and at the service beside us, with short patience; no update is taken."""

import asyncio
import queue
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from reminder.bot.proxies import Proxies
from reminder.errors import AlreadyRunning, ConfigurationError
from reminder.settings import Settings
from reminder.store.lock import FolderLock
from reminder.upkeep.finding import Finding, bad, good

SECONDS = 4.0
"""How long one request may take."""

PATIENCE = 10.0
"""How long all of it may take: looking a name up can hang where there is no network."""

SKEW_SECONDS = 30.0
"""How far this clock may be from Telegram's."""

Answer = tuple[int, dict[str, Any], str | None]
"""Status, the JSON that came, and the Date header."""


def telegram(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Look whether Telegram takes the token, and whether nothing stands in the updates' way."""
    try:
        token = settings.token()
    except ConfigurationError as error:
        yield bad("token", "there is none", error.problems[0])
        return
    base = f"{settings.telegram_url}/bot{token}"
    # A thread that the end of the process does not wait for: a look-up of a name cannot be ended.
    answers = _apart(_ask_all(base))
    if isinstance(answers, str):
        yield bad(
            "telegram",
            f"it could not be reached ({answers})",
            f"look at this machine's network and proxy; {settings.telegram_url} must be reached",
        )
        return
    me, webhook = answers
    yield _token(me)
    yield from _clock(me, now)
    yield from _webhook(webhook)


def running(settings: Settings) -> Iterator[Finding]:
    """Look whether a service runs on this data folder, and whether it says that it is well."""
    if not _is_held(settings):
        yield good("service", "none runs on this data folder")
        return
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.web_host, settings.web_host)  # noqa: S104
    if not settings.web_port:
        yield good("service", "it runs")
        return
    place = f"[{host}]" if ":" in host else host
    answer = _apart(_ask_one(f"http://{place}:{settings.web_port}/readyz"))
    if isinstance(answer, str):
        way_out = "look at its log; if it does nothing, restart it"
        yield bad("service", f"it runs, and its page does not answer ({answer})", way_out)
        return
    status, said, _ = answer
    if status == 200:
        yield good("service", "it runs and is ready")
        return
    reason = str(said.get("reason"))
    way_out = "look at its log"
    if "another_poller" in reason:
        way_out = (
            "another program takes this bot's updates: stop it, or have @BotFather give out a new "
            "token (/revoke)"
        )
    yield bad("service", f"it runs and is not ready ({reason})", way_out)


def _is_held(settings: Settings) -> bool:
    if not (settings.data_dir / "reminder.lock").exists():
        return False
    lock = FolderLock(settings.data_dir)
    try:
        lock.acquire()
    except AlreadyRunning:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _token(me: Answer) -> Finding:
    status, said, _ = me
    result = said.get("result")
    if status == 200 and isinstance(result, dict):
        return good("token", f"Telegram knows it: @{result.get('username', '?')}")
    if status in {401, 404}:
        way_out = "copy it anew from @BotFather (/mybots, your bot, API Token)"
        return bad("token", "Telegram rejects it", way_out)
    return bad("telegram", f"it answers with HTTP {status}", "wait, and run this again")


def _clock(me: Answer, now: datetime) -> Iterator[Finding]:
    try:
        theirs = parsedate_to_datetime(me[2] or "").astimezone(UTC)
    except ValueError:
        return
    seconds = (now - theirs).total_seconds()
    if abs(seconds) > SKEW_SECONDS:
        side = "ahead of" if seconds > 0 else "behind"
        way_out = "let this machine set its clock by the network (timedatectl set-ntp true)"
        yield bad("clock", f"it is {abs(seconds):.0f} s {side} Telegram's", way_out)
    else:
        yield good("clock", "it agrees with Telegram's")


def _webhook(answer: Answer) -> Iterator[Finding]:
    status, said, _ = answer
    result = said.get("result")
    if status != 200 or not isinstance(result, dict):
        return  # a server of its own that does not know the method
    if result.get("url"):
        way_out = "end what uses it; starting this service takes it away"
        yield bad("polling", "another program has Telegram post this bot's updates to it", way_out)
    else:
        yield good("polling", f"no webhook is set; {result.get('pending_update_count', 0)} wait")


async def _ask_all(base: str) -> tuple[Answer, Answer]:
    return await _ask_one(f"{base}/getMe"), await _ask_one(f"{base}/getWebhookInfo")


async def _ask_one(url: str) -> Answer:
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout) as client,
        client.get(url, proxy=Proxies().of(url), allow_redirects=False) as response,
    ):
        try:
            said = await response.json(content_type=None)
        except ValueError:
            said = None
        found = said if isinstance(said, dict) else {}
        return response.status, found, response.headers.get("Date")


def _apart(asking: Any) -> Any:
    """Return the answer, or in a word why there is none: never the address, it holds the token."""
    answers: queue.Queue[Any] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(asyncio.run(asking))
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told in a word)
            answers.put(type(error).__name__)

    threading.Thread(target=ask, daemon=True).start()
    try:
        return answers.get(timeout=PATIENCE)
    except queue.Empty:
        return "no answer"
