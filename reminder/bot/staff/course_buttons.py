"""Finish, and Later: what becomes of a course; and Correct under a session of it."""

from typing import Any, assert_never
from zoneinfo import ZoneInfo

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button, put_away
from reminder.bot.staff.treatment_done import undo_button
from reminder.bot.staff.treatment_page import treatment_page
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.enrolments import shown_name
from reminder.practice.finish import (
    Finished,
    StillBooked,
    TooLate,
    find_series,
    finish_course,
    resume_course,
)
from reminder.practice.treatment_draft import open_treatment
from reminder.practice.treatment_form import TreatmentForm
from reminder.practice.unbooked import ask_later
from reminder.store.tables import DraftPurpose, Session


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons."""
    return [
        on_button("finish", _finish),
        on_button("unfinish", _resume),
        on_button("later", _later),
        on_button("correct-session", _correct),
    ]


async def _finish(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    outcome = await finish_course(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case Finished():
            undo = undo_button(desk, "unfinish", press.id)
            await _show(desk, press, "sessions-finished", outcome, ((undo,),))
        case StillBooked():
            visit.toast(words.plain("sessions-still-booked-toast"))
        case TooLate():
            visit.toast(words.plain("sessions-finished-toast"))
        case None:
            visit.toast(words.plain("staff-gone-toast"))
        case _:
            assert_never(outcome)


async def _resume(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    outcome = await resume_course(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case Finished():
            await _show(desk, press, "sessions-resumed", outcome)
        case TooLate():
            await put_away(desk, press, "sessions-undo-late-toast")
        case None:
            visit.toast(words.plain("staff-gone-toast"))
        case _:
            assert_never(outcome)


async def _later(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    again_at = await ask_later(visit.db, visit.practice, desk.staff, press.id, visit.now)
    found = await find_series(visit.db, visit.practice, press.id)
    if again_at is None or found is None:
        visit.toast(words.plain("staff-gone-toast"))
        return
    on = again_at.astimezone(ZoneInfo(visit.practice.profile.zone)).date()
    text = words("sessions-later", name=shown_name(found[0].patient, words), day=words.day(on))
    await visit.say(Outgoing(text, edits_message=press.message_id), "unbooked")


async def _correct(desk: Desk, press: Press) -> None:
    """Open the form with what is noted of a session of a running course."""
    visit = desk.visit
    session = await visit.db.get(Session, press.id)
    found = None
    if session is not None and session.clinic_id == visit.practice.clinic_id:
        found = await find_series(visit.db, visit.practice, session.course_id)
    if session is None or found is None or session.undone_at is not None:
        visit.toast(desk.words.plain("staff-gone-toast"))
        return
    form = TreatmentForm(
        DraftPurpose.SESSION,
        patient_id=found[0].patient.id,
        course_id=session.course_id,
        at=session.held_at,
        number=session.number,
        corrects=session.id,
    )
    opened = await open_treatment(visit.db, visit.practice, desk.staff, form, visit.now)
    await visit.say(await treatment_page(desk, opened), "form")


async def _show(
    desk: Desk, press: Press, message: str, done: Finished, rows: tuple[Any, ...] = ()
) -> None:
    words = desk.words
    text = words(
        message,
        name=shown_name(done.known.patient, words),
        procedure=words.procedure(done.series.course.protocol),
    )
    await desk.visit.say(Outgoing(text, buttons=rows, edits_message=press.message_id), "course")
