"""The figures that a monitor collects: counts, ages and lengths, in a registry of their own.

What concerns a clinic is labelled by its number, all else by words of ours from closed lists;
nothing in them is anybody's.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

LATE = (1, 5, 15, 60, 300, 900, 3600, 14400, 86400)
"""Seconds from when a message was due to when Telegram had it."""

WAITS = (0.05, 0.25, 1, 5, 15, 60)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things stand with a clinic at the moment of asking; ages are seconds, None where there
    was nothing.
    """

    due: int = 0
    planned: int = 0
    answers: int = 0
    on_their_way: int = 0
    limiter: int = 0
    inbox_new: int = 0
    inbox_set_aside: int = 0
    ready: bool = True
    breaker_is_open: bool = False
    poller_fault: bool = False
    telegram_age: float | None = None
    dispatch_age: float | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """How things stand with the process as a whole: the clinics that it cannot serve, and the
    backups (`backup_age` in seconds, None where there is none).
    """

    faulty: frozenset[int] = frozenset()
    backup_age: float | None = None
    backup_failed: bool = False


class Metrics:
    """Counts what happens in a process, and writes it all as a page."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._messages = Counter(
            "reminder_messages",
            "Messages handed to Telegram, by sort and by what became of them",
            ["clinic", "sort", "outcome"],
            registry=self._registry,
        )
        self._late = Histogram(
            "reminder_late_seconds",
            "From when a message was due (a held one, from before it was held) to its delivery",
            ["clinic", "sort"],
            buckets=LATE,
            registry=self._registry,
        )
        self._waits = Histogram(
            "reminder_limiter_wait_seconds",
            "How long calls waited for their turn under Telegram's limits",
            ["clinic"],
            buckets=WAITS,
            registry=self._registry,
        )
        self._due = self._gauge("reminder_due", "Reminders whose time has come and that wait")
        self._planned = self._gauge("reminder_planned", "Reminders that are planned")
        self._queue = self._gauge(
            "reminder_queue_length", "Messages that wait or are on their way", "queue"
        )
        self._inbox = self._gauge("reminder_inbox", "Telegram updates by state", "state")
        self._ready = self._gauge(
            "reminder_clinic_ready", "1 while this process serves the clinic, and as it should"
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
        self._faulty = self._gauge(
            "reminder_clinic_faulty", "1 for a clinic that this process could not serve"
        )
        self._backup = Gauge(
            "reminder_backup_age_seconds", "Since the newest backup", registry=self._registry
        )
        self._backup_failed = Gauge(
            "reminder_backup_failed", "1 if the last daily backup failed", registry=self._registry
        )

    def _gauge(self, name: str, what: str, *labels: str) -> Gauge:
        return Gauge(name, what, ["clinic", *labels], registry=self._registry)

    def of(self, clinic_id: int) -> "ClinicMetrics":
        """Return what counts for one clinic."""
        return ClinicMetrics(str(clinic_id), self._messages, self._late, self._waits)

    def page(self, clinics: Mapping[int, Snapshot], process: Process) -> bytes:
        """Return everything in Prometheus's text format; `clinics` are those served here now."""
        for gauge in (
            *(self._due, self._planned, self._queue, self._inbox, self._ready, self._breaker),
            *(self._fault, self._telegram, self._dispatch, self._faulty),
        ):
            gauge.clear()  # another process may serve today what was served here yesterday
        for clinic_id, now in clinics.items():
            clinic = str(clinic_id)
            self._due.labels(clinic).set(now.due)
            self._planned.labels(clinic).set(now.planned)
            self._queue.labels(clinic, "answers").set(now.answers)
            self._queue.labels(clinic, "on_their_way").set(now.on_their_way)
            self._queue.labels(clinic, "limiter").set(now.limiter)
            self._inbox.labels(clinic, "new").set(now.inbox_new)
            self._inbox.labels(clinic, "set_aside").set(now.inbox_set_aside)
            self._ready.labels(clinic).set(now.ready)
            self._breaker.labels(clinic).set(now.breaker_is_open)
            self._fault.labels(clinic).set(now.poller_fault)
            self._telegram.labels(clinic).set(_age(now.telegram_age))
            self._dispatch.labels(clinic).set(_age(now.dispatch_age))
        for clinic_id in process.faulty:
            self._faulty.labels(str(clinic_id)).set(1)
        self._backup.set(_age(process.backup_age))
        self._backup_failed.set(process.backup_failed)
        return generate_latest(self._registry)


class ClinicMetrics:
    """Counts what happens at one clinic. `clinic` is its number."""

    def __init__(self, clinic: str, messages: Counter, late: Histogram, waits: Histogram) -> None:
        self._clinic = clinic
        self._messages = messages
        self._late = late
        self._waits = waits.labels(clinic)

    def count(self, sort: str, outcome: str) -> None:
        """Count one message: `sort` is "answer" or "reminders"."""
        self._messages.labels(self._clinic, sort, outcome).inc()

    def late(self, sort: str, seconds: float) -> None:
        """Note how long after its time a message was delivered."""
        self._late.labels(self._clinic, sort).observe(max(seconds, 0.0))

    def waited(self, seconds: float) -> None:
        """Note how long a call waited for its turn."""
        self._waits.observe(seconds)


def _age(seconds: float | None) -> float:
    return float("nan") if seconds is None else seconds
