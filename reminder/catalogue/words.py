"""One language's words: messages with values put in, dates and lists as it writes them."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache, reduce

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_datetime, format_time, get_timezone_location
from babel.lists import format_list

from reminder.catalogue.texts import Texts, UnreadableText
from reminder.errors import ReminderError

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_KEPT_CONTROLS = "\n\t"
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Joiners that make one emoji of several, and that Persian and Indic spelling needs.
_JOINERS = "\u200c\u200d"

KEPT = 1000
"""How many texts, instants and lists of a language are kept."""


class CatalogueError(ReminderError):
    """A text cannot be put together."""


class Html(str):
    """Text that is Telegram HTML already: it is put into other texts as it stands."""

    __slots__ = ()


class Common(Html):
    """Telegram HTML in which nothing is anybody's own, so that it may be kept: it was made of the
    message files, dates, numbers and other such text alone.
    """

    __slots__ = ()


KEPT_KINDS = (Common, int)


class Words:
    """The words of one language. Calling it gives a message as Telegram HTML.

    Values are escaped and cleared of control and bidi characters, unless they are `Html` (another
    message, a date, a list); whole numbers choose plural forms.
    """

    def __init__(self, language: str, texts: Texts) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self._texts = texts
        # What hundreds of messages of a morning have in common is put together once.
        self._said = lru_cache(maxsize=KEPT)(lambda *said: Common(self._say(*said)))
        self._moments = lru_cache(maxsize=KEPT)(self._moment)
        self._of_clinic = lru_cache(maxsize=KEPT)(lambda text: Common(_ready(text)))
        self._plain = lru_cache(maxsize=KEPT)(_plain)
        self._listed = lru_cache(maxsize=KEPT)(lambda items: Common(self._list(items)))

    def with_texts(self, own: Mapping[str, str]) -> "Words":
        """Return the words with other texts, written as in a message file, in the place of some."""
        return Words(self.language, self._texts.with_sources(own))

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML's `dir` attribute has it."""
        return str(self.locale.text_direction)

    def has(self, message_id: str) -> bool:
        """Tell whether there is such a message."""
        return self._texts.has(message_id)

    def __call__(self, message_id: str, **values: str | int) -> Html:
        """Return the message as Telegram HTML.

        Raises:
            CatalogueError: there is no such message, or a value that it names is not given.
        """
        for value in values.values():
            if not isinstance(value, KEPT_KINDS):
                # What people have written, their names for one, is not kept, nor is what holds it.
                return self._say(message_id, *values.items())
        return self._said(message_id, *values.items())

    def _say(self, message_id: str, *values: tuple[str, str | int]) -> Html:
        if not self.has(message_id):
            raise CatalogueError(f'no message "{message_id}" in {self.language}')
        ready = {name: _ready(value) for name, value in values}
        try:
            text = self._texts.format(message_id, ready)
        except UnreadableText as error:
            raise CatalogueError(f'"{message_id}" in {self.language}: {error}') from error
        if text is None:
            raise CatalogueError(f'"{message_id}" in {self.language} has no text')
        return Html(text)

    def plain(self, message_id: str, **values: str | int) -> str:
        """Return the message without markup, for buttons, menus and toasts.

        Raises:
            CatalogueError: as for a call.
        """
        said = self(message_id, **values)
        return self._plain(said) if isinstance(said, Common) else _plain(said)

    def of_clinic(self, text: str) -> Common:
        """Return a text of the clinic's own file: what it stands in may be kept."""
        return self._of_clinic(text)

    def topic(self, topic: str) -> Html:
        """Return a restriction's topic as a label: "sauna"."""
        return self(f"topic-{topic}")

    def without(self, topic: str) -> Html:
        """Return a restriction's topic as it stands after "avoid" and "without"."""
        return self(f"topic-{topic}-without")

    def procedure(self, name: str) -> Html:
        """Return a procedure's name, for staff and for paper: never for a first line in a chat."""
        return self(f"procedure-{name}")

    def area(self, area: str) -> Html:
        """Return the name of a treated area, as above."""
        return self(f"area-{area}")

    def moment(self, at: datetime, zone: tzinfo) -> Common:
        """Return an aware instant on `zone`'s clocks: "Mon 21 Sep, 14:30"."""
        # In UTC, since Python takes both passes of a repeated hour for equal.
        return self._moments(at.astimezone(UTC), zone)

    def _moment(self, at: datetime, zone: tzinfo) -> Common:
        return Common(format_datetime(at, self("date-moment"), tzinfo=zone, locale=self.locale))

    def dated(self, at: datetime, zone: tzinfo, pattern_id: str) -> str:
        """Return an aware instant on `zone`'s clocks, as the message `pattern_id` says it is
        written; plain text.
        """
        pattern = self.plain(pattern_id)
        return format_datetime(at, pattern, tzinfo=zone, locale=self.locale)

    def day(self, on: date) -> Common:
        """Return a day near enough to need no year: "Mon 21 Sep"."""
        return Common(format_date(on, self("date-day"), locale=self.locale))

    def day_as_heading(self, on: date) -> Common:
        """Return a day as it stands at the head of a list, with a capital: "Lunes 21 de …"."""
        day = self.day(on)
        return Common(day[:1].upper() + day[1:])

    def day_on_button(self, on: date) -> str:
        """Return a day as short as can be: several stand beside one another; plain text."""
        return format_date(on, self.plain("date-button"), locale=self.locale)

    def date_long(self, on: date) -> Common:
        """Return a whole date: "21 September 2026"."""
        return Common(format_date(on, self("date-long"), locale=self.locale))

    def hour(self, at: time) -> Common:
        """Return a time of day on whatever clock it was given for: "14:30"."""
        return Common(format_time(at, self("date-hour"), locale=self.locale))

    def city(self, zone: tzinfo) -> Common:
        """Return the city that a time zone is named after: "Warsaw"."""
        return Common(html.escape(city_of(str(zone), self.locale), quote=False))

    def listing(self, items: Iterable[str]) -> Html:
        """Return "a, b and c" as the language writes it; plain items are escaped.

        Where the last "and" would stand beside an item's own ("makeup and alcohol and other bad
        habits"), commas alone part them.
        """
        ready = tuple(items)
        if all(isinstance(item, Common) for item in ready):
            return self._listed(ready)
        return self._list(ready)

    def _list(self, items: tuple[str, ...]) -> Html:
        ready = [str(_ready(item)) for item in items]
        patterns = self.locale.list_patterns["standard"]
        own_and = patterns["2"].format("", "")
        *_, before, last = "", "", *ready
        # Brackets at its end set an item apart: "hot water and hot air (a sauna) and direct sun".
        if own_and in last or (own_and in before and not before.endswith(")")):
            return Html(reduce(patterns["middle"].format, ready))
        return Html(format_list(ready, locale=self.locale))

    def series(self, items: Iterable[str]) -> Html:
        """Return "a · b · c": examples, of which any one is meant; plain items are escaped."""
        return Html(" · ".join(str(_ready(item)) for item in items))


def city_of(zone: str, locale: Locale) -> str:
    """Return the city that an IANA zone is named after, in the locale's language: "Warsaw"."""
    # A zone that was renamed has its translation under the older name.
    names = [zone, *(old for old, new in get_global("zone_aliases").items() if new == zone)]
    cities = (locale.time_zones.get(name, {}).get("city") for name in names)
    found = next((city for city in cities if city), None)
    if found is None:
        # Made from the zone's name, which may name a state first: "Argentina/Buenos Aires".
        found = get_timezone_location(zone, locale=locale, return_city=True).rpartition("/")[2]
    return str(found)


def visible(text: str) -> str:
    """Return `text` without control characters and those that turn the direction of writing."""
    if text.isprintable():
        return text
    return "".join(
        mark
        for mark in text
        if mark in _KEPT_CONTROLS
        or mark in _JOINERS
        or unicodedata.category(mark) not in _INVISIBLE
    )


def _plain(said: str) -> str:
    return html.unescape(_TAG.sub("", said))


def _ready(value: str | int) -> str | int:
    if isinstance(value, int | Html):
        return value
    return Html(html.escape(visible(value), quote=False))
