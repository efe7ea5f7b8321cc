"""One clinic, as every use case is given it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession as Db

from reminder.care.protocol import CareProtocol
from reminder.catalogue import Catalogue, Words
from reminder.profile import ClinicProfile
from reminder.store.keyring import Keyring

__all__ = ["Db", "Practice"]


@dataclass(frozen=True)
class Practice:
    """A clinic's row, configuration, words and keys.

    `protocols` are the current ones by name; a running course keeps the version it was begun with.
    """

    clinic_id: int
    profile: ClinicProfile
    protocols: Mapping[str, CareProtocol]
    catalogue: Catalogue
    keyring: Keyring
    bot_username: str

    def words(self, language: str) -> Words:
        """Return the words of a language (of the default where the catalogue lacks it)."""
        return self.catalogue.words(language)
