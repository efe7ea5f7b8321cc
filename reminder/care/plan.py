"""Which reminders are due when: the whole plan of one patient, worked out anew each time."""

from dataclasses import replace
from datetime import datetime

from reminder.care.acts import corrections, instructions
from reminder.care.appointments import announcements, eves, prepares
from reminder.care.casts import Protocols, cast_all, treatments, wider_topics
from reminder.care.courses import completions, next_dues, offers
from reminder.care.days import MessageDays
from reminder.care.history import History, Preferences
from reminder.care.kinds import EXEMPT, PlannedReminder, Shift
from reminder.care.lifts import lift_reminders, lifts
from reminder.care.nudges import nudges
from reminder.care.questions import check_ins, ease_offs, ease_offs_to_ask
from reminder.care.restrictions import unite
from reminder.care.timing import in_quiet, utc


def plan_reminders(
    history: History, protocols: Protocols, now: datetime
) -> tuple[PlannedReminder, ...]:
    """Return all reminders of a patient by their due time, in UTC; none without a consent in force.

    The past ends at the consent, the record of the session concerned, or the end of the last pause,
    whichever is latest; it never ends at `now`, so that what is overdue and still useful stays in
    the plan. `now` only tells appointments to come from those presumed held.

    Raises:
        KeyError: if a treatment's course, or the course's protocol version, is missing.
        ValueError: if an instant is naive.
    """
    if history.consented_at is None:
        return ()
    consented_at = utc(history.consented_at)
    opened_at = max(consented_at, utc(history.resumed_at or consented_at))
    known = treatments(history, now)
    casts = cast_all(history, protocols, now)
    intervals = unite(cast for cast in casts if not cast.is_past_keeping)
    ended = lifts(casts, history, opened_at, wider_topics(history, protocols))
    easing = ease_offs_to_ask(known, casts, intervals, history, opened_at)
    preferences = history.preferences
    days = MessageDays.around(
        (*(lift.ended_at for lift in ended), *(one.at for one in easing)), preferences
    )
    planned = (
        *instructions(known, casts, history, consented_at, opened_at),
        *corrections(casts, history, consented_at, opened_at),
        *announcements(history, consented_at, opened_at),
        *lift_reminders(ended, days),
        *nudges(known, casts, intervals, days, opened_at),
        *ease_offs(easing, days),
        *check_ins(known, history, protocols, days, opened_at),
        *prepares(history, protocols, intervals, days, opened_at),
        *eves(history, opened_at),
        *next_dues(known, history, protocols, days, opened_at),
        *completions(known, casts, history, protocols, days, opened_at),
        *offers(known, history, protocols, days, opened_at),
    )
    explained = (_explained(reminder, preferences) for reminder in planned)
    return tuple(sorted(explained, key=lambda one: (one.due_at, one.key)))


def _explained(reminder: PlannedReminder, preferences: Preferences) -> PlannedReminder:
    """Return a reminder that says why it is due at another instant than it is about, if it is."""
    wanted_at = reminder.wanted_at
    if wanted_at is None or wanted_at == reminder.due_at:
        return replace(reminder, wanted_at=None)
    if in_quiet(wanted_at, preferences):
        shift = Shift.QUIET_HOURS
    elif reminder.kind in EXEMPT:
        shift = Shift.PAUSE
    else:
        shift = Shift.DAY_MESSAGE
    return replace(reminder, shift=shift)
