"""`/mydata` and `/forget`: what is kept about somebody, as a file, and the end of it."""

from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, filters

from reminder.bot.patient.pressed import button, language_of, pressed
from reminder.bot.visit import Visit
from reminder.catalogue import Html, Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.contact import contact
from reminder.practice.enrolments import short_name, shown_name
from reminder.practice.forget import GRACE, ask_erasure, open_erasure, take_back
from reminder.practice.own_data import data_file, data_of, staff_data
from reminder.store.tables import Erasure, Patient


async def data_asked(update: Update, context: Visit) -> None:
    """/mydata: a file for each person of this chat, whoever has left too."""
    patients, staff = context.patients, context.staff
    several = len(patients) + (staff is not None) > 1
    for number, patient in enumerate(patients, 1):
        words = context.practice.words(patient.language)
        await record(context.db, context.practice, "data_sent", now=context.now, patient=patient)
        await context.db.flush()
        data = await data_of(context.db, context.practice, patient, context.now)
        file = data_file(data, number if several else None)
        text = words("rights-data", **contact(context.practice, words))
        await context.say_to(patient, Outgoing(text, attachment=file), "own_data")
    if staff is not None:
        words = context.practice.words(staff.language)
        file = data_file(
            staff_data(context.practice, staff, context.now),
            len(patients) + 1 if several else None,
        )
        text = words("rights-data-staff", clinic=context.practice.profile.name)
        await context.say_to(staff, Outgoing(text, attachment=file), "own_data")
    if not patients and staff is None:
        await _nothing(update, context)


async def forget_asked(update: Update, context: Visit) -> None:
    """/forget: ask once, with a button for each person of this chat."""
    if not context.patients:
        await _nothing(update, context)
        return
    words = context.practice.words(context.patients[0].language)
    about = contact(context.practice, words)
    rows: list[tuple[Button, ...]] = []
    lines: list[str] = [words("rights-forget-ask", minutes=GRACE.seconds // 60, **about)]
    for patient in context.patients:
        erasure = await open_erasure(context.db, patient)
        if erasure is not None:
            lines.append(_noted(context, patient, erasure))
            rows.append((_back(words, patient),))
        elif len(context.patients) == 1:
            label = words.plain("rights-forget-button")
            rows.append((Button(label, data=f"p:forget:{patient.id}"),))
        else:
            label = words.plain("rights-forget-one-button", name=short_name(patient, words))
            rows.append((Button(label, data=f"p:forget:{patient.id}"),))
    keep = Button(
        words.plain("rights-forget-no-button"), data=f"p:forgetno:{context.patients[0].id}"
    )
    await context.say(Outgoing("\n\n".join(lines), buttons=(*rows, (keep,))), "forget")


async def forget_pressed(update: Update, context: Visit) -> None:
    """Yes: in ten minutes, unless it is taken back."""
    patient, message_id = _theirs(update, context)
    if patient is None:
        return
    erasure = await ask_erasure(context.db, context.practice, patient, context.now)
    words = context.practice.words(patient.language)
    await context.say_to(
        patient,
        Outgoing(
            _noted(context, patient, erasure),
            buttons=((_back(words, patient),),),
            edits_message=message_id,
        ),
        "forget",
    )


async def kept_pressed(update: Update, context: Visit) -> None:
    """No, not at all."""
    patient, message_id = _theirs(update, context)
    if patient is not None:
        text = context.practice.words(patient.language)("rights-forget-kept")
        await context.say_to(patient, Outgoing(text, edits_message=message_id), "forget")


async def back_pressed(update: Update, context: Visit) -> None:
    """Take it back within the ten minutes."""
    patient, message_id = _theirs(update, context)
    if patient is None:
        return
    words = context.practice.words(patient.language)
    if await take_back(context.db, context.practice, patient, context.now):
        text = words("rights-forget-taken-back")
        await context.say_to(patient, Outgoing(text, edits_message=message_id), "forget")
    else:
        context.toast(words.plain("rights-forget-late-toast"))


def _noted(context: Visit, patient: Patient, erasure: Erasure) -> Html:
    words = context.practice.words(patient.language)
    due_at = (erasure.due_at or context.now).astimezone(ZoneInfo(patient.zone))
    message = "rights-forget-noted" if len(context.patients) == 1 else "rights-forget-noted-one"
    name = shown_name(patient, words)
    return words(message, name=name, time=words.hour(due_at.time()))


def _back(words: Words, patient: Patient) -> Button:
    return Button(words.plain("rights-forget-back-button"), data=f"p:forgetback:{patient.id}")


def _theirs(update: Update, context: Visit) -> tuple[Patient | None, int | None]:
    """Return the patient of this chat whom the button is about: its data can be made up."""
    press = pressed(update, context)
    known = {patient.id: patient for patient in context.patients}
    return known.get(press.id), press.message_id


async def _nothing(update: Update, context: Visit) -> None:
    words = context.practice.words(language_of(update, context))
    text = words("rights-nothing-kept", **contact(context.practice, words))
    await context.say(Outgoing(text), "answer")


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the two commands and the buttons of the second."""
    here = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    return [
        CommandHandler("mydata", data_asked, filters=here),
        CommandHandler("forget", forget_asked, filters=here),
        CallbackQueryHandler(forget_pressed, pattern=button("forget")),
        CallbackQueryHandler(kept_pressed, pattern=button("forgetno")),
        CallbackQueryHandler(back_pressed, pattern=button("forgetback")),
    ]
