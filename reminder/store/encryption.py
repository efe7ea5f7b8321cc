"""The encrypted column type. The keyring hangs on the engine's dialect, so no global holds keys."""

from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from reminder.store.keyring import Keyring


class Encrypted(TypeDecorator[str]):
    """Text that is encrypted on its way into the database and decrypted on its way out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return None if value is None else keyring_of(dialect).encrypt(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Decrypt."""
        return None if value is None else keyring_of(dialect).decrypt(str(value))


def give_keyring(dialect: Dialect, keyring: Keyring) -> None:
    """Let everything that goes through this dialect's engine use the keyring."""
    dialect.reminder_keyring = keyring  # type: ignore[attr-defined]


def keyring_of(dialect: Dialect) -> Keyring:
    """Return the keyring that `give_keyring` has set."""
    keyring: Keyring = dialect.reminder_keyring  # type: ignore[attr-defined]
    return keyring
