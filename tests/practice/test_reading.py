"""What staff type at the desk."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reminder.bot.staff.form_page import language_name, number_text
from reminder.practice.form import EnrolmentForm, blank, from_json, to_json, with_reading
from reminder.practice.reading import Doubt, Puzzle, Reading, read, read_name
from reminder.practice.reading_time import Unclear, read_hour, read_moment
from reminder.practice.vocabulary import vocabulary_of
from reminder.store.keyring import Keyring
from tests.cast import NOW, practice_of

# Reading needs no database: one clinic serves all examples.
CLINIC = practice_of(1, Keyring([Keyring.new_key()]))
WORDS = vocabulary_of(CLINIC)
WARSAW = ZoneInfo("Europe/Warsaw")


def warsaw(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of September 2026 in Warsaw."""
    return datetime(2026, 9, day, hour, minute, tzinfo=WARSAW).astimezone(UTC)


def one(text: str) -> Reading:
    """What a text about one patient says."""
    (reading,) = read(text, WORDS, NOW, WARSAW)
    return reading


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("now", NOW),
        ("только что", NOW),
        ("today 14:30", warsaw(17, 14, 30)),
        ("сегодня 14:30", warsaw(17, 14, 30)),
        ("14.30", warsaw(17, 14, 30)),
        ("1430", warsaw(17, 14, 30)),
        ("930", warsaw(17, 9, 30)),
        ("2:30 pm", warsaw(17, 14, 30)),
        ("12 am", warsaw(17, 0)),
        ("12.30 p.m.", warsaw(17, 12, 30)),
        ("at 9", warsaw(17, 9)),
        ("в 2 часа дня", warsaw(17, 14)),
        ("yesterday 9", warsaw(16, 9)),
        ("вчера в 10", warsaw(16, 10)),
        ("10:15 yesterday", warsaw(16, 10, 15)),
        ("позавчера в 9 вечера", warsaw(15, 21)),
        ("the day before yesterday 17:00", warsaw(15, 17)),
        ("tomorrow 8:05", warsaw(18, 8, 5)),
        ("Mon 14:30", warsaw(14, 14, 30)),
        ("Thursday 9:00", warsaw(17, 9)),
        ("в среду 10:00", warsaw(16, 10)),
        ("next fri 10", warsaw(18, 10)),
        ("next thu 10", warsaw(24, 10)),
        ("в следующую среду в 15", warsaw(23, 15)),
        ("21.09 14:30", warsaw(21, 14, 30)),
        ("21.09.2026 14:30", warsaw(21, 14, 30)),
        ("21.09.26, 14:30", warsaw(21, 14, 30)),
        ("21 Sep 14:30", warsaw(21, 14, 30)),
        ("21st September 2026 14:30", warsaw(21, 14, 30)),
        ("17 of September 14:30", warsaw(17, 14, 30)),
        ("21st of September of 2026, 14:30", warsaw(21, 14, 30)),
        ("Sep 10 2pm", warsaw(10, 14)),
        ("21 сентября в 14:30", warsaw(21, 14, 30)),
        ("щойно", NOW),
        ("сьогодні о 14:30", warsaw(17, 14, 30)),
        ("вчора о 9 годині", warsaw(16, 9)),
        ("позавчора о 9 вечора", warsaw(15, 21)),
        ("у середу 10:00", warsaw(16, 10)),
        ("в п'ятницю 9 ранку", warsaw(11, 9)),
        ("у п’ятницю 9 год. ранку", warsaw(11, 9)),
        ("наступну середу о 15", warsaw(23, 15)),
        ("21 вересня о 14:30", warsaw(21, 14, 30)),
        ("przed chwilą", NOW),
        ("dziś o godz. 14:30", warsaw(17, 14, 30)),
        ("wczoraj o 9", warsaw(16, 9)),
        ("w środę o 10", warsaw(16, 10)),
        ("we wtorek 2 po południu", warsaw(15, 14)),
        ("w niedzielę 12:00", warsaw(13, 12)),
        ("w przyszłą środę o 15", warsaw(23, 15)),
        ("pon. 9 rano", warsaw(14, 9)),
        ("21 września o 14:30", warsaw(21, 14, 30)),
        ("2026-09-10 14:30", warsaw(10, 14, 30)),
        ("2026-09-10T14:30", warsaw(10, 14, 30)),
    ],
)
def test_times_as_people_type_them(typed: str, at: datetime) -> None:
    """A time is understood as a receptionist types it, in any of the languages."""
    assert read_moment(typed, WORDS.times, NOW, WARSAW) == at


@pytest.mark.parametrize(
    ("typed", "unclear"),
    [
        ("12.03", Unclear.DAY_OR_TIME),
        ("21 Sep 2026", Unclear.DAY_OR_TIME),
        ("today", Unclear.NO_TIME),
        ("в пятницу", Unclear.NO_TIME),
        ("wczoraj", Unclear.NO_TIME),
        ("Mona", None),
        ("21 Sep", Unclear.NO_TIME),
        ("25:70", Unclear.NO_SUCH_TIME),
        ("2571", Unclear.NO_SUCH_TIME),
        ("Tue 21 Sep 2026 14:30", Unclear.NO_SUCH_TIME),
        ("14 am", None),
        ("30.02 10:00", None),
        ("9", None),
        ("Anna", None),
        ("", None),
    ],
)
def test_times_that_are_none(typed: str, unclear: Unclear | None) -> None:
    """What may mean two things, or nothing, gives no time but the reason."""
    assert read_moment(typed, WORDS.times, NOW, WARSAW) == unclear


def test_a_bare_hour_answers_when() -> None:
    """Asked for the time, a bare "9" is nine o'clock; anything else is read as everywhere."""
    assert read_hour("9", WORDS.times, NOW, WARSAW) == warsaw(17, 9)
    assert read_hour("24", WORDS.times, NOW, WARSAW) is Unclear.NO_SUCH_TIME
    assert read_hour("вчера 9", WORDS.times, NOW, WARSAW) == warsaw(16, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "Anna K; oxygen; today 14:30; 1/9",
        "1/9; today 14:30; oxygen; Anna K",
        "Anna K\noxygen mesotherapy\n14:30\n1 of 9",
        "Anna K; кислородная; сегодня 14:30; 1 из 9",
        "Anna K;oxy;2:30 pm;session 1 of 9;",
        "Anna K oxygen today 14:30 1/9",
        "Anna K, oxygen, 14:30, 1/9",
        "oxy mes; Anna K; 17.09 14:30; №1/9",
        "Anna K; киснева; сьогодні о 14:30; сеанс 1 з 9",
        "Anna K; tlenowa; dziś o 14:30; zabieg 1 z 9",
        "Anna K mezoterapia tlenowa dziś o 14:30 1 z 9",
    ],
)
def test_parts_in_any_order(typed: str) -> None:
    """The parts stand in any order, between semicolons, line breaks or just spaces."""
    assert one(typed) == Reading("Anna K", "oxygen-mesotherapy", warsaw(17, 14, 30), 1, 9)


def test_language_and_areas() -> None:
    """A language goes by its code or any of its names; areas are listed in either language."""
    assert one("Анна; русский; лицо, шея").language == "ru"
    assert one("Анна; Russian; face and neck").areas == ("face", "neck")
    assert one("Anna; en; лицо и шея").areas == ("face", "neck")
    assert one("Анна; ukraiński; обличчя та шия").areas == ("face", "neck")
    assert one("Анна; польська; twarz, szyja i ciało").areas == ("face", "neck", "body")
    assert one("Anna K pl oxygen") == Reading("Anna K", "oxygen-mesotherapy", language="pl")
    assert one("Anna pl Vries oxygen") == Reading("Anna pl Vries", "oxygen-mesotherapy")
    assert one("Anna; face, moon").puzzles == (Puzzle("face, moon", Doubt.UNKNOWN),)


@pytest.mark.parametrize("language", CLINIC.catalogue.languages)
def test_what_the_help_shows_can_be_typed(language: str) -> None:
    """The line that staff are shown as an example is understood to its last part, and so is each
    example of a time.
    """
    said = CLINIC.words(language)
    (line,) = re.findall("<code>/enrol (.+)</code>", said("staff-help"))
    reading = one(line)
    assert reading.puzzles == ()
    assert reading.name is not None
    assert reading.procedure == "oxygen-mesotherapy"
    assert (reading.at, reading.number, reading.of) == (warsaw(17, 14, 30), 1, 9)
    times = re.findall("[“«„](.+?)[”»“]", said("staff-form-ask-when"))
    assert len(times) == 3
    for typed in times:
        assert isinstance(read_moment(typed, WORDS.times, NOW, WARSAW), datetime), typed
    assert one(said("staff-guest", time="14:30")).at == warsaw(17, 14, 30)


@pytest.mark.parametrize(
    "name",
    [
        *("Mona", "Mark", "Marta", "Mary", "Maja", "Lena", "Helena", "Sonia", "Luna", "Dominika"),
        *("Ion", "Jon", "Iona", "Clara", "Rita", "Otto", "Julia", "Anna de Vries", "Ewa", "Ola"),
        *("Соня", "Лена", "Марта", "Майя", "Кіра", "Ксенія", "Киселева", "Кисельова", "Мар'яна"),
    ],
)
def test_a_name_is_a_name(name: str) -> None:
    """What resembles a weekday, a month or a procedure in some language is still a name."""
    expected = Reading(name, "oxygen-mesotherapy", warsaw(17, 14, 30), 1, 9)
    assert one(f"{name}; oxygen; today 14:30; 1/9") == expected
    assert one(f"{name} K oxygen today 14:30 1/9") == replace(expected, name=f"{name} K")


def test_a_name_is_not_needed() -> None:
    """No name is allowed; a guest may be called by the hour, which then is the time."""
    assert one("без имени; 14:00") == Reading(name="", at=warsaw(17, 14))
    assert one("-; 3") == Reading(name="", number=3)
    assert one("Guest 14:00; oxygen") == Reading(
        "Guest 14:00", "oxygen-mesotherapy", warsaw(17, 14)
    )
    assert one("Guest 14:00; 13:30").at == warsaw(17, 13, 30)
    assert one("guest red hat; 3/9").at is None
    assert read("", WORDS, NOW, WARSAW) == ()
    assert read(" ; ;\n", WORDS, NOW, WARSAW) == ()


@pytest.mark.parametrize(
    ("typed", "puzzle"),
    [
        ("Anna K; oxxygen", Puzzle("oxxygen", Doubt.UNKNOWN)),
        ("oxxygen; Anna K", Puzzle("oxxygen", Doubt.UNKNOWN)),
        ("Anna K; tomorow 14:30", Puzzle("tomorow 14:30", Doubt.UNKNOWN)),
        ("Anna K; yesterday early", Puzzle("yesterday early", Doubt.UNKNOWN)),
        ("Anna K; Boris B", Puzzle("Boris B", Doubt.UNKNOWN)),
        ("Anna K; 12.03", Puzzle("12.03", Doubt.DAY_OR_TIME)),
        ("Anna K; yesterday", Puzzle("yesterday", Doubt.NO_TIME)),
        ("Anna K; 10/9", Puzzle("10/9", Doubt.UNKNOWN)),
        ("Anna K; 0/9", Puzzle("0/9", Doubt.UNKNOWN)),
        ("Anna K; 14:00; 15:00", Puzzle("15:00", Doubt.TWICE)),
        ("Anna K; " + "x" * 65, Puzzle("x" * 65, Doubt.UNKNOWN)),
    ],
)
def test_what_was_not_understood_is_named(typed: str, puzzle: Puzzle) -> None:
    """A part that is not understood is kept as it was typed; the others still count."""
    reading = one(typed)
    assert reading.puzzles == (puzzle,)
    assert reading.name == "Anna K"


def test_several_patients() -> None:
    """Lines that hold semicolons are a patient each; a single such line is one patient's."""
    first, second, third = read("Anna; 9:00\n\nБорис; вчера в 10; 2/6\nGuest\n", WORDS, NOW, WARSAW)
    assert (first.name, first.at) == ("Anna", warsaw(17, 9))
    assert (second.name, second.at, second.of) == ("Борис", warsaw(16, 10), 6)
    assert third.name == "Guest"
    assert len(read("Anna; 9:00\noxygen", WORDS, NOW, WARSAW)) == 1


def test_a_name_cannot_hide_anything() -> None:
    """Line breaks and unprintable characters do not survive in a name."""
    assert read_name("An\u202ena\n K", WORDS) == "An na K"
    assert read_name("12345", WORDS) is None


@pytest.mark.parametrize(
    "typed",
    [
        "at " * 1300,
        "1 " * 2000,
        "next at in the morning " * 180,
        "12.03; " * 600,
        "1.1." * 999,
    ],
)
def test_a_letter_is_no_enrolment(typed: str) -> None:
    """A whole message of rubbish is not understood, and costs no more than a glance."""
    (reading,) = read(typed, WORDS, NOW, WARSAW)
    assert reading.puzzles
    assert reading.at is None


anything = st.text(
    st.one_of(st.characters(), st.sampled_from("0123456789:./;- \nampmв")), max_size=60
)


@given(anything)
@example("9999-99-99 99:99; 00.00.0000 24:00")
def test_reading_never_fails(typed: str) -> None:
    """Whatever is typed is read, or named as not understood; a form survives being stored."""
    for reading in read(typed, WORDS, NOW, WARSAW):
        form = with_reading(CLINIC, blank(CLINIC, NOW), reading)
        assert from_json(to_json((form,))) == (form,)
    read_hour(typed, WORDS.times, NOW, WARSAW)


@given(st.integers(-180 * 24 * 60, 180 * 24 * 60), st.sampled_from(CLINIC.catalogue.languages))
def test_a_printed_time_reads_back(minutes: int, language: str) -> None:
    """A time as the service prints it reads back as the same instant, but for the hour that is
    skipped or shown twice as the clocks change.
    """
    at = NOW + timedelta(minutes=minutes)
    printed = str(CLINIC.words(language).moment(at, WARSAW))
    local = at.astimezone(WARSAW)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    back = read_moment(printed, WORDS.times, NOW, WARSAW)
    assert back == at or (twice and back == at + timedelta(hours=1))


@given(
    number=st.integers(1, 40),
    more=st.none() | st.integers(0, 10),
    areas=st.sets(st.sampled_from(["face", "neck", "body"]), min_size=1),
    patient=st.sampled_from(CLINIC.catalogue.languages),
    language=st.sampled_from(CLINIC.catalogue.languages),
)
def test_printed_parts_read_back(
    number: int, more: int | None, areas: set[str], patient: str, language: str
) -> None:
    """What the form shows can be typed back as it stands."""
    words = CLINIC.words(language)
    of = None if more is None else min(40, number + more)
    form = EnrolmentForm(NOW, patient, "Anna K", "oxygen-mesotherapy", number, of, tuple(areas))
    line = "; ".join(
        [
            form.name,
            words.procedure("oxygen-mesotherapy"),
            number_text(form, words),
            words.listing([words.area(area) for area in form.areas]),
            language_name(form.language),
        ]
    )
    reading = one(line)
    assert reading.puzzles == ()
    assert (reading.name, reading.procedure) == ("Anna K", "oxygen-mesotherapy")
    assert (reading.number, reading.of, reading.language) == (number, of, patient)
    assert set(reading.areas or ()) == areas


@pytest.mark.parametrize("name", ["Sam", "Don", "Frida", "Domingo", "Marta", "Luna", "Соня"])
def test_a_name_like_a_weekday_is_a_name_beside_a_time(name: str) -> None:
    """Where the time has been said, what could be a weekday is whom it is about."""
    reading = one(f"{name}; oxygen; today 14:30; 1/9")
    assert (reading.name, reading.at, reading.puzzles) == (name, warsaw(17, 14, 30), ())


def test_a_weekday_without_an_hour_is_still_asked_about() -> None:
    """Alone, it may be a time half said."""
    reading = one("Anna; oxygen; Sam")
    assert [puzzle.doubt for puzzle in reading.puzzles] == [Doubt.NO_TIME]


@pytest.mark.parametrize("typed", ["miércoles 14:30", "miercoles 14:30", "середа 14:30"])
def test_weekdays_are_read_with_and_without_accents(typed: str) -> None:
    """Nobody types accents in haste."""
    assert one(f"Anna; oxygen; {typed}").at == warsaw(16, 14, 30)
