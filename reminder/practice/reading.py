"""What a staff member typed for `/enrol`, part by part: what it says, and what was not understood.

Parts stand in any order between `;` or line breaks; a single line without either is read word by
word. Several lines that hold `;` are several patients, a line each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from reminder.practice.reading_time import Unclear, read_moment
from reminder.practice.vocabulary import Vocabulary, fold

NAME_LENGTH = 64
"""A name longer than this is something else."""
MOST_SESSIONS = 40
"""No course is longer: a greater number is a slip."""
_MOST_WORDS = 6
"""So many words, at most, make one part of a line without separators."""
_LONGEST_LINE = 40
"""A line of more words than this is a letter and not an enrolment."""
_MISSPELT = 0.82
_SHORTEST_MISSPELT = 5
"""A shorter word is too like too many names ("sono" and Sonia)."""


class Doubt(StrEnum):
    """Why a part was not understood."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    """It says anew what another part has said already."""
    SEVERAL_PROCEDURES = "several-procedures"
    AREA_OR_PROCEDURE = "area-or-procedure"
    """It is an area, and the beginning of a procedure's name, and no other procedure is named."""
    DAY_OR_TIME = Unclear.DAY_OR_TIME.value
    NO_TIME = Unclear.NO_TIME.value
    NO_SUCH_TIME = Unclear.NO_SUCH_TIME.value


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A part that was not understood, as it was typed."""

    text: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Reading:
    """What one patient's text says; None where it says nothing. `at` is UTC; `number` of `of` is
    the session's place in the course; `name` is "" where the person asked for none.
    """

    name: str | None = None
    procedure: str | None = None
    at: datetime | None = None
    number: int | None = None
    of: int | None = None
    language: str | None = None
    areas: tuple[str, ...] | None = None
    puzzles: tuple[Puzzle, ...] = ()


def read(
    text: str, words: Vocabulary, now: datetime, zone: ZoneInfo, *, ahead: bool = False
) -> tuple[Reading, ...]:
    """Return what the text says, a `Reading` for each patient (none for an empty text).

    `ahead`: it is about an appointment, so a weekday is the next one.
    """
    lines = [line for line in text.splitlines() if line.strip(" ;,")]
    if sum(";" in line for line in lines) > 1:
        return tuple(_reading(_parts(line), words, now, zone, ahead) for line in lines)
    if len(lines) == 1 and ";" not in lines[0]:
        spans = _spans(lines[0], words, now, zone, ahead)
        return (_reading(spans, words, now, zone, ahead),)
    parts = [part for line in lines for part in _parts(line)]
    return (_reading(parts, words, now, zone, ahead),) if parts else ()


def read_procedure(text: str, words: Vocabulary) -> str | Doubt:
    """Return the protocol that the text names: whole, by the beginnings of its words, or by another
    name.
    """
    found = procedures_meant(text, words)
    if len(found) > 1:
        return Doubt.SEVERAL_PROCEDURES
    return next(iter(found), Doubt.UNKNOWN)


def procedures_meant(text: str, words: Vocabulary) -> frozenset[str]:
    """Return every protocol that the text may mean."""
    folded = fold(text)
    return words.procedures.get(folded, frozenset()) or frozenset(
        name
        for phrase, names in words.procedures.items()
        if _abbreviates(folded, phrase)
        for name in names
    )


def read_number(text: str, words: Vocabulary) -> tuple[int, int | None] | None:
    """Return the session's number and the course's length that "3/9", "3 of 9" or "3" says."""
    between = "|".join(["/", *(rf"\s{re.escape(word)}\s" for word in words.of)])
    before = "|".join(["#", r"no\.?\s?", *(rf"{re.escape(word)}\s" for word in words.session)])
    found = re.fullmatch(
        rf"(?:{before})?(\d{{1,2}})(?:\s*(?:{between})\s*(\d{{1,2}}))?", fold(text)
    )
    if found is None:
        return None
    number, of = int(found[1]), int(found[2]) if found[2] else None
    return (number, of) if 1 <= number <= (of or MOST_SESSIONS) <= MOST_SESSIONS else None


def read_areas(text: str, words: Vocabulary) -> tuple[str, ...] | None:
    """Return the areas that the text lists, None where one of them is none."""
    between = "|".join([r"[,+&/]", *(rf"\b{re.escape(word)}\b" for word in words.and_)])
    found = [
        words.areas.get(part.strip()) for part in re.split(between, fold(text)) if part.strip()
    ]
    known = tuple(dict.fromkeys(area for area in found if area is not None))
    return known if known and None not in found else None


def read_language(text: str, words: Vocabulary) -> str | None:
    """Return the language that the text names, by its code or its name in any language."""
    return words.languages.get(fold(text))


def read_name(text: str, words: Vocabulary) -> str | None:
    """Return the name ("" for "no name"), None where this cannot be one."""
    if fold(text) in words.no_name or not text.strip(" -–—"):
        return ""
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split()).strip(" ,")
    return name if any(map(str.isalpha, name)) and len(name) <= NAME_LENGTH else None


def _parts(line: str) -> list[str]:
    return [part.strip(" ,") for part in line.split(";") if part.strip(" ,")]


def _reading(
    parts: list[str], words: Vocabulary, now: datetime, zone: ZoneInfo, ahead: bool
) -> Reading:
    reading = Reading()
    for part in parts:
        said = _said(part, words, now, zone, ahead)
        if isinstance(said, Doubt):
            puzzle = Puzzle(part, said)
            reading = replace(reading, puzzles=(*reading.puzzles, puzzle))
        elif any(getattr(reading, key) is not None for key in said):
            # The second thing that could be a name is more likely a procedure that nobody knows.
            doubt = Doubt.UNKNOWN if "name" in said else Doubt.TWICE
            reading = replace(reading, puzzles=(*reading.puzzles, Puzzle(part, doubt)))
        else:
            reading = replace(reading, **said)
    reading = _with_doubtful_areas(reading, parts, words)
    reading = _with_name_like_a_day(reading, words)
    return _with_guests_hour(reading, words, now, zone)


def _with_name_like_a_day(reading: Reading, words: Vocabulary) -> Reading:
    """Take "Sam" or "Domingo" for the name where the time has been said besides."""
    days = [
        puzzle
        for puzzle in reading.puzzles
        if puzzle.doubt is Doubt.NO_TIME and fold(puzzle.text) in words.times.weekdays
    ]
    if reading.name is not None or reading.at is None or len(days) != 1:
        return reading
    left = tuple(puzzle for puzzle in reading.puzzles if puzzle is not days[0])
    return replace(reading, name=read_name(days[0].text, words), puzzles=left)


def _with_doubtful_areas(reading: Reading, parts: list[str], words: Vocabulary) -> Reading:
    """Ask what "face" means where no procedure is named: the area, or face mesotherapy."""
    doubts = {puzzle.doubt for puzzle in reading.puzzles}
    if reading.procedure is not None or Doubt.SEVERAL_PROCEDURES in doubts:
        return reading
    asked = tuple(
        Puzzle(part, Doubt.AREA_OR_PROCEDURE)
        for part in parts
        if fold(part) in words.areas and procedures_meant(part, words)
    )
    return replace(reading, puzzles=(*reading.puzzles, *asked))


def _with_guests_hour(
    reading: Reading, words: Vocabulary, now: datetime, zone: ZoneInfo
) -> Reading:
    """Take the hour from "Guest 14:30", where no other time was said."""
    guest, _, hour = (reading.name or "").partition(" ")
    if reading.at is not None or fold(guest) not in words.guest:
        return reading
    at = read_moment(hour, words.times, now, zone)
    return replace(reading, at=at) if isinstance(at, datetime) else reading


_Said = dict[str, Any]


def _said(
    part: str, words: Vocabulary, now: datetime, zone: ZoneInfo, ahead: bool
) -> _Said | Doubt:
    """Return what one part says, by the field of `Reading`, or why it is not understood."""
    plain = _plainly(part, words, now, zone, ahead)
    if plain is not None:
        return plain
    name = read_name(part, words)
    if name is None or not (_like_a_name(name, words) and not _misspelt(part, words)):
        return Doubt.UNKNOWN
    return {"name": name}


def _plainly(
    part: str, words: Vocabulary, now: datetime, zone: ZoneInfo, ahead: bool
) -> _Said | Doubt | None:
    """Return what the part says if it is anything but a name."""
    if (number := read_number(part, words)) is not None:
        return {"number": number[0], "of": number[1]}
    at = read_moment(part, words.times, now, zone, ahead=ahead)
    if isinstance(at, Unclear):
        return Doubt(at.value)
    if at is not None:
        return {"at": at}
    if (language := read_language(part, words)) is not None:
        return {"language": language}
    if fold(part) not in words.procedures and (areas := read_areas(part, words)) is not None:
        return {"areas": areas}
    procedure = read_procedure(part, words)
    if isinstance(procedure, Doubt):
        return procedure if procedure is Doubt.SEVERAL_PROCEDURES else None
    return {"procedure": procedure}


def _abbreviates(text: str, phrase: str) -> bool:
    """Whether each typed word, of three letters at least, begins a word of the phrase, in order.
    Three letters alone do not: Ion and Jon are names.
    """
    rest: Iterator[str] = iter(phrase.split())
    typed = text.split()
    return len(text) > 3 and all(
        len(word) >= 3 and any(whole.startswith(word) for whole in rest) for word in typed
    )


def _like_a_name(name: str, words: Vocabulary) -> bool:
    """Whether it may be a name rather than a time or a number gone wrong."""
    first = fold(name).split()[0] if fold(name) else ""
    if first in words.guest or not name:
        return True
    times = words.times
    spoken = {*times.days, *times.now}
    return (
        not name[0].isdigit()
        and re.search(r"\d[:./-]\d", name) is None
        and not any(word in spoken for word in fold(name).split())
    )


def _misspelt(part: str, words: Vocabulary) -> bool:
    """Whether it is nearly a procedure: then it is not a name."""
    folded = fold(part)
    return any(
        SequenceMatcher(None, folded, phrase).ratio() >= _MISSPELT
        for phrase in words.procedures
        if len(phrase) >= _SHORTEST_MISSPELT and abs(len(phrase) - len(folded)) <= 3
    )


def _spans(line: str, words: Vocabulary, now: datetime, zone: ZoneInfo, ahead: bool) -> list[str]:
    """Part a line without separators: the longest runs of words that say something plainly; what is
    left between them is the name.
    """
    typed = line.split()
    if len(typed) > _LONGEST_LINE:
        return [line]

    def plain(at: int) -> int:
        """Return how many words from here on say something plainly, as one."""
        for length in range(min(_MOST_WORDS, len(typed) - at), 0, -1):
            span = " ".join(typed[at : at + length]).strip(" ,")
            if span and isinstance(_plainly(span, words, now, zone, ahead), dict):
                return length
        return 0

    parts: list[str] = []
    loose: list[str] = []
    at = 0
    while at < len(typed):
        length = plain(at)
        # The language of "Anna de Vries" is not German.
        within_name = loose and fold(typed[at]) in words.languages.values()
        if not length or (within_name and at + 1 < len(typed) and not plain(at + 1)):
            loose.append(typed[at])
            at += 1
            continue
        parts += [" ".join(loose), " ".join(typed[at : at + length])]
        loose = []
        at += length
    stripped = (part.strip(" ,") for part in [*parts, " ".join(loose)])
    return [part for part in stripped if part]
