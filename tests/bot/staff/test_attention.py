"""The head of today's list: whom to look after, whatever the day they were here."""

from datetime import timedelta

from sqlmodel import select

from reminder.practice.clinic import Practice
from reminder.practice.conversation import begin
from reminder.store.database import Store
from reminder.store.tables import AuditEvent, Concern, Patient, PatientState
from tests.bot.patient.phones import Phone, connect
from tests.bot.staff.conftest import Dial
from tests.bot.staff.test_desk import enrolled, token_of
from tests.cast import ANNA_CHAT, BORIS_CHAT


async def connected(rita: Phone, dial: Dial, line: str = "/enrol Anna K; 9:00; 1/9") -> Phone:
    """Anna, enrolled and connected."""
    code = await enrolled(rita, line)
    anna = await connect(dial(ANNA_CHAT), token_of(code))
    await rita.read()
    return anna


async def test_a_conversation_stands_in_the_list_until_it_is_resolved(
    rita: Phone, dial: Dial, store: Store, practice: Practice
) -> None:
    """Days later /day still shows it, who has taken it on, and the way to it; another day's list
    does not, nor today's once it is resolved. Who was shown is in the audit log.
    """
    await connected(rita, dial)
    async with store.writing() as db:
        anna = (await db.exec(select(Patient))).one()
        await begin(db, practice, anna, Concern.WORRIED, rita.now)
    await rita.read()
    (day,) = await rita.write("/day")
    assert (
        "Please look after</b>\n• Anna K – since Thu 17 Sep, 14:30, taken on by nobody" in day.text
    )
    await rita.wait(timedelta(days=1))
    (day,) = await rita.write("/day")
    (shown,) = await rita.press("⚠️ Anna K")
    assert "Answered “I'm worried”" in shown.text
    assert shown.labels == ["Claim", "Reply", "Resolved"]
    await rita.press("Claim")
    (day,) = await rita.write("/day")
    assert "taken on by Rita" in day.text
    (yesterday,) = await rita.write("/day yesterday")
    assert "taken on" not in yesterday.text
    await rita.write("/day")
    (shown,) = await rita.press("⚠️ Anna K")
    assert shown.labels == ["Reply", "Resolved"]
    await rita.press("Resolved")
    (day,) = await rita.write("/day")
    assert "Anna" not in day.text
    async with store.reading() as db:
        seen = (await db.exec(select(AuditEvent.action).where(AuditEvent.patient_id == 1))).all()
    assert seen.count("conversation_shown") == 2
    assert "listed" in seen


async def test_whom_no_message_reaches_stands_in_the_list(
    rita: Phone, dial: Dial, store: Store
) -> None:
    """Who has left, or is out of reach, is shown for two weeks after the treatment, with the card
    that prints the sheet; how it came about is not said.
    """
    anna = await connected(rita, dial)
    code = await enrolled(rita, "/enrol Boris; 10:00; 1/9")
    await connect(dial(BORIS_CHAT), token_of(code))
    await rita.read()
    (day,) = await rita.write("/day")
    assert "📵 Anna K" not in day.labels
    await anna.write("STOP")
    async with store.writing() as db:
        boris = (await db.exec(select(Patient).where(Patient.id == 2))).one()
        boris.state = PatientState.UNREACHABLE
    await rita.wait(timedelta(days=3))
    (day,) = await rita.write("/day")
    assert (
        "No message reaches them: please phone</b>\n• Boris – unreachable\n• Anna K – has left"
        in (day.text)
    )
    assert "STOP" not in day.text
    (card,) = await rita.press("📵 Anna K")
    assert "🖨 Print" in card.labels
    await rita.wait(timedelta(days=12))
    (day,) = await rita.write("/day")
    assert "Anna" not in day.text
