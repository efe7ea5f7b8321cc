"""What a patient's own words mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.care.replies import Meaning, ReplyWords, understand

WORDS = ReplyWords(
    opt_out=frozenset(
        {
            *("stop", "stop all", "unsubscribe", "opt out", "optout"),
            *("стоп", "отписаться", "отпишите меня", "відписатися", "відпишіть мене"),
            *("wypisz mnie", "rezygnuję", "stopp", "abmelden", "darme de baja"),
        }
    ),
    unsure=frozenset(
        {
            *("leave me alone", "no more messages", "не пишите", "отстаньте", "хватит", "отпи*"),
            *("не пишіть", "досить", "nie pisać", "dość", "wypisać", "hör auf", "hoer auf"),
            *("keine nachrichten", "no más mensajes"),
        }
    ),
    opt_in=frozenset({"start", "resume", "возобновить", "відновити", "wznów", "reanudar"}),
    help=frozenset({"help", "помощь", "допомога", "pomoc", "hilfe", "ayuda"}),
    polite=frozenset(
        {
            *("please", "pls", "thanks", "thank you", "пожалуйста", "спасибо", "будь ласка"),
            *("дякую", "proszę", "dziękuję", "bitte", "danke", "por favor", "gracias"),
        }
    ),
)


def _corpus() -> list[tuple[str, str]]:
    """Each phrase and its meaning; characters that do not show are written as escapes."""
    lines = (Path(__file__).parent / "replies_corpus.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [(_unescaped(text), meaning) for meaning, _, text in rows]


def _unescaped(text: str) -> str:
    head, *rest = text.split("\\u")
    return head + "".join(chr(int(part[:4], 16)) + part[4:] for part in rest)


@pytest.mark.parametrize(("text", "meaning"), _corpus())
def test_the_corpus_is_understood(text: str, meaning: str) -> None:
    """Every phrase of the corpus means what its writer has meant."""
    assert understand(text, WORDS) is Meaning(meaning)


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
