"""What patients read: that it is true, kind, and fit for a locked phone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from reminder.care.history import Appointment, Course, History, ProtocolRef, Session, Undone
from reminder.care.kinds import ReminderKind
from reminder.care.protocol import CareProtocol, Restriction, Span
from reminder.catalogue import Catalogue
from reminder.preview import plain
from reminder.profile import load_profile
from reminder.protocols import load_protocols
from reminder.wording import day_message, in_force_lines, instructions, sheet_html, today
from tests.cast import ROOT

CATALOGUE = Catalogue.load(ROOT / "messages")
PROFILE = load_profile(ROOT / "config" / "clinic.yaml")
OXYGEN = load_protocols(ROOT / "config" / "protocols")["oxygen-mesotherapy"]
PROTOCOLS: Mapping[ProtocolRef, CareProtocol] = {OXYGEN.ref: OXYGEN}
WARSAW = ZoneInfo("Europe/Warsaw")
HELD_AT = datetime(2026, 9, 21, 12, 30, tzinfo=UTC)
"""Monday 21 September, 14:30 in Warsaw."""
DAY = timedelta(days=1)
HEAT = ("hot-baths", "sauna", "sun-baths", "solarium")


@dataclass(frozen=True)
class Said:
    """A reminder, as far as its words are concerned."""

    kind: ReminderKind
    topics: tuple[str, ...] = ()
    session_id: int | None = 1
    key: str = ""
    course_id: int | None = 1
    appointment_id: int | None = None


LIFT = Said(ReminderKind.LIFTED, ("makeup",))
NUDGE = Said(ReminderKind.NUDGE, HEAT)
INSTRUCTIONS = Said(ReminderKind.INSTRUCTIONS)
CORRECTION = Said(ReminderKind.CORRECTION)


def history(
    *areas: str, sessions_planned: int | None = 9, appointment_at: datetime | None = None
) -> History:
    """Return the history of one who had one session, and may have another booked."""
    booked = () if appointment_at is None else (Appointment(7, 1, appointment_at, HELD_AT),)
    return History(
        PROFILE.preferences(),
        consented_at=HELD_AT + timedelta(minutes=10),
        courses=(Course(1, OXYGEN.ref, frozenset(areas), sessions_planned),),
        sessions=(Session(1, 1, HELD_AT, HELD_AT + timedelta(minutes=5), number=1),),
        appointments=booked,
    )


def message(
    *reminders: Said,
    after: timedelta = timedelta(minutes=10),
    of: History | None = None,
    language: str = "en",
    protocols: Mapping[ProtocolRef, CareProtocol] = PROTOCOLS,
    first_name: str | None = None,
    repeated: bool = False,
) -> str | None:
    """Return what goes out `after` the session, without markup; None where nothing does."""
    text = day_message(
        of or history(),
        protocols,
        reminders,
        HELD_AT + after,
        CATALOGUE.words(language),
        PROFILE,
        first_name,
        repeated,
    )
    return None if text is None else plain(text)


def said(*reminders: Said, after: timedelta = timedelta(minutes=10), **rest: object) -> str:
    """Return the same where something must go out."""
    text = message(*reminders, after=after, **rest)  # type: ignore[arg-type]  # as message() has them
    assert text is not None
    return text


def every_message() -> Iterator[tuple[str, str]]:
    """Yield every message that the oxygen protocol can bring, with its language."""
    booked = history("face", appointment_at=HELD_AT + 20 * DAY)
    for language in CATALOGUE.languages:
        for of in (history(), history("body"), booked, history(sessions_planned=1)):
            yield language, said(INSTRUCTIONS, of=of, language=language)
            yield language, said(CORRECTION, of=of, language=language)
            yield language, said(NUDGE, after=3 * DAY, of=of, language=language)
            yield language, said(LIFT, NUDGE, after=5 * DAY, of=of, language=language)
            lift = Said(ReminderKind.LIFTED, HEAT)
            yield language, said(lift, after=7 * DAY, of=of, language=language, repeated=True)
        undone = replace(history(), sessions=(), undone=(Undone(1, 1, HELD_AT, HELD_AT),))
        yield language, said(CORRECTION, of=undone, language=language)


INTIMATE = (
    r"meso|mezo|мезо|skin|кож|шкір|skór|haut|piel\b|session|сеанс|zabieg|sitzung|sesi|"
    r"inje|укол|zastrzyk|spritz|inyec"
)


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_no_first_line_is_intimate(language: str) -> None:
    """What a locked phone shows names no procedure, no part of the body and nothing to avoid."""
    words = CATALOGUE.words(language)
    telling = [words.procedure(OXYGEN.name), *(words.area(area) for area in OXYGEN.areas)]
    for rule in OXYGEN.restrictions:
        telling += [words.topic(rule.topic), words.without(rule.topic)]
    for spoken, text in every_message():
        first = text.splitlines()[0].casefold()
        if spoken == language:
            assert PROFILE.name.casefold() in first
            assert [word for word in telling if word.casefold() in first] == []
            assert not re.search(INTIMATE, first)


def test_no_message_names_the_procedure() -> None:
    """The procedure is for staff and paper; in a chat nobody needs to read it."""
    for _, text in every_message():
        assert not re.search(r"me[sz]oth?erap|мезотерап", text, re.IGNORECASE)


REASSURING = (
    r"\bsafe|harmless|heal(ed|s)|\bnormal|nothing to worry|guarant|\bcure|side effect|"
    r"forbid|must not|prohibit|compress|mask\b|"
    r"безопас|безвред|зажи(л|в)|нормальн|в норме|не волнуйтесь|не беспокойтесь|гарант|побочн|"
    r"запрещ|нельзя|компресс|маск|"
    r"безпечн|нешкідлив|заго[їй]|в нормі|не хвилюйтеся|не турбуйтеся|побічн|заборон|не можна|"
    r"компрес|"
    r"bezpieczn|nieszkodliw|niegroźn|zagoj|w normie|nie martw|gwaran|uboczn|zakaz|zabron|"
    r"nie wolno|kompres|masecz|"
    r"harmlos|unbedenklich|(ab|ver)heil|keine sorge|nebenwirk|verboten|untersag|nicht dürfen|"
    r"maske|"
    r"\bsegur[oa]|inofensiv|\bcurad|no se preocupe|secundari|prohib|prohíb|mascarilla"
)


def test_nothing_reassures_promises_or_forbids() -> None:
    """No text about aftercare calls anything harmless, promises results or forbids."""
    for _, text in every_message():
        assert not re.search(REASSURING, text, re.IGNORECASE), text
    for path in (ROOT / "messages").glob("*/aftercare.ftl"):
        lines = path.read_text("utf-8").splitlines()
        texts = "\n".join(line for line in lines if not line.startswith("#"))
        assert not re.search(REASSURING, texts, re.IGNORECASE), path


def test_every_message_fits_into_one() -> None:
    """No message comes near Telegram's limit."""
    assert max(len(text) for _, text in every_message()) < 2000


def test_the_instructions_say_all_that_a_patient_needs() -> None:
    """What to avoid until when, when to phone, the emergency line, how to leave."""
    text = said(INSTRUCTIONS)
    assert "After your session on Mon 21 Sep, 14:30, please avoid:" in text
    assert "• alcohol and other bad habits until Wed 23 Sep, 14:30" in text
    assert (
        "• makeup until Thu 24 Sep, 14:30; if your skin still shows a reaction then,"
        " until Sat 26 Sep, 14:30"
    ) in text
    assert "the solarium until Mon 28 Sep, 14:30" in text
    assert "• makeup for 2 days beforehand" in text
    assert "the longest ends 7 days after the last session" in text
    assert f"{PROFILE.telephone} ({PROFILE.hours('en')})" in text
    assert f"call {PROFILE.emergency_number} at once" in text
    assert text.endswith("reply STOP.")


def test_a_treated_body_leaves_makeup_out() -> None:
    """Makeup matters for face and neck only."""
    assert "makeup" not in said(INSTRUCTIONS, of=history("body"))
    assert "makeup" in said(INSTRUCTIONS, of=history("body", "neck"))


def test_instructions_alone_are_the_same_message() -> None:
    """The instructions read alike, whichever way they are asked for."""
    now = HELD_AT + timedelta(minutes=10)
    text = instructions(history(), PROTOCOLS, INSTRUCTIONS, now, CATALOGUE.words("en"), PROFILE)
    assert plain(text) == said(INSTRUCTIONS)


def test_late_instructions_say_only_what_is_still_in_force() -> None:
    """One who joins on day 4 reads nothing of the past, and of the range its second half."""
    text = said(INSTRUCTIONS, after=4 * DAY)
    assert "alcohol" not in text
    assert "• makeup until Sat 26 Sep, 14:30 if your skin still shows a reaction" in text
    gone = said(INSTRUCTIONS, after=8 * DAY)
    assert "There is nothing to avoid at the moment." in gone
    assert "• makeup for 2 days beforehand" in gone


def test_a_finished_course_asks_for_nothing_more() -> None:
    """After the last session no next one is spoken of."""
    last = history(sessions_planned=1)
    finished = replace(
        last, courses=(replace(last.courses[0], finished_at=last.sessions[0].held_at),)
    )
    for of in (last, finished):
        text = said(INSTRUCTIONS, of=of)
        assert "next session" not in text
        assert "Each session of your course" not in text


def test_a_booked_session_is_spoken_of_by_its_date() -> None:
    """Where the next session is booked, its days before have dates."""
    text = said(INSTRUCTIONS, of=history(appointment_at=HELD_AT + 20 * DAY))
    assert "Before your session on Sun 11 Oct, 14:30, please avoid:" in text
    assert "the solarium from Sun 4 Oct, 14:30" in text
    assert "• makeup from Fri 9 Oct, 14:30" in text
    assert "next session" not in text


def test_a_close_booked_session_is_taken_into_account() -> None:
    """Ends that a booked session sets are said with that session."""
    text = said(INSTRUCTIONS, of=history(appointment_at=HELD_AT + 3 * DAY))
    assert "the solarium until Thu 1 Oct, 14:30" in text
    assert "This takes your session on Thu 24 Sep, 14:30 into account." in text


def test_instructions_for_an_appointment_speak_of_no_session_held() -> None:
    """One who was enrolled for an appointment reads what comes before it."""
    of = replace(history(appointment_at=HELD_AT + 20 * DAY), sessions=())
    text = said(replace(INSTRUCTIONS, session_id=None), of=of)
    assert "After your session" not in text
    assert "There is nothing to avoid at the moment." in text
    assert "Before your session on Sun 11 Oct, 14:30, please avoid:" in text


def test_a_later_session_brings_a_short_update() -> None:
    """Who has had the instructions of a course reads only the new dates."""
    second = Session(2, 1, HELD_AT + 3 * DAY, HELD_AT + 3 * DAY, number=2)
    of = replace(history(), sessions=(*history().sessions, second))
    text = said(replace(INSTRUCTIONS, session_id=2), of=of, after=3 * DAY)
    assert text.startswith(f"Hello again from {PROFILE.name}!")
    assert "After your session on Thu 24 Sep, 14:30, please avoid:" in text
    assert "STOP" not in text
    assert PROFILE.telephone in text
    joined_late = replace(of, consented_at=HELD_AT + 4 * DAY)
    whole = said(replace(INSTRUCTIONS, session_id=2), of=joined_late, after=4 * DAY)
    assert "STOP" in whole


def test_an_update_without_new_dates_is_no_message() -> None:
    """A further session that is noted when its times are over is no news to the patient."""
    second = Session(2, 1, HELD_AT + 3 * DAY, HELD_AT + 11 * DAY, number=2)
    of = replace(history(), sessions=(*history().sessions, second))
    update = replace(INSTRUCTIONS, session_id=2)
    words = CATALOGUE.words("en")
    assert day_message(of, PROTOCOLS, [update], HELD_AT + 11 * DAY, words, PROFILE) is None
    assert "There is nothing to avoid" in said(INSTRUCTIONS, of=of, after=11 * DAY)
    assert "solarium" in said(update, of=of, after=9 * DAY)


def test_reactions_are_spoken_of_only_where_the_skin_is_pierced() -> None:
    """Nothing is said of redness after a procedure without needles."""
    assert "redness" not in said(INSTRUCTIONS)
    needled = OXYGEN.model_copy(update={"needled": True})
    text = said(INSTRUCTIONS, protocols={needled.ref: needled})
    assert "Some redness or swelling can occur, and should ease within a couple of days." in text


def test_a_nudge_lists_all_that_is_in_force() -> None:
    """A nudge says what and until when, leaves nothing out, and asks nothing."""
    text = said(NUDGE, after=3 * DAY)
    assert text.split("\n\n") == [
        f"A short reminder from {PROFILE.name}.",
        "Please still avoid:\n"
        "• makeup until Sat 26 Sep, 14:30 if your skin still shows a reaction\n"
        "• hot baths, the sauna and steam room, sunbathing, and the solarium"
        " until Mon 28 Sep, 14:30",
    ]
    assert "?" not in text


def test_a_nudge_that_is_over_says_nothing() -> None:
    """What has ended is not asked for any more."""
    assert message(NUDGE, after=8 * DAY) is None
    partly = said(Said(ReminderKind.NUDGE, ("alcohol", "makeup")), after=2 * DAY)
    assert "alcohol" not in partly
    assert "makeup" in partly


def test_a_lift_of_what_is_in_force_says_nothing() -> None:
    """Never is a restriction lifted that another session keeps."""
    assert message(LIFT, after=4 * DAY) is None
    assert message() is None


def test_a_lift_says_when_it_begins_again() -> None:
    """The end of a time comes with what to do if the skin is not calm, and with the next time."""
    text = said(LIFT, after=5 * DAY)
    assert "The time for avoiding makeup has ended." in text
    assert "If your skin is not calm yet, please wait a little longer and phone us" in text
    assert "Please avoid makeup again for 2 days before your next session." in text
    booked = said(LIFT, after=5 * DAY, of=history(appointment_at=HELD_AT + 20 * DAY))
    assert (
        "From Fri 9 Oct, 14:30 until your session on Sun 11 Oct, 14:30, please avoid makeup again."
    ) in booked
    assert "next session" not in booked
    last = said(LIFT, after=5 * DAY, of=history(sessions_planned=1))
    assert "again" not in last


def test_a_lift_speaks_in_the_protocols_order() -> None:
    """However the reminders come, topics stand in the protocol's order."""
    lifts = [Said(ReminderKind.LIFTED, (topic,)) for topic in reversed(HEAT)]
    assert "hot baths, the sauna and steam room, sunbathing, and the solarium has ended" in said(
        *lifts, after=7 * DAY
    )


def test_one_day_is_one_message_and_the_lift_comes_first() -> None:
    """What falls into one day goes out under one greeting, what matters most first."""
    text = said(NUDGE, LIFT, after=5 * DAY)
    assert text.index("has ended") < text.index("Please still avoid")
    assert text.count(PROFILE.name) == 1


def test_a_possible_repeat_says_so() -> None:
    """A message that may have arrived before says that."""
    mark = "You may already have received this message."
    assert said(LIFT, after=5 * DAY, repeated=True).endswith(mark)
    assert mark not in said(LIFT, after=5 * DAY)


def test_a_shared_phone_reads_whose_message_it_is() -> None:
    """Where two people share a phone the message begins with the name, made harmless."""
    text = day_message(
        history(),
        PROTOCOLS,
        [LIFT],
        HELD_AT + 5 * DAY,
        CATALOGUE.words("en"),
        PROFILE,
        "<b>A\u202enna",
    )
    assert text is not None
    assert text.startswith("&lt;b&gt;Anna, this is for you.\n\n")


def test_a_correction_says_what_is_true_now() -> None:
    """A changed session brings its new dates."""
    text = said(CORRECTION)
    assert text.startswith(f"A correction from {PROFILE.name}.")
    assert "We have corrected the time or details of your session" in text
    assert "• alcohol and other bad habits until Wed 23 Sep, 14:30" in text


def test_a_session_taken_back_is_said_to_be_a_mistake() -> None:
    """One who was told of a session that was none is told so."""
    of = replace(history(), sessions=(), undone=(Undone(1, 1, HELD_AT, HELD_AT),))
    text = said(CORRECTION, of=of)
    assert "We noted a session for you by mistake." in text
    assert "There is nothing to avoid at the moment." in text
    assert "corrected" not in text


def test_a_correction_beside_new_instructions_is_not_said_twice() -> None:
    """Instructions of the same moment already say what is true now."""
    assert said(INSTRUCTIONS, CORRECTION) == said(INSTRUCTIONS)


def test_every_kind_has_words() -> None:
    """No kind of reminder is passed over for want of words."""
    for kind in ReminderKind:
        last = "eve" if kind is ReminderKind.APPOINTMENT else "2"
        message(Said(kind, key=f"{kind}:7:0:{last}"))


def test_today_says_what_holds_now_and_what_no_longer_does() -> None:
    """The answer to "may I?" has what is in force, what is over, and what comes."""
    words = CATALOGUE.words("en")
    text = plain(today(history(), PROTOCOLS, HELD_AT + 3 * DAY, words, PROFILE))
    assert text.startswith("As of Thu 24 Sep, 14:30:\n\nPlease avoid:\n• makeup until Sat 26 Sep")
    assert "Before your next session, please avoid again:" in text
    assert PROFILE.telephone in text
    later = plain(today(history(), PROTOCOLS, HELD_AT + 5 * DAY, words, PROFILE))
    assert "No longer on the list: makeup." in later
    assert "alcohol" not in later


def test_one_who_is_not_calm_is_given_the_telephone_once() -> None:
    """While a complaint is open, "May I?" asks to phone, and does not invite questions besides."""
    words = CATALOGUE.words("en")
    text = plain(today(history(), PROTOCOLS, HELD_AT + 3 * DAY, words, PROFILE, held=True))
    assert "Before you go back to anything, please phone us" in text
    assert text.count(PROFILE.telephone) == 1


def test_today_without_a_session_has_nothing_to_avoid() -> None:
    """One who has no session and no appointment is told that, and how to ask."""
    of = replace(history(), courses=(), sessions=())
    text = plain(today(of, PROTOCOLS, HELD_AT, CATALOGUE.words("en"), PROFILE))
    assert text.splitlines()[2] == "There is nothing to avoid at the moment."
    assert "No longer" not in text


def test_lines_in_force_stand_under_any_heading() -> None:
    """Each line says by itself what to avoid until when, in both languages."""
    at = HELD_AT + 4 * DAY
    english = in_force_lines(history(), PROTOCOLS, at, CATALOGUE.words("en"))
    assert plain(english[0]) == (
        "• avoid makeup until Sat 26 Sep, 14:30 if your skin still shows a reaction"
    )
    russian = in_force_lines(history(), PROTOCOLS, at, CATALOGUE.words("ru"))
    assert plain(russian[0]) == (
        "• воздержаться от макияжа — до 26 сентября (сб), 14:30, если ещё заметна реакция кожи"
    )
    assert in_force_lines(history(), PROTOCOLS, HELD_AT + 8 * DAY, CATALOGUE.words("en")) == []


def test_lengths_in_hours_are_said_in_hours() -> None:
    """What is not whole days is counted in hours, with the right plural."""
    rule = Restriction(
        topic="makeup",
        before=Span(min=timedelta(hours=36), max=timedelta(hours=36)),
        after=Span(min=timedelta(hours=12), max=timedelta(hours=12)),
    )
    short = OXYGEN.model_copy(update={"restrictions": (rule,)})
    text = said(INSTRUCTIONS, protocols={short.ref: short})
    assert "• makeup until Tue 22 Sep, 02:30" in text
    assert "• makeup for 36 hours beforehand" in text
    russian = said(INSTRUCTIONS, protocols={short.ref: short}, language="ru")
    assert "• от макияжа — за 36 часов до сеанса" in russian


class Page(HTMLParser):
    """Reads a page: its tags, its text, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data


def sheet(language: str, of: History | None = None) -> tuple[str, Page]:
    """Return the sheet printed two days after the session."""
    words = CATALOGUE.words(language)
    profile = PROFILE.model_copy(update={"name": "Aurora & <Co>"})
    page = sheet_html(of or history("face", "neck"), PROTOCOLS, HELD_AT + 2 * DAY, words, profile)
    return page, Page(page)


def test_the_sheet_is_a_page_of_its_own() -> None:
    """The sheet needs nothing from elsewhere, says its language, and prints on A4."""
    page, read = sheet("ru")
    assert page.startswith("<!doctype html>")
    assert read.attributes["lang"] == "ru"
    assert read.attributes["dir"] == "ltr"
    assert not {"src", "href"} & read.attributes.keys()
    assert not {"script", "link", "img"} & set(read.tags)
    assert "size: A4" in page
    assert "url(" not in page


def test_the_sheet_says_what_when_and_for_how_long() -> None:
    """On paper stand the procedure, the dates, how to call, and the day of printing."""
    _, read = sheet("en")
    for text in (
        "Aurora & <Co>",
        "Oxygen mesotherapy, Mon 21 Sep, 14:30",
        "Treated: face and neck",
        "makeup until Thu 24 Sep, 14:30; if your skin still shows a reaction then",
        "makeup for 2 days beforehand",
        PROFILE.telephone,
        f"call {PROFILE.emergency_number} at once",
        "Printed on 23 September 2026.",
        str(PROFILE.address),
    ):
        assert text in read.text
    assert "STOP" not in read.text


def test_the_sheet_of_an_appointment_names_no_session() -> None:
    """Before the first session the sheet says only what comes before it."""
    of = replace(history(appointment_at=HELD_AT + 20 * DAY), sessions=())
    _, read = sheet("en", of)
    assert "Oxygen mesotherapy" not in read.text
    assert "Before your session on Sun 11 Oct, 14:30, please avoid:" in read.text
    no_areas = sheet("en", history())[1]
    assert "Treated" not in no_areas.text
