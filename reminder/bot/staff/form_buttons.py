"""What the form's buttons do. Each looks first whether its form is the one still open."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from telegram.ext import BaseHandler

from reminder.bot.staff import form_menus
from reminder.bot.staff.access import Desk, Press
from reminder.bot.staff.confirming import confirm
from reminder.bot.staff.form_page import Row, enabled, form_page
from reminder.bot.staff.open_forms import Act, on_form_buttons, time_in
from reminder.bot.visit import Visit
from reminder.care.timing import at_local
from reminder.catalogue import Html
from reminder.outgoing import Outgoing
from reminder.practice.draft import Awaits, OpenForm, close_form, form_in_hand, keep_form
from reminder.practice.form import (
    EnrolmentForm,
    Problem,
    with_areas,
    with_chosen,
    with_time,
)
from reminder.practice.reading import MOST_SESSIONS


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of the form's buttons."""
    acts: dict[str, Act[OpenForm]] = {
        "form-show": _show,
        "form-confirm": confirm,
        "form-cancel": _cancel,
        "form-without": _without,
        "form-appointment": _appointment,
        "form-name": _name,
        "form-no-name": _no_name,
        "form-when": _when,
        "form-now": _now,
        "form-day": _day,
        "form-hour": _hour,
        "form-at": _at,
        "form-procedure": _procedure,
        "form-number": _number,
        "form-areas": _areas,
        "form-language": _language,
    }
    return on_form_buttons(form_in_hand, acts.items())


async def _keep(
    desk: Desk,
    opened: OpenForm,
    press: Press,
    form: EnrolmentForm | None = None,
    *,
    awaits: Awaits | None = None,
    note: str | Html | None = None,
    rows: tuple[Row, ...] | None = None,
) -> None:
    """Keep the form as it is now and show it in the message whose button was pressed."""
    forms = opened.forms if form is None else (form,)
    await keep_form(desk.visit.db, opened.id, forms, awaits)
    note = Html(desk.words(note)) if note is not None and not isinstance(note, Html) else note
    page = form_page(desk, replace(opened, forms=forms, awaits=awaits), note=note, rows=rows)
    await desk.visit.say(replace(page, edits_message=press.message_id), "form")


async def _show(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(desk, opened, press)


async def _cancel(desk: Desk, opened: OpenForm, press: Press) -> None:
    await close_form(desk.visit.db, opened.id, desk.visit.now)
    text = desk.words("staff-form-cancelled")
    await desk.visit.say(Outgoing(text, edits_message=press.message_id), "form")


async def _without(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(desk, opened, press, replace(opened.form, puzzles=()))


async def _appointment(desk: Desk, opened: OpenForm, press: Press) -> None:
    forms = tuple(
        replace(form, appointment=True)
        if Problem.STILL_TO_COME in form.problems(desk.visit.now)
        else form
        for form in opened.forms
    )
    await _keep(desk, replace(opened, forms=forms), press)


async def _name(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.NAME,
        note="staff-form-ask-name",
        rows=form_menus.name_menu(desk, opened),
    )


async def _no_name(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(desk, opened, press, replace(opened.form, name=""))


async def _when(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.WHEN,
        note="staff-form-ask-when",
        rows=form_menus.when_menu(desk, opened),
    )


async def _now(desk: Desk, opened: OpenForm, press: Press) -> None:
    await _keep(desk, opened, press, with_time(opened.form, desk.visit.now))


async def _day(desk: Desk, opened: OpenForm, press: Press) -> None:
    day = time_in(desk, press, "%Y%m%d")
    if day is None:
        await _keep(desk, opened, press)
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.WHEN,
        note=desk.words("staff-form-ask-hour", day=desk.words.day(day.date())),
        rows=form_menus.hour_menu(desk, opened, day.date()),
    )


async def _hour(desk: Desk, opened: OpenForm, press: Press) -> None:
    hour = time_in(desk, press, "%Y%m%d%H")
    if hour is None:
        await _keep(desk, opened, press)
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.WHEN,
        note=desk.words("staff-form-ask-minute", day=desk.words.day(hour.date())),
        rows=form_menus.minute_menu(desk, opened, hour),
    )


async def _at(desk: Desk, opened: OpenForm, press: Press) -> None:
    at = time_in(desk, press, "%Y%m%d%H%M")
    zone = ZoneInfo(desk.visit.practice.profile.zone)
    form = (
        opened.form if at is None else with_time(opened.form, at_local(at.date(), at.time(), zone))
    )
    await _keep(desk, opened, press, form)


async def _procedure(desk: Desk, opened: OpenForm, press: Press) -> None:
    known = enabled(desk.visit.practice)
    if press.is_number and int(press.argument) < len(known):
        form = with_chosen(desk.visit.practice, opened.form, known[int(press.argument)])
        await _keep(desk, opened, press, form)
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.PROCEDURE,
        note="staff-form-ask-procedure",
        rows=form_menus.procedure_menu(desk, opened),
    )


async def _number(desk: Desk, opened: OpenForm, press: Press) -> None:
    if press.is_number and int(press.argument) <= MOST_SESSIONS:
        number = int(press.argument) or None
        of = opened.form.of
        kept = of if number is not None and of is not None and number <= of else None
        await _keep(desk, opened, press, replace(opened.form, number=number, of=kept))
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.NUMBER,
        note="staff-form-ask-number",
        rows=form_menus.number_menu(desk, opened),
    )


async def _areas(desk: Desk, opened: OpenForm, press: Press) -> None:
    practice, form = desk.visit.practice, opened.form
    known = practice.protocols[form.procedure].areas if form.procedure else ()
    if press.is_number and int(press.argument) < len(known):
        area = known[int(press.argument)]
        chosen = set(form.areas) ^ {area}
        # The last one stays: nothing treated is no session.
        form = with_areas(practice, form, tuple(chosen)) if chosen else form
    opened = replace(opened, forms=(form,))
    await _keep(
        desk,
        opened,
        press,
        form,
        awaits=Awaits.AREAS,
        note="staff-form-ask-areas",
        rows=form_menus.areas_menu(desk, opened),
    )


async def _language(desk: Desk, opened: OpenForm, press: Press) -> None:
    if press.argument in desk.visit.practice.catalogue.languages:
        await _keep(desk, opened, press, replace(opened.form, language=press.argument))
        return
    await _keep(
        desk,
        opened,
        press,
        awaits=Awaits.LANGUAGE,
        note="staff-form-ask-language",
        rows=form_menus.language_menu(desk, opened),
    )
