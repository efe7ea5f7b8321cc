"""Patients' histories for the planner's tests, and what is in force in them by plain counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from reminder.care.casts import Protocols
from reminder.care.history import (
    Answer,
    Appointment,
    Cancelled,
    Choice,
    Chosen,
    Course,
    History,
    Missed,
    Preferences,
    QuietHours,
    Reply,
    Session,
    Undone,
)
from reminder.care.protocol import CareProtocol

OXYGEN = CareProtocol.model_validate(
    {
        "name": "oxygen-mesotherapy",
        "version": 1,
        "areas": ["face", "neck", "body"],
        "default_areas": ["face"],
        "restrictions": [
            {
                "topic": topic,
                "before": {"length": "7 days", "basis": "stated", "source": "S0"},
                "after": {"length": "7 days", "basis": "stated", "source": "S0"},
                "nudge_on": [3, 5],
            }
            for topic in ("heat", "sun")
        ]
        + [
            {
                "topic": "makeup",
                "areas": ["face", "neck"],
                "before": {"length": "2 days"},
                "after": {"length": "3 to 5 days", "basis": "stated", "source": "S0"},
                "nudge_on": [1],
            },
            {"topic": "alcohol", "after": {"length": "2 days"}, "nudge_on": [1]},
        ],
        "check_ins": [{"day": 2}, {"day": 4, "only_after": "sore"}],
        "course": {
            "sessions_min": 6,
            "sessions_max": 9,
            "at_most": 12,
            "per_week": 2,
            "effect": {"length": "6 months"},
            "effect_from": "first",
        },
        "questions": [{"grade": "undesirable", "about": ["pregnancy"]}],
    }
)
FACE = CareProtocol.model_validate(
    {
        "name": "face-mesotherapy",
        "version": 2,
        "needled": True,
        "restrictions": [
            {"topic": "makeup", "after": {"length": "3 days"}, "nudge_on": [2]},
            {"topic": "sun", "after": {"length": "4 to 6 days"}, "nudge_on": [2, 4]},
            {"topic": "heat", "before": {"length": "1 day"}, "after": {"length": "5 days"}},
            {"topic": "massage", "before": {"length": "1 day"}},
            {"topic": "washing", "after": {"length": "12 hours"}, "lift": False},
        ],
        "course": {
            "sessions_min": 5,
            "sessions_max": 10,
            "interval": {"length": "7 to 10 days"},
            "effect": {"length": "6 to 12 months"},
            "maintenance": {"length": "2 months"},
            "again_after": {"length": "8 to 10 months"},
        },
        "questions": [{"grade": "tell", "about": ["gallstones"]}],
    }
)
PROTOCOLS: Protocols = {OXYGEN.ref: OXYGEN, FACE.ref: FACE}
WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = ("Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Almaty")

_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_minutes = st.integers(0, 365 * 24 * 60).map(lambda count: timedelta(minutes=count))
_hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


def within(days: int, first: int = 0) -> st.SearchStrategy[timedelta]:
    """Lengths between `first` and `days` days, to the minute."""
    return st.integers(first * 1440, days * 1440).map(lambda count: timedelta(minutes=count))


@st.composite
def preferences(draw: st.DrawFn) -> Preferences:
    """A patient's zone, hour and quiet hours: the usual ones, or any at all."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    if draw(st.booleans()):
        return Preferences(zone)
    return Preferences(zone, draw(_hours), QuietHours(draw(_hours), draw(_hours)))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Histories of a patient who has agreed, with everything that the plan depends on."""
    start = _FIRST + draw(_minutes)
    courses = tuple(
        Course(
            number,
            draw(st.sampled_from([OXYGEN.ref, FACE.ref])),
            draw(st.sampled_from([frozenset(), frozenset({"face"}), frozenset({"body"})])),
            draw(st.none() | st.integers(1, 6)),
            draw(st.none() | within(45).map(lambda gap: start + gap)),
        )
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    of_course = st.integers(1, len(courses))
    sessions = []
    for number in range(1, draw(st.integers(0, 5)) + 1):
        held_at = start + draw(within(30))
        recorded_at = held_at + draw(st.one_of(st.just(timedelta()), within(3)))
        corrected_at = recorded_at + draw(within(3)) if draw(st.booleans()) else None
        sessions.append(
            Session(
                number,
                draw(of_course),
                held_at,
                recorded_at,
                draw(st.none() | st.integers(1, 10)),
                revision=0 if corrected_at is None else 1,
                corrected_at=corrected_at,
            )
        )
    undone = tuple(
        Undone(
            number,
            draw(of_course),
            (recorded_at := start + draw(within(30))),
            recorded_at + draw(within(3)),
        )
        for number in range(11, 11 + draw(st.integers(0, 2)))
    )
    appointments = tuple(
        draw(_appointments(number, of_course, start))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )
    cancelled = tuple(
        Cancelled(
            number,
            draw(of_course),
            start + draw(within(45, first=-5)),
            (booked_at := start + draw(within(30, first=-5))),
            booked_at + draw(within(10)),
        )
        for number in range(21, 21 + draw(st.integers(0, 2)))
    )
    missed = tuple(
        Missed(
            number,
            draw(of_course),
            (begins_at := start + draw(within(45, first=-5))),
            begins_at + draw(within(10)),
        )
        for number in range(31, 31 + draw(st.integers(0, 2)))
    )
    questions = st.sampled_from(
        [
            *(f"next_due:missed:{one.appointment_id}:{time}" for one in missed for time in (1, 2)),
            *(f"next_due:session:{one.id}:{time}" for one in sessions for time in (1, 2)),
            *(f"prepare:appointment:{one.id}:0:changed" for one in appointments),
            "course_complete:session:1",
        ]
    )
    chosen = tuple(
        Chosen(draw(questions), draw(st.sampled_from(Choice)), start + draw(within(60)))
        for _ in range(draw(st.integers(0, 2)))
    )
    answers = tuple(
        Answer(
            session.id,
            draw(st.sampled_from(["check-in", f"check_in:session:{session.id}:1"])),
            draw(st.sampled_from(Reply)),
            session.held_at + draw(within(8, first=-1)),
            draw(st.booleans()),
        )
        for session in sessions
        for _ in range(draw(st.integers(0, 2)))
    )
    consented_at = start + draw(within(8))
    return History(
        draw(preferences()),
        consented_at,
        draw(st.none() | within(15).map(lambda gap: consented_at + gap)),
        courses,
        tuple(sessions),
        undone,
        appointments,
        cancelled,
        answers,
        chosen,
        draw(st.none() | within(60).map(lambda gap: start + gap)),
        missed,
    )


@st.composite
def _appointments(
    draw: st.DrawFn, number: int, of_course: st.SearchStrategy[int], start: datetime
) -> Appointment:
    begins_at = start + draw(within(45, first=-5))
    booked_at = begins_at - draw(within(20))
    moves = draw(st.integers(0, 2))
    moved_at = booked_at + draw(within(5)) if moves else None
    return Appointment(number, draw(of_course), begins_at, booked_at, moves, moved_at)


@dataclass(frozen=True)
class Counted:
    """One restriction by plain counting. `sure`: a session has been held, so that its end is."""

    topic: str
    begins_at: datetime
    ends_at: datetime
    sure: bool


def shown(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants at which clocks show `wall`, or the first after it where they never do."""
    guess = wall.replace(tzinfo=UTC)
    offsets = {
        (guess + timedelta(hours=hours)).astimezone(zone).utcoffset() or timedelta()
        for hours in (-30, 30)
    }
    found = [
        guess - offset
        for offset in offsets
        if (guess - offset).astimezone(zone).replace(tzinfo=None) == wall
    ]
    if found:
        return sorted(found)
    at = min(guess - offset for offset in offsets)
    while at.astimezone(zone).replace(tzinfo=None) < wall:
        at += timedelta(minutes=1)
    return [at]


def later(wall: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which clocks show `wall`, or the first after it where they never do."""
    return shown(wall, zone)[-1]


def days_on(at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """The instant a length after another: the same time of day, or the same number of hours."""
    if length < timedelta(days=1):
        return at + length
    return later(at.astimezone(zone).replace(tzinfo=None) + length, zone)


def counted(history: History, protocols: Protocols = PROTOCOLS) -> Iterator[Counted]:
    """Every restriction of every session and appointment of a history."""
    zone = history.preferences.zone
    courses = {course.id: course for course in history.courses}
    treated: list[tuple[int | None, int, datetime]] = [
        *((one.id, one.course_id, one.held_at) for one in history.sessions),
        *((None, one.course_id, one.begins_at) for one in history.appointments),
    ]
    for session_id, course_id, at in treated:
        course = courses[course_id]
        protocol = protocols[course.protocol]
        areas = course.areas or frozenset(protocol.default_areas)
        for rule in protocol.restrictions:
            if rule.areas and areas and not rule.areas & areas:
                continue
            if rule.before is not None and session_id is None:
                wall = at.astimezone(zone).replace(tzinfo=None) - rule.before.max
                begins_at = shown(wall, zone)[0]
                yield Counted(rule.topic, begins_at, at, sure=False)
            if rule.after is not None:
                ends_at = days_on(at, rule.after.max, zone)
                heard = [
                    (one.answered_at, one.reply is not Reply.CALM)
                    for one in history.answers
                    if one.session_id == session_id and at <= one.answered_at < ends_at
                ]
                if rule.after.is_range and heard and not max(heard)[1]:
                    ends_at = max(days_on(at, rule.after.min, zone), max(heard)[0])
                yield Counted(rule.topic, at, ends_at, sure=session_id is not None)


def shows_quiet(at: datetime, patient: Preferences) -> bool:
    """Whether the patient's clock shows a time in the quiet hours."""
    shown, quiet = at.astimezone(patient.zone).time(), patient.quiet
    if quiet.begins > quiet.ends:
        return not quiet.ends <= shown < quiet.begins
    return quiet.begins <= shown < quiet.ends


def shown_day(at: datetime, patient: Preferences) -> date:
    """The date on the patient's clock."""
    return at.astimezone(patient.zone).date()
