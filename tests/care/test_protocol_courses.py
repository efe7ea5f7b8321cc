"""The bundled protocols' courses against the table: every number at the right local minute, in the
weeks in which the clocks change.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import Appointment, Course, History, Preferences, Session
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from tests.care.stories import shown
from tests.care.test_protocol_tables import PROTOCOLS, TABLE, WEEKS, at, session_of

NEXT_DUE, PREPARE = ReminderKind.NEXT_DUE, ReminderKind.PREPARE
DAY = timedelta(days=1)
SPACED = [name for name, facts in TABLE.items() if facts.interval is not None]
WEEKLY = [name for name, facts in TABLE.items() if facts.per_week is not None]
BEFORE = [name for name, facts in TABLE.items() if any(row.before for row in facts.rows)]

in_every_week = pytest.mark.parametrize(("zone_name", "changed_on"), WEEKS)


def treated(name: str, zone: ZoneInfo, *days: date, planned: int | None = None) -> History:
    """Somebody treated on these days at the half hour, who joined at the first."""
    protocol = PROTOCOLS[name]
    first = at(days[0], zone)
    sessions = tuple(
        Session(number, 1, at(day, zone), at(day, zone)) for number, day in enumerate(days, 1)
    )
    course = Course(1, protocol.ref, frozenset(protocol.default_areas), sessions_planned=planned)
    return History(Preferences(zone), first, courses=(course,), sessions=sessions)


def plan(history: History, *kinds: ReminderKind) -> dict[str, PlannedReminder]:
    """What is planned of these kinds, by key."""
    known = {one.ref: one for one in PROTOCOLS.values()}
    assert history.consented_at is not None
    found = plan_reminders(history, known, history.consented_at)
    return {one.key: one for one in found if one.kind in kinds}


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month."""
    count = day.year * 12 + day.month - 1 - months
    return day.replace(year=count // 12, month=count % 12 + 1)


@in_every_week
@pytest.mark.parametrize("name", SPACED)
def test_the_interval_opens_and_closes_by_the_wall_clock(
    name: str, zone_name: str, changed_on: date
) -> None:
    """Seven days on, at the session's time of day, a next one is due; again on the tenth."""
    zone, interval = ZoneInfo(zone_name), TABLE[name].interval
    assert interval is not None
    held_on = changed_on - DAY
    found = plan(treated(name, zone, held_on), NEXT_DUE)
    first, second = found["next_due:session:1:1"], found["next_due:session:1:2"]
    opens_on, closes_on = (held_on + timedelta(days=number) for number in interval)
    assert first.wanted_at == at(opens_on, zone)
    assert shown(first.due_at, zone) == f"{opens_on} 10:00"
    assert first.until == second.until == at(closes_on, zone)
    assert shown(second.due_at, zone) == f"{closes_on} 10:00"


@in_every_week
@pytest.mark.parametrize("name", WEEKLY)
def test_twice_a_week_is_kept_in_every_seven_days(
    name: str, zone_name: str, changed_on: date
) -> None:
    """After one session the next from the fourth day on, after two in a row from the seventh."""
    zone = ZoneInfo(zone_name)
    first_on = changed_on - DAY
    one = plan(treated(name, zone, first_on), NEXT_DUE)["next_due:session:1:1"]
    two = plan(treated(name, zone, first_on, first_on + DAY), NEXT_DUE)["next_due:session:2:1"]
    for reminder, days in ((one, 4), (two, 7)):
        opens_on = first_on + timedelta(days=days)
        due_on = reminder.due_at.astimezone(zone).date()
        # With a lift of the two days after, where there is one.
        assert opens_on <= due_on <= opens_on + timedelta(days=2)
        assert reminder.wanted_at == at(opens_on, zone)
        assert reminder.until is None


@in_every_week
@pytest.mark.parametrize("name", BEFORE)
def test_what_is_to_be_avoided_before_is_announced_on_its_day(
    name: str, zone_name: str, changed_on: date
) -> None:
    """With the message of the table's days before, for the very minute at which it begins."""
    zone, protocol, facts = ZoneInfo(zone_name), PROTOCOLS[name], TABLE[name]
    begins_on = changed_on + DAY
    booked_at = at(begins_on - timedelta(days=30), zone)
    history = History(
        Preferences(zone),
        consented_at=booked_at,
        courses=(Course(1, protocol.ref, frozenset(protocol.default_areas)),),
        appointments=(Appointment(1, 1, at(begins_on, zone), booked_at),),
    )
    found = plan(history, PREPARE)
    asked = found.pop("prepare:appointment:1:0:changed")
    expected = {
        f"prepare:appointment:1:0:avoid-{row.topic}": begins_on - timedelta(days=row.before)
        for row in facts.rows
        if row.before is not None
    }
    assert found.keys() == expected.keys()
    for key, day in expected.items():
        assert shown(found[key].due_at, zone) == f"{day} 10:00"
        assert found[key].wanted_at == at(day, zone)
    assert asked.due_at == min(one.due_at for one in found.values())


@in_every_week
@pytest.mark.parametrize("name", TABLE)
def test_the_effect_is_counted_in_months_of_the_calendar(
    name: str, zone_name: str, changed_on: date
) -> None:
    """From the first session or from the last: it may be fading on the day the clocks change."""
    zone, facts = ZoneInfo(zone_name), TABLE[name]
    assert facts.effect is not None
    day = months_before(changed_on, facts.effect[0])
    days = (day, day + 3 * DAY) if facts.effect_from == "first" else (day - 3 * DAY, day)
    history = treated(name, zone, *days, planned=2)
    agreed = replace(history, offers_since=history.consented_at)
    (found,) = plan(agreed, ReminderKind.EFFECT_FADING).values()
    assert found.wanted_at == at(changed_on, zone)
    assert shown(found.due_at, zone) == f"{changed_on} 10:00"
    assert found.key == f"effect_fading:session:2:{facts.effect[0]}"
    assert plan(history, ReminderKind.EFFECT_FADING) == {}


@in_every_week
@pytest.mark.parametrize("name", TABLE)
def test_maintenance_is_every_so_many_months_or_never(
    name: str, zone_name: str, changed_on: date
) -> None:
    """Two months after the last session, and every two until the effect is over at the latest."""
    zone, facts = ZoneInfo(zone_name), TABLE[name]
    day = months_before(changed_on, facts.maintenance or 2)
    history = treated(name, zone, day, planned=1)
    found = plan(replace(history, offers_since=history.consented_at), ReminderKind.MAINTENANCE)
    if facts.maintenance is None:
        assert found == {}
        return
    assert facts.effect is not None
    numbers = range(facts.maintenance, facts.effect[1] + 1, facts.maintenance)
    assert list(found) == [f"maintenance:session:1:{number}" for number in numbers]
    first = found[f"maintenance:session:1:{facts.maintenance}"]
    assert first.wanted_at == at(changed_on, zone)
    for number, one in zip(numbers, found.values(), strict=True):
        then: datetime = one.due_at.astimezone(zone)
        assert months_before(then.date(), number) == day
        assert then.strftime("%H:%M") == "10:00"


@pytest.mark.parametrize("name", TABLE)
def test_a_course_without_a_number_is_reminded_of_up_to_the_usual_one(name: str) -> None:
    """And one with a number up to that, however many it is."""
    zone, (_, most, _) = ZoneInfo("Europe/Warsaw"), TABLE[name].sessions
    history = treated(name, zone, date(2026, 6, 1))

    def is_due(number: int, planned: int | None) -> bool:
        courses = (replace(history.courses[0], sessions_planned=planned),)
        sessions = (replace(history.sessions[0], number=number),)
        return bool(plan(replace(history, courses=courses, sessions=sessions), NEXT_DUE))

    assert is_due(most - 1, planned=None)
    assert not is_due(most, planned=None)
    assert is_due(most, planned=most + 1)
    assert not is_due(3, planned=3)


@in_every_week
@pytest.mark.parametrize("name", TABLE)
def test_a_course_is_complete_when_its_longest_number_is_over(
    name: str, zone_name: str, changed_on: date
) -> None:
    """The largest of the table's days after the last session, with the last lift."""
    zone, protocol = ZoneInfo(zone_name), PROTOCOLS[name]
    held_on = changed_on - DAY
    history = session_of(protocol, at(held_on, zone), zone)
    (found,) = plan(history, ReminderKind.COURSE_COMPLETE).values()
    longest = max(row.most or 0 for row in TABLE[name].rows)
    assert found.due_at == at(held_on + timedelta(days=longest), zone)
