"""Protocol files: what is read, and what is said of mistakes and where."""

from datetime import timedelta
from pathlib import Path

import pytest

from reminder.care.protocol import Basis, Span
from reminder.errors import ConfigurationError
from reminder.protocols import load_protocol, load_protocols
from tests.cast import ROOT

RULE = """\
name: face
version: 1
areas: [face]
restrictions:
  - topic: makeup
    after:
      length: 3 days
      basis: assumed
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    """Return what is said of a protocol file with this text, its folder left out."""
    path = tmp_path / "face.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_protocol(path)
    return [problem.removeprefix(f"{tmp_path}/") for problem in raised.value.problems]


def test_the_oxygen_protocol_says_what_its_source_says() -> None:
    """Every stated number of the source is in the shipped file, and assumed ones are marked."""
    oxygen = load_protocols(ROOT / "config" / "protocols")["oxygen-mesotherapy"]
    lengths = {
        rule.topic: tuple(
            span and (span.min.days, span.max.days, span.basis)
            for span in (rule.before, rule.after)
        )
        for rule in oxygen.restrictions
    }
    stated, assumed = Basis.STATED, Basis.ASSUMED
    assert lengths == {
        "hot-baths": ((7, 7, stated), (7, 7, stated)),
        "sauna": ((7, 7, assumed), (7, 7, assumed)),
        "sun-baths": ((7, 7, stated), (7, 7, stated)),
        "solarium": ((7, 7, assumed), (7, 7, assumed)),
        "makeup": ((2, 2, assumed), (3, 5, stated)),
        "alcohol": (None, (2, 2, assumed)),
    }
    assert oxygen.course is not None
    assert (oxygen.course.sessions_min, oxygen.course.sessions_max) == (6, 9)
    assert (oxygen.course.at_most, oxygen.course.per_week) == (12, 2)
    assert not oxygen.needled
    assert oxygen.areas == ("face", "neck", "body")


def test_every_number_of_the_oxygen_protocol_names_its_source() -> None:
    """Whoever signs the file sees for each number where it comes from."""
    oxygen = load_protocols(ROOT / "config" / "protocols")["oxygen-mesotherapy"]
    spans = [span for r in oxygen.restrictions for span in (r.before, r.after) if span]
    assert all(span.source for span in spans)
    assert oxygen.course is not None
    assert oxygen.course.source


def test_makeup_matters_for_face_and_neck_only() -> None:
    """A treated body leaves makeup free."""
    oxygen = load_protocols(ROOT / "config" / "protocols")["oxygen-mesotherapy"]
    for area, holds in {"face": True, "neck": True, "body": False}.items():
        topics = {rule.topic for rule in oxygen.restrictions_for(frozenset({area}))}
        assert ("makeup" in topics) is holds


def test_the_end_of_alcohol_is_not_announced() -> None:
    """No message can be read as an invitation to drink."""
    oxygen = load_protocols(ROOT / "config" / "protocols")["oxygen-mesotherapy"]
    assert {rule.topic for rule in oxygen.restrictions if not rule.lift} == {"alcohol"}


def test_a_range_is_read(tmp_path: Path) -> None:
    """A length may be a range."""
    path = tmp_path / "face.yaml"
    path.write_text(RULE.replace("3 days", "3 to 5 days"), "utf-8")
    span = load_protocol(path).restrictions[0].after
    assert span == Span(min=timedelta(days=3), max=timedelta(days=5), basis=Basis.ASSUMED)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("3 days", "5 dayz", '7:7: "length" must be a length such as "5 days" or'),
        ("3 days", "5", '7:7: "length" must be a length such as "5 days" or'),
        ("3 days", "5 to 3 days", "6:5: a range must begin with its smaller number"),
        ("      basis: assumed\n", "", '6:5: "basis" is missing: write stated'),
        ("assumed", "stated", "6:5: what is stated must name its source"),
        ("assumed", "guessed", "8:7: \"basis\" must be 'stated' or 'assumed', not \"guessed\""),
        ("      length: 3 days\n", "", '6:5: "length" is missing'),
        ("topic: makeup", "topc: makeup", '5:5: "topc" is not known here; is it "topic"?'),
        ("topic: makeup", "topic: Make up", '5:5: "topic" must be small letters, digits and'),
        ("topic: makeup", "topic: 5", '5:5: "topic" must be text: write it in quotes, "5"'),
        ("version: 1", "version: one", '2:1: "version" must be a whole number'),
        ("version: 1", "version: 0", '2:1: "version" must be at least 1'),
        ("version: 1\n", "", '1:1: "version" is missing'),
        ("version: 1", "name: neck", '2:1: "name" is written twice; keep one of them'),
        ("name: face", "name: neck", '1:1: "name" must be the file\'s own, "face", not "neck"'),
        ("areas: [face]", "areas: face", '3:1: "areas" must be a list'),
        ("areas: [face]", "areas: [face", "4:13: "),
        ("areas: [face]", "needled: perhaps", '3:1: "needled" must be true or false'),
        ("areas: [face]", "reviewed_on: May", '3:1: "reviewed_on" must be a date such as'),
        ("areas: [face]", "default_areas: [leg]", "not among this protocol's areas: leg"),
        ("    after:", "\tafter:", "6:1: there is a tab here; indent with spaces"),
        ("    after:", "    nudge_on: [4]\n    after:", "5:5: nudge_on names a day on which"),
        ("    after:", "    nudge_on: 1\n    after:", '6:5: "nudge_on" must be a list'),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """What is wrong is told with file, line and column, and what would be right."""
    assert old in RULE
    told = problems(tmp_path, RULE.replace(old, new))
    assert any(one.startswith("face.yaml:") and problem in one for one in told), told


def test_a_side_without_keys_is_told(tmp_path: Path) -> None:
    """A bare length is not enough: it would not say how sure it is."""
    assert problems(
        tmp_path, "name: face\nversion: 1\nrestrictions:\n- topic: a\n  after: 5 days\n"
    ) == ['face.yaml:5:3: "after" must be a mapping of keys to values']


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n"])
def test_an_empty_file_is_told(tmp_path: Path, text: str) -> None:
    """An empty file is named as such."""
    assert problems(tmp_path, text) == ["face.yaml:1:1: the file is empty"]


def test_a_file_that_is_a_list_is_told(tmp_path: Path) -> None:
    """A file must be a mapping."""
    assert problems(tmp_path, "- a\n- b\n") == [
        "face.yaml:1:1: the file must be a mapping of keys to values"
    ]


def test_restrictions_of_a_wrong_form_are_told(tmp_path: Path) -> None:
    """Neither a text nor a list of texts passes for restrictions."""
    base = "name: face\nversion: 1\nrestrictions: "
    assert problems(tmp_path, base + "none\n") == ['face.yaml:3:1: "restrictions" must be a list']
    assert problems(tmp_path, base + "\n  - none\n") == [
        'face.yaml:4:5: "restrictions" must be a mapping of keys to values'
    ]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named."""
    path = tmp_path / "face.yaml"
    path.write_bytes("name: лицо".encode("cp1251"))
    with pytest.raises(ConfigurationError, match=r"face.yaml:1:1: the file must be UTF-8 text"):
        load_protocol(path)


def test_characters_that_yaml_does_not_know_are_told(tmp_path: Path) -> None:
    """A stray control character is a mistake with a place like any other."""
    assert problems(tmp_path, "name: face\x07\n")[0].startswith("face.yaml:1:1: ")


def test_several_problems_are_told_together(tmp_path: Path) -> None:
    """One run tells them all, in the order of the file."""
    text = (
        RULE.replace("version: 1", "version: x").replace("3 days", "3 dayz").replace("face]", "A]")
    )
    places = [problem.split(": ")[0] for problem in problems(tmp_path, text)]
    assert places == ["face.yaml:2:1", "face.yaml:3:9", "face.yaml:7:7"]


def test_the_problems_of_all_files_are_told(tmp_path: Path) -> None:
    """A folder is read to its end."""
    (tmp_path / "a.yaml").write_text("", "utf-8")
    (tmp_path / "b.yaml").write_text("", "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_protocols(tmp_path)
    assert len(raised.value.problems) == 2


def test_a_folder_without_protocols_is_told(tmp_path: Path) -> None:
    """A service without a protocol would have nothing to say."""
    with pytest.raises(ConfigurationError, match="there is no protocol file here"):
        load_protocols(tmp_path)
