"""The example clinic's bot, and the phones that write to it."""

from tests.bot.patient.phones import application, dial
from tests.practice.conftest import keyring, now, practice, reception, store

__all__ = ["application", "dial", "keyring", "now", "practice", "reception", "store"]
