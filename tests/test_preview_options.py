"""The course that a preview is asked for, as an operator types it."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reminder.cli import main
from reminder.pictures.timeline import WIDTH
from tests.cast import ROOT

AT = ("--at", "2026-10-20T14:30")


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("REMINDER_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REMINDER_CONFIG_DIR", str(ROOT / "config"))
    monkeypatch.setenv("REMINDER_MESSAGES_DIR", str(ROOT / "messages"))
    monkeypatch.chdir(tmp_path)


def preview(*options: str, protocol: str = "oxygen-mesotherapy", fails: bool = False) -> str:
    """Run the command and return what it printed."""
    result = CliRunner().invoke(main, ["preview", protocol, *options])
    assert result.exit_code == (2 if fails else 0), result.output
    return result.output


def test_sessions_follow_each_other_by_wall_clock() -> None:
    """Three sessions a week apart are at the same hour, also after a change of the clocks."""
    text = preview(*AT, "--sessions", "3", "--every", "7 days")
    for day in ("Tue 20 Oct", "Tue 27 Oct", "Tue 3 Nov"):
        assert f"After your session on {day}, 14:30, please avoid:" in text
    assert text.count("After your session on") == 3


def test_sessions_can_be_named_one_by_one() -> None:
    """The order in which they are typed does not matter."""
    sessions = ("2026-10-24T09:00", "2026-10-20T14:30")
    text = preview(*(word for at in sessions for word in ("--session", at)))
    assert text.index("session on Tue 20 Oct, 14:30") < text.index("session on Sat 24 Oct, 09:00")


def test_a_session_booked_casts_its_shadow() -> None:
    """What is to be avoided before it is said."""
    text = preview(*AT, "--appointment", "2026-11-05T10:00")
    assert "Before your session on Thu 5 Nov, 10:00, please avoid:" in text


def test_area_and_zone_count() -> None:
    """Without the face there is nothing about makeup, and times are the patient's."""
    assert "makeup" in preview(*AT)
    assert "makeup" not in preview(*AT, "--area", "body")
    assert "── Tue 20 Oct, 17:40 ──" in preview(*AT, "--zone", "Asia/Almaty")


@pytest.mark.parametrize("protocol", ["face-mesotherapy", "meso-roller-home", "sonophoresis"])
def test_any_protocol_can_be_seen(protocol: str, tmp_path: Path) -> None:
    """Also one that has nothing to say, as text, page and picture."""
    preview(*AT, protocol=protocol)
    preview(*AT, "--html", "week.html", "--png", "plan.png", protocol=protocol)
    assert (tmp_path / "week.html").read_text("utf-8").endswith("</html>\n")
    assert (tmp_path / "plan.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--at", "tomorrow"], r'--at tomorrow: must be a date and time such as "2026-'),
        (["--session", "20.10."], r"--session 20\.10\.: must be a date and time"),
        ([*AT, "--appointment", "x"], r"--appointment x: must be a date and time"),
        (
            [*AT, "--appointment", "2026-10-20T14:30"],
            r"--appointment 2026-10-20T14:30: must come after the first session",
        ),
        (["--sessions", "0"], r"--sessions 0: must be from 1 to 60"),
        (["--sessions", "61"], r"--sessions 61: must be from 1 to 60"),
        (["--sessions", "many"], r"'--sessions': 'many' is not a valid integer"),
        (["--sessions", "2", "--every", "7"], r'--every: must be a length such as "5 days"'),
        (["--sessions", "2", "--every", "0 days"], r"--every 0 days: must be from"),
        (["--every", "7 days"], r"--every: say how many sessions there are, by --sessions"),
        (["--session", "2026-10-20T14:30", *AT], r"leave --at, --sessions and --every out"),
        (["--area", "knee"], r'--area knee: not in "oxygen-mesotherapy"; it has: face, neck, body'),
        (["--zone", "Mars"], r'--zone Mars: must be a time zone such as "Europe/Warsaw"'),
        (["--html", "no/such/x.html"], r"--html no/such/x\.html: cannot be written .*another file"),
        (["--png", "."], r"--png \.: cannot be written"),
    ],
)
def test_a_bad_value_names_its_option_and_the_way_out(options: list[str], says: str) -> None:
    """One line that can be acted on, and no trace of the program."""
    output = preview(*options, fails=True)
    assert re.search(says, output), output
    assert "Traceback" not in output


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    """Messages with their times, the plan's picture for both schemes, and no address to load."""
    preview(*AT, "--sessions", "2", "--lang", "ru", "--html", "week.html")
    page = (tmp_path / "week.html").read_text("utf-8")
    assert '<html lang="ru" dir="ltr">' in page
    assert "prefers-color-scheme: dark" in page
    assert page.count("data:image/png;base64,") == 4
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?https?:", page)
    assert "просим воздержаться" in page
    times = re.findall(r'<time datetime="([^"]+)">', page)
    assert times == sorted(times)
    assert times[0].startswith("2026-10-20T14:40:00+02:00")
    assert any(time.endswith("+01:00") for time in times)


def test_the_picture_is_the_plan_after_the_last_session(tmp_path: Path) -> None:
    """As wide as a phone shows it, and another than after the first."""
    preview(*AT, "--png", "one.png")
    preview(*AT, "--sessions", "3", "--png", "three.png")
    one, three = ((tmp_path / f"{name}.png").read_bytes() for name in ("one", "three"))
    assert int.from_bytes(one[16:20], "big") == WIDTH
    assert one != three
