"""The week of an oxygen session, word for word, in each language."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reminder.catalogue import Catalogue
from reminder.clock import ShiftedClock
from reminder.errors import ConfigurationError
from reminder.preview import plain, preview, preview_week
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from tests.cast import ROOT

CONFIG, MESSAGES = ROOT / "config", ROOT / "messages"
GOLDEN = Path(__file__).parent / "golden"
OXYGEN = load_protocols(CONFIG / "protocols")["oxygen-mesotherapy"]
CATALOGUE = Catalogue.load(MESSAGES)
PROFILE = load_profile(CONFIG / "clinic.yaml")
HELD_AT = datetime(2026, 9, 21, 14, 30, tzinfo=ZoneInfo("Europe/Warsaw"))


def week(language: str, *sessions_at: datetime, zone: str | None = None) -> str:
    """Return a preview of the shipped protocol for the shipped clinic."""
    return preview(OXYGEN, CATALOGUE.words(language), PROFILE, sessions_at, zone=zone)


WRITTEN_DOWN = sorted(path.stem.removeprefix("oxygen-week-") for path in GOLDEN.iterdir())


@pytest.mark.parametrize("language", WRITTEN_DOWN)
def test_the_whole_week_reads_as_written_down(language: str) -> None:
    """The week after one session, with the time of each message, is the one that was approved."""
    golden = (GOLDEN / f"oxygen-week-{language}.txt").read_text("utf-8")
    naive = HELD_AT.replace(tzinfo=None)
    assert preview_week(CONFIG, MESSAGES, "oxygen-mesotherapy", language, naive) == golden


def test_a_week_is_written_down_for_every_language() -> None:
    """No language is left out, and none is written down that there is not."""
    assert set(WRITTEN_DOWN) == set(CATALOGUE.languages)


def test_a_week_has_the_instructions_and_at_most_five_messages() -> None:
    """Whatever the hour of the session, nobody is written to more often. Only in the quiet hours of
    the evening, whose bounds and ends are for the next day, are there six.
    """
    for hour in range(24):
        held_at = HELD_AT.replace(hour=hour)
        text = week("en", held_at)
        moments = [line for line in text.splitlines() if line.startswith("── ")]
        # The last one is about the next session, after the week.
        assert len(moments) <= 7, text
        assert "No date has been found yet." in text.split(moments[-1])[1]
        assert len({moment.split(",")[0] for moment in moments[1:]}) == len(moments) - 1


def test_a_second_session_brings_an_update_and_moves_the_ends() -> None:
    """After the second session the new dates are said, and no end of the first is announced."""
    text = week("en", HELD_AT, HELD_AT + timedelta(days=3))
    first, update = text.split("Hello again from", 1)
    assert "ended" not in first
    assert "makeup until Sun 27 Sep, 14:30" in update
    assert update.count("The time for avoiding makeup has ended") == 1
    assert "── Tue 29 Sep, 14:30 ──" in update
    assert "has ended" not in update.split("── Tue 29 Sep, 14:30 ──")[0]


def test_times_are_the_patients() -> None:
    """A patient in another zone reads restrictions in theirs, and the session in the clinic's."""
    text = week("en", HELD_AT, zone="Asia/Almaty")
    assert text.startswith("── Mon 21 Sep, 17:40 ──")
    assert "After your session on Mon 21 Sep, 14:30 (Warsaw time), please avoid:" in text
    assert "until <b>" not in text
    assert "until Wed 23 Sep, 17:30" in text


def test_the_end_follows_the_wall_clock_over_a_change_of_the_clocks() -> None:
    """Seven days are seven days of the same hour, also when an hour is lost or gained."""
    held_at = datetime(2026, 10, 21, 14, 30, tzinfo=ZoneInfo("Europe/Warsaw"))
    assert "the solarium until Wed 28 Oct, 14:30" in week("en", held_at)


def test_without_a_time_the_session_is_now() -> None:
    """A preview without a time is for a session that ends now."""
    clock = ShiftedClock(datetime(2026, 9, 21, 12, 30, 20, tzinfo=UTC))
    text = preview_week(CONFIG, MESSAGES, "oxygen-mesotherapy", "en", clock=clock)
    assert text.startswith("── Mon 21 Sep, 14:40 ──")


def test_an_unknown_protocol_or_language_is_told() -> None:
    """What there is instead is named."""
    with pytest.raises(
        ConfigurationError, match=r'no protocol "x"; there are: .*oxygen-mesotherapy'
    ):
        preview_week(CONFIG, MESSAGES, "x", "en")
    known = ", ".join(CATALOGUE.languages)
    with pytest.raises(ConfigurationError, match=f'no messages in "fi"; there are: {known}'):
        preview_week(CONFIG, MESSAGES, "oxygen-mesotherapy", "fi")


def test_a_preview_needs_a_session() -> None:
    """Nothing follows from no session."""
    with pytest.raises(ValueError, match="needs a session"):
        week("en")


def test_plain_text_has_no_markup() -> None:
    """A terminal shows what a phone shows."""
    assert plain("<b>A &amp; B</b> &lt;3") == "A & B <3"
