"""What is looked through before a start, and when it is looked through again."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import pytest

from reminder import checked
from reminder.checked import FILE, Checked
from tests.cast import ROOT


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic of its own, in a process that has looked at nothing yet."""
    monkeypatch.setattr(checked, "_in_order", set())
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "messages", tmp_path / "messages")
    (tmp_path / "data").mkdir()
    return tmp_path


def checked_in(clinic: Path) -> Checked:
    """Return what a start asks."""
    return Checked(clinic / "config", clinic / "messages", clinic / "data")


def forget() -> None:
    """Let this process be a new one."""
    checked._in_order.clear()


async def count_looks(monkeypatch: pytest.MonkeyPatch, clinic: Path) -> int:
    """Return how many processes a start needs to look through everything."""
    looks = 0
    start = asyncio.create_subprocess_exec

    async def counted(*args: Any, **kinds: Any) -> object:
        nonlocal looks
        looks += 1
        return await start(*args, **kinds)

    with monkeypatch.context() as patch:
        patch.setattr(asyncio, "create_subprocess_exec", counted)
        assert await checked_in(clinic).problems() == []
    return looks


async def test_what_was_in_order_is_not_looked_through_again(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start, in another process, takes the first one's word for it."""
    first = checked_in(clinic)
    assert await first.problems() == []
    first.keep()
    forget()
    assert await count_looks(monkeypatch, clinic) == 0


@pytest.mark.parametrize(
    "changed",
    ["config/clinic.yaml", "config/protocols/oxygen-mesotherapy.yaml", "messages/ru/patient.ftl"],
)
async def test_whatever_changes_is_looked_through(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """A change in any file, were it a comment, is looked at."""
    first = checked_in(clinic)
    assert await first.problems() == []
    first.keep()
    forget()
    with (clinic / changed).open("a") as file:
        file.write("\n# a remark\n")
    assert await count_looks(monkeypatch, clinic) == 1


async def test_a_mistake_is_told_at_every_start(clinic: Path) -> None:
    """What is wrong is told with its place, and is never remembered as in order."""
    path = clinic / "messages" / "ru" / "mine.ftl"
    path.write_text("patient-language-button = <u>Русский\n")
    for _ in range(2):
        forget()
        problems = await checked_in(clinic).problems()
        assert any(f"{path}:1:1: " in problem for problem in problems), problems


async def test_a_new_file_is_a_change(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clinic's own file of texts and lengths counts from the day that it is there."""
    first = checked_in(clinic)
    assert await first.problems() == []
    first.keep()
    forget()
    (clinic / "config" / "clinic-overrides.yaml").write_text("lengths: []\n")
    assert await count_looks(monkeypatch, clinic) == 1


async def test_a_note_that_cannot_be_read_is_none(
    clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A damaged note has everything looked through."""
    (clinic / "data" / FILE).write_bytes(b"\xff\xfe")
    assert await count_looks(monkeypatch, clinic) == 1


async def test_a_folder_that_is_not_there_is_named(clinic: Path) -> None:
    """The first complaint names what there is not."""
    shutil.rmtree(clinic / "messages")
    problems = await checked_in(clinic).problems()
    assert str(clinic / "messages") in problems[0]


async def test_an_empty_folder_for_a_language_is_a_change(clinic: Path) -> None:
    """A language without a word is told of, though no file has changed."""
    first = checked_in(clinic)
    assert await first.problems() == []
    first.keep()
    forget()
    (clinic / "messages" / "fr").mkdir()
    problems = await checked_in(clinic).problems()
    assert any(str(clinic / "messages" / "fr") in problem for problem in problems)
