"""What patients choose: language, hour, zone; and that the plan follows."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminder.care.kinds import ReminderKind, ReminderState
from reminder.practice.clinic import Practice
from reminder.practice.pause import pause
from reminder.practice.preferences import (
    choose_hour,
    choose_language,
    choose_zone,
    hour_of,
    offered_hours,
)
from reminder.practice.today import today
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT
from tests.practice.arrange import Invited, joined, patient_of, reminders_of


@pytest.fixture
async def anna(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """Anna has agreed and gets messages."""
    async with store.writing() as db:
        return await joined(db, practice, reception, now, ANNA_CHAT)


async def test_a_language_holds_for_everyone_of_the_chat(
    store: Store, practice: Practice, reception: Staff, now: datetime, anna: Invited
) -> None:
    """Both patients of a phone are written to in it; other phones are not."""
    async with store.writing() as db:
        second = await joined(db, practice, reception, now, ANNA_CHAT, "Boris")
        other = await joined(db, practice, reception, now, BORIS_CHAT, "Carla")
        revision = (await patient_of(db, anna)).plan_revision
        chosen = await choose_language(db, practice, chat_id=ANNA_CHAT, language="ru", now=now)
        assert {patient.id for patient in chosen} == {anna.patient_id, second.patient_id}
        assert [(await patient_of(db, link)).language for link in (anna, second, other)] == [
            "ru",
            "ru",
            "en",
        ]
        # What is claimed already was put together in the old language.
        assert (await patient_of(db, anna)).plan_revision > revision
        answer = await today(db, practice, chat_id=ANNA_CHAT, now=now)
        assert answer is not None
        assert "Просим воздержаться" in answer


async def test_an_unknown_language_changes_nothing(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """A forged button cannot choose what the catalogue lacks."""
    async with store.writing() as db:
        assert not await choose_language(db, practice, chat_id=ANNA_CHAT, language="xx", now=now)
        assert (await patient_of(db, anna)).language == "en"


async def test_an_hour_moves_the_days_messages(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """What nothing ties to another instant comes at the hour that was chosen."""
    async with store.writing() as db:
        assert await choose_hour(db, practice, chat_id=ANNA_CHAT, hour=time(18), now=now)
        assert hour_of(practice, await patient_of(db, anna)) == time(18)
        zone = ZoneInfo(practice.profile.zone)
        nudges = [
            row.due_at.astimezone(zone).time()
            for row in await reminders_of(db, anna)
            if row.kind is ReminderKind.NUDGE and row.state is ReminderState.PLANNED
        ]
        assert nudges
        assert set(nudges) == {time(18)}


async def test_no_hour_of_the_night_is_offered(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """The hours lie outside the clinic's quiet ones, and no other can be chosen."""
    assert offered_hours(practice) == [time(hour) for hour in range(9, 21)]
    async with store.writing() as db:
        for hour in (time(3), time(8), time(21), time(10, 30)):
            assert not await choose_hour(db, practice, chat_id=ANNA_CHAT, hour=hour, now=now)
        assert (await patient_of(db, anna)).message_hour is None


async def test_a_zone_replans_every_course(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Ends and messages go by the clocks of the place where the patient is."""
    almaty = ZoneInfo("Asia/Almaty")
    async with store.writing() as db:
        before = {row.key: row.due_at for row in await reminders_of(db, anna)}
        chosen = await choose_zone(db, practice, chat_id=ANNA_CHAT, zone=almaty.key, now=now)
        assert [patient.zone for patient in chosen] == [almaty.key]
        rows = [r for r in await reminders_of(db, anna) if r.state is ReminderState.PLANNED]
        nudges = [row for row in rows if row.kind is ReminderKind.NUDGE]
        assert nudges
        for row in nudges:
            assert row.due_at.astimezone(almaty).time() == time(10)
            assert row.due_at < before[row.key]
        quiet = practice.profile.quiet
        for row in rows:
            if row.kind is not ReminderKind.INSTRUCTIONS:
                assert quiet.ends <= row.due_at.astimezone(almaty).time() < quiet.begins


async def test_a_zone_that_is_none_changes_nothing(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """A forged button cannot choose a path or a zone that there is not."""
    async with store.writing() as db:
        for zone in ("localtime", "Mars/Base", "Etc/UTC"):
            assert not await choose_zone(db, practice, chat_id=ANNA_CHAT, zone=zone, now=now)
        assert (await patient_of(db, anna)).zone == practice.profile.zone


async def test_a_pause_keeps_its_day_in_another_zone(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """Whoever flies during a pause comes back on the same local day, at the hour there."""
    until = date(2026, 9, 22)
    almaty = ZoneInfo("Asia/Almaty")
    async with store.writing() as db:
        assert await pause(db, practice, chat_id=ANNA_CHAT, until=until, now=now)
        await choose_zone(db, practice, chat_id=ANNA_CHAT, zone=almaty.key, now=now)
        await choose_hour(db, practice, chat_id=ANNA_CHAT, hour=time(18), now=now)
        ends_at = (await patient_of(db, anna)).paused_until
        assert ends_at == datetime(2026, 9, 22, 18, tzinfo=almaty)


async def test_a_strangers_choice_is_nobodys(
    store: Store, practice: Practice, now: datetime, anna: Invited
) -> None:
    """A chat without patients changes no one."""
    async with store.writing() as db:
        later = now + timedelta(hours=1)
        assert not await choose_language(
            db, practice, chat_id=MALLORY_CHAT, language="ru", now=later
        )
        assert (await patient_of(db, anna)).language == "en"
