"""The patient's side of the bot: joining, asking, leaving and coming back."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler

from reminder.bot.patient import (
    answering,
    asking,
    choosing,
    joining,
    leaving,
    pausing,
    presence,
    returning,
    rights,
)
from reminder.bot.visit import Visit

__all__ = ["first", "handlers"]


def first() -> list[BaseHandler[Update, Visit, Any]]:
    """Return what stands ahead of every other handler, staff's too: leaving."""
    return leaving.first()


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the rest, in order: commands and buttons, then what answers everything else."""
    rooms = (joining, asking, pausing, choosing, rights, leaving, returning, presence, answering)
    return [*(handler for room in rooms for handler in room.handlers()), *asking.last()]
