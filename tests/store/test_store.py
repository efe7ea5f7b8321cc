"""The same store suite on SQLite and on PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select

from reminder.errors import KeyWrong
from reminder.store.database import Store
from reminder.store.keyring import Keyring
from reminder.store.tables import Clinic, Patient, PatientState

AT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


async def a_clinic(store: Store) -> int:
    """Put a clinic into the store and return its id."""
    async with store.writing() as db:
        clinic = Clinic(key="clinic", created_at=AT)
        db.add(clinic)
        await db.flush()
        assert clinic.id is not None
        return clinic.id


def anna(clinic_id: int) -> Patient:
    """Anna, invited."""
    return Patient(
        clinic_id=clinic_id,
        name="Anna Kowalska",
        chat_id="2001",
        chat_hash="h",
        language="en",
        zone="Europe/Warsaw",
        state=PatientState.INVITED,
        created_at=AT,
    )


async def test_instants_come_back_as_they_went_in(store: Store) -> None:
    """An instant is aware and in UTC on its way out, whatever its zone on the way in."""
    await a_clinic(store)
    async with store.writing() as db:
        clinic = (await db.exec(select(Clinic))).one()
        clinic.halted_until = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    async with store.reading() as db:
        clinic = (await db.exec(select(Clinic))).one()
    assert clinic.halted_until == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert clinic.halted_until.tzinfo is not None


async def test_naive_instants_are_refused(store: Store) -> None:
    """An instant without a zone never reaches a table."""
    with pytest.raises((StatementError, ValueError)):
        async with store.writing() as db:
            db.add(Clinic(key="x", created_at=AT.replace(tzinfo=None)))


async def test_states_are_stored_as_words(store: Store) -> None:
    """A state is its word in the table, alike on both databases."""
    clinic_id = await a_clinic(store)
    async with store.writing() as db:
        db.add(anna(clinic_id))
    async with store.reading() as db:
        connection = await db.connection()
        word = (await connection.execute(text("SELECT state FROM patient"))).scalar_one()
        patient = (await db.exec(select(Patient))).one()
    assert word == "invited"
    assert patient.state is PatientState.INVITED


async def test_personal_data_is_unreadable_in_the_table(store: Store) -> None:
    """Names and chat ids stand encrypted in the table and plain only through the store."""
    clinic_id = await a_clinic(store)
    async with store.writing() as db:
        db.add(anna(clinic_id))
    async with store.reading() as db:
        connection = await db.connection()
        raw = (await connection.execute(text("SELECT name, chat_id FROM patient"))).one()
        patient = (await db.exec(select(Patient))).one()
    assert "Anna" not in raw.name
    assert "2001" not in raw.chat_id
    assert (patient.name, patient.chat_id) == ("Anna Kowalska", "2001")


async def test_the_wrong_key_reads_nothing(store: Store) -> None:
    """Another key is an error that names the way out, not garbage."""
    clinic_id = await a_clinic(store)
    async with store.writing() as db:
        db.add(anna(clinic_id))
    stranger = Store(store.url, Keyring([Keyring.new_key()]))
    with pytest.raises(KeyWrong, match="put the key file back"):
        async with stranger.reading() as db:
            (await db.exec(select(Patient))).all()
    await stranger.close()


async def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    """What goes wrong half-way is taken back whole."""
    with pytest.raises(RuntimeError):
        async with store.writing() as db:
            db.add(Clinic(key="clinic", created_at=AT))
            await db.flush()
            raise RuntimeError
    async with store.reading() as db:
        assert (await db.exec(select(Clinic))).all() == []


async def test_a_glance_sees_what_is_committed_when_it_looks(store: Store) -> None:
    """Each of its statements: what another transaction has not committed is not there yet."""
    names = select(Clinic.key)
    async with store.glancing() as seen:
        async with store.writing() as db:
            db.add(Clinic(key="clinic", created_at=AT))
            await db.flush()
            assert (await seen.execute(names)).all() == []
        assert (await seen.execute(names)).scalars().all() == ["clinic"]
    async with store.reading() as db:
        # On the connection that the glance had.
        assert (await db.exec(names)).all() == ["clinic"]


async def test_a_row_needs_its_clinic(store: Store) -> None:
    """Foreign keys hold on both databases."""
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            db.add(anna(clinic_id=404))


async def test_writers_take_turns(store: Store) -> None:
    """Many writers at once lose nothing and none fails as locked."""
    clinic_id = await a_clinic(store)

    async def add_one() -> None:
        async with store.writing() as db:
            db.add(anna(clinic_id))

    await asyncio.gather(*(add_one() for _ in range(25)))
    async with store.reading() as db:
        assert len((await db.exec(select(Patient))).all()) == 25


async def test_an_error_names_no_personal_data(store: Store) -> None:
    """What the database complains of does not repeat the values."""
    with pytest.raises(IntegrityError) as caught:
        async with store.writing() as db:
            db.add(anna(clinic_id=404))
    assert "Kowalska" not in str(caught.value)
    assert "2001" not in str(caught.value)
