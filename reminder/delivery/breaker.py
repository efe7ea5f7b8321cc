"""A breaker: after a run of server faults nothing more is sent until Telegram answers again."""

from reminder.care.outcomes import Delivered, Outcome, Uncertain

THRESHOLD = 3
"""How many server faults in a row open it."""

PROBE_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""How long to wait before each look whether Telegram answers again; the last goes on."""


class Breaker:
    """Counts server faults in a row."""

    def __init__(self) -> None:
        self._faults = 0

    @property
    def is_open(self) -> bool:
        """Whether sending has to wait."""
        return self._faults >= THRESHOLD

    def note(self, outcome: Outcome) -> None:
        """Take an outcome into account."""
        match outcome:
            case Uncertain(_, True):
                self._faults += 1
            case Delivered():
                self._faults = 0

    def close(self) -> None:
        """Telegram has answered: sending may go on."""
        self._faults = 0
