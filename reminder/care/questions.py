"""Questions about the treated skin: at the lower bound of a range, and on a day after a session."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reminder.care.casts import Cast, Protocols, Side, Standing, Treatment, cast_all, wider_topics
from reminder.care.days import MessageDays
from reminder.care.history import Answer, History, Reply
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.lifts import lifts
from reminder.care.protocol import CheckIn
from reminder.care.restrictions import Interval
from reminder.care.timing import DAY, add_days, after_quiet, end_of_day, local_day, message_at, utc

USEFUL_DAYS = 2
"""For how many days a check-in is still worth asking."""
NOT_AGAIN_WITHIN = timedelta(days=7)
"""How far apart the check-ins of one course are at least, but for the one after "still sore"."""
NOT_BEFORE_SESSION = timedelta(hours=24)
"""For how long before a session nobody is asked: the specialist will see the skin."""


@dataclass(frozen=True, slots=True)
class EaseOff:
    """A range that a calm answer could end: asked at `at` (UTC, not quiet) at the earliest.

    `until`: when it ends without an answer.
    """

    at: datetime
    cast: Cast
    until: datetime


def superseded(session: Treatment, known: tuple[Treatment, ...], history: History) -> bool:
    """Say whether a newer session has taken the place of this one: then nobody asks about it.

    Two treatments of different courses on one day are one visit: neither takes the other's place.
    """
    zone = history.preferences.zone
    return any(
        local_day(other.at, zone) > local_day(session.at, zone)
        or (
            other.course_id == session.course_id
            and (other.at, other.number) > (session.at, session.number)
        )
        for other in known
        if other.standing is Standing.HELD
    )


def ease_offs_to_ask(
    known: tuple[Treatment, ...],
    casts: tuple[Cast, ...],
    intervals: Mapping[str, tuple[Interval, ...]],
    history: History,
    opened_at: datetime,
) -> tuple[EaseOff, ...]:
    """Return the ranges about which the patient is asked: where a calm answer could free a day.

    Nobody is asked who has said that the skin is not calm: a check-in follows that up.
    """
    zone = history.preferences.zone
    found = []
    for cast in casts:
        session = cast.treatment
        if not cast.lift or not _can_ease(cast, known, history):
            continue
        interval = next(i for i in intervals[cast.topic] if i.holds_at(cast.begins_at))
        strict = max(
            one.eases_at
            if one.eases_at is not None and _can_ease(one, known, history)
            else one.ends_at
            for one in interval.casts
        )
        told_at = max(opened_at, session.known_at)
        at = after_quiet(max(strict, told_at), history.preferences)
        if add_days(at, 1, zone) <= interval.ends_at:
            found.append(EaseOff(at, cast, interval.ends_at))
    return tuple(found)


def ease_offs(asked: tuple[EaseOff, ...], days: MessageDays) -> Iterator[PlannedReminder]:
    """Yield the questions at lower bounds, each with its day's message."""
    zone = days.preferences.zone
    for one in asked:
        day, due_at = days.of(one.at)
        if add_days(due_at, 1, zone) > one.until:
            continue
        session = one.cast.treatment
        yield PlannedReminder(
            due_at=due_at,
            key=f"ease_off:session:{session.number}:{one.cast.topic}",
            kind=ReminderKind.EASE_OFF,
            useful_until=min(one.until, max(add_days(one.until, -1, zone), end_of_day(day, zone))),
            course_id=session.course_id,
            session_id=session.session_id,
            topics=(one.cast.topic,),
            until=one.until,
            wanted_at=one.cast.eases_at,
        )


def check_ins(
    known: tuple[Treatment, ...],
    history: History,
    protocols: Protocols,
    days: MessageDays,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield the check-ins: after the first session of a course, then at most weekly.

    After "still sore" the protocol's later days ask once more, whatever was asked when.
    """
    for course in sorted(history.courses, key=lambda one: one.id):
        rules = protocols[course.protocol].check_ins
        last_on: date | None = None
        for session in known:
            if session.standing is not Standing.HELD or session.course_id != course.id:
                continue
            asking = _Asking(session, known, history, days, max(opened_at, session.known_at))
            for occurrence, rule in enumerate(rules, 1):
                if rule.only_after is not None:
                    yield from asking.again(rule, occurrence)
                    continue
                day, due_at = asking.day_of(rule.day)
                near = last_on is not None and day - last_on < NOT_AGAIN_WITHIN
                may_ask = asking.may_ask(due_at)
                if near or not (may_ask or asking.was_answered(occurrence)):
                    continue
                last_on = day
                if may_ask and not asking.is_unwell(before=due_at):
                    yield from asking.reminder(occurrence, due_at)


def freed(history: History, protocols: Protocols, at: datetime) -> tuple[str, ...]:
    """Return the topics whose restriction an answer given at `at` has ended at that instant.

    The reply to the answer names them; once it has (`Answer.told`), no lift does.
    """
    at = utc(at)
    ended = lifts(cast_all(history, protocols, at), history, at, wider_topics(history, protocols))
    return tuple(one.interval.topic for one in ended if one.ended_at == at)


@dataclass(frozen=True, slots=True)
class _Asking:
    """The check-ins of one session. `told_at`: before that the patient knew nothing of it."""

    session: Treatment
    known: tuple[Treatment, ...]
    history: History
    days: MessageDays
    told_at: datetime

    def day_of(self, number: int) -> tuple[date, datetime]:
        """Return the message of the so-manieth day after the session's."""
        wanted = local_day(self.session.at, self.days.preferences.zone) + number * DAY
        return self.days.of(message_at(wanted, self.days.preferences))

    def may_ask(self, due_at: datetime) -> bool:
        """Say whether the patient knows of it and no other treatment has come or is near."""
        return due_at >= self.told_at and all(
            due_at + NOT_BEFORE_SESSION < other.at for other in self._later()
        )

    def was_answered(self, occurrence: int) -> bool:
        """Say whether a check-in has been answered, so that it must have been asked."""
        return any(a.question == self._key(occurrence) for a in self._answers())

    def is_unwell(self, before: datetime) -> bool:
        """Say whether the latest answer before an instant was another than calm."""
        last = self._last(a for a in self._answers() if utc(a.answered_at) < before)
        return last is not None and last.reply is not Reply.CALM

    def again(self, rule: CheckIn, occurrence: int) -> Iterator[PlannedReminder]:
        """Yield the check-in that follows "still sore", where that is what was said last."""
        key = self._key(occurrence)
        last = self._last(a for a in self._answers() if a.question != key)
        if last is None or last.reply is not Reply.SORE:
            return
        zone = self.days.preferences.zone
        since = (local_day(last.answered_at, zone) - local_day(self.session.at, zone)).days
        _, due_at = self.day_of(max(rule.day, since + 1))
        if self.may_ask(due_at):
            yield from self.reminder(occurrence, due_at)

    def reminder(self, occurrence: int, due_at: datetime) -> Iterator[PlannedReminder]:
        """Yield the check-in, unless a newer session has taken this one's place."""
        if superseded(self.session, self.known, self.history):
            return
        next_at = min((other.at for other in self._later()), default=None)
        useful_until = add_days(due_at, USEFUL_DAYS, self.days.preferences.zone)
        if next_at is not None:
            useful_until = min(useful_until, next_at - NOT_BEFORE_SESSION)
        if due_at < useful_until:
            yield PlannedReminder(
                due_at=due_at,
                key=self._key(occurrence),
                kind=ReminderKind.CHECK_IN,
                useful_until=useful_until,
                course_id=self.session.course_id,
                session_id=self.session.session_id,
            )

    def _key(self, occurrence: int) -> str:
        return f"check_in:session:{self.session.number}:{occurrence}"

    def _answers(self) -> Iterator[Answer]:
        mine = (a for a in self.history.answers if a.session_id == self.session.session_id)
        return (a for a in mine if utc(a.answered_at) >= self.session.at)

    def _last(self, answers: Iterator[Answer]) -> Answer | None:
        # Of two answers at one instant the one that is not calm counts.
        return max(
            answers,
            key=lambda a: (utc(a.answered_at), a.reply is not Reply.CALM, a.reply, a.question),
            default=None,
        )

    def _later(self) -> Iterator[Treatment]:
        """Yield the treatments after this one's visit."""
        zone = self.days.preferences.zone
        for other in self.known:
            if other.course_id == self.session.course_id:
                if other != self.session and other.at > self.session.at:
                    yield other
            elif local_day(other.at, zone) > local_day(self.session.at, zone):
                yield other


def _can_ease(cast: Cast, known: tuple[Treatment, ...], history: History) -> bool:
    """Say whether the patient's word could end it at its lower bound."""
    session = cast.treatment
    if cast.eases_at is None or cast.side is not Side.AFTER:
        return False
    if session.standing is not Standing.HELD or superseded(session, known, history):
        return False
    return not any(
        answer.session_id == session.session_id and session.at <= utc(answer.answered_at)
        for answer in history.answers
        if answer.reply is not Reply.CALM and utc(answer.answered_at) < cast.ends_at
    )
