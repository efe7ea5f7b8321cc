"""Messages that fall due when a measurement of whole processes wants them: by the real clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col

from reminder.store.tables import Reminder
from tests.bench.population import Clinicful
from tests.journeys.process import configured

MORNING = 10
"""The hour of the day's message."""


@dataclass(frozen=True)
class Morning:
    """The `zone` in which the hour of the day's message has begun, and when (`at`: aware, UTC).

    Hours go by there before anything else of the copied patients falls due.
    """

    zone: str
    at: datetime

    @classmethod
    def of(cls, now: datetime) -> "Morning":
        """Find it (`now`: aware)."""
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        ahead = (MORNING - hour.hour + 11) % 24 - 11
        # The sign of these names is turned round: Etc/GMT-3 is three hours ahead.
        return cls("Etc/GMT" if ahead == 0 else f"Etc/GMT{-ahead:+d}", hour)

    def configured(self, folder: Path) -> Path:
        """Copy the configuration into a folder, moved to the zone; return the copy."""
        config = configured(folder)
        clinic = config / "clinic.yaml"
        text = clinic.read_text(encoding="utf-8")
        text, changed = re.subn(r"(?m)^zone: .*$", f"zone: {self.zone}", text)
        assert changed == 1
        clinic.write_text(text, encoding="utf-8")
        return config


@dataclass(frozen=True)
class Waves:
    """The messages of a filled database that were due, put off `until` they are wanted."""

    clinic: Clinicful
    until: datetime

    @classmethod
    async def of(cls, clinic: Clinicful, now: datetime) -> "Waves":
        """Put off what is due at `now` (aware) for hours."""
        # Nothing else is due at an instant like this.
        until = now + timedelta(hours=12, microseconds=1)
        store = clinic.store()
        async with store.writing() as db:
            await db.exec(
                update(Reminder)
                .where(
                    col(Reminder.wake_at) <= now,
                    col(Reminder.patient_id) >= clinic.first_patient,
                )
                .values(wake_at=until, due_at=until)
            )
        await store.close()
        return cls(clinic, until)

    async def bring_on(self, instants: Sequence[datetime], begin: int = 0) -> None:
        """Let a message be due at each of these instants (aware), to the patients that have one
        from the number `begin` on. On PostgreSQL the workers are told that something has changed.
        """
        store = self.clinic.store()
        store.announces = not store.on_sqlite
        numbered = enumerate(instants, self.clinic.first_patient + begin)
        async with store.writing() as db:
            for at, those in groupby(sorted(numbered, key=itemgetter(1)), key=itemgetter(1)):
                patients = [patient_id for patient_id, _ in those]
                # One after the other, or one alone.
                assert patients[-1] - patients[0] == len(patients) - 1
                await db.exec(
                    update(Reminder)
                    .where(
                        col(Reminder.wake_at) == self.until,
                        col(Reminder.patient_id).between(patients[0], patients[-1]),
                    )
                    .values(wake_at=at, due_at=at)
                )
        await store.close()
