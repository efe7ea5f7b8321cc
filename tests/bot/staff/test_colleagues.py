"""/invite, /staff and the patient's card for owners, on the phone."""

from datetime import timedelta

import pytest
from sqlmodel import select

from reminder.practice.claim import make_code
from reminder.practice.clinic import Practice
from reminder.practice.forget import erase_due
from reminder.store.database import Store
from reminder.store.tables import AuditEvent, Patient, PatientState
from tests.bot.patient.phones import Phone, connect
from tests.bot.staff.conftest import Dial
from tests.bot.staff.test_desk import enrolled, token_of
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT


@pytest.fixture
async def olga(dial: Dial, store: Store, practice: Practice) -> Phone:
    """Olga's phone; she owns the clinic."""
    phone = dial(3001, name="Olga")
    async with store.writing() as db:
        code = await make_code(db, practice, phone.now)
    await phone.write(f"/claim {code}")
    return phone


async def test_inviting_and_removing(olga: Phone, dial: Dial) -> None:
    """One link, one new colleague, whom the owner sees by name, and can remove at once."""
    (invitation,) = await olga.write("/invite")
    token = token_of(invitation)
    assert token.startswith("staff_")
    boris = dial(BORIS_CHAT, name="Boris <b>\u202e")
    (asked,) = await boris.write(f"/start {token}")
    assert "Olga invites you" in asked.text
    mallory = dial(MALLORY_CHAT)
    (over,) = await mallory.write(f"/start {token}")
    assert "This invitation is over" in over.text
    assert await mallory.send_data("j:yes:1") == []
    assert mallory.toast == "This invitation is over."
    (welcome,) = await boris.press("Yes, I work here")
    assert "/enrol" in welcome.text
    (told,) = await olga.read()
    assert "<b>Boris &lt;b&gt;</b> has come in" in told.text
    assert told.labels == ["Right", "Remove"]
    (day,) = await boris.write("/day")
    assert "Nobody" in day.text
    (only,) = await boris.write("/staff")
    assert only.text == "Only owners can do that."
    (right,) = await olga.press("Right")
    assert right.text.endswith("Confirmed.")
    (page,) = await olga.write("/staff")
    assert "Olga – owner, since 17 September 2026" in page.text
    assert "Boris &lt;b&gt; – member" in page.text
    assert page.labels == ["Make owner: Boris <b>", "Remove: Boris <b>"]
    (ask,) = await olga.press("Remove: Boris <b>")
    assert ask.labels == ["Yes, remove", "‹ Back"]
    await boris.write("/enrol")
    (removed,) = await olga.press("Yes, remove")
    assert "no longer works here" in removed.text
    (stranger,) = await boris.write("/day")
    assert "/day" not in stranger.text
    await boris.send_data("s:day:0:20260917")
    assert boris.toast == "This button is for the clinic's staff."


async def test_another_owner_and_the_last_one(olga: Phone, rita: Phone) -> None:
    """An owner makes another; the last cannot go."""
    await olga.send_data("s:staff-remove:1")
    assert olga.toast == "The last owner cannot be removed. Make somebody else an owner first."
    await olga.write("/staff")
    await olga.press("Make owner: Rita")
    await olga.press("Yes, make owner")
    (told,) = await rita.read()
    assert "You are an owner" in told.text
    (page,) = await rita.write("/staff")
    assert set(page.labels) == {"Remove: Olga", "Remove: Rita"}
    await rita.press("Remove: Rita")
    assert await rita.press("Yes, remove") == []
    (page,) = await olga.write("/staff")
    assert page.labels == []


async def test_erasing_from_the_card(
    olga: Phone, dial: Dial, store: Store, practice: Practice
) -> None:
    """An owner sees the consents, asks for the erasing, may take it back, and asks again."""
    code = await enrolled(olga)
    await connect(dial(ANNA_CHAT), token_of(code))
    await olga.read()
    await olga.write("/day")
    (card,) = await olga.press("Anna K")
    assert card.labels[-3:] == ["Consents", "Erase…", "‹ Thu 17 Sep"]
    (consents,) = await olga.press("Consents")
    assert "agreed to reminders (the patient)" in consents.text
    await olga.press("Erase…")
    (noted,) = await olga.press("Yes, erase everything")
    assert "is erased at 14:40" in noted.text
    (back,) = await olga.press("Take it back")
    assert back.text.startswith("Nothing is erased")
    await olga.send_data("s:erase:1")
    async with store.writing() as db:
        await erase_due(db, practice, olga.now + timedelta(minutes=10))
    await dial(ANNA_CHAT).read()
    async with store.writing() as db:
        assert await erase_due(db, practice, olga.now + timedelta(minutes=10)) == 1
        assert (await db.exec(select(Patient.state))).all() == [PatientState.ERASED]
    await olga.send_data("s:card:1")
    assert olga.toast == "This button is out of date. Send /day for today's list."


async def test_every_look_is_written_down(olga: Phone, store: Store) -> None:
    """The day's list, the card, the code, the form, the consents: each leaves an event."""
    await enrolled(olga)
    await olga.write("/day")
    await olga.press("Anna K")
    await olga.press("Consents")
    await olga.press("Show the code")
    await olga.press("Correct")
    async with store.reading() as db:
        events = await db.exec(select(AuditEvent).where(AuditEvent.patient_id == 1))
        seen = [(event.action, event.role, event.detail) for event in events.all()]
    assert seen == [
        ("enrolled", "owner", None),
        ("listed", "owner", "day:20260917"),
        ("card_opened", "owner", None),
        ("consents_shown", "owner", None),
        ("code_shown", "owner", None),
        ("form_opened", "owner", None),
    ]
