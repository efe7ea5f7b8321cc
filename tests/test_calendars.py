"""Calendar files, parsed back as a calendar does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from reminder.calendars import Entry, ics
from reminder.care.history import Answer, Appointment, Reply
from reminder.wording.calendar import Whose, calendar_entries
from tests.test_wording_plan import BODY, DAY, HELD_AT, WARSAW, case

WHOSE = Whose(7, "aftercare_bot", revision=3)
STAMP = datetime(2026, 9, 21, 12, 40, tzinfo=UTC)


def events(raw: bytes) -> dict[str, Any]:
    """Return the entries of a file by their ids."""
    return {str(event["uid"]): event for event in Calendar.from_ical(raw).walk("VEVENT")}


def test_a_file_is_what_calendars_take() -> None:
    """Published, with lines of at most 75 bytes that end as the RFC says, in any script."""
    entry = Entry("a@b", 0, HELD_AT, timedelta(minutes=30), "Приём", "Позвоните, пожалуйста; " * 9)
    raw = ics([entry], STAMP, "ru")
    assert b"METHOD:PUBLISH\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    (event,) = events(raw).values()
    assert str(event["description"]) == entry.description
    assert event["dtstamp"].dt == STAMP


def test_times_are_right_on_both_sides_of_a_change_of_the_clocks() -> None:
    """A session and an end at 14:30 stay at 14:30 on the patient's clock in summer and winter."""
    held_at = datetime(2026, 10, 21, 14, 30, tzinfo=WARSAW)
    asked = case(
        held_at, booked=(held_at + 9 * DAY,), after=held_at - HELD_AT + timedelta(minutes=10)
    )
    found = events(ics(calendar_entries(asked, WHOSE), STAMP, "en"))
    session = found["appointment-1@aftercare_bot"]
    assert session["dtstart"].dt == datetime(2026, 10, 30, 13, 30, tzinfo=UTC)
    assert session["dtend"].dt - session["dtstart"].dt == timedelta(minutes=30)
    makeup = found["restriction-makeup-7@aftercare_bot"]
    assert makeup["dtstart"].dt == datetime(2026, 10, 26, 13, 30, tzinfo=UTC)
    assert makeup["dtstart"].dt - held_at.astimezone(UTC) == 5 * DAY + timedelta(hours=1)


def test_a_moved_appointment_is_the_same_entry_with_a_higher_sequence() -> None:
    """A second import moves what the first brought."""
    asked = case(HELD_AT, booked=(HELD_AT + 9 * DAY,))
    moved = replace(
        asked,
        history=replace(
            asked.history,
            appointments=(Appointment(1, 1, HELD_AT + 10 * DAY, HELD_AT, revision=1),),
        ),
    )
    first, second = (
        events(ics(calendar_entries(one, WHOSE), STAMP, "en"))["appointment-1@aftercare_bot"]
        for one in (asked, moved)
    )
    assert second["sequence"] > first["sequence"]
    assert second["dtstart"].dt - first["dtstart"].dt == DAY


def test_an_appointment_called_off_is_cancelled() -> None:
    """Its entry keeps its id, and a higher sequence says that it is off."""
    off = Appointment(4, 1, HELD_AT + 9 * DAY, HELD_AT, revision=2)
    found = events(ics(calendar_entries(case(HELD_AT), WHOSE, [off]), STAMP, "en"))
    event = found["appointment-4@aftercare_bot"]
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 3)


def test_a_session_names_the_clinic_and_nothing_intimate() -> None:
    """Title and place are the clinic's; how to move it stands in the note."""
    asked = case(HELD_AT, booked=(HELD_AT + 9 * DAY,), procedure=BODY)
    found = events(ics(calendar_entries(asked, WHOSE), STAMP, "en"))
    event = found["appointment-1@aftercare_bot"]
    assert str(event["summary"]) == "Appointment: Aurora Example Clinic"
    assert str(event["location"]) == "Aurora Example Clinic, 1 Example Street, Warsaw"
    assert asked.profile.telephone in str(event["description"])
    assert str(event["transp"]) == "OPAQUE"
    for one in found.values():
        assert "mesotherapy" not in str(one["summary"]).lower()
        assert "sun" not in str(one["summary"]).lower()
        assert not any(area in str(one["summary"]).lower() for area in ("arms", "chest", "skin"))


def test_ends_do_not_make_busy_and_say_what_until_when() -> None:
    """What has the same times shares an entry; what is not told in the chat has none."""
    asked = case(HELD_AT)
    found = events(ics(calendar_entries(asked, WHOSE), STAMP, "en"))
    assert set(found) == {
        "restriction-hot-baths-7@aftercare_bot",
        "restriction-makeup-7@aftercare_bot",
    }
    baths = found["restriction-hot-baths-7@aftercare_bot"]
    assert baths["dtstart"].dt == HELD_AT + 7 * DAY
    assert str(baths["transp"]) == "TRANSPARENT"
    for topic in ("hot baths", "sauna", "sunbathing", "solarium", "Mon 28 Sep, 14:30"):
        assert topic in str(baths["description"])
    assert "skin still shows a reaction" in str(
        found["restriction-makeup-7@aftercare_bot"]["description"]
    )


def test_another_session_moves_the_same_entry() -> None:
    """No end that was true before it stays behind: each id of the first file is in the second."""
    first = calendar_entries(case(HELD_AT), WHOSE)
    later = case(HELD_AT, HELD_AT + 3 * DAY, after=4 * DAY)
    second = {one.uid: one for one in calendar_entries(later, replace(WHOSE, revision=4))}
    for one in first:
        assert second[one.uid].begins_at == one.begins_at + 3 * DAY
        assert second[one.uid].sequence > one.sequence


def test_a_calm_answer_moves_the_entry_to_its_new_end() -> None:
    """Also where that has passed already: the entry of the range's upper bound must not stay."""
    asked = case(HELD_AT, after=3 * DAY + timedelta(hours=2))
    calm_at = HELD_AT + 3 * DAY + timedelta(hours=1)
    calm = replace(
        asked,
        history=replace(
            asked.history, answers=(Answer(11, "ease_off:session:11:makeup", Reply.CALM, calm_at),)
        ),
    )
    (makeup,) = (one for one in calendar_entries(calm, WHOSE) if "makeup" in one.uid)
    assert makeup.begins_at == calm_at


def test_where_two_share_a_phone_each_note_says_for_whom() -> None:
    """The name stands in the note, not in the title; ids differ by person."""
    asked = case(HELD_AT, booked=(HELD_AT + 9 * DAY,))
    anna, boris = (
        calendar_entries(asked, Whose(n, "b", 1, name)) for n, name in ((1, "Anna"), (2, "Boris"))
    )
    assert all("For Anna." in one.description and "Anna" not in one.summary for one in anna)
    ends = {one.uid for one in (*anna, *boris) if one.uid.startswith("restriction")}
    assert len(ends) == 2 * len([one for one in anna if one.uid.startswith("restriction")])


def test_a_note_is_in_the_patients_time_and_language() -> None:
    """Words and clocks are the patient's."""
    asked = case(HELD_AT, language="ru", zone="Asia/Almaty")
    (baths,) = (one for one in calendar_entries(asked, WHOSE) if "hot-baths" in one.uid)
    assert "28 сентября (пн), 17:30" in baths.description
    assert baths.begins_at.astimezone(ZoneInfo("Asia/Almaty")).hour == 17
