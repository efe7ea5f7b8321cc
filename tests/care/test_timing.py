"""Wall-clock days, quiet hours and message hours, over a whole year of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.care.history import Preferences, QuietHours
from reminder.care.timing import (
    add_days,
    add_length,
    after_quiet,
    at_local,
    before_quiet,
    end_of_day,
    in_quiet,
    local_day,
    message_at,
    message_day,
    take_length,
    utc,
)
from tests.care.histories import (
    WARSAW,
    ZONES,
    later,
    preferences,
    shown,
    shown_day,
    shows_quiet,
    within,
)

YEAR = [date(2026, 1, 1) + timedelta(days=count) for count in range(365)]
HOURS = [time(0), time(1, 45), time(2), time(2, 30), time(3), time(14, 30), time(23, 59)]
START = datetime(2026, 1, 1, tzinfo=UTC)


def local(text: str, zone: ZoneInfo = WARSAW, fold: int = 0) -> datetime:
    """An instant from what the clocks of a zone show."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


@pytest.mark.parametrize("name", ZONES)
def test_every_day_of_a_year_has_its_hours(name: str) -> None:
    """On each day each time of day is its last occurrence, or the next that exists."""
    zone = ZoneInfo(name)
    for day in YEAR:
        for hour in HOURS:
            wall = datetime.combine(day, hour)
            assert at_local(day, hour, zone) == later(wall, zone)


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("days", [1, 2, 7, -7])
def test_days_are_counted_on_the_wall_from_every_day_of_a_year(name: str, days: int) -> None:
    """A number of days on, the clocks show the same time of day, whatever was done to them."""
    zone = ZoneInfo(name)
    for day in YEAR:
        for hour in HOURS:
            at = at_local(day, hour, zone)
            wall = at.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
            assert add_days(at, days, zone) == later(wall, zone)


@pytest.mark.parametrize("name", ZONES)
def test_a_time_before_begins_no_later_than_its_hour_on_every_day(name: str) -> None:
    """Counting back, a repeated time is its first occurrence: what begins then is never late."""
    zone = ZoneInfo(name)
    for day in YEAR:
        for hour in HOURS:
            at = at_local(day, hour, zone)
            wall = at.astimezone(zone).replace(tzinfo=None) - timedelta(days=7)
            assert take_length(at, timedelta(days=7), zone) == shown(wall, zone)[0]


def test_a_skipped_time_is_the_first_that_exists() -> None:
    """Half past two on the night of the change to summer time is three o'clock sharp."""
    assert at_local(date(2026, 3, 29), time(2, 30), WARSAW) == local("2026-03-29T03:00")
    howe = ZoneInfo("Australia/Lord_Howe")
    assert at_local(date(2026, 10, 4), time(2, 15), howe) == local("2026-10-04T02:30", howe)


def test_a_repeated_time_is_the_later() -> None:
    """Half past two on the night of the change to winter time is the second one."""
    second = local("2026-10-25T02:30", fold=1)
    assert at_local(date(2026, 10, 25), time(2, 30), WARSAW) == second
    assert second - local("2026-10-25T02:30", fold=0) == timedelta(hours=1)
    assert take_length(local("2026-11-01T02:30"), timedelta(days=7), WARSAW) < second


def test_a_day_that_a_zone_has_left_out_is_passed_over() -> None:
    """Where a whole date was skipped, its times become the next day's begin."""
    apia = ZoneInfo("Pacific/Apia")
    assert at_local(date(2011, 12, 30), time(12), apia) == local("2011-12-31T00:00", apia)


def test_hours_are_real_hours() -> None:
    """Twelve hours over the change to summer time are twelve on a stopwatch, eleven on no clock."""
    evening = local("2026-03-28T20:00")
    assert add_length(evening, timedelta(hours=12), WARSAW) == evening + timedelta(hours=12)
    assert add_length(evening, timedelta(days=1, hours=2), WARSAW) == local("2026-03-29T22:00")
    assert take_length(evening, timedelta(hours=12), WARSAW) == evening - timedelta(hours=12)


def test_a_naive_instant_is_refused() -> None:
    """A time without a zone is nobody's: it is refused where it comes in."""
    with pytest.raises(ValueError, match="aware"):
        utc(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_day_ends_at_midnight_or_where_midnight_would_be() -> None:
    """A day's end is the next midnight; where the clocks skip it, the first time that exists."""
    assert end_of_day(date(2026, 6, 1), WARSAW) == local("2026-06-02T00:00")
    cairo = ZoneInfo("Africa/Cairo")
    assert end_of_day(date(2026, 4, 23), cairo) == local("2026-04-24T01:00", cairo)


@given(preferences(), within(365))
def test_after_quiet_is_the_first_time_that_is_not_quiet(
    patient: Preferences, offset: timedelta
) -> None:
    """A quiet instant moves to an end of the quiet hours; any other stays."""
    at = START + offset
    moved = after_quiet(at, patient)
    assert not shows_quiet(moved, patient)
    assert in_quiet(at, patient) is shows_quiet(at, patient)
    if moved != at:
        assert shows_quiet(at, patient)
        assert shows_quiet(moved - timedelta(minutes=1), patient)
        assert moved - at < timedelta(hours=50)


@given(preferences(), within(365), within(3, first=-3))
def test_before_quiet_is_neither_quiet_nor_past(
    patient: Preferences, offset: timedelta, ahead: timedelta
) -> None:
    """A quiet instant moves back to before the quiet hours unless that is past; then after them."""
    at = START + offset
    now = at - ahead
    moved = before_quiet(at, patient, now)
    assert not shows_quiet(moved, patient)
    if not shows_quiet(at, patient):
        assert moved == at
    else:
        assert moved >= now or moved == after_quiet(at, patient)


def test_before_quiet_leaves_a_margin() -> None:
    """What cannot wait for the morning goes out a little before the evening's quiet begins."""
    patient = Preferences(WARSAW)
    noon = local("2026-06-01T12:00")
    for at in (local("2026-06-01T23:00"), local("2026-06-02T03:00")):
        assert before_quiet(at, patient, noon) == local("2026-06-01T20:45")
        late = local("2026-06-01T20:50")
        assert before_quiet(at, patient, late) == local("2026-06-02T09:00")


def test_before_quiet_waits_where_all_the_day_is_quiet() -> None:
    """Where hardly any time is left outside quiet hours, it is not moved into them."""
    patient = Preferences(WARSAW, quiet=QuietHours(time(9, 10), time(9)))
    at, now = local("2026-06-02T03:00"), local("2026-06-01T03:00")
    assert before_quiet(at, patient, now) == local("2026-06-02T09:00")


@given(preferences(), within(365))
def test_a_day_has_one_message_time(patient: Preferences, offset: timedelta) -> None:
    """The message that carries an instant lies on its day, which is the same or a later one."""
    at = START + offset
    day = message_day(at, patient)
    assert day >= shown_day(at, patient)
    assert shown_day(message_at(day, patient), patient) == day
    assert not shows_quiet(message_at(day, patient), patient)
    if not shows_quiet(at, patient) and patient == Preferences(patient.zone):
        assert day == local_day(at, patient.zone)


def test_an_hour_in_quiet_becomes_their_end() -> None:
    """A patient's hour that lies in the quiet hours is moved to their end on the same day."""
    for hour in (time(7), time(22)):
        patient = Preferences(WARSAW, hour)
        assert message_at(date(2026, 6, 1), patient) == local("2026-06-01T09:00")
    none = Preferences(WARSAW, time(22), QuietHours(time(9), time(9)))
    assert message_at(date(2026, 6, 1), none) == local("2026-06-01T22:00")


def test_a_day_without_any_time_outside_quiet_hours_is_passed_over() -> None:
    """Where the clocks skip the only time for a message, the next day's message carries it."""
    patient = Preferences(WARSAW, time(2, 30), QuietHours(time(3), time(1, 30)))
    assert message_day(local("2026-03-29T01:45"), patient) == date(2026, 3, 30)
    assert message_day(local("2026-03-28T01:45"), patient) == date(2026, 3, 28)


@given(st.sampled_from(ZONES), within(365), within(365, first=-365))
def test_a_length_of_whole_days_can_be_taken_back(
    name: str, offset: timedelta, length: timedelta
) -> None:
    """Adding days and taking them back returns to the same shown time where it exists once."""
    zone, days = ZoneInfo(name), timedelta(days=length.days)
    at = START + offset
    wall = at.astimezone(zone).replace(tzinfo=None)
    there = add_length(at, days, zone)
    if len(shown(wall, zone)) == 1 and there.astimezone(zone).replace(tzinfo=None) == wall + days:
        assert take_length(there, days, zone) == at
