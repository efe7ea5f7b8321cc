"""Looks through all configuration and all messages before a patient meets a mistake in them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reminder.care.assumed import Assumption, assumptions
from reminder.care.protocol import CareProtocol
from reminder.catalogue import Catalogue
from reminder.errors import ConfigurationError
from reminder.overrides import FILE as OVERRIDES
from reminder.overrides import load_overrides, problems_of_overrides
from reminder.profile import load_profile
from reminder.protocols import load_protocol, load_protocols, protocol_files
from reminder.yaml_file import place

PROFILE = "clinic.yaml"


def problems_of(config_dir: Path, messages_dir: Path) -> list[str]:
    """Return everything that is wrong, each with its place; empty when the service may start."""
    catalogue = Catalogue.read(messages_dir)
    problems = catalogue.problems()
    problems += _language_problems(config_dir / PROFILE, catalogue)
    for path, protocol in _readable(config_dir):
        problems += _wordless(path, protocol, catalogue)
    try:
        protocols = load_protocols(config_dir / "protocols")
    except ConfigurationError as error:
        # What names a protocol that cannot be read is told when it can.
        return problems + error.problems
    problems += _usual_problems(config_dir / PROFILE, protocols)
    try:
        overrides = load_overrides(config_dir)
    except ConfigurationError as error:
        return problems + error.problems
    return problems + problems_of_overrides(config_dir, overrides, protocols, catalogue)


def problems_of_profile(
    config_dir: Path, protocols: Mapping[str, CareProtocol], catalogue: Catalogue
) -> list[str]:
    """Return what is wrong with the clinic's own file beside protocols and messages in order."""
    path = config_dir / PROFILE
    return [*_language_problems(path, catalogue), *_usual_problems(path, protocols)]


def _language_problems(path: Path, catalogue: Catalogue) -> list[str]:
    try:
        language = load_profile(path).language
    except ConfigurationError as error:
        return error.problems
    if language in catalogue.languages:
        return []
    known = ", ".join(catalogue.languages)
    return [f'{place(path, "language")}: there are no messages in "{language}", only in: {known}']


def notes_of(config_dir: Path, messages_dir: Path) -> list[str]:
    """Return what the clinic may want to see to, though the service can run."""
    notes = []
    for path, protocol in _readable(config_dir):
        if not protocol.enabled:
            notes.append(f"{path}: switched off; nobody can be enrolled for it (enabled)")
        elif not protocol.is_signed:
            assumed = ", ".join(dict.fromkeys(map(_told, assumptions(protocol))))
            notes.append(
                f"{path}: nobody has signed this protocol yet (reviewed_by, reviewed_on)"
                + (f"; assumed in it: {assumed}" if assumed else "")
            )
    notes += _override_notes(config_dir)
    try:
        hours = load_profile(config_dir / PROFILE).opening_hours
    except ConfigurationError:
        return notes
    if isinstance(hours, dict):
        where = place(config_dir / PROFILE, "opening_hours")
        notes += [
            f'{where}: no opening hours in "{language}"; patients will read them in another one'
            for language in Catalogue.read(messages_dir).languages
            if language not in hours
        ]
    return notes


def _told(one: Assumption) -> str:
    return one.part.value if one.side is None else f"{one.topic} {one.side.value}"


def _override_notes(config_dir: Path) -> Iterator[str]:
    """Yield what the clinic does otherwise than the shipped files."""
    path = config_dir / OVERRIDES
    try:
        overrides = load_overrides(config_dir)
    except ConfigurationError:
        return
    for at, one in enumerate(overrides.lengths):
        what = f"{one.protocol}, {one.topic} {one.side}"
        yield f"{place(path, 'lengths', at)}: the clinic's own length ({one.basis}): {what}"
    for at, own in enumerate(overrides.texts):
        what = f'"{own.message}" in "{own.language}"'
        yield f"{place(path, 'texts', at)}: the clinic's own text: {what}"


def _usual_problems(path: Path, known: Mapping[str, CareProtocol]) -> Iterator[str]:
    """Yield what is wrong with the procedure that forms begin with."""
    try:
        usual = load_profile(path).usual_procedure
    except ConfigurationError:
        return
    if usual is not None and (usual not in known or not known[usual].enabled):
        enabled = ", ".join(name for name, one in known.items() if one.enabled)
        where = place(path, "usual_procedure")
        yield f'{where}: "usual_procedure" must be one of: {enabled}; not "{usual}"'


def _readable(config_dir: Path) -> Iterator[tuple[Path, CareProtocol]]:
    for path in protocol_files(config_dir / "protocols"):
        try:
            yield path, load_protocol(path)
        except ConfigurationError:
            continue


def _wordless(path: Path, protocol: CareProtocol, catalogue: Catalogue) -> Iterator[str]:
    """Yield what a protocol names and a language has no words for."""
    needed: list[tuple[str, tuple[str | int, ...]]] = [
        (f"procedure-{protocol.name}", ("name",)),
        *((f"area-{area}", ("areas", at)) for at, area in enumerate(protocol.areas)),
    ]
    for at, rule in enumerate(protocol.restrictions):
        named: list[tuple[str, tuple[str | int, ...]]] = [(rule.topic, ("topic",))]
        named += [(topic, ("covers", n)) for n, topic in enumerate(rule.covers)]
        ids = ("duty-{}",) if rule.kind == "do" else ("topic-{}", "topic-{}-without")
        needed += [
            (form.format(topic), ("restrictions", at, *keys))
            for topic, keys in named
            for form in ids
        ]
    needed += [
        (f"reaction-{reaction.say}", ("reactions", at, "say"))
        for at, reaction in enumerate(protocol.reactions)
    ]
    for at, question in enumerate(protocol.questions):
        needed += [
            (f"question-{word}", ("questions", at, "about", n))
            for n, word in enumerate(question.about)
        ]
    for language in catalogue.languages:
        for message_id, keys in needed:
            if not catalogue.words(language).has(message_id):
                file = catalogue.folder / language / "aftercare.ftl"
                yield f'{place(path, *keys)}: there is no "{message_id}" in {file}'
