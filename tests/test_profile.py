"""The clinic's own file."""

from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import QuietHours
from reminder.errors import ConfigurationError
from reminder.profile import load_profile
from tests.cast import ROOT

LEAST = """\
name: "Aurora"
telephone: "+48 22 555 01 00"
opening_hours: "Mon to Fri"
emergency_number: "112"
zone: Europe/Warsaw
"""


def written(tmp_path: Path, text: str) -> Path:
    """Write a clinic's file."""
    path = tmp_path / "clinic.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_example_is_read() -> None:
    """The example clinic is plainly an example, and complete."""
    profile = load_profile(ROOT / "config" / "clinic.yaml")
    assert "Example" in profile.name
    assert profile.emergency_number == "112"
    assert profile.zone == "Europe/Warsaw"


def test_what_is_left_out_has_a_usual_value(tmp_path: Path) -> None:
    """Five keys are enough."""
    profile = load_profile(written(tmp_path, LEAST))
    assert (profile.language, profile.invitation_days) == ("en", 7)
    assert profile.message_hour == time(10, 0)
    assert profile.quiet == QuietHours(time(21, 0), time(9, 0))
    assert (profile.privacy_contact, profile.address) == (None, None)


def test_hours_are_written_as_people_write_them(tmp_path: Path) -> None:
    """Neither quotes nor a leading nought are needed for a time of day."""
    text = LEAST + "message_hour: 9:30\nquiet:\n  begins: 22:00\n  ends: 8:00\n"
    profile = load_profile(written(tmp_path, text))
    assert profile.message_hour == time(9, 30)
    assert profile.quiet == QuietHours(time(22, 0), time(8, 0))


def test_preferences_are_the_patients_where_given(tmp_path: Path) -> None:
    """A patient's own zone and hour come before the clinic's."""
    profile = load_profile(written(tmp_path, LEAST))
    assert profile.preferences().zone == ZoneInfo("Europe/Warsaw")
    chosen = profile.preferences("Asia/Almaty", time(18, 0))
    assert (chosen.zone, chosen.message_hour) == (ZoneInfo("Asia/Almaty"), time(18, 0))
    assert profile.preferences(message_hour=time(0, 0)).message_hour == time(0, 0)


def test_opening_hours_come_in_the_patients_language(tmp_path: Path) -> None:
    """One text serves all; of several, the patient's, else the clinic's, else any."""
    assert load_profile(written(tmp_path, LEAST)).hours("ru") == "Mon to Fri"
    several = LEAST.replace('"Mon to Fri"', "{en: Mon, ru: пн}")
    assert load_profile(written(tmp_path, several)).hours("ru") == "пн"
    assert load_profile(written(tmp_path, several)).hours("pl") == "Mon"
    foreign = LEAST.replace('"Mon to Fri"', "{ru: пн}")
    assert load_profile(written(tmp_path, foreign)).hours("pl") == "пн"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        *((line, "", f'1:1: "{line.split(":")[0]}" is missing') for line in LEAST.splitlines(True)),
        ('"112"', "112", '4:1: "emergency_number" must be text: write it in quotes, "112"'),
        ('"Aurora"', '""', '1:1: "name" must not be empty'),
        ('"Aurora"', "x" * 201, '1:1: "name" is too long: at most 200 characters'),
        ("Europe/Warsaw", "Europe/Warsw", '5:1: "zone" must be a time zone such as'),
        ("Europe/Warsaw", "localtime", '5:1: "zone" must be a time zone such as'),
        ("Europe/Warsaw", "Europe/Warsaw\nlanguage: english", '6:1: "language" must be a language'),
        (
            "Europe/Warsaw",
            "Europe/Warsaw\nlangage: en",
            '6:1: "langage" is not known here; is it "',
        ),
        ("Europe/Warsaw", "Europe/Warsaw\nxyzzy: en", '6:1: "xyzzy" is not known here'),
        ("Europe/Warsaw", "Europe/Warsaw\nmessage_hour: 10", '6:1: "message_hour" must be a time'),
        ("Europe/Warsaw", "Europe/Warsaw\nmessage_hour: 10:00:30", '6:1: "message_hour" must be a'),
        (
            "Europe/Warsaw",
            "Europe/Warsaw\ninvitation_days: 40",
            '6:1: "invitation_days" must be at',
        ),
        ("Europe/Warsaw", "Europe/Warsaw\nquiet:\n  begins: 2100", '7:3: "begins" must be a time'),
        (
            "Europe/Warsaw",
            "Europe/Warsaw\nquiet:\n  end: 9:00",
            '7:3: "end" is not known here; is it',
        ),
        ("Europe/Warsaw", "Europe/Warsaw\nquiet: none", '6:1: "quiet" must be a mapping'),
        ('"Mon to Fri"', "{en: 5}", '3:17: "en" must be text'),
        ('"Mon to Fri"', "{}", '3:1: "opening_hours" must have at least 1'),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """What is wrong is told with file, line and column, and what would be right."""
    path = written(tmp_path, LEAST.replace(old, new))
    with pytest.raises(ConfigurationError) as raised:
        load_profile(path)
    assert any(p.startswith(f"{path}:{problem}") for p in raised.value.problems), raised.value


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A clinic without its file is told which file."""
    with pytest.raises(ConfigurationError, match=r"clinic.yaml: there is no such file"):
        load_profile(tmp_path / "clinic.yaml")
