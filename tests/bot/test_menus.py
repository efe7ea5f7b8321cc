"""The command menus that Telegram shows."""

import re
from datetime import UTC, datetime

from reminder.bot.menus import (
    OWNER_COMMANDS,
    PATIENT_COMMANDS,
    STAFF_COMMANDS,
    menus,
    staff_menu,
)
from reminder.practice.clinic import Practice
from reminder.store.keyring import Keyring
from reminder.store.tables import Role, Staff
from tests.cast import RECEPTION_CHAT, practice_of


def clinic() -> Practice:
    """A clinic with the shipped words: a menu needs no database."""
    return practice_of(1, Keyring([Keyring.new_key()]))


def colleague(language: str, role: Role) -> Staff:
    """Somebody who works at the reception."""
    return Staff(
        clinic_id=1,
        chat_hash="",
        chat_id=str(RECEPTION_CHAT),
        name="Mia",
        role=role,
        language=language,
        created_at=datetime(2026, 9, 1, tzinfo=UTC),
    )


def test_patients_have_a_menu_in_every_language() -> None:
    """Each language has its own, by the two letters that Telegram knows it by; all other languages
    have the clinic's.
    """
    practice = clinic()
    made = {menu.language: menu for menu in menus(practice)}
    assert set(made) == {None, *practice.catalogue.languages}
    assert made[None].commands == made[practice.profile.language].commands
    own = [menu.commands for language, menu in made.items() if language is not None]
    assert len(set(own)) == len(own)
    for language, menu in made.items():
        assert language is None or re.fullmatch("[a-z]{2}", language)
        assert tuple(command for command, _ in menu.commands) == PATIENT_COMMANDS
        assert all(0 < len(told) <= 256 for _, told in menu.commands)
        assert menu.chat_id is None


def test_staff_have_theirs_in_their_own_chat() -> None:
    """A member of staff reads the menu in their language, whatever their phone is set to."""
    practice = clinic()
    for language in practice.catalogue.languages:
        for role, names in ((Role.MEMBER, STAFF_COMMANDS), (Role.OWNER, OWNER_COMMANDS)):
            menu = staff_menu(practice, colleague(language, role))
            assert (menu.chat_id, menu.language) == (RECEPTION_CHAT, None)
            assert tuple(command for command, _ in menu.commands) == names
            assert menu.commands[0][1] == practice.words(language).plain("staff-enrol-command")
