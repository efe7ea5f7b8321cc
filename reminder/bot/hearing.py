"""How well Telegram is heard, whichever way the updates come."""

from collections.abc import Callable


class Hearing:
    """`fault` says what keeps updates from coming, in a word; None: nothing. `heard_at` is when
    Telegram last answered, on the monotonic clock `elapsing`; None: not yet.
    """

    def __init__(self, elapsing: Callable[[], float]) -> None:
        self._elapsing = elapsing
        self.fault: str | None = None
        self.heard_at: float | None = None

    @property
    def silent_for(self) -> float | None:
        """For how many seconds Telegram has not answered; None: it has not answered yet."""
        return None if self.heard_at is None else self._elapsing() - self.heard_at
