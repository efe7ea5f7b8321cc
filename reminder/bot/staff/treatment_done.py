"""Confirm: the treatment of a known patient counts; and what else ends the form."""

from dataclasses import replace
from typing import assert_never
from zoneinfo import ZoneInfo

from reminder.bot.staff.access import Desk, Press
from reminder.bot.staff.treatment_page import treatment_page
from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing
from reminder.practice.appointments import (
    Became,
    Booking,
    NotYetBegun,
    SaidAlready,
    say_what_became,
)
from reminder.practice.draft import close_form
from reminder.practice.enrolments import enrolments_of, place_in_course, shown_name
from reminder.practice.take_back import TakenBack, TooLate, take_back_session
from reminder.practice.treatment import Booked, Lacking, Recorded, Unseen, take_treatment
from reminder.practice.treatment_draft import OpenTreatment
from reminder.store.tables import Course, Patient, PatientState

UNDO_SESSION, UNDO_BOOKING, UNDO_MOVE, UNDO_SAID = "unsession", "unbook", "unmove", "unsaid"
"""Verbs of the buttons that take back."""
_NOT_CONNECTED = (PatientState.INVITED, PatientState.ON_PAPER, PatientState.DECLINED)


async def confirm(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    """Let the form count; where it lacks something, or something new speaks against it, show it."""
    visit, words = desk.visit, desk.words
    outcome = await take_treatment(visit.db, visit.practice, desk.staff, opened.form, visit.now)
    match outcome:
        case Lacking():
            page = await treatment_page(desk, opened)
            await visit.say(replace(page, edits_message=press.message_id), "form")
        case Unseen():
            page = await treatment_page(desk, opened, note=words("sessions-changed-meanwhile"))
            await visit.say(replace(page, edits_message=press.message_id), "form")
        case None:
            await close_form(visit.db, opened.id, visit.now)
            text = words("sessions-gone")
            await visit.say(Outgoing(text, edits_message=press.message_id), "form")
        case Recorded():
            await close_form(visit.db, opened.id, visit.now)
            done = await _recorded(desk, outcome)
            await visit.say(replace(done, edits_message=press.message_id), "session")
        case Booked():
            await close_form(visit.db, opened.id, visit.now)
            done = _booked(desk, outcome)
            await visit.say(replace(done, edits_message=press.message_id), "appointment")
        case _:
            assert_never(outcome)


async def call_off_from_form(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    """Call off the appointment that the form was about to move."""
    visit = desk.visit
    number = int(press.argument) if press.is_number else 0
    outcome = await say_what_became(
        visit.db, visit.practice, desk.staff, number, Became.CANCELLED, visit.now
    )
    match outcome:
        case Booking():
            await close_form(visit.db, opened.id, visit.now)
            done = called_off(desk, outcome)
            await visit.say(replace(done, edits_message=press.message_id), "appointment")
        case SaidAlready() | NotYetBegun() | None:
            visit.toast(desk.words.plain("sessions-changed-toast"))
            page = await treatment_page(desk, opened)
            await visit.say(replace(page, edits_message=press.message_id), "form")
        case _:
            assert_never(outcome)


async def never_held(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    """Take back the session that the form corrects, however long ago it was noted."""
    visit, words = desk.visit, desk.words
    outcome = await take_back_session(
        visit.db,
        visit.practice,
        desk.staff,
        opened.form.corrects or 0,
        visit.now,
        however_late=True,
    )
    match outcome:
        case TakenBack(patient):
            await close_form(visit.db, opened.id, visit.now)
            text = words("sessions-never-held", name=shown_name(patient, words))
            await visit.say(Outgoing(text, edits_message=press.message_id), "session")
        case TooLate() | None:
            await close_form(visit.db, opened.id, visit.now)
            visit.toast(words.plain("sessions-changed-toast"))
        case _:
            assert_never(outcome)


def called_off(desk: Desk, booking: Booking) -> Outgoing:
    """Return what stands where an appointment has been called off."""
    words = desk.words
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    text = words(
        "sessions-called-off",
        name=shown_name(booking.patient, words),
        procedure=words.procedure(booking.course.protocol),
        when=words.moment(booking.appointment.begins_at, zone),
    )
    again = Button(words.plain("sessions-next-button"), f"s:next:{booking.patient.id}")
    return Outgoing(text, buttons=((again, undo_button(desk, UNDO_SAID, booking.id)),))


def undo_button(desk: Desk, verb: str, number: int | None, argument: str = "") -> Button:
    """Return the button that takes something back."""
    data = f"s:{verb}:{number}" + (f":{argument}" if argument else "")
    return Button(desk.words.plain("staff-undo-button"), data)


async def _recorded(desk: Desk, done: Recorded) -> Outgoing:
    visit, words = desk.visit, desk.words
    zone = ZoneInfo(visit.practice.profile.zone)
    session = done.session
    text = words(
        "sessions-corrected" if done.corrected else "sessions-recorded",
        summary=_summary(
            desk,
            done.patient,
            done.course,
            words.moment(session.held_at, zone),
            place_in_course(session.number, done.course.sessions_planned, words),
        ),
    )
    lines: list[str] = [text]
    if done.answers is not None and done.answers.begins_at != session.held_at:
        at = words.hour(done.answers.begins_at.astimezone(zone).time())
        lines.append(words("sessions-answers", time=at))
    lines += _told(desk, done.patient)
    if done.corrected:
        return Outgoing("\n".join(lines))
    following = Button(words.plain("sessions-next-button"), f"s:next:{done.patient.id}")
    rows: list[tuple[Button, ...]] = [(following, undo_button(desk, UNDO_SESSION, session.id))]
    enrolled = await enrolments_of(visit.db, visit.practice, done.patient)
    if enrolled and done.patient.state in _NOT_CONNECTED:
        code = Button(words.plain("staff-qr-again-button"), f"s:qr:{enrolled[0].id}")
        rows.append((code,))
    return Outgoing("\n".join(lines), buttons=tuple(rows))


def _booked(desk: Desk, done: Booked) -> Outgoing:
    words = desk.words
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    appointment = done.appointment
    when = words.moment(appointment.begins_at, zone)
    summary = _summary(
        desk, done.patient, done.course, words("staff-appointment-at", when=when), Html("")
    )
    if done.moved_from is None:
        lines: list[str] = [words("sessions-booked", summary=summary)]
        undo = undo_button(desk, UNDO_BOOKING, appointment.id)
    else:
        before = words.moment(done.moved_from, zone)
        lines = [words("sessions-moved", summary=summary, before=before)]
        undo = undo_button(desk, UNDO_MOVE, appointment.id, str(appointment.revision))
    lines += _told(desk, done.patient)
    return Outgoing("\n".join(lines), buttons=((undo,),))


def _told(desk: Desk, patient: Patient) -> list[Html]:
    """Say whether anything goes to the patient."""
    told = patient.state is PatientState.ACTIVE
    return [desk.words("sessions-told" if told else "sessions-not-told")]


def _summary(desk: Desk, patient: Patient, course: Course, when: Html, number: Html) -> Html:
    words = desk.words
    return words(
        "staff-summary",
        name=shown_name(patient, words),
        procedure=words.procedure(course.protocol),
        when=when,
        number=number,
    )
