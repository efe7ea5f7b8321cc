"""`/rehearse`: a procedure's messages, sent to the staff member as a patient would get them."""

import re
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from reminder.bot.staff.access import Desk, Press, for_staff, on_button
from reminder.bot.visit import Visit
from reminder.care.protocol import CareProtocol
from reminder.care.replies import Meaning, understand
from reminder.outgoing import Button, Outgoing
from reminder.practice.form import PUZZLE_LENGTH
from reminder.practice.reading import Doubt, read_procedure
from reminder.practice.rehearse import end_rehearsal, rehearse
from reminder.practice.vocabulary import vocabulary_of


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the command, the choice of a procedure, and the buttons that do nothing."""
    return [
        CommandHandler("rehearse", for_staff(_rehearse), filters=filters.UpdateType.MESSAGE),
        on_button("rehearse", _chosen),
        on_button("rehearsal", _inert),
    ]


async def ended(desk: Desk) -> bool:
    """End a rehearsal that is running, and say so; returns False where there is none."""
    visit = desk.visit
    if not await end_rehearsal(visit.db, visit.practice, desk.staff, visit.now):
        return False
    await visit.say(Outgoing(desk.words("rehearse-ended")), "rehearsal_ended")
    return True


async def typed(desk: Desk, text: str) -> bool:
    """Let STOP end a rehearsal, as it would end the patient's messages; False for all else."""
    meaning = understand(text, desk.visit.practice.catalogue.reply_words)
    return meaning is Meaning.OPT_OUT and await ended(desk)


async def _rehearse(update: Update, desk: Desk) -> None:
    visit, words = desk.visit, desk.words
    text = (update.message.text if update.message else None) or ""
    name = re.sub(r"^/\S+\s*", "", text).strip()
    if not name:
        await visit.say(_which(desk, words("rehearse-which")), "rehearse")
        return
    procedure = read_procedure(name, vocabulary_of(visit.practice))
    if isinstance(procedure, Doubt):
        doubt = words(f"staff-doubt-{procedure.value}", text=name[:PUZZLE_LENGTH])
        await visit.say(_which(desk, doubt), "rehearse")
        return
    await _begin(desk, visit.practice.protocols[procedure])


async def _chosen(desk: Desk, press: Press) -> None:
    protocol = desk.visit.practice.protocols.get(press.argument)
    if protocol is None or not protocol.enabled:
        desk.visit.toast(desk.words.plain("protocols-changed-toast"))
        return
    await _begin(desk, protocol)


async def _begin(desk: Desk, protocol: CareProtocol) -> None:
    visit = desk.visit
    await rehearse(visit.db, visit.practice, desk.staff, protocol, visit.now)


async def _inert(desk: Desk, _press: Press) -> None:
    desk.visit.toast(desk.words.plain("rehearse-inert-toast"))


def _which(desk: Desk, text: str) -> Outgoing:
    """Return the question which procedure, with a button for each that is done here."""
    practice = desk.visit.practice
    buttons = [
        Button(desk.words.plain(f"procedure-{name}"), f"s:rehearse:0:{name}")
        for name, protocol in practice.protocols.items()
        if protocol.enabled
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Outgoing(text, buttons=rows)
