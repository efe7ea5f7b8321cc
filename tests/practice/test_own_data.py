"""What is kept about somebody, as they may have it."""

import json
from datetime import datetime

from reminder.practice.clinic import Practice
from reminder.practice.own_data import FORMAT, data_file, data_of, staff_data
from reminder.store.database import Store
from reminder.store.tables import Staff
from tests.cast import ANNA_CHAT, ROOT
from tests.practice.arrange import joined, patient_of


async def test_the_file_has_everything_and_opens_nothing(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Names, consents, courses, sessions, reminders, messages, links, events; no token, no hash."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT, "An\u202ena")
        await joined(db, practice, reception, now, 2999, "Somebody Else")
        data = await data_of(db, practice, await patient_of(db, link), now)
    file = data_file(data)
    assert file.name == "my-data.json"
    told = json.loads(file.content)
    assert told["format"] == FORMAT
    assert told["patient"]["name"] == "Anna"
    assert told["patient"]["chat_id"] == str(ANNA_CHAT)
    assert told["patient"]["telegram_name"] == "Anna K"
    (consent,) = told["consents"]
    assert (consent["by"], consent["given_at"]) == ("patient", now.isoformat())
    assert [course["protocol"] for course in told["courses"]] == ["oxygen-mesotherapy"]
    assert [session["held_at"] for session in told["sessions"]] == [now.isoformat()]
    assert {reminder["state"] for reminder in told["reminders"]} == {"planned"}
    assert [event["action"] for event in told["audit_events"]] == ["enrolled", "agreed"]
    assert len(told["invitations"]) == len(told["enrolments"]) == 1
    for part in ("answers", "choices", "appointments", "conversations", "deliveries", "holds"):
        assert isinstance(told[part], list)
    text = file.content.decode()
    for secret in (link.token, practice.keyring.chat(ANNA_CHAT), "Somebody Else", "payload"):
        assert secret not in text


async def test_staff_have_theirs(practice: Practice, reception: Staff, now: datetime) -> None:
    """Whoever works here sees what is kept of that."""
    told = staff_data(practice, reception, now)
    assert told["staff"]["name"] == "Rita"
    assert told["staff"]["role"] == "member"
    assert data_file(told, 2).name == "my-data-2.json"


async def test_every_part_of_the_file_is_documented(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """docs/privacy.md says what each part is."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT)
        data = await data_of(db, practice, await patient_of(db, link), now)
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8")
    assert [part for part in (*data, "staff") if f"`{part}`" not in page] == []
