"""All languages of a messages folder, together."""

import textwrap
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.syntax import FluentParser, ast

from reminder.care.replies import ReplyWords
from reminder.catalogue.checking import differences, problems_of, problems_of_one
from reminder.catalogue.reading import Entry, read_language
from reminder.catalogue.texts import Texts
from reminder.catalogue.words import Words
from reminder.errors import ConfigurationError

DATE_IDS = ("date-moment", "date-day", "date-long", "date-hour", "date-button")
"""Messages that say how dates are written, as Unicode date patterns ("EEE d MMM, HH:mm")."""
REPLY_IDS = ("reply-opt-out", "reply-unsure", "reply-opt-in", "reply-help", "reply-polite")
"""Messages that list what patients write, separated by `|`."""


class Catalogue:
    """The words of every language in a folder: `messages/<language>/*.ftl`."""

    def __init__(self, folder: Path, default: str, words: dict[str, Words]) -> None:
        self.folder = folder
        self.default = default
        self._words = words

    @classmethod
    def read(cls, folder: Path, default: str = "en") -> "Catalogue":
        """Read the folder as it is; `problems()` then says what is wrong with it."""
        languages = {path.name: path for path in _folders(folder) if _is_language(path.name)}
        words = {name: Words(name, Texts.of(path)) for name, path in languages.items()}
        return cls(folder, default, words)

    @classmethod
    def load(cls, folder: Path, default: str = "en") -> "Catalogue":
        """Read the folder and insist that it is whole.

        Raises:
            ConfigurationError: with every problem as "messages/ru/patient.ftl:12:1: what".
        """
        catalogue = cls.read(folder, default)
        problems = catalogue.problems()
        if problems:
            raise ConfigurationError(problems)
        return catalogue

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages' codes, sorted."""
        return tuple(self._words)

    def words(self, language: str) -> Words:
        """Return a language's words; of one that there is not, those of the default language."""
        return self._words.get(language) or self._words[self.default]

    @cached_property
    def reply_words(self) -> ReplyWords:
        """What patients write, in all languages together: anyone may answer in any of them."""
        lists = (
            frozenset[str]().union(*(_listed(words, name) for words in self._words.values()))
            for name in REPLY_IDS
        )
        return ReplyWords(*lists)

    def with_texts(self, texts: Mapping[str, Mapping[str, str]]) -> "Catalogue":
        """Return the catalogue with other texts (by language and message) in the place of its own.

        The texts are taken as they are: see `problems_of_text`.
        """
        if not texts:
            return self
        others = {
            language: self._words[language].with_texts(
                {name: _source(name, text) for name, text in own.items()}
            )
            for language, own in texts.items()
        }
        return Catalogue(self.folder, self.default, self._words | others)

    def problems_of_text(self, language: str, message: str, text: str) -> list[str]:
        """Return what is wrong with a text that is to stand for a message of a language."""
        files = read_language(self.folder / language)
        if message not in files.messages:
            return [f'there is no message "{message}" in {files.folder}']
        (entry, *more) = FluentParser(with_spans=False).parse(_source(message, text)).body
        if not isinstance(entry, ast.Message) or more:
            return [f'"{message}" cannot be read: write it as in the message files']
        own = Entry(entry, "")
        return problems_of_one(message, own, files)

    def problems(self) -> list[str]:
        """Return what is wrong, each with its place; empty when the folder is whole."""
        languages = {path.name: read_language(path) for path in _folders(self.folder)}
        default = languages.get(self.default)
        if default is None:
            return [f'{self.folder}: there is no folder "{self.default}" for the default language']
        found = [
            f'{files.folder}: "{name}" is not a language code such as "en" or "pt-BR"'
            for name, files in languages.items()
            if not _is_language(name)
        ]
        found += [
            f'{default.folder}: "{name}" is missing'
            for name in (*DATE_IDS, *REPLY_IDS)
            if name not in default.messages
        ]
        for name, files in languages.items():
            found += files.problems
            found += problems_of(files)
            if name != self.default:
                found += differences(files, default)
        return found


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_dir())


def _source(name: str, text: str) -> str:
    """Return a message as it would stand in a message file."""
    return f"{name} =\n" + textwrap.indent(text, "    ") + "\n"


def _listed(words: Words, message_id: str) -> frozenset[str]:
    entries = (entry.strip() for entry in words.plain(message_id).split("|"))
    return frozenset(entry for entry in entries if entry)


def _is_language(name: str) -> bool:
    try:
        Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
