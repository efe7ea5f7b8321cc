"""Which handler gets an update: leaving first, then staff, then patients, then the rest."""

from typing import Any

from telegram.ext import Application

from reminder.bot import patient, staff
from reminder.bot.visit import remember_fault

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def register(application: AnyApplication) -> None:
    """Add every handler. A handler of the first group that leaves no doubt stops the others."""
    for group, handlers in enumerate((patient.first(), staff.handlers(), patient.handlers())):
        for handler in handlers:
            application.add_handler(handler, group)
    application.add_error_handler(remember_fault)
