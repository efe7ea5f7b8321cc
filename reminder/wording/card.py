"""The patient's card: what applies, in short lines that stay true until the next change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from reminder.care.history import Course, History
from reminder.care.restrictions import Coming, InForce, Protocols
from reminder.care.topics import named
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile
from reminder.wording.case import Block, Case
from reminder.wording.restrictions import grouped, to_do


@dataclass(frozen=True, slots=True)
class CardNotes:
    """What a card says beside the times.

    `name`: whose it is, where two share a phone. `paused_until`: messages wait until then (aware).
    `complaint`: the patient has said that the skin is not calm; `unsure_who`: staff have yet to say
    whose treatments these are. While either is so, nothing is said to be over.
    """

    name: str | None = None
    paused_until: datetime | None = None
    complaint: bool = False
    unsure_who: bool = False


def card(
    history: History,
    protocols: Protocols,
    now: datetime,
    words: Words,
    profile: ClinicProfile,
    notes: CardNotes,
) -> Html:
    """Return the card at `now` (aware) as Telegram HTML.

    It says the same until `reminder.care.changes.next_change`, but for its notes.
    """
    case = Case(history, protocols, now, words, profile)
    heading = [Block(words("patient-today-name", name=notes.name))] if notes.name else []
    blocks = [
        *heading,
        *_now(case, notes),
        *to_do(case),
        *_before(case),
        *_sessions(case),
        *_paused(case, notes),
        Block(words("view-card-foot")),
    ]
    return Html("\n\n".join(map(str, blocks)))


def _now(case: Case, notes: CardNotes) -> Iterator[Block]:
    words, found = case.words, case.in_force()
    if found:
        yield _close(words("view-card-avoid"), _until(case, found))
    if notes.complaint:
        how = {
            "telephone": case.profile.telephone,
            "hours": case.profile.hours(words.language),
        }
        yield Block(words("answer-today-held", **how))
    elif notes.unsure_who:
        if not found:
            yield Block(words("view-card-ask"))
    else:
        if not found:
            yield Block(words("aftercare-nothing-now"))
        if over := case.over():
            listed = words.listing(words.topic(topic) for topic in case.named_over(over))
            yield Block(words("aftercare-today-over", topics=listed))


def _until(case: Case, found: Iterable[InForce]) -> Iterator[Block]:
    """Yield each end with the topics that it is the end of, a line each; the nearest first."""
    all_found = tuple(found)
    wider = {one.topic: one.within for one in all_found}
    together = grouped(((one.until, one.eases_at), one.topic) for one in all_found)
    for (until, eases_at), topics in sorted(
        together.items(), key=lambda item: (item[0][1] or item[0][0], item[0][0])
    ):
        values = {"until": case.moment(until)}
        if eases_at is None:
            heading = case.words("view-card-until", **values)
        elif eases_at > case.now:
            heading = case.words("view-card-until-eases", eases=case.moment(eases_at), **values)
        else:
            heading = case.words("view-card-until-while", **values)
        yield Block(heading, _labels(case, named(topics, wider)))


def _before(case: Case) -> Iterator[Block]:
    """Yield what begins again before the sessions that are booked."""
    for appointment_id, comings in grouped(
        (one.appointment_id, one) for one in case.coming()
    ).items():
        appointment = case.appointment(appointment_id)
        if appointment is not None:
            at = case.clinic_moment(appointment.begins_at)
            heading = case.words("aftercare-avoid-before", at=at)
            yield _close(heading, _from(case, comings))


def _from(case: Case, comings: Iterable[Coming]) -> Iterator[Block]:
    known = tuple(comings)
    wider = {one.topic: one.within for one in known}
    for begins_at, topics in grouped((one.begins_at, one.topic) for one in known).items():
        heading = case.words("view-card-from", begins=case.moment(begins_at))
        yield Block(heading, _labels(case, named(topics, wider)))


def _sessions(case: Case) -> Iterator[Block]:
    lines = [(course, line) for course in case.history.courses for line in _session(case, course)]
    if len(lines) > 1:
        lines = [(course, _told_apart(case, course, line)) for course, line in lines]
    if lines:
        yield Block(Html("\n".join(line for _, line in lines)))


def _told_apart(case: Case, course: Course, line: Html) -> Html:
    """Return a line with its course's last session, for one who is on several courses: a chat names
    no procedure.
    """
    last_at = case.last_held(course)
    if last_at is None:
        return line
    return case.words("view-card-of", line=line, held=case.clinic_moment(last_at))


def _session(case: Case, course: Course) -> Iterator[Html]:
    """Yield where a course that goes on stands, and when its next session is."""
    held = [one for one in case.history.sessions if one.course_id == course.id]
    number = max([len(held), *(one.number or 0 for one in held)])
    to_come = [
        one.begins_at
        for one in case.history.appointments
        if one.course_id == course.id and one.begins_at > case.now
    ]
    following = case.clinic_moment(min(to_come)) if to_come else None
    planned = course.sessions_planned
    # One beyond those that were planned would read as the sixth of five.
    if number and planned and number <= planned and (to_come or case.goes_on(course)):
        values = {"number": number, "of": planned}
        if following is None:
            yield case.words("view-card-session", **values)
        else:
            yield case.words("view-card-session-next", next=following, **values)
    elif following is not None:
        yield case.words("view-card-next", next=following)


def _paused(case: Case, notes: CardNotes) -> Iterator[Block]:
    if notes.paused_until is not None:
        yield Block(case.words("view-card-paused", until=case.moment(notes.paused_until)))


def _labels(case: Case, topics: Iterable[str]) -> tuple[Html, ...]:
    labels = (case.words.topic(topic) for topic in topics)
    return tuple(Html(label[:1].upper() + label[1:]) for label in labels)


def _close(heading: Html, blocks: Iterable[Block]) -> Block:
    """Return blocks under a heading without empty lines between them."""
    return Block(Html("\n".join([heading, *map(str, blocks)])))
