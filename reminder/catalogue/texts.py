"""One language's message files, each message read when it is first wanted.

The text of six languages is small; read into a tree of parts it is fifty times as large and takes
most of a second, and a clinic says little of it in a day.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser, ast

from reminder.catalogue.reading import References

_ENTRY = re.compile(r"^(-?[a-zA-Z][a-zA-Z0-9_-]*)[ ]*=", re.MULTILINE)
"""Where a message or a term begins: nothing else in a file has this at the start of a line."""


class UnreadableText(Exception):
    """A message cannot be put together from what is given."""


class Texts:
    """The messages of one language, by id.

    `sources`: each message's and term's text as it stands in the file; a term's id has its dash.
    """

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        self._language = language
        self._sources = sources
        self._read: set[str] = set()
        self._plain: dict[str, str | None] = {}

    @cached_property
    def _bundle(self) -> FluentBundle:
        # What Babel knows of a language takes a megabyte: not before somebody is written to in it.
        # The marks that keep a value's direction apart are needed only where lines run right to
        # left; elsewhere they would be invisible rubbish in what patients copy.
        right_to_left = Locale.parse(self._language, sep="-").text_direction == "rtl"
        return FluentBundle([self._language.replace("-", "_")], use_isolating=right_to_left)

    @classmethod
    def of(cls, folder: Path) -> "Texts":
        """Return what stands in the `*.ftl` files of a folder, whose name is the language ("ru").

        A file that is not UTF-8 is left out, and of two messages with one id the first counts:
        `Catalogue.problems` names both.
        """
        sources: dict[str, str] = {}
        for path in sorted(folder.glob("*.ftl")):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            begun = list(_ENTRY.finditer(text))
            bounds = [*(entry.start() for entry in begun), len(text)]
            for entry, end in zip(begun, bounds[1:], strict=True):
                sources.setdefault(entry.group(1), text[entry.start() : end])
        return cls(folder.name, sources)

    def with_sources(self, own: Mapping[str, str]) -> "Texts":
        """Return these texts with others in the place of some."""
        return Texts(self._language, {**self._sources, **own})

    def has(self, message_id: str) -> bool:
        """Tell whether there is such a message."""
        return not message_id.startswith("-") and message_id in self._sources

    def format(self, message_id: str, values: Mapping[str, str | int]) -> str | None:
        """Return the message with the values in it; None where it has no text.

        Raises:
            KeyError: there is no such message.
            UnreadableText: it is broken, a value that it names is not given, or it quotes what is
                not there.
        """
        plain = self._plain_text(message_id)
        if plain is not None:
            return plain
        pattern = self._message(message_id)
        if pattern is None:
            return None
        text, errors = self._bundle.format_pattern(pattern, dict(values))
        if errors:
            raise UnreadableText("; ".join(str(error) for error in errors))
        return str(text)

    def _plain_text(self, message_id: str) -> str | None:
        """Return the text of a message that has no values and quotes nothing; None for others."""
        if message_id not in self._plain:
            self._plain[message_id] = None
            source = self._sources[message_id]
            if "{" not in source:
                (entry, *_) = FluentParser(with_spans=False).parse(source).body
                if isinstance(entry, ast.Message) and entry.value is not None:
                    self._plain[message_id] = "".join(
                        part.value
                        for part in entry.value.elements
                        if isinstance(part, ast.TextElement)
                    )
        return self._plain[message_id]

    def _message(self, message_id: str) -> Pattern | None:
        """Return the message's pattern, once all that it quotes has been read with it."""
        if message_id not in self._read:
            self._read_with_quoted(message_id)
        if not self._bundle.has_message(message_id):
            raise UnreadableText("it is not written as Fluent has it")
        return self._bundle.get_message(message_id).value

    def _read_with_quoted(self, entry_id: str) -> None:
        waiting = [entry_id]
        while waiting:
            name = waiting.pop()
            if name in self._read or name not in self._sources:
                continue
            self._read.add(name)
            resource = FluentParser(with_spans=False).parse(self._sources[name])
            self._bundle.add_resource(resource)
            quoted = References()
            for entry in resource.body:
                if isinstance(entry, ast.Message | ast.Term):
                    quoted.visit(entry)
            waiting += [*quoted.messages, *(f"-{term}" for term in quoted.terms)]
