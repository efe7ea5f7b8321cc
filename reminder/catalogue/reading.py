"""Reads one language's folder of message files, keeping the place of everything in it."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
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


@dataclass(frozen=True)
class _File:
    """What one file says: `problems` are what could not be read, each with its place."""

    resource: ast.Resource | None
    messages: tuple[Entry, ...] = ()
    terms: tuple[ast.Term, ...] = ()
    problems: tuple[str, ...] = ()


def read_language(folder: Path) -> MessageFiles:
    """Read every `*.ftl` in `folder`, whose name is the language ("ru")."""
    files = MessageFiles(folder.name, folder)
    for path in sorted(folder.glob("*.ftl")):
        stat = path.stat()
        found = _read(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
        files.problems += found.problems
        if found.resource is not None:
            files.resources.append(found.resource)
        files.terms.update((term.id.name, term) for term in found.terms)
        for entry in found.messages:
            name = entry.message.id.name
            known = files.messages.setdefault(name, entry)
            if known is not entry:
                files.problems.append(
                    f'{entry.place}: "{name}" already stands at {known.place}; keep one of them'
                )
    return files


@lru_cache(maxsize=512)
def _read(path: Path, _written_at: int, _size: int, _inode: int) -> _File:
    """Read a file; one that has not changed is not parsed a second time, which is most of the work
    of a start (it is checked, then loaded).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return _File(None, problems=(f"{path}:1:1: the file must be UTF-8 text ({error.reason})",))
    resource = FluentParser(with_spans=True).parse(text)
    messages: list[Entry] = []
    terms: list[ast.Term] = []
    problems: list[str] = []
    for item in resource.body:
        if isinstance(item, ast.Junk):
            for annotation in item.annotations:
                at = annotation.span.start if annotation.span else 0
                problems.append(
                    f"{_place(path, text, at)}: {annotation.message} ({annotation.code})"
                )
        elif isinstance(item, ast.Term):
            terms.append(item)
        elif isinstance(item, ast.Message):
            place = _place(path, text, item.span.start if item.span else 0)
            messages.append(Entry(item, place))
    _drop_spans(resource)
    return _File(resource, tuple(messages), tuple(terms), tuple(problems))


def _drop_spans(node: ast.BaseNode) -> None:
    """Forget where each part stood, once its message's place is known: a running service would keep
    that for six languages.
    """
    vars(node).pop("span", None)
    for value in vars(node).values():
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, ast.BaseNode):
                _drop_spans(part)


def _place(path: Path, text: str, offset: int) -> str:
    before = text[:offset]
    line = before.count("\n") + 1
    column = offset - (before.rfind("\n") + 1) + 1
    return f"{path}:{line}:{column}"
