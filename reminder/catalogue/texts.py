"""One language's message files, each message read when it is first wanted.

The text of six languages is small; read into a tree of parts it is fifty times as large and takes
most of a second, and a clinic says little of it in a day.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast

from reminder.catalogue.reading import References

_ENTRY = re.compile(r"^(-?[a-zA-Z][a-zA-Z0-9_-]*)[ ]*=", re.MULTILINE)
"""Where a message or a term begins: nothing else in a file has this at the start of a line."""


class Texts:
    """The messages of one language, by id.

    `sources`: each message's and term's text as it stands in the file; a term's id has its dash.
    """

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        self._language = language
        self._sources = sources
        # The marks that keep a value's direction apart are needed only where lines run right to
        # left; elsewhere they would be invisible rubbish in what patients copy.
        right_to_left = Locale.parse(language, sep="-").text_direction == "rtl"
        self._bundle = FluentBundle([language.replace("-", "_")], use_isolating=right_to_left)
        self._read: set[str] = set()

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

    def bundle_with(self, message_id: str) -> FluentBundle | None:
        """Return a bundle that has this message and all that it quotes; None: no such message."""
        if message_id.startswith("-") or message_id not in self._sources:
            return None
        if message_id not in self._read:
            self._read_with_quoted(message_id)
        return self._bundle

    def has(self, message_id: str) -> bool:
        """Tell whether there is such a message."""
        return not message_id.startswith("-") and message_id in self._sources

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
