"""Places as people name them, and the time zones that they mean."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from reminder.practice.clinic import Practice
from reminder.practice.zones import COMMON, find_zones, is_zone, place_name, same_place, zone_label

LANGUAGES = ("en", "ru")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Almaty", "Asia/Almaty"),
        ("  алматы ", "Asia/Almaty"),
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kiev", "Europe/Kyiv"),
        ("Киев", "Europe/Kyiv"),
        ("New York", "America/New_York"),
        ("нью-йорк", "America/New_York"),
        ("new yo", "America/New_York"),
        ("Польша", "Europe/Warsaw"),
    ],
)
def test_a_place_is_understood(typed: str, zone: str) -> None:
    """A city, a country of one zone, an IANA name or a beginning, in any language of the clinic."""
    assert find_zones(typed, LANGUAGES) == [zone]


def test_several_places_are_all_found() -> None:
    """A country of several zones gives them all; a beginning gives whatever begins so."""
    assert "Asia/Almaty" in find_zones("Kazakhstan", LANGUAGES)
    assert len(find_zones("Kazakhstan", LANGUAGES)) > 1
    assert {"America/Santiago", "America/Santo_Domingo"} <= set(find_zones("Sant", LANGUAGES))


@pytest.mark.parametrize("typed", ["", "?", "Al", "nowhere at all", "Etc/GMT+3", "x" * 1000])
def test_what_is_no_place_is_none(typed: str) -> None:
    """Nothing is guessed at."""
    assert find_zones(typed, LANGUAGES) == []


@pytest.mark.parametrize("zone", ["localtime", "Factory", "../etc/passwd", "Mars/Base", "Etc/UTC"])
def test_only_places_are_zones(zone: str) -> None:
    """What a machine calls its local time is no place, nor is a path."""
    assert not is_zone(zone)


def test_what_is_offered_exists_and_is_named(practice: Practice) -> None:
    """Each common place has a name of its own in each language, and fits on a button."""
    for language in practice.catalogue.languages:
        words = practice.words(language)
        labels = [zone_label(zone, words, datetime(2026, 9, 17, tzinfo=UTC)) for zone in COMMON]
        assert len(set(labels)) == len(COMMON)
        assert all(is_zone(zone) for zone in COMMON)
        assert all(len(label) <= 64 for label in labels)
    assert place_name("Europe/Kiev", practice.words("ru")) == "Киев, Украина"
    assert place_name("Asia/Almaty", practice.words("en")) == "Almaty, Kazakhstan"
    assert same_place("Europe/Kiev", "Europe/Kyiv")
    assert not same_place("Europe/Kiev", "Europe/Warsaw")


@pytest.mark.parametrize("language", ["en", "ru", "uk", "pl", "de", "es"])
def test_a_place_is_named_without_its_state(practice: Practice, language: str) -> None:
    """A zone's own name, where the language has none for it, gives the city alone."""
    named = [
        place_name(zone, practice.words(language))
        for zone in available_timezones()
        if is_zone(zone)
    ]
    assert named
    assert [name for name in named if "/" in name] == []
