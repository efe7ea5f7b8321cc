"""An enrolment, and working a plan out anew."""

import time
from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import SQLModel

from reminder.practice.clinic import Db
from reminder.practice.enrol import Welcome, enrol
from reminder.practice.form import blank, with_procedure
from reminder.practice.replan import replan
from reminder.store.tables import Course, Patient, Session, Staff, saved
from tests.bench.databases import Databases
from tests.bench.figures import Figure, median, share
from tests.bench.population import NOW, Clinicful, populate
from tests.bench.sizes import Sizes

REPLANS = 50
"""How often a plan is worked out anew."""


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return the figures by database."""
    figures: list[Figure] = []
    for kind in databases.kinds:
        clinic = await populate(databases, kind, "enrolling", due=1, pending=1)
        figures += await _enrolments(clinic, kind, sizes.enrolments)
        figures += await _replans(clinic, kind)
        databases.drop(kind, "enrolling")
    return figures


async def _rows(db: Db) -> int:
    counts = [
        (await db.exec(select(func.count()).select_from(table))).scalar_one()  # type: ignore[call-overload]
        for table in SQLModel.metadata.sorted_tables
    ]
    return sum(counts)


async def _enrolments(clinic: Clinicful, kind: str, times: int) -> list[Figure]:
    store = clinic.store()
    async with store.reading() as db:
        rita = await db.get_one(Staff, clinic.reception_id)
        before = await _rows(db)
    form = with_procedure(clinic.practice, blank(clinic.practice, NOW), "oxygen-mesotherapy")
    taken = []
    begun = time.perf_counter()
    for number in range(times):
        at = time.perf_counter()
        async with store.writing() as db:
            one = replace(form, name=f"Anna {number}", number=1, of=6)
            assert isinstance(await enrol(db, clinic.practice, rita, one, NOW), Welcome)
        taken.append((time.perf_counter() - at) * 1000)
    whole = time.perf_counter() - begun
    async with store.reading() as db:
        rows = (await _rows(db) - before) / times
    await store.close()
    how = "one write transaction, committed to the disk"
    return [
        median(f"enrolment, {kind}: p50", taken, "ms", how),
        Figure(f"enrolment, {kind}: p99", share(taken, 0.99), "ms", how),
        Figure(f"enrolment, {kind}: rows", rows, "rows", "written by each"),
        Figure(f"{times:,} enrolments in a row, {kind}", times / whole, "/s", how),
    ]


async def _replans(clinic: Clinicful, kind: str) -> list[Figure]:
    """A patient with two courses, in the middle of both."""
    store = clinic.store()
    async with store.writing() as db:
        patient = await db.get_one(Patient, 1)
        second = Course(
            clinic_id=patient.clinic_id,
            patient_id=saved(patient.id),
            protocol="body-mesotherapy",
            protocol_version=clinic.practice.protocols["body-mesotherapy"].version,
            sessions_planned=8,
            begun_at=NOW,
        )
        db.add(second)
        await db.flush()
        db.add(
            Session(
                clinic_id=patient.clinic_id,
                patient_id=saved(patient.id),
                course_id=saved(second.id),
                held_at=NOW,
                number=1,
                recorded_at=NOW,
            )
        )
    taken = []
    for _ in range(REPLANS):
        async with store.writing() as db:
            patient = await db.get_one(Patient, 1)
            at = time.perf_counter()
            await replan(db, clinic.practice, patient, NOW)
            taken.append((time.perf_counter() - at) * 1000)
    await store.close()
    how = "two courses; read, planned and reconciled, without the commit"
    return [median(f"replanning, {kind}", taken, "ms", how)]
