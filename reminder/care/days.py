"""One message a local day: what falls into the same day shares one time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reminder.care.history import Preferences
from reminder.care.timing import after_quiet, message_at, message_day


@dataclass(frozen=True, slots=True)
class MessageDays:
    """When the message of each local day goes out: at its hour, or at the last lift in it, or at
    the last lower bound about which it asks.
    """

    preferences: Preferences
    last_lift_at: Mapping[date, datetime]

    @classmethod
    def around(cls, lifts: Iterable[datetime], preferences: Preferences) -> "MessageDays":
        """Return the days in which restrictions end, or may end, at the instants `lifts`."""
        last: dict[date, datetime] = {}
        for ended_at in lifts:
            shifted = after_quiet(ended_at, preferences)
            day = message_day(ended_at, preferences)
            last[day] = max(shifted, last.get(day, shifted))
        return cls(preferences, last)

    def of(self, at: datetime) -> tuple[date, datetime]:
        """Return the day whose message carries what becomes due at `at`, and its time."""
        day = message_day(at, self.preferences)
        hour = message_at(day, self.preferences)
        return day, max(hour, self.last_lift_at.get(day, hour))

    def on(self, day: date) -> datetime:
        """Return when the message of a local day goes out (UTC); the next day's, where the clocks
        leave it no time outside quiet hours.
        """
        return self.of(message_at(day, self.preferences))[1]
