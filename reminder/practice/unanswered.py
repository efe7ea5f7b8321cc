"""Appointments that have passed and that nobody has spoken about: staff are asked, once each.

Until they say, the appointment counts as held: a restriction never ends early because a desk is
busy.
"""

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
from reminder.practice.tell import desk_of_patient
from reminder.store.tables import Appointment, Staff

LOOK_BACK = timedelta(days=60)
"""For how long a passed appointment that nobody has spoken of is looked at again."""
A_MESSAGE = 15
"""So many patients, at most, in one message."""


async def ask_what_became(db: Db, practice: Practice, now: datetime) -> int:
    """Ask each desk, once, what became of its appointments of earlier days; nothing before the
    quiet hours are over. Returns how many appointments it was about.
    """
    zone = ZoneInfo(practice.profile.zone)
    if now.astimezone(zone).time() < practice.profile.quiet.ends:
        return 0
    midnight = at_local(local_day(now, zone), time(), zone)
    by_desk: dict[int, tuple[Staff, list[Booking]]] = {}
    asked = [
        one
        for one in await _unanswered(db, practice, now, before=midnight)
        if one.appointment.asked_at is None
    ]
    for booking in asked:
        booking.appointment.asked_at = now
        for staff in await desk_of_patient(db, practice, booking.patient):
            by_desk.setdefault(staff.id or 0, (staff, []))[1].append(booking)
    for staff, bookings in by_desk.values():
        message = question(practice, bookings, practice.words(staff.language))
        await queue(db, practice, message, to=staff, now=now, purpose="what_became")
    return len(asked)


async def open_questions(db: Db, practice: Practice, staff: Staff, now: datetime) -> list[Booking]:
    """Return the appointments that this staff member was asked about and nobody has answered."""
    found = []
    for booking in await _unanswered(db, practice, now, before=now):
        if booking.appointment.asked_at is not None:
            desk = await desk_of_patient(db, practice, booking.patient)
            if staff.id in [one.id for one in desk]:
                found.append(booking)
    return found


def question(practice: Practice, bookings: list[Booking], words: Words) -> Outgoing:
    """Return the question about these appointments; of one alone with its answers at once."""
    shown = bookings[:A_MESSAGE]
    lines: list[str] = [words("sessions-was", number=len(bookings)), ""]
    lines += [Html(f"• {booking_line(practice, booking, words)}") for booking in shown]
    if len(shown) < len(bookings):
        lines.append(words("staff-day-more", number=len(bookings) - len(shown)))
    return Outgoing("\n".join(lines), buttons=question_rows(bookings, words))


def question_rows(bookings: list[Booking], words: Words) -> tuple[tuple[Button, ...], ...]:
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
