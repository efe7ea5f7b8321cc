"""Being forgotten: asked, taken back, and carried out so that nothing remains."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from reminder.care.history import Reply
from reminder.care.kinds import ReminderKind, ReminderState
from reminder.outgoing import Outgoing
from reminder.practice.answer import answer
from reminder.practice.clinic import Db, Practice
from reminder.practice.consent import Withdrawn
from reminder.practice.draft import open_form
from reminder.practice.erase import KEPT
from reminder.practice.forget import GRACE, ask_erasure, erase_due, open_erasure, take_back
from reminder.practice.form import blank, with_procedure
from reminder.practice.opt_out import opt_out
from reminder.practice.outbox import Chat, queue
from reminder.practice.people import patients_of_chat
from reminder.practice.said import SHOWN
from reminder.store.database import Store
from reminder.store.tables import (
    AuditEvent,
    Delivery,
    DeliveryState,
    Draft,
    Enrolment,
    Erasure,
    InboxState,
    InboxUpdate,
    Patient,
    PatientState,
    Reminder,
    Staff,
)
from tests.cast import ANNA_CHAT
from tests.practice.arrange import PROTOCOL, Invited, invited, joined, patient_of, waiting

NAME = "Zebrafisch"
ANOTHER = "Quokka"
CANARIES = (NAME, "Anna K", str(ANNA_CHAT), "xyzzy")


async def everything(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table, decrypted."""
    rows: list[tuple[str, dict[str, Any]]] = []
    async with store.reading() as db:
        connection = await db.connection()
        for table in SQLModel.metadata.sorted_tables:
            found = await connection.execute(sa.select(table))
            rows += [(table.name, dict(row)) for row in found.mappings().all()]
    return rows


@pytest.fixture
async def zebra(store: Store, practice: Practice, reception: Staff, now: datetime) -> Invited:
    """A patient of whom something stands in as many tables as possible."""
    async with store.writing() as db:
        link = await joined(db, practice, reception, now, ANNA_CHAT, NAME)
        patient = await patient_of(db, link)
        question = (
            await db.exec(
                select(Reminder)
                .where(Reminder.patient_id == patient.id, Reminder.kind == ReminderKind.CHECK_IN)
                .limit(1)
            )
        ).one()
        delivery = Delivery(
            clinic_id=practice.clinic_id,
            patient_id=patient.id,
            chat_hash=patient.chat_hash or "",
            chat_id=patient.chat_id or "",
            purpose="reminders",
            state=DeliveryState.DELIVERED,
            message_id=5,
            created_at=now,
        )
        db.add(delivery)
        await db.flush()
        question.delivery_id, question.state = delivery.id, ReminderState.DELIVERED
        question.attempts = 1
        await db.flush()
        await answer(
            db,
            practice,
            chat_id=ANNA_CHAT,
            reminder_id=question.id or 0,
            reply=Reply.WORRIED,
            now=now,
        )
        form = with_procedure(practice, blank(practice, now), PROTOCOL)
        await open_form(db, practice, reception, [replace(form, name=NAME)], now)
        shown = Outgoing("the code", anchor=f"{SHOWN}{link.invitation_id}")
        await queue(db, practice, shown, to=Chat(ANNA_CHAT), now=now, purpose="invitation")
        for number, state in ((1, InboxState.SET_ASIDE), (2, InboxState.DONE)):
            db.add(
                InboxUpdate(
                    clinic_id=practice.clinic_id,
                    update_id=number,
                    chat_hash=practice.keyring.chat(ANNA_CHAT),
                    payload='{"text": "xyzzy"}' if state is InboxState.SET_ASIDE else None,
                    state=state,
                    received_at=now,
                )
            )
    return link


async def carried_out(store: Store, practice: Practice, link: Invited, now: datetime) -> None:
    """Ask, wait, let the farewell be delivered, and erase."""
    async with store.writing() as db:
        await ask_erasure(db, practice, await patient_of(db, link), now)
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 0
        await db.exec(
            sa.update(Delivery)
            .where(col(Delivery.purpose) == "erased_farewell")
            .values(state=DeliveryState.DELIVERED, wake_at=None, payload=None)
        )
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 1


async def test_nothing_personal_remains_in_any_table(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """No name, chat, text, hash or row of the patient is left, in whatever table it stood."""
    before = await everything(store)
    chat_hash = practice.keyring.chat(ANNA_CHAT)
    canaries = (*CANARIES, chat_hash, zebra.token)
    assert all(any(c in str(row) for _, row in before) for c in (*CANARIES, chat_hash))
    mine = {name for name, row in before if row.get("patient_id") == zebra.patient_id}
    assert {"consent", "course", "session", "enrolment", "reminder", "conversation"} <= mine
    assert {"check_in_answer", "delivery", "hold", "audit_event"} <= mine
    await carried_out(store, practice, zebra, now)
    after = await everything(store)
    left = [(name, row) for name, row in after for c in canaries if c in str(row)]
    assert left == []
    for name, row in after:
        if row.get("patient_id") == zebra.patient_id:
            assert name == "erasure"
        assert name != "invitation"
    (patient,) = [row for name, row in after if name == "patient"]
    assert (patient["state"], patient["name"]) == (PatientState.ERASED, "")
    assert [
        c for c in ("chat_hash", "chat_id", "telegram_name", "consented_at") if patient[c]
    ] == []


async def test_the_audit_log_keeps_what_was_done_under_a_pseudonym(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """All events of one erased patient carry the same keyed digest, and no id."""
    await carried_out(store, practice, zebra, now)
    async with store.reading() as db:
        events = (await db.exec(select(AuditEvent).order_by(col(AuditEvent.id)))).all()
        (erasure,) = (await db.exec(select(Erasure))).all()
    assert [event.action for event in events][-2:] == ["erasure_asked", "erased"]
    assert {event.pseudonym for event in events} == {erasure.pseudonym}
    assert {event.patient_id for event in events} == {None}
    assert events[-1].detail == "patient"
    assert [event.detail for event in events[:-1] if event.detail] == []


async def test_the_last_message_goes_before_the_erasing(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """When the time has come one message is queued, and until it is sent nothing is erased."""
    async with store.writing() as db:
        await ask_erasure(db, practice, await patient_of(db, zebra), now)
    for passed in (GRACE, GRACE + timedelta(minutes=1)):
        async with store.writing() as db:
            assert await erase_due(db, practice, now + passed) == 0
            said = await waiting(db, practice, ANNA_CHAT)
            assert ["is being erased now" in one.text for one in said].count(True) == 1
            patient = await patient_of(db, zebra)
            assert patient.name == NAME
    async with store.writing() as db:
        # It could not be sent for a quarter of an hour: the wish counts for more.
        assert await erase_due(db, practice, now + GRACE + timedelta(minutes=15)) == 1
        assert await waiting(db, practice, ANNA_CHAT) == []


async def test_it_can_be_taken_back(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """Within ten minutes everything stays, and reminders go on."""
    async with store.writing() as db:
        patient = await patient_of(db, zebra)
        first = await ask_erasure(db, practice, patient, now)
        again = await ask_erasure(db, practice, patient, now + timedelta(minutes=5))
        assert (first.id, first.due_at) == (again.id, again.due_at)
        assert await take_back(db, practice, patient, now + timedelta(minutes=9))
        assert not await take_back(db, practice, patient, now + timedelta(minutes=9))
        assert await open_erasure(db, patient) is None
        assert await erase_due(db, practice, now + timedelta(days=1)) == 0
        assert (await patient_of(db, zebra)).name == NAME
        held = await db.exec(select(Reminder.reason).where(Reminder.reason == "erasure"))
        assert held.all() == []


async def test_it_is_too_late_once_the_last_message_is_on_its_way(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """What was said to be done is done."""
    async with store.writing() as db:
        patient = await patient_of(db, zebra)
        await ask_erasure(db, practice, patient, now)
        await erase_due(db, practice, now + GRACE)
        assert not await take_back(db, practice, patient, now + GRACE)


async def test_who_has_said_stop_hears_nothing_more(
    store: Store, practice: Practice, zebra: Invited, now: datetime
) -> None:
    """A STOP within the ten minutes has been confirmed, and nothing follows that."""
    async with store.writing() as db:
        await ask_erasure(db, practice, await patient_of(db, zebra), now)
        await opt_out(
            db,
            practice,
            chat_id=ANNA_CHAT,
            how=Withdrawn.STOP_WORD,
            now=now + timedelta(minutes=1),
        )
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 1
        assert await waiting(db, practice, ANNA_CHAT) == []


async def test_the_other_person_on_the_phone_keeps_everything(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """Of two on one phone the one is erased, and the other's history, chat and consent stay."""
    async with store.writing() as db:
        anna = await joined(db, practice, reception, now, ANNA_CHAT, NAME)
        other = await joined(db, practice, reception, now, ANNA_CHAT, ANOTHER)
    before = {
        (name, row["id"])
        for name, row in await everything(store)
        if row.get("patient_id") == other.patient_id and name not in KEPT
    }
    await carried_out(store, practice, anna, now)
    after = {
        (name, row["id"])
        for name, row in await everything(store)
        if row.get("patient_id") == other.patient_id and name not in KEPT
    }
    assert before <= after
    async with store.reading() as db:
        (left,) = await patients_of_chat(db, practice, ANNA_CHAT)
        assert (left.id, left.name) == (other.patient_id, ANOTHER)
        assert left.state is PatientState.ACTIVE
        assert not left.another_person


async def test_staff_are_told_nothing_of_whom_is_erased(
    store: Store, practice: Practice, reception: Staff, zebra: Invited, now: datetime
) -> None:
    """What waits to be told of the patient is called off; what was shown becomes a plain line."""
    async with store.writing() as db:
        shown = (
            await db.exec(
                select(Delivery).where(
                    Delivery.staff_id == reception.id,
                    Delivery.anchor == f"enrolment:{zebra.enrolment_id}",
                )
            )
        ).first()
        assert shown is not None
        shown.state, shown.message_id, shown.wake_at, shown.payload = (
            DeliveryState.DELIVERED,
            77,
            None,
            None,
        )
    await carried_out(store, practice, zebra, now)
    async with store.reading() as db:
        (notice,) = await waiting(db, practice, int(reception.chat_id))
    assert notice.edits_message == 77
    assert notice.text == "This patient's record has been erased."


async def test_an_id_is_never_given_to_another(
    store: Store, practice: Practice, reception: Staff, zebra: Invited, now: datetime
) -> None:
    """An old message's button opens nobody else's record once its own row is gone."""
    await carried_out(store, practice, zebra, now)
    async with store.writing() as db:
        following = await invited(db, practice, reception, now, ANOTHER)
    assert following.enrolment_id > zebra.enrolment_id
    assert following.invitation_id > zebra.invitation_id


async def test_who_was_never_on_a_phone_is_erased_too(
    store: Store, practice: Practice, reception: Staff, now: datetime
) -> None:
    """On staff's word, without a last message; the log says who gave it."""
    async with store.writing() as db:
        link = await invited(db, practice, reception, now, NAME)
        await ask_erasure(db, practice, await patient_of(db, link), now, staff=reception)
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 1
    assert not [row for _, row in await everything(store) if NAME in str(row)]
    async with store.reading() as db:
        events = await db.exec(select(AuditEvent).where(AuditEvent.action == "erased"))
        (event,) = events.all()
        assert (event.staff_id, event.role, event.detail) == (reception.id, reception.role, "staff")


async def test_one_that_fails_keeps_nobody_else_waiting(
    store: Store,
    practice: Practice,
    reception: Staff,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A fault is tried again in a minute; the others are erased."""
    async with store.writing() as db:
        links = [await invited(db, practice, reception, now, name) for name in (NAME, ANOTHER)]
        for link in links:
            await ask_erasure(db, practice, await patient_of(db, link), now, staff=reception)
    real = _real_erase()

    async def failing(db: Db, practice: Practice, patient: Patient, *rest: Any, **more: Any) -> str:
        if patient.id == links[0].patient_id:
            raise ValueError
        return str(await real(db, practice, patient, *rest, **more))

    monkeypatch.setattr("reminder.practice.forget.erase", failing)
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 1
    monkeypatch.undo()
    async with store.writing() as db:
        assert await erase_due(db, practice, now + GRACE) == 0
        assert await erase_due(db, practice, now + GRACE + timedelta(minutes=1)) == 1
        assert (await db.exec(select(Enrolment))).all() == []
        assert {draft.form for draft in (await db.exec(select(Draft))).all()} <= {""}


def _real_erase() -> Any:
    from reminder.practice.erase import erase  # noqa: PLC0415

    return erase


def test_every_table_is_erased_or_known_to_be_kept() -> None:
    """A new table is looked at: does it hold a patient's id, or nothing of a patient's at all?"""
    without = {
        table.name for table in SQLModel.metadata.sorted_tables if "patient_id" not in table.columns
    }
    # Each is dealt with by itself, or says nothing about patients.
    assert without == {
        "claim_code",
        "clinic",
        "draft",
        "inbox",
        "invitation",
        "patient",
        "protocol_version",
        "staff",
        "staff_invitation",
    }
