"""What patients read after procedures other than oxygen, and after several."""

from datetime import UTC, datetime, timedelta

import pytest

from reminder.care.history import Appointment, Course, History, Preferences, Session
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.plan import plan_reminders
from reminder.catalogue import Catalogue
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from reminder.wording import day_message, sheet_html, today
from tests.care.test_protocol_tables import WARSAW, both_courses
from tests.cast import ROOT

CATALOGUE = Catalogue.load(ROOT / "messages")
PROFILE = load_profile(ROOT / "config" / "clinic.yaml")
PROTOCOLS = load_protocols(ROOT / "config" / "protocols")
KNOWN = {one.ref: one for one in PROTOCOLS.values()}
HELD = datetime(2026, 9, 17, 12, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def after(name: str) -> History:
    """Somebody treated once, whose course is one session."""
    return History(
        Preferences(WARSAW),
        consented_at=HELD,
        courses=(Course(1, PROTOCOLS[name].ref, sessions_planned=1),),
        sessions=(Session(1, 1, HELD, recorded_at=HELD, number=1),),
    )


def said(history: History, at: datetime, *kinds: ReminderKind, language: str = "en") -> str:
    """The message of the local day of `at`, of these kinds, without markup for bold."""
    due: list[PlannedReminder] = [
        one
        for one in plan_reminders(history, KNOWN, HELD)
        if one.kind in kinds and at <= one.due_at < at + DAY
    ]
    words = CATALOGUE.words(language)
    now = max(one.due_at for one in due)
    text = day_message(history, KNOWN, due, now, words, PROFILE)
    assert text is not None
    return text.replace("<b>", "").replace("</b>", "")


def test_after_the_body_one_is_asked_to_keep_clean() -> None:
    """What is to be done stands beside what is to be avoided, and never after "avoid"."""
    text = said(after("body-mesotherapy"), HELD, ReminderKind.INSTRUCTIONS)
    assert (
        "• hot water and hot air (such as the sauna) and direct sun on the treated areas"
        " until Tue 22 Sep, 14:30" in text
    )
    assert "Please keep the treated areas clean until Tue 22 Sep, 14:30." in text
    # What the wider topic says is not said again.
    assert "hot baths" not in text
    assert "sunbathing" not in text


@pytest.mark.parametrize(
    ("language", "avoid", "do"),
    [
        (
            "ru",
            "• от горячей воды и горячего воздуха (например, сауны) и прямого солнца",
            "Пожалуйста, держите обработанные зоны в чистоте до 22 сентября (вт), 14:30.",
        ),
        (
            "uk",
            "• від гарячої води й гарячого повітря (наприклад, сауни) і прямого сонця",
            "Будь ласка, тримайте оброблені ділянки в чистоті до 22 вересня (вт), 14:30.",
        ),
        (
            "pl",
            "• gorącej wody i gorącego powietrza (na przykład sauny) i bezpośredniego słońca",
            "Prosimy utrzymywać miejsca po zabiegu w czystości do 22 września (wt.), 14:30.",
        ),
    ],
)
def test_the_same_where_nouns_decline(language: str, avoid: str, do: str) -> None:
    """Both sentences are whole there too, each noun in its case."""
    text = said(after("body-mesotherapy"), HELD, ReminderKind.INSTRUCTIONS, language=language)
    assert avoid in text
    assert do in text


def test_reactions_are_those_of_the_procedure() -> None:
    """After injections what can be said of reactions, and more reasons to phone; else neither."""
    body = said(after("body-mesotherapy"), HELD, ReminderKind.INSTRUCTIONS)
    assert "pinhole marks disappear within hours. Swelling, itching" in body
    assert "Recovery takes 5 to 7 days" in body
    assert "haematomas" in body
    face = said(after("face-mesotherapy"), HELD, ReminderKind.INSTRUCTIONS)
    assert "Pain may occur, too." in face
    assert "Recovery" not in face
    for name in ("oxygen-mesotherapy", "sonophoresis"):
        free = said(after(name), HELD, ReminderKind.INSTRUCTIONS)
        assert "pinhole" not in free
        assert "haematomas" not in free
        assert "chills, dizziness, inflammation or an allergic reaction" in free


@pytest.mark.parametrize("name", [name for name, one in PROTOCOLS.items() if one.enabled])
@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_instructions_name_no_procedure_in_the_first_line(name: str, language: str) -> None:
    """Nor a part of the body: it shows on a locked screen."""
    words = CATALOGUE.words(language)
    text = said(after(name), HELD, ReminderKind.INSTRUCTIONS, language=language)
    first = text.split("\n")[0].casefold()
    told = [words.procedure(name), *(words.area(area) for area in PROTOCOLS[name].areas)]
    assert not [one for one in told if one.casefold() in first.split()]
    assert words.procedure(name).casefold() not in first


@pytest.mark.parametrize("name", [name for name, one in PROTOCOLS.items() if one.enabled])
def test_a_week_has_at_most_five_messages_after_the_instructions(name: str) -> None:
    """Nobody is written to more often than there is something to say."""
    plan = plan_reminders(after(name), KNOWN, HELD)
    moments = {one.due_at for one in plan if one.due_at < HELD + 8 * DAY}
    assert len(moments) <= 6


def test_an_end_says_the_wider_topic_alone() -> None:
    """Hot baths and the sauna end with hot water and air: one name for all."""
    text = said(after("body-mesotherapy"), HELD + 5 * DAY, ReminderKind.LIFTED)
    assert (
        "The time for avoiding hot water and hot air (such as the sauna) and direct sun on the"
        " treated areas has ended." in text
    )


def test_after_two_procedures_each_end_is_true() -> None:
    """What another protocol still forbids is told with its own end, and as ended only then."""
    history = both_courses(HELD.date(), HELD.date())
    words = CATALOGUE.words("en")
    now = str(today(history, KNOWN, HELD + DAY, words, PROFILE)).replace("<b>", "")
    assert "direct sun on the treated areas until Tue 22 Sep" in now
    assert (
        "hot baths, the sauna and steam room, sunbathing, and the solarium until Thu 24 Sep" in now
    )
    sixth = str(today(history, KNOWN, HELD + 6 * DAY, words, PROFILE))
    # Hot baths are still forbidden: nobody is told that hot water is free.
    assert "hot water" not in sixth
    assert "hot baths" in sixth
    text = said(history, HELD + 7 * DAY, ReminderKind.LIFTED)
    # The end of hot water was named two days ago: what ends is said as the list has said it.
    assert (
        "The time for avoiding hot baths, the sauna and steam room, sunbathing, and the solarium"
        " has ended." in text
    )
    assert "hot water" not in text
    eighth = str(today(history, KNOWN, HELD + 8 * DAY, words, PROFILE))
    assert "No longer on the list: hot baths, sauna and steam room, sunbathing," in eighth


def test_before_the_next_session_hot_baths_are_to_be_avoided_again() -> None:
    """A wider topic's end still says from when a narrower one is to be avoided again."""
    history = both_courses(HELD.date(), HELD.date())
    booked = History(
        history.preferences,
        history.consented_at,
        courses=history.courses,
        sessions=history.sessions,
        appointments=(Appointment(1, 1, HELD + 20 * DAY, HELD),),
    )
    text = said(booked, HELD + 7 * DAY, ReminderKind.LIFTED)
    assert "From Wed 30 Sep, 14:30 until your session on Wed 7 Oct, 14:30" in text
    assert "hot baths, the sauna and steam room, sunbathing, and the solarium again" in text


def test_the_sheet_says_what_to_do() -> None:
    """On paper, too."""
    sheet = sheet_html(after("body-mesotherapy"), KNOWN, HELD + DAY, CATALOGUE.words("en"), PROFILE)
    assert "Please keep the treated areas clean until" in sheet
    assert "pinhole marks" in sheet
