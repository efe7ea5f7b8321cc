"""A plan as a timeline and as its caption, from a patient's history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import Appointment, Course, History, Session
from reminder.care.timing import local_day
from reminder.catalogue import Catalogue, Html
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from reminder.wording.case import Block, Case
from reminder.wording.plan import CAPTION, fitted, has_plan, length, plan_caption
from reminder.wording.timeline import LONGEST, timeline
from tests.cast import ROOT

WARSAW = ZoneInfo("Europe/Warsaw")
HELD_AT = datetime(2026, 9, 21, 14, 30, tzinfo=WARSAW)
DAY = timedelta(days=1)
PROTOCOLS = load_protocols(ROOT / "config" / "protocols")
CATALOGUE = Catalogue.load(ROOT / "messages")
PROFILE = load_profile(ROOT / "config" / "clinic.yaml")
OXYGEN, FACE, BODY = "oxygen-mesotherapy", "face-mesotherapy", "body-mesotherapy"


def case(
    *held: datetime,
    booked: tuple[datetime, ...] = (),
    procedure: str = OXYGEN,
    also: str | None = None,
    after: timedelta = timedelta(minutes=10),
    language: str = "en",
    zone: str | None = None,
) -> Case:
    """Return a patient `after` the first session of a course, and of another begun with it."""
    names = [procedure, *([also] if also else [])]
    sessions = tuple(
        Session(number + 10 * course, course, at, at)
        for course in range(1, len(names) + 1)
        for number, at in enumerate(held, 1)
    )
    history = History(
        PROFILE.preferences(zone),
        consented_at=HELD_AT,
        courses=tuple(
            Course(n, PROTOCOLS[name].ref, frozenset(PROTOCOLS[name].default_areas))
            for n, name in enumerate(names, 1)
        ),
        sessions=sessions,
        appointments=tuple(Appointment(n, 1, at, HELD_AT) for n, at in enumerate(booked, 1)),
    )
    return Case(
        history,
        {protocol.ref: protocol for protocol in PROTOCOLS.values()},
        (HELD_AT + after).astimezone(UTC),
        CATALOGUE.words(language),
        PROFILE,
    )


def test_there_is_a_row_for_each_restriction() -> None:
    """Each topic has its bar with its end, what ends first first; a range has its soft part."""
    shown = timeline(case(HELD_AT))
    labels = [row.label for row in shown.rows]
    assert labels[:2] == ["Alcohol and other bad habits", "Makeup"]
    assert set(labels[2:]) == {"Hot baths", "Sauna and steam room", "Sunbathing", "Solarium"}
    (makeup,) = shown.rows[1].stretches
    assert makeup.begins_at == HELD_AT
    assert makeup.eases_at == HELD_AT + 3 * DAY
    assert makeup.ends_at == HELD_AT + 5 * DAY
    assert shown.rows[0].when == "until Wed 23 Sep, 14:30"
    assert [mark.at for mark in shown.marks] == [HELD_AT]


def test_the_picture_spans_from_the_last_session_to_the_last_end() -> None:
    """Whole local days, each written by the catalogue."""
    shown = timeline(case(HELD_AT, language="ru"))
    assert shown.begins_at == HELD_AT.replace(hour=0, minute=0)
    assert shown.ends_at == datetime(2026, 9, 29, tzinfo=WARSAW)
    assert [day.number for day in shown.days] == [str(n) for n in range(21, 29)]
    assert (shown.days[0].weekday, shown.days[0].month) == ("пн", "сентябрь")


def test_days_are_the_patients() -> None:
    """The axis has the midnights of the patient's zone, and times are on the patient's clocks."""
    shown = timeline(case(HELD_AT, zone="Asia/Almaty"))
    assert shown.begins_at == datetime(2026, 9, 21, tzinfo=ZoneInfo("Asia/Almaty"))
    assert shown.rows[0].when == "until Wed 23 Sep, 17:30"


def test_a_day_of_changed_clocks_is_one_day() -> None:
    """Over the end of summer time every day has one midnight, and the axis as many days."""
    held_at = datetime(2026, 10, 21, 14, 30, tzinfo=WARSAW)
    shown = timeline(case(held_at, after=held_at - HELD_AT + timedelta(minutes=10)))
    assert [day.number for day in shown.days] == [str(n) for n in range(21, 29)]
    assert all(day.begins_at.astimezone(WARSAW).hour == 0 for day in shown.days)
    assert {row.stretches[0].ends_at.astimezone(WARSAW).hour for row in shown.rows} == {14}


def test_a_session_long_past_does_not_begin_the_picture() -> None:
    """After a week without sessions it begins yesterday, and goes on to the next session's ends."""
    shown = timeline(case(HELD_AT, booked=(HELD_AT + 20 * DAY,), after=12 * DAY))
    assert local_day(shown.begins_at, WARSAW) == local_day(HELD_AT + 11 * DAY, WARSAW)
    assert local_day(shown.ends_at, WARSAW) == local_day(HELD_AT + 28 * DAY, WARSAW)
    assert shown.rows[0].when.startswith("from ")


def test_a_long_course_is_cut_and_the_caption_says_so() -> None:
    """At most five weeks are shown; what goes on is said below the picture."""
    booked = tuple(HELD_AT + 4 * n * DAY for n in range(1, 12))
    long = case(HELD_AT, booked=booked)
    assert len(timeline(long).days) == LONGEST
    assert "The picture ends on Sun 25 Oct." in plan_caption(long)
    assert "The picture ends" not in plan_caption(case(HELD_AT))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("procedure", sorted(p for p in PROTOCOLS if PROTOCOLS[p].restrictions))
@pytest.mark.parametrize("sessions", [0, 1, 11])
def test_a_caption_always_fits(procedure: str, sessions: int, language: str) -> None:
    """Whatever the course, what is in force now is said in full, in at most 1024 units."""
    booked = tuple(HELD_AT + 4 * n * DAY for n in range(1, sessions + 1))
    asked = case(HELD_AT, booked=booked, procedure=procedure, also=BODY, language=language)
    text = plan_caption(asked, first_name="Александра-Мария")
    assert length(text) <= CAPTION
    for one in asked.in_force():
        assert asked.moment(one.until) in text


def test_the_caption_says_all_that_the_picture_shows() -> None:
    """Every end and every later begin of a bar, and each session booked, stands in the text."""
    asked = case(HELD_AT, booked=(HELD_AT + 9 * DAY,), procedure=FACE, also=BODY)
    text = plan_caption(asked)
    for row in timeline(asked).rows:
        for stretch in row.stretches:
            assert asked.moment(stretch.ends_at) in text
            if stretch.begins_at > asked.now:
                assert asked.moment(stretch.begins_at) in text
    assert "Your sessions to come:\n• Wed 30 Sep, 14:30" in text


def test_neither_picture_nor_caption_names_the_procedure() -> None:
    """Who sees it over a shoulder learns no procedure."""
    asked = case(HELD_AT, procedure=FACE, also=BODY)
    shown = timeline(asked)
    read = [shown.title, shown.subtitle, *(row.label + row.when for row in shown.rows)]
    assert not any("mesotherapy" in text.lower() for text in [*read, plan_caption(asked)])


def test_a_wider_topic_speaks_for_those_that_it_covers() -> None:
    """Two bars of the same times are one where the one topic covers the other."""
    labels = [row.label for row in timeline(case(HELD_AT, procedure=BODY)).rows]
    assert "Hot water and hot air (such as the sauna)" in labels
    assert "Sauna and steam room" not in labels
    both = [row.label for row in timeline(case(HELD_AT, procedure=BODY, also=OXYGEN)).rows]
    assert "Sauna and steam room" in both


def test_one_who_is_not_calm_is_asked_to_phone() -> None:
    """While a complaint is open the caption says so."""
    assert "What you told us about is still open" in plan_caption(case(HELD_AT), held=True)


def test_nothing_in_force_and_nothing_booked_is_no_plan() -> None:
    """A plan needs something to say."""
    assert has_plan(case(HELD_AT))
    assert not has_plan(case(HELD_AT, after=30 * DAY))
    assert has_plan(case(HELD_AT, booked=(HELD_AT + 40 * DAY,), after=30 * DAY))
    over = case(HELD_AT, after=30 * DAY)
    assert not has_plan(replace(over, history=replace(over.history, sessions=())))


def test_a_text_too_long_loses_whole_lines_from_its_end() -> None:
    """A heading never stands alone, the last lines stay, and what is missing is said."""
    title, last, more = (Block(Html(word)) for word in ("title", "phone", "more"))
    lists = [
        Block(Html("now"), (Html("a" * 10), Html("b" * 10))),
        Block(Html("later"), (Html("c" * 10), Html("d" * 10))),
    ]
    whole = fitted(title, lists, [last], more, most=1000)
    assert "d" * 10 in whole
    assert "more" not in whole
    shorter = fitted(title, lists, [last], more, most=length(whole) - 1)
    assert shorter.splitlines()[-5:] == ["• " + "c" * 10, "", "more", "", "phone"]
    headless = fitted(title, lists, [last], more, most=length(shorter) - 1)
    assert "later" not in headless
    assert "b" * 10 in headless
    assert fitted(title, lists, [last], more, most=20) == "title\n\nmore\n\nphone"


def test_length_is_counted_as_telegram_does() -> None:
    """In UTF-16 code units, after the markup is read."""
    assert length("<b>a &amp; b</b>") == 5
    assert length("💧") == 2
