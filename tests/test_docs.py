"""The documents say what is so: no command, state or picture is missing or made up."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from reminder.care.kinds import ReminderState
from reminder.cli import main
from reminder.store.tables import (
    Concern,
    DeliveryState,
    EnrolmentState,
    HoldKind,
    InboxState,
    PatientState,
)
from tests.cast import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
STATES = (ROOT / "docs" / "states.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_every_command_is_in_the_readme() -> None:
    """A command that nobody can find does not exist."""
    for name in main.commands:
        assert f"`reminder {name}" in README


def test_the_readme_names_no_command_that_is_not_there() -> None:
    """What the README types can be typed."""
    typed = set(re.findall(r"`reminder ([a-z-]+)", README))
    assert typed <= set(main.commands)


@pytest.mark.parametrize(
    "states",
    [PatientState, EnrolmentState, ReminderState, DeliveryState, InboxState, HoldKind, Concern],
)
def test_every_state_is_drawn(states: type[StrEnum]) -> None:
    """The page on states names each of them by its word."""
    for state in states:
        assert re.search(rf"\b{state.value}\b", STATES), state


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of the repository finds it."""
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(\s*([^)#\s]+)", text):
        if not target.startswith(("http:", "https:")):
            assert (document.parent / target).exists(), target


def test_the_makefile_has_what_the_readme_types() -> None:
    """Each `make` word of the README is a target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?m)^make ([a-z]+)$|`make ([a-z]+)`", README)):
        assert re.search(rf"(?m)^{''.join(target)}:", makefile)
