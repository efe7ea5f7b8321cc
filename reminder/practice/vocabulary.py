"""The words by which a typed line is understood: those of every catalogue language at once.

A receptionist writes in one language to a service that speaks another to the patient, and mixes
both in one line; so all languages are united here.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from babel import Locale

from reminder.practice.clinic import Practice

_PREFIX = 3
"""So many letters of a month or weekday are enough."""
_DECLINED = ("a", "а", "я")
"""A weekday that ends in these changes its last letter: "среда", "w środę"."""
_APOSTROPHES = str.maketrans("’ʼ`", "'''")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words for days and hours, folded. `weekdays` count from Monday 0, `months` from January 1;
    `days` are days away from today. `weekday_stems` are weekdays that one letter more declines
    ("сред" for "среду"): whole names alone, for "Mon" and a letter is Mona.
    """

    days: Mapping[str, int] = field(default_factory=dict)
    now: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    hours: frozenset[str] = frozenset()
    morning: frozenset[str] = frozenset()
    afternoon: frozenset[str] = frozenset()
    weekdays: Mapping[str, int] = field(default_factory=dict)
    weekday_stems: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a typed line is read by; every key is folded (see `fold`).

    `procedures` gives the protocols that a phrase may mean.
    """

    times: TimeWords
    procedures: Mapping[str, frozenset[str]]
    areas: Mapping[str, str]
    languages: Mapping[str, str]
    no_name: frozenset[str]
    guest: frozenset[str]
    of: frozenset[str]
    session: frozenset[str]
    and_: frozenset[str]


def fold(text: str) -> str:
    """Return the text as it is compared: one case, one kind of space and of apostrophe, no marks
    that cannot be seen, no dots and commas at its ends.
    """
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    seen = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc"))
    return " ".join(seen.casefold().replace("ё", "е").split()).strip(".,:!? ")


def vocabulary_of(practice: Practice) -> Vocabulary:
    """Return the words by which this clinic's lines are read."""
    catalogue = practice.catalogue
    procedures: dict[str, set[str]] = {}
    areas: dict[str, str] = {}
    languages: dict[str, str] = {code: code for code in catalogue.languages}
    for code in catalogue.languages:
        words = practice.words(code)
        for name, protocol in practice.protocols.items():
            if not protocol.enabled:
                continue
            phrases = {fold(name), fold(name.replace("-", " ")), fold(words.procedure(name))}
            phrases |= _phrases(practice, [code], f"staff-read-procedure-{name}")
            for phrase in phrases:
                procedures.setdefault(phrase, set()).add(name)
            for area in protocol.areas:
                areas[fold(area)] = areas[fold(words.area(area))] = area
                for phrase in _phrases(practice, [code], f"staff-read-area-{area}"):
                    areas[phrase] = area
        for spoken in catalogue.languages:
            named = Locale.parse(spoken.replace("-", "_")).get_display_name(code.replace("-", "_"))
            if named:
                languages[fold(named)] = spoken
    every = catalogue.languages
    return Vocabulary(
        times=_time_words(practice),
        procedures=MappingProxyType({k: frozenset(v) for k, v in procedures.items()}),
        areas=MappingProxyType(areas),
        languages=MappingProxyType(languages),
        no_name=_phrases(practice, every, "staff-read-no-name"),
        guest=_phrases(practice, every, "staff-read-guest"),
        of=_phrases(practice, every, "staff-read-of"),
        session=_phrases(practice, every, "staff-read-session"),
        and_=_phrases(practice, every, "staff-read-and"),
    )


def _time_words(practice: Practice) -> TimeWords:
    every = practice.catalogue.languages
    days: dict[str, int] = {}
    for away, name in ((-2, "before-yesterday"), (-1, "yesterday"), (0, "today"), (1, "tomorrow")):
        days.update(dict.fromkeys(_phrases(practice, every, f"staff-read-{name}"), away))
    weekdays: dict[str, int] = {}
    stems: dict[str, int] = {}
    months: dict[str, int] = {}
    for code in every:
        locale = Locale.parse(code.replace("-", "_"))
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                _learn(weekdays, locale.days[context][width])
                _learn(months, locale.months[context][width])
            for number, name in locale.days[context]["wide"].items():
                whole = fold(name)
                stems[whole] = number
                if whole.endswith(_DECLINED):
                    stems[whole[:-1]] = number
    return TimeWords(
        days=MappingProxyType(days),
        now=_phrases(practice, every, "staff-read-now"),
        at=_phrases(practice, every, "staff-read-at"),
        of=_phrases(practice, every, "staff-read-of"),
        next=_phrases(practice, every, "staff-read-next"),
        hours=_phrases(practice, every, "staff-read-hours"),
        morning=_phrases(practice, every, "staff-read-morning"),
        afternoon=_phrases(practice, every, "staff-read-afternoon"),
        weekdays=MappingProxyType(weekdays),
        weekday_stems=MappingProxyType(stems),
        months=MappingProxyType(months),
    )


def _learn(known: dict[str, int], names: Mapping[int, str]) -> None:
    """Add the names and their beginnings; a beginning that means two things means none."""
    beginnings: dict[str, set[int]] = {}
    spelled = [(number, fold(name)) for number, name in names.items()]
    # As they are typed in haste, too: "miercoles".
    spelled += [(number, _unaccented(whole)) for number, whole in spelled]
    for number, whole in spelled:
        for length in range(min(_PREFIX, len(whole)), len(whole)):
            beginnings.setdefault(whole[:length], set()).add(number)
    for beginning, numbers in beginnings.items():
        if len(numbers) == 1:
            known.setdefault(beginning, *numbers)
    known.update((whole, number) for number, whole in spelled)


def _unaccented(text: str) -> str:
    """Return Latin letters without their accents; й and ї are letters of their own."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(mark for mark in parted if not unicodedata.combining(mark))
    return bare if bare.isascii() else text


def _phrases(practice: Practice, languages: Iterable[str], message: str) -> frozenset[str]:
    """Return the folded phrases of a message whose phrases stand between `|`."""
    found: set[str] = set()
    for code in languages:
        words = practice.words(code)
        # A clinic's own protocol or area may have no other names than its title.
        if words.has(message):
            found.update(filter(None, map(fold, words.plain(message).split("|"))))
    return frozenset(found)
