"""`/protocols`: what is signed, what is assumed, and the button that lets a changed protocol count
for running courses too.
"""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff import protocol_page
from reminder.bot.staff.access import Desk, Press, for_staff, on_button
from reminder.bot.visit import Visit
from reminder.practice.adopt import adopt


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the command and the buttons."""
    return [
        CommandHandler("protocols", for_staff(_protocols), filters=filters.UpdateType.MESSAGE),
        on_button("protocols", _again),
        on_button("protocol", _one),
        on_button("protocol-adopt", _adopt),
    ]


async def _protocols(_update: Update, desk: Desk) -> None:
    await desk.visit.say(await protocol_page.every(desk), "protocols")


async def _again(desk: Desk, press: Press) -> None:
    await desk.visit.say(await protocol_page.every(desk, press.message_id), "protocols")


async def _one(desk: Desk, press: Press) -> None:
    protocol = desk.visit.practice.protocols.get(press.argument)
    if protocol is None:
        desk.visit.toast(desk.words.plain("protocols-changed-toast"))
        return
    await desk.visit.say(await protocol_page.one(desk, protocol, press.message_id), "protocols")


async def _adopt(desk: Desk, press: Press) -> None:
    """Let running courses take the version that the button was shown for, and no other."""
    visit, words = desk.visit, desk.words
    protocol = visit.practice.protocols.get(press.argument)
    if protocol is None or protocol.version != press.id:
        visit.toast(words.plain("protocols-changed-toast"))
        return
    done = await adopt(visit.db, visit.practice, desk.staff, protocol.name, visit.now)
    visit.toast(words.plain("protocols-adopted-toast", number=done.courses))
    await visit.say(await protocol_page.one(desk, protocol, press.message_id), "protocols")
