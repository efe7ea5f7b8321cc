"""What goes out because somebody has just acted: instructions and corrections."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from reminder.care.casts import Cast, Standing, Treatment
from reminder.care.history import History
from reminder.care.kinds import PlannedReminder, ReminderKind
from reminder.care.timing import utc

SHORTEST = timedelta(days=1)
"""Instructions and corrections are useful for at least this long."""
UNDONE_USEFUL = timedelta(days=3)
"""How long it is worth telling that a session was taken back."""


def instructions(
    treatments: tuple[Treatment, ...],
    casts: tuple[Cast, ...],
    history: History,
    consented_at: datetime,
    opened_at: datetime,
) -> Iterator[PlannedReminder]:
    """Yield the instructions: one for what was known at `opened_at`, one for each later session.

    An appointment has instructions of its own only where it is what the patient was enrolled for:
    there was nothing but appointments when they agreed, and no session has been recorded since.
    Nothing is chosen in the place of a session that was taken back once it was told, or of an
    appointment called off after the consent: its instructions are out, and another message says
    what became of it.
    """
    for treatment in _instructed(treatments, history, consented_at, opened_at):
        due_at = max(opened_at, treatment.known_at)
        own = [cast for cast in casts if cast.treatment == treatment and cast.ends_at > due_at]
        until = max((cast.ends_at for cast in own), default=None)
        yield PlannedReminder(
            due_at=due_at,
            key=f"instructions:{_name(treatment)}",
            kind=ReminderKind.INSTRUCTIONS,
            useful_until=_useful(due_at, until),
            course_id=treatment.course_id,
            session_id=treatment.session_id,
            appointment_id=treatment.appointment_id,
            topics=tuple(dict.fromkeys(cast.topic for cast in own)),
            until=until,
            wanted_at=treatment.known_at,
        )


def corrections(
    casts: tuple[Cast, ...], history: History, consented_at: datetime, opened_at: datetime
) -> Iterator[PlannedReminder]:
    """Yield a correction for each session changed or taken back once its patient knew of it.

    One that was changed during a pause is due at its end.
    """
    for session in history.sessions:
        if session.corrected_at is None:
            continue
        if utc(session.corrected_at) <= max(consented_at, utc(session.recorded_at)):
            continue
        due_at = max(utc(session.corrected_at), opened_at)
        own = [
            cast
            for cast in casts
            if cast.treatment.session_id == session.id and cast.ends_at > due_at
        ]
        until = max((cast.ends_at for cast in own), default=None)
        yield PlannedReminder(
            due_at=due_at,
            key=f"correction:session:{session.id}:{session.revision}",
            kind=ReminderKind.CORRECTION,
            useful_until=_useful(due_at, until),
            course_id=session.course_id,
            session_id=session.id,
            topics=tuple(dict.fromkeys(cast.topic for cast in own)),
            until=until,
            wanted_at=utc(session.corrected_at),
        )
    for undone in history.undone:
        if utc(undone.undone_at) <= max(consented_at, utc(undone.recorded_at)):
            continue
        due_at = max(utc(undone.undone_at), opened_at)
        yield PlannedReminder(
            due_at=due_at,
            key=f"correction:session:{undone.session_id}:undone",
            kind=ReminderKind.CORRECTION,
            useful_until=due_at + UNDONE_USEFUL,
            course_id=undone.course_id,
            session_id=undone.session_id,
            wanted_at=utc(undone.undone_at),
        )


def _instructed(
    treatments: tuple[Treatment, ...],
    history: History,
    consented_at: datetime,
    opened_at: datetime,
) -> Iterator[Treatment]:
    held = [one for one in treatments if one.standing is Standing.HELD]
    yield from (one for one in held if one.known_at > opened_at)
    known = [one for one in held if one.known_at <= opened_at]
    withdrawn = [
        (utc(one.recorded_at), one.session_id)
        for one in history.undone
        # Also one known at the consent, and taken back in a pause since.
        if any(utc(one.recorded_at) <= at < utc(one.undone_at) for at in (consented_at, opened_at))
    ]
    recorded_since = any(utc(one.recorded_at) > consented_at for one in history.undone)
    if not held and not withdrawn and not recorded_since:
        known = [one for one in treatments if one.known_at <= consented_at]
        withdrawn = [
            (utc(one.booked_at), one.appointment_id)
            for one in history.cancelled
            if utc(one.booked_at) <= consented_at < utc(one.cancelled_at)
        ]
    latest = max(known, key=_known, default=None)
    if latest is not None and (not withdrawn or _known(latest) > max(withdrawn)):
        yield latest


def _known(treatment: Treatment) -> tuple[datetime, int]:
    return treatment.known_at, treatment.number


def _name(treatment: Treatment) -> str:
    what = "session" if treatment.standing is Standing.HELD else "appointment"
    return f"{what}:{treatment.number}"


def _useful(due_at: datetime, until: datetime | None) -> datetime:
    return max(due_at + SHORTEST, until or due_at)
