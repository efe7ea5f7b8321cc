"""The buttons under an enrolment: undo, print, declined, correct, code again, right or wrong."""

from dataclasses import replace
from typing import Any, assert_never

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button, put_away
from reminder.bot.staff.form_page import form_page
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record_seen
from reminder.practice.connected import anchor_of, connected_message, link_message
from reminder.practice.correct import form_of
from reminder.practice.draft import open_form
from reminder.practice.enrolments import Enrolled, find_enrolment, summary
from reminder.practice.invite import show_again
from reminder.practice.paper import decline, print_sheet
from reminder.practice.place import Settled, open_question
from reminder.practice.undo import TooLate, Undone, undo
from reminder.practice.wrong_person import Revoked, wrong_person
from reminder.store.tables import EnrolmentState, PatientState


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons."""
    return [
        on_button("undo", _undo),
        on_button("print", _print),
        on_button("decline", _decline),
        on_button("correct", _correct),
        on_button("qr", _show_code),
        on_button("right", _right),
        on_button("wrong-ask", _wrong_ask),
        on_button("wrong", _wrong),
        on_button("connected", _connected),
    ]


async def _undo(desk: Desk, press: Press) -> None:
    visit = desk.visit
    outcome = await undo(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case Undone(enrolled, told):
            message = "staff-undone-told" if told else "staff-undone"
            await _turn(desk, press, enrolled, message)
        case TooLate():
            await put_away(desk, press, "staff-undo-late-toast")
        case None:
            _gone(desk)
        case _:
            assert_never(outcome)


async def _print(desk: Desk, press: Press) -> None:
    visit = desk.visit
    sheet = await print_sheet(visit.db, visit.practice, desk.staff, press.id, visit.now)
    if sheet is None:
        _gone(desk)
        return
    text = desk.words("staff-printed", summary=_summary(desk, sheet.enrolled))
    await visit.say(Outgoing(text, attachment=sheet.document), "sheet")
    if sheet.enrolled.patient.state is PatientState.ON_PAPER:
        await _turn(desk, press, sheet.enrolled, "staff-on-paper", (_code_again(desk, press.id),))


async def _decline(desk: Desk, press: Press) -> None:
    visit = desk.visit
    declined = await decline(visit.db, visit.practice, desk.staff, press.id, visit.now)
    if declined is not None:
        await _turn(desk, press, declined, "staff-declined", (_code_again(desk, press.id),))
        return
    found = await find_enrolment(visit.db, visit.practice, press.id)
    late = found is not None and found.enrolment.state is EnrolmentState.CONNECTED
    visit.toast(desk.words.plain("staff-declined-late-toast" if late else "staff-gone-toast"))


async def _correct(desk: Desk, press: Press) -> None:
    visit = desk.visit
    found = await _found(desk, press, "form_opened")
    if found is None:
        return
    opened = await open_form(
        visit.db, visit.practice, desk.staff, [form_of(found)], visit.now, corrects=press.id
    )
    await visit.say(form_page(desk, opened), "form")


async def _show_code(desk: Desk, press: Press) -> None:
    visit = desk.visit
    found = await _found(desk, press, "code_shown")
    if found is None:
        return
    link = await show_again(visit.db, visit.practice, desk.staff, found, visit.now)
    await visit.say(link_message(visit.practice, found, link, desk.words), "link")


async def _right(desk: Desk, press: Press) -> None:
    found = await _found(desk, press, "confirmed_right")
    if found is not None:
        message = connected_message(desk.visit.practice, found, desk.words, confirmed=True)
        await _in_place(desk, press, message)


async def _wrong_ask(desk: Desk, press: Press) -> None:
    found = await _found(desk, press, "connection_shown")
    if found is None:
        return
    connected = connected_message(desk.visit.practice, found, desk.words)
    sure = Button(desk.words.plain("staff-wrong-sure-button"), f"s:wrong:{press.id}")
    back = Button(desk.words.plain("staff-back-button"), f"s:connected:{press.id}")
    text = desk.words("staff-wrong-ask", text=connected.text)
    await _in_place(desk, press, replace(connected, text=text, buttons=((sure,), (back,))))


async def _connected(desk: Desk, press: Press) -> None:
    """Show again what stood here before "wrong person?": the question, or who is connected."""
    found = await _found(desk, press, "connection_shown")
    if found is None:
        return
    visit = desk.visit
    question = await open_question(visit.db, visit.practice, found, desk.words)
    if question is not None:
        await visit.say(replace(question, edits_message=press.message_id), "place")
    else:
        await _in_place(desk, press, connected_message(visit.practice, found, desk.words))


async def _wrong(desk: Desk, press: Press) -> None:
    visit = desk.visit
    outcome = await wrong_person(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case Revoked(enrolled, link):
            text = desk.words("staff-wrong-done", summary=_summary(desk, enrolled))
            # The message with the old code gives its name to the one with the new.
            await visit.say(Outgoing(text, edits_message=press.message_id), "wrong_person")
            await visit.say(link_message(visit.practice, enrolled, link, desk.words), "link")
        case Settled():
            visit.toast(desk.words.plain("staff-placed-toast"))
        case None:
            _gone(desk)
        case _:
            assert_never(outcome)


async def _found(desk: Desk, press: Press, seen: str) -> Enrolled | None:
    """Return the clinic's enrolment that the button is about; where there is none, say so. That it
    was shown is written down as `seen`.
    """
    found = await find_enrolment(desk.visit.db, desk.visit.practice, press.id)
    if found is None or found.enrolment.state is EnrolmentState.UNDONE:
        _gone(desk)
        return None
    visit = desk.visit
    await record_seen(visit.db, visit.practice, desk.staff, [found.patient], seen, now=visit.now)
    return found


async def _turn(
    desk: Desk, press: Press, enrolled: Enrolled, message: str, buttons: tuple[Button, ...] = ()
) -> None:
    """Let the pressed message say what has become of the enrolment."""
    text = desk.words(message, summary=_summary(desk, enrolled))
    await _in_place(desk, press, Outgoing(text, buttons=(buttons,) if buttons else ()))


async def _in_place(desk: Desk, press: Press, message: Outgoing) -> None:
    place = replace(message, edits=None, edits_message=press.message_id, anchor=anchor_of(press.id))
    await desk.visit.say(place, "enrolment")


def _summary(desk: Desk, enrolled: Enrolled) -> str:
    return summary(desk.visit.practice, enrolled, desk.words)


def _code_again(desk: Desk, enrolment_id: int) -> Button:
    return Button(desk.words.plain("staff-qr-again-button"), f"s:qr:{enrolment_id}")


def _gone(desk: Desk) -> None:
    desk.visit.toast(desk.words.plain("staff-gone-toast"))
