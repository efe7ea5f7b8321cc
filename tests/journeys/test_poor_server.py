"""The main job at a Bot API server that lacks everything which is not indispensable."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from structlog.testing import capture_logs

from reminder.app import Service
from reminder.clock import ShiftedClock
from reminder.demonstration import TOKEN, UNLIMITED, DemoClock
from reminder.settings import Settings
from tests.journeys.conftest import WARSAW
from tests.journeys.poor_server import poor_server

RITA, ANNA = 1001, 2001


async def test_the_main_job_needs_three_methods_alone(tmp_path: Path) -> None:
    """Claim, enrol, the link as text, agree, instructions, the plan in words, STOP and silence;
    what the server lacks is warned of once each, and its hasty answers are not asked for without a
    pause.
    """
    clock = ShiftedClock(datetime(2026, 9, 17, 14, 40, tzinfo=WARSAW))
    time_machine = DemoClock(clock)
    async with poor_server() as server:
        settings = Settings.load(
            env_file=None,
            bot_token=TOKEN,
            telegram_url=server.url,
            data_dir=tmp_path / "data",
            web_port=0,
        )
        service = Service(settings, clock, lambda _line: None, UNLIMITED)
        time_machine.service = service
        with capture_logs() as logged:
            await service.start()
            try:
                server.write(RITA, f"/claim {service.owner_code}")
                await server.hears(RITA, "You are an owner")
                server.write(RITA, "/enrol Anna K; oxygen; today 14:30; 1/9")
                await server.hears(RITA, "Anna K")
                server.press(RITA, "Confirm")
                shown = await server.hears(RITA, "?start=")
                token = re.search(r"t\.me/poor_bot\?start=([\w-]+)", shown)
                assert token is not None
                server.write(ANNA, f"/start {token[1]}")
                await server.hears(ANNA, "can send you")
                server.press(ANNA, "I am the patient")
                await server.hears(ANNA, "please avoid")
                await server.hears(RITA, "Connected")
                server.write(ANNA, "/plan")
                assert "makeup until" in await server.hears(ANNA, "Your plan as of")
                await time_machine.advance(timedelta(days=2))
                nudge, question = (sent["text"] for sent in server.to(ANNA)[-2:])
                assert "makeup" in nudge
                assert "How does the treated skin feel today?" in question
                server.write(ANNA, "STOP")
                await server.hears(ANNA, "You get no more messages")
                await service.quiet()
                told = len(server.to(ANNA))
                await time_machine.advance(timedelta(days=30))
                polls = server.polls
                await server.until(lambda: server.polls > polls)
                assert len(server.to(ANNA)) == told
            finally:
                await service.stop()
    lacking = [entry["method"] for entry in logged if entry.get("action") == "unsupported"]
    assert sorted(lacking) == sorted(set(server.unknown))
    assert {"sendPhoto", "sendDocument", "setMyCommands", "answerCallbackQuery"} <= set(lacking)
    warned = [e["action"] for e in logged if e["log_level"] in {"warning", "error"}]
    assert sorted(warned) == sorted([*["unsupported"] * len(lacking), "short_poll"])
    assert server.polls < 60
