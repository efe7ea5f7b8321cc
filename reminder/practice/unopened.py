"""Invitations that nobody opened: told once, the next morning; and those whose time is over."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col, select

from reminder.care.timing import at_local
from reminder.catalogue import Html
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.enrolments import Enrolled, desk_of, find_enrolment, short_name, summary
from reminder.practice.invite import EndedBy
from reminder.practice.outbox import queue
from reminder.store.tables import Enrolment, EnrolmentState, Invitation, Staff

_A_MESSAGE = 15
"""So many names, at most, in one message: more do not fit in Telegram's 4096 characters."""


async def tell_unopened(db: Db, practice: Practice, now: datetime) -> int:
    """Show the staff, once, whose invitation of an earlier day nobody has opened.

    Nothing before the quiet hours are over. Each staff member gets one message about those whom
    they enrolled. Returns how many enrolments it was about.
    """
    zone = ZoneInfo(practice.profile.zone)
    local = now.astimezone(zone)
    if local.time() < practice.profile.quiet.ends:
        return 0
    midnight = at_local(local.date(), time(), zone)
    found = await db.exec(
        select(Enrolment)
        .join(Invitation, col(Invitation.enrolment_id) == col(Enrolment.id))
        .where(
            Enrolment.clinic_id == practice.clinic_id,
            Enrolment.state == EnrolmentState.WAITING,
            col(Enrolment.unopened_told_at).is_(None),
            Invitation.created_at < midnight,
            col(Invitation.opened_at).is_(None),
            col(Invitation.ended_at).is_(None),
            Invitation.expires_at > now,
        )
        .order_by(col(Enrolment.id))
    )
    by_desk: dict[int, tuple[Staff, list[Enrolled]]] = {}
    told = 0
    for enrolment in found.all():
        enrolled = await find_enrolment(db, practice, enrolment.id or 0)
        if enrolled is None:
            continue
        enrolment.unopened_told_at = now
        told += 1
        for staff in await desk_of(db, practice, enrolment):
            by_desk.setdefault(staff.id or 0, (staff, []))[1].append(enrolled)
    for staff, unopened in by_desk.values():
        for first in range(0, len(unopened), _A_MESSAGE):
            message = _message(practice, staff, unopened[first : first + _A_MESSAGE])
            await queue(db, practice, message, to=staff, now=now, purpose="unopened")
    return told


async def expire(db: Db, practice: Practice, now: datetime) -> int:
    """End the invitations whose time is over; an enrolment that waited for one is expired.

    Returns how many ended.
    """
    over = await db.exec(
        select(Invitation).where(
            Invitation.clinic_id == practice.clinic_id,
            col(Invitation.ended_at).is_(None),
            Invitation.expires_at <= now,
        )
    )
    ended = list(over.all())
    for invitation in ended:
        invitation.ended_at = now
        invitation.ended_how = EndedBy.EXPIRED
    await db.exec(
        update(Enrolment)
        .where(
            col(Enrolment.id).in_([invitation.enrolment_id for invitation in ended]),
            col(Enrolment.state) == EnrolmentState.WAITING,
        )
        .values(state=EnrolmentState.EXPIRED)
    )
    return len(ended)


def _message(practice: Practice, staff: Staff, unopened: list[Enrolled]) -> Outgoing:
    words = practice.words(staff.language)
    lines = "\n".join(f"• {summary(practice, enrolled, words)}" for enrolled in unopened)
    return Outgoing(
        words("staff-unopened", number=len(unopened), patients=Html(lines)),
        buttons=tuple(
            (
                Button(
                    words.plain(
                        "staff-qr-again-of-button", name=short_name(enrolled.patient, words)
                    ),
                    f"s:qr:{enrolled.id}",
                ),
            )
            for enrolled in unopened
        ),
    )
