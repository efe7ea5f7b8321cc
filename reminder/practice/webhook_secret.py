"""The webhook's own secret, where the operator gives none: made once, alike for all processes."""

import secrets

from sqlmodel import select

from reminder.practice.clinic import Db, Practice
from reminder.store.tables import Clinic


async def webhook_secret(db: Db, practice: Practice) -> str:
    """Return the clinic's secret for its webhook, making it the first time."""
    clinic = (
        await db.exec(select(Clinic).where(Clinic.id == practice.clinic_id).with_for_update())
    ).one()
    if clinic.webhook_secret is None:
        clinic.webhook_secret = secrets.token_urlsafe(32)
    return clinic.webhook_secret
