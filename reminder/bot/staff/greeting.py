"""`/start` and `/help` as staff get them. A `/start` with a patient's link is not the staff's."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, for_staff
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of the two commands."""
    mine = filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", for_staff(_start), filters=mine, has_args=False),
        CommandHandler("help", for_staff(_help), filters=mine),
    ]


async def _start(_update: Update, desk: Desk) -> None:
    clinic = desk.visit.practice.profile.name
    await desk.visit.say(Outgoing(desk.words("staff-start", clinic=clinic)), "start")


async def _help(_update: Update, desk: Desk) -> None:
    await desk.visit.say(Outgoing(desk.words("staff-help")), "help")
