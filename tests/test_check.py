"""One look at everything, before the service starts."""

import shutil
from pathlib import Path

import pytest

from reminder.catalogue import Catalogue
from reminder.check import notes_of, problems_of
from tests.cast import ROOT


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A copy of what the repository ships, to be spoiled."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "messages", tmp_path / "messages")
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    """Replace a text in a file that has it."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def line_of(path: Path, text: str) -> int:
    """Return the number of the first line that holds a text."""
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def problems(clinic: Path) -> list[str]:
    """Return the problems with the folder's own name left out."""
    found = problems_of(clinic / "config", clinic / "messages")
    return [problem.replace(f"{clinic}/", "") for problem in found]


def notes(clinic: Path) -> list[str]:
    """Return the notes with the folder's own name left out."""
    found = notes_of(clinic / "config", clinic / "messages")
    return [note.replace(f"{clinic}/", "") for note in found]


def test_what_is_shipped_is_in_order() -> None:
    """The repository's own configuration and messages have no problem."""
    assert problems_of(ROOT / "config", ROOT / "messages") == []


def test_an_unsigned_protocol_is_a_note_and_no_problem(clinic: Path) -> None:
    """The shipped protocols wait for the clinic's signature; the service can run without. A note
    lists what is assumed, and says what is switched off.
    """
    unsigned = "nobody has signed this protocol yet (reviewed_by, reviewed_on)"
    told = notes(clinic)
    assert len(told) == 9
    assert f"config/protocols/body-mesotherapy.yaml: {unsigned}; assumed in it: check-ins" in told
    assert (
        f"config/protocols/oxygen-mesotherapy.yaml: {unsigned}; assumed in it: sauna before,"
        " sauna after, solarium before, solarium after, makeup before, alcohol after, check-ins"
    ) in told
    off = "config/protocols/meso-roller-home.yaml: switched off; nobody can be enrolled for it"
    assert f"{off} (enabled)" in told
    for path in (clinic / "config" / "protocols").iterdir():
        spoil(path, "reviewed_by:\nreviewed_on:", "reviewed_by: Dr A\nreviewed_on: 2026-09-21")
    assert notes(clinic) == [f"{off} (enabled)"]


def test_the_usual_procedure_is_one_that_can_be_chosen(clinic: Path) -> None:
    """A name that is none, or a protocol that is switched off, is a mistake."""
    profile = clinic / "config" / "clinic.yaml"
    for wrong in ("oxygen", "meso-roller-home"):
        spoil(profile, 'usual_procedure: "oxygen-mesotherapy"', f'usual_procedure: "{wrong}"')
        (told,) = problems(clinic)
        line = line_of(profile, "usual_procedure:")
        assert told.startswith(f'config/clinic.yaml:{line}:1: "usual_procedure" must be one of: ')
        assert told.endswith(f'; not "{wrong}"')
        assert "meso-roller-home," not in told
        spoil(profile, f'usual_procedure: "{wrong}"', 'usual_procedure: "oxygen-mesotherapy"')


def test_opening_hours_missing_in_a_language_are_a_note(clinic: Path) -> None:
    """Patients of that language would read them in another."""
    spoil(clinic / "config" / "clinic.yaml", '  ru: "пн–сб, 9:00–20:00"\n', "")
    assert 'config/clinic.yaml:9:1: no opening hours in "ru"; patients will read them' in "".join(
        notes(clinic)
    )


def test_problems_of_every_part_are_told_together(clinic: Path) -> None:
    """One run tells what is wrong with the clinic, the protocols and the messages."""
    spoil(clinic / "config" / "clinic.yaml", "telephone:", "phone:")
    spoil(clinic / "config" / "protocols" / "oxygen-mesotherapy.yaml", "7 days", "7 dayz")
    spoil(clinic / "messages" / "ru" / "dates.ftl", "date-day", "date-tag")
    told = "\n".join(problems(clinic))
    assert 'config/clinic.yaml:4:1: "telephone" is missing' in told
    line = line_of(clinic / "config" / "protocols" / "oxygen-mesotherapy.yaml", "7 dayz")
    assert f'config/protocols/oxygen-mesotherapy.yaml:{line}:7: "length" must be a length' in told
    assert 'messages/ru: "date-day" is missing' in told
    assert not [note for note in notes(clinic) if "oxygen" in note]


@pytest.mark.parametrize(
    ("old", "new", "column", "message_id"),
    [
        ("topic: sauna", "topic: steam", 5, "topic-steam"),
        ("topic: sauna", "topic: steam", 5, "topic-steam-without"),
        ("areas: [face, neck, body]", "areas: [face, neck, body, arm]", 27, "area-arm"),
    ],
)
def test_a_name_without_words_is_told_for_every_language(
    clinic: Path, old: str, new: str, column: int, message_id: str
) -> None:
    """Every topic and area of a protocol has its words in every language."""
    oxygen = clinic / "config" / "protocols" / "oxygen-mesotherapy.yaml"
    spoil(oxygen, old, new)
    place = f"config/protocols/oxygen-mesotherapy.yaml:{line_of(oxygen, new)}:{column}"
    told = problems(clinic)
    for language in Catalogue.read(clinic / "messages").languages:
        file = f"messages/{language}/aftercare.ftl"
        assert f'{place}: there is no "{message_id}" in {file}' in told


def test_a_procedure_without_a_name_is_told(clinic: Path) -> None:
    """Every protocol has a name that staff and paper can show."""
    folder = clinic / "config" / "protocols"
    spoil(folder / "oxygen-mesotherapy.yaml", "name: oxygen-mesotherapy", "name: face")
    (folder / "oxygen-mesotherapy.yaml").rename(folder / "face.yaml")
    told = problems(clinic)
    assert 'config/protocols/face.yaml:7:1: there is no "procedure-face" in' in told[0]


def test_a_language_without_messages_is_told(clinic: Path) -> None:
    """The clinic's own language must be one of the catalogues."""
    profile = clinic / "config" / "clinic.yaml"
    spoil(profile, 'language: "en"', 'language: "fi"')
    known = ", ".join(Catalogue.read(clinic / "messages").languages)
    assert problems(clinic) == [
        f"config/clinic.yaml:{line_of(profile, 'language:')}:1:"
        f' there are no messages in "fi", only in: {known}'
    ]


def test_missing_folders_are_told(tmp_path: Path) -> None:
    """Nothing at all is a problem, not a crash."""
    told = "\n".join(problems_of(tmp_path / "config", tmp_path / "messages"))
    assert "there is no such file" in told
    assert "there is no protocol file here" in told
    assert 'there is no folder "en"' in told
    assert notes_of(tmp_path / "config", tmp_path / "messages") == []
