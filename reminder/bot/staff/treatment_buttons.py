"""What the buttons of the form for a known patient's treatment do. Each looks first whether its
form is the one still open.
"""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from telegram.ext import BaseHandler

from reminder.bot.staff import form_menus
from reminder.bot.staff.access import Desk, Press
from reminder.bot.staff.form_page import Row, enabled
from reminder.bot.staff.open_forms import Act, on_form_buttons, time_in
from reminder.bot.staff.treatment_done import call_off_from_form, confirm, never_held
from reminder.bot.staff.treatment_page import treatment_page
from reminder.bot.staff.treatment_rows import course_rows, day_rows, time_rows
from reminder.bot.visit import Visit
from reminder.care.timing import at_local
from reminder.catalogue import Html
from reminder.outgoing import Outgoing
from reminder.practice.draft import close_form
from reminder.practice.reading import MOST_SESSIONS
from reminder.practice.series import Known, find_patient, known_of
from reminder.practice.treatment_draft import Asked, OpenTreatment, treatment_in_hand
from reminder.practice.treatment_form import (
    TreatmentForm,
    at_time,
    turned,
    with_course,
    with_new_course,
    with_patient,
)
from reminder.store.tables import DraftPurpose


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of the form's buttons."""
    acts: dict[str, Act[OpenTreatment]] = {
        "known-show": _show,
        "known-confirm": confirm,
        "known-cancel": _cancel,
        "known-without": _without,
        "known-patient": _patient,
        "known-nobody": _nobody,
        "known-course": _course,
        "known-procedure": _procedure,
        "known-areas": _areas,
        "known-number": _number,
        "known-when": _when,
        "known-now": _now,
        "known-day": _day,
        "known-hour": _hour,
        "known-at": _at,
        "known-session": _session,
        "known-appointment": _appointment,
        "known-moves": _moves,
        "known-call-off": call_off_from_form,
        "known-never": never_held,
    }
    return on_form_buttons(treatment_in_hand, acts.items())


async def _keep(
    desk: Desk,
    opened: OpenTreatment,
    press: Press,
    form: TreatmentForm | None = None,
    *,
    awaits: Asked | None = None,
    note: Html | None = None,
    rows: tuple[Row, ...] | None = None,
) -> None:
    """Keep the form as it is now and show it in the message whose button was pressed."""
    opened = replace(opened, form=form or opened.form)
    page = await treatment_page(desk, opened, note=note, rows=rows, awaits=awaits)
    await desk.visit.say(replace(page, edits_message=press.message_id), "form")


async def _show(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await _keep(desk, opened, press, replace(opened.form, on=None))


async def _cancel(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await close_form(desk.visit.db, opened.id, desk.visit.now)
    text = desk.words("sessions-put-away")
    await desk.visit.say(Outgoing(text, edits_message=press.message_id), "form")


async def _without(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await _keep(desk, opened, press, replace(opened.form, puzzles=()))


async def _patient(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    number = int(press.argument) if press.is_number else 0
    patient = await find_patient(desk.visit.db, desk.visit.practice, number)
    if patient is None:
        desk.visit.toast(desk.words.plain("staff-gone-toast"))
        return
    await _keep(desk, opened, press, with_patient(opened.form, number))


async def _nobody(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    """Choose the patient anew."""
    form = replace(opened.form, patient_id=None, course_id=None, moves=None, query="", shown=())
    await _keep(desk, opened, press, form)


async def _course(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    known = await _known(desk, opened)
    if known is None:
        await _keep(desk, opened, press)
    elif press.is_number and known.course(int(press.argument)) is not None:
        await _keep(desk, opened, press, with_course(opened.form, int(press.argument)))
    else:
        rows = (*course_rows(desk, opened, known), form_menus.back_row(desk, opened))
        note = desk.words("sessions-which-course")
        await _keep(desk, opened, press, note=note, rows=rows)


async def _procedure(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    practice = desk.visit.practice
    names = enabled(practice)
    if press.is_number and int(press.argument) < len(names):
        form = with_new_course(practice, opened.form, names[int(press.argument)])
        await _keep(desk, opened, press, form)
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Asked.PROCEDURE,
        note=desk.words("staff-form-ask-procedure"),
        rows=form_menus.procedure_menu(desk, opened),
    )


async def _areas(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    form = opened.form
    known = desk.visit.practice.protocols[form.procedure].areas if form.procedure else ()
    if press.is_number and int(press.argument) < len(known):
        chosen = set(form.areas) ^ {known[int(press.argument)]}
        # The last one stays: nothing treated is no session.
        areas = tuple(one for one in known if one in chosen) or form.areas
        form = replace(form, areas=areas)
    opened = replace(opened, form=form)
    await _keep(
        desk,
        opened,
        press,
        awaits=Asked.AREAS,
        note=desk.words("staff-form-ask-areas"),
        rows=form_menus.areas_menu(desk, opened),
    )


async def _number(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    if press.is_number and int(press.argument) <= MOST_SESSIONS:
        form = replace(opened.form, number=int(press.argument) or None)
        await _keep(desk, opened, press, form)
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Asked.NUMBER,
        note=desk.words("staff-form-ask-number"),
        rows=form_menus.number_menu(desk, opened),
    )


async def _when(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    known = await _known(desk, opened)
    if known is None:
        await _keep(desk, opened, press)
        return
    asked = "staff-form-ask-when" if opened.form.is_session else "sessions-ask-day"
    await _keep(
        desk,
        opened,
        press,
        replace(opened.form, on=None),
        awaits=Asked.WHEN,
        note=desk.words(asked),
        rows=(*day_rows(desk, opened, known), form_menus.back_row(desk, opened)),
    )


async def _now(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await _keep(desk, opened, press, at_time(opened.form, desk.visit.now))


async def _day(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    known, on = await _known(desk, opened), time_in(desk, press, "%Y%m%d")
    if known is None or on is None:
        await _keep(desk, opened, press)
        return
    await _keep(
        desk,
        opened,
        press,
        replace(opened.form, on=on.date()),
        awaits=Asked.WHEN,
        note=desk.words("sessions-ask-hour", day=desk.words.day(on.date())),
        rows=time_rows(desk, opened, known, on.date()),
    )


async def _hour(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    hour = time_in(desk, press, "%Y%m%d%H")
    if hour is None:
        await _keep(desk, opened, press)
        return
    await _keep(
        desk,
        opened,
        press,
        replace(opened.form, on=hour.date()),
        awaits=Asked.WHEN,
        note=desk.words("staff-form-ask-minute", day=desk.words.day(hour.date())),
        rows=form_menus.minute_menu(desk, opened, hour),
    )


async def _at(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    at = time_in(desk, press, "%Y%m%d%H%M")
    if at is None:
        await _keep(desk, opened, press)
        return
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    await _keep(desk, opened, press, at_time(opened.form, at_local(at.date(), at.time(), zone)))


async def _session(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await _keep(desk, opened, press, turned(opened.form, DraftPurpose.SESSION))


async def _appointment(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    await _keep(desk, opened, press, turned(opened.form, DraftPurpose.APPOINTMENT))


async def _moves(desk: Desk, opened: OpenTreatment, press: Press) -> None:
    """Move this appointment, or none: then the time is for another one besides."""
    moves = int(press.argument) if press.is_number else 0
    form = replace(opened.form, moves=moves or None, besides=not moves, shown=())
    await _keep(desk, opened, press, form)


async def _known(desk: Desk, opened: OpenTreatment) -> Known | None:
    visit = desk.visit
    patient = await find_patient(visit.db, visit.practice, opened.form.patient_id)
    return None if patient is None else await known_of(visit.db, visit.practice, patient)
