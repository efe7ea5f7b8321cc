"""Has a process lead its clinic's bot whenever it is elected, and stand by otherwise."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from reminder.errors import ReminderError
from reminder.store.leadership import Election, LeadLost

log = structlog.get_logger(__name__)

Work = Callable[[], Coroutine[Any, Any, None]]


class Succession:
    """`take_up` begins a term and returns when the service works; `carry_on` lasts as long as the
    term; `lay_down` ends it, whatever it has come to.
    """

    def __init__(self, election: Election, take_up: Work, carry_on: Work, lay_down: Work) -> None:
        self._election = election
        self._take_up = take_up
        self._carry_on = carry_on
        self._lay_down = lay_down
        self._decided = asyncio.Event()
        self._working = False
        self._has_worked = False

    async def decided(self) -> None:
        """Wait until this process leads and works, or has found that another one leads."""
        await self._decided.wait()

    async def run(self) -> None:
        """Stand by and lead by turns, until cancelled.

        A fault while taking up a later term is no reason to end: the lead is laid down, so that
        another process may take it, and tried for again. A fault of what carries on is.
        """
        try:
            while True:
                while not await self._election.win():
                    if not self._decided.is_set():
                        log.info("another process leads", action="stand_by")
                    self._decided.set()
                    await self._election.wait()
                await self._lead()
        finally:
            await self._election.resign()

    async def _lead(self) -> None:
        log.info("this process leads", action="lead", epoch=self._election.epoch)
        keeping = asyncio.create_task(self._election.keep())
        term = asyncio.create_task(self._term())
        try:
            await asyncio.wait({keeping, term}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            lost = keeping.done()
            await _ended(term)
            # The lock is kept until nothing of the term is left, so that who follows finds it all.
            await self._lay_down()
            await _ended(keeping)
        await self._election.resign()
        if lost:
            log.warning("the lead is lost; standing by", action="stand_by")
            return
        fault = term.exception()
        if isinstance(fault, LeadLost):
            return
        if fault is not None and (
            self._working or not self._has_worked or isinstance(fault, ReminderError)
        ):
            raise fault
        log.error("a term failed at its beginning", action="lead", fault=type(fault).__name__)
        await self._election.wait()

    async def _term(self) -> None:
        self._working = False
        await self._take_up()
        self._working = self._has_worked = True
        self._decided.set()
        await self._carry_on()


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()  # so that it counts as seen
