"""The staff's side of the bot. Its group stands before the patients': what staff wrote stops there,
and what anyone else wrote goes on.
"""

from typing import Any

from telegram.ext import BaseHandler

from reminder.bot.staff import (
    claiming,
    colleagues,
    day,
    enrolling,
    enrolment_buttons,
    form_buttons,
    greeting,
    place_buttons,
    protocols,
    record_buttons,
    talking,
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
        *protocols.handlers(),
        *form_buttons.handlers(),
        *enrolment_buttons.handlers(),
        *place_buttons.handlers(),
        *record_buttons.handlers(),
        *talking.handlers(),
        *enrolling.handlers(),
    ]
