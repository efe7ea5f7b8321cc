"""The example clinic's whole bot, and Rita's phone at the reception desk."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.ext import Application, ContextTypes

from reminder.bot.switchboard import register
from reminder.bot.visit import Visit
from reminder.store.tables import Staff
from tests.bot.patient.phones import AnyApplication, Line, Phone, dial
from tests.cast import RECEPTION_CHAT
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["dial", "keyring", "now", "practice", "reception", "store"]

Dial = Callable[..., Phone]


@pytest.fixture
async def application() -> AsyncIterator[AnyApplication]:
    """The application with every handler, as the service has it."""
    bot: Bot = Bot("1:made-up", request=Line(), get_updates_request=Line())
    built: AnyApplication = (
        Application.builder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Visit))
        .build()
    )
    register(built)
    await built.initialize()
    yield built
    await built.shutdown()


@pytest.fixture
def rita(dial: Callable[..., Any], reception: Staff) -> Phone:
    """Rita's phone; she is on the staff."""
    assert reception.id is not None
    phone: Phone = dial(RECEPTION_CHAT, name="Rita")
    return phone
