"""The staff's side of the bot. Its group stands before the patients': what staff wrote stops there,
and what anyone else wrote goes on.
"""

from typing import Any

from telegram.ext import BaseHandler

from reminder.bot.staff import (
    became_buttons,
    card,
    claiming,
    colleagues,
    course_buttons,
    day,
    enrolling,
    enrolment_buttons,
    form_buttons,
    greeting,
    place_buttons,
    protocols,
    record_buttons,
    rehearsing,
    sessions,
    take_back_buttons,
    talking,
    treatment_buttons,
    why,
)
from reminder.bot.visit import Visit

Handler = BaseHandler[Any, Visit, Any]


def handlers() -> list[Handler]:
    """Return the handlers of the staff's group, commands first, typed text last."""
    return [
        *claiming.handlers(),
        *colleagues.handlers(),
        *greeting.handlers(),
        *day.handlers(),
        *card.handlers(),
        *protocols.handlers(),
        *sessions.handlers(),
        *treatment_buttons.handlers(),
        *take_back_buttons.handlers(),
        *became_buttons.handlers(),
        *course_buttons.handlers(),
        *why.handlers(),
        *rehearsing.handlers(),
        *form_buttons.handlers(),
        *enrolment_buttons.handlers(),
        *place_buttons.handlers(),
        *record_buttons.handlers(),
        *talking.handlers(),
        *enrolling.handlers(),
    ]
