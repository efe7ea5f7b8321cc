"""What the commands about the whole database do where it has several clinics."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel, col, select

from reminder.errors import AlreadyRunning, ClinicRefused, SeveralClinics
from reminder.opening import added_clinics
from reminder.settings import Settings
from reminder.store.backup import write_backup
from reminder.store.database import Store
from reminder.store.keyfile import make_keys, read_keys
from reminder.store.roll import Roll
from reminder.store.tables import AuditEvent, Clinic, Patient, PatientState
from reminder.upkeep.clinics import erase, listed, remove
from reminder.upkeep.doctor import examine
from reminder.upkeep.folders import folders_to_check
from reminder.upkeep.keys import rotate
from reminder.upkeep.restore import restore
from tests.cast import ANNA_CHAT, NOW, ROOT
from tests.practice.arrange import joined
from tests.test_start import service
from tests.upkeep.conftest import make_tables, opened, rita

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def shared(tmp_path: Path, postgres_url: str) -> Settings:
    """Settings over a PostgreSQL database with the settings' own clinic and two more."""
    found = Settings.load(env_file=None, data_dir=tmp_path / "data", database_url=postgres_url)
    found.data_dir.mkdir()
    make_keys(found.key_file)
    await make_tables(postgres_url)
    async with opened(found) as clinic:
        async with clinic.store.writing() as db:
            (await db.exec(select(Clinic))).one().bot_id = 1
        await rita(clinic)
        await add_clinics(clinic.store)
    return found


async def add_clinics(store: Store) -> None:
    """Put two more clinics into the database, of which one is not well."""
    async with store.writing() as db:
        db.add(
            Clinic(
                key="aurora",
                token="2:aurora",
                bot_id=2,
                config_dir=str(ROOT / "config"),
                created_at=NOW,
            )
        )
        db.add(
            Clinic(
                key="borealis",
                token="3:borealis",
                bot_id=3,
                config_dir="/nowhere",
                fault="The bot's token was rejected by Telegram",
                created_at=NOW,
            )
        )


async def anna_at(settings: Settings, clinic: str) -> None:
    """Anna is a patient of this clinic, and has agreed; Rita enrolled her."""
    async with opened(settings, clinic) as found:
        staff = await rita(found)
        async with found.store.writing() as db:
            await joined(db, found.practice, staff, NOW, ANNA_CHAT, "Anna")


async def test_a_restore_settles_every_clinic_and_brings_no_removed_one_back(
    shared: Settings, tmp_path: Path
) -> None:
    """Patients of all clinics are planned anew; who was removed since the backup stays removed."""
    store = Store(shared.database_url, read_keys(shared.key_file))
    async with store.writing() as db:
        for clinic in (await db.exec(select(Clinic))).all():
            clinic.config_dir = None
    await store.close()
    await anna_at(shared, "clinic")
    await anna_at(shared, "aurora")
    await asyncio.to_thread(write_backup, shared.database_url, tmp_path / "all.db", NOW)
    await remove(shared, "borealis", LATER)
    told = " ".join(await restore(shared, tmp_path / "all.db", LATER))
    assert "2 patients were planned anew" in told
    lines = await listed(shared, LATER)
    assert "removed on 2026-09-17" in lines[2]
    store = Store(shared.database_url, read_keys(shared.key_file))
    async with store.reading() as db:
        clinics = {one.key: one.token for one in (await db.exec(select(Clinic))).all()}
        states = (await db.exec(select(Patient.clinic_id, Patient.state))).all()
    await store.close()
    assert clinics == {"clinic": None, "aurora": "2:aurora", "borealis": None}
    assert dict(states) == {1: PatientState.ACTIVE, 2: PatientState.ACTIVE}


async def test_a_removed_clinic_can_be_erased_for_good(shared: Settings, tmp_path: Path) -> None:
    """Not before it is removed; nothing but its name and the audit log stays, no other clinic loses
    anything, and a restore of an older backup does not bring it back.
    """
    await anna_at(shared, "aurora")
    await anna_at(shared, "clinic")
    async with opened(shared, "clinic") as own, own.store.writing() as db:
        borealis = (await db.exec(select(Clinic).where(Clinic.key == "borealis"))).one()
        borealis.config_dir = str(ROOT / "config")
    await asyncio.to_thread(write_backup, shared.database_url, tmp_path / "all.db", NOW)
    with pytest.raises(ClinicRefused, match="comes first"):
        await erase(shared, "aurora", LATER)
    with pytest.raises(ClinicRefused, match="no clinic"):
        await erase(shared, "nowhere", LATER)
    before = await rows_of_clinics(shared)
    await remove(shared, "aurora", LATER)
    assert "is erased" in " ".join(await erase(shared, "aurora", LATER))
    after = await rows_of_clinics(shared)
    assert after[1] == before[1]
    assert set(before[2]) > {"patient", "staff", "reminder", "delivery", "consent", "course"}
    assert set(after[2]) == {"audit_event"}
    store = Store(shared.database_url, read_keys(shared.key_file))
    async with store.reading() as db:
        of_patients = (
            await db.exec(
                select(AuditEvent).where(
                    AuditEvent.clinic_id == 2, col(AuditEvent.patient_id).is_not(None)
                )
            )
        ).all()
        clinic = (await db.exec(select(Clinic).where(Clinic.key == "aurora"))).one()
    await store.close()
    assert not of_patients
    assert (clinic.token, clinic.bot_id, clinic.config_dir) == (None, None, None)
    assert "aurora  -  erased" in "\n".join(await listed(shared, LATER))

    # The database is lost, and with it the audit log: the file beside the backups knows.
    async with engine_of(shared).begin() as connection:
        await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        await connection.exec_driver_sql("CREATE SCHEMA public")
    await restore(shared, tmp_path / "all.db", LATER)
    assert set((await rows_of_clinics(shared))[2]) == {"audit_event"}
    assert "patient" in (await rows_of_clinics(shared))[1]


def engine_of(settings: Settings) -> AsyncEngine:
    """An engine that keeps no connection open."""
    return create_async_engine(settings.database_url, poolclass=NullPool)


async def rows_of_clinics(settings: Settings) -> dict[int, dict[str, int]]:
    """How many rows each clinic has, by table; without tables in which it has none."""
    found: dict[int, dict[str, int]] = {}
    async with engine_of(settings).connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if "clinic_id" in table.columns:
                query = sa.select(table.c.clinic_id, sa.func.count()).group_by(table.c.clinic_id)
                for number, rows in (await connection.execute(query)).all():
                    found.setdefault(number, {})[table.name] = rows
    return found


async def test_what_changes_everything_waits_until_no_worker_is_there(
    shared: Settings, tmp_path: Path
) -> None:
    """Also one of another folder, or of another machine."""
    await asyncio.to_thread(write_backup, shared.database_url, tmp_path / "all.db", NOW)
    worker = Roll(shared.database_url)
    assert await worker.look()
    for refused in (rotate(shared), restore(shared, tmp_path / "all.db", LATER)):
        with pytest.raises(AlreadyRunning, match=r"that serve the database: 1"):
            await refused
    await worker.leave()
    assert "encrypted anew" in " ".join(await rotate(shared))


async def test_check_and_doctor_look_at_every_clinic(shared: Settings) -> None:
    """Each folder, and what has kept a clinic from being served."""
    added = await added_clinics(shared)
    assert [(one.name, str(one.config_dir)) for one in added] == [
        ("aurora", str(ROOT / "config")),
        ("borealis", "/nowhere"),
    ]
    folders = await asyncio.to_thread(folders_to_check, shared, None)
    assert folders == [Path(str(ROOT / "config")), Path("/nowhere")]
    assert await asyncio.to_thread(folders_to_check, shared, "aurora") == [ROOT / "config"]
    lines = [
        finding.line() for finding in await asyncio.to_thread(lambda: list(examine(shared, NOW)))
    ]
    assert "✓ clinic aurora: nothing has kept it from being served" in lines
    assert any(line.startswith("✗ clinic borealis: it is not served: The bot's") for line in lines)
    assert any("reminder clinic token borealis" in line for line in lines)
    assert not any(line.startswith("✗ token: there is none") for line in lines)


async def test_a_bot_has_one_clinic_whoever_writes_it_down(shared: Settings) -> None:
    """Two workers that find it out at the same instant cannot both be right."""
    store = Store(shared.database_url, read_keys(shared.key_file))
    with pytest.raises(IntegrityError):
        async with store.writing() as db:
            db.add(Clinic(key="corona", bot_id=2, created_at=NOW))
    await store.close()


async def test_sqlite_serves_no_more_than_one(tmp_path: Path) -> None:
    """Such a file can come out of a backup; the start says what to do with it."""
    settings = Settings.load(env_file=None, data_dir=tmp_path / "data")
    settings.data_dir.mkdir()
    make_keys(settings.key_file)
    await make_tables(settings.database_url)
    store = Store(settings.database_url, read_keys(settings.key_file))
    await add_clinics(store)
    await store.close()
    with pytest.raises(SeveralClinics, match=r"aurora, borealis"):
        await service(settings.data_dir, web_port=0).start()
    for name in ("aurora", "borealis"):
        await remove(settings, name, LATER)
    assert [line.split("  ")[2][:7] for line in await listed(settings, LATER)] == [
        "removed",
        "removed",
        "the set",
    ]
