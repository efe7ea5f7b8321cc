"""What patients read about a session to come."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from reminder.care.appointments import About, about
from reminder.care.choices import Asking
from reminder.care.protocol import Grade
from reminder.wording.case import Block, Case
from reminder.wording.restrictions import avoid_before, avoid_later, avoid_now, until_session


def appointment(case: Case, reminder: Asking) -> list[Block]:
    """Return what is said of an appointment booked, moved or cancelled, or on the day before;
    nothing where it stands otherwise by now.
    """
    what = about(reminder.key)
    begins_at = _begins_at(case, reminder, cancelled=what is About.CANCELLED)
    if begins_at is None:
        return []
    at = case.clinic_moment(begins_at)
    told = Block(case.words(f"course-{what}", at=at, **how_to_call(case)))
    hello = Block(case.words("course-hello", clinic=case.profile.name))
    heading = case.words("aftercare-avoid-now")
    if what is About.EVE:
        still = _until_then(case, reminder.appointment_id)
        return [hello, told, *_where(case), *still, *_change_your_mind(case, reminder)]
    if what is About.CANCELLED:
        return [hello, told, *avoid_now(case, heading), *avoid_later(case)]
    return [hello, told, *_where(case), *avoid_now(case, heading), *avoid_later(case)]


def next_session(case: Case) -> list[Block]:
    """Return when the next booked session is, for instructions that do not name it otherwise: with
    what comes before it, or as taken into account.
    """
    coming = case.next_appointment()
    if coming is None or any(one.appointment_id == coming.id for one in case.coming()):
        return []
    if any(one.because_of_appointment for one in case.in_force()):
        return []
    at = case.clinic_moment(coming.begins_at)
    return [Block(case.words("course-booked", at=at, **how_to_call(case)))]


def prepared(case: Case, reminders: Sequence[Asking], *, listed: bool) -> list[Block]:
    """Return from when what is to be avoided before sessions to come. `listed`: the message lists
    what is in force already.
    """
    ids = dict.fromkeys(one.appointment_id for one in reminders if one.topics)
    return [
        block
        for appointment_id in ids
        if appointment_id is not None
        for block in avoid_before(case, appointment_id, listed=listed)
    ]


def changed_question(case: Case, reminder: Asking) -> list[Block]:
    """Return the question whether anything has changed that the clinic should know: what the
    protocol names, medicines apart, and never an advice to stop one.
    """
    booked = case.appointment(reminder.appointment_id)
    if booked is None:
        return []
    asked = [
        question
        for course in case.history.courses
        if course.id == booked.course_id
        for question in case.protocols[course.protocol].questions
    ]
    items = [
        case.words.series(case.words(f"question-{word}") for word in question.about)
        for question in asked
        if question.grade is not Grade.MEDICINE
    ]
    medicines = [
        case.words(f"question-{word}")
        for question in asked
        if question.grade is Grade.MEDICINE
        for word in question.about
    ]
    if medicines:
        listed = case.words.series(medicines)
        items.append(case.words("course-changed-medicines", medicines=listed))
    if not items:
        return []
    note = [Block(case.words("course-changed-note"))] if medicines else []
    ask = case.words("course-changed-ask", at=case.clinic_moment(booked.begins_at))
    return [Block(ask, tuple(items)), *note]


def how_to_call(case: Case) -> dict[str, str]:
    """Return the clinic's telephone and when it is answered."""
    return {
        "telephone": case.words.of_clinic(case.profile.telephone),
        "hours": case.words.of_clinic(case.profile.hours(case.words.language)),
    }


def _begins_at(case: Case, reminder: Asking, *, cancelled: bool) -> datetime | None:
    if cancelled:
        gone = (o for o in case.history.cancelled if o.appointment_id == reminder.appointment_id)
        return next((one.begins_at for one in gone), None)
    found = case.appointment(reminder.appointment_id)
    return None if found is None or found.begins_at <= case.now else found.begins_at


def _until_then(case: Case, appointment_id: int | None) -> list[Block]:
    booked = case.appointment(appointment_id)
    items = [] if booked is None else until_session(case, booked, "course-line-until-then")
    return [Block(case.words("course-still-avoid"), tuple(items))] if items else []


def _where(case: Case) -> Iterator[Block]:
    if case.profile.address:
        yield Block(case.words("course-where", address=case.profile.address))


def _change_your_mind(case: Case, reminder: Asking) -> Iterable[Block]:
    if changed_question(case, reminder):
        yield Block(case.words("course-changed-since", **how_to_call(case)))
