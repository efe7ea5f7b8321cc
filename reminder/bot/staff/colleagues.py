"""`/invite` and `/staff`, for owners; and the link by which somebody comes to work here."""

import re
from typing import Any, assert_never
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import (
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    filters,
)

from reminder.bot.patient.pressed import language_of, telegram_name
from reminder.bot.staff.access import Desk, Press, for_owner, on_owner_button
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing, side_by_side
from reminder.practice.colleagues import (
    PREFIX,
    CameIn,
    Invited,
    LastOwner,
    NoGood,
    WorksHere,
    come_in,
    find_colleague,
    invite_staff,
    make_owner,
    open_staff_link,
    remove_staff,
    stay_out,
)
from reminder.practice.people import all_staff
from reminder.store.tables import Role, Staff

JOIN = r"^j:(yes|no):(\d{1,9})$"
_LINK = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{22}}")


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the commands, the owners' buttons, and the two of whoever is invited."""
    mine = filters.UpdateType.MESSAGE
    return [
        CommandHandler("start", _link_opened, filters=mine, has_args=True),
        CallbackQueryHandler(_answered, pattern=JOIN),
        CommandHandler("invite", for_owner(_invite), filters=mine),
        CommandHandler("staff", for_owner(_list), filters=mine),
        on_owner_button("staff-list", _list_again),
        on_owner_button("staff-right", _right),
        on_owner_button("staff-remove-ask", _remove_ask),
        on_owner_button("staff-remove", _remove),
        on_owner_button("staff-owner-ask", _owner_ask),
        on_owner_button("staff-owner", _owner),
    ]


async def _invite(_update: Update, desk: Desk) -> None:
    visit, words = desk.visit, desk.words
    link = await invite_staff(visit.db, visit.practice, desk.staff, visit.now)
    until = words.moment(link.expires_at, ZoneInfo(visit.practice.profile.zone))
    text = words("rights-invite", link=link.url, until=until)
    await visit.say(Outgoing(text), "staff_invitation")


async def _link_opened(_update: Update, context: Visit) -> None:
    """Show who invites, and ask; a patient's link goes on to the patients' handlers."""
    token = (context.args or [""])[0]
    if _LINK.fullmatch(token) is None:
        return
    words = context.practice.words(language_of(_update, context))
    opened = await open_staff_link(
        context.db, context.practice, token, context.chat_id, context.now
    )
    match opened:
        case Invited(number, by):
            clinic = context.practice.profile.name
            yes = Button(words.plain("rights-join-button"), data=f"j:yes:{number}")
            no = Button(words.plain("rights-join-no-button"), data=f"j:no:{number}")
            text = words("rights-join-ask", clinic=clinic, staff=by.name)
            await context.say(Outgoing(text, buttons=((yes,), (no,))), "staff_invitation")
        case WorksHere():
            await context.say(Outgoing(words("rights-join-already")), "staff_invitation")
        case NoGood():
            await context.say(Outgoing(words("rights-join-over")), "staff_invitation")
        case _:
            assert_never(opened)
    raise ApplicationHandlerStop


async def _answered(update: Update, context: Visit) -> None:
    query, match = update.callback_query, context.match
    words = context.practice.words(language_of(update, context))
    if query is None or match is None:
        return
    number = int(match.group(2))
    message_id = query.message.message_id if query.message else None
    if match.group(1) == "no":
        out = await stay_out(context.db, context.practice, number, context.chat_id, context.now)
        if out:
            text = words("rights-join-declined")
            await context.say(Outgoing(text, edits_message=message_id), "staff_invitation")
        raise ApplicationHandlerStop
    outcome = await come_in(
        context.db,
        context.practice,
        number,
        chat_id=context.chat_id,
        name=telegram_name(update),
        language=words.language,
        now=context.now,
    )
    match outcome:
        case CameIn(staff):
            clinic = context.practice.profile.name
            text = words("rights-joined", clinic=clinic)
            await context.say_to(
                staff, Outgoing(text, edits_message=message_id), "staff_invitation"
            )
            context.show_menu_of(staff)
            await _tell_owners(context, staff)
        case WorksHere():
            context.toast(words.plain("rights-join-already"))
        case NoGood():
            context.toast(words.plain("rights-join-over-toast"))
        case _:
            assert_never(outcome)
    raise ApplicationHandlerStop


async def _tell_owners(context: Visit, came: Staff) -> None:
    for owner in await all_staff(context.db, context.practice):
        if owner.role is Role.OWNER:
            words = context.practice.words(owner.language)
            right = Button(words.plain("rights-right-button"), data=f"s:staff-right:{came.id}")
            remove = Button(
                words.plain("rights-remove-button"), data=f"s:staff-remove-ask:{came.id}"
            )
            text = words("rights-joined-told", name=came.name)
            await context.say_to(owner, Outgoing(text, buttons=((right, remove),)), "staff_joined")


async def _right(desk: Desk, press: Press) -> None:
    staff = await find_colleague(desk.visit.db, desk.visit.practice, press.id)
    if staff is None:
        _gone(desk)
        return
    text = desk.words("rights-joined-right", name=staff.name)
    await desk.visit.say(Outgoing(text, edits_message=press.message_id), "staff_joined")


async def _list(_update: Update, desk: Desk) -> None:
    await desk.visit.say(await _page(desk), "staff_list")


async def _list_again(desk: Desk, press: Press) -> None:
    page = await _page(desk, press.message_id)
    await desk.visit.say(page, "staff_list")


async def _page(desk: Desk, message_id: int | None = None) -> Outgoing:
    visit, words = desk.visit, desk.words
    zone = ZoneInfo(visit.practice.profile.zone)
    everyone = await all_staff(visit.db, visit.practice)
    owners = [staff for staff in everyone if staff.role is Role.OWNER]
    lines: list[str] = [words("rights-staff")]
    rows: list[tuple[Button, ...]] = []
    for staff in sorted(everyone, key=lambda one: one.id or 0):
        since = words.date_long(staff.created_at.astimezone(zone).date())
        lines.append(words(f"rights-staff-{staff.role.value}", name=staff.name, since=since))
        row: list[Button] = []
        if staff.role is not Role.OWNER:
            label = words.plain("rights-owner-of-button", name=staff.name)
            row.append(Button(label, data=f"s:staff-owner-ask:{staff.id}"))
        if owners != [staff]:
            label = words.plain("rights-remove-of-button", name=staff.name)
            row.append(Button(label, data=f"s:staff-remove-ask:{staff.id}"))
        if row:
            rows += side_by_side(*row)
    lines.append(words("rights-staff-hint"))
    return Outgoing("\n".join(lines), buttons=tuple(rows), edits_message=message_id)


async def _remove_ask(desk: Desk, press: Press) -> None:
    await _ask(desk, press, "remove")


async def _owner_ask(desk: Desk, press: Press) -> None:
    await _ask(desk, press, "owner")


async def _ask(desk: Desk, press: Press, what: str) -> None:
    staff = await find_colleague(desk.visit.db, desk.visit.practice, press.id)
    if staff is None:
        _gone(desk)
        return
    words = desk.words
    sure = Button(words.plain(f"rights-{what}-sure-button"), data=f"s:staff-{what}:{staff.id}")
    back = Button(words.plain("staff-back-button"), data="s:staff-list:0")
    asked = Outgoing(
        words(f"rights-{what}-ask", name=staff.name),
        buttons=((sure,), (back,)),
        edits_message=press.message_id,
    )
    await desk.visit.say(asked, "staff_list")


async def _remove(desk: Desk, press: Press) -> None:
    visit, words = desk.visit, desk.words
    outcome = await remove_staff(visit.db, visit.practice, desk.staff, press.id, visit.now)
    match outcome:
        case None:
            _gone(desk)
        case LastOwner():
            visit.toast(words.plain("rights-last-owner-toast"))
        case Staff():
            visit.show_menu_of(outcome)
            if outcome.id == desk.staff.id:
                return  # their own rights have just ended, and with them what they are sent
            text = words("rights-removed", name=outcome.name)
            await visit.say(Outgoing(text, edits_message=press.message_id), "staff_list")
        case _:
            assert_never(outcome)


async def _owner(desk: Desk, press: Press) -> None:
    visit = desk.visit
    staff = await make_owner(visit.db, visit.practice, desk.staff, press.id, visit.now)
    if staff is None:
        _gone(desk)
        return
    visit.show_menu_of(staff)
    text = desk.words("rights-made-owner", name=staff.name)
    await visit.say(Outgoing(text, edits_message=press.message_id), "staff_list")
    if staff.id != desk.staff.id:
        theirs = visit.practice.words(staff.language)
        told = theirs("rights-made-owner-told", clinic=visit.practice.profile.name)
        await visit.say_to(staff, Outgoing(told), "staff_list")


def _gone(desk: Desk) -> None:
    desk.visit.toast(desk.words.plain("rights-colleague-gone-toast"))
