"""The answer at the desk: the code to scan, and the same message once the patient has agreed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, desk_of, find_enrolment, summary
from reminder.practice.invite import Link
from reminder.practice.outbox import queue
from reminder.store.tables import Enrolment, Patient, Staff


def anchor_of(enrolment_id: int) -> str:
    """Return the name under which the desk's message about an enrolment is found again."""
    return f"enrolment:{enrolment_id}"


def link_message(
    practice: Practice, enrolled: Enrolled, link: Link, words: Words, *, picture: bool = True
) -> Outgoing:
    """Return the link to show: as a picture to scan, or as text to copy and send."""
    zone = ZoneInfo(practice.profile.zone)
    message = "staff-link-caption" if picture else "staff-link-to-copy"
    text = words(
        message,
        summary=summary(practice, enrolled, words),
        link=link.url,
        until=words.moment(link.expires_at, zone),
    )
    number = enrolled.id
    return Outgoing(
        text,
        buttons=(
            (
                Button(words.plain("staff-print-button"), f"s:print:{number}"),
                Button(words.plain("staff-decline-button"), f"s:decline:{number}"),
            ),
            (
                Button(words.plain("staff-correct-button"), f"s:correct:{number}"),
                Button(words.plain("staff-undo-button"), f"s:undo:{number}"),
            ),
        ),
        qr=link.url if picture else None,
        anchor=anchor_of(number),
    )


def connected_message(
    practice: Practice, enrolled: Enrolled, words: Words, *, confirmed: bool = False
) -> Outgoing:
    """Return what the desk's message turns into: who has agreed, and is that right?"""
    number = enrolled.id
    anchor = anchor_of(number)
    text = words(
        "staff-connected-caption",
        summary=summary(practice, enrolled, words),
        telegram=enrolled.patient.telegram_name or words.plain("staff-nameless"),
    )
    if confirmed:
        return Outgoing(words("staff-connected-right", text=text), anchor=anchor, edits=anchor)
    return Outgoing(
        text,
        buttons=(
            (
                Button(words.plain("staff-right-button"), f"s:right:{number}"),
                Button(words.plain("staff-wrong-button"), f"s:wrong-ask:{number}"),
            ),
        ),
        anchor=anchor,
        edits=anchor,
    )


async def connected(
    db: Db, practice: Practice, enrolment: Enrolment, patient: Patient, now: datetime
) -> None:
    """Let the desk's message turn into "connected"; where there is none, it is a new one."""
    enrolled = await find_enrolment(db, practice, enrolment.id or 0)
    if enrolled is None or enrolled.patient.id != patient.id:
        return
    for staff in await desk_of(db, practice, enrolment):
        message = connected_message(practice, enrolled, words_of(practice, staff))
        await queue(db, practice, message, to=staff, now=now, purpose="connected")


def words_of(practice: Practice, staff: Staff) -> Words:
    """Return the words of a staff member's language."""
    return practice.words(staff.language)
