"""Which handler gets an update: leaving first, then staff, then patients, then the rest."""

from functools import cache
from typing import Any

from telegram.ext import Application, BaseHandler

from reminder.bot import patient, staff
from reminder.bot.visit import remember_fault

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


AnyHandler = BaseHandler[Any, Any, Any]


@cache
def _groups() -> tuple[list[AnyHandler], ...]:
    """Return the handlers, which keep nothing themselves: all bots of a process share them."""
    return patient.first(), staff.handlers(), patient.handlers()


def register(application: AnyApplication) -> None:
    """Add every handler. A handler of the first group that leaves no doubt stops the others."""
    for group, handlers in enumerate(_groups()):
        for handler in handlers:
            application.add_handler(handler, group)
    application.add_error_handler(remember_fault)
