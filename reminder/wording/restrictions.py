"""Lists of restrictions: a line for all topics that hold for the same time."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from reminder.care.history import Appointment, History
from reminder.care.restrictions import InForce, Protocols, in_force
from reminder.care.topics import named
from reminder.catalogue import Html, Words
from reminder.wording.case import Block, Case, topics_without

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def in_force_lines(
    history: History, protocols: Protocols, now: datetime, words: Words
) -> list[str]:
    """Return what is to be avoided at `now` (aware), a line for each end, the nearest first.

    The lines are Telegram HTML, each with its bullet, and can stand under any heading.
    """
    found = lines(in_force(history, protocols, now), now, words, history)
    return [f"• {words('aftercare-line-alone', line=line)}" for line in found]


def lines(found: Iterable[InForce], now: datetime, words: Words, history: History) -> list[Html]:
    """Return a line for each end among what is in force, the nearest first."""
    zone = history.preferences.zone
    together: list[tuple[tuple[datetime, datetime | None], str]] = []
    wider: dict[str, frozenset[str]] = {}
    for one in found:
        wider[one.topic] = one.within
        # Before the whole range has begun to ease it has two ends to name, after it one.
        together.append(((one.until, one.eases_at), one.topic))
    said = []
    for (until, eases_at), topics in sorted(
        grouped(together).items(), key=lambda item: (item[0][1] or item[0][0], item[0][0])
    ):
        values = {
            "topics": topics_without(words, named(topics, wider)),
            "until": words.moment(until, zone),
        }
        if eases_at is None:
            said.append(words("aftercare-line", **values))
        elif eases_at > now:
            values["eases"] = words.moment(eases_at, zone)
            said.append(words("aftercare-line-eases", **values))
        else:
            said.append(words("aftercare-line-while", **values))
    return said


def avoid_now(case: Case, heading: Html) -> list[Block]:
    """Return the list of what is in force under its heading, and what it takes into account."""
    found = case.in_force()
    to_do = _to_do(case)
    if not found:
        return [Block(case.words("aftercare-nothing-now")), *to_do]
    blocks = [Block(heading, tuple(lines(found, case.now, case.words, case.history)))]
    appointment = case.next_appointment()
    if appointment is not None and any(one.because_of_appointment for one in found):
        at = case.clinic_moment(appointment.begins_at)
        blocks.append(Block(case.words("aftercare-counted-in", at=at)))
    return [*blocks, *to_do]


def _to_do(case: Case) -> list[Block]:
    """Return what the patient is asked to do, a sentence each."""
    return [
        Block(
            case.words(
                "aftercare-do",
                duty=case.words(f"duty-{duty.topic}"),
                until=case.moment(duty.until),
            )
        )
        for duty in case.duties()
    ]


def avoid_later(case: Case) -> list[Block]:
    """Return what is to be avoided before the sessions to come, booked or not."""
    blocks = []
    for appointment, begins in _before_appointments(case).items():
        items = (
            case.words(
                "aftercare-line-from",
                topics=case.without(topics),
                begins=case.moment(begins_at),
            )
            for begins_at, topics in begins.items()
        )
        at = case.clinic_moment(appointment.begins_at)
        blocks.append(Block(case.words("aftercare-avoid-before", at=at), tuple(items)))
    return [*blocks, *avoid_before_next(case)]


def avoid_before_next(case: Case) -> list[Block]:
    """Return what is to be avoided before the sessions that are not booked yet."""
    lengths = grouped((length, topic) for topic, length in case.before_next().items())
    if not lengths:
        return []
    items = (
        case.words(
            "aftercare-line-before",
            topics=case.without(topics),
            length=case.length(length),
        )
        for length, topics in lengths.items()
    )
    return [Block(case.words("aftercare-avoid-before-next"), tuple(items))]


def avoid_before(case: Case, appointment_id: int, *, listed: bool) -> list[Block]:
    """Return what is to be avoided before one appointment: what will be, and what is by now (unless
    that is `listed` already).
    """
    appointment = case.appointment(appointment_id)
    if appointment is None:
        return []
    zone = case.history.preferences.zone
    begins = [
        (one.begins_at, one.topic) for one in case.coming() if one.appointment_id == appointment_id
    ]
    items = [
        *(() if listed else until_session(case, appointment, "course-line-already")),
        *(
            case.words(
                "aftercare-line-from",
                topics=case.without(topics),
                begins=case.words.moment(begins_at, zone),
            )
            for begins_at, topics in grouped(begins).items()
        ),
    ]
    if not items:
        return []
    at = case.clinic_moment(appointment.begins_at)
    return [Block(case.words("aftercare-avoid-before", at=at), tuple(items))]


def until_session(case: Case, appointment: Appointment, plain: str) -> list[Html]:
    """Return lines for what is in force before an appointment: what lasts until it, by the message
    `plain`, without an end that lies after it; what ends before it with its end.
    """
    found = case.in_force()
    lasting = [one.topic for one in found if one.until >= appointment.begins_at]
    ending = [one for one in found if one.until < appointment.begins_at]
    said = lines(ending, case.now, case.words, case.history)
    if lasting:
        said.append(case.words(plain, topics=case.without(lasting)))
    return said


def avoid_again(case: Case, lifted: Collection[str]) -> list[Block]:
    """Return from when topics whose time has ended are to be avoided again, a sentence for each."""
    blocks = []
    for appointment, begins in _before_appointments(case).items():
        for begins_at, topics in begins.items():
            if again := [topic for topic in topics if topic in lifted]:
                text = case.words(
                    "aftercare-again-from",
                    at=case.clinic_moment(appointment.begins_at),
                    begins=case.moment(begins_at),
                    topics=case.without(again),
                )
                blocks.append(Block(text))
    before = case.before_next()
    lengths = grouped((before[topic], topic) for topic in lifted if topic in before)
    for length, topics in lengths.items():
        text = case.words(
            "aftercare-again-next",
            length=case.length(length),
            topics=case.without(topics),
        )
        blocks.append(Block(text))
    return blocks


def grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, list[Value]]:
    """Return the values of each key, keys in the order in which they first appear."""
    groups: dict[Key, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _before_appointments(case: Case) -> Mapping[Appointment, Mapping[datetime, list[str]]]:
    """Return the topics to come by their begin, for each appointment that they lead up to."""
    return {
        appointment: grouped((one.begins_at, one.topic) for one in comings)
        for appointment_id, comings in grouped(
            (one.appointment_id, one) for one in case.coming()
        ).items()
        if (appointment := case.appointment(appointment_id)) is not None
    }
