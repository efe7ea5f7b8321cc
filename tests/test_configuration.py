"""Clinics' folders: what they have alike is kept once, and each one's own is its own."""

import shutil
from pathlib import Path

import pytest

from reminder.configuration import Configurations
from reminder.errors import ConfigurationError
from tests.cast import ROOT


def folder(place: Path, name: str) -> Path:
    """A clinic's folder like the shipped one, under a name of its own."""
    config = place / name
    shutil.copytree(ROOT / "config", config)
    path = config / "clinic.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Aurora Example Clinic", name), encoding="utf-8")
    return config


def rewrite(path: Path, old: str, new: str) -> None:
    """Write other words into a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def test_equal_folders_share_protocols_and_words(tmp_path: Path) -> None:
    """A hundred copies of the shipped files cost as much memory as one; the names are their own."""
    read = Configurations(ROOT / "messages")
    one = await read.read(folder(tmp_path, "one"))
    other = await read.read(folder(tmp_path, "other"))
    assert (one.profile.name, other.profile.name) == ("one", "other")
    assert one.protocols is other.protocols
    assert one.catalogue is other.catalogue


async def test_a_folder_of_its_own_mind_shares_the_words_alone(tmp_path: Path) -> None:
    """Another length is another protocol, for that clinic."""
    read = Configurations(ROOT / "messages")
    one = await read.read(folder(tmp_path, "one"))
    changed = folder(tmp_path, "changed")
    rewrite(changed / "protocols" / "oxygen-mesotherapy.yaml", "length: 2 days", "length: 4 days")
    other = await read.read(changed)
    assert one.protocols["oxygen-mesotherapy"] != other.protocols["oxygen-mesotherapy"]
    assert one.catalogue is other.catalogue


async def test_own_texts_are_no_other_clinics(tmp_path: Path) -> None:
    """What one clinic says otherwise, the other does not say."""
    read = Configurations(ROOT / "messages")
    outspoken = folder(tmp_path, "outspoken")
    rewrite(
        outspoken / "clinic-overrides.yaml",
        "texts: []",
        "texts:\n  - message: aftercare-call-short\n    language: en\n    text: Just call.",
    )
    own = (await read.read(outspoken)).catalogue
    shipped = (await read.read(folder(tmp_path, "plain"))).catalogue
    values = {"telephone": "1", "hours": "9-17"}
    assert own.words("en")("aftercare-call-short", **values) == "Just call."
    assert shipped.words("en")("aftercare-call-short", **values) != "Just call."
    assert own.words("ru") is shipped.words("ru")


async def test_a_mistake_is_told_of_its_folder_alone(tmp_path: Path) -> None:
    """In the clinic's own file, and in a protocol; it is put right without a new start."""
    read = Configurations(ROOT / "messages", tmp_path)
    good, bad = folder(tmp_path, "good"), folder(tmp_path, "bad")
    rewrite(bad / "clinic.yaml", 'language: "en"', 'language: "it"')
    assert (await read.read(good)).profile.name == "good"
    with pytest.raises(ConfigurationError, match=r"bad/clinic\.yaml:24.*messages in \"it\""):
        await read.read(bad)
    rewrite(bad / "clinic.yaml", 'language: "it"', 'language: "en"')
    assert (await read.read(bad)).profile.name == "bad"
    rewrite(bad / "protocols" / "oxygen-mesotherapy.yaml", "basis: stated", "basis: guessed")
    with pytest.raises(ConfigurationError, match=r"bad/protocols/oxygen-mesotherapy\.yaml"):
        await read.read(bad)
    assert (await read.read(good)).profile.name == "good"
