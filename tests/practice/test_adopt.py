"""A changed protocol: running courses keep their times until staff take the new ones over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reminder.care.history import ProtocolRef
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.care.protocol import CareProtocol
from reminder.care.restrictions import in_force
from reminder.overrides import Overrides, changed
from reminder.practice import adopt as adopting
from reminder.practice.adopt import Adopted, adopt, running_on_older
from reminder.practice.clinic import Db, Practice
from reminder.practice.history import gather
from reminder.practice.undo import undo
from reminder.store.database import Store
from reminder.store.tables import Course, Staff
from tests.cast import ANNA_CHAT, BORIS_CHAT
from tests.practice.arrange import (
    PROTOCOL,
    Invited,
    fresh,
    invited,
    joined,
    patient_of,
    reminders_of,
)

HOUR = timedelta(hours=1)


def with_length(practice: Practice, topic: str, length: str) -> Practice:
    """The clinic after it has put its own length into its file."""
    own = {"protocol": PROTOCOL, "topic": topic, "side": "after", "length": length}
    overrides = Overrides.model_validate({"lengths": [{**own, "basis": "assumed", "source": "A"}]})
    protocol = changed(practice.protocols[PROTOCOL], overrides)
    return replace(practice, protocols={**practice.protocols, PROTOCOL: protocol})


async def until(db: Db, practice: Practice, link: Invited, now: datetime, topic: str) -> datetime:
    """Until when a topic is in force for a patient."""
    history, protocols = await gather(db, practice, await patient_of(db, link))
    (found,) = (one for one in in_force(history, protocols, now) if one.topic == topic)
    return found.until


async def test_a_running_course_keeps_its_times(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Whatever becomes of the file: the kept version is read back and counts."""
    other = with_length(practice, "sauna", "9 days")
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        assert await running_on_older(db, practice, PROTOCOL) == 0
        assert await running_on_older(db, other, PROTOCOL) == 1
        assert await until(db, other, anna, now, "sauna") == now + timedelta(days=7)
        boris = await joined(db, other, reception, now, BORIS_CHAT, "Boris")
        assert await until(db, other, boris, now, "sauna") == now + timedelta(days=9)
        assert await running_on_older(db, other, PROTOCOL) == 1


async def test_taking_over_plans_anew_and_corrects(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """The patient is told what is true now, and the end is told at its new time; once."""
    other = with_length(practice, "sauna", "9 days")
    later = now + HOUR
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        assert await adopt(db, other, reception, PROTOCOL, later) == Adopted(1, 0)
        reminders = await reminders_of(db, anna)
        (correction,) = (r for r in reminders if r.kind is ReminderKind.CORRECTION)
        assert correction.due_at == later
        (lift,) = (r for r in reminders if r.key.startswith("lifted") and r.topics == "sauna")
        assert lift.until == now + timedelta(days=9)
        assert lift.state is ReminderState.PLANNED
        assert await adopt(db, other, reception, PROTOCOL, later + HOUR) == Adopted(0, 0)
        assert len(await reminders_of(db, anna)) == len(reminders)


async def test_who_is_not_concerned_gets_no_correction(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Once what has changed is over, there is nothing to correct."""
    other = with_length(practice, "alcohol", "3 days")
    later = now + timedelta(days=4)
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT)
        assert await adopt(db, other, reception, PROTOCOL, later) == Adopted(1, 0)
        kinds = {reminder.kind for reminder in await reminders_of(db, anna)}
        assert ReminderKind.CORRECTION not in kinds
        course = await fresh(db, Course, 1)
        ref = ProtocolRef(course.protocol, course.protocol_version)
        assert ref == other.protocols[PROTOCOL].ref


async def test_courses_that_do_not_run_are_left_alone(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Neither what was taken back nor what is finished is asked about."""
    other = with_length(practice, "sauna", "9 days")
    async with store.writing() as db:
        anna = await invited(db, practice, reception, now)
        await undo(db, practice, reception, anna.enrolment_id, now)
        boris = await joined(db, practice, reception, now, BORIS_CHAT, "Boris")
        course = await fresh(db, Course, 2)
        assert course.patient_id == boris.patient_id
        course.finished_at = now
        await db.flush()
        assert await running_on_older(db, other, PROTOCOL) == 0


async def test_many_courses_are_taken_over_in_parts(
    store: Store,
    practice: Practice,
    reception: Staff,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One press holds the database for so many only; the next press takes the rest."""
    monkeypatch.setattr(adopting, "AT_ONCE", 2)
    other = with_length(practice, "sauna", "9 days")
    async with store.writing() as db:
        for name in ("Anna", "Boris", "Vera"):
            await invited(db, practice, reception, now, name)
        assert await adopt(db, other, reception, PROTOCOL, now) == Adopted(2, 1)
        assert await adopt(db, other, reception, PROTOCOL, now) == Adopted(1, 0)


async def test_a_kept_version_is_the_whole_protocol(practice: Practice) -> None:
    """Every bundled protocol can be read back from what is stored with a course."""
    for protocol in practice.protocols.values():
        assert CareProtocol.model_validate_json(protocol.model_dump_json()) == protocol
