"""/why and the card's Why?, as they look on the phone."""

from datetime import timedelta
from html import unescape

from sqlmodel import col, select

from reminder.bot.menus import STAFF_COMMANDS
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.tables import AuditEvent, Clinic, Delivery, DeliveryState, Patient, Role, Staff
from tests.bot.patient.phones import Phone, connect
from tests.bot.staff.conftest import Dial
from tests.bot.staff.test_desk import enrolled, token_of
from tests.cast import ANNA_CHAT, BORIS_CHAT, MALLORY_CHAT, practice_of
from tests.practice.arrange import invited


async def looks(store: Store) -> list[tuple[int | None, int | None]]:
    """Who has looked at whom, by the audit log."""
    async with store.reading() as db:
        found = await db.exec(
            select(AuditEvent.staff_id, AuditEvent.patient_id)
            .where(AuditEvent.action == "looked_why")
            .order_by(col(AuditEvent.id))
        )
        return list(found.all())


async def test_by_name(rita: Phone, dial: Dial, store: Store, reception: Staff) -> None:
    """/why and the beginning of a name shows the plan by day, from now on; the look is noted."""
    (how,) = await rita.write("/why")
    assert "/why Anna K" in how.text
    await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await rita.read()
    (nobody,) = await rita.write("/why <Boris>")
    assert "Nobody is called “&lt;Boris&gt;”" in nobody.text
    assert await looks(store) == []
    (page,) = await rita.write("/why anna")
    assert page.text.startswith("<b>Anna K</b>: every message, and why\nNow: connected\n")
    assert "<b>Tue 22 Sep</b>\n• 10:00 news that the time is over (makeup) – planned" in page.text
    assert "clock" not in page.text
    assert page.labels == ["Card"]
    assert await looks(store) == [(reception.id, 1)]
    (card,) = await rita.press("Card")
    assert card.id == page.id
    (again,) = await rita.press("Why?")
    assert again.id == page.id
    assert len(await looks(store)) == 2


async def test_namesakes(rita: Phone) -> None:
    """Several of a name are told apart by what was done when, and a button each."""
    await enrolled(rita)
    await enrolled(rita, "/enrol Anna L; scalp; yesterday 10:00")
    (which,) = await rita.write("/why ann")
    assert "1. <b>Anna K</b>\nOxygen mesotherapy · Thu 17 Sep, 09:00" in which.text
    assert "2. <b>Anna L</b>\nScalp mesotherapy · Wed 16 Sep, 10:00" in which.text
    assert which.labels == ["1. Anna K · Thu 17 Sep", "2. Anna L · Wed 16 Sep"]
    (page,) = await rita.press("2. Anna L · Wed 16 Sep")
    assert page.id == which.id
    assert "Anna L" in page.text
    assert "Nothing has been planned yet" in page.text


async def test_many_of_a_name(rita: Phone) -> None:
    """Of very many some are shown, and more of the name is asked for."""
    lines = "\n".join(f"Anna {chr(65 + n)}; 9:00" for n in range(12))
    await rita.write(f"/enrol {lines}")
    await rita.press("✅ Confirm all (12)")
    (which,) = await rita.write("/why Anna")
    assert len(which.labels) == 8
    assert "more of the name" in which.text


async def test_the_patients_zone_is_named(rita: Phone, store: Store) -> None:
    """Times are the clinic's; where the patient's clock shows others, both are named."""
    await enrolled(rita)
    async with store.writing() as db:
        (await db.exec(select(Patient))).one().zone = "Asia/Almaty"
    (page,) = await rita.write("/why anna")
    assert "The times are Warsaw time. The patient's clock is Almaty time." in page.text


async def test_a_long_history_has_pages(
    rita: Phone, dial: Dial, store: Store, practice: Practice
) -> None:
    """Each page fits into a message; it opens at today, and leads back and forth."""
    await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await rita.read()
    async with store.writing() as db:
        for days in range(40):
            db.add(
                Delivery(
                    clinic_id=practice.clinic_id,
                    patient_id=1,
                    chat_hash="",
                    chat_id="",
                    purpose="today",
                    state=DeliveryState.DELIVERED,
                    created_at=rita.now - timedelta(days=days),
                )
            )
    (page,) = await rita.write("/why anna")
    assert "— now: Thu 17 Sep, 14:30 —" in page.text
    pages = 0
    while "‹ Older" in page.labels:
        (page,) = await rita.press("‹ Older")
        pages += 1
        assert len(unescape(page.text).encode("utf-16-le")) // 2 < 4096
        assert "— now" not in page.text
    assert pages >= 2
    assert page.labels[0] == "Newer ›"
    assert "Page 1 of" in page.text
    assert "• 14:30 answer to “May I?” – delivered" in page.text
    (next_page,) = await rita.press("Newer ›")
    assert "Page 2 of" in next_page.text
    (last,) = await rita.send_data("s:why:1:9999", page.id)
    assert "Newer ›" not in last.labels


async def test_whoever_is_not_on_the_staff_gets_nothing(
    rita: Phone, dial: Dial, store: Store
) -> None:
    """A stranger and a patient see neither the command's answer nor the button's."""
    anna = await connect(dial(ANNA_CHAT), token_of(await enrolled(rita)))
    await anna.read()
    for phone in (anna, dial(MALLORY_CHAT)):
        for said in await phone.write("/why Anna"):
            assert "Anna K" not in said.text
            assert "every message" not in said.text
        assert await phone.send_data("s:why:1") == []
        assert phone.toast == "This button is for the clinic's staff."
    assert await looks(store) == []
    assert "why" in STAFF_COMMANDS


async def test_another_clinics_patient(rita: Phone, store: Store, practice: Practice) -> None:
    """A forged button with another clinic's patient, or with nobody, shows nothing."""
    async with store.writing() as db:
        clinic = Clinic(key="other", created_at=rita.now)
        db.add(clinic)
        await db.flush()
        other = practice_of(clinic.id or 0, practice.keyring)
        olga = Staff(
            clinic_id=other.clinic_id,
            chat_hash="olga",
            chat_id=str(BORIS_CHAT),
            name="Olga",
            role=Role.OWNER,
            language="en",
            created_at=rita.now,
        )
        db.add(olga)
        await db.flush()
        theirs = await invited(db, other, olga, rita.now, "Boris")
    (nobody,) = await rita.write("/why Boris")
    assert "Nobody is called" in nobody.text
    for forged in (theirs.patient_id, 4711):
        assert await rita.send_data(f"s:why:{forged}") == []
        assert rita.toast == "This button is out of date. Send /day for today's list."
    # No button of ours has such a number.
    assert await rita.send_data(f"s:why:{10**14}") == []
    assert await looks(store) == []
