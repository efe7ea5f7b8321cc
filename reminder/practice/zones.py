"""Time zones as people name them: by city, by country, or by their IANA name.

Names come from the Unicode locale data in every language of the catalogue; of several names for
one zone ("Europe/Kiev", "Europe/Kyiv") the data's own is offered, and each is understood.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global

from reminder.catalogue import Words, city_of
from reminder.practice.vocabulary import fold

COMMON = (
    "Europe/London",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Asia/Tbilisi",
    "Asia/Dubai",
    "Asia/Almaty",
    "Asia/Bangkok",
    "America/New_York",
)
"""Where patients often are; any other is found by its name."""
SHORTEST = 3
"""So many letters are enough to look for a name that begins with them."""
LONGEST = 64


def is_zone(zone: str) -> bool:
    """Tell whether this is the name of a place's time zone that the machine knows."""
    return zone in _territories() or zone in _aliases()


def find_zones(text: str, languages: Iterable[str]) -> list[str]:
    """Return the zones that somebody may mean, as IANA names; an empty list for none.

    Whole names come before beginnings: "Almaty", "Алматы", "Europe/Kyiv", "Kazakhstan", "new yo".
    """
    if len(text) > LONGEST:
        return []
    wanted = fold(text).replace("_", " ")
    known = _names(tuple(languages))
    whole = known.get(wanted)
    if whole is not None:
        return list(whole)
    if len(wanted) < SHORTEST:
        return []
    found = (zone for name, zones in known.items() if name.startswith(wanted) for zone in zones)
    return list(dict.fromkeys(found))


def same_place(one: str, other: str) -> bool:
    """Tell whether two names are those of one zone: "Europe/Kiev", "Europe/Kyiv"."""
    return _canonical(one) == _canonical(other)


def zone_label(zone: str, words: Words, now: datetime) -> str:
    """Return a zone as a button shows it: "Almaty, Kazakhstan · 17:30" (`now` is aware)."""
    there = words.hour(now.astimezone(ZoneInfo(zone)).time())
    return f"{place_name(zone, words)} · {there}"


def place_name(zone: str, words: Words) -> str:
    """Return a zone's city and country in that language: "Almaty, Kazakhstan"."""
    city = city_of(_canonical(zone), words.locale)
    territory = _territories().get(_canonical(zone))
    country = words.locale.territories.get(territory) if territory else None
    return city if not country or country == city else f"{city}, {country}"


@cache
def _names(languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return all zones by each of their folded names. It takes a tenth of a second, once."""
    found: dict[str, dict[str, None]] = {}
    for zone, territory in _territories().items():
        for name in _names_of(zone, territory, languages):
            found.setdefault(fold(name).replace("_", " "), {})[zone] = None
    for alias, zone in _aliases().items():
        for name in (alias, alias.rpartition("/")[2]):
            found.setdefault(fold(name).replace("_", " "), {})[zone] = None
    return {name: tuple(zones) for name, zones in found.items()}


def _names_of(zone: str, territory: str, languages: Iterable[str]) -> Iterator[str]:
    yield zone
    yield zone.rpartition("/")[2]
    for language in languages:
        locale = Locale.parse(language, sep="-")
        yield city_of(zone, locale)
        country = locale.territories.get(territory)
        if country:
            yield country


@cache
def _territories() -> dict[str, str]:
    """Return the zones of places, and the country of each."""
    known = available_timezones()
    return {
        zone: territory
        for zone, territory in get_global("zone_territories").items()
        if zone in known and "/" in zone and not zone.startswith("Etc/")
    }


@cache
def _aliases() -> dict[str, str]:
    """Return the other names of those zones."""
    known = available_timezones()
    return {
        alias: zone
        for alias, zone in get_global("zone_aliases").items()
        if alias in known and zone in _territories()
    }


def _canonical(zone: str) -> str:
    return _aliases().get(zone, zone)
