"""Who writes: a patient in a state that counts here, or somebody who is told otherwise."""

from collections.abc import Collection

from telegram import Update

from reminder.bot.patient.pressed import language_of, only_staff
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.contact import contact
from reminder.practice.opt_out import resume_button
from reminder.practice.resume import away
from reminder.store.tables import PatientState


async def not_a_reader(update: Update, context: Visit, states: Collection[PatientState]) -> bool:
    """Tell whether nobody of this chat is in one of these states, and answer accordingly."""
    if any(patient.state in states for patient in context.patients):
        return False
    words = context.practice.words(language_of(update, context))
    if context.staff is not None and only_staff(context):
        staff_words = context.practice.words(context.staff.language)
        await context.say(Outgoing(staff_words("staff-hint")), "help")
    elif left := away(context.patients):
        rows = resume_button(context.practice, left[0])
        await context.say(Outgoing(words("patient-opted-out-already"), buttons=rows))
    else:
        about = contact(context.practice, words)
        await context.say(Outgoing(words("patient-stranger", **about)))
    return True
