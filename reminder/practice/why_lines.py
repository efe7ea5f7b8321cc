"""A patient's story in the words of staff: a line for each reminder, message and hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from reminder.care.appointments import about
from reminder.care.delivery import HELD_KINDS
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.reasons import HOLDS, Reason, reason_of
from reminder.care.timing import local_day
from reminder.catalogue import Html, Words
from reminder.practice.why import VOID, Answer, Attempt, Entry, Intention, Waiting, is_one_moment
from reminder.store.tables import Delivery, DeliveryState, Hold


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the story, and the instant and the clinic's day at which it stands."""

    at: datetime
    on: date
    text: Html


def story_lines(entries: Iterable[Entry], zone: ZoneInfo, words: Words) -> list[Line]:
    """Return a line for each entry, with times on the clocks of `zone`."""
    return [_Teller(zone, words, entry.at).line(entry) for entry in entries]


def why(code: str, words: Words) -> Html:
    """Return what a stored reason means, in words."""
    return words(f"why-reason-{reason_of(code).name.lower().replace('_', '-')}")


class _Teller:
    """Tells of one entry: other instants of the same day are named by their time alone."""

    def __init__(self, zone: ZoneInfo, words: Words, at: datetime) -> None:
        self._zone = zone
        self._words = words
        self._at = at
        self._on = local_day(at, zone)

    def line(self, entry: Entry) -> Line:
        match entry:
            case Intention():
                standing = Html("; ".join(self._of_reminder(entry)))
                return self._line(self._kind(entry), standing)
            case Attempt(_, delivery):
                return self._line(self._words("why-attempt"), self._of_attempt(delivery))
            case Answer(_, delivery):
                return self._line(self._purpose(delivery.purpose), self._of_answer(delivery))
            case Waiting(_, hold):
                text = Html(f"{self._hour(self._at)} {self._of_hold(hold)}")
                return Line(self._at, self._on, text)
            case _ as never:
                assert_never(never)

    def _line(self, what: Html, standing: Html) -> Line:
        time = self._hour(self._at)
        text = self._words("why-line", time=time, what=what, standing=standing)
        return Line(self._at, self._on, text)

    def _hour(self, at: datetime) -> Html:
        return self._words.hour(at.astimezone(self._zone).time())

    def _when(self, at: datetime) -> Html:
        if local_day(at, self._zone) == self._on:
            return self._hour(at)
        return self._words.moment(at, self._zone)

    def _why(self, code: str) -> Html:
        return why(code, self._words)

    def _kind(self, entry: Intention) -> Html:
        kind, key = entry.reminder.kind, entry.reminder.key
        if kind is ReminderKind.APPOINTMENT:
            return self._words(f"why-appointment-{about(key)}")
        if kind is ReminderKind.PREPARE and not entry.topics:
            return self._words("why-kind-changed")
        topics = self._words.listing(self._words.topic(one) for one in entry.topics)
        return self._words(f"why-kind-{_id(kind)}", topics=topics)

    def _purpose(self, purpose: str) -> Html:
        own = f"why-answer-{_id(purpose)}"
        return self._words(own if self._words.has(own) else "why-answer")

    def _of_reminder(self, entry: Intention) -> Iterator[Html]:
        """Yield what became of a reminder, and what else there is to know of it."""
        words, reminder = self._words, entry.reminder
        yield self._standing(entry)
        if entry.together:
            what = words.listing(words(f"why-short-{_id(kind)}") for kind in entry.together)
            yield words("why-note-together", what=what)
        wanted_at = reminder.wanted_at or reminder.due_at
        if reminder.shift is not None and not is_one_moment(self._at, wanted_at):
            shift = words(f"why-shift-{_id(reminder.shift)}")
            yield words("why-note-moved", wanted=self._when(wanted_at), shift=shift)
        if not is_one_moment(self._at, reminder.due_at):
            yield words("why-note-due", due=self._when(reminder.due_at))
        if reminder.attempts > 1:
            yield words("why-note-attempts", number=reminder.attempts)
        if reminder.repeated:
            yield words("why-note-repeated")
        if reminder.key.startswith(VOID):
            yield words("why-note-wrong-phone")
        if entry.waits is not None:
            yield words("why-note-useful", until=self._when(reminder.useful_until))

    def _standing(self, entry: Intention) -> Html:
        words, reminder = self._words, entry.reminder
        reason = self._why(reminder.reason or Reason.NO_ANSWER)
        match reminder.state:
            case ReminderState.PLANNED:
                return self._planned(entry)
            case ReminderState.SENDING:
                return words("why-sending")
            case ReminderState.DELIVERED:
                return words("why-delivered")
            case ReminderState.CANCELLED:
                return self._ended("why-cancelled", reminder.changed_at, reason)
            case ReminderState.DROPPED:
                return self._ended("why-dropped", reminder.changed_at, reason)
            case ReminderState.REFUSED:
                return words("why-refused", reason=reason)
            case ReminderState.UNCERTAIN:
                return words("why-uncertain", reason=reason)
            case ReminderState.EXPIRED:
                return self._expired(entry, reason)
            case _ as never:
                assert_never(never)

    def _planned(self, entry: Intention) -> Html:
        words, reminder = self._words, entry.reminder
        if entry.waits is not None:
            return words("why-waits", reason=self._why(entry.waits))
        wake_at, code = reminder.wake_at, reminder.reason
        # Why it waited before says nothing once that is settled.
        if code is None or wake_at is None or reason_of(code) in HOLDS:
            return words("why-planned")
        return words("why-waits-until", until=self._when(wake_at), reason=self._why(code))

    def _expired(self, entry: Intention, reason: Html) -> Html:
        words, reminder = self._words, entry.reminder
        until = self._when(reminder.useful_until)
        if entry.waited is not None:
            return words("why-expired-waited", until=until, reason=self._why(entry.waited))
        if reminder.reason in (None, Reason.EXPIRED):
            return words("why-expired", until=until)
        return self._ended("why-dropped", reminder.changed_at, reason)

    def _ended(self, message: str, at: datetime, reason: Html) -> Html:
        """Return what ended a reminder, and when, where that is not the time it stands at."""
        if is_one_moment(self._at, at):
            return self._words(message, reason=reason)
        return self._words(f"{message}-at", when=self._when(at), reason=reason)

    def _of_attempt(self, delivery: Delivery) -> Html:
        if delivery.state in (DeliveryState.DEFERRED, DeliveryState.UNCERTAIN):
            return self._words("why-again", reason=self._why(delivery.reason or Reason.NO_ANSWER))
        return self._of_answer(delivery)

    def _of_answer(self, delivery: Delivery) -> Html:
        words = self._words
        reason = self._why(delivery.reason or Reason.NO_ANSWER)
        match delivery.state:
            case DeliveryState.QUEUED:
                return words("why-queued")
            case DeliveryState.SENDING:
                return words("why-sending")
            case DeliveryState.DELIVERED:
                return words("why-delivered")
            case DeliveryState.DEFERRED:
                return words("why-again", reason=reason)
            case DeliveryState.REFUSED:
                return words("why-refused", reason=reason)
            case DeliveryState.UNCERTAIN:
                return words("why-uncertain", reason=reason)
            case DeliveryState.CANCELLED:
                return words("why-cancelled", reason=reason)
            case DeliveryState.DROPPED:
                return words("why-dropped", reason=reason)
            case _ as never:
                assert_never(never)

    def _of_hold(self, hold: Hold) -> Html:
        words, reason = self._words, self._why(hold.kind)
        everything = HELD_KINDS[reason_of(hold.kind)] == frozenset(ReminderKind)
        message = "why-hold" if everything else "why-hold-lifts"
        if hold.released_at is None:
            return words(f"{message}-open", reason=reason)
        return words(message, reason=reason, until=self._when(hold.released_at))


def _id(word: str) -> str:
    return word.replace("_", "-")
