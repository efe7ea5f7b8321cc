"""What a patient's own words mean: leave, perhaps leave, come back, help, or something else."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Phrase = tuple[str, ...]
"""The words of one entry of a list."""
Said = tuple[frozenset[str], ...]
"""The words of a message, each in every way that it can be read."""


class Meaning(StrEnum):
    """What a patient's message asks for."""

    OPT_OUT = "opt_out"
    """The whole of it says so."""
    UNSURE = "unsure"
    """It may: the patient is asked, and reminders wait."""
    OPT_IN = "opt_in"
    HELP = "help"
    OTHER = "other"


@dataclass(frozen=True)
class ReplyWords:
    """The words and phrases of all languages together, written in any case and with their marks.

    `opt_out` words opt out where they are the whole message, and raise the question where they
    stand in a sentence; `unsure` ones always raise it, and may end in `*` for any ending, or in
    `.` where they must be a whole sentence, or what stands between two punctuation marks. `polite`
    ones mean nothing beside the others.
    """

    opt_out: frozenset[str]
    unsure: frozenset[str] = frozenset()
    opt_in: frozenset[str] = frozenset()
    help: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()

    @cached_property
    def phrases(self) -> dict[str, frozenset[Phrase]]:
        """Each list as it is compared with a message: split and folded like one. `alone` are the
        unsure ones that must be a whole sentence.
        """
        alone = frozenset(entry for entry in self.unsure if entry.rstrip().endswith("."))
        lists = {
            "opt_out": self.opt_out,
            "unsure": self.unsure - alone,
            "alone": alone,
            "opt_in": self.opt_in,
            "help": self.help,
            "polite": self.polite,
        }
        return {name: frozenset(map(_phrase, entries)) - {()} for name, entries in lists.items()}

    @cached_property
    def by_first_word(self) -> dict[str, dict[str, tuple[Phrase, ...]]]:
        """The same lists by the word that a phrase begins with; all that begin with a stem under
        the `*`: so a message is compared with the few that it may hold.
        """
        return {name: _by_first_word(phrases) for name, phrases in self.phrases.items()}


_WORD = re.compile(r"[^\W_]+")
_BETWEEN_SENTENCES = re.compile(r"[.,:;!?…\n()–—]+")
_ADDRESSED = re.compile(r"@\w+")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_SPELLED_AT_LEAST = 3

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans("łıø", "lio")
# Small letters of the two alphabets that look alike as small or as capital letters.
_LATIN, _CYRILLIC = "abcehijkmnopstxy", "авсеніјкмпорѕтху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
# What some of them stand for by their sound, where a word was begun on the other keyboard.
_BY_SOUND = str.maketrans("аекмопрстѕі", "aekmoprstsi")


def understand(text: str, words: ReplyWords) -> Meaning:
    """Return what a message means, whatever its case, marks, spacing, emoji and look-alike letters.

    Only a message that is made of opt-out words and politeness alone opts out.
    """
    said = tuple(map(_readings, _words(text)))
    heard = frozenset().union(*said)
    listed = {name: _possible(phrases, heard) for name, phrases in words.by_first_word.items()}
    polite = listed["polite"]
    if _made_of(said, listed["opt_out"], polite):
        return Meaning.OPT_OUT
    if _holds(said, listed["opt_out"] | listed["unsure"]):
        return Meaning.UNSURE
    if listed["alone"] and any(
        _made_of(sentence, listed["alone"], polite) for sentence in _sentences(text)
    ):
        return Meaning.UNSURE
    if _made_of(said, listed["opt_in"], polite):
        return Meaning.OPT_IN
    if _made_of(said, listed["help"], polite):
        return Meaning.HELP
    return Meaning.OTHER


def _phrase(entry: str) -> Phrase:
    """Return an entry of a list as folded words; the `*` of a stem stays at its end."""
    stem = entry.rstrip().endswith("*")
    split = _words(entry)
    return (*split[:-1], split[-1] + "*") if stem and split else split


def _sentences(text: str) -> Iterator[Said]:
    for part in _BETWEEN_SENTENCES.split(text):
        yield tuple(map(_readings, _words(part)))


def _words(text: str) -> Phrase:
    """Return the folded words of a text; letters that are spelled out one by one are one word."""
    folded = _fold(text)
    found: list[str] = []
    run, gap, end = "", None, 0
    for match in _WORD.finditer(folded):
        word, between = match[0], folded[end : match.start()]
        if len(word) == 1 and run and gap in (None, between):
            run, gap = run + word, between
        else:
            found += _spelled(run)
            run, gap = (word, None) if len(word) == 1 else ("", None)
            found += [word] if len(word) > 1 else []
        end = match.end()
    return (*found, *_spelled(run))


def _spelled(run: str) -> list[str]:
    return [run] if len(run) >= _SPELLED_AT_LEAST else list(run)


def _fold(text: str) -> str:
    """Return a text in small letters without marks, invisible characters and addresses.

    Marks go from every letter alike, and from the lists too: "й" is compared as "и".
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", small)
        if unicodedata.category(letter) not in {"Mn", "Me", "Cf"}
    )
    return _APOSTROPHE.sub("", _ADDRESSED.sub(" ", bare)).translate(_PLAIN)


def _readings(word: str) -> frozenset[str]:
    """Return how a word can be read: emphasis taken out, and one alphabet where it mixes two."""
    plain = {word, _DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word)}
    if not (
        any("a" <= letter <= "z" for letter in word)
        and any("Ѐ" <= letter <= "ԯ" for letter in word)
    ):
        return frozenset(plain)
    tables = (_TO_CYRILLIC, _TO_LATIN, _BY_SOUND)
    return frozenset(plain | {one.translate(table) for one in plain for table in tables})


def _by_first_word(phrases: frozenset[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        first = "*" if phrase[0].endswith("*") else phrase[0]
        found[first] = (*found.get(first, ()), phrase)
    return found


def _possible(
    phrases: Mapping[str, tuple[Phrase, ...]], heard: frozenset[str]
) -> frozenset[Phrase]:
    """Return the phrases all of whose words occur: so few that a long message is soon read."""
    return frozenset(
        phrase
        for first in (*heard, "*")
        for phrase in phrases.get(first, ())
        if all(_is_read(heard, word) for word in phrase)
    )


def _made_of(said: Said, wanted: frozenset[Phrase], polite: frozenset[Phrase]) -> bool:
    """Say whether a message is made of these phrases alone, and has a wanted one among them."""
    reached: list[set[bool]] = [{False}, *(set() for _ in said)]
    for at, before in enumerate(reached):
        if not before:
            continue
        for phrase in wanted | polite:
            if _stands_at(said, at, phrase):
                reached[at + len(phrase)] |= {True} if phrase in wanted else before
    return True in reached[-1]


def _holds(said: Said, phrases: frozenset[Phrase]) -> bool:
    return any(_stands_at(said, at, phrase) for at in range(len(said)) for phrase in phrases)


def _stands_at(said: Said, at: int, phrase: Phrase) -> bool:
    if at + len(phrase) > len(said):
        return False
    pairs = zip(said[at : at + len(phrase)], phrase, strict=True)
    return all(_is_read(readings, word) for readings, word in pairs)


def _is_read(readings: frozenset[str], word: str) -> bool:
    if word.endswith("*"):
        return any(reading.startswith(word[:-1]) for reading in readings)
    return word in readings
