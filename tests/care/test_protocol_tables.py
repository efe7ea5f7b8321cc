"""The bundled protocols against a table of their own: every number at the right local minute.

The table is written from what the sources say, not from the protocol files.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.duties import duties
from reminder.care.history import Appointment, Course, History, Preferences, Session
from reminder.care.kinds import ReminderKind
from reminder.care.plan import plan_reminders
from reminder.care.protocol import Basis, CareProtocol
from reminder.care.restrictions import Interval, in_force, restrictions
from reminder.protocols import load_protocols
from tests.cast import ROOT

PROTOCOLS = load_protocols(ROOT / "config" / "protocols")

STATED, ASSUMED = Basis.STATED, Basis.ASSUMED


@dataclass(frozen=True)
class Row:
    """Days to avoid something: before a session, and after it until `least` and `most`."""

    topic: str
    before: int | None = None
    least: int | None = None
    most: int | None = None
    basis_before: Basis | None = None
    basis_after: Basis | None = None
    told: bool = True
    areas: frozenset[str] = frozenset()


def both(topic: str, days: int, basis: Basis) -> Row:
    """The same number of days on both sides."""
    return Row(topic, days, days, days, basis, basis)


def after(topic: str, days: int, basis: Basis, *, told: bool = True) -> Row:
    """Days after a session alone."""
    return Row(topic, None, days, days, None, basis, told)


FACE_AND_NECK = frozenset({"face", "neck"})


@dataclass(frozen=True)
class Facts:
    """What the sources say of one procedure."""

    rows: tuple[Row, ...]
    do: tuple[tuple[str, int, Basis], ...] = ()
    sessions: tuple[int, int, int | None] = (0, 0, None)
    interval: tuple[int, int] | None = None
    per_week: int | None = None
    effect: tuple[int, int] | None = None
    effect_from: str = "last"
    maintenance: int | None = None
    again_after: tuple[int, int] | None = None
    course: Basis = STATED
    needled: bool = False
    areas: tuple[str, ...] = ()
    covers: dict[str, tuple[str, ...]] = field(default_factory=dict)


HEAT_AND_SUN = {"heat": ("hot-baths", "sauna"), "direct-sun": ("sun-baths",)}

NEEDLE_FREE = Facts(
    rows=(
        both("hot-baths", 7, ASSUMED),
        both("sun-baths", 7, ASSUMED),
        Row("makeup", None, 3, 5, None, ASSUMED, areas=FACE_AND_NECK),
    ),
    sessions=(6, 9, None),
    per_week=2,
    effect=(6, 6),
    course=ASSUMED,
    areas=("face", "neck", "body"),
)

TABLE = {
    "oxygen-mesotherapy": Facts(
        rows=(
            both("hot-baths", 7, STATED),
            both("sauna", 7, ASSUMED),
            both("sun-baths", 7, STATED),
            both("solarium", 7, ASSUMED),
            Row("makeup", 2, 3, 5, ASSUMED, STATED, areas=FACE_AND_NECK),
            after("alcohol", 2, ASSUMED, told=False),
        ),
        sessions=(6, 9, 12),
        per_week=2,
        effect=(6, 6),
        effect_from="first",
        areas=("face", "neck", "body"),
    ),
    "face-mesotherapy": Facts(
        rows=(
            after("makeup", 3, ASSUMED),
            after("heat", 5, ASSUMED),
            after("direct-sun", 5, ASSUMED),
        ),
        sessions=(5, 10, None),
        interval=(7, 10),
        effect=(6, 12),
        maintenance=2,
        again_after=(8, 10),
        needled=True,
        covers=HEAT_AND_SUN,
    ),
    "body-mesotherapy": Facts(
        rows=(after("heat", 5, STATED), after("direct-sun", 5, STATED)),
        do=(("keep-clean", 5, STATED),),
        sessions=(8, 10, None),
        interval=(7, 10),
        effect=(12, 12),
        needled=True,
        areas=("arms", "legs", "buttocks", "back", "abdomen", "chest", "decollete"),
        covers=HEAT_AND_SUN,
    ),
    "scalp-mesotherapy": Facts(
        rows=(
            after("heat", 5, ASSUMED),
            after("direct-sun", 5, ASSUMED),
            after("washing-hair", 1, ASSUMED),
        ),
        sessions=(8, 10, None),
        interval=(7, 10),
        effect=(12, 12),
        needled=True,
        covers=HEAT_AND_SUN,
    ),
    "electroporation": NEEDLE_FREE,
    "cryo-electroporation": NEEDLE_FREE,
    "sonophoresis": NEEDLE_FREE,
    "iontophoresis": NEEDLE_FREE,
}

CHANGES = {
    "Europe/Warsaw": (date(2027, 3, 28), date(2026, 10, 25)),
    "Europe/Kyiv": (date(2027, 3, 28), date(2026, 10, 25)),
    # No change of the clocks: the same weeks.
    "Asia/Almaty": (date(2027, 3, 28), date(2026, 10, 25)),
    "America/New_York": (date(2027, 3, 14), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2027, 4, 4)),
}
"""When the clocks go forward and back, by zone."""

WEEKS = [(zone, changed_on) for zone, both_days in CHANGES.items() for changed_on in both_days]
HOUR = time(14, 30)


def at(on: date, zone: ZoneInfo) -> datetime:
    """The half hour of a session on a day, in UTC."""
    return datetime.combine(on, HOUR, zone).astimezone(UTC)


def session_of(protocol: CareProtocol, held_at: datetime, zone: ZoneInfo) -> History:
    """Somebody treated in the default areas, who joined at once."""
    joined = held_at + timedelta(minutes=10)
    return History(
        Preferences(zone),
        consented_at=joined,
        courses=(Course(1, protocol.ref, frozenset(protocol.default_areas), sessions_planned=1),),
        sessions=(Session(1, 1, held_at, recorded_at=joined),),
    )


def test_the_table_has_every_protocol_but_the_one_switched_off() -> None:
    """Nine protocols are bundled; the patient's own roller has no rules and takes nobody."""
    assert set(PROTOCOLS) == {*TABLE, "meso-roller-home"}
    assert not PROTOCOLS["meso-roller-home"].enabled
    assert PROTOCOLS["meso-roller-home"].restrictions == ()


def test_the_weeks_do_change_the_clocks() -> None:
    """In every zone but one the clocks change in the week that is looked at."""
    for name, days in CHANGES.items():
        zone = ZoneInfo(name)
        for day in days:
            shift = at(day + timedelta(days=1), zone) - at(day - timedelta(days=1), zone)
            assert (shift != timedelta(days=2)) == (name != "Asia/Almaty"), (name, day)


@pytest.mark.parametrize("name", TABLE)
def test_nobody_has_signed_and_every_number_says_where_it_comes_from(name: str) -> None:
    """The clinic signs; what is stated names its source, what is assumed is marked."""
    protocol, facts = PROTOCOLS[name], TABLE[name]
    assert protocol.enabled
    assert protocol.reviewed_by is None
    assert protocol.reviewed_on is None
    assert protocol.needled == facts.needled
    assert protocol.areas == facts.areas
    avoided = [rule for rule in protocol.restrictions if rule.kind == "avoid"]
    assert [rule.topic for rule in avoided] == [row.topic for row in facts.rows]
    for rule, row in zip(avoided, facts.rows, strict=True):
        assert (None if rule.before is None else rule.before.basis) == row.basis_before
        assert (None if rule.after is None else rule.after.basis) == row.basis_after
        assert rule.areas == row.areas
        assert rule.covers == facts.covers.get(rule.topic, ())
    done = [rule for rule in protocol.restrictions if rule.kind == "do"]
    assert [rule.topic for rule in done] == [topic for topic, _, _ in facts.do]


@pytest.mark.parametrize("name", TABLE)
def test_the_course_has_the_numbers_of_the_sources(name: str) -> None:
    """Sessions, their spacing, and what comes after them."""
    course, facts = PROTOCOLS[name].course, TABLE[name]
    assert course is not None
    assert (course.sessions_min, course.sessions_max, course.at_most) == facts.sessions
    assert course.per_week == facts.per_week
    assert course.basis is facts.course
    interval = course.interval
    assert (interval and (interval.min.days, interval.max.days)) == facts.interval
    assert (course.effect and (course.effect.min, course.effect.max)) == facts.effect
    assert course.effect_from == facts.effect_from
    assert (course.maintenance and course.maintenance.min) == facts.maintenance
    again = course.again_after
    assert (again and (again.min, again.max)) == facts.again_after


@pytest.mark.parametrize(("zone_name", "changed_on"), WEEKS)
@pytest.mark.parametrize("name", TABLE)
def test_every_number_after_a_session_is_kept_by_the_wall_clock(
    name: str, zone_name: str, changed_on: date
) -> None:
    """Each restriction ends at the session's own local time, the table's days on, and is told."""
    protocol, facts, zone = PROTOCOLS[name], TABLE[name], ZoneInfo(zone_name)
    known = {protocol.ref: protocol}
    # The day before the clocks change: every length but none of the days before spans it.
    held_on = changed_on - timedelta(days=1)
    held_at = at(held_on, zone)
    history = session_of(protocol, held_at, zone)
    now = held_at + timedelta(minutes=10)
    found = restrictions(history, known, now)
    plan = plan_reminders(history, known, now)
    lifted = {r.topics: r.until for r in plan if r.kind is ReminderKind.LIFTED}
    (told,) = (r for r in plan if r.kind is ReminderKind.INSTRUCTIONS)
    covered = {topic for topics in facts.covers.values() for topic in topics}
    assert set(found) == {row.topic for row in facts.rows} | covered
    assert set(told.topics) == set(found)
    for row in facts.rows:
        assert row.least is not None
        assert row.most is not None
        ends_at = at(held_on + timedelta(days=row.most), zone)
        for topic in (row.topic, *facts.covers.get(row.topic, ())):
            assert found[topic] == (Interval(topic, held_at, ends_at),)
            assert lifted.get((topic,)) == (ends_at if row.told else None)
        eases_at = at(held_on + timedelta(days=row.least), zone)
        assert found[row.topic][0].eases_at == (None if row.least == row.most else eases_at)
        (held,) = (i for i in in_force(history, known, now) if i.topic == row.topic)
        assert held.until.astimezone(zone).time() == HOUR
    to_do = {duty.topic: duty.until for duty in duties(history, known, now)}
    assert to_do == {topic: at(held_on + timedelta(days=n), zone) for topic, n, _ in facts.do}
    assert not {topic for topic, _, _ in facts.do} & set(found)


@pytest.mark.parametrize(("zone_name", "changed_on"), WEEKS)
@pytest.mark.parametrize("name", TABLE)
def test_every_number_before_a_session_is_kept_by_the_wall_clock(
    name: str, zone_name: str, changed_on: date
) -> None:
    """Each restriction before an appointment begins at the local time, the table's days back."""
    protocol, facts, zone = PROTOCOLS[name], TABLE[name], ZoneInfo(zone_name)
    known = {protocol.ref: protocol}
    begins_on = changed_on + timedelta(days=1)
    begins_at = at(begins_on, zone)
    booked_at = begins_at - timedelta(days=30)
    history = History(
        Preferences(zone),
        consented_at=booked_at,
        courses=(Course(1, protocol.ref, frozenset(protocol.default_areas)),),
        appointments=(Appointment(1, 1, begins_at, booked_at),),
    )
    found = restrictions(history, known, booked_at)
    for row in facts.rows:
        assert row.most is not None
        starts = at(begins_on - timedelta(days=row.before or 0), zone)
        ends = at(begins_on + timedelta(days=row.most), zone)
        assert found[row.topic] == (Interval(row.topic, starts, ends),)


def test_makeup_is_a_matter_of_the_face_and_neck() -> None:
    """Where the body alone was treated with a needle-free procedure, makeup is no topic."""
    for name, facts in TABLE.items():
        if "body" in facts.areas:
            rules = PROTOCOLS[name].restrictions_for(frozenset({"body"}))
            assert "makeup" not in {rule.topic for rule in rules}
            for area in FACE_AND_NECK:
                rules = PROTOCOLS[name].restrictions_for(frozenset({area, "body"}))
                assert "makeup" in {rule.topic for rule in rules}


WARSAW = ZoneInfo("Europe/Warsaw")


def both_courses(oxygen_on: date, body_on: date) -> History:
    """Somebody with an oxygen course and a body course."""
    oxygen, body = PROTOCOLS["oxygen-mesotherapy"], PROTOCOLS["body-mesotherapy"]
    first = min(at(oxygen_on, WARSAW), at(body_on, WARSAW))
    return History(
        Preferences(WARSAW),
        consented_at=first,
        courses=(
            Course(1, oxygen.ref, frozenset({"body"}), sessions_planned=1),
            Course(2, body.ref, frozenset({"legs"}), sessions_planned=1),
        ),
        sessions=(
            Session(1, 1, at(oxygen_on, WARSAW), recorded_at=at(oxygen_on, WARSAW)),
            Session(2, 2, at(body_on, WARSAW), recorded_at=at(body_on, WARSAW)),
        ),
    )


def lifted(history: History) -> dict[str, datetime]:
    """When each topic is said to have ended."""
    known = {one.ref: one for one in PROTOCOLS.values()}
    plan = plan_reminders(history, known, max(s.recorded_at for s in history.sessions))
    return {
        topic: reminder.until
        for reminder in plan
        if reminder.kind is ReminderKind.LIFTED
        for topic in reminder.topics
        if reminder.until is not None
    }


def test_heat_has_not_ended_while_another_protocol_forbids_hot_baths() -> None:
    """Five days after the body, seven after oxygen on one day: heat ends on the seventh."""
    day = date(2026, 9, 17)
    ends = lifted(both_courses(day, day))
    seventh = at(day + timedelta(days=7), WARSAW)
    for topic in ("heat", "hot-baths", "sauna", "direct-sun", "sun-baths", "solarium"):
        assert ends[topic] == seventh, topic


def test_hot_baths_have_not_ended_while_another_protocol_forbids_all_heat() -> None:
    """Oxygen ends on the seventh day, but the body treated three days later keeps all heat on."""
    day = date(2026, 9, 17)
    ends = lifted(both_courses(day, day + timedelta(days=3)))
    eighth = at(day + timedelta(days=8), WARSAW)
    for topic in ("heat", "hot-baths", "sauna", "direct-sun", "sun-baths"):
        assert ends[topic] == eighth, topic
    assert ends["solarium"] == at(day + timedelta(days=7), WARSAW)
