"""Rehearse: a staff member gets what a patient would get after one session, within a minute.

The messages wait in the ledger as the staff member's own: no patient has them, and they outlive a
restart like any answer.
"""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import col

from reminder.care.protocol import CareProtocol
from reminder.care.reasons import Reason
from reminder.care.timing import local_day
from reminder.catalogue import Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.form import whole_minute
from reminder.practice.outbox import queue
from reminder.practice.questions import answer_label, answers_to
from reminder.store.tables import Delivery, DeliveryState, Staff
from reminder.unfolding import Foretold, course_of, unfold

REHEARSAL = "rehearsal"
"""The purpose of these deliveries."""
PACE = timedelta(seconds=4)
"""From one message to the next, where that leaves them all within:"""
WITHIN = timedelta(seconds=55)
INERT = "s:rehearsal:0"
"""What every button of a rehearsal carries."""


async def rehearse(
    db: Db, practice: Practice, staff: Staff, protocol: CareProtocol, now: datetime
) -> None:
    """Queue the messages of one session of this protocol that ends `now`, in the language of the
    staff member and on the clinic's clocks, for the areas usually treated. One that is still
    running ends.
    """
    await end_rehearsal(db, practice, staff, now)
    words, held_at = practice.words(staff.language), whole_minute(now)
    preferences = practice.profile.preferences()
    whole = course_of(protocol, preferences, [held_at])
    day = local_day(held_at, preferences.zone)
    messages = list(unfold(whole, protocol, words, practice.profile))
    pace = min(PACE, WITHIN / (len(messages) + 1))
    begins = words(
        "rehearse-begins", procedure=words.procedure(protocol.name), number=len(messages)
    )
    await queue(db, practice, Outgoing(begins), to=staff, now=now, purpose=REHEARSAL)
    for number, message in enumerate(messages, 1):
        on = local_day(message.at, preferences.zone)
        heading = words(
            "rehearse-day",
            number=(on - day).days,
            moment=words.moment(message.at, preferences.zone),
        )
        outgoing = _shown(message, words("rehearse-message", day=heading, text=message.text), words)
        await queue(
            db, practice, outgoing, to=staff, now=now, purpose=REHEARSAL, after=pace * number
        )
    over = Outgoing(words("rehearse-over"))
    after = pace * (len(messages) + 1)
    await queue(db, practice, over, to=staff, now=now, purpose=REHEARSAL, after=after)
    await record(db, practice, "rehearsed", now=now, staff=staff, detail=protocol.name)


async def end_rehearsal(db: Db, practice: Practice, staff: Staff, now: datetime) -> bool:
    """Call off what is left of the staff member's rehearsal. Returns whether there was any."""
    await db.flush()
    ended = await db.exec(
        update(Delivery)
        .where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.staff_id) == staff.id,
            col(Delivery.purpose) == REHEARSAL,
            col(Delivery.wake_at).is_not(None),
        )
        .values(
            state=DeliveryState.CANCELLED,
            reason=Reason.REHEARSAL_ENDED,
            wake_at=None,
            payload=None,
            finished_at=now,
        )
    )
    return bool(ended.rowcount)


def _shown(message: Foretold, text: str, words: Words) -> Outgoing:
    """Return the message with the buttons that a patient would see; they lead nowhere."""
    answers = answers_to(message.asks[0]) if message.asks else ()
    inert = tuple((Button(answer_label(words, given), INERT),) for given in answers)
    return Outgoing(text, buttons=inert)
