"""The figures that a monitor collects: counts, ages and lengths, in a registry of their own.

Labels are words of ours from closed lists; nothing in them is anybody's.
"""

from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

LATE = (1, 5, 15, 60, 300, 900, 3600, 14400, 86400)
"""Seconds from when a message was due to when Telegram had it."""

WAITS = (0.05, 0.25, 1, 5, 15, 60)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things stand at the moment of asking; ages are seconds, None where there was nothing."""

    due: int
    planned: int
    answers: int
    on_their_way: int
    limiter: int
    inbox_new: int
    inbox_set_aside: int
    breaker_is_open: bool
    poller_fault: bool
    telegram_age: float | None
    dispatch_age: float | None
    backup_age: float | None
    backup_failed: bool


class Metrics:
    """Counts what happens, and writes it all as a page."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._messages = Counter(
            "reminder_messages",
            "Messages handed to Telegram, by sort and by what became of them",
            ["sort", "outcome"],
            registry=registry,
        )
        self._late = Histogram(
            "reminder_late_seconds",
            "From when a message was due (a held one, from before it was held) to its delivery",
            ["sort"],
            buckets=LATE,
            registry=registry,
        )
        self._waits = Histogram(
            "reminder_limiter_wait_seconds",
            "How long calls waited for their turn under Telegram's limits",
            buckets=WAITS,
            registry=registry,
        )
        self._due = self._gauge("reminder_due", "Reminders whose time has come and that wait")
        self._planned = self._gauge("reminder_planned", "Reminders that are planned")
        self._queue = Gauge(
            "reminder_queue_length",
            "Messages that wait or are on their way",
            ["queue"],
            registry=registry,
        )
        self._inbox = Gauge(
            "reminder_inbox", "Telegram updates by state", ["state"], registry=registry
        )
        self._breaker = self._gauge(
            "reminder_breaker_open", "1 while sending waits after a run of server faults"
        )
        self._fault = self._gauge(
            "reminder_poller_fault", "1 while Telegram does not hand over updates"
        )
        self._telegram = self._gauge(
            "reminder_telegram_silent_seconds", "Since Telegram last answered"
        )
        self._dispatch = self._gauge(
            "reminder_dispatch_age_seconds", "Since what is due was last looked at"
        )
        self._backup = self._gauge("reminder_backup_age_seconds", "Since the newest backup")
        self._backup_failed = self._gauge(
            "reminder_backup_failed", "1 if the last daily backup failed"
        )

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self._registry)

    def count(self, sort: str, outcome: str) -> None:
        """Count one message: `sort` is "answer" or "reminders"."""
        self._messages.labels(sort, outcome).inc()

    def late(self, sort: str, seconds: float) -> None:
        """Note how long after its time a message was delivered."""
        self._late.labels(sort).observe(max(seconds, 0.0))

    def waited(self, seconds: float) -> None:
        """Note how long a call waited for its turn."""
        self._waits.observe(seconds)

    def page(self, now: Snapshot) -> bytes:
        """Return everything in Prometheus's text format."""
        self._due.set(now.due)
        self._planned.set(now.planned)
        self._queue.labels("answers").set(now.answers)
        self._queue.labels("on_their_way").set(now.on_their_way)
        self._queue.labels("limiter").set(now.limiter)
        self._inbox.labels("new").set(now.inbox_new)
        self._inbox.labels("set_aside").set(now.inbox_set_aside)
        self._breaker.set(now.breaker_is_open)
        self._fault.set(now.poller_fault)
        self._telegram.set(_age(now.telegram_age))
        self._dispatch.set(_age(now.dispatch_age))
        self._backup.set(_age(now.backup_age))
        self._backup_failed.set(now.backup_failed)
        return generate_latest(self._registry)


def _age(seconds: float | None) -> float:
    return float("nan") if seconds is None else seconds
