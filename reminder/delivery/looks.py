"""The last look before the wire: is what was claimed still to be sent?

Each message is looked at after its turn has come. Those whose turns come at the same time are
looked at together: one statement, begun after the last of them asked, so that none sees less than
it would by itself. A few at a time, since what has been looked at goes out at once: between two
groups, people whose writing waits are let pass.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from reminder.care.outcomes import NotBegun
from reminder.care.reasons import Reason
from reminder.delivery.parcels import Parcel
from reminder.delivery.people import NOBODY, People
from reminder.delivery.settle import ANSWER_PAUSE
from reminder.practice.clinic import Practice
from reminder.store.database import Store
from reminder.store.leadership import Lead
from reminder.store.tables import Delivery, DeliveryState, Patient

AT_ONCE = 16
"""How many go to the wire in the same moment."""

GATHERING = 0.005
"""Seconds for which a look that follows on another waits for others: one costs much the same for a
single message as for sixteen, and with a turn every millisecond most would be for one.
"""

STANDING = (
    select_columns(col(Delivery.id), col(Delivery.state), col(Patient.plan_revision))
    .join(Patient, col(Patient.id) == col(Delivery.patient_id), isouter=True)
    .where(col(Delivery.id).in_(bindparam("rows", expanding=True)))
)


class Looks:
    """Looks at one clinic's claimed messages right before they are sent, once `people` are let
    pass. Looks that follow one on the other are held back a little where they are to `gather`.
    """

    def __init__(
        self,
        store: Store,
        practice: Practice,
        lead: Lead,
        people: People = NOBODY,
        *,
        gather: bool = False,
    ) -> None:
        self._people = people
        self._gathering = GATHERING if gather else 0.0
        self._looked_at = float("-inf")
        self._store = store
        self._practice = practice
        self._lead = lead
        self._waiting: list[tuple[Parcel, asyncio.Future[NotBegun | None]]] = []
        self._looking: asyncio.Task[None] | None = None

    async def at(self, parcel: Parcel, now: datetime) -> NotBegun | None:
        """Return why a message is not to be sent after all at `now` (aware), None if it is."""
        asked: asyncio.Future[NotBegun | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((parcel, asked))
        if self._looking is None:
            self._looking = asyncio.create_task(self._look(now))
        return await asked

    async def _look(self, now: datetime) -> None:
        loop = asyncio.get_running_loop()
        try:
            # Others whose turn came in the same moment join.
            await asyncio.sleep(0)
            while self._waiting:
                follows = loop.time() - self._looked_at < 4 * self._gathering
                if follows and len(self._waiting) < AT_ONCE:
                    await asyncio.sleep(self._gathering)
                await self._people.let_pass()
                together, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._look_at(together, now)
                self._looked_at = loop.time()
        finally:
            self._looking = None

    async def _look_at(
        self, together: Sequence[tuple[Parcel, asyncio.Future[NotBegun | None]]], now: datetime
    ) -> None:
        try:
            found = await self._seen([parcel for parcel, _ in together], now)
        except Exception as fault:  # noqa: BLE001  (each of them says what it means for its message)
            for _, asked in together:
                if not asked.done():
                    asked.set_exception(fault)
            return
        for parcel, asked in together:
            if not asked.done():
                asked.set_result(found[parcel.delivery_id])

    async def _seen(
        self, parcels: Sequence[Parcel], now: datetime
    ) -> Mapping[int, NotBegun | None]:
        async with self._store.glancing() as seen:
            # First of all: what another leader has written since is not looked at.
            if not await self._lead.still(seen):
                return {one.delivery_id: NotBegun(Reason.STOPPED, retry_at=now) for one in parcels}
            return await last_looks(seen, self._practice, parcels, now)


async def last_looks(
    seen: AsyncConnection, practice: Practice, parcels: Sequence[Parcel], now: datetime
) -> dict[int, NotBegun | None]:
    """Return for each delivery why it is not to be sent after all, None if it is."""
    rows = [parcel.delivery_id for parcel in parcels]
    found = await seen.execute(STANDING, {"rows": rows})
    known = {row.id: row for row in found.all()}
    waiting = await _earlier_retries(seen, practice, [one for one in parcels if one.is_answer])
    return {
        one.delivery_id: _verdict(one, known.get(one.delivery_id), waiting.get(one.chat_hash), now)
        for one in parcels
    }


def _verdict(
    parcel: Parcel, known: Any | None, earlier_retry: int | None, now: datetime
) -> NotBegun | None:
    if known is None:
        # Whom it was for has been erased.
        return NotBegun("erased")
    if known.state is not DeliveryState.SENDING:
        return NotBegun(Reason.CALLED_OFF)
    if parcel.carries and known.plan_revision != parcel.plan_revision:
        # A session recorded since may forbid what this message allows.
        return NotBegun(Reason.PLAN_CHANGED, retry_at=now)
    if parcel.is_answer and earlier_retry is not None and earlier_retry < parcel.delivery_id:
        return NotBegun(Reason.BEHIND_AN_EARLIER_ANSWER, retry_at=now + ANSWER_PAUSE)
    return None


async def _earlier_retries(
    seen: AsyncConnection, practice: Practice, answers: Sequence[Parcel]
) -> dict[str, int]:
    """Return, for each chat where one waits to be tried again, the earliest answer that does:
    nothing overtakes it, a confirmation of STOP least of all.
    """
    if not answers:
        return {}
    found = await seen.execute(
        select_columns(col(Delivery.chat_hash), col(Delivery.id))
        .where(
            col(Delivery.clinic_id) == practice.clinic_id,
            col(Delivery.chat_hash).in_([one.chat_hash for one in answers]),
            col(Delivery.state) == DeliveryState.DEFERRED,
            col(Delivery.wake_at).is_not(None),
        )
        .order_by(col(Delivery.id).desc())
    )
    return {row.chat_hash: row.id for row in found}
