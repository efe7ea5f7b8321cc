"""How a process stands, in the words of the pages for monitors; clinics are counted, not named."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from reminder.branch import Branch
from reminder.sharing import Sharing
from reminder.store.database import Store
from reminder.vitals import database_answers, why_not_ready

if TYPE_CHECKING:
    # It brings PostgreSQL's driver, which a service on SQLite does without.
    from reminder.store.roll import Roll

Answer = dict[str, str | int | float | bool | None]


class Standing:
    """Says how a process stands. `branches` are what it serves, by their clinics' ids; `roll` and
    `sharing` are None where nobody else can serve them.
    """

    def __init__(
        self,
        store: Store,
        branches: Mapping[int, Branch],
        roll: "Roll | None" = None,
        sharing: Sharing | None = None,
    ) -> None:
        self._store = store
        self._branches = branches
        self._roll = roll
        self._sharing = sharing

    def _working(self) -> list[Branch]:
        return [branch for branch in self._branches.values() if branch.works]

    def _clinics(self) -> int:
        return 1 if self._sharing is None else max(self._sharing.served, len(self._branches))

    def _failing(self) -> int:
        return 0 if self._sharing is None else len(self._sharing.failing)

    def health(self) -> Answer:
        """Return what `/healthz` says: nothing personal."""
        working = self._working()
        if self._clinics() > 1:
            return self._counted(working)
        if not working:
            return self._without_work()
        (branch,) = working
        passed_at = branch.dispatcher.passed_at
        return {
            "role": "leader",
            "telegram": branch.poller.fault or "ok",
            "dispatched_at": None if passed_at is None else passed_at.isoformat(),
        }

    def _counted(self, working: list[Branch]) -> Answer:
        answer: Answer = {"role": "leader"} if working else self._without_work()
        deaf = sum(branch.poller.fault is not None for branch in working)
        return answer | {
            "clinics": self._clinics(),
            "leads": len(working),
            "starting": len(self._branches) - len(working),
            "faulty": self._failing(),
            "telegram": f"{deaf} not heard" if deaf else "ok",
        }

    def _without_work(self) -> Answer:
        if self._roll is None or self._branches:
            return {"telegram": "starting"}
        if self._roll.is_faulty:
            return {"status": "failing", "role": "standby", "error": "no database"}
        return {"role": "standby"}

    async def why_not_ready(self, now: datetime) -> str | None:
        """Return what keeps the process from its work, in a word; None: nothing.

        One clinic of several that fails does not make it so (its figures say that).
        """
        working = self._working()
        if working:
            if not await database_answers(self._store):
                return "database"
            reasons = [why_not_ready(branch, now) for branch in working]
            return None if None in reasons else reasons[0]
        standing = self._without_work()
        if standing.get("role") != "standby":
            return "starting"
        if "error" in standing:
            return "database"
        if self._sharing is not None and 0 < self._sharing.served == self._failing():
            return "no clinic can be served"
        # Standing by is work too: it takes over, and stores what is posted to it.
        return None
