"""The words: what is read, what is refused and where, and what becomes of values."""

import html
import sys
import unicodedata
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from reminder.care.replies import Meaning, understand
from reminder.catalogue import Catalogue, CatalogueError, Html, Words
from reminder.catalogue.reading import read_language
from reminder.catalogue.texts import Texts
from reminder.catalogue.words import visible
from reminder.errors import ConfigurationError
from tests.cast import ROOT

REQUIRED = """\
date-moment = EEE d MMM, HH:mm
date-day = EEE d MMM
date-long = d MMMM y
date-hour = HH:mm
date-button = EEE d MMM
reply-opt-out = stop | leave
reply-unsure = enough*
reply-opt-in = start
reply-help = help
reply-polite = please
"""
SHIPPED = Catalogue.load(ROOT / "messages")
AT = datetime(2026, 9, 21, 12, 30, tzinfo=UTC)
WARSAW = ZoneInfo("Europe/Warsaw")


def folder(tmp_path: Path, **languages: str) -> Path:
    """Write a messages folder: a language's own texts beside those that every language needs."""
    for language, text in languages.items():
        written = tmp_path / "messages" / language.replace("_", "-")
        written.mkdir(parents=True, exist_ok=True)
        (written / "needed.ftl").write_text(REQUIRED, "utf-8")
        (written / "patient.ftl").write_text(text, "utf-8")
    return tmp_path / "messages"


def words(tmp_path: Path, text: str, language: str = "en") -> Words:
    """Return the words of a language with these texts."""
    made = folder(tmp_path, **{"en": text, language.replace("-", "_"): text})
    return Catalogue.load(made).words(language)


def problems(path: Path) -> list[str]:
    """Return what loading the folder complains of, the folder itself left out."""
    with pytest.raises(ConfigurationError) as raised:
        Catalogue.load(path)
    return [problem.removeprefix(f"{path}/") for problem in raised.value.problems]


def test_the_shipped_catalogues_are_whole() -> None:
    """The messages that the repository ships load, and these languages are among them."""
    assert {"en", "pl", "ru", "uk"} <= set(SHIPPED.languages)


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_a_language_is_called_by_its_own_name(language: str) -> None:
    """Whoever looks for their language finds it, whatever the page is written in."""
    own = Locale.parse(language, sep="-").get_display_name() or ""
    assert SHIPPED.words(language).plain("patient-language-button").casefold() == own.casefold()


def test_an_unknown_language_gets_the_default_one(tmp_path: Path) -> None:
    """Whoever's language there is not reads the default one."""
    catalogue = Catalogue.load(folder(tmp_path, en="hello = Hello", ru="hello = Привет"))
    assert catalogue.languages == ("en", "ru")
    assert catalogue.words("ru")("hello") == "Привет"
    assert catalogue.words("fi")("hello") == "Hello"


def test_a_missing_default_language_is_named(tmp_path: Path) -> None:
    """Without the default language nothing can be compared, and that is said."""
    path = folder(tmp_path, ru="hello = Привет")
    with pytest.raises(ConfigurationError, match='no folder "en"'):
        Catalogue.load(path)


def test_a_syntax_error_names_its_line_and_column(tmp_path: Path) -> None:
    """What the parser stumbles over is told as file, line and column."""
    path = folder(tmp_path, en="hello = Hello\n\nbye = Bye { $name\n")
    assert problems(path) == ['en/patient.ftl:4:1: Expected token: "}" (E0003)']


def test_a_missing_message_and_an_invented_one_are_both_named(tmp_path: Path) -> None:
    """Every language has exactly the ids of the default one."""
    path = folder(tmp_path, en="hello = Hello\nbye = Bye", ru="hello = Привет\nbuy = Пока")
    missing, invented = problems(path)
    assert missing.startswith('ru: "bye" is missing (it stands at ')
    assert missing.endswith("messages/en/patient.ftl:2:1)")
    assert invented.startswith('ru/patient.ftl:2:1: "buy" is not in ')


def test_a_value_that_is_not_given_and_one_left_out_are_named(tmp_path: Path) -> None:
    """A language may name exactly the values that the default one names."""
    path = folder(tmp_path, en="hello = Hello { $name }", ru="hello = Привет, { $nmae }")
    assert problems(path) == [
        'ru/patient.ftl:1:1: "hello" names { $nmae }, which is not given; en has { $name }',
        'ru/patient.ftl:1:1: "hello" must also name { $name }',
    ]


def test_values_of_a_quoted_message_count(tmp_path: Path) -> None:
    """A message needs what the messages that it quotes need."""
    path = folder(
        tmp_path, en="name = { $first }\nhello = Hi { name }", ru="name = Имя\nhello = { name }"
    )
    assert 'ru/patient.ftl:2:1: "hello" must also name { $first }' in problems(path)


def test_a_select_needs_its_selector(tmp_path: Path) -> None:
    """The value that chooses a variant counts as named."""
    russian = "days = { $days ->\n    [one] день\n    [few] дня\n   *[other] дней\n}\n"
    path = folder(tmp_path, en="days = days", ru=russian)
    assert problems(path) == [
        'ru/patient.ftl:1:1: "days" names { $days }, which is not given; en has no values'
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = A\na = B\n", '2:1: "a" already stands at '),
        ("a = A\n    .title = B\n", '1:1: "a" has an attribute ".title", which nothing reads'),
        ("a =\n    .title = B\n", '1:1: "a" has no text'),
        ("a = { b }\n", '1:1: "a" quotes { b }, which does not exist'),
        ("a = { -b }\n", '1:1: "a" quotes { -b }, which does not exist'),
        ("a = Salt & pepper\n", '1:1: "a": write &amp; for "&"'),
        ("a = 1 < 2\n", '1:1: "a": write &lt; for "<"'),
        ("a = <h1>Hello</h1>\n", '1:1: "a": <h1> is not one of Telegram\'s tags'),
        ("a = <b>Hello\n", '1:1: "a": <b> is not closed in the same text'),
        ("a = Hello</b>\n", '1:1: "a": </b> closes what is not open'),
        ("a = <b><i>Hello</b></i>\n", '1:1: "a": </b> closes what is not open'),
    ],
)
def test_what_telegram_would_refuse_is_refused_here(
    tmp_path: Path, text: str, problem: str
) -> None:
    """A text that cannot be shown is found when it is read, not when it is sent."""
    assert problems(folder(tmp_path, en=text))[0].startswith(f"en/patient.ftl:{problem}")


@pytest.mark.parametrize(
    ("message_id", "limit"),
    [("long", 4096), ("qr-caption", 1024), ("seen-toast", 200), ("ok-button", 64)],
)
def test_a_text_keeps_telegrams_limit(tmp_path: Path, message_id: str, limit: int) -> None:
    """The limit goes by the last part of the id; markup does not count, values do."""
    folder(tmp_path, en=f"{message_id} = <b>{'x' * limit}</b>")
    assert Catalogue.read(tmp_path / "messages").problems() == []
    path = folder(tmp_path, en=f"{message_id} = {'x' * limit}{{ $value }}")
    assert problems(path) == [
        f'en/patient.ftl:1:1: "{message_id}" is {limit + 32} characters long with its values;'
        f" at most {limit} fit"
    ]


def test_the_longest_variant_counts(tmp_path: Path) -> None:
    """A text with variants is as long as its longest."""
    text = f'a-toast = {{ $n ->\n    [one] {"x" * 201}\n   *[other] {{ "y" }}\n}}\n'
    assert "201 characters" in problems(folder(tmp_path, en=text))[0]


def test_dates_and_reply_lists_are_required(tmp_path: Path) -> None:
    """A catalogue without its date patterns or reply lists is not whole."""
    path = folder(tmp_path, en="hello = Hello")
    (path / "en" / "needed.ftl").write_text(REQUIRED.replace("date-day", "date-today"), "utf-8")
    assert problems(path) == ['en: "date-day" is missing']


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named, and the others are read all the same."""
    path = folder(tmp_path, en="hello = Hello")
    (path / "en" / "old.ftl").write_bytes("bye = Пока".encode("cp1251"))
    assert problems(path)[0].startswith("en/old.ftl:1:1: the file must be UTF-8 text")


def test_a_folder_that_is_no_language_is_named(tmp_path: Path) -> None:
    """A folder is named after a language's code."""
    path = folder(tmp_path, en="hello = Hello", english="hello = Hello")
    assert problems(path) == ['english: "english" is not a language code such as "en" or "pt-BR"']


def test_a_missing_value_raises(tmp_path: Path) -> None:
    """A text is never sent with a hole in it."""
    with pytest.raises(CatalogueError, match="name"):
        words(tmp_path, "hello = Hello { $name }")("hello")


def test_a_message_without_text_raises(tmp_path: Path) -> None:
    """A message that has nothing but an attribute is never sent as nothing."""
    path = folder(tmp_path, en="hello =\n    .title = Hello")
    with pytest.raises(CatalogueError, match='"hello" in en has no text'):
        Catalogue.read(path).words("en")("hello")


def test_terms_are_words_that_others_quote(tmp_path: Path) -> None:
    """A term can be quoted with values of its own, which nobody has to give."""
    text = "-clinic = { $case ->\n    [of] of Aurora\n   *[is] Aurora\n}\n"
    said = words(tmp_path, text + 'hello = Friends { -clinic(case: "of") }')
    assert said("hello") == "Friends of Aurora"


def test_messages_that_quote_each_other_are_refused(tmp_path: Path) -> None:
    """A circle is found, and never followed for ever."""
    path = folder(tmp_path, en="a = { b }\nb = { a }")
    assert '1:1: "a" quotes itself' in "".join(problems(path))


def test_a_missing_message_raises(tmp_path: Path) -> None:
    """An id is never sent in the place of a text."""
    with pytest.raises(CatalogueError, match='no message "hello"'):
        words(tmp_path, "bye = Bye")("hello")


def test_values_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    """What a person has typed cannot become markup; what the catalogue says stays markup."""
    said = words(tmp_path, "hello = Hello <b>{ $name }</b>")
    assert said("hello", name="<i>A & B") == "Hello <b>&lt;i&gt;A &amp; B</b>"
    assert said("hello", name=said("hello", name="A & B")) == "Hello <b>Hello <b>A &amp; B</b></b>"
    assert said("hello", name=Html("<i>A</i>")) == "Hello <b><i>A</i></b>"


def test_bidi_and_control_characters_leave_values(tmp_path: Path) -> None:
    """A name cannot turn the direction of the text around it, nor hide in it."""
    said = words(tmp_path, "hello = Hello { $name }!")
    assert said("hello", name="\u202eAn\x00na\u2066\u200f\ufeff") == "Hello Anna!"
    assert said("hello", name="👩\u200d⚕️") == "Hello 👩\u200d⚕️!"


@given(name=st.text())
def test_plain_text_gives_values_back_as_they_were(name: str) -> None:
    """On a button, a value reads as it was typed, and in a message nothing of it is markup."""
    said = SHIPPED.words("en")
    marked = said("aftercare-for-name", name=name)
    assert "<" not in marked
    assert ">" not in marked
    assert said.plain("aftercare-for-name", name=name) == html.unescape(marked)


def test_only_right_to_left_languages_isolate_values(tmp_path: Path) -> None:
    """Invisible marks stand around a value only where lines run right to left."""
    text = "hello = Hello { $name }"
    assert words(tmp_path, text)("hello", name="A") == "Hello A"
    arabic = words(tmp_path, text, "ar")
    assert arabic("hello", name="A") == "Hello \u2068A\u2069"
    assert arabic.direction == "rtl"


def test_a_region_is_part_of_a_language(tmp_path: Path) -> None:
    """A folder such as pt-BR is a language like any other."""
    assert words(tmp_path, "hello = Oi", "pt-BR")("hello") == "Oi"


def test_dates_in_english() -> None:
    """English dates are short and need no comma after the month."""
    said = SHIPPED.words("en")
    assert said.moment(AT, WARSAW) == "Mon 21 Sep, 14:30"
    assert said.day(date(2026, 9, 21)) == "Mon 21 Sep"
    assert said.date_long(date(2026, 9, 21)) == "21 September 2026"
    assert said.hour(time(9, 5)) == "09:05"
    assert said.city(WARSAW) == "Warsaw"
    assert said.listing(["a & b", "c"]) == "a &amp; b and c"


@pytest.mark.parametrize(
    ("language", "topics", "listed"),
    [
        ("en", ["makeup", "alcohol"], "makeup, alcohol and other bad habits"),
        ("ru", ["makeup", "alcohol"], "макияж, алкоголь и другие вредные привычки"),
        ("pl", ["makeup", "alcohol"], "makijaż, alkohol i inne szkodliwe nawyki"),
        ("uk", ["makeup", "alcohol"], "макіяж і алкоголь та інші шкідливі звички"),
        (
            "ru",
            ["hot-baths", "sauna", "sun-baths"],
            "горячие ванны, сауна и парная, загар на солнце",
        ),
        ("ru", ["sauna", "sun-baths", "makeup"], "сауна и парная, загар на солнце и макияж"),
        ("ru", ["alcohol", "makeup"], "алкоголь и другие вредные привычки, макияж"),
        (
            "ru",
            ["heat", "washing-hair"],
            "горячая вода и горячий воздух (например, сауна) и мытьё головы",
        ),
        (
            "ru",
            ["washing-hair", "heat"],
            "мытьё головы, горячая вода и горячий воздух (например, сауна)",
        ),
        ("pl", ["alcohol"], "alkohol i inne szkodliwe nawyki"),
    ],
)
def test_a_list_has_no_two_ands_together(language: str, topics: list[str], listed: str) -> None:
    """A list whose end has an "and" of its own is parted by commas alone."""
    said = SHIPPED.words(language)
    assert said.listing(said.topic(topic) for topic in topics) == listed


def test_a_day_as_a_heading() -> None:
    """At the head of a list a day has a capital, in Spanish too, where weekdays have none."""
    on = date(2026, 9, 21)
    assert SHIPPED.words("es").day(on) == "lunes 21 de septiembre"
    assert SHIPPED.words("es").day_as_heading(on) == "Lunes 21 de septiembre"
    assert SHIPPED.words("ru").day_as_heading(on) == "21 сентября (пн)"


def test_dates_in_russian() -> None:
    """Russian months are in the genitive, and no "г." follows the year."""
    said = SHIPPED.words("ru")
    assert said.moment(AT, WARSAW) == "21 сентября (пн), 14:30"
    assert said.day(date(2026, 9, 21)) == "21 сентября (пн)"
    assert said.date_long(date(2026, 9, 21)) == "21 сентября 2026"
    assert said.city(WARSAW) == "Варшава"
    assert said.listing(["a", "b", "c"]) == "a, b и c"


def test_dates_in_ukrainian() -> None:
    """Ukrainian months are in the genitive, and no "р." follows the year."""
    said = SHIPPED.words("uk")
    assert said.moment(AT, WARSAW) == "21 вересня (пн), 14:30"
    assert said.day(date(2026, 9, 21)) == "21 вересня (пн)"
    assert said.date_long(date(2026, 9, 21)) == "21 вересня 2026"
    assert said.city(WARSAW) == "Варшава"
    assert said.listing(["a", "b", "c"]) == "a, b і c"


def test_dates_in_polish() -> None:
    """Polish months are in the genitive, as they stand after a day."""
    said = SHIPPED.words("pl")
    assert said.moment(AT, WARSAW) == "21 września (pon.), 14:30"
    assert said.day(date(2026, 9, 21)) == "21 września (pon.)"
    assert said.date_long(date(2026, 9, 21)) == "21 września 2026"
    assert said.city(WARSAW) == "Warszawa"
    assert said.listing(["a", "b", "c"]) == "a, b i c"


@pytest.mark.parametrize(
    ("language", "numbers", "days", "hours"),
    [
        ("ru", (1, 21, 101), "день", "час"),
        ("ru", (2, 3, 4, 22, 104), "дня", "часа"),
        ("ru", (5, 11, 12, 14, 20, 111), "дней", "часов"),
        ("uk", (1, 21, 101), "день", "годину"),
        ("uk", (2, 3, 4, 22, 104), "дні", "години"),
        ("uk", (5, 11, 12, 14, 20, 111), "днів", "годин"),
        ("pl", (1,), "dzień", "godzinę"),
        ("pl", (2, 3, 4, 22, 104), "dni", "godziny"),
        ("pl", (5, 11, 12, 14, 20, 21, 101, 111), "dni", "godzin"),
    ],
)
def test_numbers_choose_their_plural(
    language: str, numbers: tuple[int, ...], days: str, hours: str
) -> None:
    """Days and hours are counted as the language counts them."""
    said = SHIPPED.words(language)
    for number in numbers:
        assert said("aftercare-days", days=number) == f"{number} {days}"
        assert said("aftercare-hours", hours=number) == f"{number} {hours}"


def test_reply_words_of_all_languages_are_united(tmp_path: Path) -> None:
    """Anyone may leave in any of the languages."""
    path = folder(tmp_path, en="a = A", ru="a = A")
    (path / "ru" / "needed.ftl").write_text(REQUIRED.replace("stop | leave", "стоп |"), "utf-8")
    listed = Catalogue.load(path).reply_words
    assert listed.opt_out == {"stop", "leave", "стоп"}
    assert listed.unsure == {"enough*"}


def test_every_listed_reply_means_what_its_list_says() -> None:
    """No word of one list is taken for one of another."""
    listed = SHIPPED.reply_words
    for meaning in (Meaning.OPT_OUT, Meaning.UNSURE, Meaning.OPT_IN, Meaning.HELP):
        for entry in getattr(listed, meaning.value):
            assert (entry, understand(entry.rstrip("*"), listed)) == (entry, meaning)


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_the_word_that_patients_are_told_opts_out(language: str) -> None:
    """The word in capitals at the end of the instructions does what they say."""
    last = SHIPPED.words(language).plain("aftercare-leave").rstrip(".").rsplit(" ", 1)[1]
    assert last.isupper()
    assert understand(last, SHIPPED.reply_words) is Meaning.OPT_OUT


@pytest.mark.parametrize(
    "harmless",
    [
        *(
            "para",
            "para cuándo es mi cita",
            "stopka",
            "stopa mnie boli",
            "может остановиться отёк?",
        ),
        *("стопа болит", "the end of the week", "cancel my appointment", "dobrze", "gut", "no"),
        *("ok", "нет", "не надо", "отпишу вам завтра", "alto", "basta un poco", "start?!x"),
    ],
)
def test_everyday_words_do_nothing(harmless: str) -> None:
    """What people write every day, in any of six languages, neither opts out nor raises it."""
    listed = SHIPPED.reply_words
    assert understand(harmless, listed) is Meaning.OTHER


@pytest.mark.parametrize("language", SHIPPED.languages)
def test_messages_read_one_by_one_are_those_of_the_whole_file(language: str) -> None:
    """Cutting a file into its messages finds what reading it whole finds."""
    whole = read_language(ROOT / "messages" / language)
    texts = Texts.of(ROOT / "messages" / language)
    for name, entry in whole.messages.items():
        texts._read_with_quoted(name)
        read = texts._bundle._messages[name]
        assert read.equals(entry.message, ["span", "comment"]), name
    assert not any(texts.has(f"-{term}") for term in whole.terms)


def test_what_is_quoted_is_read_with_it(tmp_path: Path) -> None:
    """A message may quote messages and terms of other files, and these others again."""
    path = folder(tmp_path, en="a = { b } and { -c }\nb = B, { -c }\n")
    (path / "en" / "terms.ftl").write_text("-c = C, { d }\n\n# Last.\nd =\n    D\n    two = 2\n")
    assert Catalogue.load(path).words("en")("a") == "B, C, D\ntwo = 2 and C, D\ntwo = 2"


def test_what_is_kept_is_what_all_have_in_common() -> None:
    """Texts and instants are put together once; one with somebody's name is not kept."""
    words = Catalogue.load(ROOT / "messages").words("en")
    assert words("topic-sauna") is words("topic-sauna")
    assert words.moment(AT, WARSAW) is words.moment(AT, WARSAW)
    before = words._said.cache_info().currsize
    greeted = words("aftercare-for-name", name="Anna <b>")
    assert "Anna &lt;b&gt;" in greeted
    assert "Anna" in words("staff-left", number=1, patients=Html(f"• {greeted}"))
    assert "Anna" in words.listing([greeted, words("topic-sauna")])
    assert words._said.cache_info().currsize == before
    assert words._listed.cache_info().currsize == 0


def test_both_passes_of_a_repeated_hour_are_told_apart() -> None:
    """Python takes them for equal; what was kept for the one must not be shown for the other."""
    words = Catalogue.load(ROOT / "messages").words("en")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW)
    tokyo = ZoneInfo("Asia/Tokyo")
    assert words.moment(first, tokyo) != words.moment(first.replace(fold=1), tokyo)


def test_what_is_printable_has_nothing_to_hide() -> None:
    """A text that Python calls printable is taken as it is: none of its marks would be left out."""
    marks = [chr(number) for number in range(sys.maxunicode + 1)]
    printable = [mark for mark in marks if mark.isprintable()]
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(printable) > 100_000
    assert not [mark for mark in printable if unicodedata.category(mark) in hidden]
    assert visible("a\u202eb\u0000c\nd") == "abc\nd"
