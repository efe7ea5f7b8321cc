"""A patient's plan as calendar entries: the sessions booked, and when restrictions end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from reminder.calendars import Entry
from reminder.care.history import Appointment
from reminder.care.restrictions import Interval, restrictions
from reminder.care.timing import utc
from reminder.care.topics import named
from reminder.wording.case import Case, topics_without

SESSION = timedelta(minutes=30)
"""How long an entry of a session is. Source: "Why use mesotherapy?" (a session takes about 30
minutes; said of injections, assumed for the others)."""

END = timedelta(minutes=15)
"""How long an entry of an end is: long enough to be seen on a page of a week."""

LONG_OVER = timedelta(days=14)
"""How long an end that has passed is still written, so that an entry made before it moves there."""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose calendar it is: what the entries' ids are made of, and the name where two share a chat.

    `place` keeps the ids of one service apart from all others'; `revision` grows with the plan.
    `held`: the patient has said that the skin is not calm.
    """

    patient_id: int
    place: str
    revision: int
    first_name: str | None = None
    held: bool = False


def calendar_entries(
    case: Case, whose: Whose, cancelled: Iterable[Appointment] = ()
) -> list[Entry]:
    """Return the entries: sessions booked or called off, then ends of restrictions.

    No title names a procedure, a part of the body or what is to be avoided: a calendar is often
    shared. Topics that have always had the same times share an entry, which keeps its id whatever
    comes of its end.
    """
    booked = [one for one in case.history.appointments if utc(one.begins_at) > case.now]
    sessions = [
        *(_session(case, whose, one) for one in booked),
        *(_session(case, whose, one, cancelled=True) for one in cancelled),
    ]
    return [*sorted(sessions, key=lambda one: one.begins_at), *_ends(case, whose)]


def _session(
    case: Case, whose: Whose, appointment: Appointment, *, cancelled: bool = False
) -> Entry:
    profile = case.profile
    move = case.words.plain(
        "plan-calendar-move",
        telephone=profile.telephone,
        hours=profile.hours(case.words.language),
    )
    return Entry(
        uid=f"appointment-{appointment.id}@{whose.place}",
        # Calling it off is one more change.
        sequence=appointment.revision + cancelled,
        begins_at=appointment.begins_at,
        lasts=SESSION,
        summary=case.words.plain("plan-calendar-session", clinic=profile.name),
        description="\n".join([*_for_whom(case, whose), move]),
        location=", ".join(filter(None, (profile.name, profile.address))),
        cancelled=cancelled,
    )


def _ends(case: Case, whose: Whose) -> Iterator[Entry]:
    found = restrictions(case.history, case.protocols, case.now)
    together: dict[tuple[tuple[object, ...], ...], list[str]] = {}
    for topic, intervals in found.items():
        times = tuple((one.begins_at, one.ends_at, one.eases_at) for one in intervals)
        together.setdefault(times, []).append(topic)
    for topics in together.values():
        interval = _present(found[topics[0]], case)
        if interval is not None:
            yield Entry(
                uid=f"restriction-{topics[0]}-{whose.patient_id}@{whose.place}",
                sequence=whose.revision,
                begins_at=interval.ends_at,
                lasts=END,
                summary=case.words.plain("plan-calendar-end"),
                description="\n".join(
                    [*_for_whom(case, whose), *_note(case, interval, topics, held=whose.held)]
                ),
                busy=False,
            )


def _present(intervals: tuple[Interval, ...], case: Case) -> Interval | None:
    """Return the interval that holds now, else the one that ended last, unless long ago.

    One to come has no entry yet: each topic has one, so that a later file always finds it and moves
    it, and no end that was true once stays behind.
    """
    begun = [
        one
        for one in intervals
        # What is not told in the chat is not told here.
        if one.begins_at <= case.now and any(cast.lift for cast in one.casts)
    ]
    last = max(begun, key=lambda one: one.ends_at, default=None)
    return last if last is not None and last.ends_at > case.now - LONG_OVER else None


def _for_whom(case: Case, whose: Whose) -> list[str]:
    if whose.first_name is None:
        return []
    return [case.words.plain("plan-calendar-whose", name=whose.first_name)]


def _note(case: Case, interval: Interval, topics: list[str], *, held: bool) -> list[str]:
    words, profile = case.words, case.profile
    values = {
        "topics": topics_without(words, named(topics, case.wider())),
        "until": case.moment(interval.ends_at),
    }
    if interval.eases_at is None:
        avoid = words.plain("plan-calendar-avoid", **values)
    elif interval.eases_at > case.now:
        values["eases"] = case.moment(interval.eases_at)
        avoid = words.plain("plan-calendar-eases", **values)
    else:
        avoid = words.plain("plan-calendar-while", **values)
    call = words.plain(
        "answer-today-held" if held else "aftercare-call-short",
        telephone=profile.telephone,
        hours=profile.hours(words.language),
    )
    return [avoid, words.plain("plan-calendar-changes"), f"{profile.name}. {call}"]
