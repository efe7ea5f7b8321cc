"""What an update of a patient's carries: the pressed button, the writer's name and language."""

from dataclasses import dataclass

from telegram import Update

from reminder.bot.visit import Visit
from reminder.catalogue.words import visible


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its id, its argument, and the message that it stands under."""

    id: int
    argument: str
    message_id: int | None


def button(verb: str, argument: str = "") -> str:
    """Return the pattern of a button's data; its id has no more digits than the database takes."""
    return rf"^p:{verb}:(\d{{1,9}}){f':({argument})' if argument else '()'}$"


LANGUAGE = "[A-Za-z-]{2,16}"
"""The pattern of a language code in a button's data."""


def pressed(update: Update, context: Visit) -> Pressed:
    """Return what the button that was pressed carries; for handlers whose pattern is `button`."""
    query, match = update.callback_query, context.match
    if query is None or match is None:
        message = "no button was pressed"
        raise ValueError(message)
    message_id = query.message.message_id if query.message else None
    return Pressed(int(match.group(1)), match.group(2), message_id)


def theirs(context: Visit, press: Pressed) -> bool:
    """Tell whether the button is of a patient of this chat: a button's data can be made up."""
    return press.id in {patient.id for patient in context.patients}


def telegram_name(update: Update) -> str:
    """Return how the writer is called on Telegram: "Anna K (@anna)"; what would hide or turn
    letters is left out.
    """
    person = update.effective_user
    if person is None:
        return ""
    name = visible(person.full_name)
    return f"{name} (@{person.username})" if person.username else name


def language_of(update: Update, context: Visit) -> str:
    """Return the language to answer in: the patient's own, else Telegram's where the catalogue has
    it, else the clinic's.
    """
    if context.patients:
        return context.patients[0].language
    person = update.effective_user
    code = (person.language_code or "").lower() if person else ""
    known = {language.lower(): language for language in context.practice.catalogue.languages}
    short = code.split("-")[0]
    return known.get(code) or known.get(short) or context.practice.profile.language


def only_staff(context: Visit) -> bool:
    """Tell whether somebody writes who works here and is no patient: staff have words of their own
    for what is not about being one.
    """
    return context.staff is not None and not context.patients
