"""What a patient's card has of their rights: the consents given, and the erasing of everything."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from telegram.ext import BaseHandler

from reminder.bot.staff.access import Desk, Press, on_button, on_owner_button
from reminder.bot.visit import Visit
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record_seen
from reminder.practice.enrolments import Enrolled, find_enrolment, summary
from reminder.practice.forget import GRACE, ask_erasure, open_erasure, take_back
from reminder.store.tables import Consent, Role

Rows = tuple[tuple[Button, ...], ...]


def handlers() -> list[BaseHandler[Any, Visit, Any]]:
    """Return the handlers of these buttons."""
    return [
        on_button("consents", _consents),
        on_owner_button("erase-ask", _erase_ask),
        on_owner_button("erase", _erase),
        on_owner_button("erase-back", _take_back),
    ]


async def rights_rows(desk: Desk, enrolled: Enrolled) -> Rows:
    """Return the rows of the card: for all staff the consents, for owners the erasing too."""
    words, number = desk.words, enrolled.id
    row = [Button(words.plain("rights-consents-button"), data=f"s:consents:{number}")]
    if desk.staff.role is Role.OWNER:
        if await open_erasure(desk.visit.db, enrolled.patient) is None:
            row.append(Button(words.plain("rights-erase-button"), data=f"s:erase-ask:{number}"))
        else:
            label = words.plain("rights-forget-back-button")
            row.append(Button(label, data=f"s:erase-back:{number}"))
    return (tuple(row),)


async def _consents(desk: Desk, press: Press) -> None:
    enrolled = await _found(desk, press)
    if enrolled is None:
        return
    visit, words = desk.visit, desk.words
    zone = ZoneInfo(visit.practice.profile.zone)
    consents = await visit.db.exec(
        select(Consent).where(Consent.patient_id == enrolled.patient.id).order_by(col(Consent.id))
    )
    lines = []
    for consent in consents.all():
        given = words(
            "rights-consent",
            when=words.moment(consent.given_at, zone),
            scope=consent.scope.value,
            by=consent.by,
            version=consent.text_version,
            language=consent.language,
        )
        if consent.withdrawn_at is not None:
            ended = words.moment(consent.withdrawn_at, zone)
            how = consent.withdrawn_how or ""
            given = words("rights-consent-ended", given=given, when=ended, how=how)
        lines.append(given)
    await record_seen(
        visit.db, visit.practice, desk.staff, [enrolled.patient], "consents_shown", now=visit.now
    )
    text = words("rights-consents", summary=summary(visit.practice, enrolled, words))
    told = lines or [words("rights-consents-none")]
    await visit.say(Outgoing("\n".join([text, "", *told])), "consents")


async def _erase_ask(desk: Desk, press: Press) -> None:
    enrolled = await _found(desk, press)
    if enrolled is None:
        return
    words = desk.words
    sure = Button(words.plain("rights-erase-sure-button"), data=f"s:erase:{press.id}")
    back = Button(words.plain("staff-back-button"), data=f"s:card:{press.id}")
    text = words(
        "rights-erase-ask",
        summary=summary(desk.visit.practice, enrolled, words),
        minutes=GRACE.seconds // 60,
    )
    asked = Outgoing(text, buttons=((sure,), (back,)), edits_message=press.message_id)
    await _in_place(desk, press, asked)


async def _erase(desk: Desk, press: Press) -> None:
    enrolled = await _found(desk, press)
    if enrolled is None:
        return
    visit, words = desk.visit, desk.words
    erasure = await ask_erasure(
        visit.db, visit.practice, enrolled.patient, visit.now, staff=desk.staff
    )
    due_at = (erasure.due_at or visit.now).astimezone(ZoneInfo(visit.practice.profile.zone))
    back = Button(words.plain("rights-forget-back-button"), data=f"s:erase-back:{press.id}")
    text = words(
        "rights-erase-noted",
        summary=summary(visit.practice, enrolled, words),
        time=words.hour(due_at.time()),
    )
    noted = Outgoing(text, buttons=((back,),), edits_message=press.message_id)
    await _in_place(desk, press, noted)


async def _take_back(desk: Desk, press: Press) -> None:
    enrolled = await _found(desk, press)
    if enrolled is None:
        return
    visit, words = desk.visit, desk.words
    if not await take_back(visit.db, visit.practice, enrolled.patient, visit.now, staff=desk.staff):
        visit.toast(words.plain("rights-forget-late-toast"))
        return
    text = words("rights-erase-taken-back", summary=summary(visit.practice, enrolled, words))
    await _in_place(desk, press, Outgoing(text, edits_message=press.message_id))


async def _found(desk: Desk, press: Press) -> Enrolled | None:
    found = await find_enrolment(desk.visit.db, desk.visit.practice, press.id)
    if found is None:
        desk.visit.toast(desk.words.plain("staff-gone-toast"))
    return found


async def _in_place(desk: Desk, press: Press, message: Outgoing) -> None:
    await desk.visit.say(message, "erasure")
