"""Reads one language's folder of message files, keeping the place of everything in it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor


class References(Visitor):
    """Collects what a text refers to. A term has values of its own, given where it is quoted."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()
        self.terms: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: D102, N802  the library calls it so
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: D102, N802  as above
        self.messages.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: D102, N802  as above
        self.terms.add(node.id.name)
        self.generic_visit(node)


@dataclass(frozen=True)
class Entry:
    """One message of one language, and where it stands ("messages/ru/patient.ftl:12:1")."""

    message: ast.Message
    place: str

    @cached_property
    def references(self) -> References:
        """What the message refers to."""
        found = References()
        found.visit(self.message)
        return found


@dataclass
class MessageFiles:
    """What the files of one language say.

    `resources` are the parsed files; `messages` their messages by id; `terms` their terms by id;
    `problems` what could not be read, each with its place.
    """

    language: str
    folder: Path
    resources: list[ast.Resource] = field(default_factory=list)
    messages: dict[str, Entry] = field(default_factory=dict)
    terms: dict[str, ast.Term] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_language(folder: Path) -> MessageFiles:
    """Read every `*.ftl` in `folder`, whose name is the language ("ru")."""
    files = MessageFiles(folder.name, folder)
    parser = FluentParser(with_spans=True)
    for path in sorted(folder.glob("*.ftl")):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            files.problems.append(f"{path}:1:1: the file must be UTF-8 text ({error.reason})")
            continue
        resource = parser.parse(text)
        files.resources.append(resource)
        for item in resource.body:
            _take(item, path, text, files)
    return files


def _take(item: ast.EntryType, path: Path, text: str, files: MessageFiles) -> None:
    place = _place(path, text, item.span.start if item.span else 0)
    if isinstance(item, ast.Junk):
        for annotation in item.annotations:
            at = annotation.span.start if annotation.span else 0
            files.problems.append(
                f"{_place(path, text, at)}: {annotation.message} ({annotation.code})"
            )
    elif isinstance(item, ast.Term):
        files.terms[item.id.name] = item
    elif isinstance(item, ast.Message):
        known = files.messages.get(item.id.name)
        if known:
            files.problems.append(
                f'{place}: "{item.id.name}" already stands at {known.place}; keep one of them'
            )
            return
        files.messages[item.id.name] = Entry(item, place)


def _place(path: Path, text: str, offset: int) -> str:
    before = text[:offset]
    line = before.count("\n") + 1
    column = offset - (before.rfind("\n") + 1) + 1
    return f"{path}:{line}:{column}"
