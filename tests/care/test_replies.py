"""What a patient's own words mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.care.replies import Meaning, ReplyWords, understand
from reminder.catalogue import Catalogue
from tests.cast import ROOT

CATALOGUE = Catalogue.load(ROOT / "messages")
WORDS = CATALOGUE.reply_words
HERE = Path(__file__).parent


def _rows() -> list[tuple[str, str, str]]:
    """Each phrase of the languages that there are: its meaning, its language, itself. Characters
    that do not show are written as escapes.
    """
    files = (HERE / "replies_corpus.tsv", HERE / "replies_corpus_west.tsv")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    rows = (line.split("\t") for line in lines)
    return [
        (meaning, of, _unescaped(text)) for meaning, of, text in rows if of in CATALOGUE.languages
    ]


def _unescaped(text: str) -> str:
    head, *rest = text.split("\\u")
    return head + "".join(chr(int(part[:4], 16)) + part[4:] for part in rest)


CORPUS = _rows()


@pytest.mark.parametrize(("meaning", "language", "text"), CORPUS)
def test_the_corpus_is_understood(meaning: str, language: str, text: str) -> None:
    """Every phrase of the corpus means what its writer has meant."""
    assert understand(text, WORDS) is Meaning(meaning), language


@pytest.mark.parametrize("language", CATALOGUE.languages)
def test_every_language_has_its_phrases(language: str) -> None:
    """Nobody's way of leaving goes untried, nor what sounds like it and is harmless."""
    meanings = [meaning for meaning, of, _ in CORPUS if of == language]
    assert len(meanings) >= 45
    for meaning in (Meaning.OPT_OUT, Meaning.UNSURE, Meaning.OTHER):
        assert meanings.count(meaning.value) >= 10, meaning


@given(st.sampled_from(sorted(WORDS.opt_out)), st.data())
def test_an_opt_out_word_opts_out_in_any_dress(word: str, data: st.DataObject) -> None:
    """Case, invisible characters, punctuation, emoji and politeness around it change nothing."""
    invisible = st.sampled_from(["", "", "\u200b", "\u00ad", "\u2060", "\u202e"])
    around = st.text(st.sampled_from(" .,!?…🙏🛑\n\t\ufe0f«»"), max_size=5)
    polite = st.sampled_from(["", *sorted(WORDS.polite)])
    letters = "".join(
        data.draw(st.sampled_from([letter, letter.upper()])) + data.draw(invisible)
        for letter in word
    )
    parts = [data.draw(around), data.draw(polite), " ", letters, data.draw(around), " "]
    assert understand("".join([*parts, data.draw(polite)]), WORDS) is Meaning.OPT_OUT


@given(st.text())
def test_no_text_opts_out_by_accident(text: str) -> None:
    """Whatever script or symbols a message holds, a question in front of it never opts out."""
    assert understand(f"question {text}", WORDS) is not Meaning.OPT_OUT


@given(st.sampled_from(sorted(WORDS.opt_out)), st.sampled_from(["зуд", "redness", "tak"]))
def test_an_opt_out_word_in_a_sentence_raises_the_question(word: str, other: str) -> None:
    """Beside any other word it neither opts out nor goes unheard."""
    assert understand(f"{other} {word}", WORDS) is Meaning.UNSURE
    assert understand(f"{word}, {other}", WORDS) is Meaning.UNSURE


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Dość", Meaning.UNSURE),
        ("dosc!", Meaning.UNSURE),
        ("Dzień dobry, dość, dziękuję", Meaning.UNSURE),
        ("Dość\nboli mnie", Meaning.UNSURE),
        ("dość dobrze", Meaning.OTHER),
        ("jest dość", Meaning.OTHER),
        ("", Meaning.OTHER),
    ],
)
def test_a_word_with_a_full_stop_asks_only_by_itself(text: str, meaning: Meaning) -> None:
    """It asks as a sentence, or as a part of one between punctuation marks: "Enough!" does, and
    "good enough" does not.
    """
    polite = frozenset({"dziękuję", "dzień dobry"})
    words = ReplyWords(frozenset({"stop"}), unsure=frozenset({"dość."}), polite=polite)
    assert understand(text, words) is meaning


def test_without_words_nothing_is_understood() -> None:
    """Empty lists, and entries without a letter, match no message."""
    assert understand("stop", ReplyWords(frozenset())) is Meaning.OTHER
    assert understand("", ReplyWords(frozenset({"", "…"}))) is Meaning.OTHER
