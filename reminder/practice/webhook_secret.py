"""The webhook's own secret, where the operator gives none: made once, alike for all processes."""

import secrets

from sqlmodel import select

from reminder.practice.clinic import Db
from reminder.store.tables import Clinic


async def webhook_secret(db: Db, clinic_id: int) -> str:
    """Return the clinic's secret for its webhook, making it the first time."""
    known = (await db.exec(select(Clinic).where(Clinic.id == clinic_id))).one()
    if known.webhook_secret is None:
        # Whoever makes it at the same instant waits here, and finds it.
        query = select(Clinic).where(Clinic.id == clinic_id).with_for_update()
        again = query.execution_options(populate_existing=True)
        known = (await db.exec(again)).one()
        if known.webhook_secret is None:
            known.webhook_secret = secrets.token_urlsafe(32)
    return known.webhook_secret
