"""Which reminders are due when: the whole plan of one patient, worked out anew each time."""

from datetime import datetime

from reminder.care.acts import corrections, instructions
from reminder.care.casts import Protocols, cast_all, treatments, wider_topics
from reminder.care.days import MessageDays
from reminder.care.history import History
from reminder.care.kinds import PlannedReminder
from reminder.care.lifts import lift_reminders, lifts
from reminder.care.nudges import nudges
from reminder.care.questions import check_ins, ease_offs, ease_offs_to_ask
from reminder.care.restrictions import unite
from reminder.care.timing import utc


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
    days = MessageDays.around(
        (*(lift.ended_at for lift in ended), *(one.at for one in easing)), history.preferences
    )
    return tuple(
        sorted(
            (
                *instructions(known, casts, history, opened_at),
                *corrections(casts, history, consented_at, opened_at),
                *lift_reminders(ended, days),
                *nudges(known, casts, intervals, days, opened_at),
                *ease_offs(easing, days),
                *check_ins(known, history, protocols, days, opened_at),
            ),
            key=lambda one: (one.due_at, one.key),
        )
    )
