"""What a handler is given: one update, handled inside one write transaction.

A handler changes the database and says what it wants to say; both are committed together with the
update's own "done". It never calls Telegram itself.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext, ExtBot

from reminder.outgoing import Outgoing
from reminder.practice.clinic import Db, Practice
from reminder.practice.outbox import Chat, queue
from reminder.practice.people import patients_of_chat, staff_of_chat
from reminder.store.tables import Patient, Staff


@dataclass
class Occasion:
    """The transaction that an update is handled in, and what came of it."""

    db: Db
    practice: Practice
    now: datetime
    chat_id: int
    staff: Staff | None
    patients: list[Patient]
    toast: str | None = None
    fault: Exception | None = None
    patient_menu_language: str | None = None
    menus_of: list[Staff] = field(default_factory=list)


_occasion: ContextVar[Occasion] = ContextVar("occasion")


async def occasion_of(db: Db, practice: Practice, chat_id: int, now: datetime) -> Occasion:
    """Look up who is behind the chat and begin the occasion."""
    return Occasion(
        db=db,
        practice=practice,
        now=now,
        chat_id=chat_id,
        staff=await staff_of_chat(db, practice, chat_id),
        patients=await patients_of_chat(db, practice, chat_id),
    )


class Visit(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of every handler (see `handlers` of bot/staff and bot/patient)."""

    def __init__(
        self, application: Any, chat_id: int | None = None, user_id: int | None = None
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self.occasion = _occasion.get()

    @property
    def db(self) -> Db:
        """The open write transaction."""
        return self.occasion.db

    @property
    def practice(self) -> Practice:
        """The clinic whose bot this is."""
        return self.occasion.practice

    @property
    def now(self) -> datetime:
        """The instant at which the update is handled (aware, UTC)."""
        return self.occasion.now

    @property
    def chat_id(self) -> int:
        """The chat that the update came from."""
        return self.occasion.chat_id

    @property
    def staff(self) -> Staff | None:
        """The staff member who writes, None for anyone else."""
        return self.occasion.staff

    @property
    def patients(self) -> list[Patient]:
        """The patients reached in this chat, whatever their state."""
        return self.occasion.patients

    @property
    def language(self) -> str:
        """The language to answer in: the staff member's, the patient's, else the clinic's."""
        if self.staff is not None:
            return self.staff.language
        if self.patients:
            return self.patients[0].language
        return self.practice.profile.language

    async def say(self, outgoing: Outgoing, purpose: str = "answer") -> None:
        """Let this chat be answered."""
        to: Patient | Staff | Chat = Chat(self.chat_id)
        if self.staff is not None:
            to = self.staff
        elif self.patients:
            to = self.patients[0]
        await queue(self.db, self.practice, outgoing, to=to, now=self.now, purpose=purpose)

    async def say_to(
        self, to: Patient | Staff, outgoing: Outgoing, purpose: str = "answer"
    ) -> None:
        """Let somebody else be written to."""
        await queue(self.db, self.practice, outgoing, to=to, now=self.now, purpose=purpose)

    def show_menu_of(self, staff: Staff) -> None:
        """Give a staff member's chat the command menu of their role, once this is committed; one
        who has been removed gets the patients' back.
        """
        self.occasion.menus_of.append(staff)

    def show_patient_menu(self, language: str) -> None:
        """Give this chat the patients' menu in the language chosen, once this is committed."""
        self.occasion.patient_menu_language = language

    def toast(self, text: str) -> None:
        """Answer the pressed button with a short line on top of the screen (plain text)."""
        self.occasion.toast = text[:200]


async def handle(
    application: "Application[Any, Any, Any, Any, Any, Any]", update: Update, occasion: Occasion
) -> None:
    """Let the application handle an update; whatever a handler raises is raised here too.

    PTB itself swallows handlers' exceptions into its error handlers, where `remember_fault` keeps
    them for us: the transaction must not commit half of what was meant.
    """
    token = _occasion.set(occasion)
    try:
        await application.process_update(update)
    finally:
        _occasion.reset(token)
    if occasion.fault is not None:
        raise occasion.fault


async def remember_fault(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Keep a handler's exception for `handle`, and let no other handler follow it: its session may
    be spoilt, and their exceptions would hide the first (PTB's error handler).
    """
    if isinstance(context, Visit) and isinstance(context.error, Exception):
        context.occasion.fault = context.error
        raise ApplicationHandlerStop
