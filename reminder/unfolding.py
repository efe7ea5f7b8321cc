"""A whole course of messages, worked out ahead: what a patient would get, word for word, and when.

Nothing here is stored or sent; the printed preview and the rehearsal in the chat both come from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from reminder import wording
from reminder.care.history import Appointment, Course, History, Preferences, Session
from reminder.care.kinds import EXEMPT, PlannedReminder
from reminder.care.plan import plan_reminders
from reminder.care.protocol import CareProtocol
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile

RECORDED_AFTER = timedelta(minutes=10)
"""How long after a session it is recorded, and after the first the patient joins."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One message, and when it goes out (aware, UTC). `asks`: the reminders whose question it asks,
    with its answers as buttons.
    """

    at: datetime
    text: Html
    asks: tuple[PlannedReminder, ...]


def course_of(
    protocol: CareProtocol,
    preferences: Preferences,
    sessions_at: Sequence[datetime],
    *,
    areas: frozenset[str] = frozenset(),
    appointments_at: Sequence[datetime] = (),
    sessions_planned: int | None = None,
) -> History:
    """Return the history of a patient who has had these sessions and joined after the first.

    `sessions_at` and `appointments_at` are aware; the appointments stay booked throughout. `areas`
    are the treated ones (none: the protocol's default).

    Raises:
        ValueError: there is no session.
    """
    held = sorted(sessions_at)
    if not held:
        message = "a preview needs a session"
        raise ValueError(message)
    joined_at = held[0] + RECORDED_AFTER
    return History(
        preferences,
        consented_at=joined_at,
        courses=(Course(1, protocol.ref, areas, sessions_planned),),
        sessions=tuple(
            Session(number, 1, at, recorded_at=at + RECORDED_AFTER, number=number)
            for number, at in enumerate(held, 1)
        ),
        appointments=tuple(
            Appointment(number, 1, at, booked_at=joined_at)
            for number, at in enumerate(sorted(appointments_at), 1)
        ),
    )


def unfold(
    whole: History, protocol: CareProtocol, words: Words, profile: ClinicProfile
) -> Iterator[Foretold]:
    """Yield every message of a course of this protocol, by time.

    Raises:
        ValueError: an instant is naive.
    """
    protocols = {protocol.ref: protocol}
    for at, known, reminders in _messages(whole, protocol):
        text = wording.day_message(known, protocols, reminders, at, words, profile)
        if text is not None:
            asked = wording.asked_first(known, protocols, reminders, at)
            yield Foretold(at, text, asked)


def _messages(
    whole: History, protocol: CareProtocol
) -> Iterator[tuple[datetime, History, list[PlannedReminder]]]:
    """Yield each message's instant, what was known then, and the reminders that it carries.

    The plan is worked out anew whenever a session is recorded, as the service does.
    """
    acts = sorted(session.recorded_at for session in whole.sessions)
    for act, following in zip(acts, [*acts[1:], datetime.max.replace(tzinfo=UTC)], strict=True):
        known = known_at(whole, act)
        planned = plan_reminders(known, {protocol.ref: protocol}, act)
        due = (one for one in planned if act <= one.due_at < following)
        for (at, _), together in groupby(due, key=_message_of):
            yield at, known, list(together)


def known_at(whole: History, act: datetime) -> History:
    """Return what is known of a course at `act` (aware): the sessions recorded by then."""
    return replace(whole, sessions=tuple(s for s in whole.sessions if s.recorded_at <= act))


def _message_of(reminder: PlannedReminder) -> tuple[datetime, str]:
    return reminder.due_at, reminder.key if reminder.kind in EXEMPT else ""
