"""The cast of the tests. Rita works at the reception; Anna and Boris are patients; Mallory is
nobody the clinic knows and must see nothing.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from reminder.care.protocol import CareProtocol
from reminder.catalogue import Catalogue
from reminder.practice.clinic import Practice
from reminder.profile import ClinicProfile, load_profile
from reminder.protocols import load_protocols
from reminder.store.keyring import Keyring

ROOT = Path(__file__).parents[1]

NOW = datetime(2026, 9, 17, 12, 30, tzinfo=UTC)
"""Thursday 17 September 2026, 14:30 in Warsaw."""

RECEPTION_CHAT = 1001
ANNA_CHAT = 2001
BORIS_CHAT = 2002
MALLORY_CHAT = 6666


@cache
def _shipped() -> tuple[ClinicProfile, Mapping[str, CareProtocol], Catalogue]:
    """The repository's own configuration and messages, read once a test process."""
    return (
        load_profile(ROOT / "config" / "clinic.yaml"),
        load_protocols(ROOT / "config" / "protocols"),
        Catalogue.load(ROOT / "messages"),
    )


def practice_of(clinic_id: int, keyring: Keyring) -> Practice:
    """The example clinic as the repository ships it."""
    profile, protocols, catalogue = _shipped()
    return Practice(
        clinic_id=clinic_id,
        profile=profile,
        protocols=protocols,
        catalogue=catalogue,
        keyring=keyring,
        bot_username="aftercare_demo_bot",
    )
