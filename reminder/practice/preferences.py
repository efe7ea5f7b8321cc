"""What patients choose for themselves: language, hour and time zone.

A choice holds for everyone whom the chat serves, and the plan is worked out anew: what was put
together before, and has not gone out, is put together again.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from reminder.care.timing import at_local, in_quiet, local_day
from reminder.practice.audit import record
from reminder.practice.clinic import Db, Practice
from reminder.practice.pause import move_end
from reminder.practice.people import patients_of_chat
from reminder.practice.replan import replan
from reminder.practice.silence import lock
from reminder.practice.zones import is_zone
from reminder.store.tables import Patient

FIRST_HOUR, LAST_HOUR = 8, 20
"""The hours of the day's message that are offered, as far as they are not quiet."""


async def choose_language(
    db: Db, practice: Practice, *, chat_id: int, language: str, now: datetime
) -> list[Patient]:
    """Write to this chat's patients in a language of the catalogue; return those patients.

    Nobody (an empty list) where the catalogue has no such language.
    """
    if language not in practice.catalogue.languages:
        return []
    patients = await _locked(db, practice, chat_id)
    for patient in patients:
        patient.language = language
        await _chosen(db, practice, patient, "language_chosen", language, now)
    return patients


async def choose_hour(
    db: Db, practice: Practice, *, chat_id: int, hour: time, now: datetime
) -> list[Patient]:
    """Send the day's message at this local hour; return the chat's patients.

    Nobody (an empty list) where the hour is not one of those offered.
    """
    if hour not in offered_hours(practice):
        return []
    patients = await _locked(db, practice, chat_id)
    for patient in patients:
        patient.message_hour = hour
        move_end(practice, patient, patient.zone)
        await _chosen(db, practice, patient, "hour_chosen", f"{hour:%H:%M}", now)
    return patients


async def choose_zone(
    db: Db, practice: Practice, *, chat_id: int, zone: str, now: datetime
) -> list[Patient]:
    """Keep the patients' times by the clocks of an IANA zone; return the chat's patients.

    Nobody (an empty list) where there is no such zone.
    """
    if not is_zone(zone) and zone != practice.profile.zone:
        return []
    patients = await _locked(db, practice, chat_id)
    for patient in patients:
        before, patient.zone = patient.zone, zone
        move_end(practice, patient, before)
        await _chosen(db, practice, patient, "zone_chosen", zone, now)
    return patients


def offered_hours(practice: Practice) -> list[time]:
    """Return the full hours, outside the clinic's quiet ones, at which the day's message may go."""
    preferences = practice.profile.preferences("UTC")
    some_day = local_day(datetime(2026, 1, 15, tzinfo=ZoneInfo("UTC")), preferences.zone)
    return [
        hour
        for hour in (time(number) for number in range(FIRST_HOUR, LAST_HOUR + 1))
        if not in_quiet(at_local(some_day, hour, preferences.zone), preferences)
    ]


def hour_of(practice: Practice, patient: Patient) -> time:
    """Return the local hour of a patient's message: their own, else the clinic's."""
    return practice.profile.preferences(patient.zone, patient.message_hour).message_hour


async def _locked(db: Db, practice: Practice, chat_id: int) -> list[Patient]:
    patients = await patients_of_chat(db, practice, chat_id)
    await lock(db, patients)
    return patients


async def _chosen(
    db: Db, practice: Practice, patient: Patient, action: str, what: str, now: datetime
) -> None:
    await record(db, practice, action, now=now, patient=patient, detail=what)
    await replan(db, practice, patient, now)
