"""A clinic with a second procedure, whose words are its own."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from reminder.catalogue import Catalogue
from reminder.practice.clinic import Practice
from reminder.practice.correct import Corrected, correct, form_of
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.form import Problem, blank, with_procedure, with_reading
from reminder.practice.reading import Doubt, Puzzle, read
from reminder.practice.vocabulary import vocabulary_of
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.cast import NOW, ROOT
from tests.practice.arrange import PROTOCOL

SECOND = "cold-mesotherapy"


@pytest.fixture
def two(practice: Practice, tmp_path: Path) -> Practice:
    """The example clinic with cold mesotherapy besides, and one procedure switched off."""
    folder = copytree(ROOT / "messages", tmp_path / "messages")
    names = {"ru": "Холодная мезотерапия"}
    for language in Catalogue.read(folder).languages:
        name = names.get(language, "Cold mesotherapy")
        (folder / language / "own.ftl").write_text(f"procedure-{SECOND} = {name}\n", "utf-8")
    oxygen = practice.protocols[PROTOCOL]
    plain = {"areas": (), "default_areas": (), "restrictions": oxygen.restrictions[:2]}
    protocols = {
        PROTOCOL: oxygen,
        SECOND: oxygen.model_copy(update={"name": SECOND, **plain}),
        "off": oxygen.model_copy(update={"name": "off", "enabled": False}),
    }
    return replace(practice, protocols=protocols, catalogue=Catalogue.load(folder))


async def test_nothing_is_preselected(two: Practice, now: datetime) -> None:
    """With two procedures, none is taken for granted, and one that is off is none."""
    unnamed = two.profile.model_copy(update={"usual_procedure": None})
    two = replace(two, profile=unnamed)
    form = blank(two, now)
    assert form.problems(now) == (Problem.NO_PROCEDURE,)
    assert blank(two, now, "off").problems(now) == (Problem.NO_PROCEDURE,)
    assert blank(two, now, SECOND).procedure == SECOND
    words = vocabulary_of(two)

    def reading(text: str) -> object:
        (found,) = read(text, words, NOW, two.profile.preferences(None).zone)
        return found.procedure or found.puzzles

    assert reading("Anna; cold") == SECOND
    assert reading("Anna; холодная мезо") == SECOND
    assert reading("Anna; oxygen") == PROTOCOL
    assert reading("Anna; mesotherapy") == (Puzzle("mesotherapy", Doubt.SEVERAL_PROCEDURES),)
    assert reading("off; Anna") == (Puzzle("Anna", Doubt.UNKNOWN),)


async def test_areas_follow_the_procedure(two: Practice, now: datetime) -> None:
    """Areas said before the procedure are kept where it has them, and dropped where it has not."""
    (reading,) = read("Anna; neck", vocabulary_of(two), NOW, two.profile.preferences(None).zone)
    form = with_reading(two, blank(two, now), reading)
    assert form.areas == ("neck",)
    assert with_procedure(two, form, PROTOCOL).areas == ("neck",)
    assert with_procedure(two, form, SECOND).areas == ()


async def test_the_procedure_is_corrected(
    store: Store, two: Practice, reception: Staff, now: datetime
) -> None:
    """A wrong procedure is replaced by the right one, in the version that is current."""
    form = with_procedure(two, blank(two, now), PROTOCOL)
    async with store.writing() as db:
        welcome = await enrol(db, two, reception, replace(form, name="Anna"), now)
        assert isinstance(welcome, Welcome)
        right = with_procedure(two, form_of(welcome.enrolled), SECOND)
        nameless = replace(right, name="")
        done = await correct(db, two, reception, welcome.enrolled.id, nameless, now)
        assert isinstance(done, Corrected)
        assert set(done.changed) == {"name", "procedure", "areas"}
        assert done.enrolled.course.protocol == SECOND
        assert done.enrolled.patient.name == "Guest 14:30"
