"""Appointments that have passed and that nobody has spoken about: staff are asked in the morning,
for some mornings, and then the owners once.

Until they say, the appointment counts as held: a restriction never ends early because a desk is
busy. The patient hears nothing about it meanwhile, so it is asked again. Each asking is one message
about all that is open; what somebody says changes it wherever it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from reminder.care.timing import at_local, local_day
from reminder.catalogue import Html, Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.appointments import Booking, find_booking
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import place_in_course, short_name, shown_name
from reminder.practice.outbox import queue
from reminder.practice.people import all_staff
from reminder.practice.said import was_sent
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import Appointment, Role, Staff, saved

LOOK_BACK = timedelta(days=60)
"""For how long a passed appointment that nobody has spoken of is looked at again."""
A_MESSAGE = 15
"""So many patients, at most, in one message."""
ANCHOR = "was-held"
"""The name under which a staff member's newest question is found."""


@dataclass(slots=True)
class _Asked:
    """Who is asked this morning: about what is open at their own desk, and, an owner, about what
    others have not answered. `is_due`: any of it is to be asked today.
    """

    staff: Staff
    own: list[Booking] = field(default_factory=list)
    passed_on: list[Booking] = field(default_factory=list)
    is_due: bool = False


async def ask_what_became(db: Db, practice: Practice, now: datetime) -> int:
    """Ask what became of appointments of earlier days, once a local day; nothing before the quiet
    hours are over. Returns how many of them it was the time to ask about.
    """
    zone = ZoneInfo(practice.profile.zone)
    if now.astimezone(zone).time() < practice.profile.quiet.ends:
        return 0
    midnight = at_local(local_day(now, zone), time(), zone)
    owners = [one for one in await all_staff(db, practice) if one.role is Role.OWNER]
    asked: dict[int, _Asked] = {}
    number = 0
    for booking in await _unanswered(db, practice, now, before=midnight):
        appointment = booking.appointment
        today = appointment.asked_at is None or appointment.asked_at < midnight
        for_desk = today and appointment.asked_mornings < practice.profile.ask_held_mornings
        for_owners = today and not for_desk and appointment.owners_asked_at is None
        if for_desk:
            appointment.asked_at = now
            appointment.asked_mornings += 1
        if for_owners:
            appointment.owners_asked_at = now
        number += for_desk or for_owners
        desk = await desk_of_patient(db, practice, booking.patient)
        for staff in desk:
            mine = asked.setdefault(saved(staff.id), _Asked(staff))
            mine.own.append(booking)
            mine.is_due |= for_desk
        for owner in owners if for_owners else ():
            theirs = asked.setdefault(saved(owner.id), _Asked(owner))
            theirs.is_due = True
            if owner not in desk:
                theirs.passed_on.append(booking)
    for one in asked.values():
        if one.is_due:
            words = practice.words(one.staff.language)
            message = question(practice, one.own, words, one.passed_on)
            await queue(db, practice, message, to=one.staff, now=now, purpose="what_became")
    return number


async def open_questions(db: Db, practice: Practice, staff: Staff, now: datetime) -> list[Booking]:
    """Return the appointments that this staff member was asked about and nobody has answered."""
    found = []
    for booking in await _unanswered(db, practice, now, before=now):
        asked = await _asked_about(db, practice, booking)
        if staff.id in [one.id for one in asked]:
            found.append(booking)
    return found


def question(
    practice: Practice,
    bookings: Sequence[Booking],
    words: Words,
    passed_on: Sequence[Booking] = (),
) -> Outgoing:
    """Return the question about these appointments; of one alone with its answers at once.
    `passed_on`: those that their own desk has not answered.
    """
    every = [*bookings, *passed_on]
    shown = every[:A_MESSAGE]
    lines: list[str] = [words("sessions-was", number=len(every)), ""]
    for number, booking in enumerate(shown):
        if passed_on and number == len(bookings):
            mornings = practice.profile.ask_held_mornings
            lines += [words("sessions-was-passed-on", mornings=mornings)]
        lines.append(Html(f"• {booking_line(practice, booking, words)}"))
    if len(shown) < len(every):
        lines.append(words("staff-day-more", number=len(every) - len(shown)))
    return Outgoing("\n".join(lines), buttons=question_rows(every, words), anchor=ANCHOR)


async def open_page(db: Db, practice: Practice, staff: Staff, now: datetime) -> Outgoing:
    """Return what this staff member is asked still, or that all is answered."""
    left = await open_questions(db, practice, staff, now)
    words = practice.words(staff.language)
    if not left:
        return Outgoing(words("sessions-all-answered"), anchor=ANCHOR)
    return question(practice, left, words)


async def show_anew(
    db: Db,
    practice: Practice,
    appointment_id: int,
    now: datetime,
    *,
    but: Staff | None = None,
) -> None:
    """Let the questions of everybody who was asked about an appointment show what is still open,
    without a sound; `but` is told by other means.
    """
    booking = await find_booking(db, practice, appointment_id)
    if booking is None:
        return
    for staff in await _asked_about(db, practice, booking):
        told = but is not None and staff.id == but.id
        if not told and await was_sent(db, practice, staff, ANCHOR):
            page = replace(await open_page(db, practice, staff, now), edits=ANCHOR, silent=True)
            await queue(db, practice, page, to=staff, now=now, purpose="what_became")


async def _asked_about(db: Db, practice: Practice, booking: Booking) -> list[Staff]:
    """Return who has been asked about it: its desk, and the owners where their turn came."""
    if booking.appointment.asked_at is None:
        return []
    desk = await desk_of_patient(db, practice, booking.patient)
    if booking.appointment.owners_asked_at is None:
        return desk
    known = {one.id for one in desk}
    return desk + [
        one
        for one in await all_staff(db, practice)
        if one.role is Role.OWNER and one.id not in known
    ]


def question_rows(bookings: Sequence[Booking], words: Words) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons under the question: of one appointment its answers, else a row each."""
    if len(bookings) == 1:
        return (answer_row(bookings[0], words),)
    return tuple((which_button(one, words),) for one in bookings[:A_MESSAGE])


def which_button(booking: Booking, words: Words, came_from: str = "") -> Button:
    """Return the button that asks about one appointment; `came_from`: the day's list, if that."""
    name = short_name(booking.patient, words)
    return Button(words.plain("sessions-was-button", name=name), f"s:was:{booking.id}:{came_from}")


def answer_row(booking: Booking, words: Words, came_from: str = "") -> tuple[Button, ...]:
    """Return what can have become of an appointment."""
    return tuple(
        Button(words.plain(f"sessions-{verb}-button"), f"s:{verb}:{booking.id}:{came_from}")
        for verb in ("held", "missed", "called-off")
    )


def booking_line(practice: Practice, booking: Booking, words: Words) -> Html:
    """Return who, what and when of an appointment, in a line."""
    session = booking.session
    number = place_in_course(
        None if session is None else session.number, booking.course.sessions_planned, words
    )
    return words(
        "sessions-line",
        name=shown_name(booking.patient, words),
        procedure=words.procedure(booking.course.protocol),
        when=words.moment(booking.appointment.begins_at, ZoneInfo(practice.profile.zone)),
        number=number,
    )


async def _unanswered(
    db: Db, practice: Practice, now: datetime, *, before: datetime
) -> list[Booking]:
    found = await db.exec(
        select(Appointment.id)
        .where(
            Appointment.clinic_id == practice.clinic_id,
            Appointment.begins_at < before,
            Appointment.begins_at > now - LOOK_BACK,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.missed_at).is_(None),
            col(Appointment.held_as).is_(None),
        )
        .order_by(col(Appointment.begins_at), col(Appointment.id))
    )
    bookings = [await find_booking(db, practice, number or 0) for number in found.all()]
    return [booking for booking in bookings if booking is not None]
