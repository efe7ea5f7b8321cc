"""Claim, Reply, Resolved: the staff's side of a conversation with a patient who is not well."""

from datetime import timedelta
from typing import Any, assert_never

from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button
from reminder.bot.visit import Visit
from reminder.outgoing import Outgoing
from reminder.practice.audit import record_seen
from reminder.practice.clinic_reply import (
    WITHIN,
    Left,
    Sent,
    TooLong,
    await_reply,
    cancel_reply,
    reply_typed,
)
from reminder.practice.conversation import (
    Over,
    Shown,
    Taken,
    TakenBy,
    claim_conversation,
    find_conversation,
    resolve_complaint,
    resolve_conversation,
    show_conversation,
)
from reminder.practice.conversation_messages import LONGEST, reply_asked
from reminder.practice.enrolments import find_enrolment, shown_name


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the buttons."""
    return [
        on_button("talk-show", _show),
        on_button("talk-claim", _claim),
        on_button("talk-reply", _reply),
        on_button("talk-reply-cancel", _cancel_reply),
        on_button("talk-resolve", _resolve),
        on_button("talk-settle", _settle),
    ]


async def typed(desk: Desk, text: str) -> bool:
    """Send what was typed after Reply to the patient; returns False where no reply is awaited."""
    visit = desk.visit
    outcome = await reply_typed(visit.db, visit.practice, desk.staff, text, visit.now)
    match outcome:
        case None:
            return False
        case Sent(patient):
            sent = desk.words("answer-staff-reply-sent", name=shown_name(patient, desk.words))
            await visit.say(Outgoing(sent), "reply")
        case TooLong():
            await visit.say(Outgoing(desk.words("answer-staff-reply-long", most=LONGEST)), "reply")
        case Left():
            await visit.say(Outgoing(desk.words("answer-staff-left-toast")), "reply")
        case _:
            assert_never(outcome)
    return True


async def _show(desk: Desk, press: Press) -> None:
    """From the day's list: the alert as it stands now, as a message of its own."""
    visit = desk.visit
    outcome = await show_conversation(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case None:
            visit.toast(desk.words.plain("staff-gone-toast"))
        case Over():
            visit.toast(desk.words.plain("answer-staff-resolved-toast"))
        case Shown(patient, message):
            await record_seen(
                visit.db,
                visit.practice,
                desk.staff,
                [patient],
                "conversation_shown",
                now=visit.now,
            )
            await visit.say(message, "alert")
        case _:
            assert_never(outcome)


async def _claim(desk: Desk, press: Press) -> None:
    visit = desk.visit
    outcome = await claim_conversation(visit.db, visit.practice, desk.staff, press.id, visit.now)
    await _refuse(desk, outcome, press)


async def _reply(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    outcome = await await_reply(visit.db, visit.practice, desk.staff, press.id, visit.now)
    await _refuse(desk, outcome, press)
    if isinstance(outcome, Taken):
        minutes = WITHIN // timedelta(minutes=1)
        asked = reply_asked(outcome.conversation, outcome.patient, words, minutes)
        await visit.say(asked, "reply")


async def _cancel_reply(desk: Desk, press: Press) -> None:
    visit = desk.visit
    await cancel_reply(visit.db, visit.practice, desk.staff)
    found = await find_conversation(visit.db, visit.practice, press.id)
    if found is not None:
        await record_seen(
            visit.db,
            visit.practice,
            desk.staff,
            [found.patient],
            "conversation_shown",
            now=visit.now,
        )
        name = shown_name(found.patient, desk.words)
        text = desk.words("answer-staff-reply-cancelled", name=name)
        await visit.say(Outgoing(text, edits_message=press.message_id), "reply")


async def _resolve(desk: Desk, press: Press) -> None:
    visit = desk.visit
    outcome = await resolve_conversation(visit.db, visit.practice, desk.staff, press.id, visit.now)
    await _refuse(desk, outcome, press)
    if isinstance(outcome, Taken):
        # It may stand under what the patient wrote, which is not the message that is changed.
        await _take_away(desk, press)


async def _settle(desk: Desk, press: Press) -> None:
    """From the patient's card: whatever the lifts wait for is resolved."""
    visit = desk.visit
    enrolled = await find_enrolment(visit.db, visit.practice, press.id)
    if enrolled is None:
        visit.toast(desk.words.plain("staff-gone-toast"))
        return
    await resolve_complaint(visit.db, visit.practice, desk.staff, enrolled.patient, visit.now)
    visit.toast(desk.words.plain("answer-card-resolved-toast"))


async def _refuse(desk: Desk, outcome: Taken | TakenBy | Over | Left | None, press: Press) -> None:
    """Say over the chat why a press came too late; a press that counts needs no word.

    Once it is resolved, the buttons of an earlier message about it have nothing more to do.
    """
    words = desk.words
    match outcome:
        case Taken():
            pass
        case TakenBy(staff):
            desk.visit.toast(words.plain("answer-staff-claimed-toast", staff=staff.name))
        case Over():
            desk.visit.toast(words.plain("answer-staff-resolved-toast"))
            await _take_away(desk, press)
        case Left():
            desk.visit.toast(words.plain("answer-staff-left-toast"))
        case None:
            desk.visit.toast(words.plain("staff-gone-toast"))
        case _:
            assert_never(outcome)


async def _take_away(desk: Desk, press: Press) -> None:
    """Take the buttons from the message that was pressed; what it says stays."""
    if press.message_id is not None:
        last = Outgoing("", edits_message=press.message_id, silent=True)
        await desk.visit.say(last, "alert")
