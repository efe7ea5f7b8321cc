"""Confirm: the form counts, and the desk gets the code to show."""

from dataclasses import replace
from typing import assert_never

from reminder.bot.staff.access import Desk, Press
from reminder.bot.staff.form_page import anchor_of, form_page
from reminder.outgoing import Outgoing
from reminder.practice.connected import link_message
from reminder.practice.correct import Corrected, correct
from reminder.practice.draft import OpenForm, close_form, keep_form
from reminder.practice.enrol import NotYet, Welcome, enrol
from reminder.practice.enrolments import summary
from reminder.practice.invite import show_again
from reminder.store.tables import EnrolmentState, PatientState


async def confirm(desk: Desk, opened: OpenForm, press: Press) -> None:
    """Enrol whom the form describes (of several, those that are clear), or correct a record."""
    if opened.corrects is not None:
        await _correct(desk, opened, opened.corrects, press)
    else:
        await _enrol(desk, opened, press)


async def _enrol(desk: Desk, opened: OpenForm, press: Press) -> None:
    visit, words = desk.visit, desk.words
    welcomes: list[Welcome] = []
    left = []
    for form in opened.forms:
        outcome = await enrol(visit.db, visit.practice, desk.staff, form, visit.now)
        match outcome:
            case Welcome():
                welcomes.append(outcome)
            case NotYet():
                left.append(form)
            case _:
                assert_never(outcome)
    several = len(opened.forms) > 1
    if left:
        await keep_form(visit.db, opened.id, left)
        page = form_page(desk, replace(opened, forms=tuple(left), awaits=None))
        await visit.say(replace(page, edits_message=press.message_id), "form")
    else:
        await close_form(visit.db, opened.id, visit.now)
        text = (
            words("staff-enrolled-several", number=len(welcomes))
            if several
            else words(
                "staff-enrolled", summary=summary(visit.practice, welcomes[0].enrolled, words)
            )
        )
        await visit.say(Outgoing(text, edits_message=press.message_id), "enrolled")
    for welcome in welcomes:
        message = link_message(
            visit.practice, welcome.enrolled, welcome.link, words, picture=not several
        )
        await visit.say(message, "link")


async def _correct(desk: Desk, opened: OpenForm, enrolment_id: int, press: Press) -> None:
    visit, words = desk.visit, desk.words
    outcome = await correct(
        visit.db, visit.practice, desk.staff, enrolment_id, opened.form, visit.now
    )
    match outcome:
        case NotYet():
            page = form_page(desk, opened)
            await visit.say(replace(page, edits_message=press.message_id), "form")
        case None:
            await close_form(visit.db, opened.id, visit.now)
            visit.toast(words.plain("staff-gone-toast"))
        case Corrected(enrolled, changed):
            await close_form(visit.db, opened.id, visit.now)
            replanned = not {"procedure", "areas", "at"}.isdisjoint(changed)
            told = enrolled.patient.state is PatientState.ACTIVE and replanned
            message = "staff-corrected-told" if told else "staff-corrected"
            text = words(message, summary=summary(visit.practice, enrolled, words))
            done = Outgoing(text, edits_message=press.message_id, anchor=anchor_of(opened.id))
            await visit.say(done, "corrected")
            if enrolled.enrolment.state is EnrolmentState.WAITING:
                # The code's caption said what is no longer true.
                link = await show_again(visit.db, visit.practice, desk.staff, enrolled, visit.now)
                code = link_message(visit.practice, enrolled, link, words)
                await visit.say(replace(code, edits=code.anchor), "link")
        case _:
            assert_never(outcome)
