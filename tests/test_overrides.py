"""The clinic's own lengths and texts: what they change, and what is said of mistakes and where."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from reminder.care.protocol import Basis, CareProtocol
from reminder.check import notes_of, problems_of
from reminder.errors import ConfigurationError
from reminder.overrides import FILE, ClinicFiles, load_files
from reminder.protocols import load_protocols
from tests.cast import ROOT

OXYGEN = "oxygen-mesotherapy"
LENGTH = """\
lengths:
  - protocol: oxygen-mesotherapy
    topic: makeup
    side: after
    length: 2 to 4 days
    basis: assumed
    source: "Dr A"
"""
TEXT = """\
texts:
  - message: aftercare-call-short
    language: en
    text: "Ask us: { $telephone }, <b>{ $hours }</b>"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the shipped configuration, whose overrides can be written."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path / "config"


def files(config: Path, text: str) -> ClinicFiles:
    """Write the clinic's file and read everything."""
    (config / FILE).write_text(text, "utf-8")
    return load_files(config, ROOT / "messages")


def problems(config: Path, text: str) -> list[str]:
    """Write the clinic's file and return what the check says of it, without the folder."""
    (config / FILE).write_text(text, "utf-8")
    found = problems_of(config, ROOT / "messages")
    return [one.replace(f"{config}/", "") for one in found]


def shipped() -> CareProtocol:
    """The protocol as it is bundled."""
    return load_protocols(ROOT / "config" / "protocols")[OXYGEN]


def test_what_is_shipped_overrides_nothing(config: Path) -> None:
    """The shipped file is an example; a clinic without the file has the bundled protocols, too."""
    bundled = load_protocols(ROOT / "config" / "protocols")
    assert load_files(config, ROOT / "messages").protocols == bundled
    (config / FILE).unlink()
    assert load_files(config, ROOT / "messages").protocols == bundled


def test_a_length_takes_the_place_of_one_rules(config: Path) -> None:
    """One side of one rule changes, with its own source and basis; everything else stays."""
    oxygen = files(config, LENGTH).protocols[OXYGEN]
    rules = {rule.topic: rule for rule in oxygen.restrictions}
    after = rules["makeup"].after
    assert after is not None
    assert (after.min, after.max) == (timedelta(days=2), timedelta(days=4))
    assert (after.basis, after.source, after.by_clinic) == (Basis.ASSUMED, "Dr A", True)
    before = {rule.topic: rule for rule in shipped().restrictions}
    assert rules["makeup"].before == before["makeup"].before
    assert rules["makeup"].areas == before["makeup"].areas
    assert [r for t, r in rules.items() if t != "makeup"] == [
        r for t, r in before.items() if t != "makeup"
    ]


def test_the_version_is_another_whenever_a_length_is(config: Path) -> None:
    """So running courses keep theirs; a source or a text alone changes no version."""
    first = files(config, LENGTH).protocols[OXYGEN]
    assert first.version != shipped().version
    assert first.file_version == shipped().version == shipped().file_version
    assert first.is_changed
    assert not shipped().is_changed
    other = files(config, LENGTH.replace("4 days", "6 days")).protocols[OXYGEN]
    assert other.version not in (first.version, shipped().version)
    assert files(config, LENGTH.replace("Dr A", "Dr B")).protocols[OXYGEN].version == first.version
    assert files(config, TEXT).protocols[OXYGEN].version == shipped().version
    assert files(config, LENGTH).protocols["face-mesotherapy"].version == 1


def test_a_changed_protocol_is_read_back_as_it_was_kept(config: Path) -> None:
    """What is stored with a course is the whole protocol, the clinic's lengths among it."""
    for one in (
        files(config, LENGTH).protocols[OXYGEN],
        *files(config, "texts: []").protocols.values(),
    ):
        assert CareProtocol.model_validate_json(one.model_dump_json()) == one


def test_days_after_a_shortened_end_are_not_nudged(config: Path) -> None:
    """A nudge on a day on which nothing is in force any more is left out."""
    text = LENGTH.replace("makeup", "sauna").replace("2 to 4 days", "12 hours")
    rules = {rule.topic: rule for rule in files(config, text).protocols[OXYGEN].restrictions}
    assert rules["sauna"].nudge_on == ()
    assert rules["solarium"].nudge_on == (1,)


def test_a_text_takes_the_place_of_a_message(config: Path) -> None:
    """In its own language, and nowhere else; values are put in as ever."""
    catalogue = files(config, TEXT).catalogue
    values = {"telephone": "1 & 2", "hours": "9-20"}
    assert (
        catalogue.words("en")("aftercare-call-short", **values) == "Ask us: 1 &amp; 2, <b>9-20</b>"
    )
    assert "Звоните" in catalogue.words("ru")("aftercare-call-short", **values)


def test_a_text_of_several_lines_keeps_its_plural_forms(config: Path) -> None:
    """It is written as in the message files."""
    text = """\
texts:
  - message: aftercare-days
    language: en
    text: |
      { $days ->
          [one] a day
         *[other] { $days } whole days
      }
"""
    words = files(config, text).catalogue.words("en")
    assert (words("aftercare-days", days=1), words("aftercare-days", days=3)) == (
        "a day",
        "3 whole days",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("oxygen-mesotherapy", "oxygen", '2:5: there is no protocol "oxygen", only: body-'),
        ("makeup", "steam", '3:5: "oxygen-mesotherapy" has no rule for "steam", only for: hot-'),
        (
            "makeup\n    side: after",
            "alcohol\n    side: before",
            '4:5: "oxygen-mesotherapy" has no',
        ),
        ("2 to 4 days", "4 dayz", '5:5: "length" must be a length such as "5 days"'),
        ("2 to 4 days", "4", '5:5: "length" must be a length such as "5 days"'),
        ('    source: "Dr A"\n', "", '2:5: "source" is missing'),
        ("    basis: assumed\n", "", '2:5: "basis" is missing'),
        ("side: after", "side: during", "4:5: \"side\" must be 'before' or 'after'"),
        ("topic: makeup", "topics: makeup", '"topics" is not known here; is it "topic"?'),
    ],
)
def test_a_wrong_length_is_told_with_its_place(
    config: Path, old: str, new: str, problem: str
) -> None:
    """Every mistake names the file, the line and the column, and what would be right."""
    found = problems(config, LENGTH.replace(old, new))
    assert any(one.startswith(f"{FILE}:") and problem in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("aftercare-call-short", "aftercare-cal", '4:5: there is no message "aftercare-cal" in'),
        ("language: en", "language: fi", '3:5: there are no messages in "fi", only in: '),
        ("{ $telephone }", "us", '4:5: "aftercare-call-short" must also name { $telephone }'),
        ("$hours", "$hour", '4:5: "aftercare-call-short" names { $hour }, which is not given'),
        ("</b>", "", '4:5: "aftercare-call-short": <b> is not closed in the same text'),
        ("{ $hours }", "{ $hours", '4:5: "aftercare-call-short" cannot be read'),
    ],
)
def test_a_wrong_text_is_told_with_its_place(
    config: Path, old: str, new: str, problem: str
) -> None:
    """A text is checked for its values and its markup before a patient reads it."""
    found = problems(config, TEXT.replace(old, new))
    assert any(one.startswith(f"{FILE}:{problem}") for one in found), found
    with pytest.raises(ConfigurationError):
        files(config, TEXT.replace(old, new))


def test_what_stands_twice_is_told(config: Path) -> None:
    """Of two lengths or texts for one thing, one is a mistake."""
    again = LENGTH.split("lengths:\n")[1]
    assert problems(config, LENGTH + again) == [
        f'{FILE}:9:5: "makeup" after a session stands here twice'
    ]
    again = TEXT.split("texts:\n")[1]
    assert problems(config, TEXT + again) == [
        f'{FILE}:5:5: "aftercare-call-short" in "en" stands here twice'
    ]


def test_the_check_lists_what_is_the_clinics_own(config: Path) -> None:
    """So that whoever signs sees at a glance what differs from the bundled files."""
    (config / FILE).write_text(LENGTH + TEXT, "utf-8")
    found = [one.replace(f"{config}/", "") for one in notes_of(config, ROOT / "messages")]
    assert f"{FILE}:2:5: the clinic's own length (assumed): {OXYGEN}, makeup after" in found
    assert f'{FILE}:9:5: the clinic\'s own text: "aftercare-call-short" in "en"' in found
    (config / FILE).write_text("lengths: 5", "utf-8")
    assert not any(FILE in one for one in notes_of(config, ROOT / "messages"))
