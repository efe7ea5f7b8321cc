"""Pausing: silence until a day, and what comes after it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.delivery.claim import next_wake
from reminder.practice.clinic import Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.opt_out import OptedOut, opt_out
from reminder.practice.pause import LONGEST, end_due, end_pause, pause, paused_text
from reminder.practice.today import today
from reminder.store.database import Store
from reminder.store.tables import PatientState, Reminder, Staff
from tests.cast import ANNA_CHAT, MALLORY_CHAT
from tests.practice.arrange import Invited, invited, joined, patient_of, reminders_of, waiting

UNTIL = date(2026, 9, 22)
ENDS_AT = datetime(2026, 9, 22, 8, 0, tzinfo=UTC)
"""10:00 at the clinic."""


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed, and has paused until Tuesday."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        paused = await pause(db, practice, chat_id=ANNA_CHAT, until=UNTIL, now=now)
        assert [patient.id for patient in paused] == [link.patient_id]
        return link


async def test_everything_planned_is_cancelled(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """A pause empties the plan, each row saying why, and knows when it ends."""
    async with store.reading() as db:
        patient = await patient_of(db, anna)
        assert patient.state is PatientState.PAUSED
        assert patient.paused_until == ENDS_AT
        rows = await reminders_of(db, anna)
        assert rows
        assert {(row.state, row.reason) for row in rows} == {(ReminderState.CANCELLED, "paused")}
        wake_at = await next_wake(db, practice)
        assert wake_at is not None
        assert wake_at <= ENDS_AT


async def test_what_the_pause_means_is_said(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """The day on which it ends, what goes on applying, the telephone, and a button to come back."""
    async with store.reading() as db:
        said = await paused_text(db, practice, [await patient_of(db, anna)], now)
    assert "Paused until <b>Tue 22 Sep, 10:00</b>" in said.text
    assert "Your aftercare still applies:" in said.text
    assert "24 Sep" in said.text
    assert practice.profile.telephone in said.text
    assert [[b.text for b in row] for row in said.buttons] == [["Resume now"]]


async def test_it_ends_by_itself_and_only_what_is_useful_follows(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """At its instant the patient is active again, is told what applies, and the past stays past."""
    async with store.writing() as db:
        await end_due(db, practice, ENDS_AT - timedelta(seconds=1))
        assert (await patient_of(db, anna)).state is PatientState.PAUSED
        await end_due(db, practice, ENDS_AT)
        patient = await patient_of(db, anna)
        assert patient.state is PatientState.ACTIVE
        assert patient.resumed_at == ENDS_AT
        assert patient.paused_until is None
        rows = await reminders_of(db, anna)
        planned = [row for row in rows if row.state is ReminderState.PLANNED]
        assert all(row.due_at >= ENDS_AT for row in planned)
        lifts = [row.due_at for row in planned if row.kind is ReminderKind.LIFTED]
        assert lifts
        told = (await waiting(db, practice, ANNA_CHAT))[-1]
        assert told.text.startswith("Good day from")
        assert "Your pause is over" in told.text
        await end_due(db, practice, ENDS_AT)
        assert (await waiting(db, practice, ANNA_CHAT))[-1] == told


async def test_one_told_already_hears_what_applies_now(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Who had the instructions before the pause hears at its end what is in force then."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        await _told(await reminders_of(db, link))
        assert await pause(db, practice, chat_id=ANNA_CHAT, until=UNTIL, now=now)
        await end_due(db, practice, ENDS_AT)
        told = (await waiting(db, practice, ANNA_CHAT))[-1]
        assert "As of Tue 22 Sep, 10:00:" in told.text
        assert "sunbathing" in told.text
        # The day's message is out: whatever else is due today waits until tomorrow.
        assert (await patient_of(db, link)).last_audible_at == ENDS_AT


async def _told(rows: list[Reminder]) -> None:
    for row in rows:
        if row.kind is ReminderKind.INSTRUCTIONS:
            row.state, row.wake_at = ReminderState.DELIVERED, None


async def test_after_an_outage_nobody_is_woken(
    store: Store, practice: Practice, anna: Invited
) -> None:
    """A pause that ended while the service stood still is told of when the night is over."""
    night = datetime(2026, 9, 22, 22, 0, tzinfo=UTC)
    morning = datetime(2026, 9, 23, 7, 0, tzinfo=UTC)
    async with store.writing() as db:
        await end_due(db, practice, night)
        patient = await patient_of(db, anna)
        assert patient.state is PatientState.PAUSED
        assert patient.paused_until == morning
        await end_due(db, practice, morning)
        assert (await patient_of(db, anna)).state is PatientState.ACTIVE


async def test_resuming_ends_it_at_once(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """The plan is there again from now on, and the instant of the pause's end says nothing."""
    later = now + timedelta(days=1)
    async with store.writing() as db:
        told = await end_pause(db, practice, chat_id=ANNA_CHAT, now=later)
        assert told is not None
        assert "on again" in told.text
        patient = await patient_of(db, anna)
        assert (patient.state, patient.resumed_at) == (PatientState.ACTIVE, later)
        before = len(await waiting(db, practice, ANNA_CHAT))
        await end_due(db, practice, ENDS_AT)
        assert len(await waiting(db, practice, ANNA_CHAT)) == before
        assert await end_pause(db, practice, chat_id=ANNA_CHAT, now=later) is None


async def test_stop_works_in_a_pause_and_ends_it(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Whoever leaves during a pause has left: its end brings nothing back."""
    async with store.writing() as db:
        left = await opt_out(db, practice, chat_id=ANNA_CHAT, how=Withdrawn.STOP_WORD, now=now)
        assert isinstance(left, OptedOut)
        said = len(await waiting(db, practice, ANNA_CHAT))
        await end_due(db, practice, ENDS_AT + timedelta(days=1))
        patient = await patient_of(db, anna)
        assert (patient.state, patient.paused_until) == (PatientState.OPTED_OUT, None)
        assert len(await waiting(db, practice, ANNA_CHAT)) == said


async def test_today_works_in_a_pause(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """The answer says until when nothing is sent, and what applies."""
    async with store.reading() as db:
        assert (await patient_of(db, anna)).state is PatientState.PAUSED
        answer = await today(db, practice, chat_id=ANNA_CHAT, now=now)
    assert answer is not None
    assert answer.startswith("Your reminders are paused until <b>Tue 22 Sep, 10:00</b>")
    assert "24 Sep" in answer


async def test_both_on_one_phone_pause_and_are_told_once(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """A phone that serves two is silent for both, and hears once that it is over."""
    async with store.writing() as db:
        links = [
            await joined(db, practice, reception, now, ANNA_CHAT, name) for name in ("Anna", "Bo")
        ]
        assert len(await pause(db, practice, chat_id=ANNA_CHAT, until=UNTIL, now=now)) == 2
        before = len(await waiting(db, practice, ANNA_CHAT))
        await end_due(db, practice, ENDS_AT)
        assert len(await waiting(db, practice, ANNA_CHAT)) == before + 1
        states = [(await patient_of(db, link)).state for link in links]
        assert states == [PatientState.ACTIVE, PatientState.ACTIVE]


@pytest.mark.parametrize("days", [-1, 0, LONGEST.days + 1])
async def test_a_pause_lies_ahead_and_has_an_end(
    store: Store, practice: Practice, reception: Staff, now: datetime, days: int
) -> None:
    """Neither today nor the past nor in a year: then nothing changes."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        until = now.date() + timedelta(days=days)
        assert await pause(db, practice, chat_id=ANNA_CHAT, until=until, now=now) == []
        assert (await patient_of(db, link)).state is PatientState.ACTIVE


async def test_only_who_gets_messages_can_pause(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Not a stranger, and not somebody who has not agreed."""
    async with store.writing() as db:
        await invited(db, practice, reception, now)
        assert await pause(db, practice, chat_id=MALLORY_CHAT, until=UNTIL, now=now) == []
